//! One file: shows what is in it, and asks where it should go.

use crate::components::{
    Banner, Choice, ChoiceKind, Choices, Dock, Tone, icon, icon_small, icon_tile, row_text, sentences,
};
use crate::domain::run::typed::read_distance;
use crate::domain::run::{Life, Run, Timing};
use crate::domain::run_file::{Note, Recorded, Route, RunFile, Sport};
use crate::domain::time::calendar::Day;
use crate::domain::time::format::{self, Seconds};
use crate::domain::time::instant::{Instant, SECOND};
use crate::state::State;
use crate::state::run_files::timing;
use leptos::prelude::*;
use std::fmt::Write;

/// How many runs of a file are listed at most. They are the newest.
const LISTED: usize = 30;
/// The sketch's width, height and margin in px.
const SKETCH: (i32, i32, i32) = (340, 150, 22);
/// The route is drawn this many times larger and then scaled by .125. In whole px it would be jagged.
const FINER: i32 = 8;

pub(super) fn offer(
    state: &'static State,
    name: String,
    size: usize,
    file: RunFile,
    edited: Option<Run>,
) -> AnyView {
    let text = text!(file.format.name(), ", ", format::size(size), ", reads fine");
    let runs = StoredValue::new(file.runs.iter().rev().take(LISTED).cloned().collect::<Vec<_>>());
    let which = RwSignal::new(0);
    let distance = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    let card = move || runs.with_value(|runs| run_card(state, &runs[which.get()], distance, problem));
    // The existing runs that the recording can fill in.
    let targets = Memo::new({
        let edited = edited.clone();
        move |_| {
            let recorded = runs.with_value(|runs| timing(state.device, &runs[which.get()]));
            let before = recorded.as_ref().ok().and_then(|timing| state.diary.recorded_before(*timing));
            let edited = edited.clone();
            let targets = edited.into_iter().chain(before).fold(vec![], |mut targets: Vec<Run>, run| {
                if targets.iter().all(|target| target.id != run.id) {
                    targets.push(run);
                }
                targets
            });
            (recorded, targets)
        }
    });
    let target_index = RwSignal::new(0);
    Effect::new(move || {
        which.track();
        target_index.set(0);
    });
    let use_it = move |_| {
        let (recorded, targets) = targets.get_untracked();
        let typed = distance.get_untracked();
        let units = state.preferences.get_untracked().units;
        let recorded_distance = runs.with_value(|runs| runs[which.get_untracked()].distance);
        let typed = Some(typed.trim()).filter(|typed| recorded_distance.is_none() && !typed.is_empty());
        let typed =
            typed.map(|typed| read_distance(typed, units).and_then(|reading| reading.first().copied()));
        let (Ok(timing), false) = (recorded, typed == Some(None)) else {
            problem.set(Some("Use numbers, like 8.2"));
            return;
        };
        state.save_run_file(
            targets.into_iter().nth(target_index.get_untracked()),
            timing,
            recorded_distance.or(typed.flatten()),
        );
    };
    let is_valid = move || targets.with(|(recorded, _)| recorded.is_ok());
    let refusal = move || {
        targets.with(|(recorded, _)| recorded.err()).map(|refusal| {
            view! {
                <Banner icon="warning" title="That run can’t be" tone=Tone::Alert role="alert">
                    {refusal.to_string()}
                    ". Your watch or your phone may have a wrong clock. Nothing was changed."
                </Banner>
            }
        })
    };
    let target_field = move || {
        is_valid()
            .then(|| {
                targets
                    .with(|(recorded, targets)| {
                        recorded.map(|timing| target_choices(state, timing, targets, target_index))
                    })
                    .ok()
            })
            .flatten()
    };
    let notes = notes_of(&file.notes, &file.left_out);
    let notes = (!notes.is_empty()).then(|| {
        view! {
            <Banner icon="info" title="Worth a look">
                {sentences(notes)}
            </Banner>
        }
    });
    let run_field = (file.runs.len() > 1).then(|| run_choices(state, file.runs.len(), runs, which));
    view! {
        <main class="view">
            <div class="card route-card">
                <div class="card-link">
                    {icon_tile("file", "brand")} {row_text(name, text)}
                    <span class="check-static">{icon_small("check")}</span>
                </div>
                {card}
            </div>
            {notes}
            {run_field}
            {refusal}
            {target_field}
            <Banner icon="shield">
                "We keep the distance, time and finish. The route and heart rate stay in the file."
            </Banner>
        </main>
        <Dock last=true>
            <button
                class="btn quiet"
                on:click=move |_| state.choose_run_files(untrack(|| state.run_files.edited()))
            >
                "Other file"
            </button>
            <button class="btn primary grow" disabled=move || !is_valid() on:click=use_it>
                {icon("check")}
                "Use it"
            </button>
        </Dock>
    }
    .into_any()
}

/// What was guessed or left out, as sentences.
pub(super) fn notes_of(notes: &[Note], left_out: &[Sport]) -> Vec<String> {
    let left_out = left_out.iter().map(|sport| sport.name()).collect::<Vec<_>>();
    let left_out = (!left_out.is_empty()).then(|| text!("Left out: ", left_out.join(", "), "."));
    notes.iter().map(|note| sentence(note.to_string())).chain(left_out).collect()
}

/// Ends a sentence that has no end yet.
fn sentence(text: String) -> String {
    if text.ends_with('?') { text } else { text!(text, ".") }
}

fn seconds(ms: i64) -> Seconds {
    Seconds::try_from(ms / SECOND).unwrap_or(Seconds::MAX)
}

fn run_card(
    state: &'static State,
    run: &Recorded,
    distance: RwSignal<String>,
    problem: RwSignal<Option<&'static str>>,
) -> AnyView {
    let units = state.preferences.units();
    let finish = (state.device.at)(run.started.saturating_add(run.took));
    let (took, moving) = (seconds(run.took), seconds(run.moving));
    let out_for = Timing::out_for_of(took, moving).map(format::clock);
    let figure = |value: String, name| {
        view! {
            <div>
                <b>{value}</b>
                <span>{name}</span>
            </div>
        }
    };
    let field = run.distance.is_none().then(|| {
        view! {
            <label class="field">
                <span class="field-label">"Distance"</span>
                <span class="input-unit">
                    <input
                        class="input"
                        inputmode="decimal"
                        prop:value=move || distance.get()
                        aria-invalid=move || problem.get().is_some().then_some("true")
                        aria-describedby="problem-distance"
                        on:input=move |event| {
                            distance.set(event_target_value(&event));
                            problem.set(None);
                        }
                    />
                    <span>{units.sign()}</span>
                </span>
                <span class="field-help">"Not in the file"</span>
                <span class="field-error" id="problem-distance" role="alert">
                    {move || problem.get()}
                </span>
            </label>
        }
    });
    view! {
        {sketch(&run.route)}
        <div class="stats">
            {run.distance.map(|distance| figure(distance.text(units), "distance"))} {figure(format::clock(moving), "time")}
            {out_for.map(|out| figure(out, "out for"))} {figure(format::time_of_day(finish.minute_of_day()), "finished")}
        </div>
        {field}
    }
    .into_any()
}

/// The route, with a ring at the start and a dot at the finish.
fn sketch(route: &Route) -> Option<AnyView> {
    let (width, height, margin) = SKETCH;
    let points = route.sketch(width * FINER, height * FINER, margin * FINER);
    let (start, finish) = (*points.first()?, *points.last()?);
    let to_px = |fine: i32| fine / FINER;
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if index == 0 { "M" } else { "L" });
    }
    Some(
        view! {
            <svg
                class="route"
                viewBox=format!("0 0 {width} {height}")
                role="img"
                aria-label="Sketch of the route"
            >
                <path d=path transform="scale(.125)" />
                <circle cx=to_px(start.0) cy=to_px(start.1) r="8" />
                <circle class="finish" cx=to_px(finish.0) cy=to_px(finish.1) r="8" />
            </svg>
        }
        .into_any(),
    )
}

fn option(title: String, text: String) -> Choice {
    let content = view! { {row_text(title, text)} };
    Choice { content: content.into_any(), label: None }
}

/// The choice between the runs of a file.
fn run_choices(
    state: &'static State,
    count: usize,
    runs: StoredValue<Vec<Recorded>>,
    which: RwSignal<usize>,
) -> AnyView {
    let today = (state.device.now)().day();
    let units = state.preferences.units();
    let choices = runs.with_value(|runs| {
        let choice = |run: &Recorded| {
            let took = format::clock(seconds(run.moving));
            let text = match run.distance {
                Some(distance) => text!(distance.text(units), ", ", took),
                None => took,
            };
            option(moment((state.device.at)(run.started), today), text)
        };
        runs.iter().map(choice).collect()
    });
    let more = (count > LISTED).then(|| {
        view! { <span class="field-help">{format!("The newest {LISTED} of {count}")}</span> }.into_any()
    });
    options("Which run?", choices, which, more)
}

/// The choice between the existing runs and a new one.
fn target_choices(
    state: &'static State,
    timing: Timing,
    targets: &[Run],
    target_index: RwSignal<usize>,
) -> AnyView {
    let today = (state.device.now)().day();
    let existing = |run: &Run| {
        let kind = if run.timing().is_some() || matches!(run.life(), Life::Running { .. }) {
            "run"
        } else {
            "check-in"
        };
        let day = run.day();
        let title = match today.days_since(day) {
            0..=3 => text!(day.relative(today), "’s ", kind),
            _ => text!("The ", kind, " of ", day.spoken(today)),
        };
        let title = match run.minute_of_day() {
            Some(minute) => text!(title, ", ", format::time_of_day(minute)),
            None => title,
        };
        let text = if kind == "check-in" {
            "Marked for this run. Its spots stay, the run is filled in."
        } else if run.may_be(timing) {
            "About the same start. Fills in start, finish and distance."
        } else {
            "The one you were editing. Fills in day, distance and time."
        };
        option(title, text.to_owned())
    };
    let time = |at: Option<Instant>| at.map(|at| format::time_of_day(at.minute_of_day())).unwrap_or_default();
    let when =
        text!(timing.day().spoken(today), ", ", time(timing.started()), " to ", time(timing.finished()));
    let choices = targets.iter().map(existing).chain([option("A new run".to_owned(), when)]).collect();
    options("Where should it go?", choices, target_index, None)
}

/// A choice with a row for each option.
fn options(
    label: &'static str,
    choices: Vec<Choice>,
    chosen: RwSignal<usize>,
    more: Option<AnyView>,
) -> AnyView {
    view! {
        <div class="field">
            <span class="field-label">{label}</span>
            <Choices
                kind=ChoiceKind::Radio
                class="button-stack"
                each="option"
                label=label
                choices=choices
                chosen=chosen
                on_choose=Callback::new(move |index| chosen.set(index))
            />
            {more}
        </div>
    }
    .into_any()
}

/// "Tue 16 June, 6:14".
pub(super) fn moment(at: Instant, today: Day) -> String {
    text!(at.day().spoken(today), ", ", format::time_of_day(at.minute_of_day()))
}
