//! What becomes of each run of several.

use super::{Candidate, Fate};
use crate::domain::run::distance::Distance;
use crate::domain::run::{LONGEST_RUN, Timing};
use crate::domain::time::instant::SECOND;
use crate::state::State;

impl State {
    /// Decides what becomes of each, from the oldest to the newest.
    pub(super) fn decide(&'static self, all: &mut [Candidate]) {
        for index in 0..all.len() {
            let Candidate { timing, distance, .. } = all[index];
            let fate = match timing {
                Err(refusal) => Fate::Refused(refusal),
                Ok(timing) => {
                    let is_same = |other: &Candidate| {
                        other.timing.is_ok_and(|other| other.overlaps(timing) == Some(true))
                    };
                    // They are sorted by their start, and only those within the longest run can overlap.
                    let is_near = |other: &&Candidate| {
                        (other.started - all[index].started).abs() <= i64::from(LONGEST_RUN) * SECOND
                    };
                    let (mut earlier, mut later) = (
                        all[..index].iter().rev().take_while(is_near),
                        all[index + 1..].iter().take_while(is_near),
                    );
                    // Of two recordings of the same time, the first that has a distance is taken.
                    let is_worse = |other: &Candidate| distance.is_none() && other.distance.is_some();
                    let is_taken = earlier.any(|other| is_same(other) && other.fate != Fate::Twice)
                        || later.any(|other| is_same(other) && is_worse(other));
                    if is_taken {
                        Fate::Twice
                    } else {
                        match self.fate(timing, distance) {
                            // Two runs can't fill in the same check-in.
                            fate @ Fate::Fills(_) if all[..index].iter().any(|other| other.fate == fate) => {
                                Fate::New
                            }
                            fate => fate,
                        }
                    }
                }
            };
            all[index].fate = fate;
            all[index].is_chosen = all[index].is_wanted();
        }
    }

    /// What becomes of a run, by what is in the journal.
    pub(super) fn fate(&'static self, timing: Timing, distance: Option<Distance>) -> Fate {
        let Some(before) = self.diary.recorded_before(timing) else {
            return if self.diary.has_run_without_time(timing.day()) { Fate::SameDay } else { Fate::New };
        };
        let has_distance = before.distance.is_some() || distance.is_none();
        let has_length = before.timing().is_some_and(|timing| timing.elapsed().is_some());
        if has_distance && has_length { Fate::InJournal } else { Fate::Fills(before.id) }
    }
}
