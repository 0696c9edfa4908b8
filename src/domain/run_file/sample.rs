//! The samples that a recording consists of, and what they amount to.

use super::Recorded;
use super::track::{Point, distance};
use crate::domain::time::instant::Millis;

/// One moment of a recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) at: Option<Millis>,
    pub(super) point: Option<Point>,
    /// The distance since the start that the watch measured, in centimetres.
    pub(super) along: Option<i64>,
}

/// A sample with a time, which was in the file or lies between those of its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) at: Millis,
    pub(super) is_timed: bool,
    /// The first of a segment.
    pub(super) is_first: bool,
    pub(super) point: Option<Point>,
    pub(super) along: Option<i64>,
}

/// A recording of one run, mended.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    pub(super) started: Millis,
    pub(super) finished: Millis,
    /// Without the pauses.
    pub(super) moving: Millis,
    pub(super) has_pause: bool,
    /// Along the positions.
    pub(super) metres: f64,
    /// As the watch measured it, in metres; 0 if it did not.
    pub(super) measured: f64,
    pub(super) points: Vec<Point>,
}

impl Track {
    pub(super) fn run(&self) -> Recorded {
        let metres = if self.measured > 0.0 { self.measured } else { self.metres };
        let took = self.finished - self.started;
        Recorded::new(self.started, took, self.moving, distance(metres), &self.points)
    }
}
