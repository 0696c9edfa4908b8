//! Run files: several at once, and one undo for all of them.

use crate::device::{NOON, fake, run_tasks};
use crate::fit::Shape;
use crate::{mark, start, start_new};
use leptos::prelude::*;
use tightspot::domain::recovery::routine::Routine;
use tightspot::domain::run::distance::Distance;
use tightspot::domain::run::{Refusal, Run, Timing};
use tightspot::domain::run_file::{Arrival, BadFile, Incoming};
use tightspot::domain::time::instant::{HOUR, MINUTE, SECOND};
use tightspot::state::State;
use tightspot::state::run_files::{Fate, Stage};
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{SCHEMA, seal};

const DAY: i64 = 24 * HOUR;

fn fit(start: i64) -> Vec<u8> {
    Shape { start, ..Shape::default() }.write()
}

/// The runner chooses these files.
fn arrive(state: &'static State, files: Vec<(&str, Vec<u8>)>) {
    state.choose_run_files(None);
    let mut on_files = fake(|fake| fake.on_run_files.take()).expect("the picker opened");
    let count = files.len();
    on_files(Arrival::Begin(count));
    for (index, (name, bytes)) in files.into_iter().enumerate() {
        on_files(file(name, bytes, count - index - 1));
    }
}

fn file(name: &str, bytes: Vec<u8>, left: usize) -> Arrival {
    Arrival::File(Incoming { name: name.to_owned(), size: bytes.len(), bytes: Ok(bytes), left })
}

/// Saves the chosen runs.
fn save(state: &'static State) {
    state.save_run_files();
    run_tasks();
}

fn undo(state: &'static State) {
    (state.notices.toast().get_untracked().expect("a toast").action.expect("a button").1)();
    run_tasks();
}

fn fates(state: &'static State) -> Vec<Fate> {
    let candidates = state.run_files.candidates().get_untracked();
    candidates.into_iter().map(|candidate| candidate.fate).collect()
}

/// The starts of all runs, in hours before noon of the test's day, newest first.
fn hours(state: &'static State) -> Vec<i64> {
    let mut runs = state.diary.past().get_untracked();
    runs.extend(state.diary.recovering().get_untracked());
    let mut hours: Vec<i64> =
        runs.iter().filter_map(|run| Some((NOON - run.timing()?.started()?.ms()) / HOUR)).collect();
    hours.sort_unstable();
    hours
}

#[test]
fn many_files_become_runs_and_one_undo_takes_them_all_back() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    let before = store.content();
    let files = (0..40).map(|index| ("run.fit", fit(NOON - 2 * HOUR - index * DAY))).collect();
    arrive(state, files);
    assert_eq!(state.run_files.stage().get_untracked(), Stage::Read);
    save(state);
    let expected: Vec<i64> = (0..40).map(|index| 2 + index * 24).collect();
    assert_eq!(hours(state), expected);
    // The newest ended an hour ago, so its routine is open.
    assert!(state.diary.recovering().get_untracked().is_some());
    assert_eq!(hours(start(&store, &mirror)), expected, "they are in the store");
    assert_eq!(state.notices.toast().get_untracked().expect("an undo").text, "40 runs added");
    undo(state);
    assert!(hours(state).is_empty());
    assert!(state.diary.recovering().get_untracked().is_none());
    assert_eq!(store.content().keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
}

#[test]
fn a_broken_file_changes_nothing_for_the_rest() {
    let state = start_new();
    let mut broken = fit(NOON - 3 * DAY);
    broken[100] ^= 1;
    let ride = Shape { sport: 2, start: NOON - 4 * DAY, ..Shape::default() };
    let files = vec![
        ("a.fit", fit(NOON - DAY)),
        ("b.fit", broken),
        ("c.fit", ride.write()),
        ("d.txt", b"hello".to_vec()),
        ("e.fit", fit(NOON - 2 * DAY)),
    ];
    arrive(state, files);
    let files = state.run_files.files().get_untracked();
    let bad: Vec<_> = files.iter().map(|file| file.found.as_ref().err().copied()).collect();
    assert_eq!(bad[0..2], [None, Some(BadFile::Damaged)]);
    assert!(matches!(bad[2], Some(BadFile::OtherSport(_))));
    assert_eq!(bad[3..], [Some(BadFile::Foreign), None]);
    save(state);
    assert_eq!(hours(state), [24, 48]);
}

#[test]
fn what_is_there_already_or_twice_is_left_out() {
    let state = start_new();
    arrive(state, vec![("a.fit", fit(NOON - DAY))]);
    save(state);
    // It lasts 46 minutes. A warm-up that was recorded on its own is another run.
    let warm_up = "<gpx><trk><trkseg><trkpt lat='52' lon='13'><time>2026-06-15T09:45:00Z</time></trkpt>\
        <trkpt lat='52.01' lon='13'><time>2026-06-15T09:55:00Z</time></trkpt></trkseg></trk></gpx>";
    let again = vec![
        ("warm-up.gpx", warm_up.as_bytes().to_vec()),
        ("a.fit", fit(NOON - DAY)),
        ("b.fit", fit(NOON - 2 * DAY)),
        ("b too.fit", fit(NOON - 2 * DAY + MINUTE)),
        ("future.fit", fit(NOON + DAY)),
    ];
    arrive(state, again);
    assert_eq!(
        fates(state),
        [Fate::Refused(Refusal::InTheFuture), Fate::InJournal, Fate::New, Fate::Twice, Fate::New]
    );
    save(state);
    assert_eq!(hours(state), [24, 24, 48]);
    let paused = state.diary.past().get_untracked();
    assert_eq!(paused[0].timing().and_then(Timing::took), Some(2700));
    assert_eq!(paused[0].timing().and_then(Timing::elapsed), Some(2780));
}

#[test]
fn a_check_in_and_a_run_without_a_distance_are_filled_in() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    // A run that was timed here, without a distance, and a check-in just now.
    mark(state);
    state.diary.start_run();
    crate::device::pass(46 * MINUTE);
    state.diary.finish(None).unwrap();
    state.diary.close_routine();
    let timed = state.diary.past().get_untracked()[0].clone();
    crate::device::pass(5 * HOUR);
    mark(state);
    crate::device::pass(90 * MINUTE);
    let started = NOON + 46 * MINUTE + 5 * HOUR + 90 * MINUTE - 2780 * SECOND;
    let before = store.content();
    arrive(state, vec![("a.fit", fit(NOON)), ("b.fit", fit(started)), ("c.fit", fit(started + 21 * MINUTE))]);
    let fates = fates(state);
    assert_eq!(fates[2], Fate::Fills(timed.id.clone()));
    assert!(matches!(&fates[1], Fate::Fills(id) if *id != timed.id), "{fates:?}");
    // Only one run can fill in the check-in.
    assert_eq!(fates[0], Fate::Refused(Refusal::EndsInTheFuture));
    save(state);
    assert_eq!(hours(state).len(), 2);
    assert_eq!(state.diary.find(&timed.id).and_then(|run| run.distance).map(Distance::metres), Some(8200));
    undo(state);
    assert_eq!(state.diary.find(&timed.id), Some(timed.clone()));
    assert!(state.diary.open().get_untracked().is_some(), "the check-in is open again");
    assert_eq!(before.len(), store.content().len());
}

#[test]
fn a_new_choice_or_stopping_ends_the_one_before() {
    let state = start_new();
    let choose = || {
        state.choose_run_files(None);
        fake(|fake| fake.on_run_files.take()).unwrap()
    };
    let mut slow = choose();
    let mut first = choose();
    assert!(first(Arrival::Begin(10)));
    assert!(first(file("a.fit", fit(NOON - DAY), 9)));
    assert_eq!(state.run_files.stage().get_untracked(), Stage::Reading(1, 10));
    assert!(state.is_busy(), "an update waits");
    arrive(state, vec![("b.fit", fit(NOON - 2 * DAY))]);
    assert!(!first(file("a.fit", fit(NOON - DAY), 8)), "it wants no more of the first choice");
    assert_eq!(fates(state).len(), 1);
    assert!(slow(Arrival::Begin(3)));
    assert!(slow(file("a.fit", fit(NOON - DAY), 2)));
    state.stop_reading();
    assert!(!slow(file("a.fit", fit(NOON - DAY), 1)));
    assert_eq!((state.run_files.stage().get_untracked(), fates(state).len()), (Stage::Read, 1));
    assert_eq!(state.run_files.stopped_of().get_untracked(), Some(3));
}

#[test]
fn a_choice_during_the_saving_is_not_disturbed_by_it() {
    let state = start_new();
    arrive(state, (0..20).map(|index| ("run.fit", fit(NOON - (index + 2) * DAY))).collect());
    state.save_run_files();
    // The second of two quick taps.
    state.save_run_files();
    assert_eq!(state.run_files.stage().get_untracked(), Stage::Saving(5, 20));
    arrive(state, vec![("a.fit", fit(NOON - DAY))]);
    assert_eq!(run_tasks(), 3);
    assert_eq!(hours(state).len(), 20);
    assert_eq!((state.run_files.stage().get_untracked(), fates(state)), (Stage::Read, vec![Fate::New]));
    undo(state);
    assert!(hours(state).is_empty());
}

#[test]
fn the_journal_counts_as_it_is_when_the_runs_are_saved() {
    let state = start_new();
    let two = || vec![("a.fit", fit(NOON - DAY)), ("b.fit", fit(NOON - 2 * DAY))];
    arrive(state, two());
    let read_before = state.run_files.candidates().get_untracked();
    save(state);
    arrive(state, two());
    state.run_files.candidates().set(read_before);
    save(state);
    assert_eq!(hours(state), [24, 48]);
}

#[test]
fn of_two_recordings_of_the_same_time_the_one_with_a_distance_is_taken() {
    let state = start_new();
    let bare =
        Shape { start: NOON - DAY - MINUTE, has_distance: false, has_positions: false, ..Shape::default() };
    arrive(state, vec![("a.fit", bare.write()), ("b.fit", fit(NOON - DAY))]);
    assert_eq!(fates(state), [Fate::New, Fate::Twice]);
    // Whoever wants both gets both.
    state.run_files.candidates().update(|all| all[1].is_chosen = true);
    save(state);
    assert_eq!(hours(state), [24, 24]);
}

#[test]
fn a_run_without_a_time_on_that_day_is_asked_about() {
    let state = start_new();
    let now = (state.device.now)();
    let entered = Timing::entered(now.day().minus(1), None, None, now).unwrap();
    state.diary.upsert(Run::added(state.diary.new_id(), entered, Routine::default()));
    arrive(state, vec![("a.fit", fit(NOON - DAY)), ("b.fit", fit(NOON - 2 * DAY))]);
    assert_eq!(fates(state), [Fate::SameDay, Fate::New]);
    let chosen = |index: usize| state.run_files.candidates().with_untracked(|all| all[index].is_chosen);
    assert_eq!((chosen(0), chosen(1)), (false, true));
}

#[test]
fn files_shared_from_another_app_are_taken_once() {
    let state = start_new();
    state.take_shared_files();
    let mut on_files = fake(|fake| fake.on_run_files.take()).unwrap();
    // The page is built again.
    state.take_shared_files();
    assert!(fake(|fake| fake.on_run_files.take()).is_none());
    on_files(Arrival::Begin(0));
    assert_eq!(state.run_files.stage().get_untracked(), Stage::Nothing);
    state.take_shared_files();
    assert!(fake(|fake| fake.on_run_files.take()).is_some());
}

#[test]
fn nothing_is_saved_once_a_newer_build_has_taken_over() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    arrive(state, (0..20).map(|index| ("run.fit", fit(NOON - (index + 2) * DAY))).collect());
    state.save_run_files();
    state.vault.on_storage_event("tightspot:run:b", Some(seal(SCHEMA + 1, 1, "{}")));
    assert!(!state.vault.may_change());
    run_tasks();
    assert_eq!(hours(state).len(), 5);
    let toast = state.notices.toast().get_untracked().expect("an undo");
    assert_eq!(toast.text, "5 of 20 runs added");
    assert_eq!(state.run_files.stage().get_untracked(), Stage::Read);
}
