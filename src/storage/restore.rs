//! "Bring a copy back": planning what a copy would change, and then changing all of it or nothing.

use super::copy::COPY_FORMAT;
use super::key::{Key, PREFIX};
use super::key_value::StoreError;
use super::kind::{AnyRecord, RecordKind, found};
use super::merge::merge;
use super::record::{SCHEMA, parts, seal, text as text_of};
use super::records::Records;
use crate::domain::care::EntryKind;
use crate::domain::order;
use crate::domain::settings::Settings;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use thiserror::Error;

/// The largest copy that is read, in bytes. Ten years of runs take about two million.
pub const LARGEST_COPY: usize = 50_000_000;
/// How deep the brackets of a copy may nest. Copies that the app writes have about ten levels.
const DEEPEST: usize = 32;

/// Why a file is not restored, in words for the runner.
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

/// Which side wins where the copy and this phone differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// The record with the higher revision.
    Newer,
    /// The copy.
    Copy,
}

/// A copy that was read, and what it would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    /// When it was saved.
    pub made: Instant,
    /// How many runs and check-ins it holds.
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
    /// The kinds of records other than runs that are in the copy and would not change.
    pub kept_kinds: Vec<&'static str>,
    /// How many entries of the copy are left out because they can't be read.
    pub unreadable: usize,
    /// Key and text of each record to write.
    texts: Vec<(String, String)>,
}

impl Restore {
    /// Whether the copy would change nothing.
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// Reverts a restore: each key with its earlier text.
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
    /// Reads a copy and plans what it would change. Changes nothing.
    ///
    /// # Errors
    /// If it is not a copy that this build can read.
    pub fn plan_restore(&self, copy: &str, prefer: Prefer) -> Result<Restore, BadCopy> {
        let file = read(copy)?;
        let own = self.texts();
        let is_run = |key: &str| RecordKind::of(key) == Some(RecordKind::Run);
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
            let (key, text) = (text!(PREFIX, name), text.get());
            let (Some((_, rev, data)), Some(record)) = (parts(text), found(&key, text)) else {
                plan.unreadable += 1;
                continue;
            };
            let kind = name_of(&record);
            plan.runs += usize::from(is_run(&key));
            let here = own.get(&key).and_then(|here| parts(here));
            let text = match here {
                Some((_, _, here_data)) if here_data == data => {
                    note(&mut plan.kept_kinds, kind);
                    continue;
                }
                // Revisions of two phones can't be compared: take over the settings that were never changed here.
                Some((_, _, here_data))
                    if prefer == Prefer::Newer && matches!(record, AnyRecord::Settings(_)) =>
                {
                    let merged = merge_settings(&key, own.get(&key).map_or("", String::as_str), text);
                    if parts(&merged).is_none_or(|(_, _, data)| data == here_data) {
                        note(&mut plan.kept_kinds, kind);
                        continue;
                    }
                    merged
                }
                // A higher revision than the one here wins in both stores and in every tab.
                Some((_, here_rev, _)) if prefer == Prefer::Copy => {
                    seal(SCHEMA, rev.max(here_rev).saturating_add(1), data)
                }
                Some((_, here_rev, _)) if rev <= here_rev => {
                    note(&mut plan.kept_kinds, kind);
                    continue;
                }
                _ => text.to_owned(),
            };
            match record {
                AnyRecord::Run(_) if here.is_none() => plan.added += 1,
                AnyRecord::Run(run) => {
                    plan.kept -= 1;
                    plan.replaced.push(run.day());
                }
                _ => {
                    plan.others += 1;
                    note(&mut plan.other_kinds, kind);
                }
            }
            plan.texts.push((key, text));
        }
        order::by_number(&mut plan.replaced, |day| day.epoch_days());
        Ok(plan)
    }

    /// Restores everything that the plan names, or nothing if not all of it fits.
    ///
    /// # Errors
    /// If the store can't take it. The store is then unchanged.
    pub fn restore(&mut self, plan: &Restore, now: Instant) -> Result<Undo, StoreError> {
        let own = self.texts();
        // Another tab may have changed a record since the plan was made.
        let rev = |text: &str| parts(text).map_or(0, |(_, rev, _)| rev);
        let is_newer = |key: &str, text: &str| own.get(key).is_none_or(|here| rev(text) > rev(here));
        let texts: Vec<_> = plan.texts.iter().filter(|(key, text)| is_newer(key, text)).collect();
        let undo = Undo(texts.iter().map(|(key, _)| (key.clone(), own.get(key).cloned())).collect());
        for (key, text) in texts {
            self.put_text(key, text.clone())?;
        }
        if let Err(problem) = self.retry()
            // Where localStorage is blocked, the mirror takes it.
            && !(problem == StoreError::Blocked && self.has_mirror())
        {
            // The earlier texts fit: they did before.
            self.undo_restore(&undo, now)?;
            return Err(problem);
        }
        Ok(undo)
    }

    /// Reverts a restore.
    ///
    /// # Errors
    /// If the store can't be reached. What is not yet written stays unsaved.
    pub fn undo_restore(&mut self, undo: &Undo, now: Instant) -> Result<(), StoreError> {
        for (key, before) in &undo.0 {
            if let Some(before) = before {
                // A higher revision than the restore wrote wins in both stores and in every tab.
                if let Some((_, _, data)) = parts(before) {
                    self.put_text(key, seal(SCHEMA, self.rev(key).saturating_add(1), data))?;
                }
            } else if let Some(key) = Key::parse(key) {
                // A removal that fails stays unsaved.
                let _ = self.remove(&key, now);
                self.queue_changed(key.as_str());
            }
        }
        self.retry()
    }
}

/// Adds the name of a kind, each once.
fn note(kinds: &mut Vec<&'static str>, kind: Option<&'static str>) {
    kinds.extend(kind.filter(|kind| !kinds.contains(kind)));
}

/// The name on the screen of the kind of a record; `None` for runs, which are counted.
fn name_of(record: &AnyRecord) -> Option<&'static str> {
    match record {
        AnyRecord::Run(_) => None,
        AnyRecord::Massage(_) => Some("Self-massages"),
        AnyRecord::Settings(_) => Some("Settings"),
        AnyRecord::Care(entry) => Some(match entry.kind {
            EntryKind::Race(_) => "Races",
            EntryKind::Appointment(_) => "Appointments",
            EntryKind::Homework(_) => "Homework",
        }),
    }
}

/// Merges the settings field by field. The merge base is the default; where both sides changed a field, this phone wins.
fn merge_settings(key: &str, here: &str, copy: &str) -> String {
    let base = seal(SCHEMA, 0, &text_of(&Settings::default()));
    merge(key, Some(&base), here, copy)
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
        // A copy that is cut off still starts like one.
        Err(_) if copy.starts_with(r#"{"app":"tightspot""#) => return Err(BadCopy::Damaged),
        _ => return Err(BadCopy::Foreign),
    }
    let file: File = serde_json::from_str(copy).map_err(|_| BadCopy::Damaged)?;
    if file.copy > COPY_FORMAT || file.schema > SCHEMA { Err(BadCopy::Newer) } else { Ok(file) }
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
