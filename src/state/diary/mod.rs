//! The runs: the one that is open, the one being recovered from, and those that are over.

mod recordings;
mod spots;

pub use spots::SpotUndo;

use super::device::Device;
use super::vault::Vault;
use crate::domain::body::region::Kind;
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::Routine;
use crate::domain::run::distance::Distance;
use crate::domain::run::journal::{newest_first, sort_key};
use crate::domain::run::{Life, Overdue, Refusal, Run, RunId, Timing};
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Instant, Millis};
use crate::storage::Key;
use leptos::prelude::*;

/// Days, today included, in which a spot still says something about today.
pub const RECENT: i64 = 3;

pub struct Diary {
    device: &'static Device,
    vault: &'static Vault,
    /// Checked in or running.
    open: RwSignal<Option<Run>>,
    /// Back, with the routine open.
    recovering: RwSignal<Option<Run>>,
    /// Everything that is over, newest first.
    past: RwSignal<Vec<Run>>,
}

/// Runs as they were read, each where it belongs.
struct Sorted {
    open: Option<Run>,
    recovering: Option<Run>,
    past: Vec<Run>,
}

impl Sorted {
    /// Two tabs can leave more than one open: a run that is under way comes first, then the newest; other
    /// check-ins stay as logs, other routines as finished.
    fn from(mut runs: Vec<Run>, now: Instant) -> Sorted {
        newest_first(&mut runs);
        let newest = |is: fn(&Life) -> bool| runs.iter().position(|run| is(run.life()));
        let open = newest(|life| matches!(life, Life::Running { .. }))
            .or_else(|| newest(|life| matches!(life, Life::CheckedIn { .. })));
        let recovering = newest(|life| matches!(life, Life::Back { .. }));
        let mut sorted = Sorted { open: None, recovering: None, past: Vec::with_capacity(runs.len()) };
        for (place, mut run) in runs.into_iter().enumerate() {
            if Some(place) == open {
                sorted.open = Some(run);
            } else if Some(place) == recovering {
                sorted.recovering = Some(run);
            } else {
                // Each is refused unless it fits, and then nothing changes.
                let _ = run.log();
                let _ = run.close(now);
                sorted.past.push(run);
            }
        }
        sorted
    }
}

impl Diary {
    pub fn new(device: &'static Device, vault: &'static Vault, runs: Vec<Run>) -> Diary {
        let Sorted { open, recovering, past } = Sorted::from(runs, (device.now)());
        Diary {
            device,
            vault,
            open: RwSignal::new(open),
            recovering: RwSignal::new(recovering),
            past: RwSignal::new(past),
        }
    }

    /// Tidies up after a new day, or after a hold that ran out unseen.
    pub fn close_overdue(&'static self) {
        if !self.vault.may_change() {
            return;
        }
        let now = (self.device.now)();
        match self.open.with_untracked(|run| run.as_ref().map(|run| run.overdue_closed(now))) {
            Some(Overdue::Changed(run)) => {
                self.save(&run);
                self.open.set(None);
                self.insert(*run);
            }
            Some(Overdue::Unwanted) => {
                if let Some(run) = self.open.get_untracked() {
                    self.vault.remove(&Key::Run(run.id));
                }
                self.open.set(None);
            }
            _ => {}
        }
        if let Some(Overdue::Changed(run)) =
            self.recovering.with_untracked(|run| run.as_ref().map(|run| run.overdue_closed(now)))
        {
            self.put_recovering(*run);
        }
    }

    /// The check-in or run that is open.
    pub fn open(&'static self) -> Signal<Option<Run>> {
        self.open.into()
    }

    pub fn recovering(&'static self) -> Signal<Option<Run>> {
        self.recovering.into()
    }

    /// Everything that is over, newest first.
    pub fn past(&'static self) -> Signal<Vec<Run>> {
        self.past.into()
    }

    /// The spots being marked.
    pub fn spots(&'static self) -> Memo<TightSpots> {
        Memo::new(move |_| {
            self.open.with(|run| run.as_ref().map(|run| run.spots.clone()).unwrap_or_default())
        })
    }

    /// What is sharp, numb or swollen now: by the newest mark of the last few days, whatever became of its entry.
    pub fn flagged(&'static self) -> TightSpots {
        let today = (self.device.now)().day();
        let mut runs: Vec<Run> = self.open.get().into_iter().chain(self.recovering.get()).collect();
        self.past.with(|past| {
            runs.extend(past.iter().take_while(|run| today.days_since(run.day()) < RECENT).cloned());
        });
        newest_first(&mut runs);
        TightSpots::flagged(runs.iter().map(|run| &run.spots))
    }

    /// Whether an area is to be left alone now, on either side.
    pub fn is_off_limits(&'static self, area: Kind) -> bool {
        self.flagged().off_limits().any(|closed| closed == area)
    }

    pub fn is_running(&'static self) -> Memo<bool> {
        Memo::new(move |_| self.is_under_way())
    }

    /// Whether a run is under way. Follows it.
    pub fn is_under_way(&'static self) -> bool {
        self.open.with(|run| matches!(run.as_ref().map(Run::life), Some(Life::Running { .. })))
    }

    /// Last time's spots: those of the newest run or log before this one. A log without spots is no "last time".
    pub fn last_spots(&'static self) -> Memo<TightSpots> {
        let says_something = |run: &&Run| !run.spots.is_empty() || !matches!(run.life(), Life::Logged { .. });
        Memo::new(move |_| {
            let recovering = self.recovering.with(|run| run.as_ref().map(|run| run.spots.clone()));
            let past =
                || self.past.with(|past| past.iter().find(says_something).map(|run| run.spots.clone()));
            recovering.or_else(past).unwrap_or_default()
        })
    }

    /// The distances of the newest runs, each once, the newest first.
    pub fn usual_distances(&'static self, count: usize) -> Vec<Distance> {
        let mut distances: Vec<Distance> = vec![];
        self.past.with(|past| {
            for distance in past.iter().filter_map(|run| run.distance) {
                if distances.len() < count && !distances.contains(&distance) {
                    distances.push(distance);
                }
            }
        });
        distances
    }

    /// How long the newest run took, in seconds, where that is known of any.
    pub fn usual_length(&'static self) -> Option<Seconds> {
        self.past.with(|past| past.iter().filter_map(Run::timing).find_map(Timing::took))
    }

    /// Nothing has been kept yet, ever.
    pub fn is_new(&'static self) -> Memo<bool> {
        Memo::new(move |_| {
            self.past.with(Vec::is_empty)
                && self.recovering.with(Option::is_none)
                && self.open.with(Option::is_none)
        })
    }

    /// How many runs and check-ins there are, the open ones included.
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

    pub fn start_run(&'static self) {
        let mut run = self.checked_in();
        if run.start((self.device.now)()).is_ok() {
            self.put_open(run);
        }
    }

    /// "Just log it". Gives the id for [`Diary::unlog`].
    pub fn log(&'static self) -> Option<RunId> {
        let mut run = self.checked_in();
        run.log().ok().filter(|()| self.vault.may_change())?;
        let id = run.id.clone();
        self.save(&run);
        self.open.set(None);
        self.insert(run);
        Some(id)
    }

    /// Takes a log back, unless something new was marked meanwhile.
    pub fn unlog(&'static self, id: &RunId) {
        if self.open.with_untracked(Option::is_some) {
            return;
        }
        if let Some(mut run) = untrack(|| self.find(id))
            && run.unlog().is_ok()
        {
            self.take_out(id);
            self.put_open(run);
        }
    }

    /// "Discard this run". Gives the id and the start for [`Diary::undiscard`].
    pub fn discard(&'static self) -> Option<(RunId, Instant)> {
        let mut run = self.open.get_untracked()?;
        let Life::Running { started } = *run.life() else { return None };
        run.discard().ok()?;
        let id = run.id.clone();
        self.put_open(run);
        Some((id, started))
    }

    /// The run goes on from its old start, unless something else was begun meanwhile.
    pub fn undiscard(&'static self, id: &RunId, started: Instant) {
        if let Some(mut run) = self.open.get_untracked().filter(|run| run.id == *id)
            && run.start(started).is_ok()
        {
            self.put_open(run);
        }
    }

    /// "I'm back", now or after the length that the runner gives.
    ///
    /// # Errors
    /// The question that the run has for the runner; it then still runs.
    pub fn finish(&'static self, took: Option<Seconds>) -> Result<(), Refusal> {
        let mut run = self.open.get_untracked().ok_or(Refusal::OutOfTurn)?;
        let now = (self.device.now)();
        match took {
            None => run.finish(now)?,
            Some(took) => run.finish_after(took, now)?,
        }
        self.begin_recovery(run);
        // From now on there is something to lose: a fitting moment to ask the browser to keep it.
        (self.device.request_persistence)(Callback::new(|_| ()));
        Ok(())
    }

    /// Opens the routine without a run that was started.
    pub fn recover_without_start(&'static self) {
        let mut run = self.checked_in();
        if run.recover_without_start((self.device.now)()).is_ok() {
            self.begin_recovery(run);
        }
    }

    /// Changes the open routine. The fourth tick closes it, and then this gives what [`Diary::go_on`] takes to undo
    /// that.
    pub fn routine(&'static self, change: impl FnOnce(&mut Routine)) -> Option<(RunId, Routine)> {
        let mut run = self.recovering.get_untracked()?;
        let id = run.id.clone();
        let routine = run.open_routine()?;
        let before = routine.clone();
        change(routine);
        let is_complete = routine.is_complete();
        if is_complete {
            // Cannot be refused: the routine is open.
            let _ = run.close((self.device.now)());
        }
        self.put_recovering(run);
        is_complete.then_some((id, before))
    }

    /// Keeps the timers right after the wall clock was found to have been set.
    pub fn clock_jumped(&'static self, jump: Millis) {
        self.routine(|routine| routine.clock_jumped(jump));
    }

    /// "Finish here". Gives what [`Diary::go_on`] takes to undo it.
    pub fn close_routine(&'static self) -> Option<(RunId, Routine)> {
        let mut run = self.recovering.get_untracked()?;
        let before = run.routine()?.clone();
        run.close((self.device.now)()).ok()?;
        let id = run.id.clone();
        self.put_recovering(run);
        Some((id, before))
    }

    /// Goes on with a routine that was closed, from how it stands in `routine`. Not while another one is open.
    pub fn go_on(&'static self, id: &RunId, routine: Routine) {
        if self.vault.may_change()
            && self.recovering.with_untracked(Option::is_none)
            && let Some(mut run) = untrack(|| self.find(id))
            && run.go_on(routine).is_ok()
        {
            self.put(&run);
        }
    }

    /// Adds a run told by hand, or writes back one that was changed.
    pub fn upsert(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        let id = run.id.clone();
        if self.recovering.with_untracked(|held| held.as_ref().is_some_and(|held| held.id == id)) {
            self.put_recovering(run);
            return;
        }
        self.take_out(&id);
        self.insert(run.clone());
        self.save(&run);
    }

    /// Puts a run where it belongs, wherever it was.
    fn put(&'static self, run: &Run) {
        self.apply_remote(&run.id, Some(run.clone()));
        self.save(run);
    }

    pub fn new_id(&'static self) -> RunId {
        RunId::new((self.device.now)(), (self.device.random)())
    }

    /// Deletes a run that is over. Gives what brings it back.
    pub fn delete(&'static self, id: &RunId) -> Option<(Run, String)> {
        let run = untrack(|| self.find(id))?;
        let text = self.vault.remove(&Key::Run(id.clone()))?;
        self.take_out(id);
        if self.recovering.with_untracked(|held| held.as_ref().is_some_and(|held| held.id == *id)) {
            self.recovering.set(None);
        }
        Some((run, text))
    }

    pub fn undelete(&'static self, run: Run, text: String) {
        self.vault.put_back(&Key::Run(run.id.clone()), text);
        if matches!(run.life(), Life::Back { .. }) && self.recovering.with_untracked(Option::is_none) {
            self.recovering.set(Some(run));
        } else {
            self.insert(run);
        }
    }

    /// Takes over a run that changed by another hand, or is gone.
    pub fn apply_remote(&'static self, id: &RunId, run: Option<Run>) {
        let holds = |slot: RwSignal<Option<Run>>| {
            slot.with_untracked(|run| run.as_ref().is_some_and(|run| run.id == *id))
        };
        let Some(run) = run else {
            for slot in [self.open, self.recovering] {
                if holds(slot) {
                    slot.set(None);
                }
            }
            self.take_out(id);
            return;
        };
        // Where it belongs now; a second one that is open waits among the others until the next start.
        let slot = match run.life() {
            Life::CheckedIn { .. } | Life::Running { .. } => Some(self.open),
            Life::Back { .. } => Some(self.recovering),
            _ => None,
        };
        let slot = slot.filter(|slot| holds(*slot) || slot.with_untracked(Option::is_none));
        for other in [self.open, self.recovering] {
            if holds(other) && slot != Some(other) {
                other.set(None);
            }
        }
        self.take_out(id);
        match slot {
            Some(slot) => slot.set(Some(run)),
            None => self.insert(run),
        }
    }

    /// Forgets everything in memory, for after it was erased.
    pub fn forget(&'static self) {
        self.open.set(None);
        self.recovering.set(None);
        self.past.set(vec![]);
    }

    fn checked_in(&'static self) -> Run {
        self.open.get_untracked().unwrap_or_else(|| Run::check_in(self.new_id(), (self.device.now)()))
    }

    fn put_open(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        // The signal first: saving may find that another tab changed the run too, and then sets it again.
        self.open.set(Some(run.clone()));
        self.save(&run);
    }

    /// A routine that is still open from an earlier run is closed first.
    fn begin_recovery(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        self.close_routine();
        self.open.set(None);
        self.recovering.set(Some(run.clone()));
        self.save(&run);
    }

    fn put_recovering(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        if matches!(run.life(), Life::Back { .. }) {
            self.recovering.set(Some(run.clone()));
        } else {
            self.recovering.set(None);
            self.insert(run.clone());
        }
        self.save(&run);
    }

    fn save(&'static self, run: &Run) {
        self.vault.save(&Key::Run(run.id.clone()), run);
    }

    fn insert(&'static self, run: Run) {
        self.past.update(|past| {
            let place = past.partition_point(|other| sort_key(other) > sort_key(&run));
            past.insert(place, run);
        });
    }

    fn take_out(&'static self, id: &RunId) {
        if self.past.with_untracked(|past| past.iter().any(|run| run.id == *id)) {
            self.past.update(|past| past.retain(|run| run.id != *id));
        }
    }
}
