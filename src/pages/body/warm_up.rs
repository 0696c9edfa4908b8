//! Before the run: a few easy moves for today's spots.

use crate::components::{Dock, check, figure, icon, level_badge};
use crate::content::plan::{self, Planned};
use crate::domain::body::spots::TightSpots;
use crate::domain::feedback::Feedback;
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    let spots = state.diary.spots();
    // A tick changes the run but not its spots, so the rows are not rebuilt.
    let planned = move || plan::warm_up(&spots.get().with_flagged(&state.diary.flagged()));
    let title = move || title(planned().len());
    let text = move || {
        let picked = if spots.with(TightSpots::is_empty) {
            "for the whole body"
        } else {
            "picked for today’s spots"
        };
        about(&planned(), picked, "Keep it loose, never push into pain.")
    };
    let left_out = move || left_out(state);
    let start = move |_| {
        state.notices.dismiss();
        state.diary.start_run();
        state.router.replace(Route::Body);
        state.notices.say("Running");
        request_animation_frame(focus_heading);
    };
    view! {
        {sub_header("Warm-up", BACK, None)}
        <main class="view" inert=move || state.vault.is_read_only()>
            <div>
                <h2 class="text-title">{title}</h2>
                <p class="text-small">{text}</p>
                {left_out}
            </div>
            <ul class="card flush rows-check-figure">
                {move || planned().into_iter().map(|planned| row(state, planned)).collect_view()}
            </ul>
        </main>
        {move || {
            (!state.vault.is_read_only())
                .then(|| {
                    view! {
                        <Dock>
                            <button class="btn primary grow" on:click=start>
                                {icon("play")}
                                "Start run"
                            </button>
                        </Dock>
                    }
                })
        }}
    }
    .into_any()
}

/// "Five easy moves".
fn title(count: usize) -> String {
    let counts = ["No", "One", "Two", "Three", "Four", "Five", "Six"];
    text!(counts[count.min(6)], " easy move", if count == 1 { "" } else { "s" })
}

/// How long the moves take, what they are and how to do them. Empty if there are none.
fn about(moves: &[Planned], what: &str, how: &str) -> String {
    match plan::minutes(moves) {
        0 => String::new(),
        minutes => format!("About {minutes} minute{}, {what}. {how}", if minutes == 1 { "" } else { "s" }),
    }
}

/// Why some moves are missing.
fn left_out(state: &'static State) -> Option<AnyView> {
    let view = || {
        view! { <p class="text-small">"Sharp, numb or swollen spots are left out. Leave them alone today."</p> }
            .into_any()
    };
    (!state.diary.flagged().is_empty()).then(view)
}

/// Easy moves for a day without a run.
pub(crate) fn mobility_page() -> AnyView {
    let state = state();
    let moves = plan::warm_up(&state.diary.flagged());
    let title = title(moves.len());
    let text = about(&moves, "slow and loose", "Now and then, get up from your chair.");
    let rows = moves.into_iter().map(|planned| {
        let warm_up = planned.warm_up;
        view! {
            <li class="row">
                <div class="thumb">{figure(warm_up.figure, false)}</div>
                <div class="row-text">
                    <b>{warm_up.name}</b>
                    <span>{warm_up.dose}</span>
                    <small class="row-how">{warm_up.how}</small>
                </div>
            </li>
        }
    });
    view! {
        {sub_header("Rest-day mobility", BACK, None)}
        // Takes the focus, because nothing inside does and keys must be able to scroll.
        <main class="view" tabindex="0">
            <div>
                <h2 class="text-title">{title}</h2>
                <p class="text-small">{text}</p>
                {left_out(state)}
            </div>
            <ul class="card flush rows-figure">{rows.collect_view()}</ul>
            <p class="text-note">"From Castell"</p>
        </main>
    }
    .into_any()
}

fn row(state: &'static State, planned: Planned) -> AnyView {
    let Planned { warm_up, spot } = planned;
    let open = state.diary.open();
    let is_ticked = move || {
        open.with(|run| run.as_ref().is_some_and(|run| run.warm_up.iter().any(|id| id == warm_up.id)))
    };
    let toggle = move || {
        if !untrack(is_ticked) {
            state.give_feedback(Feedback::Ticked);
        }
        state.diary.toggle_warm_up(warm_up.id);
    };
    let spot = spot.map(|region| {
        let level = untrack(|| state.diary.spots().with(|spots| spots.level(region)));
        view! { <span class="row-spot">{level_badge(level, true)} {region.name()}</span> }
    });
    view! {
        <li class="row">
            {check(warm_up.name, is_ticked, toggle)} <div class="thumb">{figure(warm_up.figure, false)}</div>
            <div class="row-text">
                <b>{warm_up.name}</b>
                <span>{warm_up.dose}</span>
                {spot}
                <small class="row-how">{warm_up.how}</small>
            </div>
        </li>
    }
    .into_any()
}
