//! "Something new?": what came up on the run.

use crate::components::{icon, row_text};
use crate::domain::body::spots::TightSpots;
use crate::domain::run::Moment;
use crate::state::State;
use crate::state::route::Route;
use leptos::prelude::*;

/// The card that opens the map. It names what is marked.
pub(super) fn card(state: &'static State) -> AnyView {
    let spots = state.diary.marks(Moment::After);
    let title =
        move || if spots.with(TightSpots::is_empty) { "Something new?" } else { "Came up on the run" };
    let names = move || {
        let spots = spots.with(TightSpots::strongest_first);
        let names: Vec<String> = spots.into_iter().map(|(region, _)| region.name()).collect();
        if names.is_empty() { "Came up on the run".to_owned() } else { names.join(", ") }
    };
    let sign = move || icon(if spots.with(TightSpots::is_empty) { "plus" } else { "edit" });
    view! {
        <a class="card row something-new" href=Route::CameUp.hash()>
            {row_text(title, names)} <span class="icon-btn">{sign}</span>
        </a>
    }
    .into_any()
}
