//! What is typed into the form, before it is read.

use crate::domain::calendar::Day;
use crate::domain::distance::Units;
use crate::domain::routine::Step;
use crate::domain::run::{Outing, Run};
use crate::domain::spots::TightSpots;
use crate::domain::words;

/// What is typed and ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) day: String,
    pub(super) started: String,
    pub(super) distance: String,
    pub(super) took: String,
    pub(super) spots: TightSpots,
    pub(super) steps: [bool; 4],
    pub(super) note: String,
}

impl Draft {
    /// The draft of a run as it is, or of a new one today.
    pub(super) fn of(run: Option<&Run>, today: Day, units: Units) -> Draft {
        let outing = run.and_then(Run::outing);
        Draft {
            day: outing.map_or(today, Outing::day).iso(),
            started: outing
                .and_then(Outing::started)
                .map(|at| words::time_field(at.minute_of_day()))
                .unwrap_or_default(),
            distance: run
                .and_then(|run| run.distance)
                .map(|distance| distance.number(units))
                .unwrap_or_default(),
            took: outing.and_then(Outing::took).map(words::clock).unwrap_or_default(),
            spots: run.map(|run| run.spots.clone()).unwrap_or_default(),
            steps: Step::ALL
                .map(|step| run.and_then(Run::routine).is_some_and(|routine| routine.is_done(step))),
            note: run.map(|run| run.note.as_str().to_owned()).unwrap_or_default(),
        }
    }
}
