//! "Start run", which asks once a day when a spot speaks against running. It never forbids a run.

use crate::components::Sheet;
use crate::content::advice;
use crate::domain::body::region::{Area, Region};
use crate::domain::body::spot::Spot;
use crate::domain::run::Run;
use crate::domain::time::calendar::Day;
use crate::pages::see_someone;
use crate::pages::shell::focus::focus_heading;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// Starts the run, or asks first. It asks again on the same day about another spot, and always about the chest.
pub(super) fn start_or_ask(state: &'static State) {
    let today = (state.device.now)().day();
    let worst = untrack(|| state.diary.advised().against_running().map(|(region, _)| region));
    let settings = state.preferences.get_untracked();
    let is_asked =
        |region: Region| [settings.start_asked, settings.start_asked_newer].contains(&Some((today, region)));
    let is_settled = |region: Region| region.area() != Area::Chest && is_asked(region);
    if worst.is_none_or(is_settled) {
        start(state, false);
    } else if state.router.route_untracked() == Route::WarmUp {
        // "Rest today" leads to Body, not back to the warm-up.
        state.router.replace(Route::StartAsks);
    } else {
        state.router.go(Route::StartAsks);
    }
}

fn start(state: &'static State, is_walk: bool) {
    // Once the run starts, earlier changes can no longer be undone.
    state.notices.dismiss();
    if is_walk {
        state.diary.start_walk();
    } else {
        state.diary.start_run();
    }
    match state.router.route_untracked() {
        Route::Body => {}
        Route::StartAsks => state.router.close(),
        _ => state.router.replace(Route::Body),
    }
    state.notices.say(if is_walk { "Walking" } else { "Running" });
    request_animation_frame(focus_heading);
}

/// "Left shin is sharp".
pub(crate) fn sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let worst = untrack(|| {
        let advised = state.diary.advised();
        advised.against_running().map(|(region, spot)| (region, spot.clone()))
    });
    // If nothing speaks against a run any more, the address resolves to Body.
    let Some((region, spot)) = worst else { return ().into_any() };
    let today = (state.device.now)().day();
    let marked = marked_on(state, region, &spot, today);
    let (title, text) = advice::before_run(region, &spot, marked, today);
    let go = move |is_walk: bool| {
        state.preferences.change(|settings| {
            let asked =
                if region.is_newer() { &mut settings.start_asked_newer } else { &mut settings.start_asked };
            *asked = Some((today, region));
        });
        start(state, is_walk);
    };
    let is_chest = region.area() == Area::Chest;
    let walk = (!is_chest).then(|| {
        view! {
            <button class="btn quiet grow" on:click=move |_| go(true)>
                "Walk only"
            </button>
        }
    });
    // What was flagged on an earlier day may be gone by now.
    let gone = move |_| {
        let undo = state.diary.answer(region, true);
        state.router.close();
        if let Some(undo) = undo {
            let undo = move || state.diary.undo(undo.clone());
            state.notices.show_undo(text!(region.name(), ": gone"), undo);
        }
    };
    let gone = (spot.is_flagged() && marked < today).then(|| {
        view! {
            <button class="btn plain small" on:click=gone>
                "It’s gone"
            </button>
        }
    });
    // "Rest today" is where "Start run" was, so that a second tap cannot start the run.
    view! {
        <Sheet title=title text=text on_close=close>
            <div class="button-stack">
                <div class="button-row even">
                    {walk}
                    <button class="btn quiet grow" on:click=move |_| go(false)>
                        "Run anyway"
                    </button>
                </div>
                <button class="btn primary" on:click=move |_| rest(state, region)>
                    "Rest today"
                </button>
                {gone}
                {see_someone::button()}
            </div>
        </Sheet>
    }
    .into_any()
}

/// The day of the newest mark of a spot that is to be spared.
fn marked_on(state: &'static State, region: Region, spot: &Spot, today: Day) -> Day {
    let has_it = |run: &&Run| run.all_spots().get(region) == Some(spot);
    let (open, recovering) = untrack(|| (state.diary.open().get(), state.diary.recovering().get()));
    let current = open.iter().chain(&recovering).find(has_it).map(Run::day);
    current
        .or_else(|| state.diary.past().with_untracked(|past| past.iter().find(has_it).map(Run::day)))
        .unwrap_or(today)
}

/// "Rest today": logs the check-in.
fn rest(state: &'static State, region: Region) {
    let rested = state.diary.rest_today(region);
    state.router.close();
    if let Some((id, undo)) = rested {
        state.notices.show_undo("Resting today, logged", move || {
            if state.diary.unlog(&id) {
                state.diary.undo(undo.clone());
            }
        });
    }
}
