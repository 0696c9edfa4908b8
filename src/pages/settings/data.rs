//! The data on this phone: copies, the CSV table, and erasing everything.

use super::restore;
use crate::components::{Sheet, action_row, icon, icon_small, link_row, row_text, row_title};
use crate::domain::run::csv::csv;
use crate::domain::time::format;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The rows of "Your data".
pub(super) fn rows(state: &'static State) -> AnyView {
    let is_persisted = RwSignal::new(None::<bool>);
    let on_answer = Callback::new(move |answer: bool| {
        is_persisted.try_set(Some(answer));
    });
    (state.device.is_persisted)(on_answer);
    let status = move || {
        let size = format::size(state.vault.bytes());
        let promise = if is_persisted.get() == Some(true) { ". Safe from clean-ups." } else { "." };
        let stores = match state.vault.has_mirror() {
            Some(false) => " Your browser keeps it in one place only: save a copy now and then.",
            _ => "",
        };
        text!(format::count(state.diary.count(), "run", "runs"), ", ", size, promise, stores)
    };
    let promise = move || match is_persisted.get() {
        None => ().into_any(),
        Some(true) => view! { <span class="tag calm">{icon_small("check")} "Kept"</span> }.into_any(),
        Some(false) => view! {
            <span class="tag">"May be cleared"</span>
            <button class="btn soft small" on:click=move |_| (state.device.request_persistence)(on_answer)>
                "Keep it"
            </button>
        }
        .into_any(),
    };
    let damaged = state.vault.quarantined().len();
    let aside_row = (damaged > 0).then(|| {
        view! {
            {link_row(
                Route::SetAside.hash(),
                icon("storage"),
                row_text("Set aside", format::count(damaged, "damaged entry", "damaged entries")),
            )}
        }
    });
    let restore_row = (!state.vault.is_read_only()).then(|| {
        view! { {action_row(icon("import"), row_title("Bring a copy back"), move || state.choose_copy())} }
    });
    let snapshots = (!state.vault.is_read_only()).then(|| restore::snapshot_rows(state));
    let erase_row = (!state.vault.is_read_only()).then(|| {
        view! {
            <a class="row row-alert" href=Route::Erase.hash()>
                {icon("trash")}
                {row_title("Erase everything")}
                {icon_small("right")}
            </a>
        }
    });
    view! {
        <div class="row row-wraps">{icon("storage")} {row_text("On this phone only", status)} {promise}</div>
        {action_row(
            icon("export"),
            row_text("Save a copy", "One file with everything"),
            move || state.save_copy(),
        )}
        {action_row(
            icon("file"),
            row_text("Table for a spreadsheet", "Runs and spots as CSV"),
            move || save_table(state),
        )}
        {restore_row}
        {snapshots}
        {aside_row}
        {erase_row}
    }
    .into_any()
}

/// Hands over all runs as a CSV file.
fn save_table(state: &'static State) {
    let recovering = state.diary.recovering().get_untracked();
    let table = state.diary.past().with_untracked(|past| csv(recovering.iter().chain(past)));
    let name = text!("tightspot-", (state.device.now)().day().iso(), ".csv");
    (state.device.save_file)(&name, &table);
}

pub(crate) fn erase_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let runs = format::count(untrack(|| state.diary.count()), "run", "runs");
    let text =
        text!(runs, ", your spots and settings leave this phone for good. There’s no copy anywhere else.");
    let erase = move |_| {
        if state.vault.erase() {
            state.diary.forget();
            state.massages.forget();
            state.care.forget();
            state.preferences.forget();
            for name in (state.device.remembered)() {
                (state.device.remember)(&name, None);
            }
            state.forget_early_taps();
            state.notices.show("Everything is erased");
        }
        state.router.replace(Route::Body);
    };
    let keep = NodeRef::<leptos::html::Button>::new();
    // The focus starts on the button that changes nothing.
    keep.on_load(|keep| {
        request_animation_frame(move || {
            let _ = keep.focus();
        });
    });
    view! {
        <Sheet title="Erase everything?" text=text alert=true on_close=close>
            <div class="button-stack">
                <button class="btn quiet" on:click=move |_| state.save_copy()>
                    {icon("export")}
                    "Save a copy first"
                </button>
                <button class="btn alert-solid" on:click=erase>
                    {icon("trash")}
                    "Erase it all"
                </button>
                <button class="btn plain" node_ref=keep on:click=move |_| close.run(())>
                    "Keep my data"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}
