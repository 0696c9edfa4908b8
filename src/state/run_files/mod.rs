//! The import of run files into the journal.

mod fate;
mod saving;

use super::State;
use super::device::{Device, OnRunFiles};
use super::route::Route;
use crate::domain::order;
use crate::domain::run::distance::Distance;
use crate::domain::run::{Refusal, RunId, Timing};
use crate::domain::run_file::{self, Arrival, BadFile, Incoming, Note, Recorded, RunFile};
use crate::domain::time::instant::SECOND;
use leptos::prelude::*;

/// A file that the runner chose or another app shared, and the result of reading it.
#[derive(Clone)]
pub struct Opened {
    pub name: String,
    /// In bytes.
    pub size: usize,
    pub found: Result<RunFile, BadFile>,
}

/// What becomes of a run from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    New,
    /// It fills in a check-in, or what a run lacks.
    Fills(RunId),
    /// There is a run on that day whose time is not known. It may be the same.
    SameDay,
    /// The journal has it.
    InJournal,
    /// Another recording of the same time is taken instead.
    Twice,
    Refused(Refusal),
}

/// A run from a file, in the list of several.
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
    /// Whether it is chosen unless the runner says otherwise.
    pub fn is_wanted(&self) -> bool {
        matches!(self.fate, Fate::New | Fate::Fills(_)) && !self.notes.contains(&Note::Fast)
    }

    pub fn can_be_chosen(&self) -> bool {
        !matches!(self.fate, Fate::InJournal | Fate::Refused(_))
    }
}

/// How far the import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No file was chosen.
    Nothing,
    /// The number of files that are read, and of all files.
    Reading(usize, usize),
    Read,
    /// The number of runs that are saved, and of all runs.
    Saving(usize, usize),
}

pub struct RunFiles {
    stage: RwSignal<Stage>,
    files: RwSignal<Vec<Opened>>,
    /// The runs of all files, newest first once all are read.
    candidates: RwSignal<Vec<Candidate>>,
    /// The number of files that were chosen, if the runner stopped the reading.
    stopped_of: RwSignal<Option<usize>>,
    /// The run that was being edited when the runner chose the file.
    edited: RwSignal<Option<RunId>>,
    /// The number of the current choice of files. A new choice ends the one before it.
    choice: StoredValue<u32>,
    is_taking_shared: StoredValue<bool>,
}

impl RunFiles {
    pub(super) fn new() -> RunFiles {
        RunFiles {
            stage: RwSignal::new(Stage::Nothing),
            files: RwSignal::new(vec![]),
            candidates: RwSignal::new(vec![]),
            stopped_of: RwSignal::new(None),
            edited: RwSignal::new(None),
            choice: StoredValue::new(0),
            is_taking_shared: StoredValue::new(false),
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

    /// The number of files that were chosen, if the runner stopped the reading.
    pub fn stopped_of(&'static self) -> Signal<Option<usize>> {
        self.stopped_of.into()
    }

    /// The run that was being edited when the runner chose the file.
    pub fn edited(&'static self) -> Option<RunId> {
        self.edited.get()
    }

    /// Whether files are read or runs are saved.
    pub(super) fn is_busy(&'static self) -> bool {
        matches!(self.stage.get(), Stage::Reading(..) | Stage::Saving(..))
    }

    /// Whether a part of the runs is saved and another is not.
    pub fn is_saving(&'static self) -> bool {
        matches!(self.stage.get(), Stage::Saving(..))
    }

    /// Forgets the files.
    fn close(&'static self) -> u32 {
        self.stage.set(Stage::Nothing);
        self.files.set(vec![]);
        self.candidates.set(vec![]);
        self.stopped_of.set(None);
        self.edited.set(None);
        self.next_choice()
    }

    fn next_choice(&'static self) -> u32 {
        let choice = self.choice.get_value().wrapping_add(1);
        self.choice.set_value(choice);
        choice
    }

    fn is_current(&'static self, choice: u32) -> bool {
        self.choice.get_value() == choice
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

/// The notes of a file that are true of this run.
fn of_run(notes: &[Note], run: &Recorded) -> Vec<Note> {
    notes.iter().copied().filter(|note| *note != Note::Fast || run.is_too_fast()).collect()
}

impl State {
    /// Lets the runner choose run files and shows them: one for the run that is being edited, else any number. Must be called
    /// from a user gesture.
    pub fn choose_run_files(&'static self, edited: Option<RunId>) {
        (self.device.pick_runs)(edited.is_none(), self.receive(edited));
    }

    /// Opens the files that another app shared, if there are any.
    pub fn take_shared_files(&'static self) {
        // A page that is built again, because the phone was turned, asks again.
        if self.run_files.is_taking_shared.get_value() {
            return;
        }
        self.run_files.is_taking_shared.set_value(true);
        self.run_files.stage.set(Stage::Reading(0, 1));
        (self.device.take_shared)(self.receive(None));
    }

    /// Takes files that were dropped onto the app or opened with it, and shows them.
    pub fn receive_run_files(&'static self) -> OnRunFiles {
        self.receive(None)
    }

    /// Reads the files that arrive. They replace those of an earlier choice.
    fn receive(&'static self, edited: Option<RunId>) -> OnRunFiles {
        let mut choice = None;
        let imports = &self.run_files;
        Box::new(move |arrival| match arrival {
            Arrival::Begin(count) => {
                imports.is_taking_shared.set_value(false);
                choice = Some(imports.close());
                imports.edited.set(edited.clone());
                if count > 0 {
                    imports.stage.set(Stage::Reading(0, count));
                    if !self.is_importing() {
                        self.router.go(Route::RunFile);
                    }
                }
                true
            }
            Arrival::File(incoming) => {
                let is_current = choice.is_some_and(|choice| imports.is_current(choice));
                if is_current {
                    let left = incoming.left;
                    self.read_run_file(incoming);
                    let read = imports.files.with_untracked(Vec::len);
                    if left > 0 {
                        imports.stage.set(Stage::Reading(read, read + left));
                    } else {
                        self.show_candidates();
                    }
                }
                is_current
            }
        })
    }

    /// Whether the page of the import is shown.
    fn is_importing(&'static self) -> bool {
        matches!(self.router.route_untracked(), Route::RunFile | Route::SharedFile)
    }

    /// Ends the reading, and keeps what has been read.
    pub fn stop_reading(&'static self) {
        if let Stage::Reading(_, all) = self.run_files.stage.get_untracked() {
            self.run_files.next_choice();
            self.run_files.stopped_of.set(Some(all));
            self.show_candidates();
        }
    }

    fn read_run_file(&'static self, incoming: Incoming) {
        let Incoming { name, size, bytes, .. } = incoming;
        let found = bytes.and_then(|bytes| run_file::read(&bytes));
        if let Ok(file) = &found {
            let candidate = |run: &Recorded| Candidate {
                timing: timing(self.device, run),
                started: run.started,
                moving: run.moving,
                distance: run.distance,
                notes: of_run(&file.notes, run),
                fate: Fate::New,
                is_chosen: false,
            };
            self.run_files.candidates.update(|all| all.extend(file.runs.iter().map(candidate)));
        }
        self.run_files.files.update(|files| files.push(Opened { name, size, found }));
    }

    /// Shows what was read.
    fn show_candidates(&'static self) {
        self.run_files.candidates.update(|all| {
            order::by_number(all, |candidate| candidate.started);
            self.decide(all);
            all.reverse();
        });
        self.run_files.stage.set(Stage::Read);
        // The list comes where "Stop here" was.
        self.page_moved();
    }
}
