//! The mirror: a durable second store, as a trait.

use super::change::Change;
use super::key_value::StoreError;
use super::merge::{choose, merge};

/// The text that the mirror stores for a change, given the `current` one: the changed text, or a merge of both if another
/// tab changed it first. `None` removes the key.
pub fn resolve(change: &Change, current: Option<&str>) -> Option<String> {
    let base = change.base.as_deref();
    let Some(mine) = change.text.as_deref() else {
        // Remove the text only if nobody else has changed it.
        return current.filter(|current| Some(*current) != base).map(str::to_owned);
    };
    let Some(theirs) = current.filter(|current| Some(*current) != base && *current != mine) else {
        return Some(mine.to_owned());
    };
    if base == Some(mine) {
        // A refill: anything newer in the mirror wins.
        return Some(choose(&change.key, Some(mine), Some(theirs)).text.unwrap_or(mine).to_owned());
    }
    Some(merge(&change.key, base, mine, theirs))
}

/// Called exactly once, with the final result.
pub type Done<T> = Box<dyn FnOnce(Result<T, StoreError>)>;

/// A second store that reports success only once the data is on disk, such as `IndexedDB` with strict durability.
/// Requests are carried out in the order in which they were made, across tabs too.
pub trait Mirror {
    /// Reads every text by key.
    fn read(&self, done: Done<Vec<(String, String)>>);

    /// Reads one text.
    fn get(&self, key: &str, done: Done<Option<String>>);

    /// Stores a batch, all of it or nothing, each change as [`resolve`] says. Calls back with the stored texts, in the order
    /// of the changes.
    fn put(&self, changes: Vec<Change>, done: Done<Vec<Option<String>>>);

    /// Removes everything, snapshots included, and stores `rest`.
    fn erase(&self, rest: Change, done: Done<()>);

    /// Stores a copy of everything beside the records. Replaces a snapshot of the same name.
    fn keep_snapshot(&self, name: &str, copy: String, done: Done<()>);

    /// Reads every snapshot by name.
    fn snapshots(&self, done: Done<Vec<(String, String)>>);
}
