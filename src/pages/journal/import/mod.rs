//! The import of runs from files.

mod many;
mod one;

use crate::components::{Banner, Empty, Tone, icon};
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::run_files::{Opened, Stage};
use crate::state::{State, state};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Nothing,
    Progress,
    Files,
}

pub(crate) fn page() -> AnyView {
    let state = state();
    let progress = state.run_files.stage();
    let shown = Memo::new(move |_| match progress.get() {
        Stage::Nothing => Shown::Nothing,
        Stage::Reading(..) | Stage::Saving(..) => Shown::Progress,
        Stage::Read => Shown::Files,
    });
    let inside = move || match shown.get() {
        Shown::Nothing => nothing_chosen(state),
        Shown::Progress => many::progress(state),
        Shown::Files => files(state),
    };
    // Other files are a new page for the runner, although the address stays the same.
    Effect::new(move |before: Option<()>| {
        if shown.get() == Shown::Files {
            state.run_files.files().track();
        }
        if before.is_some() {
            request_animation_frame(focus_heading);
        }
    });
    view! {
        {sub_header("Runs from files", CLOSE, None)}
        {inside}
    }
    .into_any()
}

/// The page for files that another app shared.
pub(crate) fn shared_page() -> AnyView {
    state().take_shared_files();
    page()
}

fn files(state: &'static State) -> AnyView {
    let mut files = state.run_files.files().get();
    let edited = state.run_files.edited();
    let is_one = files.len() == 1;
    match files.pop() {
        _ if state.run_files.stopped_of().get().is_some() => many::list(state),
        Some(Opened { name, found: Err(bad), .. }) if is_one => refused(state, &name, &bad.to_string()),
        Some(Opened { name, size, found: Ok(file) })
            if is_one && (file.runs.len() == 1 || edited.is_some()) =>
        {
            let edited = edited.and_then(|id| untrack(|| state.diary.find(&id)));
            one::offer(state, name, size, file, edited)
        }
        _ => many::list(state),
    }
}

fn nothing_chosen(state: &'static State) -> AnyView {
    view! {
        <Empty page=true picture=icon("file") title="Which files?">
            <p>
                "GPX, TCX or FIT, as your watch or its app exports them, packed or not. Choose as many as you like."
            </p>
            <button class="btn quiet" on:click=move |_| state.choose_run_files(None)>
                "Choose files"
            </button>
        </Empty>
    }
    .into_any()
}

fn refused(state: &'static State, name: &str, why: &str) -> AnyView {
    let text = text!("“", name, "” ", why, ". Nothing was changed.");
    let another = view! {
        <button
            class="btn quiet"
            on:click=move |_| state.choose_run_files(untrack(|| state.run_files.edited()))
        >
            "Choose another file"
        </button>
    };
    view! {
        <main class="view">
            <Banner icon="warning" title="That file didn’t work" tone=Tone::Alert role="alert">
                {text}
                <div class="button-row">{another}</div>
            </Banner>
        </main>
    }
    .into_any()
}
