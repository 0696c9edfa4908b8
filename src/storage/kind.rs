//! The kinds of records.
//!
//! A new kind gets a variant of [`RecordKind`], a line in its `ALL` (without it, the records are not read) and a variant of
//! [`AnyRecord`], and implements [`Record`]. The compiler then asks for the rest: where it is loaded, and who applies its
//! changes.

use super::record::{Reading, read};
use crate::domain::care::Entry;
use crate::domain::id::Id;
use crate::domain::massage::Massage;
use crate::domain::run::Run;
use crate::domain::settings::Settings;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// All kinds share one schema number, [`super::SCHEMA`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    Run,
    Massage,
    Care,
    Settings,
}

/// What is stored under a key of its own.
pub trait Record: Serialize + DeserializeOwned {
    const KIND: RecordKind;

    /// `None` if there is a single record of this kind.
    fn id(&self) -> Option<&Id>;

    fn into_any(self) -> AnyRecord;
}

/// A record of any kind.
#[derive(Clone, Debug, PartialEq)]
pub enum AnyRecord {
    Run(Box<Run>),
    Massage(Box<Massage>),
    Care(Box<Entry>),
    Settings(Box<Settings>),
}

impl RecordKind {
    const ALL: [RecordKind; 4] =
        [RecordKind::Run, RecordKind::Massage, RecordKind::Care, RecordKind::Settings];

    /// The kind of the record under `key`; `None` for one that this build does not know.
    pub(super) fn of(key: &str) -> Option<RecordKind> {
        RecordKind::ALL.into_iter().find(|kind| {
            let prefix = kind.prefix();
            key == prefix || prefix.ends_with(':') && key.starts_with(prefix)
        })
    }

    /// The key, up to the id. Ends with a colon if there is one record for each id.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            RecordKind::Run => "tightspot:run:",
            RecordKind::Massage => "tightspot:massage:",
            RecordKind::Care => "tightspot:care:",
            RecordKind::Settings => "tightspot:settings",
        }
    }

    /// Reads the record under `key`.
    pub(super) fn read(self, key: &str, text: &str) -> Reading<AnyRecord> {
        match self {
            RecordKind::Run => read_as::<Run>(key, text),
            RecordKind::Massage => read_as::<Massage>(key, text),
            RecordKind::Care => read_as::<Entry>(key, text),
            RecordKind::Settings => read_as::<Settings>(key, text),
        }
    }
}

/// A record whose id is not that of its key is damaged.
fn read_as<R: Record>(key: &str, text: &str) -> Reading<AnyRecord> {
    match read::<R>(text) {
        Reading::Found { rev, data }
            if key[R::KIND.prefix().len()..] == *data.id().map_or("", Id::as_str) =>
        {
            Reading::Found { rev, data: data.into_any() }
        }
        Reading::Found { .. } | Reading::Damaged => Reading::Damaged,
        Reading::Newer(schema) => Reading::Newer(schema),
    }
}

/// The record under `key`, if `text` is a whole one of its kind.
pub(super) fn found(key: &str, text: &str) -> Option<AnyRecord> {
    match RecordKind::of(key)?.read(key, text) {
        Reading::Found { data, .. } => Some(data),
        _ => None,
    }
}

/// Whether `text` can be stored under `key`. Any text of an unknown kind can.
pub(super) fn fits(key: &str, text: &str) -> bool {
    RecordKind::of(key).is_none() || found(key, text).is_some()
}

impl Record for Run {
    const KIND: RecordKind = RecordKind::Run;

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn into_any(self) -> AnyRecord {
        AnyRecord::Run(Box::new(self))
    }
}

impl Record for Massage {
    const KIND: RecordKind = RecordKind::Massage;

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn into_any(self) -> AnyRecord {
        AnyRecord::Massage(Box::new(self))
    }
}

impl Record for Entry {
    const KIND: RecordKind = RecordKind::Care;

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn into_any(self) -> AnyRecord {
        AnyRecord::Care(Box::new(self))
    }
}

impl Record for Settings {
    const KIND: RecordKind = RecordKind::Settings;

    fn id(&self) -> Option<&Id> {
        None
    }

    fn into_any(self) -> AnyRecord {
        AnyRecord::Settings(Box::new(self))
    }
}
