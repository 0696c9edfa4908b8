//! Patterns in the runs: how often an area was tight, whether it gets worse, what helped, and the runs that
//! each statement is based on. They are counts and never a diagnosis.
//!
//! In all of this module runs are sorted newest first, and a run is one that the runner has come back from. A
//! check-in without a run counts only where the documentation says so.

mod came_up;
mod heat;
mod helped;
mod load;
mod recurrence;
pub mod season;
mod worse;

pub use came_up::{CameUp, came_up};
pub use heat::{Heat, Step as HeatStep};
pub use helped::{Helped, Tally, Verdict, helped};
pub use load::{Jump, LongRun, jump, much_longer, usual_week};
pub use recurrence::{Direction, Recurrence, TIMES, recurrences};
pub use worse::worse_again;

use super::run::Run;
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::order;
use crate::domain::recovery::routine::Step;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::{HOUR, Instant};
use serde::{Deserialize, Serialize};

/// With fewer runs than this, no pattern is shown.
pub const MIN_RUNS: usize = 3;

/// Which runs count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Range {
    #[default]
    LastTen,
    ThirtyDays,
    All,
}

impl Range {
    pub const ALL: [Range; 3] = [Range::LastTen, Range::ThirtyDays, Range::All];

    pub const fn name(self) -> &'static str {
        match self {
            Range::LastTen => "Last 10 runs",
            Range::ThirtyDays => "30 days",
            Range::All => "All",
        }
    }

    /// The runs that count, newest first. The thirty days are today and the 29 days before it.
    pub fn of<'a>(self, newest_first: impl IntoIterator<Item = &'a Run>, today: Day) -> Vec<&'a Run> {
        let runs = newest_first.into_iter().filter(|run| run.timing().is_some());
        match self {
            Range::LastTen => runs.take(10).collect(),
            Range::ThirtyDays => runs.take_while(|run| today.days_since(run.day()) < 30).collect(),
            Range::All => runs.collect(),
        }
    }
}

/// A spot within so long after a deep massage may come from the massage.
pub const SORE_HOURS: i64 = 48;

/// Whether a run tells nothing about what keeps coming back: its check-in was within 48 hours after a deep massage (Massage Pro
/// Guide: soreness for a day or two is normal), and nothing in it was sharp, numb, swollen or on the bone, which no massage
/// explains. `deep` are the ends of the massages that were done. If the time of the run is not known, its day decides.
pub fn is_sore_from_massage(run: &Run, deep: &[Instant]) -> bool {
    let is_flagged = || run.all_spots().iter().any(|(_, spot)| spot.feelings.are_flagged());
    let is_after = deep.iter().any(|end| match run.at() {
        Some(at) => (0..SORE_HOURS * HOUR).contains(&at.since(*end)),
        None => (1..=2).contains(&run.day().days_since(end.day())),
    });
    is_after && !is_flagged()
}

/// The newest ten runs that tell what keeps coming back: none that is sore from a massage.
pub fn telling<'a>(
    newest_first: impl IntoIterator<Item = &'a Run>,
    deep: &[Instant],
    today: Day,
) -> Vec<&'a Run> {
    Range::LastTen.of(newest_first.into_iter().filter(|run| !is_sore_from_massage(run, deep)), today)
}

/// How often one kind of area was tight on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    pub kind: Area,
    pub left: usize,
    pub right: usize,
}

impl Sides {
    /// One side leads clearly with at least this many runs, and this many times as many as the other side.
    const CLEAR: usize = 3;

    /// The side that was tight far more often, if any.
    pub const fn lopsided(self) -> Option<Side> {
        let (more, less, side) = if self.left > self.right {
            (self.left, self.right, Side::Left)
        } else {
            (self.right, self.left, Side::Right)
        };
        if more >= Sides::CLEAR && more >= less * Sides::CLEAR { Some(side) } else { None }
    }
}

/// Both sides of each paired kind that was tight at all, sorted by the higher count, highest first.
pub fn sides(runs: &[&Run]) -> Vec<Sides> {
    let heat = Heat::of(runs);
    let count = |kind: Area, side: Side| {
        let matches = |(region, _): &&(Region, usize)| region.area() == kind && region.side() == Some(side);
        heat.counts().iter().find(matches).map_or(0, |(_, count)| *count)
    };
    let mut all: Vec<_> = Area::ALL
        .into_iter()
        .filter(|kind| kind.is_paired())
        .map(|kind| Sides { kind, left: count(kind, Side::Left), right: count(kind, Side::Right) })
        .filter(|sides| sides.left + sides.right > 0)
        .collect();
    order::by_number(&mut all, |sides| order::falling(sides.left.max(sides.right)));
    all
}

/// After how many of the runs each step of the routine was done. Rest days do not count.
pub fn after_runs(runs: &[&Run]) -> [(Step, usize); 4] {
    Step::ALL.map(|step| {
        let is_done = |run: &&&Run| run.routine().is_some_and(|routine| routine.is_done(step));
        (step, runs.iter().filter(is_done).count())
    })
}

#[cfg(test)]
mod tests;
