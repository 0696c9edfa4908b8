//! The reminder to drink. `app/reminder.rs` shows it as a notification.

use super::{Life, Run};
use crate::domain::recovery::routine::Step;
use crate::domain::time::instant::{Instant, MINUTE, Millis};

/// How long after the finish the reminder comes.
pub const REMIND_AFTER: Millis = 20 * MINUTE;

impl Run {
    /// When to remind the runner to drink, unless the step is ticked.
    pub fn drink_reminder(&self) -> Option<Instant> {
        let Life::Recovering { routine, .. } = &self.life else { return None };
        let timing = self.timing()?;
        let finish = timing.finished().filter(|_| !routine.is_done(Step::Rehydrate))?;
        Some(routine.on_the_clock(finish.plus(REMIND_AFTER)))
    }
}
