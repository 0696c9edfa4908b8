//! The life of a run, step by step. Each step can be undone, is refused, or asks first.

use super::{Diary, SpotUndo};
use crate::domain::body::region::Region;
use crate::domain::recovery::routine::Routine;
use crate::domain::run::{Life, Moment, Overdue, Refusal, Run, RunId};
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Instant, Millis};
use leptos::prelude::*;

impl Diary {
    pub fn start_run(&'static self) {
        self.start(false);
    }

    /// "Walk only": a walk in place of the run.
    pub fn start_walk(&'static self) {
        self.start(true);
    }

    fn start(&'static self, is_walk: bool) {
        let mut run = self.checked_in();
        if run.start((self.device.now)()).is_ok() {
            run.is_walk = is_walk;
            self.put_open(run);
        }
    }

    /// "Rest today": logs the check-in. A flagged spot of an earlier day that spoke against a run is marked in it too: the
    /// runner has just agreed that it is still there. Returns the id for [`Diary::unlog`], and what [`Diary::undo`] needs to
    /// take that mark off again.
    pub fn rest_today(&'static self, region: Region) -> Option<(RunId, SpotUndo)> {
        let spared = untrack(|| self.spared());
        let is_new = untrack(|| self.spots.with(|spots| spots.get(region).is_none()));
        if let Some(spot) = spared.get(region).filter(|spot| is_new && spot.is_flagged()) {
            self.set_level(Moment::Before, region, Some(spot.level));
        }
        let is_marked = is_new && untrack(|| self.spots.with(|spots| spots.get(region).is_some()));
        let undo = SpotUndo::Repeated(if is_marked { vec![region] } else { vec![] });
        Some((self.log()?, undo))
    }

    /// "Just log it": ends the check-in without a run. Returns the id for [`Diary::unlog`].
    pub fn log(&'static self) -> Option<RunId> {
        let mut run = self.checked_in();
        run.log().ok().filter(|()| self.vault.may_change())?;
        let id = run.id.clone();
        self.open.set(None);
        self.insert_past(run.clone());
        self.vault.save(&run);
        Some(id)
    }

    /// Reopens a logged check-in, unless there is a new one. Returns whether it is open again.
    pub fn unlog(&'static self, id: &RunId) -> bool {
        let logged = untrack(|| self.find(id)).filter(|_| self.open.with_untracked(Option::is_none));
        let Some(mut run) = logged else { return false };
        let is_open = run.unlog().is_ok() && self.vault.may_change();
        if is_open {
            self.remove_past(id);
            self.put_open(run);
        }
        is_open
    }

    /// "Discard this run": back to the check-in. Returns its id and start for [`Diary::undiscard`].
    pub fn discard(&'static self) -> Option<(RunId, Instant)> {
        let mut run = self.open.get_untracked()?;
        let Life::Running { started } = *run.life() else { return None };
        run.discard().ok()?;
        let id = run.id.clone();
        self.put_open(run);
        Some((id, started))
    }

    /// Continues a discarded run from its old start, unless there is a new check-in.
    pub fn undiscard(&'static self, id: &RunId, started: Instant) {
        if let Some(mut run) = self.open.get_untracked().filter(|run| run.id == *id)
            && run.start(started).is_ok()
        {
            self.put_open(run);
        }
    }

    /// "I'm back": ends the run now, or `took` seconds after its start, and opens the routine.
    ///
    /// # Errors
    /// If the run has a question for the runner. It then still runs.
    pub fn finish(&'static self, took: Option<Seconds>) -> Result<(), Refusal> {
        let mut run = self.open.get_untracked().ok_or(Refusal::OutOfTurn)?;
        let now = (self.device.now)();
        match took {
            None => run.finish(now)?,
            Some(took) => run.finish_after(took, now)?,
        }
        self.begin_recovery(run);
        // There is something to lose now, so this is a good moment to ask.
        (self.device.request_persistence)(Callback::new(|_| ()));
        Ok(())
    }

    /// Opens the routine after a run that was not started in the app.
    pub fn recover_without_start(&'static self) {
        let mut run = self.checked_in();
        if run.recover_without_start((self.device.now)()).is_ok() {
            self.begin_recovery(run);
        }
    }

    /// Opens the routine of a rest day.
    pub fn rest(&'static self) {
        let mut run = self.checked_in();
        if run.rest((self.device.now)()).is_ok() {
            self.begin_recovery(run);
        }
    }

    /// Changes the open routine. If that completes it, it is closed, and this returns what [`Diary::go_on`] needs to reopen
    /// it.
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

    /// Corrects the timers after the wall clock was changed.
    pub fn clock_jumped(&'static self, jump: Millis) {
        self.routine(|routine| routine.clock_jumped(jump));
    }

    /// "Finish here": closes the routine. Returns what [`Diary::go_on`] needs to reopen it.
    pub fn close_routine(&'static self) -> Option<(RunId, Routine)> {
        let mut run = self.recovering.get_untracked()?;
        let before = run.routine()?.clone();
        run.close((self.device.now)()).ok()?;
        let id = run.id.clone();
        self.put_recovering(run);
        Some((id, before))
    }

    /// Reopens a closed routine in the state of `routine`, unless another one is open.
    pub fn go_on(&'static self, id: &RunId, routine: Routine) {
        if self.vault.may_change()
            && self.recovering.with_untracked(Option::is_none)
            && let Some(mut run) = untrack(|| self.find(id))
            && run.go_on(routine).is_ok()
        {
            self.put(&run);
        }
    }

    /// Whether the open check-in is of an earlier day, so that [`Diary::close_overdue`] will close it.
    pub fn is_open_overdue(&'static self) -> bool {
        let now = (self.device.now)();
        self.open
            .with(|run| run.as_ref().is_some_and(|run| !matches!(run.overdue_closed(now), Overdue::Same)))
    }

    /// Closes what is overdue: a check-in of another day, a routine of another day, and timers that ran out.
    pub fn close_overdue(&'static self) {
        if !self.vault.may_change() {
            return;
        }
        let now = (self.device.now)();
        match self.open.with_untracked(|run| run.as_ref().map(|run| run.overdue_closed(now))) {
            Some(Overdue::Changed(run)) => {
                self.open.set(None);
                self.insert_past((*run).clone());
                self.vault.save(&*run);
            }
            Some(Overdue::Unwanted) => {
                if let Some(run) = self.open.get_untracked() {
                    self.remove_record(&run.id);
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

    /// The open check-in or run, or a new check-in.
    pub(super) fn checked_in(&'static self) -> Run {
        self.open.get_untracked().unwrap_or_else(|| Run::check_in(self.new_id(), (self.device.now)()))
    }

    /// Closes the routine of an earlier run first.
    fn begin_recovery(&'static self, run: Run) {
        if !self.vault.may_change() {
            return;
        }
        self.close_routine();
        self.open.set(None);
        self.recovering.set(Some(run.clone()));
        self.vault.save(&run);
    }
}
