//! Wires the browser to the state, and the state to the screens.

use crate::pages::Shell;
use crate::platform::{clock, files, history, local_storage, persistence, screen, vibration};
use crate::state::clock::Clock;
use crate::state::device::Device;
use crate::state::diary::Diary;
use crate::state::notices::Notices;
use crate::state::preferences::Preferences;
use crate::state::router::{History, Router};
use crate::state::vault::Vault;
use crate::state::{Layout, State};
use crate::storage::Records;
use leptos::prelude::*;
use std::time::Duration;

/// The clock on the screen is looked at this often while something shows it, so that a second is never late
/// by more than a quarter of one.
const TICK: Duration = Duration::from_millis(250);

static DEVICE: Device = Device {
    now: clock::now,
    steady_ms: clock::steady_ms,
    local: clock::local,
    unique: clock::unique,
    buzz: vibration::buzz,
    hand_over: files::hand_over,
    ask_kept: persistence::ask_kept,
    keep: persistence::keep,
};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    screen::mark_time("tightspot:read");
    let (vault, loaded) = Vault::open(Records::new(local_storage::LocalStorage), &DEVICE);
    let vault = &*Box::leak(Box::new(vault));
    screen::mark_time("tightspot:have-read");
    let history = History { push: history::push, replace: history::replace, back: history::back };
    let state = State {
        clock: Clock::new(&DEVICE),
        device: &DEVICE,
        diary: Diary::new(&DEVICE, vault, loaded.runs),
        layout: layout(),
        notices: Notices::new(),
        preferences: Preferences::new(vault, loaded.settings),
        router: Router::new(history, &history::hash(), history::depth().unwrap_or(0)),
        vault,
    };
    let state: &'static State = Box::leak(Box::new(state));
    state.diary.settle();
    provide_context(state);
    history::on_arrival(move || state.router.arrived(&history::hash(), history::depth()));
    screen::on_return(move || {
        state.clock.look();
        state.diary.settle();
    });
    tick(&state.clock);
    Effect::new(move || screen::mark_root("data-theme", state.preferences.get().theme.attribute()));
    view! { <Shell /> }
}

fn layout() -> Signal<Layout> {
    let (wide, low) = (RwSignal::new(false), RwSignal::new(false));
    screen::on_media("(min-width: 700px)", move |matches| wide.set(matches));
    screen::on_media("(max-height: 480px)", move |matches| low.set(matches));
    Memo::new(move |_| match (wide.get(), low.get()) {
        (false, _) => Layout::Phone,
        (true, false) => Layout::Wide,
        (true, true) => Layout::Landscape,
    })
    .into()
}

/// Ticks while anything on the screen shows the time.
fn tick(clock: &'static Clock) {
    let watched = clock.is_watched();
    Effect::new(move |timer: Option<Option<IntervalHandle>>| {
        if let Some(timer) = timer.flatten() {
            timer.clear();
        }
        watched.get().then(|| set_interval_with_handle(move || clock.look(), TICK).ok()).flatten()
    });
}
