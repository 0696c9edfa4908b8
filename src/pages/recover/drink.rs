//! The first step: drink to thirst, best within half an hour.

use super::{change, finish, routine, timing, toggle};
use crate::components::{check, icon, minute_dashes, row_text};
use crate::content::advice;
use crate::domain::recovery::routine::{REHYDRATE_WITHIN, RehydrateWindow, Routine, Step};
use crate::domain::run::Timing;
use crate::domain::time::format;
use crate::domain::time::instant::MINUTE;
use crate::pages::shell::focus::focus;
use crate::state::State;
use leptos::prelude::*;

fn window(state: &'static State) -> RehydrateWindow {
    routine(state).rehydrate_window(finish(state), state.clock.now())
}

/// On a rest day: nothing counts from a finish.
pub(super) fn row(state: &'static State) -> AnyView {
    let is_done = move || routine(state).is_done(Step::Rehydrate);
    view! {
        <section class="card calm drink-card">
            <div class="row">
                {check("Rehydrate", is_done, move || toggle(state, Step::Rehydrate))}
                {row_text(advice::TO_THIRST, "")} {glasses(state)}
            </div>
        </section>
    }
    .into_any()
}

pub(super) fn card(state: &'static State) -> AnyView {
    let is_done = move || routine(state).is_done(Step::Rehydrate);
    let minutes = Signal::derive(move || match window(state) {
        RehydrateWindow::Open { left } => 30 - format::minutes_gone(left + MINUTE - 1).min(30),
        RehydrateWindow::Passed { .. } => 30,
    });
    let time = move || match window(state) {
        RehydrateWindow::Open { left } if is_done() => {
            format::minutes_long(format::minutes_gone(REHYDRATE_WITHIN - left))
        }
        RehydrateWindow::Open { left } => format::clock(format::seconds_left(left)),
        RehydrateWindow::Passed { since_finish } => format::minutes_long(format::minutes_gone(since_finish)),
    };
    let is_late = move || matches!(window(state), RehydrateWindow::Passed { .. });
    let counts_up = move || is_late() || is_done();
    let caption = move || if counts_up() { "since you finished" } else { "minutes left" };
    let title = move || if is_done() { advice::TO_THIRST } else { "Rehydrate" };
    let note =
        move || if is_done() { "Best in the first half hour".to_owned() } else { advice::rehydrate_within() };
    let amount = move || {
        let is_long = timing(state).is_some_and(Timing::is_long);
        advice::drinking(is_done(), is_late(), is_long, routine(state).glasses())
    };
    view! {
        <section class="card calm drink-card">
            <div class="row">
                {check("Rehydrate", is_done, move || toggle(state, Step::Rehydrate))}
                {row_text(title, note)}
            </div>
            <div class="lap">
                {minute_dashes(minutes, Signal::derive(is_done))}
                <div>
                    <span class="timer" role="timer" aria-live="off">
                        {time}
                    </span>
                    <p class="lap-caption">{caption}</p>
                </div>
            </div>
            <div class="drink-amount">
                <p>
                    <b>{move || amount().0}</b>
                    <span class="text-small">{move || amount().1}</span>
                </p>
                {glasses(state)}
            </div>
        </section>
    }
    .into_any()
}

/// The glasses so far, and one more. Counted, never a target: no empty glass waits to be filled. A tap on a glass takes it
/// back.
fn glasses(state: &'static State) -> AnyView {
    let so_far = move || routine(state).glasses();
    let set = move |glasses: u8| {
        let now = (state.device.now)();
        change(state, |routine| routine.drink(glasses, now));
    };
    let take_back = move || {
        set(untrack(so_far).saturating_sub(1));
        request_animation_frame(|| focus(".glasses .ring"));
    };
    let glass = move |index: u8| {
        view! {
            <button
                class="glass"
                aria-pressed="true"
                aria-label=format!("Glass {}", index + 1)
                on:click=move |_| take_back()
            >
                {icon("glass")}
            </button>
        }
    };
    let is_full = move || so_far() == Routine::MAX_GLASSES;
    view! {
        <span class="glasses" role="group" aria-label="Glasses">
            <For each=move || 0..so_far() key=|index| *index children=glass />
            <button
                class="icon-btn ring"
                aria-label="One more glass"
                class:full=is_full
                on:click=move |_| set(untrack(so_far) + 1)
            >
                {icon("plus")}
            </button>
        </span>
    }
    .into_any()
}
