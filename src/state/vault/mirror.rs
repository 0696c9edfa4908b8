//! The durable second store: taking it into use, comparing, sending, and what is kept in it beside the records.

use super::Vault;
use crate::domain::time::instant::Instant;
use crate::storage::{Change, ERASED, Mirror, Records, SCHEMA, StoreError, made};
use leptos::prelude::*;
use std::rc::Rc;

/// The second store, as far as it is there.
pub(super) enum MirrorState {
    /// Not known yet.
    Opening,
    Open(Rc<dyn Mirror>),
    /// This browser has none: one store must do.
    Missing,
}

/// Names the snapshot that is made before a copy is brought back.
const BEFORE_RESTORE: &str = "restore";

/// Everything as it once was, kept beside the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub made: Instant,
    /// Made before an update changed how records are written, not before a copy was brought back.
    pub is_before_update: bool,
    /// As a copy would have been.
    pub copy: String,
}

impl Vault {
    /// Takes the second store into use: what the two hold is compared, and from now on "Saved" means both.
    pub fn attach(&'static self, mirror: Result<Rc<dyn Mirror>, StoreError>) {
        let Ok(mirror) = mirror else {
            self.without_mirror();
            return;
        };
        self.mirror.set_value(MirrorState::Open(mirror));
        self.compare();
    }

    /// Compares the two stores: for each record the better version wins.
    fn compare(&'static self) {
        let Some(mirror) = self.open_mirror() else { return };
        let asked = mirror.clone();
        asked.read(Box::new(move |texts| {
            let Ok(texts) = texts else {
                self.without_mirror();
                return;
            };
            self.keep_what_was_older(&mirror);
            let mut back = 0;
            self.records.update_value(|records| back = records.compare(texts, (self.device.now)()));
            let found = self.found_damaged.try_update_value(std::mem::take).unwrap_or_default();
            if found > back {
                self.damaged.set(found - back);
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

    /// The second store has not answered for long: until it does, one must do.
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

    /// Whether there is a second store; `None` while that is not known.
    pub fn has_mirror(&'static self) -> Option<bool> {
        self.has_mirror.get()
    }

    /// Another tab's change of this record has reached the second store.
    pub fn on_announcement(&'static self, key: String) {
        if key == ERASED {
            self.compare();
            return;
        }
        self.mirror.with_value(|mirror| {
            if let MirrorState::Open(mirror) = mirror {
                let told = key.clone();
                mirror.get(
                    &key,
                    Box::new(move |text| {
                        if let Ok(text) = text {
                            let mut result = Ok(());
                            self.records
                                .update_value(|records| result = records.on_mirror_change(&told, text));
                            self.answered_one(result);
                            self.publish();
                        }
                    }),
                );
            }
        });
    }

    /// Another tab has changed a text of localStorage.
    pub fn on_storage_event(&'static self, key: &str, text: Option<String>) {
        let mut result = Ok(());
        self.records.update_value(|records| result = records.on_storage_event(key, text));
        if result.is_err() {
            self.local_result.set_value(result);
        }
        self.send();
        self.publish();
    }

    /// Sends what waits to the second store.
    pub(super) fn send(&'static self) {
        let mirror = self.mirror.with_value(|mirror| match mirror {
            MirrorState::Opening => None,
            MirrorState::Open(mirror) => Some(Some(mirror.clone())),
            MirrorState::Missing => Some(None),
        });
        // Until the second store is open, everything waits for it.
        let Some(mirror) = mirror.filter(|_| !self.records.with_value(Records::is_read_only)) else { return };
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
            mirror.put(changes.clone(), Box::new(move |kept| self.confirm_mirrored(changes, kept)));
        }
    }

    fn confirm_mirrored(&'static self, changes: Vec<Change>, kept: Result<Vec<Option<String>>, StoreError>) {
        let (mut first, mut second) = (Ok(()), Ok(()));
        self.records.update_value(|records| match kept {
            Ok(kept) => {
                for change in &changes {
                    (self.device.announce)(&change.key);
                }
                first = records.confirm_mirrored(&changes, kept);
            }
            Err(error) => {
                second = Err(error);
                records.requeue(changes);
            }
        });
        self.answered_one(first);
        if second.is_err() {
            self.mirror_result.set_value(second);
        } else {
            // What was made meanwhile may go now.
            self.send();
        }
        self.publish();
    }

    /// Keeps everything as it is now, then calls `then`, with the error if it could not be kept. Where there is no second
    /// store there is nowhere to keep it.
    pub(super) fn keep_before_restore(&'static self, then: impl FnOnce(Result<(), StoreError>) + 'static) {
        match self.open_mirror() {
            Some(mirror) => mirror.keep_snapshot(BEFORE_RESTORE, self.copy(), Box::new(then)),
            None => then(Ok(())),
        }
    }

    /// Keeps what an older build has written, once.
    fn keep_what_was_older(&'static self, mirror: &Rc<dyn Mirror>) {
        let Some(copy) = self.older.try_update_value(Option::take).flatten() else { return };
        let keeping = mirror.clone();
        mirror.snapshots(Box::new(move |snapshots| {
            let name = format!("before-schema-{SCHEMA}");
            if snapshots.is_ok_and(|there| there.iter().all(|(other, _)| *other != name)) {
                // One that can't be kept now is tried again at the next start.
                keeping.keep_snapshot(&name, copy, Box::new(|_| ()));
            }
        }));
    }

    /// Tells what is kept from before a copy was brought back or an update; what can't be read is left out.
    pub fn snapshots(&'static self, then: impl FnOnce(Vec<Snapshot>) + 'static) {
        let Some(mirror) = self.open_mirror() else { return };
        mirror.snapshots(Box::new(move |snapshots| {
            let snapshot = |(name, copy): (String, String)| {
                Some(Snapshot { made: made(&copy)?, is_before_update: name != BEFORE_RESTORE, copy })
            };
            then(snapshots.unwrap_or_default().into_iter().filter_map(snapshot).collect());
        }));
    }

    fn open_mirror(&'static self) -> Option<Rc<dyn Mirror>> {
        self.mirror.with_value(|mirror| match mirror {
            MirrorState::Open(mirror) => Some(mirror.clone()),
            _ => None,
        })
    }
}
