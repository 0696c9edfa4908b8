//! Settings, and the data on this phone.

pub(super) mod about;
pub(super) mod data;
pub(super) mod restore;
pub(super) mod set_aside;

use super::care::see_someone_row;
use crate::components::{
    Choice, ChoiceKind, Choices, Section, icon, icon_small, link_row, row, row_text, row_title, switch,
};
use crate::domain::feedback::Sounding;
use crate::domain::recovery::breath::Breath;
use crate::domain::run::REMIND_AFTER;
use crate::domain::run::distance::Units;
use crate::domain::settings::{Settings, Theme};
use crate::domain::time::instant::MINUTE;
use crate::pages::shell::header::{BACK, sub_header};
use crate::pages::shell::install;
use crate::state::hands_free::CANNOT_PLAY;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// A setting that is on or off.
struct SwitchRow {
    icon: &'static str,
    title: &'static str,
    /// Empty if the title says enough.
    note: String,
    is_on: fn(&Settings) -> bool,
    set: fn(&mut Settings, bool),
}

fn buzz() -> SwitchRow {
    SwitchRow {
        icon: "phone",
        title: "Buzz on tap",
        note: "Where your phone supports it".to_owned(),
        is_on: |settings| settings.buzz,
        set: |settings, on| settings.buzz = on,
    }
}

fn mirror() -> SwitchRow {
    SwitchRow {
        icon: "mirror",
        title: "Mirror the front",
        note: "Your left on the left, like a mirror".to_owned(),
        is_on: |settings| settings.mirror,
        set: |settings, on| settings.mirror = on,
    }
}

fn sounds() -> SwitchRow {
    SwitchRow {
        icon: "sound",
        title: "Timer sounds",
        note: String::new(),
        is_on: |settings| settings.sounds,
        set: |settings, on| settings.sounds = on,
    }
}

/// Turns the sounds on too.
fn screen_off(state: &'static State) -> SwitchRow {
    let usual = "Tones, and words if your phone has a voice. Stops your music.";
    SwitchRow {
        icon: "moon",
        title: "Keep cues going with the screen off",
        note: if state.hands_free.gave_up() { CANNOT_PLAY } else { usual }.to_owned(),
        is_on: |settings| settings.sounding() == Sounding::Track,
        set: |settings, on| {
            settings.screen_off = on;
            settings.sounds |= on;
        },
    }
}

/// Turns the sounds on too.
fn on_silent() -> SwitchRow {
    SwitchRow {
        icon: "sound-off",
        title: ON_SILENT,
        note: "Stops your music. Cues that keep going with the screen off always do both.".to_owned(),
        is_on: |settings| settings.sounds && settings.on_silent,
        set: |settings, on| {
            settings.on_silent = on;
            settings.sounds |= on;
        },
    }
}

const ON_SILENT: &str = "Also when the phone is on silent";

/// The switch, or a line for a browser whose sounds can't be mute on silent.
fn on_silent_row(state: &'static State) -> AnyView {
    if (state.device.has_silent_switch)() {
        switch_row(state, on_silent(), || true)
    } else {
        let note = "Nothing to set here: most browsers play sounds on silent anyway";
        view! { <div class="row">{icon("sound-off")} {row_text(ON_SILENT, note)}</div> }.into_any()
    }
}

fn remind() -> SwitchRow {
    SwitchRow {
        icon: "glass",
        title: "Remind me to drink",
        note: format!("{} minutes after a run, while Tightspot is open", REMIND_AFTER / MINUTE),
        is_on: |settings| settings.remind,
        set: |settings, on| settings.remind = on,
    }
}

const THEMES: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];
const UNITS: [Units; 2] = [Units::Kilometres, Units::Miles];

pub(super) fn page() -> AnyView {
    let state = state();
    view! {
        {sub_header("Settings", BACK, None)}
        <main class="view">
            <Section title="Look and feel">
                <div class="card flush rows-icon">
                    {theme(state)} {units(state)}
                    {switch_row(state, buzz(), || true)} {switch_row(state, sounds(), || true)}
                    {switch_row(state, screen_off(state), || true)} {on_silent_row(state)}
                    {switch_row(state, mirror(), || true)}
                </div>
            </Section>
            <Section title="Recover">
                <div class="card flush rows-icon">
                    {breathing_pace(state)} {breathing_length(state)}
                    {switch_row(state, remind(), move || may_remind(state))}
                </div>
            </Section>
            <Section title="Your data">
                <div class="card flush rows-icon">{data::rows(state)}</div>
            </Section>
            <Section title="About">
                <div class="card flush rows-icon">
                    {install::row(state)} {see_someone_row()}
                    {link_row(
                        Route::About.hash(),
                        icon("book"),
                        row_text("About and sources", concat!("Version ", env!("CARGO_PKG_VERSION"))),
                    )}
                </div>
            </Section>
        </main>
    }
    .into_any()
}

/// A row with a switch. `may_turn_on` can return `false` and turn the setting on later.
fn switch_row(
    state: &'static State,
    setting: SwitchRow,
    may_turn_on: impl Fn() -> bool + 'static,
) -> AnyView {
    let SwitchRow { icon: icon_name, title, note, is_on, set } = setting;
    let is_on = move || is_on(&state.preferences.get());
    let toggle = move || {
        let was_on = untrack(is_on);
        if was_on || may_turn_on() {
            state.preferences.change(|settings| set(settings, !was_on));
        }
    };
    let text = if note.is_empty() { row_title(title) } else { row_text(title, note) };
    row(icon(icon_name), text, switch(title, is_on, toggle))
}

/// Asks for permission to show notifications. Only this switch asks: people decline a question that
/// they did not expect.
fn may_remind(state: &'static State) -> bool {
    (state.device.ask_to_notify)(Callback::new(move |allowed: bool| {
        if allowed {
            state.preferences.change(|settings| settings.remind = true);
        } else {
            state.notices.show("Your browser doesn’t allow reminders here");
        }
    }));
    false
}

/// A row with a few options below its title. `label` names the group for screen readers. `chosen` is `None` for a
/// value that is not offered, such as one from an edited copy.
fn choice_row(
    icon_name: &'static str,
    title: &'static str,
    label: &'static str,
    choices: Vec<AnyView>,
    chosen: impl Fn() -> Option<usize> + Send + Sync + 'static,
    on_choose: impl Fn(usize) + Send + Sync + 'static,
) -> AnyView {
    let choices = choices.into_iter().map(|content| Choice { content, label: None }).collect();
    view! {
        <div class="row row-stacked">
            <div class="row-label">{icon(icon_name)} {title}</div>
            <Choices
                kind=ChoiceKind::Radio
                class="segmented"
                label=label
                choices=choices
                chosen=Signal::derive(move || chosen().unwrap_or(usize::MAX))
                on_choose=Callback::new(on_choose)
            />
        </div>
    }
    .into_any()
}

fn theme(state: &'static State) -> AnyView {
    let preferences = state.preferences;
    let choice = |(icon_name, word): (&'static str, &'static str)| {
        view! {
            {icon_small(icon_name)}
            {word}
        }
        .into_any()
    };
    choice_row(
        "moon",
        "Theme",
        "Theme",
        [("auto", "Auto"), ("sun", "Light"), ("moon", "Dark")].map(choice).into(),
        move || THEMES.iter().position(|theme| *theme == preferences.get().theme),
        move |index| preferences.change(|settings| settings.theme = THEMES[index]),
    )
}

fn units(state: &'static State) -> AnyView {
    let preferences = state.preferences;
    choice_row(
        "ruler",
        "Distance",
        "Distance",
        ["Kilometres", "Miles"].map(IntoAny::into_any).into(),
        move || UNITS.iter().position(|units| *units == preferences.units()),
        move |index| preferences.change(|settings| settings.units = UNITS[index]),
    )
}

fn breathing_pace(state: &'static State) -> AnyView {
    let preferences = state.preferences;
    choice_row(
        "breath",
        "Breathing, seconds in and out",
        "Breathing pace",
        Breath::PACES.map(|(inhale, exhale)| format!("{inhale} / {exhale}").into_any()).into(),
        move || Breath::PACES.iter().position(|pace| *pace == preferences.get().breath.pace()),
        move |index| {
            preferences.change(|settings| settings.breath = settings.breath.with_pace(Breath::PACES[index]));
        },
    )
}

fn breathing_length(state: &'static State) -> AnyView {
    let preferences = state.preferences;
    choice_row(
        "timer",
        "Breathing, how long",
        "Breathing length",
        Breath::MINUTES.map(|minutes| format!("{minutes} min").into_any()).into(),
        move || Breath::MINUTES.iter().position(|minutes| *minutes == preferences.get().breath.minutes()),
        move |index| {
            preferences
                .change(|settings| settings.breath = settings.breath.with_minutes(Breath::MINUTES[index]));
        },
    )
}
