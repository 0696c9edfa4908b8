//! The journal: runs by week, newest first.

use super::frame::{follow, root_header};
use super::patterns;
use crate::components::{icon, level_badge, map_thumbs, mini_lap};
use crate::domain::calendar::Day;
use crate::domain::distance::{Units, total_text};
use crate::domain::journal::{self, Week};
use crate::domain::run::{Outing, Run};
use crate::domain::words;
use crate::state::route::{FormPart, Route};
use crate::state::router::Router;
use crate::state::{State, state};
use leptos::prelude::*;

/// Cards shown at first, and again for each "Show older".
const PAGE: usize = 30;
/// Spots named on a card.
const NAMED: usize = 2;

/// Now and then: a phone can be lost.
fn copy_reminder(state: &'static State) -> Option<AnyView> {
    (state.wants_copy() && !state.vault.is_read_only()).then(|| {
        view! {
            <div class="banner calm" role="status">
                {icon("export")}
                <div>
                    <b>"Worth a copy?"</b>
                    "All of this is on this phone only. One file keeps it safe if the phone is lost."
                    <div class="button-row">
                        <button class="btn small calm" on:click=move |_| state.save_copy()>
                            "Save a copy"
                        </button>
                        <button class="btn small plain" on:click=move |_| state.copy_later()>
                            "Not now"
                        </button>
                    </div>
                </div>
            </div>
        }
        .into_any()
    })
}

pub(super) fn page() -> AnyView {
    let state = state();
    let shown = RwSignal::new(PAGE);
    let add = move || {
        (!state.vault.is_read_only()).then(|| {
            view! {
                <button
                    class="icon-btn"
                    aria-label="Add a run"
                    on:click=move |_| state.router.go(Route::AddRun(FormPart::Fields))
                >
                    {icon("plus")}
                </button>
            }
        })
    };
    let recovering = state.diary.recovering();
    let inside = move || {
        let today = (state.device.now)().day();
        let units = state.preferences.units();
        let recovering = recovering.get();
        state.diary.past().with(|past| {
            let all = recovering.iter().chain(past).filter(|run| journal::belongs(run));
            let count = all.clone().count();
            if count == 0 {
                return empty(move || state.router.go(Route::AddRun(FormPart::Fields)));
            }
            let weeks = journal::weeks(all.take(shown.get()));
            let sections =
                weeks.iter().map(|week| week_section(week, today, units, &state.router)).collect_view();
            let older = (count > shown.get()).then(|| {
                view! {
                    <button class="btn quiet" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                        "Show older"
                    </button>
                }
            });
            view! { {sections} {older} }.into_any()
        })
    };
    view! {
        {root_header("Journal", || None, add.into_any())}
        <main class="view">{patterns::tabs(0)} {move || copy_reminder(state)} {inside}</main>
    }
    .into_any()
}

fn empty(add: impl Fn() + 'static) -> AnyView {
    view! {
        <div class="empty">
            <div class="thumb thumb-large">
                <svg class="figure" viewBox="0 0 200 200" aria-hidden="true">
                    <use href="figures.svg#high-knee" />
                </svg>
            </div>
            <h2 class="text-title">"Your runs land here"</h2>
            <p>"Mark your spots and start a run, or add one you’ve already done."</p>
            <button class="btn primary" on:click=move |_| add()>
                {icon("plus")}
                "Add a run"
            </button>
        </div>
    }
    .into_any()
}

fn week_section(week: &Week<'_>, today: Day, units: Units, router: &'static Router) -> AnyView {
    let runs = words::count(week.run_count(), "run", "runs");
    let sums = match (week.run_count(), week.metres()) {
        (0, _) => String::new(),
        (_, 0) => runs,
        (_, metres) => [runs.as_str(), ", ", &total_text(metres, units)].concat(),
    };
    view! {
        <section class="section">
            <header>
                <h2>{week.monday.week_name(today)}</h2>
                <span class="text-note">{sums}</span>
            </header>
            {week.runs.iter().map(|run| card(run, today, units, router)).collect_view()}
        </section>
    }
    .into_any()
}

fn card(run: &Run, today: Day, units: Units, router: &'static Router) -> AnyView {
    let route = Route::Run(run.id.clone());
    let href = route.hash();
    let day = run.day().relative(today);
    let when = match run.minute_of_day() {
        Some(minute) => [day.as_str(), ", ", &words::time_of_day(minute)].concat(),
        None => day,
    };
    let spots = run.spots.strongest_first();
    let more = spots.len().saturating_sub(NAMED);
    let named = spots.iter().take(NAMED).map(|(region, spot)| {
        view! { <span>{level_badge(Some(spot.level), true)} {region.name()}</span> }
    });
    let lap = run.routine().map(|routine| {
        view! {
            <span class="run-card-lap">
                {mini_lap(routine)} <span>{format!("{} of 4", routine.done_count())}</span>
            </span>
        }
    });
    view! {
        <a class="run-card" href=href on:click=move |event| follow(router, &event, route.clone())>
            {map_thumbs(&run.spots)}
            <div class="row-text">
                <p class="run-day">{when}</p>
                <b>{headline(run, units)}</b>
                <p class="run-card-spots">
                    {named.collect_view()}
                    {spots.is_empty().then(|| view! { <span>"Nothing tight"</span> })}
                    {(more > 0).then(|| view! { <span class="more">{format!("and {more} more")}</span> })}
                </p>
            </div>
            {lap}
        </a>
    }
    .into_any()
}

/// "8.2 km 46 min", or what it was if neither is known.
fn headline(run: &Run, units: Units) -> AnyView {
    let took = run.outing().and_then(Outing::took).map(words::short);
    match (run.distance, took) {
        (Some(distance), Some(took)) => view! { {distance.text(units)} " " <small>{took}</small> }.into_any(),
        (Some(distance), None) => distance.text(units).into_any(),
        (None, Some(took)) => took.into_any(),
        (None, None) if run.outing().is_some() => "Run".into_any(),
        (None, None) => "Check-in".into_any(),
    }
}
