//! "Leave without saving?"

use crate::components::Sheet;
use crate::state::state;
use leptos::prelude::*;

/// The sheet over a form with changes that the runner is about to leave.
pub(crate) fn sheet() -> AnyView {
    let router = &state().router;
    let stay = Callback::new(move |()| router.stay());
    view! {
        <Sheet title="Leave without saving?" alert=true on_close=stay>
            <div class="button-row">
                <button class="btn alert grow" on:click=move |_| router.leave()>
                    "Leave without saving"
                </button>
                <button class="btn primary grow" on:click=move |_| router.stay()>
                    "Keep editing"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}
