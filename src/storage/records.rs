//! All records of the app in a store, and what could not be written to it yet.

use super::key_value::{KeyValue, StoreError};
use super::merge::{choose, deleted_at, is_forgotten, merge, tombstone};
use super::record::{Reading, SCHEMA, encode, parts, read};
use crate::domain::id::Id;
use crate::domain::instant::Instant;
use crate::domain::massage::Massage;
use crate::domain::run::{Run, RunId};
use crate::domain::settings::Settings;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::collections::{BTreeMap, BTreeSet};

/// Before every key of the app: others may live on the same origin.
const PREFIX: &str = "tightspot:";
const RUN: &str = "tightspot:run:";
const MASSAGE: &str = "tightspot:massage:";
const SETTINGS: &str = "tightspot:settings";
const ASIDE: &str = "tightspot:aside:";
/// Before the name of a record whose deletion the mirror has not taken yet.
const GONE: &str = "tightspot:gone:";
/// When everything was last erased, in milliseconds since 1970 UTC.
pub const ERASED: &str = "tightspot:erased";

/// Names a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Run(RunId),
    Massage(Id),
    Settings,
}

impl Key {
    /// The name of a record that this build knows.
    pub(super) fn parse(text: &str) -> Option<Key> {
        if let Some(id) = text.strip_prefix(RUN) {
            Id::parse(id).map(Key::Run)
        } else if let Some(id) = text.strip_prefix(MASSAGE) {
            Id::parse(id).map(Key::Massage)
        } else {
            (text == SETTINGS).then_some(Key::Settings)
        }
    }

    fn text(&self) -> String {
        match self {
            Key::Run(id) => [RUN, id.as_str()].concat(),
            Key::Massage(id) => [MASSAGE, id.as_str()].concat(),
            Key::Settings => SETTINGS.to_owned(),
        }
    }
}

/// A damaged text that was moved out of the way, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The name it had without the app's prefix, and when it was set aside.
    pub name: String,
    pub text: String,
}

/// What was found at the start.
#[derive(Debug, Default)]
pub struct Loaded {
    /// In no particular order.
    pub runs: Vec<Run>,
    /// In no particular order.
    pub massages: Vec<Massage>,
    pub settings: Option<Settings>,
    /// How many records were found damaged this time.
    pub damaged: usize,
    /// Why the store can't be used as it should, if so.
    pub problem: Option<StoreError>,
}

/// What a record was found to be.
enum Found {
    Fits,
    Damaged,
    Newer,
}

/// Hands over what was read; `accept` says whether it belongs where it was found.
fn take<T>(reading: Reading<T>, accept: impl FnOnce(T) -> bool) -> Found {
    match reading {
        Reading::Newer(_) => Found::Newer,
        Reading::Found { data, .. } => {
            if accept(data) {
                Found::Fits
            } else {
                Found::Damaged
            }
        }
        Reading::Damaged => Found::Damaged,
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
    Settings(Settings),
}

/// The records as this tab knows them, what waits for localStorage to take it, and what is to go to the mirror.
pub struct Records {
    store: Box<dyn KeyValue>,
    /// Every text by key, as this tab has read or written it.
    seen: BTreeMap<String, String>,
    /// Texts by key that are not in the store yet; `None` is a removal.
    unsaved: BTreeMap<String, Option<String>>,
    outbox: Vec<Change>,
    /// The keys of which a change is on its way to the mirror.
    on_the_way: BTreeSet<String>,
    changed: Vec<Changed>,
    /// There is a mirror, which settles what two tabs do at once.
    has_mirror: bool,
    /// A newer build has written here: look, but change nothing.
    read_only: bool,
}

impl Records {
    pub fn new(store: impl KeyValue + 'static) -> Records {
        Records {
            store: Box::new(store),
            seen: BTreeMap::new(),
            unsaved: BTreeMap::new(),
            outbox: vec![],
            on_the_way: BTreeSet::new(),
            changed: vec![],
            has_mirror: false,
            read_only: false,
        }
    }

    /// Reads everything. Damaged records are set aside, those of a newer build make the app read only.
    pub fn load(&mut self, now: Instant) -> Loaded {
        let mut loaded = Loaded::default();
        let keys = match self.store.keys() {
            Ok(keys) => keys,
            Err(problem) => return Loaded { problem: Some(problem), ..loaded },
        };
        let mut damaged = vec![];
        for key in keys.into_iter().filter(|key| key.starts_with(PREFIX)) {
            let text = match self.store.get(&key) {
                Ok(Some(text)) => text,
                Ok(None) => continue,
                Err(problem) => {
                    loaded.problem = Some(problem);
                    continue;
                }
            };
            if let Some(name) = key.strip_prefix(GONE) {
                // Deleted, and the mirror may not know it yet.
                self.send([PREFIX, name].concat(), None, Some(text));
                continue;
            }
            let found = if let Some(id) = key.strip_prefix(RUN) {
                take(read(&text), |run: Run| {
                    let fits = run.id.as_str() == id;
                    loaded.runs.extend(Some(run).filter(|_| fits));
                    fits
                })
            } else if let Some(id) = key.strip_prefix(MASSAGE) {
                take(read(&text), |massage: Massage| {
                    let fits = massage.id.as_str() == id;
                    loaded.massages.extend(Some(massage).filter(|_| fits));
                    fits
                })
            } else if key == SETTINGS {
                take(read(&text), |settings| {
                    loaded.settings = Some(settings);
                    true
                })
            } else if key.starts_with(ASIDE) || key == ERASED {
                Found::Fits
            } else {
                // A kind that this build does not know: left alone, whatever it is.
                match read::<IgnoredAny>(&text) {
                    Reading::Newer(_) => Found::Newer,
                    _ => Found::Fits,
                }
            };
            match found {
                Found::Fits => {}
                Found::Damaged => {
                    damaged.push((key, text));
                    continue;
                }
                Found::Newer => self.read_only = true,
            }
            self.seen.insert(key, text);
        }
        loaded.damaged = damaged.len();
        if self.read_only {
            loaded.problem = Some(StoreError::Newer);
            self.seen.extend(damaged);
            return loaded;
        }
        for (key, text) in damaged {
            self.set_aside(key, text, now);
        }
        if let Err(problem) = self.retry() {
            loaded.problem = Some(problem);
        }
        loaded
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
                Reading::Damaged => self.set_aside(key.clone(), there, now),
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
            self.tell(&key);
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
        self.unsaved.insert(gone(&key), Some(tombstone));
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
        self.unsaved.insert(gone(&key), None);
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
        self.tell(key);
        self.send(key.to_owned(), base, Some(text.clone()));
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
            let written = if self.is_setting_aside(&key) {
                Err(StoreError::Full)
            } else {
                match &text {
                    Some(text) => self.store.set(&key, text),
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
        self.seen.clear();
        self.read_only = false;
        // If localStorage loses the removal, what comes back is known to be older than this.
        let text = now.ms().to_string();
        self.store.set(ERASED, &text)?;
        self.seen.insert(ERASED.to_owned(), text.clone());
        Ok(Change { key: ERASED.to_owned(), base: None, text: Some(text) })
    }

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
                self.send(key, Some(text), None);
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
                    self.tell(&key);
                }
            }
            mirror
        };
        let mut back = 0;
        let keys: BTreeSet<String> = mirror.keys().chain(self.seen.keys()).cloned().collect();
        for key in keys.into_iter().filter(|key| key.starts_with(PREFIX) && !key.starts_with(GONE)) {
            if self.on_the_way.contains(&key)
                || self.is_waiting(&key)
                || self.unsaved.contains_key(&key) && self.seen.contains_key(&key)
            {
                continue;
            }
            let (ours, theirs) = (self.seen.get(&key).cloned(), mirror.get(&key).cloned());
            if key.starts_with(ASIDE) || key == ERASED || !is_known(&key) {
                match (ours, theirs) {
                    (None, Some(theirs)) => self.adopt(key, theirs),
                    (Some(ours), None) => self.send(key, Some(ours.clone()), Some(ours)),
                    _ => {}
                }
                continue;
            }
            let chosen = choose(&key, ours.as_deref(), theirs.as_deref());
            for damaged in &chosen.damaged {
                self.set_aside_copy(&key, (*damaged).to_owned(), now);
            }
            match chosen.text {
                Some(text) if deleted_at(text).is_some() => {
                    if is_forgotten(text, now) {
                        self.send(key.clone(), theirs.clone(), None);
                    }
                    if ours.is_some() {
                        self.seen.remove(&key);
                        self.unsaved.insert(key.clone(), None);
                        self.tell(&key);
                    }
                }
                Some(text) if ours.as_deref() != Some(text) => {
                    // Its damaged text was set aside; the good copy takes its place.
                    back += usize::from(self.is_aside(&key));
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
    /// settled: [`Records::settled`] will be.
    ///
    /// # Errors
    /// When that tab is of a newer build: this one then changes nothing any more.
    pub fn heard(&mut self, key: &str, text: Option<String>) -> Result<(), StoreError> {
        if !is_known(key) {
            return Ok(());
        }
        if text.as_deref().and_then(parts).is_some_and(|(schema, ..)| schema > SCHEMA) {
            self.read_only = true;
            return Err(StoreError::Newer);
        }
        if !self.has_mirror && !self.unsaved.contains_key(key) {
            self.follow(key, text);
        }
        Ok(())
    }

    /// Another tab's change has reached the mirror, which holds `text` now.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn settled(&mut self, key: &str, text: Option<String>) -> Result<(), StoreError> {
        // What is on its way to the mirror comes back with both changes in it.
        if !is_known(key) || self.on_the_way.contains(key) || self.is_waiting(key) {
            return Ok(());
        }
        let text = text.filter(|text| deleted_at(text).is_none());
        if self.seen.get(key) != text.as_ref() {
            self.unsaved.insert(key.to_owned(), text.clone());
            self.follow(key, text);
        }
        self.retry()
    }

    fn follow(&mut self, key: &str, text: Option<String>) {
        match text {
            Some(text) if parts(&text).is_some() => self.seen.insert(key.to_owned(), text),
            Some(_) => return,
            None => self.seen.remove(key),
        };
        self.tell(key);
    }

    /// The mirror has taken `sent`, and holds `kept` now.
    ///
    /// # Errors
    /// As [`Records::save`].
    pub fn mirrored(&mut self, sent: &Change, kept: Option<String>) -> Result<(), StoreError> {
        // What was sent before everything was erased is over.
        if !self.on_the_way.remove(&sent.key) {
            return Ok(());
        }
        if sent.text.as_deref().is_some_and(|text| deleted_at(text).is_some()) {
            self.unsaved.insert(gone(&sent.key), None);
        }
        if let Some(kept) = kept.filter(|kept| sent.text.as_ref() != Some(kept))
            && !self.is_waiting(&sent.key)
        {
            if parts(&kept).is_some_and(|(schema, ..)| schema > SCHEMA) {
                self.read_only = true;
                return Err(StoreError::Newer);
            }
            if deleted_at(&kept).is_none() {
                self.adopt(sent.key.clone(), kept);
            }
        }
        self.retry()
    }

    /// The mirror would not take it: it is sent again with the next change.
    pub fn not_mirrored(&mut self, sent: Change) {
        if !self.on_the_way.remove(&sent.key) {
            return;
        }
        // What was made from it meanwhile is now made from what it was made from.
        match self.outbox.iter_mut().find(|change| change.key == sent.key) {
            Some(waiting) => waiting.base = sent.base,
            None => self.outbox.push(sent),
        }
    }

    /// There is no mirror to send it to.
    pub fn not_needed(&mut self, change: &Change) {
        self.on_the_way.remove(&change.key);
    }

    /// What is to go to the mirror now. Of each record one change is on the way at a time; what was made meanwhile
    /// waits, joined into one.
    pub fn take_outbox(&mut self) -> Vec<Change> {
        let mut joined: Vec<Change> = vec![];
        for change in std::mem::take(&mut self.outbox) {
            match joined.iter_mut().find(|other| other.key == change.key) {
                Some(other) => other.text = change.text,
                None => joined.push(change),
            }
        }
        let (waiting, ready) = joined.into_iter().partition(|change| self.on_the_way.contains(&change.key));
        self.outbox = waiting;
        let ready: Vec<Change> = ready;
        self.on_the_way.extend(ready.iter().map(|change| change.key.clone()));
        ready
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
        self.outbox.iter().any(|change| change.key == key)
    }

    fn send(&mut self, key: String, base: Option<String>, text: Option<String>) {
        self.outbox.push(Change { key, base, text });
    }

    /// Takes a text over from the other store.
    fn adopt(&mut self, key: String, text: String) {
        self.seen.insert(key.clone(), text.clone());
        self.tell(&key);
        self.unsaved.insert(key, Some(text));
    }

    /// Notes that a record is another one now.
    pub(super) fn tell(&mut self, key: &str) {
        let text = self.seen.get(key);
        if let Some(id) = key.strip_prefix(RUN).and_then(Id::parse) {
            self.changed.push(Changed::Run(id, text.and_then(|text| found(text)).map(Box::new)));
        } else if let Some(id) = key.strip_prefix(MASSAGE).and_then(Id::parse) {
            self.changed.push(Changed::Massage(id, text.and_then(|text| found(text)).map(Box::new)));
        } else if key == SETTINGS {
            self.changed.push(Changed::Settings(text.and_then(|text| found(text)).unwrap_or_default()));
        }
    }

    /// Every damaged text that is kept.
    pub fn aside(&self) -> Vec<SetAside> {
        self.texts()
            .into_iter()
            .filter_map(|(key, text)| Some(SetAside { name: key.strip_prefix(ASIDE)?.to_owned(), text }))
            .collect()
    }

    /// Every record as text by its name without the prefix, unsaved ones included. What was set aside, or is
    /// not even JSON, comes with `false`.
    pub(super) fn named_texts(&self) -> impl Iterator<Item = (String, String, bool)> {
        self.texts().into_iter().map(|(key, text)| {
            if let Some(name) = key.strip_prefix(ASIDE) {
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

    /// Has a damaged text moved to a key of its own: first written there, and only then removed from where it
    /// was.
    fn set_aside(&mut self, key: String, text: String, now: Instant) {
        self.set_aside_copy(&key, text, now);
        self.unsaved.insert(key, None);
    }

    fn set_aside_copy(&mut self, key: &str, text: String, now: Instant) {
        let mut ms = now.ms();
        let aside = loop {
            let aside = [ASIDE, &key[PREFIX.len()..], ":", &ms.to_string()].concat();
            match self.seen.get(&aside) {
                None => break aside,
                // The same bytes are kept once.
                Some(there) if *there == text => return,
                Some(_) => ms += 1,
            }
        };
        self.seen.insert(aside.clone(), text.clone());
        self.send(aside.clone(), None, Some(text.clone()));
        self.unsaved.insert(aside, Some(text));
    }

    /// Whether a damaged text of this key was set aside.
    fn is_aside(&self, key: &str) -> bool {
        let beginning = [ASIDE, &key[PREFIX.len()..], ":"].concat();
        self.seen.keys().any(|aside| aside.starts_with(&beginning))
    }

    /// Whether a damaged text of this key is still waiting to be set aside.
    fn is_setting_aside(&self, key: &str) -> bool {
        let beginning = [ASIDE, &key[PREFIX.len()..], ":"].concat();
        self.unsaved.keys().any(|waiting| waiting.starts_with(&beginning))
    }
}

/// Where the deletion of a record is remembered until the mirror knows it.
fn gone(key: &str) -> String {
    [GONE, key.strip_prefix(PREFIX).unwrap_or(key)].concat()
}

/// Whether this build knows what kind of record belongs under a key.
pub(super) fn is_known(key: &str) -> bool {
    key.starts_with(RUN) || key.starts_with(MASSAGE) || key == SETTINGS
}

/// Whether a text is a record that can stand under this key.
pub(super) fn fits(key: &str, text: &str) -> bool {
    if let Some(id) = key.strip_prefix(RUN) {
        found::<Run>(text).is_some_and(|run| run.id.as_str() == id)
    } else if let Some(id) = key.strip_prefix(MASSAGE) {
        found::<Massage>(text).is_some_and(|massage| massage.id.as_str() == id)
    } else {
        key != SETTINGS || found::<Settings>(text).is_some()
    }
}

fn found<T: DeserializeOwned>(text: &str) -> Option<T> {
    match read(text) {
        Reading::Found { data, .. } => Some(data),
        _ => None,
    }
}
