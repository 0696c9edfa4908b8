//! What is written, and whether it was.

mod mirror;

pub use mirror::Snapshot;

use super::device::Device;
use crate::storage::{
    BadCopy, Change, Changed, Key, Loaded, Prefer, Quarantined, Records, Restore, StoreError, Undo,
};
use leptos::prelude::*;
use mirror::MirrorState;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// How saving stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing has been changed since the start.
    Untouched,
    /// On its way.
    Pending,
    /// In every store that there is.
    Saved,
    /// Not everything is saved.
    Failing(StoreError),
}

type OnChanged = Rc<dyn Fn(Changed)>;

/// What waits for the stores' answer.
type AfterSaving = Box<dyn FnOnce(Saving)>;

/// A file that the runner chose to bring back, and what it turned out to be.
#[derive(Clone)]
pub struct Offer {
    pub name: String,
    pub found: Result<Restore, BadCopy>,
}

/// The one way to the records.
pub struct Vault {
    device: &'static Device,
    records: StoredValue<Records, LocalStorage>,
    mirror: StoredValue<MirrorState, LocalStorage>,
    on_changed: StoredValue<Option<OnChanged>, LocalStorage>,
    after_saving: StoredValue<Vec<AfterSaving>, LocalStorage>,
    /// What the first store and the second last answered.
    local_result: StoredValue<Result<(), StoreError>>,
    mirror_result: StoredValue<Result<(), StoreError>>,
    saving: RwSignal<Saving>,
    /// The runner has changed something.
    is_touched: StoredValue<bool>,
    damaged: RwSignal<usize>,
    /// Damaged records found in the first store, until the second was asked for better ones.
    found_damaged: StoredValue<usize>,
    has_mirror: RwSignal<Option<bool>>,
    offer: RwSignal<Option<Offer>>,
    /// Everything was erased here, and the second store is still to be.
    to_erase: StoredValue<Option<Change>>,
    /// What an older build had written, until it is kept beside the records.
    older: StoredValue<Option<String>>,
    is_low: RwSignal<bool>,
}

impl Vault {
    /// Opens the records and reads them all.
    pub fn open(records: Records, device: &'static Device) -> (Vault, Loaded) {
        let mut records = records;
        let loaded = records.load((device.now)());
        let older = loaded.has_older.then(|| records.copy((device.now)()));
        records.keep_reserve();
        let saving = loaded.problem.map_or(Saving::Untouched, Saving::Failing);
        let records_are_low = records.is_low();
        let vault = Vault {
            device,
            records: StoredValue::new_local(records),
            mirror: StoredValue::new_local(MirrorState::Opening),
            on_changed: StoredValue::new_local(None),
            after_saving: StoredValue::new_local(vec![]),
            local_result: StoredValue::new(loaded.problem.map_or(Ok(()), Err)),
            mirror_result: StoredValue::new(Ok(())),
            saving: RwSignal::new(saving),
            is_touched: StoredValue::new(false),
            damaged: RwSignal::new(0),
            found_damaged: StoredValue::new(loaded.damaged),
            has_mirror: RwSignal::new(None),
            offer: RwSignal::new(None),
            to_erase: StoredValue::new(None),
            older: StoredValue::new(older),
            is_low: RwSignal::new(records_are_low),
        };
        (vault, loaded)
    }

    /// Has `on_change` called with each record that changes by another hand.
    pub fn on_changed(&'static self, on_change: impl Fn(Changed) + 'static) {
        self.on_changed.set_value(Some(Rc::new(on_change)));
    }

    pub fn saving(&'static self) -> Signal<Saving> {
        self.saving.into()
    }

    /// Whether there is hardly any room left for what comes next.
    pub fn is_low(&'static self) -> bool {
        self.is_low.get()
    }

    /// Whether there is something to tell the runner about their data.
    pub fn has_trouble(&'static self) -> bool {
        matches!(self.saving.get(), Saving::Failing(_)) || self.is_low()
    }

    /// Calls `then` with how saving stands, as soon as nothing is on its way.
    pub fn after_saving(&'static self, then: impl FnOnce(Saving) + 'static) {
        self.after_saving.update_value(|waiting| waiting.push(Box::new(then)));
        self.publish();
    }

    /// Whether a newer build has written here, so that nothing may be changed. For views.
    pub fn is_read_only(&'static self) -> bool {
        self.saving.get() == Saving::Failing(StoreError::Newer)
    }

    /// The same for verbs, which ask before they change anything.
    pub fn may_change(&'static self) -> bool {
        self.saving.get_untracked() != Saving::Failing(StoreError::Newer)
    }

    /// How many records were found damaged at the start, could not be replaced, and are not yet told of.
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
        let now = (self.device.now)();
        self.change(|records| {
            let (removed, result) = records.remove(key, now);
            text = removed;
            result
        });
        text
    }

    pub fn put_back(&'static self, key: &Key, text: String) {
        self.change(|records| records.put_back(key, text));
    }

    /// Tries again to write what could not be written, and to keep some room free.
    pub fn retry(&'static self) {
        self.change(|records| {
            records.retry()?;
            records.keep_reserve();
            Ok(())
        });
    }

    /// Removes everything. What could not be removed is still there, and the banner says so.
    pub fn erase(&'static self) -> bool {
        let mut erased = Err(StoreError::Failed);
        let now = (self.device.now)();
        self.records.update_value(|records| erased = records.erase(now));
        let is_erased = erased.is_ok();
        self.is_touched.set_value(true);
        self.local_result.set_value(erased.as_ref().map(|_| ()).map_err(|error| *error));
        if let Ok(rest) = erased {
            self.records.update_value(Records::keep_reserve);
            self.to_erase.set_value(Some(rest));
            self.mirror_result.set_value(Ok(()));
            self.send();
        }
        self.publish();
        is_erased
    }

    /// Everything as one file's content.
    pub fn copy(&'static self) -> String {
        self.records.with_value(|records| records.copy((self.device.now)()))
    }

    /// The copy that the runner is deciding about.
    pub fn offer(&'static self) -> RwSignal<Option<Offer>> {
        self.offer
    }

    /// Reads a copy and works out what it would change.
    ///
    /// # Errors
    /// When it is none.
    pub fn plan_restore(&'static self, copy: &str, prefer: Prefer) -> Result<Restore, BadCopy> {
        self.records.with_value(|records| records.plan_restore(copy, prefer))
    }

    /// Brings a copy back, whole or not at all, and hands over what takes that back. Everything as it was is kept first.
    pub fn restore(&'static self, plan: Restore, then: impl FnOnce(Undo) + 'static) {
        self.keep_before_restore(move |kept| {
            let now = (self.device.now)();
            let mut undo = None;
            self.change(|records| {
                kept?;
                undo = Some(records.restore(&plan, now)?);
                Ok(())
            });
            if let Some(undo) = undo {
                then(undo);
            }
        });
    }

    pub fn undo_restore(&'static self, undo: &Undo) {
        let now = (self.device.now)();
        self.change(|records| records.undo_restore(undo, now));
    }

    pub fn quarantined(&'static self) -> Vec<Quarantined> {
        self.records.with_value(Records::quarantined)
    }

    /// Bytes in use.
    pub fn bytes(&'static self) -> usize {
        self.records.with_value(Records::bytes)
    }

    /// Hands the copy over as a file named after the day.
    pub fn download_copy(&'static self) {
        let name = ["tightspot-", &(self.device.now)().day().iso(), ".json"].concat();
        (self.device.save_file)(&name, &self.copy());
    }

    fn change(&'static self, act: impl FnOnce(&mut Records) -> Result<(), StoreError>) {
        self.is_touched.set_value(true);
        let mut result = Ok(());
        self.records.update_value(|records| result = act(records));
        self.local_result.set_value(result);
        self.mirror_result.set_value(Ok(()));
        self.send();
        self.publish();
    }

    /// An answer about one text: all is well again only once nothing waits.
    fn answered_one(&'static self, result: Result<(), StoreError>) {
        if result.is_err() || !self.records.with_value(Records::has_unsaved) {
            self.local_result.set_value(result);
        }
    }

    /// Tells how saving stands now, and what changed by another hand.
    fn publish(&'static self) {
        let mut changed = vec![];
        self.records.update_value(|records| changed = records.take_changed());
        if let Some(on_change) = self.on_changed.get_value() {
            for changed in changed {
                on_change(changed);
            }
        }
        let is_open = self.mirror.with_value(|mirror| matches!(mirror, MirrorState::Open(_)));
        let is_mirrored = self.records.with_value(Records::is_mirrored)
            && !(is_open && self.to_erase.get_value().is_some());
        let first = match self.local_result.get_value() {
            _ if self.records.with_value(Records::is_read_only) => Err(StoreError::Newer),
            // Where only the second store may be used, it alone must do.
            Err(StoreError::Blocked) if is_open => Ok(()),
            first => first,
        };
        let saving = match (first, self.mirror_result.get_value()) {
            (Err(error), _) | (Ok(()), Err(error)) => Saving::Failing(error),
            // What is tidied up at the start is nothing to boast of.
            _ if !self.is_touched.get_value() => Saving::Untouched,
            _ if !is_mirrored => Saving::Pending,
            _ => Saving::Saved,
        };
        if self.saving.get_untracked() != saving {
            self.saving.set(saving);
        }
        let is_low = self.records.with_value(Records::is_low);
        if self.is_low.get_untracked() != is_low {
            self.is_low.set(is_low);
        }
        if saving != Saving::Pending {
            for then in self.after_saving.try_update_value(std::mem::take).unwrap_or_default() {
                then(saving);
            }
        }
    }
}
