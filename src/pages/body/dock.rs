//! What to do with the check-in.

use super::BodyPage;
use crate::components::icon;
use crate::state::route::Route;
use leptos::prelude::*;

pub(super) fn dock(body: BodyPage) -> AnyView {
    view! { <div class="dock body-dock">{warm_up_button(body)} {start_button(body)} {log_button(body)}</div> }
        .into_any()
}

pub(super) fn wide_actions(body: BodyPage) -> AnyView {
    view! { <div class="wide-actions">{warm_up_button(body)} {start_button(body)} {log_button(body)}</div> }
        .into_any()
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

/// Only with something to warm up for.
fn warm_up_button(body: BodyPage) -> AnyView {
    let has_spots = Memo::new(move |_| body.spots.with(|spots| !spots.is_empty()));
    (move || {
        has_spots.get().then(|| {
            view! {
                <button class="btn soft" on:click=move |_| body.state.router.go(Route::WarmUp)>
                    "Warm up"
                </button>
            }
        })
    })
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
