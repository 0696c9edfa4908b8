//! The sheets around the end of a run: when it ended, and whether to discard it.

use super::running::started_of;
use crate::components::Sheet;
use crate::domain::run::typed::read_time;
use crate::domain::run::{Refusal, Timing};
use crate::domain::time::format::{self, Seconds};
use crate::domain::time::instant::{HOUR, Instant, SECOND};
use crate::pages::form::Typed;
use crate::pages::form::fields::{self, Number};
use crate::state::route::Route;
use crate::state::state;
use leptos::prelude::*;

/// The lengths on offer for a run whose end was forgotten, in minutes.
const LENGTHS: [u32; 4] = [30, 45, 60, 90];
/// The presumed length of the first run, in seconds.
const FIRST_LENGTH: Seconds = 45 * 60;

/// Asks when the run ended, if "I'm back" comes very late or before the start.
pub(crate) fn finish_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let Some(started) = untrack(|| state.diary.open().with(|run| run.as_ref().and_then(started_of))) else {
        return ().into_any();
    };
    let now = (state.device.now)();
    let clock_went_back = now.since(started) < 0;
    let start = format::time_of_day(started.minute_of_day());
    let (title, text) = if clock_went_back {
        let now = format::time_of_day(now.minute_of_day());
        let day = started.day().spoken(started.day());
        let text = format!(
            "Your phone’s clock shows {now}, but this run began {day} at {start}. How long were you out?"
        );
        ("Your clock went back", text)
    } else {
        let text = format!("This run began {} at {start}.", started.day().spoken(now.day()));
        ("Still out? Set when you finished.", text)
    };
    // The field contains a length if the clock went back, else the time of the finish.
    let shown = move |took: Seconds| {
        if clock_went_back {
            format::clock(took)
        } else {
            format::time_field(started.plus(i64::from(took) * SECOND).minute_of_day())
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
        Err(Refusal::EndsInTheFuture) => problem.set(Some(future_text(started, took, (state.device.now)()))),
        Err(refusal) => problem.set(Some(refusal.to_string())),
    };
    let save = move || {
        let answer = answer.get_untracked();
        let took = if clock_went_back {
            read_time(&answer, None).and_then(|read| read.first().copied()).ok_or("Use numbers, like 46:20")
        } else {
            format::parse_time_of_day(&answer)
                .map(|minute| Timing::took_until(started, minute))
                .ok_or("Set a time")
        };
        match took {
            Ok(took) => finish(took),
            Err(message) => problem.set(Some(message.to_owned())),
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
                {format::minutes_long(minutes)}
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

/// The message for a finish in the future: a little later than now, or meant as a time before the start.
fn future_text(started: Instant, took: Seconds, now: Instant) -> String {
    let end = started.plus(i64::from(took) * SECOND);
    if end.since(now) < HOUR {
        text!("It’s only ", format::time_of_day(now.minute_of_day()), " now")
    } else {
        text!("That’s before the start at ", format::time_of_day(started.minute_of_day()))
    }
}

pub(crate) fn discard_sheet() -> AnyView {
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
