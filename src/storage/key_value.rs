//! A key-value store, as a trait.

use thiserror::Error;

/// A store of texts by key, such as the browser's localStorage. Methods take `&self` because other tabs change the store
/// too.
pub trait KeyValue {
    /// # Errors
    /// If the store can't be reached. An absent key is `Ok(None)`.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// # Errors
    /// If the store is full or can't be reached. The old value is then unchanged.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// # Errors
    /// If the store can't be reached.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// All keys, those of other apps on the same origin included.
    ///
    /// # Errors
    /// If the store can't be reached.
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
