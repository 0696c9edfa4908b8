//! What storage needs of a store.

use thiserror::Error;

/// A store of texts by key, such as the browser's localStorage. Methods take `&self`: the store itself is
/// elsewhere, and other tabs change it too.
pub trait KeyValue {
    /// # Errors
    /// When the store can't be reached. A key that is not there is `Ok(None)`.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// # Errors
    /// When the store is full or can't be reached; the old value is then still there.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// # Errors
    /// When the store can't be reached.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// All keys, also those of other apps on the same origin.
    ///
    /// # Errors
    /// When the store can't be reached.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// Why something is not saved, in words for the runner.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum StoreError {
    #[error("Your phone is out of space")]
    Full,
    #[error("This browser isn't keeping your data")]
    Blocked,
    #[error("Read only for now")]
    Newer,
    #[error("Your phone couldn't save that")]
    Failed,
}
