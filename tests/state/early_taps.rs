//! Marks made in the frame, as `frame.js` has written them down.

use crate::device::{Fake, NOON, fake, pass};
use crate::{mark, start, start_at};
use leptos::prelude::*;
use tightspot::domain::body::level::Level;
use tightspot::domain::body::spots::TightSpots;
use tightspot::domain::run::Life;
use tightspot::domain::time::instant::{HOUR, SECOND};
use tightspot::state::State;
use tightspot::state::early_taps::EARLY_TAPS;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{KeyValue, SCHEMA, seal};

const DAY: i64 = 24 * HOUR;

/// A new phone that remembers these marks: region and level, and the time from noon.
fn with_taps(taps: &[(&str, i64)]) -> (&'static State, String) {
    let state = start(&Memory::default(), &MemoryMirror::default());
    (state, remember(taps))
}

fn remember(taps: &[(&str, i64)]) -> String {
    let taps: Vec<_> = taps.iter().map(|(mark, after)| format!("{mark}@{}", NOON + after)).collect();
    let text = taps.join(" ");
    (Fake::DEVICE.remember)(EARLY_TAPS, Some(&text));
    text
}

fn is_remembered() -> bool {
    fake(|fake| fake.remembered.contains_key(EARLY_TAPS))
}

/// "quad-l=1", in reading order.
fn levels(spots: &TightSpots) -> Vec<String> {
    spots.iter().map(|(region, spot)| format!("{}={}", region.id(), spot.level.number())).collect()
}

fn due(state: &'static State) -> Vec<String> {
    let level = |level: Option<_>| level.map_or(0, Level::number);
    state.early_marks_due().into_iter().map(|(region, to)| format!("{}={}", region.id(), level(to))).collect()
}

#[test]
fn todays_marks_wait_for_body_in_their_order() {
    let (state, text) = with_taps(&[
        ("quad-l=1", 0),
        ("calf-r=3", SECOND),
        ("quad-l=2", 2 * SECOND),
        ("calf-r=0", 3 * SECOND),
    ]);
    state.take_early_taps(&text);
    assert_eq!(due(state), ["quad-l=1", "calf-r=3", "quad-l=2", "calf-r=0"]);
    assert!(is_remembered(), "they are not saved yet");
    state.forget_early_taps();
    assert!(due(state).is_empty() && !is_remembered());
}

#[test]
fn what_is_damaged_is_left_out() {
    let (state, _) = with_taps(&[]);
    for text in [
        "",
        " ",
        "quad-l",
        "quad-l=1",
        "quad-l=1@",
        "quad-l=1@noon",
        "tail=1@1781604000000",
        "=@",
        "quad-l=4@1781604000000",
        "quad-l=-1@1781604000000",
        "quad-l=1@99999999999999999999",
    ] {
        remember(&[]);
        state.take_early_taps(text);
        assert!(due(state).is_empty() && !is_remembered(), "{text}");
    }
    state.take_early_taps(&format!("tail=1@{NOON} knee-l=3@{NOON} calf"));
    assert_eq!(due(state), ["knee-l=3"]);
}

#[test]
fn those_of_earlier_days_become_logs_of_their_days() {
    let (state, text) = with_taps(&[
        ("knee-l=1", -3 * DAY),
        ("knee-l=2", -3 * DAY + SECOND),
        ("shin-r=3", -2 * DAY),
        ("calf-l=3", -DAY),
        ("calf-l=0", -DAY + SECOND),
        ("quad-l=1", 0),
    ]);
    state.take_early_taps(&text);
    let past = state.diary.past().get_untracked();
    let logs: Vec<_> = past.iter().map(|run| levels(&run.spots)).collect();
    // Yesterday's only spot was cleared again.
    assert_eq!(logs, [["shin-r=3"], ["knee-l=2"]]);
    for (run, days) in past.iter().zip([2, 3]) {
        assert!(matches!(run.life(), Life::Logged { at } if at.ms() == NOON - days * DAY));
    }
    assert_eq!(due(state), ["quad-l=1"]);
    assert!(state.diary.open().get_untracked().is_none());
}

#[test]
fn a_check_in_of_an_earlier_day_gets_the_marks_of_that_day_and_holds_back_todays() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    mark(start(&store, &mirror));
    pass(DAY);
    let state = start_at(&store, "#/body");
    state.take_early_taps(&remember(&[("knee-l=2", SECOND), ("quad-l=1", DAY)]));
    assert!(state.waits_for_overdue() && due(state).is_empty());
    state.vault.attach(Ok(std::rc::Rc::new(mirror)));
    state.close_overdue();
    assert!(!state.waits_for_overdue() && state.diary.open().get_untracked().is_none());
    let past = state.diary.past().get_untracked();
    assert_eq!(past.iter().map(|run| levels(&run.spots)).collect::<Vec<_>>(), [["knee-l=2", "calf-l=2"]]);
    assert_eq!(due(state), ["quad-l=1"]);
}

#[test]
fn they_are_set_at_once_where_body_has_no_map() {
    let (state, text) = with_taps(&[("calf-l=3", 0), ("quad-l=1", SECOND)]);
    mark(state);
    state.diary.start_run();
    state.take_early_taps(&text);
    assert!(due(state).is_empty() && !is_remembered());
    assert_eq!(levels(&state.diary.spots().get_untracked()), ["quad-l=1", "calf-l=3"]);
    assert!(state.diary.is_running().get_untracked());

    let state = start_at(&Memory::default(), "#/recover");
    state.take_early_taps(&remember(&[("quad-l=1", 0)]));
    assert!(due(state).is_empty() && !is_remembered());
    assert_eq!(levels(&state.diary.spots().get_untracked()), ["quad-l=1"]);
}

#[test]
fn a_read_only_app_leaves_them_where_they_are() {
    let store = Memory::default();
    store.set("tightspot:run:a", &seal(SCHEMA + 1, 1, "{}")).unwrap();
    let state = start_at(&store, "#/body");
    state.take_early_taps(&remember(&[("quad-l=1", 0), ("knee-l=1", -3 * DAY)]));
    assert!(due(state).is_empty() && is_remembered());
    assert!(state.diary.past().get_untracked().is_empty());
}
