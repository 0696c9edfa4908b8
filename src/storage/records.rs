//! All records of the app: what this tab knows, what localStorage lacks, and what the mirror lacks.

use super::change::{Change, Changed};
use super::key::{ERASED, Key, PREFIX, QUARANTINE, RESERVE, tombstone as tombstone_key};
use super::key_value::{KeyValue, StoreError};
use super::kind::{AnyRecord, Record, RecordKind, found};
use super::merge::{merge, tombstone};
use super::record::{Reading, encode, parts};
use crate::domain::id::Id;
use crate::domain::settings::Settings;
use crate::domain::time::instant::Instant;
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, BTreeSet};

/// The length of the reserve in characters: about forty taps.
const RESERVED: usize = 16_384;

pub struct Records {
    /// localStorage.
    pub(super) store: Box<dyn KeyValue>,
    /// Every text by key, as this tab last read or wrote it.
    pub(super) seen: BTreeMap<String, String>,
    /// Texts by key that are not yet in localStorage; `None` removes the key.
    pub(super) unsaved: BTreeMap<String, Option<String>>,
    /// Changes by key that are not yet sent to the mirror.
    pub(super) outbox: BTreeMap<String, Change>,
    /// The keys of changes that were sent to the mirror and are not yet confirmed.
    pub(super) in_flight: BTreeSet<String>,
    /// Changes from elsewhere that the app has not yet applied.
    pub(super) changed: Vec<Changed>,
    /// A mirror is in use, so it merges concurrent changes of two tabs.
    pub(super) has_mirror: bool,
    /// A newer build has written here: this one changes nothing.
    pub(super) read_only: bool,
    is_low: bool,
}

impl Records {
    pub fn new(store: impl KeyValue + 'static) -> Records {
        Records {
            store: Box::new(store),
            seen: BTreeMap::new(),
            unsaved: BTreeMap::new(),
            outbox: BTreeMap::new(),
            in_flight: BTreeSet::new(),
            changed: vec![],
            has_mirror: false,
            read_only: false,
            is_low: false,
        }
    }

    /// Writes a record. After an error it stays in memory, is part of every copy, and is retried with the next write.
    /// If another tab changed the record, both changes are merged; [`Records::take_changed`] then has the result.
    ///
    /// # Errors
    /// If anything, this record or an earlier one, is not in the store. If a newer build has written here; then nothing
    /// is changed.
    pub fn save<R: Record>(&mut self, record: &R, now: Instant) -> Result<(), StoreError> {
        let key = Key::of(record).as_str().to_owned();
        let base = self.seen.get(&key).cloned();
        let mut text = encode(record, base.as_deref());
        let stored = if self.unsaved.contains_key(&key) { None } else { self.store.get(&key).ok().flatten() };
        let mut is_merged = false;
        if let Some(stored) = stored.filter(|stored| base.as_ref() != Some(stored)) {
            match R::KIND.read(&key, &stored) {
                Reading::Newer(_) => self.read_only = true,
                Reading::Damaged => self.quarantine(key.clone(), stored, now),
                // The mirror merges: only its text is known to descend from the base.
                Reading::Found { .. } if self.has_mirror => {}
                Reading::Found { .. } => {
                    text = merge(&key, base.as_deref(), &text, &stored);
                    is_merged = true;
                }
            }
        }
        if self.read_only {
            return Err(StoreError::Newer);
        }
        self.seen.insert(key.clone(), text.clone());
        if is_merged {
            self.queue_changed(&key);
        }
        self.send(key.clone(), base, Some(text.clone()));
        self.unsaved.insert(key, Some(text));
        self.retry()
    }

    /// Removes a record. Returns its text for [`Records::put_back`].
    ///
    /// # Errors
    /// As [`Records::save`]. After an error the record is gone from memory and from copies, and its removal is retried
    /// with the next write.
    pub fn remove(&mut self, key: &Key, now: Instant) -> (Option<String>, Result<(), StoreError>) {
        if self.read_only {
            return (None, Err(StoreError::Newer));
        }
        let key = key.as_str().to_owned();
        let text = self.seen.remove(&key);
        let tombstone = tombstone(text.as_deref(), now);
        self.send(key.clone(), text.clone(), Some(tombstone.clone()));
        // Without it, a mirror that missed the deletion would bring the record back at the next start.
        self.unsaved.insert(tombstone_key(&key), Some(tombstone));
        self.unsaved.insert(key, None);
        (text, self.retry())
    }

    /// Puts a removed record back with all its fields. If the mirror has the deletion, the record gets a higher revision.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn put_back(&mut self, key: &Key, text: String) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::Newer);
        }
        let key = key.as_str().to_owned();
        self.seen.insert(key.clone(), text.clone());
        self.send(key.clone(), None, Some(text.clone()));
        self.unsaved.insert(tombstone_key(&key), None);
        self.unsaved.insert(key, Some(text));
        self.retry()
    }

    /// Queues a text as it is. [`Records::retry`] writes it.
    ///
    /// # Errors
    /// If a newer build has written here.
    pub(super) fn put_text(&mut self, key: &str, text: String) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::Newer);
        }
        let base = self.seen.get(key).cloned();
        self.seen.insert(key.to_owned(), text.clone());
        self.queue_changed(key);
        self.send(key.to_owned(), base, Some(text.clone()));
        self.unsaved.insert(tombstone_key(key), None);
        self.unsaved.insert(key.to_owned(), Some(text));
        Ok(())
    }

    /// Writes everything that is unsaved and fits. A key whose damaged text is not yet in quarantine is not overwritten.
    ///
    /// # Errors
    /// The first failure. What failed stays unsaved.
    pub fn retry(&mut self) -> Result<(), StoreError> {
        let mut result = Ok(());
        // In the order of keys: quarantine comes before every record.
        for (key, text) in std::mem::take(&mut self.unsaved) {
            let written = if self.is_quarantining(&key) {
                Err(StoreError::Full)
            } else {
                match &text {
                    Some(text) => self.set(&key, text),
                    None => self.store.remove(&key),
                }
            };
            if let Err(problem) = written {
                self.unsaved.insert(key, text);
                result = result.and(Err(problem));
            }
        }
        result
    }

    /// Writes a text. Releases the reserve if the store is full.
    fn set(&mut self, key: &str, text: &str) -> Result<(), StoreError> {
        let written = self.store.set(key, text);
        if written != Err(StoreError::Full) {
            return written;
        }
        self.is_low = true;
        if self.store.get(RESERVE)?.is_some() && self.store.remove(RESERVE).is_ok() {
            self.store.set(key, text)
        } else {
            written
        }
    }

    /// Reserves some space for when the store is full.
    pub fn keep_reserve(&mut self) {
        if !self.read_only && self.unsaved.is_empty() {
            let is_reserved = matches!(self.store.get(RESERVE), Ok(Some(_)));
            self.is_low =
                !is_reserved && self.store.set(RESERVE, &"0".repeat(RESERVED)) == Err(StoreError::Full);
        }
    }

    /// Whether the store was full, or has no space for the reserve.
    pub const fn is_low(&self) -> bool {
        self.is_low
    }

    /// Removes every key of the app, and none of any other app. Returns the change to erase the mirror with.
    ///
    /// # Errors
    /// If the store can't be reached. Keys that were not removed by then are still there, and what was unsaved is lost.
    pub fn erase(&mut self, now: Instant) -> Result<Change, StoreError> {
        let keys = self.store.keys()?;
        self.unsaved.clear();
        self.outbox.clear();
        self.in_flight.clear();
        for key in keys {
            if key.starts_with(PREFIX) {
                self.store.remove(&key)?;
            }
        }
        // If localStorage loses the removals, this tells that the records which come back are older. It is later than
        // any erase before, even if the clock was set back.
        let before = self.seen.get(ERASED).and_then(|ms| ms.parse::<i64>().ok());
        let text = before.map_or(now.ms(), |before| now.ms().max(before.saturating_add(1))).to_string();
        self.seen.clear();
        self.read_only = false;
        self.store.set(ERASED, &text)?;
        self.seen.insert(ERASED.to_owned(), text.clone());
        Ok(Change { key: ERASED.to_owned(), base: None, text: Some(text) })
    }

    /// Every text by its key without the prefix, unsaved ones included. `false` marks texts in quarantine, and texts that
    /// are not JSON.
    pub(super) fn named_texts(&self) -> impl Iterator<Item = (String, String, bool)> {
        self.texts().into_iter().map(|(key, text)| {
            if let Some(name) = key.strip_prefix(QUARANTINE) {
                return (name.to_owned(), text, false);
            }
            let is_json = serde_json::from_str::<IgnoredAny>(&text).is_ok();
            (key[PREFIX.len()..].to_owned(), text, is_json)
        })
    }

    /// The size of the records in bytes, at two bytes a character, as browsers count.
    pub fn bytes(&self) -> usize {
        self.texts().iter().map(|(key, text)| (key.len() + text.len()) * 2).sum()
    }

    /// The revision of a record, 0 if there is none.
    pub(super) fn rev(&self, key: &str) -> u64 {
        self.seen.get(key).and_then(|text| parts(text)).map_or(0, |(_, rev, _)| rev)
    }

    /// All texts of the app by key, as this tab knows them.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let mut texts = self.seen.clone();
        texts.remove(ERASED);
        texts
    }

    /// The changes from elsewhere since the last call.
    pub fn take_changed(&mut self) -> Vec<Changed> {
        std::mem::take(&mut self.changed)
    }

    /// Queues the current state of a record for the app to apply.
    pub(super) fn queue_changed(&mut self, key: &str) {
        let Some(kind) = RecordKind::of(key) else { return };
        let record = self.seen.get(key).and_then(|text| found(key, text));
        let id = Id::parse(&key[kind.prefix().len()..]);
        self.changed.extend(match (record, id) {
            (Some(record), _) => Some(Changed::Put(record)),
            (None, Some(id)) => Some(Changed::Removed(kind, id)),
            // Settings that are removed are the default ones.
            (None, None) => (kind == RecordKind::Settings)
                .then(|| Changed::Put(AnyRecord::Settings(Box::<Settings>::default()))),
        });
    }
}
