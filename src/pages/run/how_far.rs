//! "How far?": the distance of a run, right after it or later.

use crate::components::{Sheet, icon};
use crate::domain::body::tap::LONG_PRESS_MS;
use crate::domain::run::distance::Distance;
use crate::domain::run::typed::{Reading, read_distance};
use crate::pages::form::Typed;
use crate::pages::form::fields::{self, Number};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;
use std::time::Duration;

/// The size of a step, in tenths of the unit shown: half a kilometre or mile.
const STEP_TENTHS: u64 = 5;
/// The interval between steps while a step button is held.
const STEP_AGAIN: Duration = Duration::from_millis(120);
/// How many distances of the last runs are offered.
const OFFERED: usize = 3;

pub(crate) fn sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let units = state.preferences.get_untracked().units;
    let saved = untrack(|| state.just_over()).and_then(|run| run.distance);
    let mut offered = untrack(|| state.diary.usual_distances(OFFERED + 1));
    let usual = saved.or(offered.first().copied());
    offered.retain(|distance| Some(*distance) != usual);
    offered.truncate(OFFERED);
    let text = RwSignal::new(usual.map_or_else(|| "5.0".to_owned(), |distance| distance.number(units)));
    let problem = RwSignal::new(None::<String>);
    let readings = RwSignal::new(Vec::<Distance>::new());
    let write = move |typed: String| {
        problem.set(None);
        readings.set(vec![]);
        text.set(typed);
    };
    let step = move |up: bool| {
        let typed = untrack(|| text.with(|text| read_distance(text, units)));
        let tenths = typed.as_ref().and_then(Reading::first).map_or(0, |distance| distance.tenths(units));
        let next =
            if up { tenths + STEP_TENTHS } else { tenths.saturating_sub(STEP_TENTHS).max(STEP_TENTHS) };
        write(format!("{}.{}", next / 10, next % 10));
    };
    let store = move |distance: Distance| {
        if let Some(mut run) = untrack(|| state.just_over()) {
            run.distance = Some(distance);
            state.diary.upsert(run);
        }
        state.router.close();
    };
    let save = move || match read_distance(&text.get_untracked(), units) {
        None => problem.set(Some("Use numbers, like 8.2".to_owned())),
        // An untouched default keeps the exact metres of the run that it comes from.
        Some(Reading::Sure(distance)) => {
            let is_usual = |usual: &Distance| usual.number(units) == text.get_untracked();
            store(usual.filter(is_usual).unwrap_or(distance));
        }
        Some(Reading::Ask(all)) => readings.set(all),
    };
    let chips = offered.into_iter().map(|distance| {
        view! {
            <button class="chip" on:click=move |_| store(distance)>
                {distance.text(units)}
            </button>
        }
    });
    let chips = chips.collect_view();
    let question = move || {
        let all = readings.get();
        let names = all.iter().map(|distance| fields::distance_name(*distance, units)).collect::<Vec<_>>();
        (!names.is_empty())
            .then(|| fields::question(names, move |index| store(readings.get_untracked()[index])))
    };
    let typed = Typed {
        value: text.into(),
        on_input: Callback::new(write),
        on_leave: Callback::new(|()| ()),
        problem: problem.into(),
    };
    let field = fields::number("Distance", Number::Distance(units), typed, || None);
    view! {
        <Sheet title="How far?" on_close=close>
            <div class="stepper" on:keydown=fields::on_enter(save)>
                {step_button("minus", "Less", move || step(false))}
                {field}
                {step_button("plus", "More", move || step(true))}
            </div>
            {question}
            <div class="chips wrap" role="group" aria-label="As far as lately">
                {chips}
            </div>
            <div class="button-row">
                <button class="btn quiet" on:click=move |_| close.run(())>
                    "Skip"
                </button>
                <button class="btn primary grow" on:click=move |_| save()>
                    "Save distance"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}

/// A button that steps once for a tap, and repeatedly while it is held.
fn step_button(icon_name: &'static str, label: &'static str, step: impl Fn() + Copy + 'static) -> AnyView {
    let holding = StoredValue::new(None::<IntervalHandle>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    // The click at the end of a hold must not step again.
    let has_stepped = StoredValue::new(false);
    let release = move || {
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        if let Some(holding) = holding.try_update_value(Option::take).flatten() {
            holding.clear();
        }
    };
    let press = move |_| {
        release();
        has_stepped.set_value(false);
        let start_repeating = move || {
            has_stepped.set_value(true);
            holding.set_value(set_interval_with_handle(step, STEP_AGAIN).ok());
        };
        waiting.set_value(
            set_timeout_with_handle(start_repeating, Duration::from_millis(LONG_PRESS_MS.into())).ok(),
        );
    };
    on_cleanup(release);
    view! {
        <button
            class="icon-btn ring large"
            aria-label=label
            on:pointerdown=press
            on:pointerup=move |_| release()
            on:pointercancel=move |_| release()
            on:pointerleave=move |_| release()
            on:contextmenu=move |event| event.prevent_default()
            on:click=move |_| {
                if !has_stepped.get_value() {
                    step();
                }
                has_stepped.set_value(false);
            }
        >
            {icon(icon_name)}
        </button>
    }
    .into_any()
}

/// A link to "How far?", while the distance is not known.
pub(crate) fn link(state: &'static State) -> AnyView {
    let is_open = Memo::new(move |_| {
        !state.vault.is_read_only()
            && state.just_over().is_some_and(|run| run.distance.is_none() && run.timing().is_some())
    });
    (move || {
        is_open.get().then(|| {
            view! {
                <a class="btn plain small" href=Route::HowFar.hash()>
                    "Add distance"
                </a>
            }
        })
    })
    .into_any()
}
