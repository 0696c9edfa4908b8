//! Runs that a watch recorded: the run that a recording is of, taking it in, taking it back.

use super::Diary;
use crate::domain::run::distance::Distance;
use crate::domain::run::journal::sort_key;
use crate::domain::run::{Life, Overdue, Run, RunId, Timing};
use crate::storage::Key;
use leptos::prelude::*;

impl Diary {
    /// The run that a recording can be of: of several, the one whose start is nearest.
    pub fn recorded_before(&'static self, recorded: Timing) -> Option<Run> {
        let day = recorded.day();
        let mut found: Vec<Run> =
            [self.open, self.recovering].into_iter().filter_map(|slot| slot.get_untracked()).collect();
        self.past.with_untracked(|past| {
            found.extend(past.iter().filter(|run| run.day().days_since(day).abs() <= 1).cloned());
        });
        found.retain(|run| run.may_be(recorded));
        let minute = |run: &Run| run.minute_of_day().map_or(0, i32::from);
        let started = recorded.started().map_or(0, |at| i32::from(at.minute_of_day()));
        found.into_iter().min_by_key(|run| (minute(run) - started).abs())
    }

    /// Takes a recording into this run, or into a new one. Gives the run as it is then, and as it was the run whose
    /// routine gave way to it.
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
        if let Overdue::Changed(overdue_closed) = run.overdue_closed(now) {
            run = *overdue_closed;
        }
        let other = self.recovering.get_untracked().filter(|other| other.id != run.id);
        let mut gave_way = None;
        if let (Life::Back { .. }, Some(other)) = (run.life(), other) {
            // Two routines are never open: the one of the later run stays.
            if sort_key(&other) > sort_key(&run) {
                let _ = run.close(now);
            } else {
                self.close_routine();
                gave_way = Some(other);
            }
        }
        self.put(&run);
        Some((run, gave_way))
    }

    /// Takes a recording back: the run is again as it was, or there is none, and the routine that gave way to it is open.
    pub fn unrecord(&'static self, id: &RunId, before: Option<&Run>, gave_way: Option<&Run>) {
        if !self.vault.may_change() {
            return;
        }
        if let Some(before) = before {
            self.put(before);
        } else {
            self.vault.remove(&Key::Run(id.clone()));
            self.apply_remote(id, None);
        }
        if let Some(other) = gave_way {
            self.put(other);
        }
    }
}
