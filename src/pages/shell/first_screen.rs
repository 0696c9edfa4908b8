//! What the frame shows at the next start, before the program has loaded: one small record that is left for
//! `frame.js`, so that it need not read the journal.

use super::tabs;
use crate::domain::body::region::BodyPart;
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::Step;
use crate::domain::run::Timing;
use crate::domain::time::instant::Instant;
use crate::pages::body;
use crate::pages::run::running;
use crate::state::State;
use crate::state::route::Tab;
use leptos::prelude::*;
use serde::Serialize;

const FIRST_SCREEN: &str = "first-screen";

/// `frame.js` reads this. All texts are as they are on the screen.
#[derive(Serialize)]
struct FirstScreen {
    theme: Option<&'static str>,
    /// Whether there is no run and no check-in yet.
    is_new: bool,
    /// Whether Body shows a list in place of the map.
    list: bool,
    /// Whether the front is mirrored.
    mirror: bool,
    /// When these spots become last time's, in milliseconds since 1970 UTC.
    until: i64,
    /// Region, level and name, in the order of the chips.
    spots: Vec<(String, u8, String)>,
    last: Vec<(String, u8, String)>,
    /// When the next rest days by the runner's rhythm begin, in milliseconds since 1970 UTC.
    rest_days: Vec<i64>,
    /// The number of marks in each of the views' tabs.
    counts: [usize; 3],
    note: Option<String>,
    /// The address of each tab with open tasks, and the tasks.
    tabs: Vec<(String, &'static str)>,
    run: Option<Running>,
    routine: Option<OpenRoutine>,
}

#[derive(Serialize)]
struct Running {
    /// In milliseconds since 1970 UTC.
    started: i64,
    title: &'static str,
    since: String,
    spots: Option<String>,
}

#[derive(Serialize)]
struct OpenRoutine {
    summary: Option<String>,
    done: [bool; 4],
}

/// Keeps the record up to date. A phone without data has none.
pub(crate) fn remember(state: &'static State) {
    Effect::new(move |before: Option<Option<String>>| {
        let first_screen = first_screen(state);
        let has_data = !first_screen.is_new || first_screen.theme.is_some();
        let text = has_data.then(|| serde_json::to_string(&first_screen).unwrap_or_default());
        if before.as_ref() != Some(&text) && state.vault.may_change() {
            (state.device.remember)(FIRST_SCREEN, text.as_deref());
            // The store is full, and an old record must not stay.
            if (state.device.recall)(FIRST_SCREEN) != text {
                (state.device.remember)(FIRST_SCREEN, None);
            }
        }
        text
    });
}

fn first_screen(state: &'static State) -> FirstScreen {
    let settings = state.preferences.get();
    let day = state.clock.day().get();
    let started = state.diary.open().with(|run| run.as_ref().and_then(running::started_of));
    let (mut spots, mut last) = (state.diary.spots().get(), state.diary.last_spots().get());
    // A check-in of an earlier day is about to be closed.
    if state.diary.is_open_overdue() && !spots.is_empty() {
        last = std::mem::take(&mut spots);
    }
    let routine = state.diary.recovering().with(|run| {
        let run = run.as_ref()?;
        let routine = run.routine()?;
        Some(OpenRoutine {
            summary: run.timing().map(Timing::summary),
            done: Step::ALL.map(|step| routine.is_done(step)),
        })
    });
    let tasks = |tab: Tab| Some((tab.root().hash(), tabs::tasks(state, tab)?));
    FirstScreen {
        theme: settings.theme.attribute(),
        is_new: state.diary.is_new().get(),
        list: settings.list,
        mirror: settings.mirror,
        until: (state.device.local)(day.plus(1), 0).map_or(0, Instant::ms),
        counts: BodyPart::ALL.map(|part| spots.count_in(part)),
        last: listed(&last),
        rest_days: (state.rest_days().into_iter())
            .filter_map(|day| (state.device.local)(day, 0).map(Instant::ms))
            .collect(),
        note: body::note(state, &spots),
        tabs: Tab::BAR.into_iter().filter_map(tasks).collect(),
        run: started.map(|started| Running {
            started: started.ms(),
            title: state.diary.open().with(|run| run.as_ref().map_or("", running::title)),
            since: running::since(started),
            spots: running::spots_saved(&spots),
        }),
        routine,
        spots: listed(&spots),
    }
}

fn listed(spots: &TightSpots) -> Vec<(String, u8, String)> {
    let listed = spots.newest_then_strongest().into_iter();
    listed.map(|(region, spot)| (region.id(), spot.level.number(), region.name())).collect()
}
