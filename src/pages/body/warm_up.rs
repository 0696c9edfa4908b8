//! Before the run: a few easy moves for today's spots.

use super::start::start_or_ask;
use crate::components::{Dock, check, figure, icon, icon_large, level_badge};
use crate::content::advice;
use crate::content::plan::{self, Planned, WarmUpPlan};
use crate::content::source::Source;
use crate::content::warm_up::{self, Part};
use crate::domain::care::race::class_on;
use crate::domain::feedback::Feedback;
use crate::pages::see_someone;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    // A tick changes the run but not its spots, so the rows are not rebuilt.
    let race = move || {
        let today = state.clock.day().get();
        state.care.with_races(|races| class_on(races, today))
    };
    let planned = move || WarmUpPlan::of(&state.diary.advised(), race());
    let title = move || title(planned().moves.len());
    let text = move || {
        let plan = planned();
        let picked = match race() {
            Some(_) => "for race morning",
            None if plan.moves.iter().any(|planned| planned.spot.is_some()) => "picked for today’s spots",
            None => "for the whole body",
        };
        about(plan.minutes(), picked, "Keep it loose, never push into pain.")
    };
    let rows = move || {
        let WarmUpPlan { before, moves, after } = planned();
        let before = before.into_iter().map(|part| part_row(state, part));
        let moves = moves.into_iter().map(|planned| row(state, planned));
        before.chain(moves).chain(after.into_iter().map(|part| part_row(state, part))).collect_view()
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
                {rows}
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
fn about(minutes: u32, what: &str, how: &str) -> String {
    match minutes {
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
    let moves = plan::mobility(&untrack(|| state.recent_spots()), (state.device.now)().day());
    let title = title(moves.len());
    let picked = if moves.iter().any(|planned| planned.spot.is_some()) {
        "picked for your last spots"
    } else {
        "slow and loose"
    };
    let text = about(plan::minutes(&moves), picked, "No stretch to hold, nothing that hurts.");
    let rows = moves.into_iter().map(|planned| row(state, planned));
    view! {
        {sub_header("Rest-day mobility", BACK, None)}
        <main class="view" inert=move || state.vault.is_read_only()>
            <div>
                <h2 class="text-title">{title}</h2>
                <p class="text-small">{text}</p>
                {left_out(state)}
            </div>
            <ul class="card flush rows-check-figure">
                {part_row(state, &warm_up::STAND_UP)} {rows.collect_view()}
            </ul>
            <p class="text-note">{text!("Rest-day mobility is from ", Source::Castell.short(), ". The moves are our choice.")}</p>
        </main>
    }
    .into_any()
}

fn tick(state: &'static State, id: &'static str, name: &'static str) -> AnyView {
    let open = state.diary.open();
    let is_ticked = move || {
        open.with(|run| run.as_ref().is_some_and(|run| run.warm_up.iter().any(|ticked| ticked == id)))
    };
    let toggle = move || {
        if !untrack(is_ticked) {
            state.give_feedback(Feedback::Ticked);
        }
        state.diary.toggle_warm_up(id);
    };
    check(name, is_ticked, toggle)
}

/// What comes before or after the moves.
fn part_row(state: &'static State, part: &'static Part) -> AnyView {
    view! {
        <li class="row">
            {tick(state, part.id, part.name)} <div class="thumb">{icon_large("warmup")}</div>
            <div class="row-text">
                <b>{part.name}</b>
                <span>{part.dose()}</span>
                <small class="row-how">{part.how}</small>
            </div>
        </li>
    }
    .into_any()
}

fn row(state: &'static State, planned: Planned) -> AnyView {
    let Planned { warm_up, spot } = planned;
    let spot = spot.map(|region| {
        let level = untrack(|| state.recent_spots().level(region));
        view! { <span class="row-spot">{level_badge(level, true)} {region.name()}</span> }
    });
    view! {
        <li class="row">
            {tick(state, warm_up.id, warm_up.name)} <div class="thumb">{figure(warm_up.figure, false)}</div>
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
