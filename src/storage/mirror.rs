//! The mirror: a durable second store, as a trait.

use super::change::Change;
use super::key_value::StoreError;

/// Called exactly once, with the final result.
pub type Done<T> = Box<dyn FnOnce(Result<T, StoreError>)>;

/// A second store that reports success only once the data is on disk, such as `IndexedDB` with strict durability.
/// Requests are carried out in the order in which they were made, across tabs too.
pub trait Mirror {
    /// Reads every text by key.
    fn read(&self, done: Done<Vec<(String, String)>>);

    /// Reads one text.
    fn get(&self, key: &str, done: Done<Option<String>>);

    /// Stores a batch, all of it or nothing, each change as [`super::resolve`] says. Calls back with the stored
    /// texts, in the order of the changes.
    fn put(&self, changes: Vec<Change>, done: Done<Vec<Option<String>>>);

    /// Removes everything, snapshots included, and stores `rest`.
    fn erase(&self, rest: Change, done: Done<()>);

    /// Stores a copy of everything beside the records. Replaces a snapshot of the same name.
    fn keep_snapshot(&self, name: &str, copy: String, done: Done<()>);

    /// Reads every snapshot by name.
    fn snapshots(&self, done: Done<Vec<(String, String)>>);
}
