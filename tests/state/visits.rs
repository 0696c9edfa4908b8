//! What an appointment and a race leave behind in the state: areas to watch, questions, days that ask for gentle hands.

use crate::device::{Fake, pass};
use crate::{calf, mark, start, start_new};
use tightspot::domain::body::region::Region;
use tightspot::domain::body::regions::Regions;
use tightspot::domain::care::appointment::Minutes;
use tightspot::domain::care::hands::{Hands, Why};
use tightspot::domain::care::race::{Class, Legs};
use tightspot::domain::care::{Appointment, EntryKind, Race, Technique};
use tightspot::domain::time::instant::HOUR;
use tightspot::state::State;
use tightspot::storage::memory::{Memory, MemoryMirror};

const DAY: i64 = 24 * HOUR;

/// A deep massage that is just over, on the left calf and the left quad.
fn visit(state: &'static State) {
    let at = (Fake::DEVICE.now)().plus(-2 * HOUR);
    let quad = Region::from_id("quad-l").unwrap();
    let visit = Appointment {
        areas: Regions::default().toggled(calf()).toggled(quad),
        ..Appointment::new(at, Minutes::new(60).unwrap(), Technique::Deep)
    };
    state.care.put(state.care.new_id(), EntryKind::Appointment(visit));
}

fn watched(state: &'static State) -> Vec<String> {
    state.worked_on().iter().map(Region::id).collect()
}

#[test]
fn what_was_worked_on_is_watched_for_a_week_unless_it_was_ever_marked() {
    let state = start_new();
    visit(state);
    assert_eq!(watched(state), ["quad-l", "calf-l"]);
    mark(state);
    assert_eq!(watched(state), ["quad-l"]);
    state.diary.log();
    pass(7 * DAY);
    state.clock.refresh();
    assert_eq!(watched(state), ["quad-l"]);
    pass(DAY);
    state.clock.refresh();
    assert!(watched(state).is_empty());
}

#[test]
fn hands_wait_after_a_deep_massage_and_around_a_race() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    assert_eq!(state.hands(), Hands::Usual);
    visit(state);
    assert_eq!(state.hands(), Hands::Leave(Why::Deep(0)));
    let race = Race::new((Fake::DEVICE.now)().day().plus(3), Class::TenK);
    state.care.put(state.care.new_id(), EntryKind::Race(race));
    for expected in [Hands::Leave(Why::Deep(-1)), Hands::Gentle(Why::Race(1)), Hands::Leave(Why::Race(0))] {
        pass(DAY);
        state.clock.refresh();
        assert_eq!(state.hands(), expected);
        // The same after a new start.
        assert_eq!(start(&store, &mirror).hands(), expected);
    }
}

#[test]
fn what_is_left_after_a_race_is_asked_until_something_is_marked() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    let today = (Fake::DEVICE.now)().day();
    let id = state.care.new_id();
    state.care.put(id.clone(), EntryKind::Race(Race::new(today.minus(3), Class::Half)));
    assert_eq!(state.asks_whats_left().map(|(asked, _)| asked), Some(id.clone()));
    mark(state);
    assert_eq!(state.asks_whats_left(), None);
    state.diary.log();
    assert_eq!(start(&store, &mirror).asks_whats_left(), None, "what was logged is an answer, too");
    // An answer about the legs changes nothing else, and is saved.
    state.care.change_race(&id, |race| race.legs = Some(Legs::Light));
    let again = start(&store, &mirror);
    assert_eq!(again.care.races()[0].1.legs, Some(Legs::Light));
    assert_eq!(again.care.races()[0].1.day, today.minus(3));
}
