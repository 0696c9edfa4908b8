//! The toast "New version ready". Shown while `State::is_update_offered`; on the map, `body/row.rs` shows it.

use crate::components::icon;
use crate::state::State;
use leptos::prelude::*;

/// Stays until the runner answers it.
pub(crate) fn update_toast(state: &'static State) -> AnyView {
    view! {
        <div class="toast">
            <p>"New version ready" <small>"Your data stays as it is."</small></p>
            <button class="btn" on:click=move |_| state.updates.accept()>
                {icon("refresh")}
                "Update"
            </button>
            <button class="icon-btn" aria-label="Not now" on:click=move |_| state.updates.dismiss()>
                {icon("close")}
            </button>
        </div>
    }
    .into_any()
}
