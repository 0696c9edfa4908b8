//! Small texts in localStorage that are not records: drafts of forms, the journal's filter. Not in
//! sessionStorage, because a phone that discards the page also discards its session. Where localStorage is
//! blocked or full, such a text lasts only as long as the page.

use super::local_storage::LocalStorage;
use crate::storage::KeyValue;

/// Differs from the prefix of the records, so that copies contain none of this.
const PREFIX: &str = "tightspot-memory:";

pub fn recall(name: &str) -> Option<String> {
    LocalStorage.get(&text!(PREFIX, name)).ok().flatten()
}

/// Stores a text, or removes it.
pub fn remember(name: &str, text: Option<&str>) {
    let key = text!(PREFIX, name);
    let _ = match text {
        Some(text) => LocalStorage.set(&key, text),
        None => LocalStorage.remove(&key),
    };
}

/// The names of all stored texts.
pub fn names() -> Vec<String> {
    let keys = LocalStorage.keys().unwrap_or_default();
    keys.iter().filter_map(|key| key.strip_prefix(PREFIX)).map(str::to_owned).collect()
}
