//! The page during a run. Its timer is the wall clock minus the stored start, so it survives closing the app.

use crate::components::{map_thumbs, run_lap};
use crate::domain::body::spots::TightSpots;
use crate::domain::run::{LONG_RUN, Life, Refusal, Run};
use crate::domain::time::format;
use crate::domain::time::instant::{Instant, Millis};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    state.clock.watch();
    let open = state.diary.open();
    let started = move || open.with(|run| run.as_ref().and_then(started_of));
    let gone = move || started().map_or(0, |started| state.clock.now().since(started));
    let seconds = move || format::seconds_gone(gone());
    let spots = open.with_untracked(|run| run.as_ref().map(|run| run.spots.clone())).unwrap_or_default();
    let title = open.with_untracked(|run| run.as_ref().map_or("", title));
    let since = untrack(started).map(since).unwrap_or_default();
    let warns = is_warned(state);
    let advice = move || advice(gone(), seconds(), warns);
    let back = move |_| match state.diary.finish(None) {
        Ok(()) => {
            state.router.go(Route::Recover);
            state.router.go(Route::HowFar);
        }
        Err(Refusal::OutOfTurn) => {}
        Err(_) => state.router.go(Route::Finish),
    };
    let can_change = move || !state.vault.is_read_only();
    let recap = spots_saved(&spots).map(|saved| {
        view! {
            <div class="run-spots">
                {map_thumbs(&spots)} <p>
                    <b>{saved}</b>
                    <span class="text-small">"We’ll pick your stretches from these."</span>
                </p>
            </div>
        }
    });
    let (is_long, is_longer) = (move || seconds() >= 3600, move || seconds() >= 36_000);
    // The button that ends the run is where "Start run" was; the one that discards it is at the other end of
    // the screen.
    view! {
        <header class="topbar run-head">
            <h1 tabindex="-1">
                <span class="run-state">{title}</span>
                " "
                <span class="topbar-sub">{since}</span>
            </h1>
            {move || {
                can_change()
                    .then(|| {
                        view! {
                            <a class="btn plain small muted" href=Route::Discard.hash()>
                                "Discard this run"
                            </a>
                        }
                    })
            }}
        </header>
        <main class="run-screen">
            {crate::pages::shell::warnings::banners()} <div class="run-lap">
                <div class="lap">
                    {run_lap(Signal::derive(move || seconds() % 3600))}
                    <div>
                        <span
                            class="timer-hero"
                            class:long=is_long
                            class:longer=is_longer
                            role="timer"
                            aria-live="off"
                        >
                            {move || format::clock(seconds())}
                        </span>
                        <p class="text-small">{advice}</p>
                    </div>
                </div>
            </div>
            {recap}
        </main>
        <div class="dock body-dock run-dock">
            <button class="btn primary" disabled=move || !can_change() on:click=back>
                "I’m back"
            </button>
        </div>
    }
    .into_any()
}

pub(crate) fn started_of(run: &Run) -> Option<Instant> {
    match run.life() {
        Life::Running { started } => Some(*started),
        _ => None,
    }
}

/// "Since 7:09".
pub(crate) fn since(started: Instant) -> String {
    text!("Since ", format::time_of_day(started.minute_of_day()))
}

/// "3 spots saved".
pub(crate) fn spots_saved(spots: &TightSpots) -> Option<String> {
    (!spots.is_empty()).then(|| text!(format::count(spots.len(), "spot", "spots"), " saved"))
}

/// "Running".
pub(crate) const fn title(run: &Run) -> &'static str {
    if run.is_walk { "Walking" } else { "Running" }
}

/// Whether a spot spoke against this run.
fn is_warned(state: &'static State) -> bool {
    untrack(|| state.diary.advised().against_running().is_some())
}

fn advice(gone: Millis, seconds: format::Seconds, warns: bool) -> String {
    if gone < 0 {
        return "Your phone’s clock went back. We’ll ask how long you were out.".to_owned();
    }
    if gone > LONG_RUN {
        return "Still out? Tap “I’m back” and set when you finished.".to_owned();
    }
    let first = match seconds / 3600 {
        0 if warns => "Keep your phone with you.".to_owned(),
        0 => "Leave the phone.".to_owned(),
        // The lap shows an hour.
        hours => format!("+{hours} h"),
    };
    let then = if warns { "If it gets worse, stop." } else { "If something turns sharp, walk home." };
    text!(first, "\n", then)
}
