//! "Bring a copy back": shows what a copy would change, and restores it.

use crate::components::{
    Banner, Dock, Empty, Section, Tone, action_row, icon, icon_small, icon_tile, row_text, switch,
};
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::domain::time::instant::Instant;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::notices::LONG_TOAST;
use crate::state::restore::Offer;
use crate::state::route::Route;
use crate::state::vault::Snapshot;
use crate::state::{State, state};
use crate::storage::{BadCopy, Prefer, Restore};
use leptos::prelude::*;

/// A row for each snapshot.
pub(crate) fn snapshot_rows(state: &'static State) -> AnyView {
    let snapshots = RwSignal::new(Vec::<Snapshot>::new());
    state.vault.snapshots(move |found| _ = snapshots.try_set(found));
    let row = move |snapshot: Snapshot| {
        let title = if snapshot.is_before_update { "Before an update" } else { "Before a copy came back" };
        let moment = moment(snapshot.made, state);
        let (text, name) = (text!("Everything as it was, ", moment), text!("As it was, ", moment));
        view! {
            {action_row(
                icon("refresh"),
                row_text(title, text),
                move || state.choose_snapshot(name.clone(), &snapshot.copy),
            )}
        }
    };
    (move || snapshots.get().into_iter().map(row).collect_view()).into_any()
}

/// "Sat 6 June, 7:14".
fn moment(at: Instant, state: &'static State) -> String {
    format!("{}, {}", at.day().spoken((state.device.now)().day()), format::time_of_day(at.minute_of_day()))
}

pub(crate) fn page() -> AnyView {
    let state = state();
    let inside = move || match state.copy_offer.get() {
        None => nothing_chosen(state),
        Some(Offer { name, found: Err(bad) }) => refused(state, &name, bad),
        Some(Offer { name, found: Ok(plan) }) if plan.is_empty() => nothing_new(state, name),
        Some(Offer { name, found: Ok(plan) }) => offer(state, name, plan),
    };
    view! {
        {sub_header("Bring a copy back", CLOSE, None)}
        {inside}
    }
    .into_any()
}

fn choose_button(state: &'static State, label: &'static str) -> AnyView {
    view! {
        <button class="btn quiet" on:click=move |_| state.choose_copy()>
            {label}
        </button>
    }
    .into_any()
}

fn nothing_chosen(state: &'static State) -> AnyView {
    view! {
        <Empty page=true picture=icon("import") title="Which copy?">
            <p>"A file that Tightspot saved, ending in .json."</p>
            {choose_button(state, "Choose a file")}
        </Empty>
    }
    .into_any()
}

fn refused(state: &'static State, name: &str, bad: BadCopy) -> AnyView {
    let text = text!("“", name, "” ", bad.to_string(), ". Nothing was changed.");
    view! {
        <main class="view">
            <Banner icon="warning" title="That file didn’t work" tone=Tone::Alert role="alert">
                {text}
                <div class="button-row">{choose_button(state, "Choose another file")}</div>
            </Banner>
        </main>
    }
    .into_any()
}

fn nothing_new(state: &'static State, name: String) -> AnyView {
    view! {
        <Empty page=true picture=icon("check") title="Nothing to bring back">
            <p>"This phone already has it all."</p>
            <p class="text-note">{name}</p>
            <button class="btn quiet" on:click=move |_| state.router.close()>
                "Done"
            </button>
        </Empty>
    }
    .into_any()
}

fn offer(state: &'static State, name: String, plan: Restore) -> AnyView {
    let copy_first = RwSignal::new(true);
    let saved = format!("Saved {}. {}.", moment(plan.made, state), format::count(plan.runs, "run", "runs"));
    let is_newer = plan.prefer == Prefer::Newer;
    let row = |icon_name: &'static str, class: &'static str, title: String, text: String| {
        view! {
            <li class="row">
                <span class=class>{icon(icon_name)}</span>
                {row_text(title, text)}
            </li>
        }
    };
    let runs = |count: usize| format::count(count, "run", "runs");
    let added = (plan.added > 0).then(|| {
        let title = text!(runs(plan.added), " added");
        row("plus", "icon-tile", title, "In the copy, not on this phone".to_owned())
    });
    let replaced = (!plan.replaced.is_empty()).then(|| {
        let title = text!(runs(plan.replaced.len()), " replaced");
        row(
            "refresh",
            "icon-tile brand",
            title,
            text!(
                if is_newer { "The copy is newer: " } else { "As they were then: " },
                days(&plan.replaced, (state.device.now)().day())
            ),
        )
    });
    let kept = (plan.kept > 0).then(|| {
        let title = text!(runs(plan.kept), " kept");
        row(
            "check",
            "icon-tile plain",
            title,
            if is_newer { "Same or newer here, so they stay" } else { "The same, or not in the copy" }
                .to_owned(),
        )
    });
    let others = (plan.others > 0).then(|| {
        let title = format::count(plan.others, "other entry", "other entries");
        row("gear", "icon-tile brand", text!(title, " replaced"), plan.other_kinds.join(", "))
    });
    let kept_others = (!plan.kept_kinds.is_empty()).then(|| {
        let title = text!(plan.kept_kinds.join(", "), " kept");
        let text = if is_newer { "Nothing newer in the copy" } else { "The same in the copy" };
        row("gear", "icon-tile plain", title, text.to_owned())
    });
    let unreadable = (plan.unreadable > 0).then(|| {
        let title = text!(format::count(plan.unreadable, "entry", "entries"), " left out");
        row("warning", "icon-tile plain", title, "This version can’t read them".to_owned())
    });
    let total = plan.added + plan.replaced.len();
    let bring = move |_| {
        if copy_first.get_untracked() {
            state.vault.download_copy();
        }
        // If the store refuses, nothing was changed and the banner says so.
        state.vault.restore(plan.clone(), move |undo| {
            let text = match total {
                0 => "The copy is back".to_owned(),
                1 => "1 run is back".to_owned(),
                total => format!("{total} runs are back"),
            };
            state.notices.show_long_undo(text, move || state.vault.undo_restore(&undo));
            state.copy_offer.set(None);
            state.close_overdue();
            state.router.replace(Route::Journal);
        });
    };
    view! {
        <main class="view">
            <div class="card card-link">
                {icon_tile("file", "brand")} {row_text(name, saved)}
                <span class="check-static">{icon_small("check")}</span>
            </div>
            <Section title="What will happen">
                <ul class="card flush rows-tile">
                    {added} {replaced} {kept} {others} {kept_others} {unreadable}
                </ul>
            </Section>
            <Banner icon="shield">
                {format!(
                    "Nothing is deleted. You can undo for {} seconds afterwards, and go back in Settings later.",
                    LONG_TOAST.as_secs(),
                )}
            </Banner>
            <div class="card flush">
                <div class="row">
                    {icon("export")}
                    {row_text("Save today’s data first", "A safety copy of what’s here now")}
                    {switch(
                        "Save today’s data first",
                        move || copy_first.get(),
                        move || copy_first.update(|on| *on = !*on),
                    )}
                </div>
            </div>
        </main>
        <Dock last=true>
            <button class="btn quiet" on:click=move |_| state.router.close()>
                "Back"
            </button>
            <button class="btn primary grow" on:click=bring>
                {icon("import")}
                "Bring it back"
            </button>
        </Dock>
    }
    .into_any()
}

/// "Sat 6 June, Thu 4 June", with the number of further days if there are more than three.
fn days(days: &[Day], today: Day) -> String {
    let first = days.iter().rev().take(3).map(|day| day.spoken(today)).collect::<Vec<_>>().join(", ");
    match days.len() {
        0..=3 => first,
        count => format!("{first} and {} more", count - 3),
    }
}
