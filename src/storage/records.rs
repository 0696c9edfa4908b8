//! All records of the app in a store, and what could not be written to it yet.

use super::key_value::{KeyValue, StoreError};
use super::record::{Reading, encode, read};
use crate::domain::id::Id;
use crate::domain::instant::Instant;
use crate::domain::massage::Massage;
use crate::domain::run::{Run, RunId};
use crate::domain::settings::Settings;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::collections::BTreeMap;

/// Before every key of the app: others may live on the same origin.
const PREFIX: &str = "tightspot:";
const RUN: &str = "tightspot:run:";
const MASSAGE: &str = "tightspot:massage:";
const SETTINGS: &str = "tightspot:settings";
const ASIDE: &str = "tightspot:aside:";

/// Names a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Run(RunId),
    Massage(Id),
    Settings,
}

impl Key {
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

/// The records, and the texts that are still waiting for the store to take them.
pub struct Records {
    store: Box<dyn KeyValue>,
    /// Texts by key that are not in the store yet; `None` is a removal.
    unsaved: BTreeMap<String, Option<String>>,
    /// A newer build has written here: look, but change nothing.
    read_only: bool,
}

impl Records {
    pub fn new(store: impl KeyValue + 'static) -> Records {
        Records { store: Box::new(store), unsaved: BTreeMap::new(), read_only: false }
    }

    /// Reads everything. Damaged records are set aside, those of a newer build make the app read only.
    pub fn load(&mut self, now: Instant) -> Loaded {
        let mut loaded = Loaded::default();
        let keys = match self.store.keys() {
            Ok(keys) => keys,
            Err(problem) => return Loaded { problem: Some(problem), ..loaded },
        };
        let mut damaged = vec![];
        for key in keys.into_iter().filter(|key| key.starts_with(PREFIX) && !key.starts_with(ASIDE)) {
            let text = match self.store.get(&key) {
                Ok(Some(text)) => text,
                Ok(None) => continue,
                Err(problem) => {
                    loaded.problem = Some(problem);
                    continue;
                }
            };
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
            } else {
                // A kind that this build does not know: left alone, whatever it is.
                match read::<IgnoredAny>(&text) {
                    Reading::Newer(_) => Found::Newer,
                    _ => Found::Fits,
                }
            };
            match found {
                Found::Fits => {}
                Found::Damaged => damaged.push((key, text)),
                Found::Newer => self.read_only = true,
            }
        }
        loaded.damaged = damaged.len();
        if self.read_only {
            loaded.problem = Some(StoreError::Newer);
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
    /// next write.
    ///
    /// # Errors
    /// When anything at all, this record or an earlier one, is not in the store; or, changing nothing, when a
    /// newer build has written here.
    pub fn save<T>(&mut self, key: &Key, data: &T, now: Instant) -> Result<(), StoreError>
    where
        T: Serialize + DeserializeOwned,
    {
        let key = key.text();
        let previous = self.text(&key);
        let text = encode(data, previous.as_deref());
        match previous.map(|previous| (read::<T>(&previous), previous)) {
            Some((Reading::Newer(_), _)) => self.read_only = true,
            Some((Reading::Damaged, damaged)) => self.set_aside(key.clone(), damaged, now),
            _ => {}
        }
        if self.read_only {
            return Err(StoreError::Newer);
        }
        self.unsaved.insert(key, Some(text));
        self.retry()
    }

    /// Removes a record and gives its text, for [`Records::put_back`].
    ///
    /// # Errors
    /// As [`Records::save`]; the record is then gone in memory and from copies, and removed with the next
    /// write.
    pub fn remove(&mut self, key: &Key) -> (Option<String>, Result<(), StoreError>) {
        if self.read_only {
            return (None, Err(StoreError::Newer));
        }
        let key = key.text();
        let text = self.text(&key);
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
        self.unsaved.insert(key.text(), Some(text));
        self.retry()
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

    /// Removes every record of the app, and nothing of any other app.
    ///
    /// # Errors
    /// When the store can't be reached; what is not yet removed, or was never saved, is then still there.
    pub fn erase(&mut self) -> Result<(), StoreError> {
        let keys = self.store.keys()?;
        self.unsaved.clear();
        for key in keys {
            if key.starts_with(PREFIX) {
                self.store.remove(&key)?;
            }
        }
        self.read_only = false;
        Ok(())
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

    /// All of the app's texts by key: what is in the store, with what is waiting laid over it.
    fn texts(&self) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for key in self.store.keys().unwrap_or_default() {
            if key.starts_with(PREFIX)
                && let Ok(Some(text)) = self.store.get(&key)
            {
                texts.insert(key, text);
            }
        }
        for (key, text) in &self.unsaved {
            match text {
                Some(text) => texts.insert(key.clone(), text.clone()),
                None => texts.remove(key),
            };
        }
        texts
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.unsaved.get(key) {
            Some(waiting) => waiting.clone(),
            None => self.store.get(key).ok().flatten(),
        }
    }

    /// Has a damaged text moved to a key of its own: first written there, and only then removed from where it
    /// was.
    fn set_aside(&mut self, key: String, text: String, now: Instant) {
        let aside = [ASIDE, &key[PREFIX.len()..], ":", &now.ms().to_string()].concat();
        self.unsaved.insert(aside, Some(text));
        self.unsaved.insert(key, None);
    }

    /// Whether a damaged text of this key is still waiting to be set aside.
    fn is_setting_aside(&self, key: &str) -> bool {
        let beginning = [ASIDE, &key[PREFIX.len()..], ":"].concat();
        self.unsaved.keys().any(|waiting| waiting.starts_with(&beginning))
    }
}
