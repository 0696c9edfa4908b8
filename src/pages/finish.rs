//! The sheets around the end of a run: how far, when it ended, and whether to drop it.

use super::fields::{self, Number};
use super::form::Typed;
use super::running::started_of;
use crate::components::{Sheet, icon};
use crate::domain::distance::{Distance, Units};
use crate::domain::instant::{HOUR, Instant, MINUTE, SECOND};
use crate::domain::run::Refusal;
use crate::domain::tap::LONG_PRESS_MS;
use crate::domain::typed::{Reading, read_distance, read_time};
use crate::domain::words::{self, Seconds};
use crate::state::route::Route;
use crate::state::state;
use leptos::prelude::*;
use std::time::Duration;

/// Half a kilometre or mile a step, in tenths of the unit shown.
const STEP_TENTHS: u32 = 5;
/// While a step button is held, it steps again after so long.
const STEP_AGAIN: Duration = Duration::from_millis(120);
/// So many distances of the last runs are offered.
const OFFERED: usize = 3;
/// Lengths that are offered for a run whose end was forgotten, in minutes.
const LENGTHS: [u32; 4] = [30, 45, 60, 90];
/// What is presumed of the first run, in seconds.
const FIRST_LENGTH: Seconds = 45 * 60;

/// "How far?": right after "I'm back", or later.
pub(super) fn how_far_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let units = state.preferences.get_untracked().units;
    let known = untrack(|| state.run_to_tell()).and_then(|run| run.distance);
    let mut offered = untrack(|| state.diary.usual_distances(OFFERED + 1));
    let usual = known.or(offered.first().copied());
    offered.retain(|distance| Some(*distance) != usual);
    offered.truncate(OFFERED);
    let text = RwSignal::new(usual.map_or_else(|| "5.0".to_owned(), |distance| distance.number(units)));
    let problem = RwSignal::new(None::<String>);
    let asked = RwSignal::new(Vec::<Distance>::new());
    let write = move |typed: String| {
        problem.set(None);
        asked.set(vec![]);
        text.set(typed);
    };
    let step = move |up: bool| {
        let tenths = untrack(|| text.with(|text| tenths(text, units)));
        let next =
            if up { tenths + STEP_TENTHS } else { tenths.saturating_sub(STEP_TENTHS).max(STEP_TENTHS) };
        write(format!("{}.{}", next / 10, next % 10));
    };
    let keep = move |distance: Distance| {
        if let Some(mut run) = untrack(|| state.run_to_tell()) {
            run.distance = Some(distance);
            state.diary.keep(run);
        }
        state.router.close();
    };
    let save = move || match read_distance(&text.get_untracked(), units) {
        None => problem.set(Some("Use numbers, like 8.2".to_owned())),
        // Where nothing was typed, the metres are those of the run it is taken from.
        Some(Reading::Sure(distance)) => {
            let is_usual = |usual: &Distance| usual.number(units) == text.get_untracked();
            keep(usual.filter(is_usual).unwrap_or(distance));
        }
        Some(Reading::Ask(all)) => asked.set(all),
    };
    let chips = offered.into_iter().map(|distance| {
        view! {
            <button class="chip" on:click=move |_| keep(distance)>
                {distance.text(units)}
            </button>
        }
    });
    let chips = chips.collect_view();
    let question = move || {
        let all = asked.get();
        let names = all.iter().map(|one| fields::distance_name(*one, units)).collect::<Vec<_>>();
        (!names.is_empty()).then(|| fields::question(names, move |place| keep(asked.get_untracked()[place])))
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

/// What is in the field in tenths of the unit, 0 where it is nothing.
fn tenths(text: &str, units: Units) -> u32 {
    let read = read_distance(text, units);
    let number = read.as_ref().and_then(Reading::first).map(|distance| distance.number(units));
    number.and_then(|number| number.replace('.', "").parse().ok()).unwrap_or(0)
}

/// A button that steps once for a tap, and again and again while it is held.
fn step_button(icon_name: &'static str, label: &'static str, step: impl Fn() + Copy + 'static) -> AnyView {
    let holding = StoredValue::new(None::<IntervalHandle>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    // A tap that ends a hold steps no more.
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
        let again = move || {
            has_stepped.set_value(true);
            holding.set_value(set_interval_with_handle(step, STEP_AGAIN).ok());
        };
        waiting.set_value(set_timeout_with_handle(again, Duration::from_millis(LONG_PRESS_MS.into())).ok());
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

/// The question when "I'm back" comes very late, or before the start.
pub(super) fn finish_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let Some(started) = untrack(|| state.diary.open().with(|run| run.as_ref().and_then(started_of))) else {
        return ().into_any();
    };
    let now = (state.device.now)();
    let clock_went_back = now.since(started) < 0;
    let start = words::time_of_day(started.minute_of_day());
    let (title, text) = if clock_went_back {
        let now = words::time_of_day(now.minute_of_day());
        let day = started.day().spoken(started.day());
        let text = format!(
            "Your phone’s clock shows {now}, but this run began {day} at {start}. How long were you out?"
        );
        ("Your clock went back", text)
    } else {
        let text = format!("This run began {} at {start}.", started.day().spoken(now.day()));
        ("Still out? Set when you finished.", text)
    };
    // The field holds a length where the clock is no help, else the time of the finish.
    let shown = move |took: Seconds| {
        if clock_went_back {
            words::clock(took)
        } else {
            words::time_field(started.plus(i64::from(took) * SECOND).minute_of_day())
        }
    };
    let usual = untrack(|| state.diary.usual_length()).unwrap_or(FIRST_LENGTH);
    let answer = RwSignal::new(shown(usual));
    let problem = RwSignal::new(None::<String>);
    let write = move |text: String| {
        problem.set(None);
        answer.set(text);
    };
    let finish = move |took: Seconds| match state.diary.finish(Some(took)) {
        Ok(()) => {
            state.router.replace(Route::Recover);
            state.router.go(Route::HowFar);
        }
        Err(Refusal::OutOfTurn) => state.router.close(),
        Err(Refusal::EndsInTheFuture) => problem.set(Some(future(started, took, (state.device.now)()))),
        Err(refusal) => problem.set(Some(refusal.to_string())),
    };
    let save = move || {
        let answer = answer.get_untracked();
        let took = if clock_went_back {
            read_time(&answer, None).and_then(|read| read.first().copied()).ok_or("Use numbers, like 46:20")
        } else {
            words::parse_time_of_day(&answer).map(|minute| took_until(started, minute)).ok_or("Set a time")
        };
        match took {
            Ok(took) => finish(took),
            Err(wrong) => problem.set(Some(wrong.to_owned())),
        }
    };
    let typed = Typed {
        value: answer.into(),
        on_input: Callback::new(write),
        on_leave: Callback::new(|()| ()),
        problem: problem.into(),
    };
    let field = if clock_went_back {
        fields::number("Time", Number::Length, typed, || None)
    } else {
        fields::line("Finished at", "time", "", typed, None, None)
    };
    let chips = LENGTHS.map(|minutes| {
        view! {
            <button class="chip" on:click=move |_| write(shown(minutes * 60))>
                {words::minutes_long(minutes)}
            </button>
        }
    });
    view! {
        <Sheet title=title text=text on_close=close>
            <div on:keydown=fields::on_enter(save)>{field}</div>
            <div class="chips wrap" role="group" aria-label="How long you were out">
                {chips.collect_view()}
            </div>
            <div class="button-row">
                <button class="btn quiet" on:click=move |_| close.run(())>
                    "Keep running"
                </button>
                <button class="btn primary grow" on:click=move |_| save()>
                    "Save finish"
                </button>
            </div>
            <button class="btn plain small muted" on:click=move |_| state.router.replace(Route::Discard)>
                "Discard this run"
            </button>
        </Sheet>
    }
    .into_any()
}

/// Seconds from the start to the first time after it at which the clock shows this minute of the day.
fn took_until(started: Instant, minute: u16) -> Seconds {
    let gone = (i64::from(minute) - i64::from(started.minute_of_day())).rem_euclid(24 * HOUR / MINUTE);
    let minutes = if gone == 0 { 24 * 60 } else { gone };
    Seconds::try_from(minutes * 60).unwrap_or(0)
}

/// What is wrong with a finish that is still to come: it is a little later than now, or was meant before the start.
fn future(started: Instant, took: Seconds, now: Instant) -> String {
    let end = started.plus(i64::from(took) * SECOND);
    if end.since(now) < HOUR {
        ["It’s only ", &words::time_of_day(now.minute_of_day()), " now"].concat()
    } else {
        ["That’s before the start at ", &words::time_of_day(started.minute_of_day())].concat()
    }
}

pub(super) fn discard_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let discard = move |_| {
        if let Some((id, started)) = state.diary.discard() {
            let text = "Run discarded. Your spots are still here.";
            state.notices.show_long_undo(text, move || state.diary.undiscard(&id, started));
        }
        state.router.close();
    };
    view! {
        <Sheet title="Discard this run?" text="Your spots stay." alert=true on_close=close>
            <div class="button-row">
                <button class="btn alert grow" on:click=discard>
                    "Discard"
                </button>
                <button class="btn primary grow" on:click=move |_| close.run(())>
                    "Keep running"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}
