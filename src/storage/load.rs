//! Reading everything at startup.

use super::key::{ERASED, PREFIX, QUARANTINE, RESERVE, of_tombstone};
use super::key_value::StoreError;
use super::kind::{AnyRecord, RecordKind};
use super::record::{Reading, is_older, read};
use super::records::Records;
use crate::domain::care::Entry;
use crate::domain::massage::Massage;
use crate::domain::run::Run;
use crate::domain::settings::Settings;
use crate::domain::time::instant::Instant;
use serde::de::IgnoredAny;

/// What was found at startup. The records are in no particular order.
#[derive(Debug, Default)]
pub struct Loaded {
    pub runs: Vec<Run>,
    pub massages: Vec<Massage>,
    pub care: Vec<Entry>,
    pub settings: Option<Settings>,
    /// How many records were found damaged this time.
    pub damaged: usize,
    /// Some records have the format of an older build.
    pub has_older: bool,
    /// Why the store can't be used as it should, if so.
    pub problem: Option<StoreError>,
}

impl Loaded {
    fn add(&mut self, record: AnyRecord) {
        match record {
            AnyRecord::Run(run) => self.runs.push(*run),
            AnyRecord::Massage(massage) => self.massages.push(*massage),
            AnyRecord::Care(entry) => self.care.push(*entry),
            AnyRecord::Settings(settings) => self.settings = Some(*settings),
        }
    }
}

impl Records {
    /// Reads everything. Damaged records go to quarantine; records of a newer build make the app read only.
    pub fn load(&mut self, now: Instant) -> Loaded {
        let mut loaded = Loaded::default();
        let keys = match self.store.keys() {
            Ok(keys) => keys,
            Err(problem) => return Loaded { problem: Some(problem), ..loaded },
        };
        let mut damaged = vec![];
        for key in keys.into_iter().filter(|key| key.starts_with(PREFIX) && key != RESERVE) {
            let text = match self.store.get(&key) {
                Ok(Some(text)) => text,
                Ok(None) => continue,
                Err(problem) => {
                    loaded.problem = Some(problem);
                    continue;
                }
            };
            if let Some(deleted) = of_tombstone(&key) {
                // The mirror may not know of the deletion yet.
                self.send(deleted, None, Some(text));
                continue;
            }
            match Self::read_any(&key, &text) {
                Reading::Found { data, .. } => data.into_iter().for_each(|record| loaded.add(record)),
                Reading::Damaged => {
                    damaged.push((key, text));
                    continue;
                }
                Reading::Newer(_) => self.read_only = true,
            }
            loaded.has_older |= is_older(&text);
            self.seen.insert(key, text);
        }
        loaded.damaged = damaged.len();
        if self.read_only {
            loaded.problem = Some(StoreError::Newer);
            self.seen.extend(damaged);
            return loaded;
        }
        for (key, text) in damaged {
            self.quarantine(key, text, now);
        }
        if let Err(problem) = self.retry() {
            loaded.problem = Some(problem);
        }
        loaded
    }

    /// Reads the text under any key of the app. Only a known kind has a record, and only a known kind can be damaged.
    fn read_any(key: &str, text: &str) -> Reading<Option<AnyRecord>> {
        let nothing = Reading::Found { rev: 0, data: None };
        let Some(kind) = RecordKind::of(key) else {
            let is_record = !key.starts_with(QUARANTINE) && key != ERASED;
            return match read::<IgnoredAny>(text) {
                Reading::Newer(schema) if is_record => Reading::Newer(schema),
                _ => nothing,
            };
        };
        kind.read(key, text).map(Some)
    }
}
