//! Warnings about trouble with saving, shown on every page until it is over.

use crate::components::{Banner, Sheet, Tone, icon};
use crate::domain::time::format;
use crate::state::route::Route;
use crate::state::vault::Saving;
use crate::state::{State, state};
use crate::storage::StoreError;
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Failing(StoreError),
    AlmostFull,
}

fn trouble(state: &'static State) -> Option<Trouble> {
    match state.vault.saving().get() {
        Saving::Failing(error) => Some(Trouble::Failing(error)),
        _ => state.vault.is_low().then_some(Trouble::AlmostFull),
    }
}

impl Trouble {
    fn title(self) -> String {
        match self {
            Trouble::Failing(error) => error.to_string(),
            Trouble::AlmostFull => "Your phone is almost out of space".to_owned(),
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Trouble::Failing(StoreError::Full) => {
                "New taps aren’t being saved. Free some space, or save a copy of your data now."
            }
            Trouble::Failing(StoreError::Blocked) => {
                "Storage is switched off or blocked, so what you tap lasts only until you close this page. Save a copy before you go."
            }
            Trouble::Failing(StoreError::Newer) => {
                "A newer Tightspot saved this data. You can look, but not change anything until this one is updated."
            }
            Trouble::Failing(StoreError::Failed) => {
                "New taps aren’t being saved. Try again, or save a copy of your data now."
            }
            Trouble::AlmostFull => {
                "What you tapped is saved, but there’s hardly room for more. Free some space, or save a copy of your data now."
            }
        }
    }

    fn buttons(self, state: &'static State) -> AnyView {
        let vault = state.vault;
        let is_newer = self == Trouble::Failing(StoreError::Newer);
        let update = is_newer.then(|| {
            view! {
                <button class="btn small primary" on:click=move |_| state.updates.accept()>
                    "Update"
                </button>
            }
        });
        let retry = (!is_newer).then(|| {
            view! {
                <button class="btn small quiet" on:click=move |_| vault.retry()>
                    "Try again"
                </button>
            }
        });
        view! {
            {update}
            <button
                class="btn small"
                class:primary=!is_newer
                class:quiet=is_newer
                on:click=move |_| vault.download_copy()
            >
                "Save a copy"
            </button>
            {retry}
        }
        .into_any()
    }
}

/// The banner that stays while something is unsaved or the app is read only. Without trouble, the offline
/// hint if it is due.
pub(crate) fn banners() -> AnyView {
    let state = state();
    let trouble = Memo::new(move |_| trouble(state));
    (move || match trouble.get() {
        None if state.connection.is_hint_due() => offline(),
        None => ().into_any(),
        Some(trouble) => {
            let live = trouble != Trouble::Failing(StoreError::Newer);
            let role = if live { "alert" } else { "status" };
            view! {
                <div class="warnings">
                    <Banner icon="warning" title=trouble.title() tone=Tone::Alert role=role>
                        {trouble.text()}
                        <div class="button-row">{trouble.buttons(state)}</div>
                    </Banner>
                </div>
            }
            .into_any()
        }
    })
    .into_any()
}

/// The same in a word or two, for the row below the map.
pub(crate) fn in_brief(state: &'static State) -> Option<&'static str> {
    Some(match trouble(state)? {
        Trouble::Failing(StoreError::Newer) => "Read only for now",
        Trouble::Failing(_) => "Not saved",
        Trouble::AlmostFull => "Almost out of space",
    })
}

/// The same as a sheet over Body, where there is no room for a banner.
pub(crate) fn sheet() -> AnyView {
    let state = state();
    let Some(trouble) = untrack(|| trouble(state)) else { return ().into_any() };
    let close = Callback::new(move |()| state.router.close());
    view! {
        <Sheet title=trouble.title() text=trouble.text() on_close=close>
            <div class="button-row">{trouble.buttons(state)}</div>
        </Sheet>
    }
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

/// The sheet at startup if damaged records were found.
pub(crate) fn damaged_sheet() -> AnyView {
    let state = state();
    let damaged = state.vault.damaged();
    let close = Callback::new(move |()| damaged.set(0));
    (move || {
        let count = damaged.get();
        if count == 0 {
            return ().into_any();
        }
        let runs = untrack(|| state.diary.count());
        let title = if count == 1 {
            "One damaged entry was set aside".to_owned()
        } else {
            format!("{count} damaged entries were set aside")
        };
        let text = format!(
            "Everything else is fine: {} here. The damaged {} kept in a separate place in case it can be repaired.",
            match runs {
                1 => "1 run is".to_owned(),
                runs => text!(format::count(runs, "run", "runs"), " are"),
            },
            if count == 1 { "one is" } else { "ones are" },
        );
        view! {
            <Sheet title=title text=text on_close=close>
                <div class="button-stack">
                    <button class="btn primary" on:click=move |_| state.vault.download_copy()>
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
