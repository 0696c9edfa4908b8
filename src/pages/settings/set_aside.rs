//! The damaged records that were set aside, byte for byte.

use crate::components::{Empty, icon};
use crate::domain::time::format;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::state;
use crate::storage::Quarantined;
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    let entries = state.vault.quarantined();
    let inside = if entries.is_empty() {
        view! {
            <Empty title="Nothing is set aside">
                <p>"All of your data could be read."</p>
                <button class="btn quiet" on:click=move |_| state.router.close()>
                    "Done"
                </button>
            </Empty>
        }
        .into_any()
    } else {
        let entry = |entry: Quarantined| {
            view! {
                <section class="card aside-entry">
                    <b>{entry.name}</b>
                    <span class="text-note">{format::count(entry.text.len(), "byte", "bytes")}</span>
                    <pre tabindex="0">{entry.text}</pre>
                </section>
            }
        };
        view! {
            <p class="text-small">
                "These entries could not be read. They are kept as they were found, and are part of every copy."
            </p>
            {entries.into_iter().map(entry).collect_view()}
            <button class="btn quiet" on:click=move |_| state.save_copy()>
                {icon("export")}
                "Save a copy"
            </button>
        }
        .into_any()
    };
    view! {
        {sub_header("Set aside", BACK, None)}
        <main class="view">{inside}</main>
    }
    .into_any()
}
