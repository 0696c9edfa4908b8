//! The records and the other hands that change them: the mirror, and other tabs.

use super::key_value::StoreError;
use super::merge::{choose, deleted_at, is_forgotten};
use super::record::{SCHEMA, parts};
use super::records::{
    CARE, Change, Changed, ERASED, MASSAGE, PREFIX, QUARANTINE, RUN, Records, SETTINGS, TOMBSTONE, found,
    is_known, tombstone_key,
};
use crate::domain::id::Id;
use crate::domain::time::instant::Instant;
use std::collections::{BTreeMap, BTreeSet};

impl Records {
    /// Compares with what the mirror holds: for each record the better version wins, and the poorer store is refilled.
    /// Gives how many damaged records came back whole.
    pub fn compare(&mut self, mirror: Vec<(String, String)>, now: Instant) -> usize {
        let mirror: BTreeMap<String, String> = mirror.into_iter().collect();
        self.has_mirror = true;
        if self.read_only {
            return 0;
        }
        if mirror.values().any(|text| parts(text).is_some_and(|(schema, ..)| schema > SCHEMA)) {
            self.read_only = true;
            return 0;
        }
        let erased = |text: Option<&String>| text.and_then(|ms| ms.parse::<i64>().ok());
        let (ours, theirs) = (erased(self.seen.get(ERASED)), erased(mirror.get(ERASED)));
        let mirror = if ours > theirs {
            // The mirror does not know yet that everything was erased: what it has is from before.
            for (key, text) in mirror {
                // What was made since the erasing stays, made from what is there.
                match self.outbox.get_mut(&key) {
                    Some(waiting) => waiting.base = Some(text),
                    None => self.send(key, Some(text), None),
                }
            }
            let text = self.seen.get(ERASED).cloned();
            self.send(ERASED.to_owned(), None, text);
            BTreeMap::new()
        } else {
            if theirs > ours {
                // localStorage lost that everything was erased: what it has is from before, but for what was just made.
                let old: Vec<String> =
                    self.seen.keys().filter(|key| !self.is_waiting(key)).cloned().collect();
                for key in old {
                    self.seen.remove(&key);
                    self.unsaved.insert(key.clone(), None);
                    self.queue_changed(&key);
                }
            }
            mirror
        };
        let mut back = 0;
        let keys: BTreeSet<String> = mirror.keys().chain(self.seen.keys()).cloned().collect();
        for key in keys.into_iter().filter(|key| key.starts_with(PREFIX) && !key.starts_with(TOMBSTONE)) {
            if self.on_the_way.contains(&key)
                || self.is_waiting(&key)
                || self.unsaved.contains_key(&key) && self.seen.contains_key(&key)
            {
                continue;
            }
            // A deletion that a late mirror has not heard of is known by what was left in its place.
            let left = || self.store.get(&tombstone_key(&key)).ok().flatten();
            let (ours, theirs) = (self.seen.get(&key).cloned().or_else(left), mirror.get(&key).cloned());
            if key.starts_with(QUARANTINE) || key == ERASED || !is_known(&key) {
                match (ours, theirs) {
                    (None, Some(theirs)) => self.adopt(key, theirs),
                    (Some(ours), None) => self.send(key, Some(ours.clone()), Some(ours)),
                    _ => {}
                }
                continue;
            }
            let chosen = choose(&key, ours.as_deref(), theirs.as_deref());
            for damaged in &chosen.damaged {
                self.quarantine_copy(&key, (*damaged).to_owned(), now);
            }
            match chosen.text {
                Some(text) if deleted_at(text).is_some() => {
                    if is_forgotten(text, now) {
                        self.send(key.clone(), theirs.clone(), None);
                    } else if theirs.as_deref() != Some(text) {
                        self.send(key.clone(), theirs.clone(), Some(text.to_owned()));
                    }
                    if self.seen.contains_key(&key) {
                        self.seen.remove(&key);
                        self.unsaved.insert(key.clone(), None);
                        self.queue_changed(&key);
                    }
                }
                Some(text) if ours.as_deref() != Some(text) => {
                    // Its damaged text was set aside; the good copy takes its place.
                    back += usize::from(self.is_quarantined(&key));
                    self.adopt(key, text.to_owned());
                }
                Some(text) if theirs.as_deref() != Some(text) => {
                    // Made from itself: a refill, which gives way to anything newer.
                    self.send(
                        key,
                        Some(theirs.clone().unwrap_or_else(|| text.to_owned())),
                        Some(text.to_owned()),
                    );
                }
                Some(_) => {}
                None => self.send(key, theirs, None),
            }
        }
        // What can't be written now waits, as always.
        let _ = self.retry();
        back
    }

    /// Another tab has written `text` to localStorage under `key`, or taken it out. With a mirror this is not yet
    /// settled: [`Records::on_mirror_change`] will be.
    ///
    /// # Errors
    /// When that tab is of a newer build: this one then changes nothing any more.
    pub fn on_storage_event(&mut self, key: &str, text: Option<String>) -> Result<(), StoreError> {
        if !is_known(key) {
            return Ok(());
        }
        if text.as_deref().and_then(parts).is_some_and(|(schema, ..)| schema > SCHEMA) {
            self.read_only = true;
            return Err(StoreError::Newer);
        }
        if !self.has_mirror && !self.unsaved.contains_key(key) {
            self.apply(key, text);
        }
        Ok(())
    }

    /// Another tab's change has reached the mirror, which holds `text` now.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn on_mirror_change(&mut self, key: &str, text: Option<String>) -> Result<(), StoreError> {
        // What is on its way to the mirror comes back with both changes in it.
        if !is_known(key) || self.on_the_way.contains(key) || self.is_waiting(key) {
            return Ok(());
        }
        if text.as_deref().and_then(parts).is_some_and(|(schema, ..)| schema > SCHEMA) {
            self.read_only = true;
            return Err(StoreError::Newer);
        }
        let text = text.filter(|text| deleted_at(text).is_none());
        if self.seen.get(key) != text.as_ref() {
            self.unsaved.insert(key.to_owned(), text.clone());
            self.apply(key, text);
        }
        self.retry()
    }

    fn apply(&mut self, key: &str, text: Option<String>) {
        match text {
            Some(text) if parts(&text).is_some() => self.seen.insert(key.to_owned(), text),
            Some(_) => return,
            None => self.seen.remove(key),
        };
        self.queue_changed(key);
    }

    /// The mirror has taken what was sent, and holds `kept` now.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn confirm_mirrored(&mut self, sent: &[Change], kept: Vec<Option<String>>) -> Result<(), StoreError> {
        for (sent, kept) in sent.iter().zip(kept) {
            // What was sent before everything was erased is over.
            if self.on_the_way.remove(&sent.key) {
                self.confirm_one(sent, kept);
            }
        }
        if self.read_only { Err(StoreError::Newer) } else { self.retry() }
    }

    fn confirm_one(&mut self, sent: &Change, kept: Option<String>) {
        // What the mirror knows of now, a deletion or what came after it, localStorage need not remember.
        let tombstone_key = tombstone_key(&sent.key);
        let is_settled = !self.is_waiting(&sent.key);
        if is_settled
            && (self.unsaved.contains_key(&tombstone_key)
                || matches!(self.store.get(&tombstone_key), Ok(Some(_))))
        {
            self.unsaved.insert(tombstone_key, None);
        }
        if let Some(kept) = kept.filter(|kept| sent.text.as_ref() != Some(kept))
            && !self.is_waiting(&sent.key)
        {
            if parts(&kept).is_some_and(|(schema, ..)| schema > SCHEMA) {
                self.read_only = true;
            } else if deleted_at(&kept).is_none() {
                self.adopt(sent.key.clone(), kept);
            }
        }
    }

    /// The mirror would not take it: it is sent again with the next change.
    pub fn requeue(&mut self, sent: Vec<Change>) {
        for sent in sent {
            if !self.on_the_way.remove(&sent.key) {
                continue;
            }
            // What was made from it meanwhile is now made from what it was made from.
            match self.outbox.get_mut(&sent.key) {
                Some(waiting) => waiting.base = sent.base,
                None => _ = self.outbox.insert(sent.key.clone(), sent),
            }
        }
    }

    /// There is no mirror to send anything to.
    pub fn drop_outbox(&mut self) {
        self.outbox.clear();
        self.on_the_way.clear();
    }

    /// What is to go to the mirror now, in one: what one verb changes arrives whole or not at all. While anything is on
    /// the way the rest waits, the changes of each record joined into one, so that a refusal never turns the order round.
    pub fn take_outbox(&mut self) -> Vec<Change> {
        if !self.on_the_way.is_empty() {
            return vec![];
        }
        let changes: Vec<Change> = std::mem::take(&mut self.outbox).into_values().collect();
        self.on_the_way.extend(changes.iter().map(|change| change.key.clone()));
        changes
    }

    /// Whether a newer build has written here, so that nothing may be changed.
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether localStorage still has to take something.
    pub fn has_unsaved(&self) -> bool {
        !self.unsaved.is_empty()
    }

    /// From now on there is no mirror.
    pub const fn without_mirror(&mut self) {
        self.has_mirror = false;
    }

    /// Whether a mirror is in use.
    pub(super) const fn has_mirror(&self) -> bool {
        self.has_mirror
    }

    /// Whether everything has reached the mirror.
    pub fn is_mirrored(&self) -> bool {
        self.outbox.is_empty() && self.on_the_way.is_empty()
    }

    /// What changed by another hand since this was last asked.
    pub fn take_changed(&mut self) -> Vec<Changed> {
        std::mem::take(&mut self.changed)
    }

    /// Whether a change of this record waits to be sent.
    fn is_waiting(&self, key: &str) -> bool {
        self.outbox.contains_key(key)
    }

    /// Has a change sent to the mirror, joined with one of the same record that still waits.
    pub(super) fn send(&mut self, key: String, base: Option<String>, text: Option<String>) {
        match self.outbox.get_mut(&key) {
            Some(waiting) => waiting.text = text,
            None => _ = self.outbox.insert(key.clone(), Change { key, base, text }),
        }
    }

    /// Takes a text over from the other store.
    fn adopt(&mut self, key: String, text: String) {
        self.seen.insert(key.clone(), text.clone());
        self.queue_changed(&key);
        self.unsaved.insert(key, Some(text));
    }

    /// Notes that a record is another one now.
    pub(super) fn queue_changed(&mut self, key: &str) {
        let text = self.seen.get(key);
        if let Some(id) = key.strip_prefix(RUN).and_then(Id::parse) {
            self.changed.push(Changed::Run(id, text.and_then(|text| found(text)).map(Box::new)));
        } else if let Some(id) = key.strip_prefix(MASSAGE).and_then(Id::parse) {
            self.changed.push(Changed::Massage(id, text.and_then(|text| found(text)).map(Box::new)));
        } else if let Some(id) = key.strip_prefix(CARE).and_then(Id::parse) {
            self.changed.push(Changed::Care(id, text.and_then(|text| found(text)).map(Box::new)));
        } else if key == SETTINGS {
            self.changed
                .push(Changed::Settings(Box::new(text.and_then(|text| found(text)).unwrap_or_default())));
        }
    }
}
