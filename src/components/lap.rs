//! The lap, a stadium-shaped ring: countdown, run clock, result. Its numbers are also shown as text, so every
//! lap is hidden from screen readers.

use crate::domain::recovery::routine::{Routine, Step};
use leptos::prelude::*;

const EMPTY: &str = "M110 6H152A62 62 0 0 1 152 130H68A62 62 0 0 1 68 6H110z";
const DONE: &str = "M150 8H205A87 87 0 0 1 205 182H95A87 87 0 0 1 95 8H150z";
const MINI: &str = "M22 2.5H30A11.5 11.5 0 0 1 30 25.5H14A11.5 11.5 0 0 1 14 2.5H22";
const MINUTES: &str = "M163 7.5H231A87.5 87.5 0 0 1 231 182.5H95A87.5 87.5 0 0 1 95 7.5H163";
const SMALL: &str = "M48 4.5H66A25.5 25.5 0 0 1 66 55.5H30A25.5 25.5 0 0 1 30 4.5H48";
const TIMER: &str = "M171 6H280A56 56 0 0 1 280 118H62A56 56 0 0 1 62 6H171";
const RUN: &str = "M171 7A164 164 0 0 1 335 171V249A164 164 0 0 1 7 249V171A164 164 0 0 1 171 7z";

/// Formats hundredths of a percent as "38.62", for `stroke-dasharray` on a `pathLength` of 100.
fn percent(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The portrait lap of the run clock: one lap is an hour, with a mark every ten minutes. `seconds` is the time into the current
/// hour.
pub fn run_lap(seconds: Signal<u32>) -> AnyView {
    let filled = move || text!(percent(seconds.get() * 10_000 / 3600), " 200");
    let marks = [
        "M318.6 114.6L329.8 110.3",
        "M318.6 305.4L329.8 309.7",
        "M171 407V419",
        "M23.4 305.4L12.2 309.7",
        "M23.4 114.6L12.2 110.3",
    ];
    view! {
        <svg viewBox="0 0 342 420" aria-hidden="true">
            <path class="lap-track" stroke-width="14" d=RUN />
            <path class="lap-fill" stroke-width="14" pathLength="100" stroke-dasharray=filled d=RUN />
            <path class="lap-start" d="M171 18V-4" />
            {marks.map(|d| view! { <path class="lap-mark" d=d /> }).collect_view()}
        </svg>
    }
    .into_any()
}

/// Thirty dashes, one for each minute of the rehydrate window, of which `gone` are gone (at most 30). They count down: what
/// is gone is dim. Or they count up: what is gone is filled.
pub fn minute_dashes(gone: Signal<u32>, counts_up: Signal<bool>) -> AnyView {
    let dash = move |minute: u32| {
        let offset = percent(57 + minute * 1000 / 3);
        let is_filled = move || (gone.get() > minute) == counts_up.get();
        let class = move || if is_filled() { "lap-fill lap-dash" } else { "lap-track lap-dash" };
        view! {
            <path
                class=class
                pathLength="100"
                stroke-width="15"
                stroke-dasharray=text!("0 ", offset, " 2.20 200")
                d=MINUTES
            />
        }
    };
    view! {
        <svg viewBox="0 0 326 190" aria-hidden="true">
            {(0..30).map(dash).collect_view()}
        </svg>
    }
    .into_any()
}

/// The lap of a player. `left` is the remaining part of a hold, in hundredths of a percent.
pub fn timer_lap(left: Signal<u32>) -> AnyView {
    let filled = move || text!(percent(left.get()), " 200");
    view! {
        <svg viewBox="0 0 342 124" aria-hidden="true">
            <path class="lap-track" stroke-width="12" d=text!(TIMER, "z") />
            <path class="lap-fill" stroke-width="12" pathLength="100" stroke-dasharray=filled d=TIMER />
        </svg>
    }
    .into_any()
}

/// A lap that fills and empties with the breath, for runners who prefer reduced motion.
pub fn breath_lap() -> AnyView {
    view! {
        <svg class="pacer-lap" viewBox="0 0 342 124" aria-hidden="true">
            <path class="lap-track" stroke-width="12" d=text!(TIMER, "z") />
            <path class="lap-fill" stroke-width="12" pathLength="100" d=TIMER />
        </svg>
    }
    .into_any()
}

/// The completed part of a routine, for a card.
pub fn small_lap(routine: &Routine) -> AnyView {
    let done = u32::try_from(routine.done_count()).unwrap_or(0);
    view! {
        <svg viewBox="0 0 96 60" aria-hidden="true">
            <path class="lap-track" stroke-width="9" d=text!(SMALL, "z") />
            <path
                class="lap-fill"
                stroke-width="9"
                pathLength="100"
                stroke-dasharray=text!(percent(done * 2500), " 200")
                d=SMALL
            />
        </svg>
    }
    .into_any()
}

/// A lap split into `goal` parts, of which `count` are filled.
pub fn goal_lap(count: usize, goal: usize) -> AnyView {
    let part = |index: usize| {
        let (length, gap) = (10_000 / goal, 275);
        let start = u32::try_from(index * length + gap).unwrap_or_default();
        let drawn = u32::try_from(length.saturating_sub(2 * gap)).unwrap_or_default();
        let class = if index < count { "lap-fill lap-dash" } else { "lap-track lap-dash" };
        view! {
            <path
                class=class
                pathLength="100"
                stroke-width="9"
                stroke-dasharray=text!("0 ", percent(start), " ", percent(drawn), " 200")
                d=SMALL
            />
        }
    };
    view! {
        <svg viewBox="0 0 96 60" aria-hidden="true">
            {(0..goal).map(part).collect_view()}
        </svg>
    }
    .into_any()
}

pub fn empty_lap() -> AnyView {
    view! {
        <svg viewBox="0 0 220 136" aria-hidden="true">
            <path class="lap-track" stroke-width="12" d=EMPTY />
        </svg>
    }
    .into_any()
}

/// The result of a routine: a lap with four stamps and the sun in the middle. It is closed after all four
/// steps, else filled as far as the routine got.
pub fn finished_lap(routine: &Routine) -> AnyView {
    let done = u32::try_from(routine.done_count()).unwrap_or(0);
    let filled = text!(percent(done * 2500), " 200");
    let stamp = |step: Step| {
        let (icon, x, y) = match step {
            Step::Rehydrate => ("#i-recover", 150, 8),
            Step::Stretch => ("#i-stretch", 292, 95),
            Step::LegsUp => ("#i-legs-up", 150, 182),
            Step::Breathe => ("#i-breath", 8, 95),
        };
        let class = if routine.is_done(step) { "stamp" } else { "stamp open" };
        view! {
            <circle class=class cx=x cy=y r="19" />
            <svg class="stamp-icon" x=x - 11 y=y - 11 width="22" height="22" viewBox="0 0 24 24">
                <use href=icon />
            </svg>
        }
    };
    view! {
        <div class="lap">
            <svg viewBox="0 0 300 190" aria-hidden="true">
                <path class="lap-track" stroke-width="16" d=DONE />
                <path class="lap-fill" stroke-width="16" pathLength="100" stroke-dasharray=filled d=DONE />
                {Step::ALL.map(stamp).collect_view()}
            </svg>
            <div>
                <svg class="sunrise" viewBox="0 0 160 84" aria-hidden="true">
                    <path class="sun" d="M48 74a32 32 0 0 1 64 0z" />
                    <path class="ray" d="M80 26V12M115 40l10-10M45 40L35 30M130 70h12M30 70H18" />
                    <path class="horizon" d="M8 78H152" />
                </svg>
            </div>
        </div>
    }
    .into_any()
}

/// The four steps as four quarters. After all of them the lap is closed, with a tick.
pub fn mini_lap(routine: &Routine) -> AnyView {
    let quarters = if routine.is_complete() {
        view! {
            <path class="done" d=text!(MINI, "z") />
            <path class="closed" d="M17 14.3l3.6 3.4 6.4-6.7" />
        }
        .into_any()
    } else {
        let quarter = |(index, step)| {
            let dashes = ["0 2 21 200", "0 27 21 200", "0 52 21 200", "0 77 21 200"][index];
            view! {
                <path
                    class=routine.is_done(step).then_some("done")
                    pathLength="100"
                    stroke-dasharray=dashes
                    d=MINI
                />
            }
        };
        Step::ALL.into_iter().enumerate().map(quarter).collect_view().into_any()
    };
    view! {
        <svg class="mini-lap" viewBox="0 0 44 28" aria-hidden="true">
            {quarters}
        </svg>
    }
    .into_any()
}
