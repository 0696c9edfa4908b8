//! What storage needs of the durable second store.

use super::key_value::StoreError;
use super::merge::{choose, merge};
use super::records::Change;

/// What the mirror is to hold after a change, given what is there: the change, or, if another tab was here first, both
/// changes.
pub fn resolve(change: &Change, there: Option<&str>) -> Option<String> {
    let Some(mine) = change.text.as_deref() else {
        // Taken out only if it is what was meant.
        return there.filter(|there| Some(*there) != change.base.as_deref()).map(str::to_owned);
    };
    let Some(there) = there.filter(|there| Some(*there) != change.base.as_deref() && *there != mine) else {
        return Some(mine.to_owned());
    };
    if change.base.as_deref() == Some(mine) {
        // A refill gives way to anything newer.
        return Some(choose(&change.key, Some(mine), Some(there)).text.unwrap_or(mine).to_owned());
    }
    Some(merge(&change.key, change.base.as_deref(), mine, there))
}

/// Told once, when it is certain.
pub type Done<T> = Box<dyn FnOnce(Result<T, StoreError>)>;

/// A second store that has written to the disk when it says so, such as `IndexedDB` with strict durability. Asked in one
/// order, it does things in that order, also across tabs.
pub trait Mirror {
    /// Every text by key.
    fn read(&self, done: Done<Vec<(String, String)>>);

    /// One text.
    fn get(&self, key: &str, done: Done<Option<String>>);

    /// Takes these changes, all of them or none. Where something else than a change's base is there, both changes are
    /// [`resolve`]. Tells what is there then, in the order of the changes.
    fn put(&self, changes: Vec<Change>, done: Done<Vec<Option<String>>>);

    /// Takes everything out but for this, snapshots too.
    fn erase(&self, rest: Change, done: Done<()>);

    /// Keeps a copy of everything beside the records, in place of what had this name.
    fn keep_snapshot(&self, name: &str, copy: String, done: Done<()>);

    /// Every snapshot by name.
    fn snapshots(&self, done: Done<Vec<(String, String)>>);
}
