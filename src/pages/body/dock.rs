//! The three buttons for the check-in, which keep their positions whether spots are marked or not. For what came up on the
//! run there is only "Done".

use super::start::start_or_ask;
use super::{BodyPage, row};
use crate::components::icon;
use crate::domain::run::Moment;
use crate::state::route::Route;
use leptos::prelude::*;

/// "Warm up", "Start run", "Just log it". `class` is the class of their container.
pub(super) fn buttons(body: BodyPage, class: &'static str) -> AnyView {
    let state = body.state;
    if body.moment == Moment::After {
        let done = move |_| state.router.close();
        return view! {
            <div class=class>
                <button class="btn primary whole" on:click=done>
                    "Done"
                </button>
            </div>
        }
        .into_any();
    }
    let is_read_only = move || state.vault.is_read_only();
    let is_rest = Memo::new(move |_| state.is_rest_day());
    let first = move || {
        let (class, words, route) = if is_rest.get() {
            ("btn calm-soft dock-side", "Mobility".into_any(), Route::Mobility)
        } else {
            ("btn soft dock-side", two_lines("Warm", "up"), Route::WarmUp)
        };
        view! {
            <button class=class disabled=is_read_only on:click=move |_| state.router.go(route.clone())>
                {words}
            </button>
        }
    };
    view! {
        <div class=class>
            {first}
            <button class="btn primary" disabled=is_read_only on:click=move |_| start_or_ask(state)>
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

/// "Just log it". Logs an empty check-in too ("nothing tight"), but not by a second tap right after a log.
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
    body.offer(state.notices.show_undo(text, move || _ = state.diary.unlog(&id)));
}
