//! The cues of a session, each at its time. One timeout runs to the next cue; no script runs in every frame.

use super::Session;
use crate::domain::feedback::Feedback;
use crate::domain::recovery::guide::Part;
use crate::domain::recovery::routine::Step;
use crate::domain::recovery::track::alerts;
use crate::domain::time::instant::{Millis, SECOND};
use crate::state::State;
use leptos::prelude::*;
use std::time::Duration;

/// A cue that is later than this, because the browser slept, is skipped.
const TOO_LATE: Millis = SECOND;
/// Timeouts may fire a little early, but a cue must not come early.
const GRACE: Millis = 4;

pub(super) fn schedule(state: &'static State, session: Session) {
    announce(state, session);
    let cue_count = RwSignal::new(0_u32);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let clear = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        cue_count.get();
        clear();
        let Some(guide) = session.guide(state) else { return };
        let now = (state.device.now)();
        let breath = (session == Session::Step(Step::Breathe)).then(|| state.preferences.get().breath);
        let Some(&(wait, alert)) = alerts(&guide, breath, now, 0).first() else { return };
        let on_timeout = move || {
            let late = (state.device.now)().since(now) - wait;
            // The page gives the signal for the end, because it may notice it first.
            if late < TOO_LATE && alert != Feedback::End {
                state.give_feedback(alert);
            }
            state.clock.refresh();
            cue_count.try_update(|count| *count = count.wrapping_add(1));
        };
        let wait = Duration::from_millis(u64::try_from(wait + GRACE).unwrap_or(0));
        timer.set_value(set_timeout_with_handle(on_timeout, wait).ok());
    });
    on_cleanup(clear);
}

/// Announces each start, the middle and the last ten seconds to screen readers.
fn announce(state: &'static State, session: Session) {
    let mark = Memo::new(move |_| {
        let position = session.position(state)?;
        let is_long = position.length >= 20;
        let mark = match position.left {
            left if is_long && left <= 10 * SECOND => 2,
            left if is_long && left <= i64::from(position.length) * SECOND / 2 => 1,
            _ => 0,
        };
        Some((position.exercise, position.part, mark, position.length))
    });
    Effect::new(move |_| {
        let Some((exercise, part, mark, length)) = mark.get() else { return };
        let text = match (mark, part) {
            (1, _) => "Half of it".to_owned(),
            (2, _) => "Ten seconds".to_owned(),
            (_, Part::Ready) => {
                let guide = untrack(|| session.guide(state));
                let name = guide.and_then(|guide| {
                    crate::pages::player::exercises::stretch_of(session, guide.exercises().get(exercise)?)
                });
                text!("Get ready: ", name.map_or(session.name(), |stretch| stretch.name))
            }
            (_, Part::Switch(side)) => text!("Switch sides: ", side.word()),
            (_, Part::Hold(Some(side))) => format!("{} side, {length} seconds", side.title()),
            (_, Part::Hold(None)) => format!("{length} seconds"),
        };
        state.notices.say(text);
    });
}
