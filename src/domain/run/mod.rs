//! A run's life, from the first tap before it to the last tick after it.
//!
//! ```text
//! checked in ── start ──▶ running ── finish ──▶ back ── close ──▶ finished
//!     │  ▲                   │                    ▲                   ▲
//!     │  └───── discard ─────┘                    │                   │
//!     ├── recover without a start ────────────────┘       added by hand, edited
//!     └── log ──▶ logged (a check-in without a run)
//! ```
//! "Discard" and "close" can be undone: a discarded run starts again at its old start, a closed routine goes on.
//! Every other step is refused, so a record that loads is a run that can be.

pub mod csv;
pub mod distance;
pub mod journal;
pub mod recent;
pub mod slots;
mod timing;
pub mod typed;

pub use timing::Timing;

use super::id::Id;
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::{REHYDRATE_WITHIN, Routine, Step};
use crate::domain::run::distance::Distance;
use crate::domain::text::Note;
use crate::domain::time::calendar::Day;
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{HOUR, Instant, MINUTE, Millis, SECOND};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub type RunId = Id;

/// Above this the app asks when the run ended, because "I'm back" was probably forgotten.
pub const LONG_RUN: Millis = 6 * HOUR;
/// The longest run that is believed: two days.
pub const LONGEST_RUN: Seconds = 48 * 3600;
/// How far ahead of the clock a start may lie: a minute is no question worth asking.
const CLOCK_SLACK: Millis = MINUTE;

/// How far apart the start that was tapped and the one that a watch recorded can be.
const SAME_START: Millis = 20 * MINUTE;
/// How long before a run its spots can have been marked.
const MARKED_BEFORE: Millis = HOUR;

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// Spots are being marked; no run has begun.
    CheckedIn {
        at: Instant,
    },
    /// A check-in that stays without a run.
    Logged {
        at: Instant,
    },
    Running {
        started: Instant,
    },
    /// Finished running, the routine is open.
    Back {
        #[serde(rename = "outing")]
        timing: Timing,
        routine: Routine,
    },
    Finished {
        #[serde(rename = "outing")]
        timing: Timing,
        routine: Routine,
    },
}

/// A run, or the check-in it begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub id: RunId,
    life: Life,
    #[serde(default, skip_serializing_if = "TightSpots::is_empty")]
    pub spots: TightSpots,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<Distance>,
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub note: Note,
    /// The warm-up moves that were ticked, as ids of `content`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warm_up: Vec<String>,
    /// "And now?" was skipped.
    #[serde(default, rename = "and_now_skipped", skip_serializing_if = "std::ops::Not::not")]
    pub after_run_skipped: bool,
}

/// Why a step in a run's life is not taken.
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
    #[error("A run can be up to 48 hours long")]
    LengthNotBelieved,
}

impl Run {
    pub fn check_in(id: RunId, now: Instant) -> Run {
        Run::with_life(id, Life::CheckedIn { at: now })
    }

    /// A past run, told by hand.
    pub fn added(id: RunId, timing: Timing, routine: Routine) -> Run {
        Run::with_life(id, Life::Finished { timing, routine })
    }

    /// A run that a watch recorded.
    pub fn recorded(id: RunId, timing: Timing) -> Run {
        Run::with_life(id, Life::Back { timing, routine: Routine::default() })
    }

    fn with_life(id: RunId, life: Life) -> Run {
        Run {
            id,
            life,
            spots: TightSpots::default(),
            distance: None,
            note: Note::default(),
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
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// Takes "Just log it" back.
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
    /// `FinishBeforeStart` and `LongAgo` are questions to the runner, answered with [`Run::finish_after`];
    /// `OutOfTurn` unless running. Nothing changes on any of them.
    pub fn finish(&mut self, now: Instant) -> Result<(), Refusal> {
        let Life::Running { started } = self.life else { return Err(Refusal::OutOfTurn) };
        let length = now.since(started);
        if length < 0 {
            return Err(Refusal::FinishBeforeStart);
        }
        if length > LONG_RUN {
            return Err(Refusal::LongAgo);
        }
        // A start tapped by mistake and ended within the second is a run of a second.
        self.back(started, Seconds::try_from((length / SECOND).max(1)).expect("at most six hours"));
        Ok(())
    }

    /// "I'm back" for a run of the length that the runner gives, in seconds.
    ///
    /// # Errors
    /// `LengthNotBelieved` for no length or over 48 hours; `EndsInTheFuture` when the clock is not yet there,
    /// unless the clock shows a time before the start and so can't be a judge; `OutOfTurn` unless running.
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
        self.life = Life::Back { timing, routine: Routine::default() };
    }

    /// Opens the routine without a start: the run is known only to have ended by now.
    ///
    /// # Errors
    /// `OutOfTurn` unless checked in.
    pub fn recover_without_start(&mut self, now: Instant) -> Result<(), Refusal> {
        match self.life {
            Life::CheckedIn { .. } => {
                let timing = Timing::finished_at(now);
                self.life = Life::Back { timing, routine: Routine::default() };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// "Discard this run": the spots stay, checked in.
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

    /// "Finish here": what is not done by now counts as skipped.
    ///
    /// # Errors
    /// `OutOfTurn` unless back.
    pub fn close(&mut self, now: Instant) -> Result<(), Refusal> {
        match &mut self.life {
            Life::Back { timing, routine } => {
                routine.close(now);
                self.life = Life::Finished { timing: *timing, routine: std::mem::take(routine) };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// Goes on with a routine that was closed, from how it stands in `routine`.
    ///
    /// # Errors
    /// `OutOfTurn` unless finished, or if nothing of the routine is left to do.
    pub fn go_on(&mut self, routine: Routine) -> Result<(), Refusal> {
        match self.life {
            Life::Finished { timing, .. } if !routine.is_complete() => {
                self.life = Life::Back { timing, routine };
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// Corrects a run that is over, and what was done after it.
    ///
    /// # Errors
    /// `OutOfTurn` unless back or finished.
    pub fn retell(&mut self, new: Timing, after: Routine) -> Result<(), Refusal> {
        match &mut self.life {
            Life::Back { timing, routine } | Life::Finished { timing, routine } => {
                (*timing, *routine) = (new, after);
                Ok(())
            }
            _ => Err(Refusal::OutOfTurn),
        }
    }

    /// Whether what a watch recorded can be this run: the starts (or, where only those are known, the finishes) lie
    /// within 20 minutes of each other; a check-in was made between an hour before the start and the finish.
    pub fn may_be(&self, recorded: Timing) -> bool {
        let (Some(started), Some(finished)) = (recorded.started(), recorded.finished()) else { return false };
        let is_near = |one: Instant, other: Instant| one.since(other).abs() <= SAME_START;
        match self.life {
            Life::CheckedIn { at } | Life::Logged { at } => {
                started.since(at) <= MARKED_BEFORE && finished.since(at) >= 0
            }
            Life::Running { started: own } => is_near(own, started),
            Life::Back { timing, .. } | Life::Finished { timing, .. } => {
                match (timing.started(), timing.finished()) {
                    (Some(own), _) => is_near(own, started),
                    (None, Some(own)) => is_near(own, finished),
                    (None, None) => false,
                }
            }
        }
    }

    /// Takes over from a recording when this run took place. Its routine goes on, or opens.
    pub fn fill(&mut self, recorded: Timing) {
        match &mut self.life {
            Life::Back { timing, .. } | Life::Finished { timing, .. } => *timing = recorded,
            _ => self.life = Life::Back { timing: recorded, routine: Routine::default() },
        }
    }

    /// The routine while it is open.
    pub const fn open_routine(&mut self) -> Option<&mut Routine> {
        match &mut self.life {
            Life::Back { routine, .. } => Some(routine),
            _ => None,
        }
    }

    pub const fn routine(&self) -> Option<&Routine> {
        match &self.life {
            Life::Back { routine, .. } | Life::Finished { routine, .. } => Some(routine),
            _ => None,
        }
    }

    pub const fn timing(&self) -> Option<Timing> {
        match self.life {
            Life::Back { timing, .. } | Life::Finished { timing, .. } => Some(timing),
            _ => None,
        }
    }

    /// When to remind of drinking: ten minutes before the time for it is over, unless it was ticked.
    pub fn drink_reminder(&self) -> Option<Instant> {
        let Life::Back { timing, routine } = &self.life else { return None };
        let finish = timing.finished().filter(|_| !routine.is_done(Step::Rehydrate))?;
        Some(routine.on_the_clock(finish.plus(REHYDRATE_WITHIN - 10 * MINUTE)))
    }

    /// The day it belongs to in the journal.
    pub fn day(&self) -> Day {
        match self.life {
            Life::CheckedIn { at } | Life::Logged { at } | Life::Running { started: at } => at.day(),
            Life::Back { timing, .. } | Life::Finished { timing, .. } => timing.day(),
        }
    }

    /// The minute of that day at which it began (for a check-in, was made), where known.
    pub fn minute_of_day(&self) -> Option<u16> {
        match self.life {
            Life::CheckedIn { at } | Life::Logged { at } | Life::Running { started: at } => {
                Some(at.minute_of_day())
            }
            Life::Back { timing, .. } | Life::Finished { timing, .. } => {
                timing.started().or(timing.finished()).map(Instant::minute_of_day)
            }
        }
    }

    /// Tidies up what a new day leaves behind: a check-in of an earlier day stays as a log (or, if empty, is
    /// no longer wanted), and a routine that was left open is closed after midnight and at least six hours.
    pub fn overdue_closed(&self, now: Instant) -> Overdue {
        match &self.life {
            Life::CheckedIn { at } if now.day() > at.day() => {
                if self.spots.is_empty() {
                    return Overdue::Unwanted;
                }
                let mut run = self.clone();
                run.life = Life::Logged { at: *at };
                Overdue::Changed(Box::new(run))
            }
            Life::Back { timing, routine } => {
                let (timing, mut routine) = (*timing, routine.clone());
                let held = routine.close_overdue(now);
                let over = now.day() > timing.day()
                    && timing.finished().is_none_or(|finish| now.since(finish) >= LONG_RUN);
                let over = over || routine.is_complete();
                if over {
                    routine.close(now);
                }
                if !held && !over {
                    return Overdue::Same;
                }
                let mut run = self.clone();
                run.life =
                    if over { Life::Finished { timing, routine } } else { Life::Back { timing, routine } };
                Overdue::Changed(Box::new(run))
            }
            _ => Overdue::Same,
        }
    }
}

/// What [`Run::overdue_closed`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overdue {
    Same,
    Changed(Box<Run>),
    /// A check-in without a spot: nothing worth keeping.
    Unwanted,
}

#[cfg(test)]
mod tests;
