//! The page of one run.

use crate::components::{Section, done_rows, icon, icon_small, level_badge, map_picture, mini_lap};
use crate::domain::body::map::View;
use crate::domain::body::region::{BodyPart, Region};
use crate::domain::body::spot::{Change, Spot};
use crate::domain::body::spots::TightSpots;
use crate::domain::patterns::{SORE_HOURS, is_sore_from_massage};
use crate::domain::run::{Run, RunId, Timing};
use crate::domain::time::format;
use crate::pages::body::described;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page(id: RunId) -> AnyView {
    let state = state();
    // If there is no such entry, the address resolves to another page.
    (move || state.entry(&id).map(|run| detail(state, &run))).into_any()
}

fn detail(state: &'static State, run: &Run) -> AnyView {
    let today = (state.device.now)().day();
    let timing = run.timing();
    let can_change = !state.vault.is_read_only() && !state.is_example();
    let id = run.id.clone();
    let edit = (can_change && timing.is_some()).then(|| {
        view! {
            <a class="icon-btn" aria-label="Edit run" href=Route::EditRun(id).hash()>
                {icon("edit")}
            </a>
        }
        .into_any()
    });
    let id = run.id.clone();
    let delete = can_change.then(|| {
        view! {
            <button class="btn alert" on:click=move |_| delete(state, &id)>
                {icon("trash")}
                {if timing.is_some() { "Delete this run" } else { "Delete this check-in" }}
            </button>
        }
    });
    let recovery = run.routine().map(|routine| {
        let count = format!("{} of 4", routine.done_count());
        let lap = view! { <span class="lap-count">{mini_lap(routine)} {count}</span> }.into_any();
        let rows = done_rows(routine, timing.and_then(Timing::finished));
        view! {
            <Section title="Recovery" tools=lap>
                {rows}
            </Section>
        }
    });
    let note = (!run.note.is_empty()).then(|| {
        let note = run.note.as_str().to_owned();
        view! {
            <Section title="Note">
                <div class="card note-text" dir="auto">
                    {note}
                </div>
            </Section>
        }
    });
    view! {
        {sub_header(run.day().spoken(today), BACK, edit)}
        <main class="view">{stats(state, run)} {maps(run)} {spots(run)} {after_massage(state, run)} {recovery} {note} {delete}</main>
    }
    .into_any()
}

fn stats(state: &'static State, run: &Run) -> AnyView {
    let units = state.preferences.units();
    let start_label = if run.timing().is_some() { "started" } else { "checked in" };
    let timing = run.timing();
    let minute =
        if timing.is_some_and(|timing| timing.started().is_none()) { None } else { run.minute_of_day() };
    let values = [
        (run.distance.map(|distance| distance.text(units)), "distance"),
        (timing.and_then(Timing::took).map(format::clock), "time"),
        (timing.and_then(Timing::out_for).map(format::clock), "out for"),
        (minute.map(format::time_of_day), start_label),
        (
            timing
                .filter(|timing| timing.started().is_none())
                .and_then(Timing::finished)
                .map(|at| format::time_of_day(at.minute_of_day())),
            "finished",
        ),
    ];
    let shown = values.into_iter().filter_map(|(value, name)| {
        value.map(|value| {
            view! {
                <div>
                    <b>{value}</b>
                    <span>{name}</span>
                </div>
            }
        })
    });
    view! { <div class="stats">{shown.collect_view()}</div> }.into_any()
}

fn maps(run: &Run) -> AnyView {
    let spots = run.all_spots();
    let parts = BodyPart::ALL.map(|part| spots.count_in(part) > 0);
    let view = match parts {
        [_, false, _] => View::LEGS,
        _ => View::Whole,
    };
    let only_soles = spots.regions().any(|region| BodyPart::of(region.area()) == BodyPart::Soles);
    let pictures = |view: View| {
        let maps = view.drawings(false).map(|drawing| map_picture(view, drawing, &spots));
        view! { <div class="card run-maps">{maps.collect_view()}</div> }
    };
    view! {
        {pictures(view)}
        {only_soles.then(|| pictures(View::Part(BodyPart::Soles)))}
    }
    .into_any()
}

fn spots(run: &Run) -> AnyView {
    if run.all_spots().is_empty() {
        return view! { <p class="text-small">"Nothing tight."</p> }.into_any();
    }
    let was_asked = run.spots.count_after(None) < run.spots.len();
    let title = match (run.timing().is_some(), was_asked) {
        (true, true) => "Before the run, and after",
        (true, false) => "Before the run",
        (false, _) => "What was tight",
    };
    let section = |title: &'static str, spots: &TightSpots| {
        let rows = spots.strongest_first().into_iter().map(row).collect_view();
        (!spots.is_empty()).then(|| {
            view! {
                <Section title=title>
                    <ul class="card flush rows-level">{rows}</ul>
                </Section>
            }
        })
    };
    view! {
        {section(title, &run.spots)}
        {section("Came up on the run", &run.came_up)}
    }
    .into_any()
}

/// Why its spots do not count in what keeps coming back.
fn after_massage(state: &'static State, run: &Run) -> Option<AnyView> {
    let is_left_out = !run.spots.is_empty() && is_sore_from_massage(run, &state.deep_ends());
    is_left_out.then(|| {
        let words =
            format!("Within {SORE_HOURS} hours after a deep massage: left out of what keeps coming back.");
        view! { <p class="text-note">{words}</p> }.into_any()
    })
}

fn row((region, spot): (Region, Spot)) -> AnyView {
    let note = (!spot.note.is_empty()).then(|| {
        view! {
            <span class="row-quote" dir="auto">
                "“"
                {spot.note.as_str().to_owned()}
                "”"
            </span>
        }
    });
    view! {
        <li class="row">
            {level_badge(Some(spot.level), false)} <div class="row-text">
                <b>{region.name()}</b>
                <span>{described(&spot)}</span>
                {note}
            </div>
            {spot.after.map(after)}
        </li>
    }
    .into_any()
}

fn after(change: Change) -> AnyView {
    let icon_name = match change {
        Change::Better => "better",
        Change::Same => "same",
        Change::Worse => "worse",
    };
    view! { <span class="recheck-result">{icon_small(icon_name)} {change.word()}</span> }.into_any()
}

/// Deletes a run and offers to undo that.
pub(crate) fn delete(state: &'static State, id: &RunId) {
    if let Some((run, text)) = state.diary.delete(id) {
        state.router.replace(Route::Journal);
        let message = if run.timing().is_some() { "Run deleted" } else { "Check-in deleted" };
        state.notices.show_undo(message, move || state.diary.undelete(run.clone(), text.clone()));
    }
}
