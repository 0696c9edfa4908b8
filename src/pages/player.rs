//! A timed step: legs up the wall, slow deep breaths. The hold is a deadline in the run's record; this only
//! shows it.

use super::frame::{CLOSE, sub_header};
use crate::components::{icon_large, icon_small};
use crate::domain::hold::Hold;
use crate::domain::instant::{Instant, Millis, SECOND};
use crate::domain::routine::{Routine, Step};
use crate::domain::run::Run;
use crate::domain::words;
use crate::state::{State, state};
use leptos::prelude::*;

/// Seconds in, and again out: about six breaths a minute.
const BREATH: Millis = 5 * SECOND;

pub(super) fn page(step: Step) -> AnyView {
    let state = state();
    state.clock.watch();
    // The hold ends in the record first; what was on the screen then stays to say so.
    let had_hold = StoredValue::new(untrack(|| hold(state, step)).is_some());
    Effect::new(move |_| {
        if hold(state, step).is_some_and(|hold| hold.ended(state.clock.now()).is_some()) {
            state.diary.settle();
            state.notices.say("Time’s up");
            if state.preferences.get_untracked().buzz {
                (state.device.buzz)(&[80, 60, 80]);
            }
        }
    });
    let is_on = Memo::new(move |_| hold(state, step).is_some());
    let body = move || {
        if is_on.get() {
            had_hold.set_value(true);
            running(state, step)
        } else if had_hold.get_value() {
            ended(state, step)
        } else {
            not_running(state)
        }
    };
    view! {
        {sub_header(step.name(), CLOSE, None)}
        <main class="player">{body}</main>
    }
    .into_any()
}

/// The hold of this step, while it is on.
fn hold(state: &'static State, step: Step) -> Option<Hold> {
    state
        .diary
        .recovering()
        .with(|run| run.as_ref().and_then(Run::routine).and_then(|routine| routine.hold(step)))
}

fn running(state: &'static State, step: Step) -> AnyView {
    let length = step.hold_length().unwrap_or(1);
    let left = move || hold(state, step).map_or(0, |hold| hold.left(state.clock.now()));
    let seconds = move || words::seconds_left(left());
    let gone = move || length.saturating_sub(seconds());
    let is_paused = move || hold(state, step).is_some_and(Hold::is_paused);
    let cue = move || match (step, is_paused()) {
        (_, true) => "Paused",
        (Step::Breathe, false) => {
            let gone = i64::from(length) * SECOND - left();
            if (gone / BREATH) % 2 == 0 {
                "Breathe in through your nose"
            } else {
                "Breathe out, slow and long"
            }
        }
        _ => "Hips close, knees soft, arms heavy.",
    };
    let note = if step == Step::Breathe {
        "Feeling light-headed? Breathe normally."
    } else {
        "Tingly feet? Bend your knees and roll over. Ask a doctor first with uncontrolled high blood pressure, glaucoma, recent eye surgery, heart trouble, a clot, a hernia, or in pregnancy."
    };
    let change = move |act: fn(&mut Routine, Step, Instant)| {
        let now = (state.device.now)();
        state.diary.routine(|routine| act(routine, step, now));
    };
    let done = move |_| {
        change(|routine, step, now| routine.tick(step, Some(now)));
        state.router.close();
    };
    view! {
        <div class="player-middle">
            <p class="player-cue text-title" aria-live="off">
                {cue}
            </p>
            <span class="timer-hero" role="timer" aria-live="off">
                {move || words::clock(seconds())}
            </span>
            <div
                class="progress"
                role="progressbar"
                aria-valuemin="0"
                aria-valuemax=length
                aria-valuenow=gone
                aria-label=move || format!("{} of {length} seconds", gone())
            >
                <i style:width=move || format!("{}%", gone() * 100 / length)></i>
            </div>
        </div>
        <div class="player-controls">
            <button
                class="icon-btn large ring"
                aria-label="Start over"
                on:click=move |_| change(Routine::start_hold)
            >
                {icon_large("refresh")}
            </button>
            <button
                class="icon-btn huge calm-solid"
                aria-label=move || if is_paused() { "Go on" } else { "Pause" }
                on:click=move |_| change(Routine::toggle_pause)
            >
                {move || icon_large(if is_paused() { "play" } else { "pause" })}
            </button>
            <button class="icon-btn large ring" aria-label="Done" on:click=done>
                {icon_large("check")}
            </button>
        </div>
        <p class="player-note">{note}</p>
    }
    .into_any()
}

fn ended(state: &'static State, step: Step) -> AnyView {
    let text = if step == Step::LegsUp {
        "Nice. Roll to your side before you get up."
    } else {
        "Nice. Stay a moment if you like."
    };
    view! {
        <div class="player-middle">
            <p class="player-cue text-title" role="status">
                {text}
            </p>
        </div>
        <button class="btn calm" on:click=move |_| state.router.close()>
            {icon_small("check")}
            "Done"
        </button>
    }
    .into_any()
}

/// Opened by its address alone, or long after.
fn not_running(state: &'static State) -> AnyView {
    view! {
        <div class="player-middle">
            <p class="player-cue text-title">"This timer isn’t running."</p>
        </div>
        <button class="btn calm" on:click=move |_| state.router.close()>
            "To the routine"
        </button>
    }
    .into_any()
}
