//! What to do with the check-in: three buttons that keep their places, with and without spots.

use super::{BodyPage, row};
use crate::components::icon;
use crate::pages::shell::focus::focus_heading;
use crate::state::route::Route;
use leptos::prelude::*;

/// "Warm up", "Start run", "Just log it". `class` is that of their box.
pub(super) fn buttons(body: BodyPage, class: &'static str) -> AnyView {
    let state = body.state;
    let is_read_only = move || state.vault.is_read_only();
    let start = move |_| {
        // What could be undone before a run is over now.
        state.notices.dismiss();
        state.diary.start_run();
        state.notices.say("Running");
        request_animation_frame(focus_heading);
    };
    view! {
        <div class=class>
            <button
                class="btn soft dock-side"
                disabled=is_read_only
                on:click=move |_| state.router.go(Route::WarmUp)
            >
                {two_lines("Warm", "up")}
            </button>
            <button class="btn primary" disabled=is_read_only on:click=start>
                {icon("play")}
                "Start run"
            </button>
            <button
                class="btn quiet dock-side"
                data-logs=""
                disabled=is_read_only
                on:click=move |_| log(body)
            >
                {two_lines("Just", "log it")}
            </button>
        </div>
    }
    .into_any()
}

fn two_lines(first: &'static str, second: &'static str) -> AnyView {
    view! {
        <span class="dock-words">
            <span>{first}</span>
            " "
            <span>{second}</span>
        </span>
    }
    .into_any()
}

/// "Just log it". "Nothing tight" is worth a log too, but not right after another one, by a second tap.
fn log(body: BodyPage) {
    let state = body.state;
    let spots = body.spots.get_untracked();
    if spots.is_empty() && body.is_offering_undo() {
        return;
    }
    let Some(id) = state.diary.log() else { return };
    let text = if spots.is_empty() {
        "Logged: nothing tight today".to_owned()
    } else {
        text!("Logged for today: ", row::count_text(&spots))
    };
    body.offer(state.notices.show_undo(text, move || state.diary.unlog(&id)));
}
