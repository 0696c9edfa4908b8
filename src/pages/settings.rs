//! Settings, and the data on this phone.

use super::care::see_someone_row;
use super::frame::{BACK, sub_header};
use super::{install, restore};
use crate::components::{Choice, ChoiceKind, Choices, Sheet, icon, icon_small, row_text, switch};
use crate::domain::breath::Breath;
use crate::domain::distance::Units;
use crate::domain::settings::{Settings, Theme};
use crate::domain::table::csv;
use crate::domain::words;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

pub(super) fn page() -> AnyView {
    let state = state();
    view! {
        {sub_header("Settings", BACK, None)}
        <main class="view">
            <section class="section">
                <header>
                    <h2>"Look and feel"</h2>
                </header>
                <div class="card flush inset-52">{look_and_feel(state)}</div>
            </section>
            <section class="section">
                <header>
                    <h2>"Recover"</h2>
                </header>
                <div class="card flush inset-52">{recover(state)}</div>
            </section>
            <section class="section">
                <header>
                    <h2>"Your data"</h2>
                </header>
                <div class="card flush inset-52">{your_data(state)}</div>
            </section>
            <section class="section">
                <header>
                    <h2>"About"</h2>
                </header>
                <div class="card flush inset-52">
                    {install::row(state)} {see_someone_row()}
                    <button class="row" on:click=move |_| state.router.go(Route::About)>
                        {icon("book")}
                        {row_text("About and sources", concat!("Version ", env!("CARGO_PKG_VERSION")))}
                        {icon_small("right")}
                    </button>
                </div>
            </section>
        </main>
    }
    .into_any()
}

fn look_and_feel(state: &'static State) -> AnyView {
    let preferences = &state.preferences;
    let settings = move || preferences.get();
    let theme = |icon_name, word: &'static str| Choice {
        content: view! { {icon_small(icon_name)} {word} }.into_any(),
        label: None,
    };
    let themes = [Theme::Auto, Theme::Light, Theme::Dark];
    let units = [Units::Kilometres, Units::Miles];
    let toggle = move |change: fn(&mut Settings)| move || preferences.change(change);
    view! {
        <div class="row row-stacked">
            <div class="row-label">{icon("moon")} "Theme"</div>
            <Choices
                kind=ChoiceKind::Radio
                class="segmented"
                label="Theme"
                choices=vec![theme("auto", "Auto"), theme("sun", "Light"), theme("moon", "Dark")]
                chosen=Signal::derive(move || {
                    themes.iter().position(|theme| *theme == settings().theme).unwrap_or(0)
                })
                on_choose=Callback::new(move |place: usize| {
                    preferences.change(|settings| settings.theme = themes[place]);
                })
            />
        </div>
        <div class="row row-stacked">
            <div class="row-label">{icon("ruler")} "Distance"</div>
            <Choices
                kind=ChoiceKind::Radio
                class="segmented"
                label="Distance"
                choices=["Kilometres", "Miles"]
                    .map(|word| Choice {
                        content: word.into_any(),
                        label: None,
                    })
                    .into()
                chosen=Signal::derive(move || usize::from(settings().units == Units::Miles))
                on_choose=Callback::new(move |place: usize| {
                    preferences.change(|settings| settings.units = units[place]);
                })
            />
        </div>
        <div class="row">
            {icon("phone")} {row_text("Buzz on tap", "Where your phone supports it")}
            {switch(
                "Buzz on tap",
                move || settings().buzz,
                toggle(|settings| settings.buzz = !settings.buzz),
            )}
        </div>
        <div class="row">
            {icon("sound")} <div class="row-text">
                <b>"Timer sounds"</b>
            </div>
            {switch(
                "Timer sounds",
                move || settings().sounds,
                toggle(|settings| settings.sounds = !settings.sounds),
            )}
        </div>
        <div class="row">
            {icon("mirror")} {row_text("Mirror the front", "Your left on the left, like a mirror")}
            {switch(
                "Mirror the front",
                move || settings().mirror,
                toggle(|settings| settings.mirror = !settings.mirror),
            )}
        </div>
    }
    .into_any()
}

fn recover(state: &'static State) -> AnyView {
    let preferences = &state.preferences;
    let breath = move || preferences.get().breath;
    let word = |text: String| Choice { content: text.into_any(), label: None };
    let paces = Breath::PACES.map(|(inhale, exhale)| word(format!("{inhale} / {exhale}")));
    let lengths = Breath::MINUTES.map(|minutes| word(format!("{minutes} min")));
    let set = move |inhale, exhale, minutes| {
        if let Some(breath) = Breath::new(inhale, exhale, minutes) {
            preferences.change(|settings| settings.breath = breath);
        }
    };
    // Asked for here and nowhere else: a question out of the blue is answered with no.
    let remind = move || {
        if preferences.get_untracked().remind {
            preferences.change(|settings| settings.remind = false);
            return;
        }
        (state.device.ask_to_notify)(Callback::new(move |allowed: bool| {
            if allowed {
                preferences.change(|settings| settings.remind = true);
            } else {
                state.notices.show("Your browser doesn’t allow reminders here");
            }
        }));
    };
    view! {
        <div class="row row-stacked">
            <div class="row-label">{icon("breath")} "Breathing, seconds in and out"</div>
            <Choices
                kind=ChoiceKind::Radio
                class="segmented"
                label="Breathing pace"
                choices=paces.into()
                chosen=Signal::derive(move || {
                    Breath::PACES.iter().position(|pace| *pace == breath().pace()).unwrap_or(1)
                })
                on_choose=Callback::new(move |place: usize| {
                    let (inhale, exhale) = Breath::PACES[place];
                    set(inhale, exhale, preferences.get_untracked().breath.minutes());
                })
            />
        </div>
        <div class="row row-stacked">
            <div class="row-label">{icon("timer")} "Breathing, how long"</div>
            <Choices
                kind=ChoiceKind::Radio
                class="segmented"
                label="Breathing length"
                choices=lengths.into()
                chosen=Signal::derive(move || {
                    Breath::MINUTES.iter().position(|minutes| *minutes == breath().minutes()).unwrap_or(1)
                })
                on_choose=Callback::new(move |place: usize| {
                    let (inhale, exhale) = preferences.get_untracked().breath.pace();
                    set(inhale, exhale, Breath::MINUTES[place]);
                })
            />
        </div>
        <div class="row">
            {icon("glass")} {row_text("Remind me to drink", "20 minutes after a run, while Tightspot is open")}
            {switch("Remind me to drink", move || preferences.get().remind, remind)}
        </div>
    }
    .into_any()
}

fn your_data(state: &'static State) -> AnyView {
    let kept = RwSignal::new(None::<bool>);
    let tell = Callback::new(move |answer: bool| {
        kept.try_set(Some(answer));
    });
    (state.device.ask_kept)(tell);
    let status = move || {
        let size = words::size(state.vault.bytes());
        let promise = if kept.get() == Some(true) { ". Safe from clean-ups." } else { "." };
        let stores = match state.vault.has_mirror() {
            Some(false) => " Your browser keeps it in one place only: save a copy now and then.",
            _ => "",
        };
        [words::count(state.diary.count(), "run", "runs").as_str(), ", ", &size, promise, stores].concat()
    };
    let promise = move || match kept.get() {
        None => ().into_any(),
        Some(true) => view! { <span class="tag calm">{icon_small("check")} "Kept"</span> }.into_any(),
        Some(false) => view! {
            <span class="tag">"May be cleared"</span>
            <button class="btn soft small" on:click=move |_| (state.device.keep)(tell)>
                "Keep it"
            </button>
        }
        .into_any(),
    };
    let aside = state.vault.aside().len();
    let aside_row = (aside > 0).then(|| {
        view! {
            <button class="row" on:click=move |_| state.router.go(Route::SetAside)>
                {icon("storage")}
                {row_text("Set aside", words::count(aside, "damaged entry", "damaged entries"))}
                {icon_small("right")}
            </button>
        }
    });
    let restore_row = (!state.vault.is_read_only()).then(|| {
        view! {
            <button class="row" on:click=move |_| restore::choose(state)>
                {icon("import")}
                <div class="row-text">
                    <b>"Bring a copy back"</b>
                </div>
                {icon_small("right")}
            </button>
        }
    });
    let snapshots = (!state.vault.is_read_only()).then(|| restore::snapshot_rows(state));
    let erase_row = (!state.vault.is_read_only()).then(|| {
        view! {
            <button class="row row-alert" on:click=move |_| state.router.go(Route::Erase)>
                {icon("trash")}
                <div class="row-text">
                    <b>"Erase everything"</b>
                </div>
                {icon_small("right")}
            </button>
        }
    });
    view! {
        <div class="row row-wraps">
            {icon("storage")} {row_text("On this phone only", status)} {promise}
        </div>
        <button class="row" on:click=move |_| state.save_copy()>
            {icon("export")}
            {row_text("Save a copy", "One file with everything")}
            {icon_small("right")}
        </button>
        <button class="row" on:click=move |_| table(state)>
            {icon("file")}
            {row_text("Table for a spreadsheet", "Runs and spots as CSV")}
            {icon_small("right")}
        </button>
        {restore_row}
        {snapshots}
        {aside_row}
        {erase_row}
    }
    .into_any()
}

/// Hands all runs over as a table.
fn table(state: &'static State) {
    let recovering = state.diary.recovering().get_untracked();
    let table = state.diary.past().with_untracked(|past| csv(recovering.iter().chain(past)));
    let name = ["tightspot-", &(state.device.now)().day().iso(), ".csv"].concat();
    (state.device.hand_over)(&name, &table);
}

pub(super) fn erase_sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let runs = words::count(untrack(|| state.diary.count()), "run", "runs");
    let text = [&runs, ", your spots and settings leave this phone for good. There’s no copy anywhere else."]
        .concat();
    let erase = move |_| {
        if state.vault.erase() {
            state.diary.forget();
            state.massages.forget();
            state.care.forget();
            state.preferences.forget();
            for name in (state.device.remembered)() {
                (state.device.remember)(&name, None);
            }
            state.notices.show("Everything is erased");
        }
        state.router.replace(Route::Body);
    };
    let keep = NodeRef::<leptos::html::Button>::new();
    // The focus starts on what changes nothing.
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

/// What was found damaged, byte for byte.
pub(super) fn set_aside_page() -> AnyView {
    let state = state();
    let entries = state.vault.aside();
    let inside = if entries.is_empty() {
        view! {
            <div class="empty">
                <h2 class="text-title">"Nothing is set aside"</h2>
                <p>"All of your data could be read."</p>
                <button class="btn quiet" on:click=move |_| state.router.close()>
                    "Done"
                </button>
            </div>
        }
        .into_any()
    } else {
        let entry = |entry: crate::storage::SetAside| {
            view! {
                <section class="card aside-entry">
                    <b>{entry.name}</b>
                    <span class="text-note">{words::count(entry.text.len(), "byte", "bytes")}</span>
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
