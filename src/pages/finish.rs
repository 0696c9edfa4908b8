//! The sheets around the end of a run: how far, when it ended, and whether to drop it.

use super::running::started_of;
use crate::components::{Sheet, icon};
use crate::domain::distance::Distance;
use crate::domain::instant::{HOUR, MINUTE};
use crate::domain::run::{Refusal, Run};
use crate::domain::words::{self, Seconds};
use crate::state::route::Route;
use crate::state::state;
use leptos::prelude::*;

/// Half a kilometre or mile a step, in metres of the unit shown.
const STEP_TENTHS: u32 = 5;

/// "How far?" right after "I'm back".
pub(super) fn how_far_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let units = state.preferences.get_untracked().units;
    let known = untrack(|| state.diary.recovering().get()).and_then(|run| run.distance);
    let last = || untrack(|| state.diary.past().with(|past| past.iter().find_map(|run: &Run| run.distance)));
    let usual = known.or_else(last).map_or_else(|| "5.0".to_owned(), |distance| distance.number(units));
    let text = RwSignal::new(usual);
    let wrong = RwSignal::new(false);
    let step = move |up: bool| {
        let tenths = Distance::parse(&text.get_untracked(), units)
            .and_then(|distance| distance.number(units).replace('.', "").parse::<u32>().ok())
            .unwrap_or(0);
        let next =
            if up { tenths + STEP_TENTHS } else { tenths.saturating_sub(STEP_TENTHS).max(STEP_TENTHS) };
        text.set(format!("{}.{}", next / 10, next % 10));
        wrong.set(false);
    };
    let save = move |_| match Distance::parse(&text.get_untracked(), units) {
        None => wrong.set(true),
        Some(distance) => {
            if let Some(mut run) = state.diary.recovering().get_untracked() {
                run.distance = Some(distance);
                state.diary.keep(run);
            }
            state.router.close();
        }
    };
    view! {
        <Sheet title="How far?" on_close=close>
            <div class="stepper">
                <button class="icon-btn ring large" aria-label="Less" on:click=move |_| step(false)>
                    {icon("minus")}
                </button>
                <label class="field">
                    <span class="visually-hidden">"Distance"</span>
                    <span class="input-unit">
                        <input
                            class="input"
                            inputmode="decimal"
                            prop:value=text
                            aria-invalid=move || wrong.get().then_some("true")
                            on:input=move |event| {
                                wrong.set(false);
                                text.set(event_target_value(&event));
                            }
                        />
                        <span>{units.sign()}</span>
                    </span>
                </label>
                <button class="icon-btn ring large" aria-label="More" on:click=move |_| step(true)>
                    {icon("plus")}
                </button>
            </div>
            {move || wrong.get().then(|| view! { <p class="field-error" role="alert">"Use numbers, like 8.2"</p> })}
            <div class="button-row">
                <button class="btn quiet" on:click=move |_| close.run(())>
                    "Skip"
                </button>
                <button class="btn primary grow" on:click=save>
                    "Save distance"
                </button>
            </div>
        </Sheet>
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
    let clock_went_back = (state.device.now)().since(started) < 0;
    let (title, text, label, kind) = if clock_went_back {
        let now = words::time_of_day((state.device.now)().minute_of_day());
        let text = format!(
            "Your phone’s clock shows {now}, but this run began {} at {}. How long were you out?",
            started.day().spoken(started.day()),
            words::time_of_day(started.minute_of_day()),
        );
        ("Your clock went back", text, "Time, as h:mm:ss or mm:ss", "text")
    } else {
        let text = format!(
            "This run began {} at {}.",
            started.day().spoken((state.device.now)().day()),
            words::time_of_day(started.minute_of_day()),
        );
        ("Still out? Set when you finished.", text, "Finished at", "time")
    };
    let answer = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let took = move || -> Option<Seconds> {
        let answer = answer.get_untracked();
        if clock_went_back {
            return words::parse_clock(&answer);
        }
        // The first time after the start at which the clock showed that.
        let minute = i64::from(words::parse_time_of_day(&answer)?);
        let gone = (minute - i64::from(started.minute_of_day())).rem_euclid(24 * HOUR / MINUTE);
        let minutes = if gone == 0 { 24 * 60 } else { gone };
        Seconds::try_from(minutes * 60).ok()
    };
    let save = move |_| {
        let Some(took) = took() else {
            problem
                .set(Some(if clock_went_back { "Use numbers, like 46:20" } else { "Set a time" }.to_owned()));
            return;
        };
        match state.diary.finish(Some(took)) {
            Ok(()) => {
                state.router.replace(Route::Recover);
                state.router.go(Route::HowFar);
            }
            Err(Refusal::OutOfTurn) => state.router.close(),
            Err(refusal) => problem.set(Some(refusal.to_string())),
        }
    };
    view! {
        <Sheet title=title text=text on_close=close>
            <label class="field">
                <span class="field-label">{label}</span>
                <input
                    class="input"
                    type=kind
                    prop:value=answer
                    aria-invalid=move || problem.get().is_some().then_some("true")
                    aria-describedby="finish-problem"
                    on:input=move |event| {
                        problem.set(None);
                        answer.set(event_target_value(&event));
                    }
                />
                <span class="field-error" id="finish-problem" role="alert">
                    {problem}
                </span>
            </label>
            <div class="button-row">
                <button class="btn quiet" on:click=move |_| close.run(())>
                    "Keep running"
                </button>
                <button class="btn primary grow" on:click=save>
                    "Save the finish"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}

pub(super) fn discard_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let discard = move |_| {
        state.diary.discard();
        state.notices.say("Run discarded. Your spots are still here.");
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
