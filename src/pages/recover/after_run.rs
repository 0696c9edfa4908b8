//! "And now?": how today's spots feel after the run. One tap each.

use super::came_up;
use crate::components::{Banner, Tone, icon, icon_small, level_badge, row_text, small_lap};
use crate::content::advice;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::body::spot::{Change, Spot};
use crate::domain::recovery::routine::Routine;
use crate::domain::run::{Run, RunId, Timing};
use crate::domain::time::format;
use crate::pages::run::how_far;
use crate::pages::see_someone;
use crate::pages::shell::header::root_header;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;
use std::time::Duration;

/// From this number on, mild spots share one row.
const SHARED_FROM: usize = 3;
/// How long "Noted" stays.
const NOTED: Duration = Duration::from_secs(4);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Asking,
    /// The last answer has just been given.
    Noted,
    /// Every spot is answered, or the runner skipped the question.
    Slim,
}

pub(crate) fn page() -> AnyView {
    let state = state();
    state.clock.watch();
    let run = Memo::new(move |_| state.todays_run());
    let id = Memo::new(move |_| run.with(|run| run.as_ref().map(|run| run.id.clone())));
    let sub = move || run.with(|run| run.as_ref().and_then(Run::timing).map(Timing::summary));
    let body = move || id.get().map(|id| body(state, run, id));
    // On a new day, or after the run was deleted, there is nothing to ask.
    Effect::new(move || {
        if id.get().is_none() && state.router.route_untracked() == Route::AfterRun {
            state.router.replace(Route::Recover);
        }
    });
    view! {
        {root_header("Recover", sub, how_far::link(state))}
        <main class="view dense">{body}</main>
    }
    .into_any()
}

fn body(state: &'static State, run: Memo<Option<Run>>, id: RunId) -> AnyView {
    let routine =
        untrack(|| run.with(|run| run.as_ref().and_then(Run::routine).cloned())).unwrap_or_default();
    let is_run = run.with_untracked(|run| run.as_ref().and_then(Run::timing).is_some());
    let has_spots = run.with_untracked(|run| run.as_ref().is_some_and(|run| !run.spots.is_empty()));
    let run_page = Route::Run(id.clone()).hash();
    // The routine can be reopened until midnight.
    let can_change = !untrack(|| state.vault.is_read_only());
    let go_on = (!routine.is_complete() && can_change).then(|| {
        let (id, routine) = (id.clone(), routine.clone());
        let go_on = move |_| state.diary.go_on(&id, routine.clone().reopened());
        view! {
            <button class="btn calm-soft" on:click=go_on>
                {icon_small("play")}
                "Go on with it"
            </button>
        }
    });
    view! {
        {finished_card(&routine, run)}
        {go_on}
        {(has_spots && is_run && can_change).then(|| question(state, run, id))}
        {(is_run && can_change).then(|| came_up::card(state))}
        <a class="btn quiet" href=run_page>
            {if is_run { "See the run" } else { "See the day" }}
        </a>
        {crate::pages::shell::install::offer(state)}
    }
    .into_any()
}

fn finished_card(routine: &Routine, run: Memo<Option<Run>>) -> AnyView {
    let is_complete = routine.is_complete();
    let finish = run.with_untracked(|run| run.as_ref().and_then(Run::timing).and_then(Timing::finished));
    let when = routine.last_done().or(finish).map(|at| format::time_of_day(at.minute_of_day()));
    let line = match (when, routine.last_done()) {
        (Some(when), Some(_)) => text!("Finished at ", when),
        _ => format!("{} of 4 done", routine.done_count()),
    };
    view! {
        <section class="card calm finished-card">
            <div class="lap">{small_lap(routine)} <div>{is_complete.then(|| icon("check"))}</div></div>
            <div class="row-text">
                <b>{if is_complete { "All four. Nicely done." } else { "Good enough for today." }}</b>
                <span>{line}</span>
            </div>
        </section>
    }
    .into_any()
}

fn question(state: &'static State, run: Memo<Option<Run>>, id: RunId) -> AnyView {
    let is_over = move || {
        run.with(|run| {
            run.as_ref().is_some_and(|run| run.after_run_skipped || run.spots.count_after(None) == 0)
        })
    };
    let shown = RwSignal::new(if untrack(is_over) { Shown::Slim } else { Shown::Asking });
    // "Noted" appears after the last answer, and turns into one line after a while.
    Effect::new(move |was_over: Option<bool>| {
        let is_over = is_over();
        if was_over == Some(false) && is_over {
            let skipped = run.with_untracked(|run| run.as_ref().is_some_and(|run| run.after_run_skipped));
            shown.set(if skipped { Shown::Slim } else { Shown::Noted });
            set_timeout(
                move || {
                    shown.try_update(|shown| {
                        if *shown == Shown::Noted {
                            *shown = Shown::Slim;
                        }
                    });
                },
                NOTED,
            );
        }
        is_over
    });
    let is_unfolded = RwSignal::new(false);
    let is_worse = move || {
        run.with(|run| run.as_ref().is_some_and(|run| run.spots.count_after(Some(Change::Worse)) > 0))
    };
    let worse_again = Memo::new(move |_| advice::worse_again(&state.diary.worse_again()));
    let advice = move || {
        match worse_again.get() {
        Some(words) => {
            view! { <Banner icon="shield" tone=Tone::Calm role="status">{words} {see_someone::link()}</Banner> }
                .into_any()
        }
        None if is_worse() => see_someone::button(),
        None => ().into_any(),
    }
    };
    let card = {
        let id = id.clone();
        move || match shown.get() {
            Shown::Asking => asking(state, run, id.clone(), is_unfolded, shown),
            Shown::Noted => view! {
                <section class="card recheck" role="status">
                    <b>"Noted. "</b>
                    <a href=Route::Patterns.hash()>"See how it moves in Patterns."</a>
                </section>
            }
            .into_any(),
            Shown::Slim => slim(state, run, id.clone(), shown),
        }
    };
    view! {
        {card}
        {advice}
    }
    .into_any()
}

fn slim(state: &'static State, run: Memo<Option<Run>>, id: RunId, shown: RwSignal<Shown>) -> AnyView {
    let summary = move || {
        run.with(|run| {
            let counts = Change::ALL.map(|change| {
                let count = run.as_ref().map_or(0, |run| run.spots.count_after(Some(change)));
                (count > 0).then(|| text!(count.to_string(), " ", change.word().to_ascii_lowercase()))
            });
            let parts: Vec<String> = counts.into_iter().flatten().collect();
            if parts.is_empty() { "skipped".to_owned() } else { parts.join(", ") }
        })
    };
    let change = move |_| {
        state.diary.skip_after_run(&id, false);
        shown.set(Shown::Asking);
    };
    view! {
        <section class="card slim-row">
            {row_text("And now?", summary)} <button class="btn plain small" on:click=change>
                "Change"
            </button>
        </section>
    }
    .into_any()
}

fn asking(
    state: &'static State,
    run: Memo<Option<Run>>,
    id: RunId,
    is_unfolded: RwSignal<bool>,
    shown: RwSignal<Shown>,
) -> AnyView {
    let spots =
        run.with_untracked(|run| run.as_ref().map(|run| run.spots.strongest_first())).unwrap_or_default();
    let is_mild = |(_, spot): &(Region, Spot)| spot.level == Level::Mild;
    let (mild, strong): (Vec<_>, Vec<_>) = spots.into_iter().partition(is_mild);
    let shares = mild.len() >= SHARED_FROM;
    let row_of = {
        let id = id.clone();
        move |(region, spot): (Region, Spot)| {
            row(state, run, id.clone(), vec![region], Some(spot.level), None)
        }
    };
    let strong_rows: Vec<AnyView> = strong.into_iter().map(&row_of).collect();
    let mild_rows = {
        let id = id.clone();
        move || {
            if shares && !is_unfolded.get() {
                let regions = mild.iter().map(|(region, _)| *region).collect();
                vec![row(state, run, id.clone(), regions, Some(Level::Mild), Some(is_unfolded))]
            } else {
                mild.iter().cloned().map(&row_of).collect()
            }
        }
    };
    let skip = move |_| {
        // If every spot is answered already, this only closes the question.
        if run.with_untracked(|run| run.as_ref().is_some_and(|run| run.spots.count_after(None) > 0)) {
            state.diary.skip_after_run(&id, true);
        }
        shown.set(Shown::Slim);
    };
    view! {
        <section class="card recheck">
            <header>
                <div>
                    <h2>"And now?"</h2>
                    <p class="text-small">"How do today’s spots feel after the run?"</p>
                </div>
                <button class="btn plain small muted" on:click=skip>
                    "Skip"
                </button>
            </header>
            <div class="recheck-row recheck-key" aria-hidden="true">
                <span></span>
                {Change::ALL.map(|change| view! { <span>{change.word()}</span> }).collect_view()}
            </div>
            {strong_rows}
            {mild_rows}
        </section>
    }
    .into_any()
}

/// One row: a spot, or several mild ones with one answer for all.
fn row(
    state: &'static State,
    run: Memo<Option<Run>>,
    id: RunId,
    regions: Vec<Region>,
    level: Option<Level>,
    unfold: Option<RwSignal<bool>>,
) -> AnyView {
    let name = match regions[..] {
        [region] => region.name(),
        _ => format!("{} mild spots", regions.len()),
    };
    let chosen = {
        let regions = regions.clone();
        move || {
            let after = run.with(|run| {
                let run = run.as_ref()?;
                let mut after =
                    regions.iter().map(|region| run.spots.get(*region).and_then(|spot| spot.after));
                let first = after.next()?;
                after.all(|other| other == first).then_some(first)
            });
            after.flatten()
        }
    };
    let chosen = Memo::new(move |_| chosen());
    let label = match unfold {
        Some(unfold) => view! {
            <button class="spot-name" aria-expanded="false" on:click=move |_| unfold.set(true)>
                {level_badge(level, true)}
                {name.clone()}
                {icon_small("right")}
            </button>
        }
        .into_any(),
        None => view! { <span class="spot-name">{level_badge(level, true)} {name.clone()}</span> }.into_any(),
    };
    let answer = move |change: Change| {
        let icon_name = match change {
            Change::Better => "better",
            Change::Same => "same",
            Change::Worse => "worse",
        };
        let is_chosen = move || chosen.get() == Some(change);
        let (id, regions) = (id.clone(), regions.clone());
        let on_click = move |_| {
            let change = (!untrack(is_chosen)).then_some(change);
            state.diary.set_after(&id, &regions, change);
        };
        view! {
            <button
                role="checkbox"
                class:worse=change == Change::Worse
                aria-checked=move || is_chosen().to_string()
                aria-label=change.word()
                on:click=on_click
            >
                {icon(icon_name)}
            </button>
        }
    };
    view! {
        <div class="recheck-row" role="group" aria-label=name>
            {label}
            {Change::ALL.map(answer).collect_view()}
        </div>
    }
    .into_any()
}
