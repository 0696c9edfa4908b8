//! "Bring a copy back": what a copy would change, and the change itself, whole or not at all.

use super::key_value::StoreError;
use super::merge::merge;
use super::record::{SCHEMA, parts, seal, text as text_of};
use super::records::{Key, Records, SETTINGS, fits, is_known};
use crate::domain::care::{Entry, EntryKind};
use crate::domain::order;
use crate::domain::run::Run;
use crate::domain::settings::Settings;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use thiserror::Error;

/// The largest copy that is read, in bytes: ten years of runs are about two million.
pub const LARGEST_COPY: usize = 50_000_000;
/// How deep a copy's brackets may nest. Copies that the app writes have about ten levels.
const DEEPEST: usize = 32;

/// Why a file is not brought back, in words for the runner.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadCopy {
    #[error("is too large for a Tightspot copy")]
    TooLarge,
    #[error("isn’t a Tightspot copy")]
    Foreign,
    #[error("is cut off or damaged")]
    Damaged,
    #[error("was saved by a newer Tightspot. Update first")]
    Newer,
}

/// What wins where the copy and this phone differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// What was changed more often.
    Newer,
    /// The copy: everything in it becomes as it was then.
    Copy,
}

/// A copy as it was read, with what it would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    /// When it was saved.
    pub made: Instant,
    /// How many runs and check-ins are in it.
    pub runs: usize,
    pub added: usize,
    pub prefer: Prefer,
    /// The days of the runs that the copy changes.
    pub replaced: Vec<Day>,
    /// How many runs on this phone stay as they are.
    pub kept: usize,
    /// How many other records (settings, self-massages) the copy changes.
    pub others: usize,
    /// What kinds of records those are.
    pub other_kinds: Vec<&'static str>,
    /// The kinds of records other than runs that are in the copy and stay as they are here.
    pub kept_kinds: Vec<&'static str>,
    /// How many entries of the copy can't be read; they are left out.
    pub unreadable: usize,
    /// Key and text of each record to write.
    texts: Vec<(String, String)>,
}

impl Restore {
    /// Whether there is anything to bring back.
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// What takes a restore back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undo(Vec<(String, Option<String>)>);

#[derive(Deserialize)]
struct File<'a> {
    copy: u32,
    schema: u32,
    made: Instant,
    #[serde(borrow)]
    records: BTreeMap<String, &'a RawValue>,
}

impl Records {
    /// Reads a copy and works out what it would change. Changes nothing.
    ///
    /// # Errors
    /// When it is no copy, or none that this build can read.
    pub fn plan_restore(&self, copy: &str, prefer: Prefer) -> Result<Restore, BadCopy> {
        let file = read(copy)?;
        let own = self.texts();
        let is_run = |key: &str| key.strip_prefix("tightspot:run:").is_some();
        let mut plan = Restore {
            made: file.made,
            prefer,
            runs: 0,
            added: 0,
            replaced: vec![],
            kept: own.keys().filter(|key| is_run(key)).count(),
            others: 0,
            other_kinds: vec![],
            kept_kinds: vec![],
            unreadable: 0,
            texts: vec![],
        };
        for (name, text) in file.records {
            let (key, text) = (["tightspot:", &name].concat(), text.get());
            let Some((_, rev, data)) = parts(text).filter(|_| is_known(&key) && fits(&key, text)) else {
                plan.unreadable += 1;
                continue;
            };
            plan.runs += usize::from(is_run(&key));
            let here = own.get(&key).and_then(|here| parts(here));
            let text = match here {
                Some((_, _, here_data)) if here_data == data => {
                    note(&mut plan.kept_kinds, &key, data);
                    continue;
                }
                // On another phone, how often something was changed says nothing: what was never set here is taken over.
                Some((_, _, here_data)) if prefer == Prefer::Newer && key == SETTINGS => {
                    let merged = merge_settings(own.get(&key).map_or("", String::as_str), text);
                    if parts(&merged).is_none_or(|(_, _, data)| data == here_data) {
                        note(&mut plan.kept_kinds, &key, data);
                        continue;
                    }
                    merged
                }
                // Newer than what is here, so that it wins everywhere.
                Some((_, here_rev, _)) if prefer == Prefer::Copy => {
                    seal(SCHEMA, rev.max(here_rev).saturating_add(1), data)
                }
                Some((_, here_rev, _)) if rev <= here_rev => {
                    note(&mut plan.kept_kinds, &key, data);
                    continue;
                }
                _ => text.to_owned(),
            };
            match (is_run(&key), here.is_some()) {
                (false, _) => {
                    plan.others += 1;
                    note(&mut plan.other_kinds, &key, data);
                }
                (true, false) => plan.added += 1,
                (true, true) => {
                    plan.kept -= 1;
                    plan.replaced.extend(serde_json::from_str::<Run>(data).map(|run| run.day()));
                }
            }
            plan.texts.push((key, text));
        }
        order::by_number(&mut plan.replaced, |day| day.epoch_days());
        Ok(plan)
    }

    /// Brings a copy back: everything that the plan names, or, when not all of it fits, nothing.
    ///
    /// # Errors
    /// When the store can't take it; it is then as it was.
    pub fn restore(&mut self, plan: &Restore, now: Instant) -> Result<Undo, StoreError> {
        let own = self.texts();
        // Another tab may have gone on since the plan was made.
        let rev = |text: &str| parts(text).map_or(0, |(_, rev, _)| rev);
        let is_newer = |key: &str, text: &str| own.get(key).is_none_or(|here| rev(text) > rev(here));
        let texts: Vec<_> = plan.texts.iter().filter(|(key, text)| is_newer(key, text)).collect();
        let undo = Undo(texts.iter().map(|(key, _)| (key.clone(), own.get(key).cloned())).collect());
        for (key, text) in texts {
            self.put_text(key, text.clone())?;
        }
        if let Err(problem) = self.retry()
            // Where localStorage may not be used, the mirror takes it.
            && !(problem == StoreError::Blocked && self.has_mirror())
        {
            // What was there is shorter or was not there: it fits again.
            self.undo_restore(&undo, now)?;
            return Err(problem);
        }
        Ok(undo)
    }

    /// Takes a restore back.
    ///
    /// # Errors
    /// When the store can't be reached; what is not yet written waits, as always.
    pub fn undo_restore(&mut self, undo: &Undo, now: Instant) -> Result<(), StoreError> {
        for (key, before) in &undo.0 {
            if let Some(before) = before {
                // Newer than what the restore wrote, so that it wins everywhere.
                if let Some((_, _, data)) = parts(before) {
                    self.put_text(key, seal(SCHEMA, self.rev(key).saturating_add(1), data))?;
                }
            } else if let Some(name) = Key::parse(key) {
                // What can't be removed now waits, as always.
                let _ = self.remove(&name, now);
                self.queue_changed(key);
            }
        }
        self.retry()
    }
}

/// Notes what a record is called, each kind once.
fn note(kinds: &mut Vec<&'static str>, key: &str, data: &str) {
    let new = kind(key, data).filter(|kind| !kinds.contains(kind));
    kinds.extend(new);
}

/// What a record other than a run is called.
fn kind(key: &str, data: &str) -> Option<&'static str> {
    if key == SETTINGS {
        return Some("Settings");
    }
    if key.starts_with("tightspot:massage:") {
        return Some("Self-massages");
    }
    // A run is none.
    let entry: Entry = serde_json::from_str(data).ok()?;
    Some(match entry.kind {
        EntryKind::Race(_) => "Races",
        EntryKind::Appointment(_) => "Appointments",
        EntryKind::Homework(_) => "Homework",
    })
}

/// Field by field: what only one of them has changed from what a new runner has, and of what both changed, what is here.
fn merge_settings(here: &str, copy: &str) -> String {
    let new = seal(SCHEMA, 0, &text_of(&Settings::default()));
    merge(SETTINGS, Some(&new), here, copy)
}

fn read(copy: &str) -> Result<File<'_>, BadCopy> {
    #[derive(Deserialize)]
    struct Head {
        app: String,
    }
    if copy.len() > LARGEST_COPY {
        return Err(BadCopy::TooLarge);
    }
    if depth(copy) > DEEPEST {
        return Err(BadCopy::Foreign);
    }
    match serde_json::from_str::<Head>(copy) {
        Ok(head) if head.app == "tightspot" => {}
        // Cut off in the middle, a copy still begins like one.
        Err(_) if copy.starts_with(r#"{"app":"tightspot""#) => return Err(BadCopy::Damaged),
        _ => return Err(BadCopy::Foreign),
    }
    let file: File = serde_json::from_str(copy).map_err(|_| BadCopy::Damaged)?;
    if file.copy > super::COPY_FORMAT || file.schema > SCHEMA { Err(BadCopy::Newer) } else { Ok(file) }
}

/// How deep the brackets nest.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_text, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
