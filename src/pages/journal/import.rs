//! A run from a file: what is in it, and where it should go.

use crate::components::{
    Banner, Choice, ChoiceKind, Choices, Dock, Empty, Tone, icon, icon_small, icon_tile, row_text,
};
use crate::domain::run::distance::Distance;
use crate::domain::run::typed::read_distance;
use crate::domain::run::{Life, Refusal, Run, Timing};
use crate::domain::run_file::{Recorded, Route as Way, RunFile};
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::domain::time::instant::{Instant, SECOND};
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::route::Route;
use crate::state::run_file::Opened;
use crate::state::{State, state};
use leptos::prelude::*;
use std::fmt::Write;

/// So many runs of one file are listed, the newest.
const LISTED: usize = 30;
/// The sketch's width, height and margin in px.
const SKETCH: (i32, i32, i32) = (340, 150, 22);
/// The way is drawn this many times finer (and scaled by .125), for whole px would make it jagged.
const FINER: i32 = 8;

pub(crate) fn page() -> AnyView {
    let state = state();
    let inside = move || match state.run_file.get() {
        None => nothing_chosen(state),
        Some(Opened { name, found: Err(bad), .. }) => refused(state, &name, &bad.to_string()),
        Some(Opened { name, size, found: Ok(file), into }) => {
            let into = into.and_then(|id| untrack(|| state.diary.find(&id)));
            offer(state, name, size, file, into)
        }
    };
    // What was in a file is a new page, though the address is the same.
    Effect::new(move |before: Option<()>| {
        state.run_file.track();
        if before.is_some() {
            request_animation_frame(focus_heading);
        }
    });
    view! {
        {sub_header("Run from a file", CLOSE, None)}
        {inside}
    }
    .into_any()
}

/// Where a file arrives that another app shared.
pub(crate) fn shared_page() -> AnyView {
    state().take_shared_file();
    page()
}

fn nothing_chosen(state: &'static State) -> AnyView {
    view! {
        <Empty page=true picture=icon("file") title="Which file?">
            <p>"GPX, TCX or FIT, as your watch or its app exports it."</p>
            <button class="btn quiet" on:click=move |_| state.choose_run_file(None)>
                "Choose a file"
            </button>
        </Empty>
    }
    .into_any()
}

fn refused(state: &'static State, name: &str, why: &str) -> AnyView {
    let text = text!("“", name, "” ", why, ". Nothing was changed.");
    let another = view! {
        <button class="btn quiet" on:click=move |_| state.choose_run_file(None)>
            "Choose another file"
        </button>
    };
    view! {
        <main class="view">
            <Banner icon="warning" title="That file didn’t work" tone=Tone::Alert role="alert">
                {text}
                <div class="button-row">{another}</div>
            </Banner>
        </main>
    }
    .into_any()
}

/// When a run of a file took place, on this phone's clock.
fn timing(state: &'static State, run: &Recorded) -> Result<Timing, Refusal> {
    let started = (state.device.at)(run.started);
    let took = u32::try_from(run.took / SECOND).unwrap_or(u32::MAX);
    Timing::entered(started.day(), Some(started), Some(took), (state.device.now)())
}

fn offer(state: &'static State, name: String, size: usize, file: RunFile, edited: Option<Run>) -> AnyView {
    let text = text!(file.format.name(), ", ", format::size(size), ", reads fine");
    let runs = StoredValue::new(file.runs.iter().rev().take(LISTED).cloned().collect::<Vec<_>>());
    let which = RwSignal::new(0);
    let distance = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    let card = move || runs.with_value(|runs| run_card(state, &runs[which.get()], distance, problem));
    // Where it should go: a run that is there already, or none.
    let places = Memo::new({
        let edited = edited.clone();
        move |_| {
            let recorded = runs.with_value(|runs| timing(state, &runs[which.get()]));
            let before = recorded.as_ref().ok().and_then(|timing| state.diary.recorded_before(*timing));
            let edited = edited.clone();
            let places = edited.into_iter().chain(before).fold(vec![], |mut places: Vec<Run>, run| {
                if places.iter().all(|other| other.id != run.id) {
                    places.push(run);
                }
                places
            });
            (recorded, places)
        }
    });
    let place = RwSignal::new(0);
    Effect::new(move || {
        which.track();
        place.set(0);
    });
    let use_it = move |_| {
        let (recorded, places) = places.get_untracked();
        let typed = distance.get_untracked();
        let units = state.preferences.get_untracked().units;
        let known = runs.with_value(|runs| runs[which.get_untracked()].distance);
        let typed = Some(typed.trim()).filter(|typed| known.is_none() && !typed.is_empty());
        let typed = typed.map(|typed| read_distance(typed, units).and_then(|read| read.first().copied()));
        let (Ok(timing), false) = (recorded, typed == Some(None)) else {
            problem.set(Some("Use numbers, like 8.2"));
            return;
        };
        take(state, places.into_iter().nth(place.get_untracked()), timing, known.or(typed.flatten()));
    };
    let is_right = move || places.with(|(recorded, _)| recorded.is_ok());
    let refusal = move || {
        places.with(|(recorded, _)| recorded.err()).map(|refusal| {
            view! {
                <Banner icon="warning" title="That run can’t be" tone=Tone::Alert role="alert">
                    {refusal.to_string()}
                    ". Your watch or your phone may have a wrong clock. Nothing was changed."
                </Banner>
            }
        })
    };
    let where_to = move || {
        is_right()
            .then(|| {
                places
                    .with(|(recorded, places)| {
                        recorded.map(|timing| place_choices(state, timing, places, place))
                    })
                    .ok()
            })
            .flatten()
    };
    let several = (file.runs.len() > 1).then(|| run_choices(state, file.runs.len(), runs, which));
    view! {
        <main class="view">
            <div class="card route-card">
                <div class="card-link">
                    {icon_tile("file", "brand")} {row_text(name, text)}
                    <span class="check-static">{icon_small("check")}</span>
                </div>
                {card}
            </div>
            {several}
            {refusal}
            {where_to}
            <Banner icon="shield">
                "We keep the distance, time and finish. The route and heart rate stay in the file."
            </Banner>
        </main>
        <Dock last=true>
            <button class="btn quiet" on:click=move |_| state.choose_run_file(None)>
                "Choose another"
            </button>
            <button class="btn primary grow" disabled=move || !is_right() on:click=use_it>
                {icon("check")}
                "Use it"
            </button>
        </Dock>
    }
    .into_any()
}

/// Takes the run into the journal, and goes where it goes on.
fn take(state: &'static State, before: Option<Run>, timing: Timing, distance: Option<Distance>) {
    // Not while the journal is read only, which a banner says.
    let Some((run, gave_way)) = state.diary.record(before.clone(), timing, distance) else { return };
    let text = if before.is_some() { "Filled in" } else { "Run added" };
    let id = run.id.clone();
    state.notices.show_undo(text, move || {
        state.diary.unrecord(&id, before.as_ref(), gave_way.as_ref());
        state.router.replace(before.as_ref().map_or(Route::Journal, there));
    });
    state.run_file.set(None);
    state.router.replace(there(&run));
}

/// Where a run is seen.
fn there(run: &Run) -> Route {
    match run.life() {
        Life::CheckedIn { .. } | Life::Running { .. } => Route::Body,
        Life::Back { .. } => Route::Recover,
        Life::Logged { .. } | Life::Finished { .. } => Route::Run(run.id.clone()),
    }
}

fn run_card(
    state: &'static State,
    run: &Recorded,
    distance: RwSignal<String>,
    problem: RwSignal<Option<&'static str>>,
) -> AnyView {
    let units = state.preferences.units();
    let finish = (state.device.at)(run.started.saturating_add(run.took));
    let took = format::clock(u32::try_from(run.took / SECOND).unwrap_or(u32::MAX));
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
            {run.distance.map(|distance| figure(distance.text(units), "distance"))} {figure(took, "time")}
            {figure(format::time_of_day(finish.minute_of_day()), "finished")}
        </div>
        {field}
    }
    .into_any()
}

/// The way, with a ring at the start and a dot at the finish.
fn sketch(route: &Way) -> Option<AnyView> {
    let (width, height, margin) = SKETCH;
    let points = route.sketch(width * FINER, height * FINER, margin * FINER);
    let (start, finish) = (*points.first()?, *points.last()?);
    let rough = |fine: i32| fine / FINER;
    let mut path = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if place == 0 { "M" } else { "L" });
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
                <circle cx=rough(start.0) cy=rough(start.1) r="8" />
                <circle class="finish" cx=rough(finish.0) cy=rough(finish.1) r="8" />
            </svg>
        }
        .into_any(),
    )
}

fn option(title: String, text: String) -> Choice {
    let content = view! { {row_text(title, text)} };
    Choice { content: content.into_any(), label: None }
}

/// Which run of the file.
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
            let took = format::clock(u32::try_from(run.took / SECOND).unwrap_or(u32::MAX));
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

/// Runs that are there already, then a new one.
fn place_choices(state: &'static State, timing: Timing, places: &[Run], place: RwSignal<usize>) -> AnyView {
    let today = (state.device.now)().day();
    let known = |run: &Run| {
        let what = if run.timing().is_some() || matches!(run.life(), Life::Running { .. }) {
            "run"
        } else {
            "check-in"
        };
        let day = run.day();
        let title = match today.days_since(day) {
            0..=3 => text!(day.relative(today), "’s ", what),
            _ => text!("The ", what, " of ", day.spoken(today)),
        };
        let title = match run.minute_of_day() {
            Some(minute) => text!(title, ", ", format::time_of_day(minute)),
            None => title,
        };
        let text = if what == "check-in" {
            "Marked for this run. Its spots stay, the run is filled in."
        } else if run.may_be(timing) {
            "Same start time. Fills in distance and finish."
        } else {
            "The one you were editing. Fills in day, distance and time."
        };
        option(title, text.to_owned())
    };
    let times =
        |at: Option<Instant>| at.map(|at| format::time_of_day(at.minute_of_day())).unwrap_or_default();
    let when =
        text!(timing.day().spoken(today), ", ", times(timing.started()), " to ", times(timing.finished()));
    let choices = places.iter().map(known).chain([option("A new run".to_owned(), when)]).collect();
    options("Where should it go?", choices, place, None)
}

/// One of several, each in a row of its own.
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
                on_choose=Callback::new(move |place| chosen.set(place))
            />
            {more}
        </div>
    }
    .into_any()
}

/// "Tue 16 June, 6:14".
fn moment(at: Instant, today: Day) -> String {
    text!(at.day().spoken(today), ", ", format::time_of_day(at.minute_of_day()))
}
