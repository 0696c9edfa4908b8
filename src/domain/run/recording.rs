//! A run and the recording of a watch.

use super::{Life, Run, Timing};
use crate::domain::recovery::routine::Routine;
use crate::domain::time::instant::{HOUR, Instant, MINUTE, Millis};

/// How far apart the start that the runner tapped and the start that a watch recorded may be.
const SAME_START: Millis = 20 * MINUTE;
/// How long before a run its check-in may have been made.
const MARKED_BEFORE: Millis = HOUR;

impl Timing {
    /// Whether some moment belongs to both, as far as their starts and finishes are known.
    pub fn overlaps(self, other: Timing) -> Option<bool> {
        let (started, finished) = (self.started()?, self.finished()?);
        Some(started.since(other.finished()?) < 0 && other.started()?.since(finished) < 0)
    }
}

impl Run {
    /// Whether a watch's recording can be of this run: the starts (or the finishes, if only those are known)
    /// are within 20 minutes of each other. A check-in must have been made between an hour before the start
    /// and the finish.
    pub fn may_be(&self, recorded: Timing) -> bool {
        let (Some(started), Some(finished)) = (recorded.started(), recorded.finished()) else { return false };
        let is_near = |a: Instant, b: Instant| a.since(b).abs() <= SAME_START;
        match self.life {
            Life::CheckedIn { at } | Life::Logged { at } => {
                started.since(at) <= MARKED_BEFORE && finished.since(at) >= 0
            }
            Life::Running { started: own } => is_near(own, started),
            Life::Recovering { timing, .. } | Life::Closed { timing, .. } => {
                match (timing.started(), timing.finished()) {
                    // Two recordings one after the other are two runs, however near their starts are.
                    (Some(own), _) => is_near(own, started) && timing.overlaps(recorded) != Some(false),
                    (None, Some(own)) => is_near(own, finished),
                    (None, None) => false,
                }
            }
        }
    }

    /// Takes the timing from a recording. Keeps the routine, or opens one.
    pub fn fill(&mut self, recorded: Timing) {
        self.is_rest = false;
        match &mut self.life {
            Life::Recovering { timing, .. } | Life::Closed { timing, .. } => *timing = recorded,
            _ => self.life = Life::Recovering { timing: recorded, routine: Routine::default() },
        }
    }
}
