//! The vault: the only way to the records. Every change goes through it to both stores.

mod mirror;

pub use mirror::Snapshot;

use super::device::Device;
use crate::storage::{
    BadCopy, Change, Changed, Key, Loaded, Prefer, Quarantined, Record, Records, Restore, StoreError, Undo,
};
use leptos::prelude::*;
use mirror::MirrorState;
use std::rc::Rc;

/// Whether the runner's changes are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// The runner has changed nothing since startup.
    Untouched,
    /// A store has not answered yet.
    Pending,
    /// Every store has everything.
    Saved,
    /// A store lacks something.
    Failing(StoreError),
}

type OnChanged = Rc<dyn Fn(Changed)>;
type AfterSaving = Box<dyn FnOnce(Saving)>;

pub struct Vault {
    device: &'static Device,
    records: StoredValue<Records, LocalStorage>,
    mirror: StoredValue<MirrorState, LocalStorage>,
    on_changed: StoredValue<Option<OnChanged>, LocalStorage>,
    /// Callbacks that wait for the stores.
    after_saving: StoredValue<Vec<AfterSaving>, LocalStorage>,
    /// The last result of localStorage.
    local_result: StoredValue<Result<(), StoreError>>,
    /// The last result of the mirror.
    mirror_result: StoredValue<Result<(), StoreError>>,
    saving: RwSignal<Saving>,
    /// The runner has changed something.
    is_touched: StoredValue<bool>,
    damaged: RwSignal<usize>,
    /// How many damaged records localStorage held at startup, until the mirror was asked for whole ones.
    found_damaged: StoredValue<usize>,
    has_mirror: RwSignal<Option<bool>>,
    /// The change that erases the mirror, until the mirror has confirmed it.
    to_erase: StoredValue<Option<Change>>,
    /// A copy of the records in the format of an older build, until it is kept as a snapshot.
    older: StoredValue<Option<String>>,
    is_low: RwSignal<bool>,
}

impl Vault {
    /// Opens the records and reads them all.
    pub fn open(mut records: Records, device: &'static Device) -> (Vault, Loaded) {
        let loaded = records.load((device.now)());
        let older = loaded.has_older.then(|| records.copy((device.now)()));
        records.keep_reserve();
        let is_low = records.is_low();
        let vault = Vault {
            device,
            records: StoredValue::new_local(records),
            mirror: StoredValue::new_local(MirrorState::Opening),
            on_changed: StoredValue::new_local(None),
            after_saving: StoredValue::new_local(vec![]),
            local_result: StoredValue::new(loaded.problem.map_or(Ok(()), Err)),
            mirror_result: StoredValue::new(Ok(())),
            saving: RwSignal::new(loaded.problem.map_or(Saving::Untouched, Saving::Failing)),
            is_touched: StoredValue::new(false),
            damaged: RwSignal::new(0),
            found_damaged: StoredValue::new(loaded.damaged),
            has_mirror: RwSignal::new(None),
            to_erase: StoredValue::new(None),
            older: StoredValue::new(older),
            is_low: RwSignal::new(is_low),
        };
        (vault, loaded)
    }

    /// Sets the callback for records that another tab or the other store has changed.
    pub fn on_changed(&'static self, on_change: impl Fn(Changed) + 'static) {
        self.on_changed.set_value(Some(Rc::new(on_change)));
    }

    pub fn saving(&'static self) -> Signal<Saving> {
        self.saving.into()
    }

    /// Whether localStorage is almost full.
    pub fn is_low(&'static self) -> bool {
        self.is_low.get()
    }

    /// Whether the runner must be told about a problem with their data.
    pub fn has_trouble(&'static self) -> bool {
        matches!(self.saving.get(), Saving::Failing(_)) || self.is_low()
    }

    /// Calls back once no store has an answer pending.
    pub fn after_saving(&'static self, then: impl FnOnce(Saving) + 'static) {
        self.after_saving.update_value(|waiting| waiting.push(Box::new(then)));
        self.publish();
    }

    /// Whether a newer build has written here, so that nothing may be changed. For views; tracked.
    pub fn is_read_only(&'static self) -> bool {
        self.saving.get() == Saving::Failing(StoreError::Newer)
    }

    /// The opposite, for functions that are about to change something; untracked.
    pub fn may_change(&'static self) -> bool {
        self.saving.get_untracked() != Saving::Failing(StoreError::Newer)
    }

    /// How many damaged records were found at startup and could not be replaced. The runner sets it to 0 by reading the
    /// message.
    pub fn damaged(&'static self) -> RwSignal<usize> {
        self.damaged
    }

    pub fn save<R: Record>(&'static self, record: &R) {
        let now = (self.device.now)();
        self.change(|records| records.save(record, now));
    }

    /// Removes a record. Returns its text for [`Vault::put_back`].
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

    /// Retries failed writes, and reserves space again.
    pub fn retry(&'static self) {
        self.change(|records| {
            records.retry()?;
            records.keep_reserve();
            Ok(())
        });
    }

    /// Erases everything. Returns whether localStorage is empty; if not, the banner says so.
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

    /// A copy of everything, as the content of a file.
    pub fn copy(&'static self) -> String {
        self.records.with_value(|records| records.copy((self.device.now)()))
    }

    /// Plans what restoring a copy would change.
    ///
    /// # Errors
    /// If it is not a copy that this build can read.
    pub fn plan_restore(&'static self, copy: &str, prefer: Prefer) -> Result<Restore, BadCopy> {
        self.records.with_value(|records| records.plan_restore(copy, prefer))
    }

    /// Restores a copy, all of it or nothing, after a snapshot of everything. Calls back with what reverts it; does not call
    /// back on failure.
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

    /// The size of the records in bytes.
    pub fn bytes(&'static self) -> usize {
        self.records.with_value(Records::bytes)
    }

    /// Saves a copy as a file named after today.
    pub fn download_copy(&'static self) {
        let name = text!("tightspot-", (self.device.now)().day().iso(), ".json");
        (self.device.save_file)(&name, &self.copy());
    }

    fn change(&'static self, change: impl FnOnce(&mut Records) -> Result<(), StoreError>) {
        self.is_touched.set_value(true);
        let mut result = Ok(());
        self.records.update_value(|records| result = change(records));
        self.local_result.set_value(result);
        self.mirror_result.set_value(Ok(()));
        self.send();
        self.publish();
    }

    /// Notes the result of a write that the runner did not cause. Success counts only if nothing else is unsaved.
    fn note_local_result(&'static self, result: Result<(), StoreError>) {
        if result.is_err() || !self.records.with_value(Records::has_unsaved) {
            self.local_result.set_value(result);
        }
    }

    /// Publishes changes from elsewhere, then the state of saving.
    fn publish(&'static self) {
        let mut changed = vec![];
        self.records.update_value(|records| changed = records.take_changed());
        if let Some(on_changed) = self.on_changed.get_value() {
            for changed in changed {
                on_changed(changed);
            }
        }
        let saving = self.current_saving();
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

    fn current_saving(&'static self) -> Saving {
        let has_mirror = self.open_mirror().is_some();
        let is_mirrored = self.records.with_value(Records::is_mirrored)
            && !(has_mirror && self.to_erase.get_value().is_some());
        let local = match self.local_result.get_value() {
            _ if self.records.with_value(Records::is_read_only) => Err(StoreError::Newer),
            // Where localStorage is blocked, the mirror is enough.
            Err(StoreError::Blocked) if has_mirror => Ok(()),
            local => local,
        };
        match (local, self.mirror_result.get_value()) {
            (Err(error), _) | (Ok(()), Err(error)) => Saving::Failing(error),
            // Housekeeping at startup does not count as the runner's change.
            _ if !self.is_touched.get_value() => Saving::Untouched,
            _ if !is_mirrored => Saving::Pending,
            _ => Saving::Saved,
        }
    }
}
