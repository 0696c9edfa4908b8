//! The steps of a closed routine as rows.

use super::icon::icon_small;
use crate::domain::recovery::routine::{Routine, Step, StepState};
use crate::domain::time::format;
use crate::domain::time::instant::Instant;
use leptos::prelude::*;

/// Every step as a row: with a tick and its value on the right if it was done, else without a tick.
pub fn done_rows(routine: &Routine, finish: Option<Instant>) -> AnyView {
    let row = |step: Step| {
        let done = routine.is_done(step);
        let mark = if done {
            view! { <span class="check-static">{icon_small("check")}</span> }.into_any()
        } else {
            view! { <span class="check-static open" aria-hidden="true"></span> }.into_any()
        };
        let name = if done { step.done_name() } else { step.name() };
        view! {
            <li class="row row-low">
                {mark} <div class="row-text">
                    <b>
                        {name} {(!done).then(|| view! { <span class="visually-hidden">", not done"</span> })}
                    </b>
                </div>
                <span class="row-value">{value(step, routine, finish)}</span>
            </li>
        }
    };
    view! { <ul class="card flush rows-mark">{Step::ALL.map(row).collect_view()}</ul> }.into_any()
}

fn value(step: Step, routine: &Routine, finish: Option<Instant>) -> String {
    let StepState::Done(Some(at)) = *routine.state(step) else { return String::new() };
    let guided = routine.guided();
    match (step, finish) {
        (Step::Rehydrate, Some(finish)) => {
            text!(format::minutes_long(format::minutes_gone(at.since(finish))), " after")
        }
        (Step::Stretch, _) if !guided.stretched.is_empty() => {
            format::count(guided.stretched.len(), "stretch", "stretches")
        }
        (Step::LegsUp, _) if guided.legs_up > 0 => format::clock(guided.legs_up),
        (Step::Breathe, _) if guided.breathe > 0 => format::clock(guided.breathe),
        _ => format::time_of_day(at.minute_of_day()),
    }
}
