//! What to do with the check-in.

use super::BodyPage;
use crate::components::icon;
use leptos::prelude::*;

pub(super) fn dock(body: BodyPage) -> AnyView {
    view! { <div class="dock body-dock">{start_button(body)} {log_button(body)}</div> }.into_any()
}

pub(super) fn wide_actions(body: BodyPage) -> AnyView {
    view! { <div class="wide-actions">{start_button(body)} {log_button(body)}</div> }.into_any()
}

fn start_button(body: BodyPage) -> AnyView {
    let start = move |_| {
        body.state.diary.start_run();
        body.state.notices.say("Running");
        request_animation_frame(crate::pages::frame::focus_heading);
    };
    view! {
        <button class="btn primary grow" on:click=start>
            {icon("play")}
            "Start run"
        </button>
    }
    .into_any()
}

fn log_button(body: BodyPage) -> AnyView {
    let state = body.state;
    let log = move |_| {
        if let Some(id) = state.diary.log() {
            body.undo.set(None);
            state.notices.show_undo("Logged for today", move || state.diary.unlog(&id));
        }
    };
    view! {
        <button class="btn quiet" on:click=log>
            "Just log it"
        </button>
    }
    .into_any()
}
