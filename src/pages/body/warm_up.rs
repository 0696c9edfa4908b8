//! Before the run: a few easy moves for today's spots.

use super::start::start_or_ask;
use crate::components::{Dock, check, figure, icon, level_badge};
use crate::content::advice;
use crate::content::plan::{self, Planned};
use crate::content::source::Source;
use crate::domain::feedback::Feedback;
use crate::pages::see_someone;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    // A tick changes the run but not its spots, so the rows are not rebuilt.
    let planned = move || plan::warm_up(&state.diary.advised());
    let title = move || title(planned().len());
    let text = move || {
        let moves = planned();
        let picked = if moves.iter().any(|planned| planned.spot.is_some()) {
            "picked for today’s spots"
        } else {
            "for the whole body"
        };
        about(&moves, picked, "Keep it loose, never push into pain.")
    };
    let left_out = move || left_out(state);
    // A run is not what the page suggests when a spot speaks against it.
    let class = move || match state.diary.advised().against_running() {
        Some(_) => "btn quiet grow",
        None => "btn primary grow",
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
                            <button class=class on:click=move |_| start_or_ask(state)>
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
    if count == 0 {
        return "Nothing to warm up for: rest it today".to_owned();
    }
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
    advice::left_out(&state.diary.spared()).map(see_someone::banner)
}

/// Easy moves for a day without a run.
pub(crate) fn mobility_page() -> AnyView {
    let state = state();
    let moves = plan::warm_up(&state.diary.spared());
    let title = title(moves.len());
    let text = about(&moves, "slow and loose", "Sat for an hour? Get up and do one of these.");
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
            <p class="text-note">{text!("Rest-day mobility is from ", Source::Castell.short(), ". The moves are our choice.")}</p>
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
