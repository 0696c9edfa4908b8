//! The runs of one week, opened from the season.

use crate::components::{Sheet, icon, link_row, row_text};
use crate::domain::run::Run;
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The runs of one week.
pub(crate) fn sheet(monday: Day) -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let today = (state.device.now)().day();
    let rows = untrack(|| {
        state.with_entries(|all| {
            let of_week = all.iter().filter(|run| run.day().monday() == monday && run.timing().is_some());
            of_week.map(|run| run_row(state, run, today)).collect::<Vec<_>>()
        })
    });
    let text = if rows.is_empty() { "No runs".to_owned() } else { format::count(rows.len(), "run", "runs") };
    view! {
        <Sheet title=monday.week_name(today) text=text on_close=close>
            {(!rows.is_empty()).then(|| view! { <div class="card flush">{rows}</div> })}
            <button class="btn primary" on:click=move |_| state.router.close()>
                "Done"
            </button>
        </Sheet>
    }
    .into_any()
}

fn run_row(state: &'static State, run: &Run, today: Day) -> AnyView {
    let tight: Vec<String> = run.spots.strongest_first().iter().map(|(region, _)| region.name()).collect();
    let tight = if tight.is_empty() { "Nothing tight".to_owned() } else { tight.join(", ") };
    let distance = run.distance.map(|distance| distance.text(state.preferences.get_untracked().units));
    let title = [run.day().spoken_short(today)].into_iter().chain(distance).collect::<Vec<_>>().join(", ");
    link_row(Route::Run(run.id.clone()).hash(), icon("journal"), row_text(title, tight))
}
