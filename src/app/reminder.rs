//! The badge of an open routine, and the reminder to drink. `Run::drink_reminder` says when that is due.

use super::DEVICE;
use crate::content::advice::REMINDER;
use crate::domain::run::Run;
use crate::domain::time::instant::MINUTE;
use crate::platform::badge;
use crate::state::State;
use leptos::prelude::*;
use std::time::Duration;

/// Sets the badge of the app's icon while a routine is open, and shows the reminder to drink, if the settings allow it.
pub(super) fn remind(state: &'static State) {
    let recovering = state.diary.recovering();
    let is_open = Memo::new(move |_| recovering.with(Option::is_some));
    Effect::new(move || badge::badge(is_open.get()));
    let due = Memo::new(move |_| recovering.with(|run| run.as_ref().and_then(Run::drink_reminder)));
    Effect::new(move |timer: Option<Option<TimeoutHandle>>| {
        if let Some(timer) = timer.flatten() {
            timer.clear();
        }
        let due = due.get()?;
        let wait = due.since((DEVICE.now)());
        let wait =
            state.preferences.get().remind.then_some(wait).and_then(|wait| u64::try_from(wait).ok())?;
        let remind = move || {
            // A phone that slept fires its timers late: the text is no longer true.
            if (DEVICE.now)().since(due) > MINUTE {
                return;
            }
            let (title, text) = REMINDER;
            (DEVICE.notify)(title, text);
        };
        set_timeout_with_handle(remind, Duration::from_millis(wait)).ok()
    });
}
