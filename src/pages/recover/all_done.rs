//! The page after all four steps are done.

use crate::components::{Dock, done_rows, finished_lap};
use crate::domain::run::Timing;
use crate::pages::shell::{install, warnings};
use crate::state::route::Route;
use crate::state::state;
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    let Some(run) = untrack(|| state.todays_run()) else { return ().into_any() };
    let routine = run.routine().cloned().unwrap_or_default();
    let finish = run.timing().and_then(Timing::finished);
    let run_page = Route::Run(run.id.clone()).hash();
    // Without spots there is nothing to ask.
    let asks = !run.spots.is_empty() && run.timing().is_some();
    view! {
        {warnings::banners()}
        <main class="done-screen">
            <div class="done-lap">{finished_lap(&routine)}</div>
            <div class="text-center">
                <h1 tabindex="-1">"All four. Nicely done."</h1>
                <p class="text-small">"Feet up, you’ve earned it."</p>
            </div>
            {done_rows(&routine, finish)}
            {install::offer(state)}
        </main>
        <Dock>
            <a class="btn" class:quiet=asks class:primary=!asks class:grow=!asks href=run_page>
                {if run.is_rest { "See the day" } else { "See the run" }}
            </a>
            {asks
                .then(|| {
                    view! {
                        <a class="btn primary grow" href=Route::AfterRun.hash()>
                            "And now?"
                        </a>
                    }
                })}
        </Dock>
    }
    .into_any()
}
