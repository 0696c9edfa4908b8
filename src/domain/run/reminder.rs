//! The reminder to drink. `app/reminder.rs` shows it as a notification.

use super::{Life, Run};
use crate::domain::recovery::routine::{REHYDRATE_WITHIN, Step};
use crate::domain::time::instant::{Instant, MINUTE};

impl Run {
    /// When to remind the runner to drink: ten minutes before the time for it is over, unless the step is
    /// ticked.
    pub fn drink_reminder(&self) -> Option<Instant> {
        let Life::Recovering { timing, routine } = &self.life else { return None };
        let finish = timing.finished().filter(|_| !routine.is_done(Step::Rehydrate))?;
        Some(routine.on_the_clock(finish.plus(REHYDRATE_WITHIN - 10 * MINUTE)))
    }
}
