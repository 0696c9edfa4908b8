//! The diary: the open run, the run with an open routine, and every run that is over.

mod life;
mod recordings;
mod spots;

pub use spots::SpotUndo;

use super::device::Device;
use super::vault::Vault;
use crate::domain::body::region::Region;
use crate::domain::body::spots::TightSpots;
use crate::domain::patterns::worse_again;
use crate::domain::run::distance::Distance;
use crate::domain::run::journal::sort_key;
use crate::domain::run::recent::{self, Question};
use crate::domain::run::slots::Slots;
use crate::domain::run::{Life, Run, RunId};
use crate::domain::time::format::Seconds;
use crate::storage::{Key, RecordKind};
use leptos::prelude::*;

pub struct Diary {
    device: &'static Device,
    vault: &'static Vault,
    /// Checked in or running.
    open: RwSignal<Option<Run>>,
    /// Back, with the routine open.
    recovering: RwSignal<Option<Run>>,
    /// Every other run, newest first.
    past: RwSignal<Vec<Run>>,
    spots: Memo<TightSpots>,
    came_up: Memo<TightSpots>,
    last_spots: Memo<TightSpots>,
    is_running: Memo<bool>,
    is_new: Memo<bool>,
}

impl Diary {
    pub fn new(device: &'static Device, vault: &'static Vault, runs: Vec<Run>) -> Diary {
        let slots = Slots::sort(runs, (device.now)());
        let open = RwSignal::new(slots.open);
        let recovering = RwSignal::new(slots.recovering);
        let past = RwSignal::new(slots.past);
        let last_spots = move || {
            recovering.with(|recovering| {
                past.with(|past| {
                    recent::last_spots(recovering.iter().chain(past)).cloned().unwrap_or_default()
                })
            })
        };
        let is_new = move || {
            past.with(Vec::is_empty) && recovering.with(Option::is_none) && open.with(Option::is_none)
        };
        let came_up = move || {
            recovering.with(|recovering| {
                past.with(|past| {
                    let run = recent::just_over(recovering.as_ref(), past, (device.now)().day());
                    run.map(|run| run.came_up.clone()).unwrap_or_default()
                })
            })
        };
        Diary {
            device,
            vault,
            open,
            recovering,
            past,
            spots: Memo::new(move |_| {
                open.with(|run| run.as_ref().map(|run| run.spots.clone()).unwrap_or_default())
            }),
            came_up: Memo::new(move |_| came_up()),
            last_spots: Memo::new(move |_| last_spots()),
            is_running: Memo::new(move |_| open.with(|run| run.as_ref().is_some_and(is_running))),
            is_new: Memo::new(move |_| is_new()),
        }
    }

    /// The open check-in or run.
    pub fn open(&'static self) -> Signal<Option<Run>> {
        self.open.into()
    }

    /// The run with an open routine.
    pub fn recovering(&'static self) -> Signal<Option<Run>> {
        self.recovering.into()
    }

    /// Every other run, newest first.
    pub fn past(&'static self) -> Signal<Vec<Run>> {
        self.past.into()
    }

    /// The spots of the open check-in or run.
    pub fn spots(&'static self) -> Memo<TightSpots> {
        self.spots
    }

    /// The spots of the newest run before the open one.
    pub fn last_spots(&'static self) -> Memo<TightSpots> {
        self.last_spots
    }

    /// Whether the runner is on the run.
    pub fn is_running(&'static self) -> Memo<bool> {
        self.is_running
    }

    /// Whether there is no run and no check-in at all.
    pub fn is_new(&'static self) -> Memo<bool> {
        self.is_new
    }

    /// The spots that must be spared now.
    pub fn spared(&'static self) -> TightSpots {
        let today = (self.device.now)().day();
        let (open, recovering) = (self.open.get(), self.recovering.get());
        self.past.with(|past| recent::spared(open.iter().chain(&recovering), past, today))
    }

    /// The run that the runner has just come back from: with an open routine, or over since today.
    pub fn just_over(&'static self) -> Option<Run> {
        let today = (self.device.now)().day();
        self.recovering.with(|recovering| {
            self.past.with(|past| recent::just_over(recovering.as_ref(), past, today).cloned())
        })
    }

    /// The spots of the check-in, and those that must be spared.
    pub fn advised(&'static self) -> TightSpots {
        self.spots.get().with_spared(&self.spared())
    }

    /// The flagged spot to ask about, days later.
    pub fn question(&'static self) -> Option<Question> {
        let today = (self.device.now)().day();
        let (open, recovering) = (self.open.get(), self.recovering.get());
        self.past.with(|past| recent::question(open.iter().chain(&recovering), past, today))
    }

    /// The areas that were worse after two of the newest three runs, with how often and of how many runs.
    pub fn worse_again(&'static self) -> Vec<(Region, usize, usize)> {
        let today = (self.device.now)().day();
        let recovering = self.recovering.get();
        self.past.with(|past| worse_again(recovering.iter().chain(past), today))
    }

    /// The distances of the newest runs, each once, newest first.
    pub fn usual_distances(&'static self, count: usize) -> Vec<Distance> {
        self.past.with(|past| recent::usual_distances(past, count))
    }

    /// The length of the newest run with a known length, from start to finish, in seconds.
    pub fn usual_length(&'static self) -> Option<Seconds> {
        self.past.with(|past| recent::usual_length(past))
    }

    /// The number of runs and check-ins, the open ones included.
    pub fn count(&'static self) -> usize {
        let open = usize::from(self.open.with(Option::is_some));
        open + usize::from(self.recovering.with(Option::is_some)) + self.past.with(Vec::len)
    }

    pub fn find(&'static self, id: &RunId) -> Option<Run> {
        let in_slot =
            |slot: RwSignal<Option<Run>>| slot.with(|run| run.as_ref().filter(|run| run.id == *id).cloned());
        in_slot(self.recovering)
            .or_else(|| in_slot(self.open))
            .or_else(|| self.past.with(|past| past.iter().find(|run| run.id == *id).cloned()))
    }

    pub fn new_id(&'static self) -> RunId {
        RunId::new((self.device.now)(), (self.device.random)())
    }

    /// Adds a run, or replaces the one with the same id.
    pub fn upsert(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        if holds(self.recovering, &run.id) {
            self.put_recovering(run);
            return;
        }
        self.remove_past(&run.id);
        self.insert_past(run.clone());
        self.vault.save(&run);
    }

    /// Deletes a run. Returns what [`Diary::undelete`] needs.
    pub fn delete(&'static self, id: &RunId) -> Option<(Run, String)> {
        let run = untrack(|| self.find(id))?;
        let text = self.vault.remove(&Key::of(&run))?;
        self.remove_past(id);
        if holds(self.recovering, id) {
            self.recovering.set(None);
        }
        Some((run, text))
    }

    pub fn undelete(&'static self, run: Run, text: String) {
        let key = Key::of(&run);
        if matches!(run.life(), Life::Recovering { .. }) && self.recovering.with_untracked(Option::is_none) {
            self.recovering.set(Some(run));
        } else {
            self.insert_past(run);
        }
        // The signals first: the mirror's answer replaces the run.
        self.vault.put_back(&key, text);
    }

    /// Applies a change from elsewhere; `None` if the run was removed.
    pub fn apply_remote(&'static self, id: &RunId, run: Option<Run>) {
        let Some(run) = run else {
            for slot in [self.open, self.recovering] {
                if holds(slot, id) {
                    slot.set(None);
                }
            }
            self.remove_past(id);
            return;
        };
        // A second open run goes to the past ones until the next start.
        let slot = match run.life() {
            Life::CheckedIn { .. } | Life::Running { .. } => Some(self.open),
            Life::Recovering { .. } => Some(self.recovering),
            _ => None,
        };
        let slot = slot.filter(|slot| holds(*slot, id) || slot.with_untracked(Option::is_none));
        for other in [self.open, self.recovering] {
            if holds(other, id) && slot != Some(other) {
                other.set(None);
            }
        }
        self.remove_past(id);
        match slot {
            Some(slot) => slot.set(Some(run)),
            None => self.insert_past(run),
        }
    }

    /// Clears the memory, after everything was erased.
    pub fn forget(&'static self) {
        self.open.set(None);
        self.recovering.set(None);
        self.past.set(vec![]);
    }

    /// Saves a run and moves it to the slot that its life belongs to.
    fn put(&'static self, run: &Run) {
        self.apply_remote(&run.id, Some(run.clone()));
        self.vault.save(run);
    }

    fn put_open(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        // The signal first: saving may merge another tab's change, and then sets it again.
        self.open.set(Some(run.clone()));
        self.vault.save(&run);
    }

    fn put_recovering(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        if matches!(run.life(), Life::Recovering { .. }) {
            self.recovering.set(Some(run.clone()));
        } else {
            self.recovering.set(None);
            self.insert_past(run.clone());
        }
        self.vault.save(&run);
    }

    fn remove_record(&'static self, id: &RunId) {
        self.vault.remove(&Key::new(RecordKind::Run, id));
    }

    fn insert_past(&'static self, run: Run) {
        self.past.update(|past| {
            let index = past.partition_point(|other| sort_key(other) > sort_key(&run));
            past.insert(index, run);
        });
    }

    fn remove_past(&'static self, id: &RunId) {
        if self.past.with_untracked(|past| past.iter().any(|run| run.id == *id)) {
            self.past.update(|past| past.retain(|run| run.id != *id));
        }
    }
}

fn is_running(run: &Run) -> bool {
    matches!(run.life(), Life::Running { .. })
}

/// Whether the run in this slot has this id.
fn holds(slot: RwSignal<Option<Run>>, id: &RunId) -> bool {
    slot.with_untracked(|run| run.as_ref().is_some_and(|run| run.id == *id))
}
