//! Run files: several at once, and one undo for all of them.

use crate::device::{NOON, fake};
use crate::fit::Shape;
use crate::{mark, start, start_new};
use leptos::prelude::*;
use tightspot::domain::run::distance::Distance;
use tightspot::domain::run::{Refusal, Timing};
use tightspot::domain::run_file::{BadFile, Incoming};
use tightspot::domain::time::instant::{HOUR, MINUTE, SECOND};
use tightspot::state::State;
use tightspot::state::run_files::{Fate, Stage};
use tightspot::storage::memory::{Memory, MemoryMirror};

const DAY: i64 = 24 * HOUR;

fn fit(start: i64) -> Vec<u8> {
    Shape { start, ..Shape::default() }.write()
}

/// A device file for each of these; returns whether the app still wants more after the last.
fn arrive(state: &'static State, files: Vec<(&str, Vec<u8>)>) -> bool {
    state.choose_run_files(None);
    let mut on_file = fake(|fake| fake.on_run_file.take()).expect("the picker opened");
    let count = files.len();
    let mut wants_more = true;
    for (index, (name, bytes)) in files.into_iter().enumerate() {
        let (name, size) = (name.to_owned(), bytes.len());
        wants_more = on_file(Incoming { name, size, bytes: Ok(bytes), left: count - index - 1 });
    }
    wants_more
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
    state.save_run_files();
    let expected: Vec<i64> = (0..40).map(|index| 2 + index * 24).collect();
    assert_eq!(hours(state), expected);
    // The newest ended an hour ago, so its routine is open.
    assert!(state.diary.recovering().get_untracked().is_some());
    assert_eq!(hours(start(&store, &mirror)), expected, "they are in the store");
    let toast = state.notices.toast().get_untracked().expect("an undo");
    assert_eq!(toast.text, "40 runs added");
    (toast.action.expect("a button").1)();
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
    state.save_run_files();
    assert_eq!(hours(state), [24, 48]);
}

#[test]
fn what_is_there_already_or_twice_is_left_out() {
    let state = start_new();
    arrive(state, vec![("a.fit", fit(NOON - DAY))]);
    state.save_run_files();
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
        [Fate::Refused(Refusal::InTheFuture), Fate::There, Fate::New, Fate::Twice, Fate::New]
    );
    state.save_run_files();
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
    state.save_run_files();
    assert_eq!(hours(state).len(), 2);
    assert_eq!(state.diary.find(&timed.id).and_then(|run| run.distance).map(Distance::metres), Some(8200));
    (state.notices.toast().get_untracked().unwrap().action.unwrap().1)();
    assert_eq!(state.diary.find(&timed.id), Some(timed.clone()));
    assert!(state.diary.open().get_untracked().is_some(), "the check-in is open again");
    assert_eq!(before.len(), store.content().len());
}

#[test]
fn a_new_choice_or_stopping_ends_the_one_before() {
    let state = start_new();
    state.choose_run_files(None);
    let mut first = fake(|fake| fake.on_run_file.take()).unwrap();
    let incoming = |left| Incoming { name: "a.fit".to_owned(), size: 1, bytes: Ok(fit(NOON - DAY)), left };
    assert!(first(incoming(9)));
    assert_eq!(state.run_files.stage().get_untracked(), Stage::Reading(1, 10));
    arrive(state, vec![("b.fit", fit(NOON - 2 * DAY))]);
    assert!(!first(incoming(8)), "it wants no more of the first choice");
    assert_eq!(fates(state).len(), 1);
    state.choose_run_files(None);
    let mut second = fake(|fake| fake.on_run_file.take()).unwrap();
    assert!(second(incoming(9)));
    state.stop_reading();
    assert!(!second(incoming(8)));
    assert_eq!((state.run_files.stage().get_untracked(), fates(state).len()), (Stage::Read, 1));
}
