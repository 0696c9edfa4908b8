//! The end of a session. The end of a step offers the next step, and starts it after ten seconds unless the
//! runner touches anything, because the phone may lie out of reach.

use super::{Session, begin};
use crate::components::{icon, mini_lap};
use crate::content::advice;
use crate::content::plan::Ease;
use crate::content::recovery;
use crate::domain::recovery::routine::{Routine, Step};
use crate::domain::run::Run;
use crate::domain::time::format;
use crate::domain::time::instant::SECOND;
use crate::pages::see_someone;
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::State;
use crate::state::route::Route;
use leptos::ev;
use leptos::prelude::*;

/// Seconds until the next step starts automatically.
const WAIT: u32 = 10;
/// The path of the stadium around the button. It starts in the middle of the top.
const RING: &str = "M175 4H309A37 37 0 0 1 309 78H41A37 37 0 0 1 41 4H175";

/// The routine of the run. Its last step closes it, so it may not be open any more.
fn routine(state: &'static State) -> Routine {
    let run = untrack(|| state.just_over());
    run.as_ref().and_then(Run::routine).cloned().unwrap_or_default()
}

/// The first guided step after this one that is not done, and that fits today's spots.
fn next_step(state: &'static State, routine: &Routine, step: Step) -> Option<Step> {
    let is_short = state.is_short_on_time.get_untracked() && step == Step::Stretch;
    let no_legs_up = is_short || untrack(|| advice::no_legs_up(&super::advised(state)).is_some());
    let later = Step::ALL.into_iter().skip_while(|other| *other != step).skip(1);
    let fits = |later: &Step| {
        later.is_guided() && !routine.is_done(*later) && !(no_legs_up && *later == Step::LegsUp)
    };
    later.into_iter().find(fits)
}

pub(super) fn step(state: &'static State, step: Step) -> AnyView {
    // The runner has left the player already.
    if untrack(|| state.ended.with(Option::is_none)) {
        return ().into_any();
    }
    let session = Session::Step(step);
    let routine = routine(state);
    let title = match step {
        Step::Stretch => "Stretches done",
        Step::LegsUp => "Legs up done",
        _ => "Breaths done",
    };
    let sentence = match routine.guided().stretched.len() {
        count if step == Step::Stretch && count > 0 && routine.is_done(step) => {
            text!("Nice. ", format::count(count, "stretch", "stretches"), " done.")
        }
        _ => session.ended_text(state).to_owned(),
    };
    let sentence =
        view! { <p class="step-said">{routine.is_done(step).then(|| icon("check"))} {sentence}</p> };
    let count = view! {
        <figcaption class="tag">
            {mini_lap(&routine)} {format!("{} of 4 done", routine.done_count())}
        </figcaption>
    };
    let inside = match next_step(state, &routine, step) {
        Some(next) => view! {
            <figure class="player-figure">{picture(next)} {count}</figure>
            {offer(state, next)}
        }
        .into_any(),
        None => view! {
            <figure class="player-figure">{icon("check")} {count}</figure>
            {done_button(state, "btn calm", "Done")}
        }
        .into_any(),
    };
    view! {
        {sub_header(title, CLOSE, None)}
        <main class="player step-done">{sentence} {inside}</main>
    }
    .into_any()
}

fn picture(next: Step) -> AnyView {
    match next {
        Step::LegsUp => view! {
            <svg class="figure scene" viewBox="0 0 340 300" aria-hidden="true">
                <use href="figures.svg#legs-up" width="340" height="300" />
            </svg>
        }
        .into_any(),
        _ => icon("breath"),
    }
}

/// The button of the next step, in a ring that empties.
fn offer(state: &'static State, next: Step) -> AnyView {
    let now = state.device.monotonic_ms;
    let deadline = now() + f64::from(WAIT) * 1000.0;
    let seconds_left = RwSignal::new(WAIT);
    // The safety questions come before the first session.
    let asks_first = next == Step::LegsUp && state.preferences.get_untracked().legs_up.is_none();
    let is_waiting = RwSignal::new(!asks_first);
    let halts = untrack(|| state.hands_free.halts());
    let start = move || {
        is_waiting.set(false);
        if asks_first {
            state.router.replace(Route::LegsUpCheck);
        } else if begin(state, next) {
            state.router.replace(Session::Step(next).route());
        }
    };
    let stop_waiting = move || {
        if is_waiting.try_get_untracked() == Some(true) {
            is_waiting.set(false);
        }
    };
    // The app's clock ticks while a player is shown, also with the screen off while a track plays.
    Effect::new(move |_| {
        state.clock.now();
        if !is_waiting.get() {
            return;
        }
        // A hidden page waits for the runner, unless they hear how it goes on.
        let is_unheard = document().hidden() && !state.hands_free.is_on();
        if is_unheard || state.hands_free.halts() != halts {
            stop_waiting();
            return;
        }
        let left = (deadline - now()).max(0.0) / 1000.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // At most ten.
        seconds_left.set(left.ceil() as u32);
        if left <= 0.0 {
            untrack(start);
        }
    });
    let touched = window_event_listener(ev::pointerdown, move |_| stop_waiting());
    let pressed = window_event_listener(ev::keydown, move |_| stop_waiting());
    on_cleanup(move || {
        touched.remove();
        pressed.remove();
    });
    let minutes = match next {
        Step::Breathe => state.preferences.get_untracked().breath.length(),
        _ => recovery::LEGS_UP,
    };
    let minutes = format::minutes_long(format::minutes_gone(i64::from(minutes) * SECOND).max(1));
    let about = match next {
        Step::LegsUp => "A bit of free wall will do.",
        _ => "Sit or lie as you like.",
    };
    state.notices.say(text!("Next: ", next.name()));
    super::hands_free::say(state, text!("Next: ", next.name()));
    let countdown = move || {
        if is_waiting.get() {
            format!("Starts in {} s. Touch anywhere to wait.", seconds_left.get())
        } else {
            "Start whenever you’re ready.".to_owned()
        }
    };
    view! {
        <p class="player-note">{text!(minutes, ". ", about)}</p>
        // Focus on the button stops the countdown too, because a screen reader is reading it then.
        <div class="next-ring" class:waiting=move || is_waiting.get() on:focusin=move |_| stop_waiting()>
            <svg viewBox="0 0 350 82" aria-hidden="true">
                <path class="ring-track" d=text!(RING, "z") />
                <path class="ring-left" pathLength="100" d=RING />
            </svg>
            <button class="btn calm" on:click=move |_| start()>
                {text!("Next: ", next.name())}
            </button>
        </div>
        <div class="step-foot">
            <p class="text-small">{countdown}</p>
            {done_button(state, "btn quiet small", "Done for now")}
        </div>
    }
    .into_any()
}

fn done_button(state: &'static State, class: &'static str, name: &'static str) -> AnyView {
    view! {
        <button class=class on:click=move |_| state.router.close()>
            {name}
        </button>
    }
    .into_any()
}

/// The end of a self-massage that is in the log. A severe spot goes on only if it is easier.
pub(super) fn massage(state: &'static State) -> AnyView {
    let session = Session::Massage;
    let eased = untrack(|| state.massages.prepared()).filter(|ease| ease.is_severe);
    let again = eased.and_then(Ease::again).map(|again| {
        let go_on = move |_| {
            state.ended.set(None);
            state.massages.prepare(Some(again));
            state.massages.begin();
            request_animation_frame(focus_heading);
        };
        view! {
            <div class="button-stack">
                <p class="text-center">"Easier than before?"</p>
                <button class="btn calm-soft" on:click=go_on>
                    {format!("Yes, {} s more", again.hold)}
                </button>
                <button class="btn quiet" on:click=move |_| state.router.close()>
                    "No, leave it for today"
                </button>
                {see_someone::button()}
            </div>
        }
        .into_any()
    });
    let enough = (eased.is_some() && again.is_none())
        .then(|| view! { <p class="text-small">"That’s enough for today."</p> });
    let done = view! {
        <button class="btn calm" on:click=move |_| state.router.close()>
            {icon("check")}
            "Done"
        </button>
    };
    view! {
        {sub_header(session.name(), CLOSE, None)}
        <main class="player">
            <div class="player-middle">
                <p class="player-cue text-title">{session.ended_text(state)}</p>
                {enough}
            </div>
            {again.unwrap_or_else(|| done.into_any())}
        </main>
    }
    .into_any()
}
