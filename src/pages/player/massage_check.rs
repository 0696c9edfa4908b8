//! Before the first self-massage: who should ask a doctor first.

use crate::components::{Dock, icon};
use crate::content::massage;
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::State;
use leptos::prelude::*;

pub(super) fn page(state: &'static State) -> AnyView {
    let start = move |_| {
        state.unlock_sound();
        state.preferences.change(|settings| settings.massage_checked = true);
        state.massages.begin();
        request_animation_frame(focus_heading);
    };
    view! {
        {sub_header("Self-massage", CLOSE, None)}
        <main class="view" tabindex="0">
            <div>
                <h2 class="text-title">"First time? Quick check"</h2>
                <p class="text-small">"Self-massage isn’t for everyone, or for every spot."</p>
            </div>
            {ask_first()}
        </main>
        <Dock last=true>
            <button class="btn quiet" on:click=move |_| state.router.close()>
                "Leave it"
            </button>
            <button class="btn calm grow" on:click=start>
                {icon("play")}
                "None of these, start"
            </button>
        </Dock>
    }
    .into_any()
}

/// The list, also on the page of each guide.
pub(crate) fn ask_first() -> AnyView {
    view! {
        <div class="card prose soon">
            <b>"Ask a doctor first if you"</b>
            <ul>{massage::ASK_FIRST.map(|who| view! { <li>{who}</li> }).collect_view()}</ul>
            <p>{massage::NEVER}</p>
        </div>
    }
    .into_any()
}
