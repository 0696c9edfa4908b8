//! Keeps the records in step with the mirror and with other tabs.

use super::change::Change;
use super::key::{ERASED, PREFIX, QUARANTINE, of_tombstone, tombstone as tombstone_key};
use super::key_value::StoreError;
use super::kind::RecordKind;
use super::merge::{choose, deleted_at, is_forgotten};
use super::record::{SCHEMA, parts};
use super::records::Records;
use crate::domain::time::instant::Instant;
use std::collections::{BTreeMap, BTreeSet};

impl Records {
    /// Compares this tab's records with those of the mirror. For each record the better version wins, and is written to the
    /// store that lacks it. Returns how many damaged records were replaced by a whole one.
    pub fn compare(&mut self, mirror: Vec<(String, String)>, now: Instant) -> usize {
        let mirror: BTreeMap<String, String> = mirror.into_iter().collect();
        self.has_mirror = true;
        if self.read_only {
            return 0;
        }
        if mirror.values().any(|text| is_newer(text)) {
            self.read_only = true;
            return 0;
        }
        let mirror = self.compare_erased(mirror);
        let mut repaired = 0;
        let keys: BTreeSet<String> = mirror.keys().chain(self.seen.keys()).cloned().collect();
        for key in keys {
            let is_pending = self.in_flight.contains(&key)
                || self.is_waiting(&key)
                || self.unsaved.contains_key(&key) && self.seen.contains_key(&key);
            if key.starts_with(PREFIX) && of_tombstone(&key).is_none() && !is_pending {
                let theirs = mirror.get(&key).cloned();
                repaired += usize::from(self.compare_one(key, theirs, now));
            }
        }
        // What can't be written now stays unsaved.
        let _ = self.retry();
        repaired
    }

    /// Applies an erase that only one of the two stores knows of. Returns what the mirror holds after it.
    fn compare_erased(&mut self, mirror: BTreeMap<String, String>) -> BTreeMap<String, String> {
        let time = |text: Option<&String>| text.and_then(|ms| ms.parse::<i64>().ok());
        let (ours, theirs) = (time(self.seen.get(ERASED)), time(mirror.get(ERASED)));
        if ours > theirs {
            // The mirror missed the erase: its texts are older. Changes made after the erase are kept, and are rebased
            // on them.
            for (key, text) in mirror {
                match self.outbox.get_mut(&key) {
                    Some(waiting) => waiting.base = Some(text),
                    None => self.send(key, Some(text), None),
                }
            }
            let text = self.seen.get(ERASED).cloned();
            self.send(ERASED.to_owned(), None, text);
            return BTreeMap::new();
        }
        if theirs > ours {
            // localStorage lost the erase: its texts are older, except for changes made since the start.
            let old: Vec<String> = self.seen.keys().filter(|key| !self.is_waiting(key)).cloned().collect();
            for key in old {
                self.forget(key);
            }
        }
        mirror
    }

    /// Compares one key. Returns whether a whole text replaced a damaged one.
    fn compare_one(&mut self, key: String, theirs: Option<String>, now: Instant) -> bool {
        // A deletion that the mirror missed left its tombstone in localStorage.
        let tombstone = || self.store.get(&tombstone_key(&key)).ok().flatten();
        let ours = self.seen.get(&key).cloned().or_else(tombstone);
        if key.starts_with(QUARANTINE) || key == ERASED || RecordKind::of(&key).is_none() {
            match (ours, theirs) {
                (None, Some(theirs)) => self.adopt(key, theirs),
                (Some(ours), None) => self.send(key, Some(ours.clone()), Some(ours)),
                _ => {}
            }
            return false;
        }
        let chosen = choose(&key, ours.as_deref(), theirs.as_deref());
        for damaged in &chosen.damaged {
            self.quarantine_copy(&key, (*damaged).to_owned(), now);
        }
        match chosen.text.map(str::to_owned) {
            Some(text) if deleted_at(&text).is_some() => {
                if is_forgotten(&text, now) {
                    self.send(key.clone(), theirs, None);
                } else if theirs.as_ref() != Some(&text) {
                    self.send(key.clone(), theirs, Some(text));
                }
                if self.seen.contains_key(&key) {
                    self.forget(key);
                }
                false
            }
            Some(text) if ours.as_ref() != Some(&text) => {
                let is_repaired = self.is_quarantined(&key);
                self.adopt(key, text);
                is_repaired
            }
            Some(text) if theirs.as_ref() != Some(&text) => {
                // base == text marks a refill: anything newer in the mirror wins.
                self.send(key, Some(theirs.unwrap_or_else(|| text.clone())), Some(text));
                false
            }
            Some(_) => false,
            None => {
                self.send(key, theirs, None);
                false
            }
        }
    }

    /// Handles the `storage` event: another tab has written `text` to localStorage, or removed `key`. With a mirror this
    /// changes nothing yet; [`Records::on_mirror_change`] will.
    ///
    /// # Errors
    /// If that tab runs a newer build. This one is then read only.
    pub fn on_storage_event(&mut self, key: &str, text: Option<String>) -> Result<(), StoreError> {
        if RecordKind::of(key).is_none() {
            return Ok(());
        }
        self.check_schema(text.as_deref())?;
        if !self.has_mirror && !self.unsaved.contains_key(key) {
            self.apply(key, text);
        }
        Ok(())
    }

    /// Applies another tab's change that has reached the mirror, which now holds `text`.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn on_mirror_change(&mut self, key: &str, text: Option<String>) -> Result<(), StoreError> {
        // The answer to our own pending change will hold both changes.
        if RecordKind::of(key).is_none() || self.in_flight.contains(key) || self.is_waiting(key) {
            return Ok(());
        }
        self.check_schema(text.as_deref())?;
        let text = text.filter(|text| deleted_at(text).is_none());
        if self.seen.get(key) != text.as_ref() {
            self.unsaved.insert(key.to_owned(), text.clone());
            self.apply(key, text);
        }
        self.retry()
    }

    fn check_schema(&mut self, text: Option<&str>) -> Result<(), StoreError> {
        if text.is_some_and(is_newer) {
            self.read_only = true;
            return Err(StoreError::Newer);
        }
        Ok(())
    }

    fn apply(&mut self, key: &str, text: Option<String>) {
        match text {
            Some(text) if parts(&text).is_some() => self.seen.insert(key.to_owned(), text),
            Some(_) => return,
            None => self.seen.remove(key),
        };
        self.queue_changed(key);
    }

    /// The mirror has stored the `sent` changes, and now holds the `stored` texts in the same order.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn confirm_mirrored(
        &mut self,
        sent: &[Change],
        stored: Vec<Option<String>>,
    ) -> Result<(), StoreError> {
        for (sent, stored) in sent.iter().zip(stored) {
            // A change from before an erase is obsolete.
            if self.in_flight.remove(&sent.key) {
                self.confirm_one(sent, stored);
            }
        }
        if self.read_only { Err(StoreError::Newer) } else { self.retry() }
    }

    fn confirm_one(&mut self, sent: &Change, stored: Option<String>) {
        if self.is_waiting(&sent.key) {
            return;
        }
        // The mirror has the deletion, or what came after it: the tombstone in localStorage is obsolete.
        let tombstone = tombstone_key(&sent.key);
        if self.unsaved.contains_key(&tombstone) || matches!(self.store.get(&tombstone), Ok(Some(_))) {
            self.unsaved.insert(tombstone, None);
        }
        if let Some(stored) = stored.filter(|stored| sent.text.as_ref() != Some(stored)) {
            if is_newer(&stored) {
                self.read_only = true;
            } else if deleted_at(&stored).is_none() {
                self.adopt(sent.key.clone(), stored);
            }
        }
    }

    /// The mirror has refused the `sent` changes: they are sent again with the next change.
    pub fn requeue(&mut self, sent: Vec<Change>) {
        for sent in sent {
            if !self.in_flight.remove(&sent.key) {
                continue;
            }
            // Join it with a later change: the merge base is that of the earlier one.
            match self.outbox.get_mut(&sent.key) {
                Some(waiting) => waiting.base = sent.base,
                None => _ = self.outbox.insert(sent.key.clone(), sent),
            }
        }
    }

    /// Drops everything that waits for a mirror, because there is none.
    pub fn drop_outbox(&mut self) {
        self.outbox.clear();
        self.in_flight.clear();
    }

    /// Takes the pending changes as one batch, so that each action of the runner is mirrored whole or not at all. Empty
    /// while an earlier batch is in flight, so that a refusal never reorders changes.
    pub fn take_outbox(&mut self) -> Vec<Change> {
        if !self.in_flight.is_empty() {
            return vec![];
        }
        let changes: Vec<Change> = std::mem::take(&mut self.outbox).into_values().collect();
        self.in_flight.extend(changes.iter().map(|change| change.key.clone()));
        changes
    }

    /// Whether a newer build has written here, so that nothing may be changed.
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether localStorage lacks something.
    pub fn has_unsaved(&self) -> bool {
        !self.unsaved.is_empty()
    }

    /// Goes on without a mirror.
    pub const fn without_mirror(&mut self) {
        self.has_mirror = false;
    }

    /// Whether a mirror is in use.
    pub(super) const fn has_mirror(&self) -> bool {
        self.has_mirror
    }

    /// Whether the mirror has confirmed everything.
    pub fn is_mirrored(&self) -> bool {
        self.outbox.is_empty() && self.in_flight.is_empty()
    }

    /// Whether a change of this record waits to be sent.
    fn is_waiting(&self, key: &str) -> bool {
        self.outbox.contains_key(key)
    }

    /// Queues a change for the mirror. Joins it with one of the same record that still waits.
    pub(super) fn send(&mut self, key: String, base: Option<String>, text: Option<String>) {
        match self.outbox.get_mut(&key) {
            Some(waiting) => waiting.text = text,
            None => _ = self.outbox.insert(key.clone(), Change { key, base, text }),
        }
    }

    /// Takes a text over from the mirror.
    fn adopt(&mut self, key: String, text: String) {
        self.seen.insert(key.clone(), text.clone());
        self.queue_changed(&key);
        self.unsaved.insert(key, Some(text));
    }

    /// Drops a text that the mirror knows to be deleted.
    fn forget(&mut self, key: String) {
        self.seen.remove(&key);
        self.queue_changed(&key);
        self.unsaved.insert(key, None);
    }
}

/// Whether a newer build has written this text.
fn is_newer(text: &str) -> bool {
    parts(text).is_some_and(|(schema, ..)| schema > SCHEMA)
}
