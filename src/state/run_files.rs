//! The import of run files into the journal.

use super::State;
use super::device::{Device, OnRunFile};
use super::route::Route;
use crate::domain::order;
use crate::domain::run::distance::Distance;
use crate::domain::run::{Life, Refusal, Run, RunId, Timing};
use crate::domain::run_file::{self, BadFile, Incoming, Note, Recorded, RunFile};
use crate::domain::time::instant::SECOND;
use leptos::prelude::*;
use std::sync::Mutex;

/// How many runs are saved in one task. The screen answers between two tasks.
const IN_ONE_TASK: usize = 5;

/// A file that the runner chose or another app shared, and the result of reading it.
#[derive(Clone)]
pub struct Opened {
    pub name: String,
    /// In bytes.
    pub size: usize,
    pub found: Result<RunFile, BadFile>,
}

/// What becomes of a run of several, if it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    New,
    /// It fills in a check-in, or the distance of a run.
    Fills(RunId),
    /// The journal has it already.
    There,
    /// Another of the files has it too.
    Twice,
    Refused(Refusal),
}

/// One run of several.
#[derive(Clone)]
pub struct Candidate {
    pub timing: Result<Timing, Refusal>,
    /// Milliseconds since 1970-01-01 UTC.
    pub started: i64,
    /// In milliseconds, without pauses.
    pub moving: i64,
    pub distance: Option<Distance>,
    pub notes: Vec<Note>,
    pub fate: Fate,
    pub is_chosen: bool,
}

impl Candidate {
    pub fn can_be_chosen(&self) -> bool {
        matches!(self.fate, Fate::New | Fate::Fills(_))
    }
}

/// How far the import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No file was chosen.
    Nothing,
    /// So many files of so many are read.
    Reading(usize, usize),
    Read,
    /// So many runs of so many are saved.
    Saving(usize, usize),
}

/// What undoes the import of one run.
struct Saved {
    id: RunId,
    before: Option<Run>,
    closed: Option<Run>,
}

pub struct RunFiles {
    stage: RwSignal<Stage>,
    files: RwSignal<Vec<Opened>>,
    /// The runs of all files, newest first once all are read.
    candidates: RwSignal<Vec<Candidate>>,
    /// The run that was being edited when the runner chose the file.
    edited: RwSignal<Option<RunId>>,
    /// The number of the current choice of files. A new choice ends the one before it.
    choice: StoredValue<u32>,
}

impl RunFiles {
    pub(super) fn new() -> RunFiles {
        RunFiles {
            stage: RwSignal::new(Stage::Nothing),
            files: RwSignal::new(vec![]),
            candidates: RwSignal::new(vec![]),
            edited: RwSignal::new(None),
            choice: StoredValue::new(0),
        }
    }

    pub fn stage(&'static self) -> Signal<Stage> {
        self.stage.into()
    }

    pub fn files(&'static self) -> Signal<Vec<Opened>> {
        self.files.into()
    }

    pub fn candidates(&'static self) -> RwSignal<Vec<Candidate>> {
        self.candidates
    }

    /// The run that was being edited when the runner chose the file.
    pub fn edited(&'static self) -> Option<RunId> {
        self.edited.get()
    }

    /// Forgets the files.
    pub fn close(&'static self) {
        self.next_choice();
        self.stage.set(Stage::Nothing);
        self.files.set(vec![]);
        self.candidates.set(vec![]);
        self.edited.set(None);
    }

    fn next_choice(&'static self) -> u32 {
        let choice = self.choice.get_value().wrapping_add(1);
        self.choice.set_value(choice);
        choice
    }

    fn all_read(&'static self) {
        self.candidates.update(|all| order::by_number(all, |candidate| -candidate.started));
        self.stage.set(Stage::Read);
    }
}

/// When a recording took place, on this phone's clock.
///
/// # Errors
/// See [`Timing::entered`].
pub fn timing(device: &Device, run: &Recorded) -> Result<Timing, Refusal> {
    let seconds = |ms: i64| u32::try_from(ms / SECOND).unwrap_or(u32::MAX);
    let started = (device.at)(run.started);
    let timing = Timing::entered(started.day(), Some(started), Some(seconds(run.took)), (device.now)())?;
    Ok(timing.with_moving(Some(seconds(run.moving))))
}

impl State {
    /// Lets the runner choose run files and shows them. Must be called from a user gesture.
    pub fn choose_run_files(&'static self, edited: Option<RunId>) {
        let mut read = self.on_run_files(edited);
        let mut is_first = true;
        (self.device.pick_runs)(Box::new(move |incoming| {
            if std::mem::take(&mut is_first) {
                self.router.go(Route::RunFile);
            }
            read(incoming)
        }));
    }

    /// Opens the files that another app shared, if there are any.
    pub fn take_shared_files(&'static self) {
        (self.device.take_shared)(self.on_run_files(None));
    }

    /// Takes files that were dropped onto the app or opened with it, and shows them.
    pub fn receive_run_files(&'static self) -> OnRunFile {
        let mut read = self.on_run_files(None);
        let mut is_first = true;
        Box::new(move |incoming| {
            if std::mem::take(&mut is_first) {
                self.router.go(Route::RunFile);
            }
            read(incoming)
        })
    }

    /// Ends the reading, and keeps what has been read.
    pub fn stop_reading(&'static self) {
        self.run_files.next_choice();
        self.run_files.all_read();
        self.page_moved();
    }

    /// Reads each of the files that arrive. They replace those of an earlier choice once the first of them arrives.
    fn on_run_files(&'static self, edited: Option<RunId>) -> OnRunFile {
        let mut choice = None;
        Box::new(move |incoming| {
            let imports = &self.run_files;
            let choice = *choice.get_or_insert_with(|| {
                imports.close();
                imports.edited.set(edited.clone());
                imports.choice.get_value()
            });
            if choice != imports.choice.get_value() {
                return false;
            }
            let left = incoming.left;
            self.read_run_file(incoming);
            if left == 0 {
                imports.all_read();
                // The list comes where "Stop here" was.
                self.page_moved();
            } else {
                let read = imports.files.with_untracked(Vec::len);
                imports.stage.set(Stage::Reading(read, read + left));
            }
            true
        })
    }

    fn read_run_file(&'static self, incoming: Incoming) {
        let Incoming { name, size, bytes, .. } = incoming;
        let found = bytes.and_then(|bytes| run_file::read(&bytes));
        if let Ok(file) = &found {
            for run in &file.runs {
                let timing = timing(self.device, run);
                let fate = self.fate(timing, run);
                let candidate = Candidate {
                    timing,
                    started: run.started,
                    moving: run.moving,
                    distance: run.distance,
                    notes: file.notes.clone(),
                    is_chosen: false,
                    fate,
                };
                let is_chosen = candidate.can_be_chosen();
                self.run_files.candidates.update(|all| all.push(Candidate { is_chosen, ..candidate }));
            }
        }
        self.run_files.files.update(|files| files.push(Opened { name, size, found }));
    }

    fn fate(&'static self, timing: Result<Timing, Refusal>, run: &Recorded) -> Fate {
        let timing = match timing {
            Ok(timing) => timing,
            Err(refusal) => return Fate::Refused(refusal),
        };
        let is_same =
            |other: &Candidate| other.timing.is_ok_and(|other| other.overlaps(timing) == Some(true));
        if self.run_files.candidates.with_untracked(|all| all.iter().any(is_same)) {
            return Fate::Twice;
        }
        // Two recordings one after the other are two runs, however near their starts are.
        let before = self.diary.recorded_before(timing);
        let is_another = |before: &Run| before.timing().and_then(|old| old.overlaps(timing)) == Some(false);
        match before.filter(|before| !is_another(before)) {
            None => Fate::New,
            Some(before)
                if before.timing().is_some() && (before.distance.is_some() || run.distance.is_none()) =>
            {
                Fate::There
            }
            Some(before) => {
                let fate = Fate::Fills(before.id);
                // Two runs can't fill in the same check-in.
                let is_taken = |all: &Vec<Candidate>| all.iter().any(|other| other.fate == fate);
                if self.run_files.candidates.with_untracked(is_taken) { Fate::New } else { fate }
            }
        }
    }

    /// Saves the chosen runs, oldest first, a few in each task, and then shows the journal with one undo for all of them.
    pub fn save_run_files(&'static self) {
        let chosen: Vec<Candidate> = self.run_files.candidates.with_untracked(|all| {
            all.iter().rev().filter(|candidate| candidate.is_chosen).cloned().collect()
        });
        if chosen.is_empty() || !self.vault.may_change() {
            return;
        }
        let choice = self.run_files.next_choice();
        self.save_some(choice, chosen, vec![]);
    }

    fn save_some(&'static self, choice: u32, mut chosen: Vec<Candidate>, mut saved: Vec<Saved>) {
        let total = chosen.len() + saved.len();
        for candidate in chosen.drain(..IN_ONE_TASK.min(chosen.len())) {
            let Ok(timing) = candidate.timing else { continue };
            let before = match &candidate.fate {
                Fate::Fills(id) => untrack(|| self.diary.find(id)),
                _ => None,
            };
            if let Some((run, closed)) = self.diary.record(before.clone(), timing, candidate.distance) {
                saved.push(Saved { id: run.id, before, closed });
            }
        }
        if !chosen.is_empty() {
            self.run_files.stage.set(Stage::Saving(saved.len(), total));
            (self.device.soon)(Box::new(move || self.save_some(choice, chosen, saved)));
            return;
        }
        let text = match saved.len() {
            1 => "Run added".to_owned(),
            count => text!(count.to_string(), " runs added"),
        };
        let saved = Mutex::new(saved);
        self.notices.show_long_undo(text, move || {
            self.undo_some(saved.lock().map(|mut saved| std::mem::take(&mut *saved)).unwrap_or_default());
        });
        // The runner may have chosen other files in the meantime.
        if choice == self.run_files.choice.get_value() {
            self.run_files.close();
            if matches!(self.router.route_untracked(), Route::RunFile | Route::SharedFile) {
                self.router.replace(Route::Journal);
            }
        }
    }

    fn undo_some(&'static self, mut saved: Vec<Saved>) {
        for Saved { id, before, closed } in
            saved.split_off(saved.len().saturating_sub(IN_ONE_TASK)).into_iter().rev()
        {
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
