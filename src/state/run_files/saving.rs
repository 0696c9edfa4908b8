//! Saves the runs from files, and undoes that.

use super::{Candidate, Fate, Stage};
use crate::domain::run::distance::Distance;
use crate::domain::run::{Life, Run, RunId, Timing};
use crate::state::State;
use crate::state::route::Route;
use leptos::prelude::*;
use std::sync::Mutex;

/// How many runs are saved in one task. The screen answers between two tasks.
const IN_ONE_TASK: usize = 5;

/// What undoes the import of one run.
struct Saved {
    id: RunId,
    before: Option<Run>,
    closed: Option<Run>,
}

impl State {
    /// Saves the chosen runs, oldest first, a few in each task, and then shows the journal with one undo for all of them.
    pub fn save_run_files(&'static self) {
        if self.run_files.stage.get_untracked() != Stage::Read {
            return;
        }
        let (mut chosen, twice): (Vec<_>, Vec<_>) = self.run_files.candidates.with_untracked(|all| {
            let chosen = all.iter().rev().filter(|candidate| candidate.is_chosen).cloned();
            chosen.partition(|candidate| candidate.fate != Fate::Twice)
        });
        // Last, so that no other recording fills them in.
        chosen.extend(twice);
        if !chosen.is_empty() && self.vault.may_change() {
            let choice = self.run_files.next_choice();
            let total = chosen.len();
            self.save_some(choice, chosen, vec![], total);
        }
    }

    fn save_some(
        &'static self,
        choice: u32,
        mut chosen: Vec<Candidate>,
        mut saved: Vec<Saved>,
        total: usize,
    ) {
        for candidate in chosen.drain(..IN_ONE_TASK.min(chosen.len())) {
            let Ok(timing) = candidate.timing else { continue };
            // The journal may have changed since the files were read.
            let before = match (candidate.fate, self.fate(timing, candidate.distance)) {
                (Fate::Twice, _) | (_, Fate::New | Fate::SameDay) => None,
                (_, Fate::Fills(id)) => untrack(|| self.diary.find(&id)),
                _ => continue,
            };
            if let Some((run, closed)) = self.diary.record(before.clone(), timing, candidate.distance) {
                saved.push(Saved { id: run.id, before, closed });
            }
        }
        // Nothing more is saved once the journal is read-only. A banner says so.
        if !chosen.is_empty() && self.vault.may_change() {
            if self.run_files.is_current(choice) {
                self.run_files.stage.set(Stage::Saving(total - chosen.len(), total));
            }
            (self.device.soon)(Box::new(move || self.save_some(choice, chosen, saved, total)));
            return;
        }
        let is_current = self.run_files.is_current(choice);
        if is_current && chosen.is_empty() {
            self.run_files.close();
            if self.is_importing() {
                self.router.replace(Route::Journal);
            }
        } else if is_current {
            self.run_files.stage.set(Stage::Read);
        }
        if saved.is_empty() {
            return;
        }
        let text = match (saved.len(), total) {
            (1, 1) => "Run added".to_owned(),
            (count, total) if count == total => text!(count.to_string(), " runs added"),
            (count, total) => text!(count.to_string(), " of ", total.to_string(), " runs added"),
        };
        let saved = Mutex::new(saved);
        self.notices.show_long_undo(text, move || {
            self.undo_some(saved.lock().map(|mut saved| std::mem::take(&mut *saved)).unwrap_or_default());
        });
    }

    fn undo_some(&'static self, mut saved: Vec<Saved>) {
        let newest = saved.split_off(saved.len().saturating_sub(IN_ONE_TASK));
        for Saved { id, before, closed } in newest.into_iter().rev() {
            self.diary.unrecord(&id, before.as_ref(), closed.as_ref());
        }
        if !saved.is_empty() {
            (self.device.soon)(Box::new(move || self.undo_some(saved)));
        }
    }

    /// Saves one recording and shows the page of its run. `before` is the run to fill in, or `None` to add one.
    pub fn save_run_file(&'static self, before: Option<Run>, timing: Timing, distance: Option<Distance>) {
        // Nothing is saved while the journal is read-only. A banner says so.
        let Some((run, closed)) = self.diary.record(before.clone(), timing, distance) else { return };
        let text = if before.is_some() { "Filled in" } else { "Run added" };
        let id = run.id.clone();
        self.notices.show_undo(text, move || {
            self.diary.unrecord(&id, before.as_ref(), closed.as_ref());
            self.router.replace(before.as_ref().map_or(Route::Journal, route_of));
        });
        self.run_files.close();
        self.router.replace(route_of(&run));
    }
}

/// The page that shows a run.
fn route_of(run: &Run) -> Route {
    match run.life() {
        Life::CheckedIn { .. } | Life::Running { .. } => Route::Body,
        Life::Recovering { .. } => Route::Recover,
        Life::Logged { .. } | Life::Closed { .. } => Route::Run(run.id.clone()),
    }
}
