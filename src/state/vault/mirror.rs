//! The vault and the mirror: opening it, comparing the two stores, sending changes, and snapshots.

use super::Vault;
use crate::domain::time::instant::Instant;
use crate::storage::{Change, ERASED, Mirror, Records, SCHEMA, StoreError, made};
use leptos::prelude::*;
use std::rc::Rc;

/// Whether there is a mirror.
pub(super) enum MirrorState {
    /// The browser has not answered yet.
    Opening,
    Open(Rc<dyn Mirror>),
    /// The browser has none, so localStorage must do.
    Missing,
}

/// The name of the snapshot from before the last restore.
const BEFORE_RESTORE: &str = "restore";

/// An earlier state of everything, kept in the mirror beside the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub made: Instant,
    /// It is from before an update that changed the format of records, not from before a restore.
    pub is_before_update: bool,
    /// A copy of everything.
    pub copy: String,
}

impl Vault {
    /// Starts to use the mirror: compares it with localStorage. From now on "Saved" means both stores.
    pub fn attach(&'static self, mirror: Result<Rc<dyn Mirror>, StoreError>) {
        let Ok(mirror) = mirror else {
            self.without_mirror();
            return;
        };
        self.mirror.set_value(MirrorState::Open(mirror));
        self.compare();
    }

    /// Compares the two stores; see [`Records::compare`].
    fn compare(&'static self) {
        let Some(mirror) = self.open_mirror() else { return };
        let snapshots = mirror.clone();
        mirror.read(Box::new(move |texts| {
            let Ok(texts) = texts else {
                self.without_mirror();
                return;
            };
            self.keep_older(&snapshots);
            let mut repaired = 0;
            self.records.update_value(|records| repaired = records.compare(texts, (self.device.now)()));
            let found = self.found_damaged.try_update_value(std::mem::take).unwrap_or_default();
            if found > repaired {
                self.damaged.set(found - repaired);
            }
            if !self.records.with_value(Records::is_read_only) {
                let mut retried = Ok(());
                self.records.update_value(|records| retried = records.retry());
                self.local_result.set_value(retried);
            }
            self.has_mirror.set(Some(true));
            self.send();
            self.publish();
        }));
    }

    /// Goes on without a mirror if it has not answered yet. It may still answer later.
    pub fn stop_waiting(&'static self) {
        if self.mirror.with_value(|mirror| matches!(mirror, MirrorState::Opening)) {
            self.without_mirror();
        }
    }

    fn without_mirror(&'static self) {
        self.mirror.set_value(MirrorState::Missing);
        self.records.update_value(Records::without_mirror);
        self.has_mirror.set(Some(false));
        self.damaged.set(self.found_damaged.try_update_value(std::mem::take).unwrap_or_default());
        self.send();
        self.publish();
    }

    /// Whether there is a mirror; `None` until the browser has answered.
    pub fn has_mirror(&'static self) -> Option<bool> {
        self.has_mirror.get()
    }

    /// Handles the message of another tab that the mirror holds a new text under `key`.
    pub fn on_announcement(&'static self, key: String) {
        if key == ERASED {
            self.compare();
            return;
        }
        let Some(mirror) = self.open_mirror() else { return };
        let announced = key.clone();
        mirror.get(
            &key,
            Box::new(move |text| {
                if let Ok(text) = text {
                    let mut result = Ok(());
                    self.records.update_value(|records| result = records.on_mirror_change(&announced, text));
                    self.note_local_result(result);
                    self.publish();
                }
            }),
        );
    }

    /// Handles the `storage` event: another tab has changed localStorage.
    pub fn on_storage_event(&'static self, key: &str, text: Option<String>) {
        let mut result = Ok(());
        self.records.update_value(|records| result = records.on_storage_event(key, text));
        if result.is_err() {
            self.local_result.set_value(result);
        }
        self.send();
        self.publish();
    }

    /// Sends pending changes to the mirror. Until it is open, they wait.
    pub(super) fn send(&'static self) {
        let is_opening = self.mirror.with_value(|mirror| matches!(mirror, MirrorState::Opening));
        if is_opening || self.records.with_value(Records::is_read_only) {
            return;
        }
        let mirror = self.open_mirror();
        if let (Some(mirror), Some(rest)) = (&mirror, self.to_erase.get_value()) {
            mirror.erase(
                rest,
                Box::new(move |result| {
                    self.mirror_result.set_value(result);
                    if result.is_ok() {
                        self.to_erase.set_value(None);
                        (self.device.announce)(ERASED);
                        self.send();
                    }
                    self.publish();
                }),
            );
            return;
        }
        let Some(mirror) = mirror else {
            self.records.update_value(Records::drop_outbox);
            return;
        };
        let mut changes = vec![];
        self.records.update_value(|records| changes = records.take_outbox());
        if !changes.is_empty() {
            mirror.put(changes.clone(), Box::new(move |stored| self.on_mirrored(changes, stored)));
        }
    }

    fn on_mirrored(&'static self, changes: Vec<Change>, stored: Result<Vec<Option<String>>, StoreError>) {
        match stored {
            Ok(stored) => {
                for change in &changes {
                    (self.device.announce)(&change.key);
                }
                let mut result = Ok(());
                self.records.update_value(|records| result = records.confirm_mirrored(&changes, stored));
                self.note_local_result(result);
                // Changes made in the meantime can go now.
                self.send();
            }
            Err(error) => {
                self.records.update_value(|records| records.requeue(changes));
                self.mirror_result.set_value(Err(error));
            }
        }
        self.publish();
    }

    /// Keeps a snapshot of everything, then calls back, with the error if that failed. Without a mirror there is no snapshot.
    pub(super) fn keep_before_restore(&'static self, then: impl FnOnce(Result<(), StoreError>) + 'static) {
        match self.open_mirror() {
            Some(mirror) => mirror.keep_snapshot(BEFORE_RESTORE, self.copy(), Box::new(then)),
            None => then(Ok(())),
        }
    }

    /// Keeps a snapshot of the records in an older format, once.
    fn keep_older(&'static self, mirror: &Rc<dyn Mirror>) {
        let Some(copy) = self.older.try_update_value(Option::take).flatten() else { return };
        let keeping = mirror.clone();
        mirror.snapshots(Box::new(move |snapshots| {
            let name = format!("before-schema-{SCHEMA}");
            if snapshots.is_ok_and(|kept| kept.iter().all(|(kept_name, _)| *kept_name != name)) {
                // If this fails, the next start tries again.
                keeping.keep_snapshot(&name, copy, Box::new(|_| ()));
            }
        }));
    }

    /// Calls back with the snapshots. Leaves out any that can't be read.
    pub fn snapshots(&'static self, then: impl FnOnce(Vec<Snapshot>) + 'static) {
        let Some(mirror) = self.open_mirror() else { return };
        mirror.snapshots(Box::new(move |snapshots| {
            let snapshot = |(name, copy): (String, String)| {
                Some(Snapshot { made: made(&copy)?, is_before_update: name != BEFORE_RESTORE, copy })
            };
            then(snapshots.unwrap_or_default().into_iter().filter_map(snapshot).collect());
        }));
    }

    pub(super) fn open_mirror(&'static self) -> Option<Rc<dyn Mirror>> {
        self.mirror.with_value(|mirror| match mirror {
            MirrorState::Open(mirror) => Some(mirror.clone()),
            _ => None,
        })
    }
}
