//! Installing the app: the hint after a routine, the row in Settings, and the manual instructions.

use crate::components::{Banner, Sheet, Tone, action_row, icon, icon_small, icon_tile, row_text, row_title};
use crate::state::install::InstallMethod;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The hint after a finished routine, when there is a reason to keep the app. Closing it is final.
pub(crate) fn offer(state: &'static State) -> AnyView {
    let is_due =
        Memo::new(move |_| state.install.method().is_some() && !state.preferences.get().no_install_hint);
    (move || {
        is_due.get().then(|| {
            view! {
                <div class="card install-hint">
                    <button class="install-link" on:click=move |_| begin(state, Route::Install)>
                        {icon_small("add-home")}
                        <span>"Keep it on your Home Screen. Works offline."</span>
                    </button>
                    <button
                        class="icon-btn"
                        aria-label="Don’t show this again"
                        on:click=move |_| state.install.dismiss()
                    >
                        {icon_small("close")}
                    </button>
                </div>
            }
        })
    })
    .into_any()
}

pub(crate) fn row(state: &'static State) -> AnyView {
    (move || {
        state.install.method().map(|_| {
            view! {
                {action_row(
                    icon("add-home"),
                    row_title("Add to Home Screen"),
                    move || begin(state, Route::InstallInfo),
                )}
            }
        })
    })
    .into_any()
}

/// Opens the browser's prompt, or the instructions for doing it by hand.
fn begin(state: &'static State, by_hand: Route) {
    if state.install.method() == Some(InstallMethod::Asks) {
        state.install.ask();
    } else {
        state.router.go(by_hand);
    }
}

pub(crate) fn sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let step = |icon_name, title, text| {
        view! { <li class="row">{icon_tile(icon_name, "brand")} {row_text(title, text)}</li> }
    };
    let has_data = untrack(|| state.diary.count()) > 0;
    view! {
        <Sheet
            title="Keep Tightspot handy"
            text="Opens full screen, works with no signal."
            picture="icons/favicon.svg"
            on_close=close
        >
            <ol class="plain-list">
                {step("share", "Tap Share", "In Safari’s bar. It may be under “…”.")}
                {step("add-home", "Choose Add to Home Screen", "Scroll down the list a little.")}
                {step("check", "Tap Add", "Then open Tightspot from there.")}
            </ol>
            {has_data
                .then(|| {
                    view! {
                        <Banner icon="info" tone=Tone::Calm>
                            "Already logged runs here? Save a copy in Settings first. The Home Screen app starts its own journal."
                        </Banner>
                    }
                })}
            <button class="btn primary" on:click=move |_| close.run(())>
                "Got it"
            </button>
        </Sheet>
    }
    .into_any()
}
