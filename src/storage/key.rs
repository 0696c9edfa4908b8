//! The keys of the two stores.

use super::kind::{Record, RecordKind};
use crate::domain::id::Id;

/// Starts every key of the app: other apps may share the origin.
pub(super) const PREFIX: &str = "tightspot:";
/// Starts the key of a damaged text in quarantine.
pub(super) const QUARANTINE: &str = "tightspot:aside:";
/// Starts the key of a tombstone in localStorage, where it waits until the mirror has it.
const TOMBSTONE: &str = "tightspot:gone:";
/// Space that is released when localStorage is full, so that the current change still fits.
pub(super) const RESERVE: &str = "tightspot:reserve";
/// When everything was last erased, in milliseconds since 1970 UTC.
pub const ERASED: &str = "tightspot:erased";

/// The key of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key of the record with this id.
    pub fn new(kind: RecordKind, id: &Id) -> Key {
        Key(text!(kind.prefix(), id))
    }

    /// The key of this record.
    pub fn of<R: Record>(record: &R) -> Key {
        Key(text!(R::KIND.prefix(), record.id().map_or("", Id::as_str)))
    }

    /// `None` for a text that is not the key of a kind that this build knows.
    pub(super) fn parse(text: &str) -> Option<Key> {
        RecordKind::of(text).map(|_| Key(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The key in localStorage of the tombstone for the record under `key`.
pub(super) fn tombstone(key: &str) -> String {
    text!(TOMBSTONE, key.strip_prefix(PREFIX).unwrap_or(key))
}

/// The key of the record that a tombstone is for; `None` if `key` is not that of a tombstone.
pub(super) fn of_tombstone(key: &str) -> Option<String> {
    Some(text!(PREFIX, key.strip_prefix(TOMBSTONE)?))
}
