//! "Finding a therapist".

use crate::components::{Sheet, sentences};
use crate::content::{source, visit};
use crate::state::state;
use leptos::prelude::*;

pub(crate) fn sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let out_of_reach = text!("Out of reach? ", visit::STAND_IN);
    view! {
        <Sheet title="Finding a therapist" on_close=close>
            {sentences(visit::FINDING.map(str::to_owned).into_iter().chain([out_of_reach]))}
            <p class="text-note">{source::names(visit::FINDING_SOURCES)}</p>
            <button class="btn primary" on:click=move |_| state.router.close()>
                "Done"
            </button>
        </Sheet>
    }
    .into_any()
}
