//! The diary through a run's life: every step, its undo, and the day after.

use crate::device::{Fake, fake, pass};
use crate::{calf, mark, mark_sharp, start, start_new};
use leptos::prelude::*;
use tightspot::domain::body::level::{Feeling, Level};
use tightspot::domain::body::spot::Change;
use tightspot::domain::recovery::routine::Step;
use tightspot::domain::run::{Life, Moment, Refusal, Run, Timing};
use tightspot::domain::time::instant::{HOUR, MINUTE, SECOND};
use tightspot::state::State;
use tightspot::state::diary::SpotUndo;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{KeyValue, SCHEMA, seal};

fn open(state: &'static State) -> Option<Run> {
    state.diary.open().get_untracked()
}

pub(crate) fn recovering(state: &'static State) -> Option<Run> {
    state.diary.recovering().get_untracked()
}

pub(crate) fn past(state: &'static State) -> Vec<Run> {
    state.diary.past().get_untracked()
}

/// A run of 46 minutes with its routine open.
pub(crate) fn run_and_return(state: &'static State) -> Run {
    mark(state);
    state.diary.start_run();
    pass(46 * MINUTE);
    state.diary.finish(None).unwrap();
    recovering(state).unwrap()
}

pub(crate) fn tick(state: &'static State, steps: &[Step]) {
    for step in steps {
        let now = (Fake::DEVICE.now)();
        state.diary.routine(|routine| routine.tick(*step, Some(now)));
    }
}

#[test]
fn a_run_goes_from_check_in_to_finished() {
    let state = start_new();
    assert!(state.diary.is_new().get_untracked());
    mark(state);
    assert!(matches!(open(state).unwrap().life(), Life::CheckedIn { .. }));
    assert_eq!(state.diary.spots().get_untracked().len(), 1);
    state.diary.start_run();
    assert!(state.diary.is_running().get_untracked());
    pass(46 * MINUTE);
    state.diary.finish(None).unwrap();
    assert!(open(state).is_none() && !state.diary.is_running().get_untracked());
    assert!(fake(|fake| fake.is_persistence_requested));
    assert_eq!(recovering(state).unwrap().timing().and_then(Timing::took), Some(46 * 60));
    tick(state, &[Step::Rehydrate, Step::Stretch, Step::LegsUp]);
    assert!(past(state).is_empty());
    let now = (Fake::DEVICE.now)();
    let before = state.diary.routine(|routine| routine.tick(Step::Breathe, Some(now)));
    assert!(matches!(past(state)[0].life(), Life::Closed { .. }));
    assert!(recovering(state).is_none());
    // "Go on with it" opens the routine again.
    let (id, routine) = before.unwrap();
    state.diary.go_on(&id, routine);
    assert_eq!(recovering(state).unwrap().routine().unwrap().done_count(), 3);
    assert!(past(state).is_empty());
    assert_eq!(state.diary.count(), 1);
}

#[test]
fn every_step_is_in_the_stores() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    run_and_return(start(&store, &mirror));
    let again = start(&store, &mirror);
    assert!(matches!(recovering(again).unwrap().life(), Life::Recovering { .. }));
    again.diary.close_routine();
    let again = start(&Memory::default(), &mirror);
    assert!(matches!(past(again)[0].life(), Life::Closed { .. }));
}

#[test]
fn a_discarded_run_continues_from_its_old_start() {
    let state = start_new();
    mark(state);
    state.diary.start_run();
    let started = (Fake::DEVICE.now)();
    pass(10 * MINUTE);
    let (id, at) = state.diary.discard().unwrap();
    assert!(matches!(open(state).unwrap().life(), Life::CheckedIn { .. }));
    assert_eq!((at, state.diary.spots().get_untracked().len()), (started, 1));
    state.diary.undiscard(&id, at);
    assert_eq!(*open(state).unwrap().life(), Life::Running { started });
}

#[test]
fn a_log_is_reopened_unless_there_is_a_new_check_in() {
    let state = start_new();
    mark(state);
    let id = state.diary.log().unwrap();
    assert!(open(state).is_none() && matches!(past(state)[0].life(), Life::Logged { .. }));
    state.diary.unlog(&id);
    assert!(past(state).is_empty() && open(state).is_some());
    state.diary.log().unwrap();
    pass(SECOND);
    mark(state);
    state.diary.unlog(&id);
    assert_eq!((past(state).len(), open(state).map(|run| run.id) == Some(id)), (1, false));
}

#[test]
fn a_finish_that_needs_a_question_leaves_the_run_running() {
    let state = start_new();
    mark(state);
    state.diary.start_run();
    pass(7 * HOUR);
    assert_eq!(state.diary.finish(None), Err(Refusal::LongAgo));
    assert!(state.diary.is_running().get_untracked());
    state.diary.finish(Some(3600)).unwrap();
    assert_eq!(recovering(state).unwrap().timing().and_then(Timing::took), Some(3600));
}

#[test]
fn a_second_routine_closes_the_first() {
    let state = start_new();
    let first = run_and_return(state);
    pass(HOUR);
    state.diary.recover_without_start();
    let second = recovering(state).unwrap();
    assert_ne!(first.id, second.id);
    assert_eq!(past(state).iter().map(|run| &run.id).collect::<Vec<_>>(), [&first.id]);
    // The first can't go on while the second is open.
    state.diary.go_on(&first.id, first.routine().unwrap().clone());
    assert_eq!(recovering(state).unwrap().id, second.id);
}

#[test]
fn a_new_day_closes_what_is_overdue() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    run_and_return(state);
    pass(SECOND);
    mark(state);
    state.close_overdue();
    assert!(open(state).is_some() && recovering(state).is_some(), "still the same day");
    pass(24 * HOUR);
    state.close_overdue();
    assert!(open(state).is_none() && recovering(state).is_none());
    let lives: Vec<bool> = past(state).iter().map(|run| matches!(run.life(), Life::Logged { .. })).collect();
    assert_eq!(lives, [true, false]);
    // A check-in without spots is removed.
    mark(state);
    state.diary.set_level(Moment::Before, calf(), None);
    pass(24 * HOUR);
    state.close_overdue();
    assert_eq!((open(state), past(state).len()), (None, 2));
    assert_eq!(start(&store, &mirror).diary.count(), 2);
}

#[test]
fn nothing_is_closed_before_both_stores_were_compared() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    mark(start(&store, &mirror));
    pass(24 * HOUR);
    let state = crate::start_at(&store, "#/body");
    state.close_overdue();
    assert!(open(state).is_some());
    state.vault.attach(Ok(std::rc::Rc::new(mirror)));
    state.close_overdue();
    assert!(open(state).is_none());
}

#[test]
fn a_deleted_run_comes_back_with_every_field() {
    let store = Memory::default();
    let key =
        format!("tightspot:run:{}", run_and_return(start(&store, &MemoryMirror::default())).id.as_str());
    // A newer build has added a field, and the checksum fits.
    let text = store.content()[&key].clone();
    let (_, data) = text.split_once(r#""data":"#).unwrap();
    let data = format!(r#"{{"weather":"rain",{}"#, &data[1..data.len() - 1]);
    store.set(&key, &seal(SCHEMA, 9, &data)).unwrap();
    let mirror = MemoryMirror::default();
    let state = start(&store, &mirror);
    let before = recovering(state).unwrap();
    let (run, text) = state.diary.delete(&before.id).unwrap();
    assert!(recovering(state).is_none() && !store.content().contains_key(&key));
    state.diary.undelete(run, text);
    assert_eq!((recovering(state), state.diary.count()), (Some(before), 1));
    assert!(store.content()[&key].contains("rain") && mirror.content()[&key].contains("rain"));
    assert_eq!(start(&store, &mirror).diary.count(), 1);
}

#[test]
fn undo_restores_a_cleared_spot_and_removes_repeated_ones() {
    let state = start_new();
    mark_sharp(state);
    let before = state.diary.spots().get_untracked();
    let undo = state.diary.set_level(Moment::Before, calf(), None).unwrap();
    assert!(matches!(undo, SpotUndo::Cleared(..)) && state.diary.spots().get_untracked().is_empty());
    state.diary.undo(undo);
    assert_eq!(state.diary.spots().get_untracked(), before);
    state.diary.log();
    pass(SECOND);
    let undo = state.diary.repeat_last(&state.diary.last_spots().get_untracked());
    assert_eq!(state.diary.spots().get_untracked().len(), 1);
    state.diary.undo(undo);
    assert!(state.diary.spots().get_untracked().is_empty());
}

#[test]
fn a_flag_stays_whatever_is_tapped() {
    let state = start_new();
    mark_sharp(state);
    state.diary.log();
    pass(96 * HOUR);
    assert!(state.diary.spared().forbids_massage(calf().area()));
    mark(state);
    let spots = state.diary.spots().get_untracked();
    assert!(spots.get(calf()).unwrap().is_flagged(), "a new mark keeps the flag");
    state.diary.edit_spot(Moment::Before, calf(), |spot| spot.feelings = [].into_iter().collect());
    assert!(!state.diary.spared().forbids_massage(calf().area()), "the newest mark decides");
}

#[test]
fn what_was_sharp_is_asked_about_three_days_later() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    mark_sharp(state);
    state.diary.log();
    pass(48 * HOUR);
    assert_eq!(state.diary.question(), None);
    pass(24 * HOUR);
    let question = state.diary.question().unwrap();
    assert_eq!((question.region, question.feeling), (calf(), Feeling::Sharp));
    // Still there: it is spared, and asked about again three days later.
    state.diary.answer(question.region, false);
    assert_eq!(state.diary.question(), None);
    assert!(state.diary.spared().forbids_massage(calf().area()));
    pass(72 * HOUR);
    let question = state.diary.question().unwrap();
    state.diary.answer(question.region, true);
    assert_eq!((state.diary.question(), state.diary.spared().len()), (None, 0));
    // The answer is kept, and what the spot felt like.
    let again = start(&store, &mirror);
    assert_eq!((again.diary.question(), again.diary.spared().len()), (None, 0));
    let run = &again.diary.past().get_untracked()[0];
    assert!(run.spots.get(calf()).unwrap().feelings.contains(Feeling::Sharp));
}

#[test]
fn gone_takes_the_flag_off_todays_own_mark() {
    let state = start_new();
    mark_sharp(state);
    state.diary.log();
    pass(72 * HOUR);
    mark(state);
    let question = state.diary.question().unwrap();
    state.diary.answer(question.region, true);
    let spots = state.diary.spots().get_untracked();
    assert_eq!(
        (spots.level(calf()), spots.get(calf()).unwrap().is_flagged()),
        (Some(Level::Moderate), false)
    );
    assert_eq!(state.diary.question(), None);
}

#[test]
fn resting_logs_the_spot_that_spoke_against_a_run() {
    let state = start_new();
    mark_sharp(state);
    state.diary.log();
    pass(24 * HOUR);
    // Nothing is marked today: yesterday's spot is.
    let (id, undo) = state.diary.rest_today(calf()).unwrap();
    let rested = state.diary.past().get_untracked()[0].clone();
    assert!(rested.id == id && rested.spots.get(calf()).unwrap().is_flagged());
    assert_eq!(rested.life(), &Life::Logged { at: (Fake::DEVICE.now)() });
    assert!(state.diary.unlog(&id));
    state.diary.undo(undo);
    assert!(state.diary.spots().get_untracked().is_empty());
    assert!(!state.diary.unlog(&id), "there is a new check-in");
    // Marked today: nothing is added.
    mark(state);
    let (_, undo) = state.diary.rest_today(calf()).unwrap();
    assert_eq!(undo, SpotUndo::Repeated(vec![]));
}

#[test]
fn a_walk_is_told_from_a_run() {
    let state = start_new();
    mark_sharp(state);
    state.diary.start_walk();
    let is_walk = || state.diary.open().get_untracked().unwrap().is_walk;
    assert!(is_walk() && state.diary.is_running().get_untracked());
    let (id, started) = state.diary.discard().unwrap();
    state.diary.undiscard(&id, started);
    assert!(is_walk(), "undone, it is a walk again");
    state.diary.discard();
    state.diary.start_run();
    assert!(!is_walk());
    state.diary.discard();
    state.diary.start_walk();
    state.diary.discard();
    state.diary.log();
    assert!(!past(state)[0].is_walk);
}

#[test]
fn nothing_is_answered_in_a_read_only_app() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    mark_sharp(state);
    state.diary.log();
    pass(72 * HOUR);
    let question = state.diary.question().unwrap();
    store.set("tightspot:settings", &seal(SCHEMA + 1, 1, "{}")).unwrap();
    let state = start(&store, &mirror);
    assert!(state.vault.is_read_only());
    let before = store.content();
    state.diary.answer(question.region, true);
    assert_eq!(state.diary.rest_today(calf()), None);
    assert_eq!(store.content(), before);
}

#[test]
fn answers_after_the_run_change_that_run() {
    let state = start_new();
    let id = run_and_return(state).id;
    state.diary.skip_after_run(&id, true);
    state.diary.set_after(&id, &[calf()], Some(Change::Better));
    let run = recovering(state).unwrap();
    assert_eq!(run.spots.count_after(Some(Change::Better)), 1);
    assert!(!run.after_run_skipped);
}

#[test]
fn a_recording_fills_the_run_that_it_belongs_to() {
    let state = start_new();
    let now = (Fake::DEVICE.now)();
    let run = run_and_return(state);
    let recorded = Timing::entered(now.day(), Some(now), Some(45 * 60), (Fake::DEVICE.now)()).unwrap();
    let found = state.diary.recorded_before(recorded).unwrap();
    assert_eq!(found.id, run.id);
    let (filled, closed) = state.diary.record(Some(found.clone()), recorded, None).unwrap();
    assert_eq!((filled.timing().and_then(Timing::took), closed), (Some(45 * 60), None));
    state.diary.unrecord(&filled.id, Some(&found), None);
    assert_eq!(recovering(state).unwrap(), run);
}

#[test]
fn a_copy_is_asked_for_after_twenty_runs() {
    let state = start_new();
    for _ in 0..20 {
        assert!(!state.wants_copy());
        mark(state);
        state.diary.log();
        pass(SECOND);
    }
    assert!(state.wants_copy());
    state.save_copy();
    assert!(!state.wants_copy());
    assert_eq!(fake(|fake| fake.files[0].0.clone()), "tightspot-2026-06-16.json");
}
