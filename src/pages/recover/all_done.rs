//! All four steps are done.

use crate::components::{done_rows, finished_lap};
use crate::domain::run::Timing;
use crate::state::route::Route;
use crate::state::state;
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    let Some(run) = untrack(|| state.todays_run()) else { return ().into_any() };
    let routine = run.routine().cloned().unwrap_or_default();
    let finish = run.timing().and_then(Timing::finished);
    let id = run.id.clone();
    let see = move |_| state.router.go(Route::Run(id.clone()));
    // Without spots there is nothing to ask.
    let asks = !run.spots.is_empty();
    view! {
        {crate::pages::shell::warnings::banners()}
        <main class="done-screen">
            <div class="done-lap">{finished_lap(&routine)}</div>
            <div class="text-center">
                <h1 tabindex="-1">"All four. Nicely done."</h1>
                <p class="text-small">"Feet up, you’ve earned it."</p>
            </div>
            {done_rows(&routine, finish)}
            {crate::pages::shell::install::offer(state)}
        </main>
        <div class="dock">
            {if asks {
                view! {
                    <button class="btn quiet" on:click=see>
                        "See the run"
                    </button>
                    <button class="btn primary grow" on:click=move |_| state.router.go(Route::AfterRun)>
                        "And now?"
                    </button>
                }
                    .into_any()
            } else {
                view! {
                    <button class="btn primary grow" on:click=see>
                        "See the run"
                    </button>
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}
