//! Connects the browser to the state, and the state to the screens.

mod reminder;

use crate::pages::form::offer_draft;
use crate::pages::shell::first_screen;
use crate::platform::{
    clock, connection, files, history, indexed_db, install, local_storage, media_session, memory,
    notification, persistence, run_files, screen, share, sound, speech, tabs, track, updates, vibration,
    wake_lock,
};
use crate::state::device::Device;
use crate::state::install::InstallMethod;
use crate::state::route::Route;
use crate::state::route::router::History;
use crate::state::vault::{Saving, Vault};
use crate::state::{Layout, Startup, State};
use crate::storage::{Records, StoreError};
use leptos::prelude::*;
use std::time::Duration;

/// How often the time is refreshed while a view watches it: a second is at most 250 ms late.
const TICK: Duration = Duration::from_millis(250);
/// How often the app checks for a new build while it is open.
const HOUR: Duration = Duration::from_hours(1);

static DEVICE: Device = Device {
    now: clock::now,
    monotonic_ms: clock::monotonic_ms,
    local: clock::local,
    at: clock::at,
    random: clock::random,
    buzz: vibration::buzz,
    play: sound::play,
    unlock_sound: sound::unlock,
    rest_sound: sound::rest,
    has_silent_switch: sound::has_silent_switch,
    play_track: track::play,
    seek_track: track::seek,
    pause_track: track::pause,
    stop_track: track::stop,
    show_playing: media_session::show,
    say: speech::say,
    keep_awake: wake_lock::keep_awake,
    ask_to_notify: notification::ask,
    notify: notification::show,
    announce: tabs::announce,
    recall: memory::recall,
    remember: memory::remember,
    remembered: memory::names,
    save_file: files::save_file,
    share: share::share,
    print: screen::print,
    pick: files::pick,
    pick_runs: run_files::pick,
    take_shared: run_files::take_shared,
    soon: clock::soon,
    is_persisted: persistence::is_persisted,
    request_persistence: persistence::request,
    ask_to_install: install::ask,
    activate_update: updates::activate_update,
    reload: updates::reload,
};

/// Reads the stores and builds the state. Provides it as context.
pub fn open() -> &'static State {
    screen::mark_time("tightspot:read");
    let (vault, loaded) = Vault::open(Records::new(local_storage::LocalStorage), &DEVICE);
    screen::mark_time("tightspot:have-read");
    let startup = Startup {
        depth: history::depth().unwrap_or(0),
        hash: history::hash(),
        history: History { push: history::push, replace: history::replace, back: history::back },
        install_method: install_method(),
        is_online: connection::is_online(),
        layout: layout(),
    };
    let state = State::new(vault, loaded, &DEVICE, startup);
    provide_context(state);
    // At once, because a change that another tab makes from now on has not been read.
    tabs::on_change(move |key, text| state.vault.on_storage_event(&key, text));
    tabs::on_announced(move |key| state.vault.on_announcement(key));
    state
}

/// Connects the state to everything that the first screen does not need: the mirror, the history, the network and the home
/// screen.
pub fn connect(state: &'static State) {
    // A page that opens in the background may sleep too.
    if !screen::is_visible() {
        state.clock.hidden();
    }
    screen::on_visibility(move |visible| {
        if visible {
            wake_lock::on_return();
            updates::check();
            state.clock.returned();
            state.close_overdue();
        } else {
            state.clock.hidden();
            state.connection.seen();
        }
    });
    // A link of the frame may have been followed since.
    let hash = history::hash();
    if Route::parse(&hash) == state.router.route_untracked() {
        state.router.begin();
    } else {
        state.router.arrived(&hash, history::depth());
    }
    indexed_db::open(Box::new(move |mirror| {
        screen::mark_time("tightspot:compare");
        state.vault.attach(mirror);
    }));
    Effect::new(move || {
        if state.vault.has_mirror().is_some() {
            screen::mark_time("tightspot:compared");
            untrack(|| state.close_overdue());
        }
    });
    // Some browsers never answer.
    set_timeout(move || state.vault.stop_waiting(), Duration::from_secs(5));
    history::on_arrival(move || state.router.arrived(&history::hash(), history::depth()));
    // Once both stores were compared, a missing record does not exist.
    let shown = state.shown();
    Effect::new(move || {
        let shown = shown.get();
        let route = state.router.route();
        // A form that deletes its own record is already leaving.
        if state.vault.has_mirror().is_some() && route != shown && !state.router.is_leaving() {
            if route.is_about_record() {
                state.notices.show("That isn’t here any more");
            }
            state.router.replace(shown);
        }
    });
    run_files::on_arrival(move || state.receive_run_files());
    track::watch(move |event| state.track_event(event));
    media_session::watch(move |control| state.hands_free.press(control));
    screen::watch_keyboard();
    connection::on_online(move || state.connection.seen());
    install::watch(move || state.install.offered(), move || state.install.installed());
    // A runner who saves something wants to see their own journal.
    Effect::new(move |before: Option<usize>| {
        let count = state.diary.count();
        if before.is_some_and(|before| before != count) {
            state.end_example();
        }
        count
    });
    Effect::new(move || screen::ask_to_leave(state.router.is_guarded() || state.run_files.is_saving()));
    offer_draft(state);
    first_screen::remember(state);
    reminder::remind(state);
    update(state);
    tick(state);
    Effect::new(move || screen::mark_root("data-theme", state.preferences.get().theme.attribute()));
}

/// Checks for new builds, and reloads the page once a new one is active, but not during a run, a player or a form, and not
/// while anything is unsaved.
fn update(state: &'static State) {
    updates::watch(move || state.updates.ready(), move || state.updates.taken_over());
    let _ = set_interval_with_handle(updates::check, HOUR);
    Effect::new(move || {
        if state.updates.is_taken_over() && !state.is_busy() {
            state.vault.after_saving(move |saving| {
                let is_safe =
                    matches!(saving, Saving::Untouched | Saving::Saved | Saving::Failing(StoreError::Newer));
                if is_safe && !untrack(|| state.is_busy()) {
                    updates::reload();
                }
            });
        }
    });
}

fn install_method() -> Option<InstallMethod> {
    if install::is_installed() {
        None
    } else if install::can_ask() {
        Some(InstallMethod::Asks)
    } else {
        install::is_by_hand().then_some(InstallMethod::ByHand)
    }
}

fn layout() -> Signal<Layout> {
    let (wide, low) = (RwSignal::new(false), RwSignal::new(false));
    screen::on_media("(min-width: 900px)", move |matches| wide.set(matches));
    screen::on_media("(min-width: 700px) and (max-height: 480px)", move |matches| low.set(matches));
    Memo::new(move |_| match (wide.get(), low.get()) {
        (_, true) => Layout::Landscape,
        (true, _) => Layout::Wide,
        _ => Layout::Phone,
    })
    .into()
}

/// Refreshes the time while a view watches it.
fn tick(state: &'static State) {
    let clock = &state.clock;
    let watched = clock.is_watched();
    // A page that opens on a new day shows that day.
    Effect::new(move || {
        state.router.page().get();
        untrack(|| clock.refresh());
    });
    Effect::new(move |timer: Option<Option<IntervalHandle>>| {
        if let Some(timer) = timer.flatten() {
            timer.clear();
        }
        watched.get().then(|| set_interval_with_handle(move || _ = clock.refresh(), TICK).ok()).flatten()
    });
    // A screen that stays open notices a new day.
    set_interval(move || _ = clock.refresh(), Duration::from_mins(1));
}
