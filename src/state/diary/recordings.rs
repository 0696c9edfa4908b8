//! Recordings of a watch: finding the run that a recording belongs to, adding the recording, and undoing that.

use super::Diary;
use crate::domain::run::distance::Distance;
use crate::domain::run::journal::sort_key;
use crate::domain::run::{Life, Overdue, Run, RunId, Timing};
use crate::domain::time::calendar::Day;
use leptos::prelude::*;

/// The runs that are at most so many days from this day, of runs that are newest first.
fn around(runs: &[Run], day: Day, days: i64) -> &[Run] {
    let from = runs.partition_point(|run| run.day().days_since(day) > days);
    let to = runs.partition_point(|run| run.day().days_since(day) >= -days);
    &runs[from..to]
}

impl Diary {
    /// The run that a recording may belong to. Of several, the one with the nearest start.
    pub fn recorded_before(&'static self, recorded: Timing) -> Option<Run> {
        let day = recorded.day();
        let mut found: Vec<Run> =
            [self.open, self.recovering].into_iter().filter_map(|slot| slot.get_untracked()).collect();
        self.past.with_untracked(|past| found.extend(around(past, day, 1).iter().cloned()));
        found.retain(|run| run.may_be(recorded));
        let minute = |run: &Run| run.minute_of_day().map_or(0, i32::from);
        let started = recorded.started().map_or(0, |at| i32::from(at.minute_of_day()));
        found.into_iter().min_by_key(|run| (minute(run) - started).abs())
    }

    /// Whether there is a run on that day of which neither the start nor the finish is known.
    pub fn has_run_without_time(&'static self, day: Day) -> bool {
        let has_no_time = |run: &Run| {
            run.timing().is_some_and(|timing| timing.started().is_none() && timing.finished().is_none())
        };
        self.past.with_untracked(|past| around(past, day, 0).iter().any(has_no_time))
    }

    /// Adds a recording to the run `into`, or as a new run. Returns that run, and the earlier state of another run if its open
    /// routine was closed.
    pub fn record(
        &'static self,
        into: Option<Run>,
        timing: Timing,
        distance: Option<Distance>,
    ) -> Option<(Run, Option<Run>)> {
        if !self.vault.may_change() {
            return None;
        }
        let now = (self.device.now)();
        let mut run = match into {
            Some(mut run) => {
                run.fill(timing);
                run
            }
            None => Run::recorded(self.new_id(), timing),
        };
        run.distance = distance.or(run.distance);
        if let Overdue::Changed(closed) = run.overdue_closed(now) {
            run = *closed;
        }
        let other = self.recovering.get_untracked().filter(|other| other.id != run.id);
        let mut closed = None;
        if let (Life::Recovering { .. }, Some(other)) = (run.life(), other) {
            // Only one routine can be open: that of the later run.
            if sort_key(&other) > sort_key(&run) {
                let _ = run.close(now);
            } else {
                self.close_routine();
                closed = Some(other);
            }
        }
        self.put(&run);
        Some((run, closed))
    }

    /// Undoes [`Diary::record`]: puts back the run as it was `before`, or removes it, and reopens the `closed` routine.
    pub fn unrecord(&'static self, id: &RunId, before: Option<&Run>, closed: Option<&Run>) {
        if !self.vault.may_change() {
            return;
        }
        if let Some(before) = before {
            self.put(before);
        } else {
            self.remove_record(id);
            self.apply_remote(id, None);
        }
        if let Some(other) = closed {
            self.put(other);
        }
    }
}
