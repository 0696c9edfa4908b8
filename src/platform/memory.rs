//! Small texts that are no records, in localStorage beside them: drafts of forms, how the journal is looked at. A phone that
//! throws the page away also throws away what belongs to its session. Where localStorage is blocked or full, such a text
//! lasts as long as the page.

use super::local_storage::LocalStorage;
use crate::storage::KeyValue;

/// Not the prefix of the records: none of this is part of a copy.
const PREFIX: &str = "tightspot-memory:";

pub fn recall(name: &str) -> Option<String> {
    LocalStorage.get(&[PREFIX, name].concat()).ok().flatten()
}

/// Remembers a text, or forgets it.
pub fn remember(name: &str, text: Option<&str>) {
    let key = [PREFIX, name].concat();
    let _ = match text {
        Some(text) => LocalStorage.set(&key, text),
        None => LocalStorage.remove(&key),
    };
}

/// The names of all of them.
pub fn names() -> Vec<String> {
    let keys = LocalStorage.keys().unwrap_or_default();
    keys.iter().filter_map(|key| key.strip_prefix(PREFIX)).map(str::to_owned).collect()
}
