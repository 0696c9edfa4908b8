//! The clock on the screen, timers after the clock was changed, massages and settings.

use crate::device::{Fake, change_clock, fake, pass};
use crate::{mark, start, start_new};
use leptos::prelude::*;
use tightspot::content::massage;
use tightspot::content::plan::Ease;
use tightspot::domain::body::region::Area;
use tightspot::domain::feedback::Feedback;
use tightspot::domain::massage::Tool;
use tightspot::domain::recovery::guide::{Exercise, Guide, Sides};
use tightspot::domain::recovery::routine::Step;
use tightspot::domain::time::instant::{HOUR, MINUTE, SECOND};
use tightspot::state::State;
use tightspot::storage::memory::{Memory, MemoryMirror};

fn exercises() -> Vec<Exercise> {
    vec![Exercise::new("calf", None, Sides::Together, 0, 120)]
}

/// Opens a routine with two minutes of legs up.
fn begin_legs_up(state: &'static State) {
    state.diary.recover_without_start();
    let guide = Guide::start(exercises(), (Fake::DEVICE.now)()).unwrap();
    state.diary.routine(|routine| routine.begin(Step::LegsUp, guide));
}

fn left(state: &'static State) -> i64 {
    let now = state.clock.now();
    state
        .diary
        .recovering()
        .with_untracked(|run| run.as_ref().unwrap().routine().unwrap().guide(Step::LegsUp).unwrap().left(now))
}

#[test]
fn the_day_is_that_of_the_last_refresh() {
    let state = start_new();
    let day = state.clock.day();
    let today = day.get_untracked();
    pass(24 * HOUR);
    assert_eq!(state.clock.day().get_untracked(), today, "reading the day changes nothing");
    state.clock.refresh();
    assert_eq!(day.get_untracked(), today.plus(1));
}

#[test]
fn a_changed_clock_moves_the_timers_and_sleep_does_not() {
    let state = start_new();
    begin_legs_up(state);
    pass(30 * SECOND);
    state.clock.refresh();
    assert_eq!(left(state), 90 * SECOND);
    change_clock(HOUR);
    state.clock.refresh();
    assert_eq!(left(state), 90 * SECOND, "set forward on the screen");
    change_clock(-2 * HOUR);
    state.clock.refresh();
    assert_eq!(left(state), 90 * SECOND, "set back");
    // The phone sleeps for a minute: the monotonic clock stops.
    state.clock.hidden();
    change_clock(MINUTE);
    state.clock.returned();
    assert_eq!(left(state), 30 * SECOND);
}

#[test]
fn the_app_ticks_only_while_something_watches() {
    let state = start_new();
    let is_watched = state.clock.is_watched();
    assert!(!is_watched.get_untracked());
    let owner = Owner::new();
    owner.with(|| state.clock.watch());
    assert!(is_watched.get_untracked());
    owner.cleanup();
    assert!(!is_watched.get_untracked());
}

fn begin(state: &'static State, area: Area) {
    let guide = massage::find(area).unwrap();
    state.massages.prepare(Some(Ease::whole(guide, Tool::Roller, None, None)));
    state.massages.begin();
}

#[test]
fn a_massage_ends_the_one_before_and_on_another_day() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    let count = |state: &'static State| state.massages.done().with_untracked(Vec::len);
    begin(state, Area::Calf);
    pass(MINUTE);
    begin(state, Area::Quad);
    assert_eq!(count(state), 1);
    assert_eq!(state.massages.under_way().get_untracked().unwrap().area, Area::Quad);
    pass(MINUTE);
    let again = start(&store, &mirror);
    assert!(again.massages.under_way().get_untracked().is_some());
    pass(24 * HOUR);
    again.close_overdue();
    assert_eq!((count(again), again.massages.under_way().get_untracked()), (2, None));
    let id = again.massages.log(Area::Calf, None, Tool::Ball, 90).unwrap();
    let (massage, text) = again.massages.remove(&id).unwrap();
    assert_eq!(count(again), 2);
    again.massages.restore(massage, text);
    assert_eq!((count(again), count(start(&store, &mirror))), (3, 3));
}

#[test]
fn alerts_follow_the_settings() {
    let state = start_new();
    state.preferences.change(|settings| (settings.buzz, settings.sounds) = (false, false));
    state.give_feedback(Feedback::Switch);
    assert_eq!(fake(|fake| (fake.buzzes, fake.sounds)), (0, 0));
    state.preferences.change(|settings| (settings.buzz, settings.sounds) = (true, true));
    state.give_feedback(Feedback::Switch);
    assert_eq!(fake(|fake| (fake.buzzes, fake.sounds)), (1, 1));
}

#[test]
fn settings_are_saved_only_when_they_change() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    state.preferences.change(|settings| settings.mirror = false);
    assert!(!store.content().contains_key("tightspot:settings"));
    state.preferences.change(|settings| settings.mirror = true);
    assert!(start(&store, &mirror).preferences.get_untracked().mirror);
}

#[test]
fn the_app_is_busy_during_a_run_a_player_and_a_form() {
    use tightspot::state::route::Route;
    let state = start_new();
    let is_busy = || untrack(|| state.is_busy());
    assert!(!is_busy());
    mark(state);
    state.diary.start_run();
    assert!(is_busy());
    state.diary.discard();
    assert!(!is_busy());
    state.router.go(Route::LegsUp);
    assert!(is_busy());
    state.router.go(Route::AddRun);
    assert!(!is_busy());
    state.router.guard(true);
    assert!(is_busy());
}
