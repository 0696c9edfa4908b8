//! Changes in transit: from the app to the mirror, and from other tabs and the mirror to the app.

use super::kind::{AnyRecord, RecordKind};
use crate::domain::id::Id;

/// A change on its way to the mirror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub key: String,
    /// The merge base: the text that this tab knew before the change.
    pub base: Option<String>,
    /// `None` removes the key.
    pub text: Option<String>,
}

/// A record that was changed by another tab or by the other store.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    Put(AnyRecord),
    Removed(RecordKind, Id),
}
