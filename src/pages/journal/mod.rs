//! The journal: runs by week, newest first.

pub(super) mod detail;
pub(super) mod form;
pub(super) mod import;
mod month;
mod near;
pub(super) mod patterns;
pub(super) mod season;
pub(super) mod week;

use crate::components::{
    Banner, Choice, ChoiceKind, Choices, Empty, Section, Tone, icon, icon_small, level_badge, map_thumbs,
    mini_lap,
};
use crate::domain::body::region::Region;
use crate::domain::order;
use crate::domain::patterns::Heat;
use crate::domain::run::distance::{Units, total_text};
use crate::domain::run::journal::{self, Week};
use crate::domain::run::{Run, Timing};
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::pages::shell::header::root_header;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;
use month::month_strip;
use near::more_button;
use std::time::Duration;

/// The minimum number of cards on the first page. A page consists of whole weeks.
const PAGE: usize = 6;
/// How many pages after the first are built without scrolling, each in its own task. The later ones are built
/// when they come near the viewport.
const AT_ONCE: usize = 1;
/// The month strip and the area filter are shown from this many entries on.
const LONG: usize = 12;
/// The maximum number of areas in the filter.
const AREAS: usize = 8;
/// The maximum number of spots named on a card.
const NAMED: usize = 2;

/// Suggests a copy now and then, because a phone can be lost.
fn copy_reminder(state: &'static State) -> Option<AnyView> {
    (state.wants_copy() && !state.vault.is_read_only()).then(|| {
        view! {
            <Banner icon="export" title="Worth a copy?" tone=Tone::Calm role="status">
                "All of this is on this phone only. One file keeps it safe if the phone is lost."
                <div class="button-row">
                    <button class="btn small calm" on:click=move |_| state.save_copy()>
                        "Save a copy"
                    </button>
                    <button class="btn small plain" on:click=move |_| state.reset_copy_reminder()>
                        "Not now"
                    </button>
                </div>
            </Banner>
        }
        .into_any()
    })
}

pub(super) fn page() -> AnyView {
    let state = state();
    let add = move || {
        (!state.vault.is_read_only()).then(|| {
            view! {
                <a class="icon-btn" aria-label="Add a run" href=Route::AddRun.hash()>
                    {icon("plus")}
                </a>
            }
        })
    };
    let count = Memo::new(move |_| state.with_entries(|all| all.len()));
    // The tools stay while a filter is active, so that the runner can always remove it.
    let is_filtered = Memo::new(move |_| {
        state.journal_filter.with(|filter| filter.area.is_some() || filter.until.is_some())
    });
    let inside = move || match count.get() {
        0 => empty(state),
        count => {
            let has_tools = count >= LONG || is_filtered.get_untracked();
            view! {
                {has_tools
                    .then(|| {
                        view! {
                            {month_strip(state)}
                            {areas(state)}
                        }
                    })}
                {runs(state)}
            }
            .into_any()
        }
    };
    view! {
        {root_header("Journal", || None, add.into_any())}
        <main class="view">
            {patterns::tabs(0)} {move || patterns::example_note(state)} {move || copy_reminder(state)}
            {inside}
        </main>
    }
    .into_any()
}

/// The filter by area.
fn areas(state: &'static State) -> AnyView {
    let mut counts = state.with_entries(|all| {
        let mut counts = Heat::of(all).counts().to_vec();
        order::by_number(&mut counts, |(_, count)| order::falling(*count));
        counts
    });
    // The chosen area is always offered, even if none of its runs is left.
    if let Some(area) = state.journal_filter.with_untracked(|filter| filter.area) {
        let index = counts.iter().position(|(region, _)| *region == area);
        if index.is_none_or(|index| index >= AREAS) {
            counts.insert(
                AREAS.min(counts.len()).saturating_sub(1),
                (area, index.map_or(0, |index| counts[index].1)),
            );
        }
    }
    let regions: Vec<_> = counts.iter().take(AREAS).map(|(region, _)| *region).collect();
    let all = Choice { content: "All runs".into_any(), label: None };
    let area = |(region, count): &(Region, usize)| {
        let content = view! {
            {region.name()}
            <small>{*count}</small>
        };
        Choice { content: content.into_any(), label: None }
    };
    let choices = std::iter::once(all).chain(counts.iter().take(AREAS).map(area)).collect();
    let offered = regions.clone();
    let chosen = Signal::derive(move || {
        let area = state.journal_filter.with(|filter| filter.area);
        area.and_then(|area| offered.iter().position(|region| *region == area)).map_or(0, |index| index + 1)
    });
    let choose = move |index: usize| {
        let area = index.checked_sub(1).and_then(|index| regions.get(index)).copied();
        state.change_journal_filter(|filter| (filter.area, filter.pages) = (area, 0));
    };
    view! {
        <Choices
            kind=ChoiceKind::Radio
            class="chips bleed"
            each="chip"
            label="Only runs with"
            choices=choices
            chosen=chosen
            on_choose=Callback::new(choose)
        />
    }
    .into_any()
}

/// The runs that match the filter, page by page.
fn runs(state: &'static State) -> AnyView {
    (move || {
        let (area, until) = state.journal_filter.with(|filter| (filter.area, filter.until));
        // Rebuilds the list when the entries change. Opened pages stay open, because the filter counts them.
        state.with_entries(|_| ());
        let units = state.preferences.units();
        let banner = until.map(|until| {
            let text = text!("Until ", until.spoken((state.device.now)().day()));
            view! {
                <div class="banner">
                    {icon("calendar")} <div role="status">{text}</div>
                    <button
                        class="btn small plain"
                        on:click=move |_| state.change_journal_filter(|filter| filter.until = None)
                    >
                        "Newest"
                    </button>
                </div>
            }
        });
        view! {
            {banner}
            {page_of(state, 0, ListOptions { area, until, units })}
        }
    })
    .into_any()
}

/// Which runs the list shows, and in which units.
#[derive(Clone, Copy)]
struct ListOptions {
    area: Option<Region>,
    until: Option<Day>,
    units: Units,
}

/// One page of whole weeks, with the next page nested behind it, so that no card is built twice.
fn page_of(state: &'static State, page: usize, options: ListOptions) -> AnyView {
    let today = (state.device.now)().day();
    untrack(|| {
        state.with_entries(|all| {
            let matches = |run: &&Run| {
                options.until.is_none_or(|until| run.day() <= until)
                    && options.area.is_none_or(|area| run.all_spots().level(area).is_some())
            };
            let (weeks, has_more) = journal::page(all.iter().copied().filter(matches), PAGE, page);
            if weeks.is_empty() {
                return view! { <p class="text-small">"No run like that."</p> }.into_any();
            }
            let weeks = weeks.iter().map(|week| week_section(week, today, options.units));
            let weeks = weeks.collect_view();
            let next = has_more.then(|| {
                let is_open = RwSignal::new(state.journal_filter.with(|filter| filter.pages > page));
                if page < AT_ONCE && !is_open.get() {
                    // The browser paints the first page before the next one is built.
                    set_timeout(move || _ = is_open.try_set(true), Duration::ZERO);
                }
                let open = move || {
                    state.journal_filter.try_update_untracked(|filter| filter.pages = page + 1);
                    is_open.try_set(true);
                };
                move || {
                    if is_open.get() {
                        page_of(state, page + 1, options)
                    } else if page < AT_ONCE {
                        ().into_any()
                    } else {
                        more_button("Show older", open)
                    }
                }
            });
            view! {
                {weeks}
                {next}
            }
            .into_any()
        })
    })
}

fn empty(state: &'static State) -> AnyView {
    let picture = view! {
        <div class="thumb thumb-large">
            <svg class="figure" viewBox="0 0 200 200" aria-hidden="true">
                <use href="figures.svg#high-knee" />
            </svg>
        </div>
    };
    view! {
        <Empty picture=picture.into_any() title="Your runs land here">
            <p>"Mark your spots and start a run, or add one you’ve already done."</p>
            <a class="btn primary" href=Route::AddRun.hash()>
                {icon("plus")}
                "Add a run"
            </a>
            <button class="btn plain small" on:click=move |_| state.choose_run_files(None)>
                {icon_small("file")}
                "Import files"
            </button>
        </Empty>
    }
    .into_any()
}

fn week_section(week: &Week<'_>, today: Day, units: Units) -> AnyView {
    let runs = format::count(week.run_count(), "run", "runs");
    let sums = match (week.run_count(), week.metres()) {
        (0, _) => String::new(),
        (_, 0) => runs,
        (_, metres) => text!(runs, ", ", total_text(metres, units)),
    };
    let cards = week.runs.iter().map(|run| card(run, today, units)).collect_view();
    view! {
        <Section title=week.monday.week_name(today) note=sums>
            {cards}
        </Section>
    }
    .into_any()
}

fn card(run: &Run, today: Day, units: Units) -> AnyView {
    let route = Route::Run(run.id.clone());
    let href = route.hash();
    let day = run.day().relative(today);
    let when = match run.minute_of_day() {
        Some(minute) => text!(day, ", ", format::time_of_day(minute)),
        None => day,
    };
    let all = run.all_spots();
    let spots = all.strongest_first();
    let more = spots.len().saturating_sub(NAMED);
    let named = spots.iter().take(NAMED).map(|(region, spot)| {
        view! {
            <span>
                {level_badge(Some(spot.level), true)} {region.name()}
                <span class="visually-hidden">{text!(", ", spot.level.lower())}</span>
            </span>
        }
    });
    let lap = run.routine().map(|routine| {
        view! {
            <span class="run-card-lap">
                {mini_lap(routine)} <span class="visually-hidden">"Recovery: "</span>
                <span>{format!("{} of 4", routine.done_count())}</span>
            </span>
        }
    });
    view! {
        <a class="run-card" href=href>
            {map_thumbs(&all)}
            <div class="row-text">
                <p class="run-day">{when}</p>
                <b>{headline(run, units)}</b>
                <p class="run-card-spots">
                    {named.collect_view()} {spots.is_empty().then(|| view! { <span>"Nothing tight"</span> })}
                    {(more > 0).then(|| view! { <span class="more">{format!("and {more} more")}</span> })}
                </p>
            </div>
            {lap}
        </a>
    }
    .into_any()
}

/// "8.2 km 46 min", or the kind of the entry if neither is known.
fn headline(run: &Run, units: Units) -> AnyView {
    let walk = if run.is_walk { ", walk" } else { "" };
    let took = run.timing().and_then(Timing::length).map(|length| text!(length, walk));
    match (run.distance, took) {
        (Some(distance), Some(took)) => view! {
            {distance.text(units)}
            " "
            <small>{took}</small>
        }
        .into_any(),
        (Some(distance), None) => text!(distance.text(units), walk).into_any(),
        (None, Some(took)) => took.into_any(),
        (None, None) if run.is_walk => "Walk".into_any(),
        (None, None) if run.timing().is_some() => "Run".into_any(),
        (None, None) if run.is_rest => "Rest day".into_any(),
        (None, None) => "Check-in".into_any(),
    }
}
