//! Trouble with the data, said plainly on every page until it is over.

use crate::components::{Sheet, banner, icon};
use crate::domain::words;
use crate::state::route::Route;
use crate::state::state;
use crate::state::vault::Saving;
use crate::storage::StoreError;
use leptos::prelude::*;

/// The banner that stays while something is not saved, or while nothing may be.
pub(super) fn banners() -> AnyView {
    let state = state();
    let vault = state.vault;
    let saving = vault.saving();
    (move || {
        let Saving::Failing(error) = saving.get() else {
            return if vault.is_low() {
                almost_full()
            } else if state.connection.is_hint_due() {
                offline()
            } else {
                ().into_any()
            };
        };
        let text = match error {
            StoreError::Full => {
                "New taps aren’t being saved. Free some space, or save a copy of your data now."
            }
            StoreError::Blocked => {
                "Storage is switched off or blocked, so what you tap lasts only until you close this page. Save a copy before you go."
            }
            StoreError::Newer => {
                "A newer Tightspot saved this data. You can look, but not change anything until this one is updated."
            }
            StoreError::Failed => {
                "New taps aren’t being saved. Try again, or save a copy of your data now."
            }
        };
        let buttons = if error == StoreError::Newer {
            view! {
                <button class="btn small primary" on:click=move |_| state.updates.accept()>
                    "Update"
                </button>
                <button class="btn small quiet" on:click=move |_| vault.hand_over_copy()>
                    "Save a copy"
                </button>
            }
            .into_any()
        } else {
            save_or_retry()
        };
        let live = error != StoreError::Newer;
        view! { <div class="warnings">{banner(error.to_string(), text, live, buttons)}</div> }.into_any()
    })
    .into_any()
}

fn offline() -> AnyView {
    view! {
        <div class="warnings">
            <div class="banner slim" role="status">
                {icon("offline")}
                <span>"You’re offline. Everything still works."</span>
            </div>
        </div>
    }
    .into_any()
}

fn almost_full() -> AnyView {
    let text = "What you tapped is saved, but there’s hardly room for more. Free some space, or save a copy of your data now.";
    let title = "Your phone is almost out of space".to_owned();
    view! { <div class="warnings">{banner(title, text, true, save_or_retry())}</div> }.into_any()
}

fn save_or_retry() -> AnyView {
    let vault = state().vault;
    view! {
        <button class="btn small primary" on:click=move |_| vault.hand_over_copy()>
            "Save a copy"
        </button>
        <button class="btn small quiet" on:click=move |_| vault.retry()>
            "Try again"
        </button>
    }
    .into_any()
}

/// Once, at the start after something was found damaged.
pub(super) fn damaged_sheet() -> AnyView {
    let state = state();
    let damaged = state.vault.damaged();
    let close = Callback::new(move |()| damaged.set(0));
    (move || {
        let number = damaged.get();
        if number == 0 {
            return ().into_any();
        }
        let whole = untrack(|| state.diary.count());
        let title = if number == 1 {
            "One damaged entry was set aside".to_owned()
        } else {
            format!("{number} damaged entries were set aside")
        };
        let text = format!(
            "Everything else is fine: {} here. The damaged {} kept in a separate place in case it can be repaired.",
            match whole {
                1 => "1 run is".to_owned(),
                whole => [words::count(whole, "run", "runs").as_str(), " are"].concat(),
            },
            if number == 1 { "one is" } else { "ones are" },
        );
        view! {
            <Sheet title=title text=text on_close=close>
                <div class="button-stack">
                    <button class="btn primary" on:click=move |_| state.vault.hand_over_copy()>
                        {icon("export")}
                        "Save a copy"
                    </button>
                    <button
                        class="btn quiet"
                        on:click=move |_| {
                            close.run(());
                            state.router.go(Route::SetAside);
                        }
                    >
                        "See what’s missing"
                    </button>
                </div>
            </Sheet>
        }
        .into_any()
    })
    .into_any()
}
