//! Settings, and the data on this phone.

pub(super) mod about;
pub(super) mod data;
pub(super) mod restore;
pub(super) mod set_aside;

use super::care::see_someone_row;
use crate::components::{Choice, ChoiceKind, Choices, icon, icon_small, row_text, switch};
use crate::domain::recovery::breath::Breath;
use crate::domain::run::distance::Units;
use crate::domain::settings::{Settings, Theme};
use crate::pages::shell::header::{BACK, sub_header};
use crate::pages::shell::install;
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
                <div class="card flush inset-52">{data::rows(state)}</div>
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
