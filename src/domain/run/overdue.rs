//! Closing what a new day leaves over.

use super::{LONG_RUN, Life, Run};
use crate::domain::time::instant::Instant;

/// The result of [`Run::overdue_closed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overdue {
    Same,
    Changed(Box<Run>),
    /// A check-in without spots, which is not worth keeping.
    Unwanted,
}

impl Run {
    /// Closes what is left over: a check-in of an earlier day becomes a log (or, if empty, is no longer
    /// wanted), and an open routine is closed after midnight, but at least six hours after the finish. A
    /// complete routine is closed, and a guided session that has run out is ended, on any day.
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
            Life::Recovering { timing, routine } => {
                let (timing, mut routine) = (*timing, routine.clone());
                let changed = routine.close_overdue(now);
                let over = now.day() > timing.day()
                    && timing.finished().is_none_or(|finish| now.since(finish) >= LONG_RUN);
                let over = over || routine.is_complete();
                if over {
                    routine.close(now);
                }
                if !changed && !over {
                    return Overdue::Same;
                }
                let mut run = self.clone();
                run.life = if over {
                    Life::Closed { timing, routine }
                } else {
                    Life::Recovering { timing, routine }
                };
                Overdue::Changed(Box::new(run))
            }
            _ => Overdue::Same,
        }
    }
}
