//! What is written, and whether it was.

use super::device::Device;
use crate::storage::{Key, Loaded, Records, SetAside, StoreError};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How saving stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing has been changed since the start.
    Untouched,
    Saved,
    /// Not everything is saved.
    Failing(StoreError),
}

/// The one way to the records.
pub struct Vault {
    device: &'static Device,
    records: StoredValue<Records, LocalStorage>,
    saving: RwSignal<Saving>,
    damaged: RwSignal<usize>,
}

impl Vault {
    /// Opens the records and reads them all.
    pub fn open(records: Records, device: &'static Device) -> (Vault, Loaded) {
        let mut records = records;
        let loaded = records.load((device.now)());
        let saving = loaded.problem.map_or(Saving::Untouched, Saving::Failing);
        let vault = Vault {
            device,
            records: StoredValue::new_local(records),
            saving: RwSignal::new(saving),
            damaged: RwSignal::new(loaded.damaged),
        };
        (vault, loaded)
    }

    pub fn saving(&'static self) -> Signal<Saving> {
        self.saving.into()
    }

    /// Whether a newer build has written here, so that nothing may be changed. For views.
    pub fn is_read_only(&'static self) -> bool {
        self.saving.get() == Saving::Failing(StoreError::Newer)
    }

    /// The same for verbs, which ask before they change anything.
    pub fn may_change(&'static self) -> bool {
        self.saving.get_untracked() != Saving::Failing(StoreError::Newer)
    }

    /// How many records were found damaged at the start and are not yet told of.
    pub fn damaged(&'static self) -> RwSignal<usize> {
        self.damaged
    }

    pub fn save<T: Serialize + DeserializeOwned>(&'static self, key: &Key, data: &T) {
        let now = (self.device.now)();
        self.change(|records| records.save(key, data, now));
    }

    /// Removes a record and gives its text for [`Vault::put_back`].
    pub fn remove(&'static self, key: &Key) -> Option<String> {
        let mut text = None;
        self.change(|records| {
            let (removed, result) = records.remove(key);
            text = removed;
            result
        });
        text
    }

    pub fn put_back(&'static self, key: &Key, text: String) {
        self.change(|records| records.put_back(key, text));
    }

    /// Tries again to write what could not be written.
    pub fn retry(&'static self) {
        self.change(Records::retry);
    }

    /// Removes everything. What could not be removed is still there, and the banner says so.
    pub fn erase(&'static self) -> bool {
        self.change(Records::erase);
        self.saving.get_untracked() == Saving::Saved
    }

    /// Everything as one file's content.
    pub fn copy(&'static self) -> String {
        self.records.with_value(|records| records.copy((self.device.now)()))
    }

    pub fn aside(&'static self) -> Vec<SetAside> {
        self.records.with_value(Records::aside)
    }

    /// Bytes in use.
    pub fn bytes(&'static self) -> usize {
        self.records.with_value(Records::bytes)
    }

    /// Hands the copy over as a file named after the day.
    pub fn hand_over_copy(&'static self) {
        let name = ["tightspot-", &(self.device.now)().day().iso(), ".json"].concat();
        (self.device.hand_over)(&name, &self.copy());
    }

    fn change(&'static self, act: impl FnOnce(&mut Records) -> Result<(), StoreError>) {
        let mut result = Ok(());
        self.records.update_value(|records| result = act(records));
        let saving = match result {
            Ok(()) => Saving::Saved,
            Err(error) => Saving::Failing(error),
        };
        if self.saving.get_untracked() != saving {
            self.saving.set(saving);
        }
    }
}
