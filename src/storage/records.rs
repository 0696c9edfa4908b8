//! All records of the app in a store, and what could not be written to it yet.

use super::key_value::{KeyValue, StoreError};
use super::merge::{merge, tombstone};
use super::record::{Reading, encode, parts, read};
use crate::domain::care::Entry;
use crate::domain::id::Id;
use crate::domain::massage::Massage;
use crate::domain::run::{Run, RunId};
use crate::domain::settings::Settings;
use crate::domain::time::instant::Instant;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::collections::{BTreeMap, BTreeSet};

/// Before every key of the app: others may live on the same origin.
pub(super) const PREFIX: &str = "tightspot:";
pub(super) const RUN: &str = "tightspot:run:";
pub(super) const MASSAGE: &str = "tightspot:massage:";
pub(super) const CARE: &str = "tightspot:care:";
pub(super) const SETTINGS: &str = "tightspot:settings";
pub(super) const QUARANTINE: &str = "tightspot:aside:";
/// Before the name of a record whose deletion the mirror has not taken yet.
pub(super) const TOMBSTONE: &str = "tightspot:gone:";
/// Room that is given up when the store is full, so that what the runner just did still fits.
pub(super) const RESERVE: &str = "tightspot:reserve";
/// How much, in characters: some forty taps.
const RESERVED: usize = 16_384;
/// When everything was last erased, in milliseconds since 1970 UTC.
pub const ERASED: &str = "tightspot:erased";

/// Names a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Run(RunId),
    Massage(Id),
    Care(Id),
    Settings,
}

impl Key {
    /// The name of a record that this build knows.
    pub(super) fn parse(text: &str) -> Option<Key> {
        if let Some(id) = text.strip_prefix(RUN) {
            Id::parse(id).map(Key::Run)
        } else if let Some(id) = text.strip_prefix(MASSAGE) {
            Id::parse(id).map(Key::Massage)
        } else if let Some(id) = text.strip_prefix(CARE) {
            Id::parse(id).map(Key::Care)
        } else {
            (text == SETTINGS).then_some(Key::Settings)
        }
    }

    fn text(&self) -> String {
        match self {
            Key::Run(id) => [RUN, id.as_str()].concat(),
            Key::Massage(id) => [MASSAGE, id.as_str()].concat(),
            Key::Care(id) => [CARE, id.as_str()].concat(),
            Key::Settings => SETTINGS.to_owned(),
        }
    }
}

/// A change on its way to the mirror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub key: String,
    /// What this tab knew of the record before.
    pub base: Option<String>,
    /// `None` takes the key out for good.
    pub text: Option<String>,
}

/// A record that changed by another hand: another tab, or the other store.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    Run(RunId, Option<Box<Run>>),
    Massage(Id, Option<Box<Massage>>),
    Care(Id, Option<Box<Entry>>),
    Settings(Box<Settings>),
}

/// The records as this tab knows them, what waits for localStorage to take it, and what is to go to the mirror.
pub struct Records {
    pub(super) store: Box<dyn KeyValue>,
    /// Every text by key, as this tab has read or written it.
    pub(super) seen: BTreeMap<String, String>,
    /// Texts by key that are not in the store yet; `None` is a removal.
    pub(super) unsaved: BTreeMap<String, Option<String>>,
    /// What waits to go to the mirror, by key.
    pub(super) outbox: BTreeMap<String, Change>,
    /// The keys of which a change is on its way to the mirror.
    pub(super) on_the_way: BTreeSet<String>,
    pub(super) changed: Vec<Changed>,
    /// There is a mirror, which settles what two tabs do at once.
    pub(super) has_mirror: bool,
    /// A newer build has written here: look, but change nothing.
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
            on_the_way: BTreeSet::new(),
            changed: vec![],
            has_mirror: false,
            read_only: false,
            is_low: false,
        }
    }

    /// Writes a record. On an error it stays in memory, is part of every copy, and is tried again with the
    /// next write. What another tab changed meanwhile is kept ([`Records::take_changed`] then has the result).
    ///
    /// # Errors
    /// When anything at all, this record or an earlier one, is not in the store; or, changing nothing, when a
    /// newer build has written here.
    pub fn save<T>(&mut self, key: &Key, data: &T, now: Instant) -> Result<(), StoreError>
    where
        T: Serialize + DeserializeOwned,
    {
        let key = key.text();
        let base = self.seen.get(&key).cloned();
        let mut text = encode(data, base.as_deref());
        let there = if self.unsaved.contains_key(&key) { None } else { self.store.get(&key).ok().flatten() };
        let mut is_merged = false;
        if let Some(there) = there.filter(|there| base.as_ref() != Some(there)) {
            match read::<T>(&there) {
                Reading::Newer(_) => self.read_only = true,
                Reading::Damaged => self.quarantine(key.clone(), there, now),
                // With a mirror, it is the one to merge: only what it holds is known to be made from the base.
                Reading::Found { .. } if self.has_mirror => {}
                Reading::Found { .. } => {
                    text = merge(&key, base.as_deref(), &text, &there);
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

    /// Removes a record and gives its text, for [`Records::put_back`].
    ///
    /// # Errors
    /// As [`Records::save`]; the record is then gone in memory and from copies, and removed with the next
    /// write.
    pub fn remove(&mut self, key: &Key, now: Instant) -> (Option<String>, Result<(), StoreError>) {
        if self.read_only {
            return (None, Err(StoreError::Newer));
        }
        let key = key.text();
        let text = self.seen.remove(&key);
        let tombstone = tombstone(text.as_deref(), now);
        self.send(key.clone(), text.clone(), Some(tombstone.clone()));
        // Until the mirror knows: else it would bring the record back at the next start.
        self.unsaved.insert(tombstone_key(&key), Some(tombstone));
        self.unsaved.insert(key, None);
        (text, self.retry())
    }

    /// Puts a removed record back, byte for byte.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn put_back(&mut self, key: &Key, text: String) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::Newer);
        }
        let key = key.text();
        self.seen.insert(key.clone(), text.clone());
        self.send(key.clone(), None, Some(text.clone()));
        self.unsaved.insert(tombstone_key(&key), None);
        self.unsaved.insert(key, Some(text));
        self.retry()
    }

    /// Has a text written as it is, with the next [`Records::retry`].
    ///
    /// # Errors
    /// When a newer build has written here.
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

    /// Writes all that is waiting and fits. What stands where a damaged text still lies waits until that is
    /// set aside.
    ///
    /// # Errors
    /// The first failure; what failed goes on waiting.
    pub fn retry(&mut self) -> Result<(), StoreError> {
        let mut result = Ok(());
        // In the order of keys, in which what is set aside comes before every record.
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

    /// Writes a text, at the cost of the reserve if the store is full.
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

    /// Puts a little room aside for the moment when the store is full.
    pub fn keep_reserve(&mut self) {
        if !self.read_only && self.unsaved.is_empty() {
            let is_there = matches!(self.store.get(RESERVE), Ok(Some(_)));
            self.is_low =
                !is_there && self.store.set(RESERVE, &"0".repeat(RESERVED)) == Err(StoreError::Full);
        }
    }

    /// Whether the store was full, or would be if the reserve were put aside again.
    pub const fn is_low(&self) -> bool {
        self.is_low
    }

    /// Removes every record of the app, and nothing of any other app. Gives what the mirror is to be emptied but for.
    ///
    /// # Errors
    /// When the store can't be reached; what is not yet removed, or was never saved, is then still there.
    pub fn erase(&mut self, now: Instant) -> Result<Change, StoreError> {
        let keys = self.store.keys()?;
        self.unsaved.clear();
        self.outbox.clear();
        self.on_the_way.clear();
        for key in keys {
            if key.starts_with(PREFIX) {
                self.store.remove(&key)?;
            }
        }
        // If localStorage loses the removal, what comes back is known to be older than this.
        // Later than any erasing before, whatever the clock says.
        let before = self.seen.get(ERASED).and_then(|ms| ms.parse::<i64>().ok());
        let text = before.map_or(now.ms(), |before| now.ms().max(before.saturating_add(1))).to_string();
        self.seen.clear();
        self.read_only = false;
        self.store.set(ERASED, &text)?;
        self.seen.insert(ERASED.to_owned(), text.clone());
        Ok(Change { key: ERASED.to_owned(), base: None, text: Some(text) })
    }

    /// Every record as text by its name without the prefix, unsaved ones included. What was set aside, or is
    /// not even JSON, comes with `false`.
    pub(super) fn named_texts(&self) -> impl Iterator<Item = (String, String, bool)> {
        self.texts().into_iter().map(|(key, text)| {
            if let Some(name) = key.strip_prefix(QUARANTINE) {
                return (name.to_owned(), text, false);
            }
            let whole = serde_json::from_str::<IgnoredAny>(&text).is_ok();
            (key[PREFIX.len()..].to_owned(), text, whole)
        })
    }

    /// Bytes that the app's records take up, at two bytes a character as browsers count.
    pub fn bytes(&self) -> usize {
        self.texts().iter().map(|(key, text)| (key.len() + text.len()) * 2).sum()
    }

    /// The revision of a record, 0 if there is none.
    pub(super) fn rev(&self, key: &str) -> u64 {
        self.seen.get(key).and_then(|text| parts(text)).map_or(0, |(_, rev, _)| rev)
    }

    /// All of the app's texts by key, as this tab knows them.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let mut texts = self.seen.clone();
        texts.remove(ERASED);
        texts
    }
}

/// Where the deletion of a record is remembered until the mirror knows it.
pub(super) fn tombstone_key(key: &str) -> String {
    [TOMBSTONE, key.strip_prefix(PREFIX).unwrap_or(key)].concat()
}

/// Whether this build knows what kind of record belongs under a key.
pub(super) fn is_known(key: &str) -> bool {
    [RUN, MASSAGE, CARE].into_iter().any(|kind| key.starts_with(kind)) || key == SETTINGS
}

/// Whether a text is a record that can stand under this key.
pub(super) fn fits(key: &str, text: &str) -> bool {
    if let Some(id) = key.strip_prefix(RUN) {
        found::<Run>(text).is_some_and(|run| run.id.as_str() == id)
    } else if let Some(id) = key.strip_prefix(MASSAGE) {
        found::<Massage>(text).is_some_and(|massage| massage.id.as_str() == id)
    } else if let Some(id) = key.strip_prefix(CARE) {
        found::<Entry>(text).is_some_and(|entry| entry.id.as_str() == id)
    } else {
        key != SETTINGS || found::<Settings>(text).is_some()
    }
}

pub(super) fn found<T: DeserializeOwned>(text: &str) -> Option<T> {
    match read(text) {
        Reading::Found { data, .. } => Some(data),
        _ => None,
    }
}
