//! Reading everything at the start.

use super::key_value::StoreError;
use super::record::{Reading, is_older, read};
use super::records::{CARE, ERASED, MASSAGE, PREFIX, QUARANTINE, RESERVE, RUN, Records, SETTINGS, TOMBSTONE};
use crate::domain::care::Entry;
use crate::domain::massage::Massage;
use crate::domain::run::Run;
use crate::domain::settings::Settings;
use crate::domain::time::instant::Instant;
use serde::de::IgnoredAny;

/// What was found at the start.
#[derive(Debug, Default)]
pub struct Loaded {
    /// In no particular order.
    pub runs: Vec<Run>,
    /// In no particular order.
    pub massages: Vec<Massage>,
    /// In no particular order.
    pub care: Vec<Entry>,
    pub settings: Option<Settings>,
    /// How many records were found damaged this time.
    pub damaged: usize,
    /// Something is written in the way of an older build.
    pub has_older: bool,
    /// Why the store can't be used as it should, if so.
    pub problem: Option<StoreError>,
}

/// What a record was found to be.
enum Found {
    Fits,
    Damaged,
    Newer,
}

/// Hands over what was read; `accept` says whether it belongs where it was found.
fn take<T>(reading: Reading<T>, accept: impl FnOnce(T) -> bool) -> Found {
    match reading {
        Reading::Newer(_) => Found::Newer,
        Reading::Found { data, .. } => {
            if accept(data) {
                Found::Fits
            } else {
                Found::Damaged
            }
        }
        Reading::Damaged => Found::Damaged,
    }
}

impl Records {
    /// Reads everything. Damaged records are set aside, those of a newer build make the app read only.
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
            if let Some(name) = key.strip_prefix(TOMBSTONE) {
                // Deleted, and the mirror may not know it yet.
                self.send([PREFIX, name].concat(), None, Some(text));
                continue;
            }
            let found = if let Some(id) = key.strip_prefix(RUN) {
                take(read(&text), |run: Run| {
                    let fits = run.id.as_str() == id;
                    loaded.runs.extend(Some(run).filter(|_| fits));
                    fits
                })
            } else if let Some(id) = key.strip_prefix(MASSAGE) {
                take(read(&text), |massage: Massage| {
                    let fits = massage.id.as_str() == id;
                    loaded.massages.extend(Some(massage).filter(|_| fits));
                    fits
                })
            } else if let Some(id) = key.strip_prefix(CARE) {
                take(read(&text), |entry: Entry| {
                    let fits = entry.id.as_str() == id;
                    loaded.care.extend(Some(entry).filter(|_| fits));
                    fits
                })
            } else if key == SETTINGS {
                take(read(&text), |settings| {
                    loaded.settings = Some(settings);
                    true
                })
            } else if key.starts_with(QUARANTINE) || key == ERASED {
                Found::Fits
            } else {
                // A kind that this build does not know: left alone, whatever it is.
                match read::<IgnoredAny>(&text) {
                    Reading::Newer(_) => Found::Newer,
                    _ => Found::Fits,
                }
            };
            match found {
                Found::Fits => {}
                Found::Damaged => {
                    damaged.push((key, text));
                    continue;
                }
                Found::Newer => self.read_only = true,
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
}
