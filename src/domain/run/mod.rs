//! The life cycle of a run, from the first tap before it to the last tick after it.
//!
//! ```text
//! checked in ── start ──▶ running ── finish ──▶ back ── close ──▶ finished
//!     │  ▲                   │                    ▲                   ▲
//!     │  └───── discard ─────┘                    │                   │
//!     ├── recover without a start ────────────────┘       added by hand, edited
//!     └── log ──▶ logged (a check-in without a run)
//! ```
//! "Discard" and "close" can be undone: a discarded run gets its original start back, and a closed routine is
//! reopened. Every other transition is refused, so every record that loads is a valid run.

pub mod csv;
pub mod distance;
pub mod journal;
mod marks;
mod overdue;
pub mod recent;
mod recording;
mod reminder;
pub mod slots;
mod stored;
mod timing;
pub mod typed;

pub use marks::Moment;
pub use overdue::Overdue;
pub use reminder::REMIND_AFTER;
pub use timing::Timing;

use super::id::Id;
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::Routine;
use crate::domain::run::distance::Distance;
use crate::domain::text::Note;
use crate::domain::time::calendar::Day;
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{HOUR, Instant, MINUTE, Millis, SECOND};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub type RunId = Id;

/// Above this the app asks when the run ended, because the runner probably forgot to tap "I'm back".
pub const LONG_RUN: Millis = 6 * HOUR;
/// The longest run that is accepted: two days.
pub const LONGEST_RUN: Seconds = 48 * 3600;
/// How far ahead of the clock a start or a finish may be. A minute is not worth a question.
const CLOCK_SLACK: Millis = MINUTE;

/// The stage of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// Spots are being marked; no run has begun.
    CheckedIn {
        at: Instant,
    },
    /// A check-in without a run.
    Logged {
        at: Instant,
    },
    Running {
        started: Instant,
    },
    /// The runner is back, and the routine is open.
    #[serde(rename = "back")]
    Recovering {
        #[serde(rename = "outing")]
        timing: Timing,
        routine: Routine,
    },
    #[serde(rename = "finished")]
    Closed {
        #[serde(rename = "outing")]
        timing: Timing,
        routine: Routine,
    },
}

/// A run, or the check-in it begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "stored::StoredRun", into = "stored::StoredRun")]
pub struct Run {
    pub id: RunId,
    life: Life,
    pub spots: TightSpots,
    /// What came up on the run. It was not tight before.
    pub came_up: TightSpots,
    pub distance: Option<Distance>,
    pub note: Note,
    /// "Walk only": a walk in place of a run, because a spot spoke against running.
    pub is_walk: bool,
    /// A rest day: a check-in with a routine. It is no run, whatever its life is.
    pub is_rest: bool,
    /// The ticked warm-up moves, as ids from `content`.
    pub warm_up: Vec<String>,
    /// The runner skipped "And now?".
    pub after_run_skipped: bool,
}

/// Why a transition is refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("That doesn't follow from where this run stands.")]
    OutOfTurn,
    /// "I'm back" with a clock that shows a time before the start.
    #[error("Your phone's clock shows a time before the start.")]
    FinishBeforeStart,
    /// "I'm back" over six hours after the start.
    #[error("Still out? Set when you finished.")]
    LongAgo,
    #[error("That's in the future")]
    InTheFuture,
    #[error("That would end in the future")]
    EndsInTheFuture,
    #[error("A run can be up to {} hours long", LONGEST_RUN / 3600)]
    LengthNotBelieved,
}

impl Run {
    pub fn check_in(id: RunId, now: Instant) -> Run {
        Run::with_life(id, Life::CheckedIn { at: now })
    }

    /// A past run, entered by hand.
    pub fn added(id: RunId, timing: Timing, routine: Routine) -> Run {
        Run::with_life(id, Life::Closed { timing, routine })
    }

    /// A run that a watch recorded.
    pub fn recorded(id: RunId, timing: Timing) -> Run {
        Run::with_life(id, Life::Recovering { timing, routine: Routine::default() })
    }

    fn with_life(id: RunId, life: Life) -> Run {
        Run {
            id,
            life,
            spots: TightSpots::default(),
            came_up: TightSpots::default(),
            distance: None,
            note: Note::default(),
            is_walk: false,
            is_rest: false,
            warm_up: vec![],
            after_run_skipped: false,
        }
    }

    pub const fn life(&self) -> &Life {
        &self.life
    }

    /// "Start run".
    ///
    /// # Errors
    /// `OutOfTurn` unless checked in.
    pub fn start(&mut self, now: Instant) -> Result<(), Refusal> {
        match self.life {
            Life::CheckedIn { .. } => {
                self.life = Life::Running { started: now };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// "Just log it".
    ///
    /// # Errors
    /// `OutOfTurn` unless checked in.
    pub fn log(&mut self) -> Result<(), Refusal> {
        match self.life {
            Life::CheckedIn { at } => {
                self.life = Life::Logged { at };
                self.is_walk = false;
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// Undoes "Just log it".
    ///
    /// # Errors
    /// `OutOfTurn` unless logged.
    pub fn unlog(&mut self) -> Result<(), Refusal> {
        match self.life {
            Life::Logged { at } => {
                self.life = Life::CheckedIn { at };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// "I'm back".
    ///
    /// # Errors
    /// `FinishBeforeStart` and `LongAgo` mean that the app has to ask the runner, and then calls
    /// [`Run::finish_after`]; `OutOfTurn` unless running. An error leaves the run unchanged.
    pub fn finish(&mut self, now: Instant) -> Result<(), Refusal> {
        let Life::Running { started } = self.life else { return Err(Refusal::OutOfTurn) };
        let length = now.since(started);
        if length < 0 {
            return Err(Refusal::FinishBeforeStart);
        }
        if length > LONG_RUN {
            return Err(Refusal::LongAgo);
        }
        // A start tapped by mistake and ended within the same second counts as a run of one second.
        self.back(started, Seconds::try_from((length / SECOND).max(1)).expect("at most six hours"));
        Ok(())
    }

    /// "I'm back", with the length of the run in seconds as the runner enters it.
    ///
    /// # Errors
    /// `LengthNotBelieved` for zero or over 48 hours; `EndsInTheFuture` if the end is more than a minute
    /// after `now`, unless the clock shows a time before the start and so cannot be trusted; `OutOfTurn`
    /// unless running.
    pub fn finish_after(&mut self, took: Seconds, now: Instant) -> Result<(), Refusal> {
        let Life::Running { started } = self.life else { return Err(Refusal::OutOfTurn) };
        if !(1..=LONGEST_RUN).contains(&took) {
            return Err(Refusal::LengthNotBelieved);
        }
        let clock_is_sane = now.since(started) >= 0;
        let end = started.plus(i64::from(took) * SECOND);
        if clock_is_sane && end.since(now) > CLOCK_SLACK {
            return Err(Refusal::EndsInTheFuture);
        }
        self.back(started, took);
        Ok(())
    }

    fn back(&mut self, started: Instant, took: Seconds) {
        let timing = Timing::started_at(started, took);
        self.life = Life::Recovering { timing, routine: Routine::default() };
    }

    /// Opens the routine of a rest day.
    ///
    /// # Errors
    /// `OutOfTurn` unless checked in.
    pub fn rest(&mut self, now: Instant) -> Result<(), Refusal> {
        self.recover_without_start(now)?;
        self.is_rest = true;
        Ok(())
    }

    /// Opens the routine for a run without a start: all that is known is that it ended by `now`.
    ///
    /// # Errors
    /// `OutOfTurn` unless checked in.
    pub fn recover_without_start(&mut self, now: Instant) -> Result<(), Refusal> {
        match self.life {
            Life::CheckedIn { .. } => {
                let timing = Timing::finished_at(now);
                self.is_walk = false;
                self.life = Life::Recovering { timing, routine: Routine::default() };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// "Discard this run": goes back to the check-in and keeps its spots.
    ///
    /// # Errors
    /// `OutOfTurn` unless running.
    pub fn discard(&mut self) -> Result<(), Refusal> {
        match self.life {
            Life::Running { started } => {
                self.life = Life::CheckedIn { at: started };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// "Finish here": steps that are not done by now count as skipped.
    ///
    /// # Errors
    /// `OutOfTurn` unless back.
    pub fn close(&mut self, now: Instant) -> Result<(), Refusal> {
        match &mut self.life {
            Life::Recovering { timing, routine } => {
                routine.close(now);
                self.life = Life::Closed { timing: *timing, routine: std::mem::take(routine) };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// Reopens a closed routine, in the state that `routine` has.
    ///
    /// # Errors
    /// `OutOfTurn` unless finished, or if `routine` is complete.
    pub fn go_on(&mut self, routine: Routine) -> Result<(), Refusal> {
        match self.life {
            Life::Closed { timing, .. } if !routine.is_complete() => {
                self.life = Life::Recovering { timing, routine };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// Corrects the timing and the routine of a run that is over.
    ///
    /// # Errors
    /// `OutOfTurn` unless back or finished.
    pub fn retell(&mut self, new: Timing, after: Routine) -> Result<(), Refusal> {
        match &mut self.life {
            Life::Recovering { timing, routine } | Life::Closed { timing, routine } => {
                (*timing, *routine) = (new, after);
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// The routine while it is open.
    pub const fn open_routine(&mut self) -> Option<&mut Routine> {
        match &mut self.life {
            Life::Recovering { routine, .. } => Some(routine),
            _ => None,
        }
    }

    pub const fn routine(&self) -> Option<&Routine> {
        match &self.life {
            Life::Recovering { routine, .. } | Life::Closed { routine, .. } => Some(routine),
            _ => None,
        }
    }

    /// `None` for a check-in and for a rest day.
    pub const fn timing(&self) -> Option<Timing> {
        match self.life {
            _ if self.is_rest => None,
            Life::Recovering { timing, .. } | Life::Closed { timing, .. } => Some(timing),
            _ => None,
        }
    }

    /// The day it belongs to in the journal.
    pub fn day(&self) -> Day {
        match self.life {
            Life::CheckedIn { at } | Life::Logged { at } | Life::Running { started: at } => at.day(),
            Life::Recovering { timing, .. } | Life::Closed { timing, .. } => timing.day(),
        }
    }

    /// When the run began (or ended, if only that is known) or the check-in was made. `None` if not known.
    pub fn at(&self) -> Option<Instant> {
        match self.life {
            Life::CheckedIn { at } | Life::Logged { at } | Life::Running { started: at } => Some(at),
            Life::Recovering { timing, .. } | Life::Closed { timing, .. } => {
                timing.started().or(timing.finished())
            }
        }
    }

    /// The minute of that day at which the run began (or ended, if only that is known) or the check-in was
    /// made. `None` if not known.
    pub fn minute_of_day(&self) -> Option<u16> {
        self.at().map(Instant::minute_of_day)
    }
}

#[cfg(test)]
mod tests;
