//! Tests every transition from every state, with all kinds of clocks.

use super::*;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::recovery::guide::{Exercise, Guide, Sides};
use crate::domain::recovery::routine::{Step, StepState};

/// 2026-06-16 06:14 in Berlin.
const START: i64 = 1_781_583_240_000;

fn at(after_start: Millis) -> Instant {
    Instant::new(START + after_start, 120).unwrap()
}

fn checked_in() -> Run {
    let mut run = Run::check_in(RunId::new(at(0), 7), at(0));
    run.spots.set_level(Region::from_id("calf-l").unwrap(), Some(Level::Moderate));
    run
}

type Verb = fn(&mut Run) -> Result<(), Refusal>;

fn after(steps: &[Verb]) -> Run {
    let mut run = checked_in();
    for step in steps {
        step(&mut run).unwrap();
    }
    run
}

fn start(run: &mut Run) -> Result<(), Refusal> {
    run.start(at(0))
}

fn finish(run: &mut Run) -> Result<(), Refusal> {
    run.finish(at(46 * MINUTE + 20 * SECOND))
}

fn close(run: &mut Run) -> Result<(), Refusal> {
    run.close(at(HOUR))
}

fn finish_after(run: &mut Run) -> Result<(), Refusal> {
    run.finish_after(60, at(46 * MINUTE))
}

fn recover(run: &mut Run) -> Result<(), Refusal> {
    run.recover_without_start(at(MINUTE))
}

fn retell(run: &mut Run) -> Result<(), Refusal> {
    let timing = Timing::entered(at(0).day(), None, None, at(0)).unwrap();
    run.retell(timing, Routine::default())
}

/// A recording by a watch: 46:20, beginning this long after [`START`].
fn recording(after_start: Millis) -> Timing {
    let now = at(48 * HOUR);
    Timing::entered(at(after_start).day(), Some(at(after_start)), Some(2780), now).unwrap()
}

#[test]
fn a_recording_fits_a_run_that_began_within_twenty_minutes() {
    let mut unstarted = checked_in();
    unstarted.recover_without_start(at(46 * MINUTE + 20 * SECOND)).unwrap();
    for run in [after(&[start]), after(&[start, finish]), after(&[start, finish, close]), unstarted] {
        for (apart, may_be) in
            [(0, true), (20, true), (-20, true), (21, false), (-21, false), (24 * 60, false)]
        {
            assert_eq!(run.may_be(recording(apart * MINUTE)), may_be, "{:?}, {apart} min", run.life());
        }
    }
    let entered = Timing::entered(at(0).day(), None, Some(2780), at(HOUR)).unwrap();
    let entered = Run::added(RunId::new(at(0), 1), entered, Routine::default());
    assert!(!entered.may_be(recording(0)), "its time is not known");
}

#[test]
fn a_recording_fits_a_check_in_up_to_an_hour_before() {
    for run in [checked_in(), after(&[Run::log])] {
        for (begins_after, may_be) in [(0, true), (60, true), (61, false), (-46, true), (-47, false)] {
            assert_eq!(run.may_be(recording(begins_after * MINUTE)), may_be, "{begins_after} min");
        }
    }
}

#[test]
fn a_recording_fills_in_the_run_and_keeps_its_spots_and_ticks() {
    let recorded = recording(5 * MINUTE);
    let lives: [&[Verb]; 3] = [&[], &[Run::log], &[start]];
    for steps in lives {
        let mut run = after(steps);
        run.fill(recorded);
        assert_eq!(run.life(), &Life::Recovering { timing: recorded, routine: Routine::default() });
        assert_eq!(run.spots, checked_in().spots);
    }
    let mut run = after(&[start, finish]);
    run.open_routine().unwrap().tick(Step::Rehydrate, None);
    run.fill(recorded);
    assert!(
        matches!(run.life(), Life::Recovering { timing, routine } if *timing == recorded && routine.is_done(Step::Rehydrate))
    );
    let mut run = after(&[start, finish, close]);
    run.fill(recorded);
    assert!(matches!(run.life(), Life::Closed { timing, .. } if *timing == recorded));
}

#[test]
fn a_recording_of_an_earlier_day_opens_no_routine() {
    let run = Run::recorded(RunId::new(at(0), 1), recording(0));
    assert_eq!(run.overdue_closed(at(2 * HOUR)), Overdue::Same);
    let Overdue::Changed(run) = run.overdue_closed(at(24 * HOUR)) else { panic!("still open") };
    assert!(matches!(run.life(), Life::Closed { .. }));
}

fn two_minutes(now: Instant) -> Guide {
    Guide::start(vec![Exercise::new("legs-up", None, Sides::Together, 0, 120)], now).unwrap()
}

#[test]
fn every_step_from_every_state_is_taken_or_refused() {
    let verbs: [(&str, Verb); 9] = [
        ("start", start),
        ("log", Run::log),
        ("unlog", Run::unlog),
        ("finish", finish),
        ("finish_after", finish_after),
        ("recover", recover),
        ("discard", Run::discard),
        ("close", close),
        ("retell", retell),
    ];
    let states: [(&str, Run, &[&str]); 5] = [
        ("checked in", checked_in(), &["start", "log", "recover"]),
        ("logged", after(&[Run::log]), &["unlog"]),
        ("running", after(&[start]), &["finish", "finish_after", "discard"]),
        ("back", after(&[start, finish]), &["close", "retell"]),
        ("finished", after(&[start, finish, close]), &["retell"]),
    ];
    for (state, run, allowed) in &states {
        for (name, verb) in &verbs {
            let mut tried = run.clone();
            let result = verb(&mut tried);
            if allowed.contains(name) {
                assert_eq!(result, Ok(()), "{name} when {state}");
            } else {
                assert_eq!(result, Err(Refusal::OutOfTurn), "{name} when {state}");
                assert_eq!(&tried, run, "{name} when {state} changed it");
            }
        }
    }
}

#[test]
fn a_run_keeps_its_spots_and_times_until_the_end() {
    let run = after(&[start, finish, close]);
    assert_eq!(run.spots, checked_in().spots);
    let timing = run.timing().unwrap();
    assert_eq!((timing.day().iso().as_str(), timing.took()), ("2026-06-16", Some(46 * 60 + 20)));
    assert_eq!((timing.started(), timing.finished()), (Some(at(0)), Some(at(46 * MINUTE + 20 * SECOND))));
    assert_eq!(run.minute_of_day(), Some(6 * 60 + 14));
    assert!(Step::ALL.iter().all(|step| *run.routine().unwrap().state(*step) == StepState::Skipped));
}

#[test]
fn discarding_and_unlogging_lead_back_to_the_same_spots() {
    assert_eq!(after(&[start, Run::discard]), checked_in());
    assert_eq!(after(&[Run::log, Run::unlog]), checked_in());
}

#[track_caller]
fn check_finish(after_start: Millis, expected: Result<Seconds, Refusal>) {
    let mut run = after(&[start]);
    let result = run.finish(at(after_start));
    assert_eq!(result.map(|()| run.timing().unwrap().took().unwrap()), expected);
    if result.is_err() {
        assert_eq!(run, after(&[start]), "a refusal changed the run");
    }
}

#[test]
fn an_unusual_finish_is_refused_and_never_recorded_silently() {
    check_finish(0, Ok(1));
    check_finish(1999, Ok(1));
    check_finish(LONG_RUN, Ok(6 * 3600));
    check_finish(LONG_RUN + 1, Err(Refusal::LongAgo));
    check_finish(72 * HOUR, Err(Refusal::LongAgo));
    check_finish(-1, Err(Refusal::FinishBeforeStart));
    check_finish(-24 * HOUR, Err(Refusal::FinishBeforeStart));
}

#[track_caller]
fn check_finish_after(took: Seconds, now: Millis, expected: Result<(), Refusal>) {
    let mut run = after(&[start]);
    assert_eq!(run.finish_after(took, at(now)), expected);
    if expected.is_ok() {
        assert_eq!(run.timing().unwrap().finished(), Some(at(i64::from(took) * SECOND)));
    }
}

#[test]
fn the_length_that_the_runner_enters_is_checked_too() {
    check_finish_after(7 * 3600, 8 * HOUR, Ok(()));
    check_finish_after(LONGEST_RUN, 72 * HOUR, Ok(()));
    check_finish_after(LONGEST_RUN + 1, 720 * HOUR, Err(Refusal::LengthNotBelieved));
    check_finish_after(0, HOUR, Err(Refusal::LengthNotBelieved));
    check_finish_after(3660, HOUR, Ok(()));
    check_finish_after(3661, HOUR, Err(Refusal::EndsInTheFuture));
    // With the clock set back a day the end cannot be checked, so the runner's answer counts.
    check_finish_after(46 * 60, -24 * HOUR, Ok(()));
}

#[test]
fn a_run_entered_by_hand_needs_only_its_day() {
    let now = at(10 * HOUR);
    let today = now.day();
    let entered = |day, started, took| Timing::entered(day, started, took, now);
    assert_eq!(entered(today, None, None).unwrap().started(), None);
    assert_eq!(entered(today, None, Some(60)).unwrap().finished(), None);
    assert_eq!(entered(today, Some(at(0)), Some(60)).unwrap().finished(), Some(at(MINUTE)));
    assert_eq!(
        entered(Instant::new(START + 24 * HOUR, 120).unwrap().day(), None, None),
        Err(Refusal::InTheFuture)
    );
    assert_eq!(entered(today, Some(at(10 * HOUR + MINUTE)), None).map(Timing::day), Ok(today));
    assert_eq!(entered(today, Some(at(10 * HOUR + MINUTE + 1)), None), Err(Refusal::InTheFuture));
    assert_eq!(entered(today, Some(at(9 * HOUR)), Some(3661)), Err(Refusal::EndsInTheFuture));
    assert_eq!(entered(today, None, Some(0)), Err(Refusal::LengthNotBelieved));
    assert_eq!(entered(today, None, Some(LONGEST_RUN)).unwrap().took(), Some(LONGEST_RUN));
    assert_eq!(entered(today, None, Some(LONGEST_RUN + 1)), Err(Refusal::LengthNotBelieved));
}

#[test]
fn a_run_without_a_start_has_only_its_finish() {
    let run = after(&[recover]);
    let timing = run.timing().unwrap();
    assert_eq!((timing.started(), timing.took(), timing.finished()), (None, None, Some(at(MINUTE))));
    assert_eq!(run.minute_of_day(), Some(6 * 60 + 15));
}

#[test]
fn a_new_day_turns_a_check_in_into_a_log_and_drops_an_empty_one() {
    let run = checked_in();
    let midnight = at(17 * HOUR + 46 * MINUTE);
    assert_eq!(run.overdue_closed(midnight.plus(-1)), Overdue::Same);
    let Overdue::Changed(logged) = run.overdue_closed(midnight) else {
        panic!("yesterday's check-in stayed open")
    };
    assert_eq!(logged.life(), &Life::Logged { at: at(0) });
    assert_eq!(logged.spots, run.spots);
    assert_eq!(Run::check_in(run.id.clone(), at(0)).overdue_closed(midnight), Overdue::Unwanted);
    // Setting the clock back a day does not make a new day.
    assert_eq!(run.overdue_closed(at(-24 * HOUR)), Overdue::Same);
}

#[test]
fn a_routine_left_open_is_closed_after_the_night() {
    let mut run = after(&[start, finish]);
    run.open_routine().unwrap().tick(Step::Rehydrate, Some(at(HOUR)));
    assert_eq!(run.overdue_closed(at(17 * HOUR)), Overdue::Same);
    let Overdue::Changed(closed) = run.overdue_closed(at(18 * HOUR)) else {
        panic!("yesterday's routine stayed open")
    };
    assert_eq!(closed.routine().unwrap().done_count(), 1);
    assert!(matches!(closed.life(), Life::Closed { .. }));
    // Back at half past eleven at night: still open after midnight, for six hours.
    let mut late = Run::check_in(RunId::new(at(0), 1), at(16 * HOUR));
    late.start(at(16 * HOUR)).unwrap();
    late.finish(at(17 * HOUR + 16 * MINUTE)).unwrap();
    assert_eq!(late.overdue_closed(at(18 * HOUR)), Overdue::Same);
    assert_eq!(late.overdue_closed(at(23 * HOUR + 16 * MINUTE - 1)), Overdue::Same);
    assert!(matches!(late.overdue_closed(at(23 * HOUR + 16 * MINUTE)), Overdue::Changed(_)));
}

#[test]
fn a_hold_that_ran_out_while_the_app_was_closed_is_ticked_at_its_end() {
    let mut run = after(&[start, finish]);
    run.open_routine().unwrap().begin(Step::LegsUp, two_minutes(at(HOUR)));
    assert_eq!(run.overdue_closed(at(HOUR + 119_999)), Overdue::Same);
    let Overdue::Changed(run) = run.overdue_closed(at(3 * HOUR)) else { panic!("the hold never ended") };
    assert_eq!(*run.routine().unwrap().state(Step::LegsUp), StepState::Done(Some(at(HOUR + 120_000))));
    assert!(matches!(run.life(), Life::Recovering { .. }));
}

#[test]
fn ids_sort_by_time_and_fit_into_keys_and_links() {
    let (early, late) = (RunId::new(at(0), u32::MAX), RunId::new(at(1), 0));
    assert!(early < late);
    assert_eq!(RunId::parse(early.as_str()), Some(early.clone()));
    assert_eq!(early.as_str(), "19ecea2db40-ffffffff");
    for wrong in ["", "a/b", "a:b", "é", "a b", &"a".repeat(41)] {
        assert_eq!(RunId::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_closed_routine_can_be_reopened_and_a_complete_one_only_as_it_was_before() {
    let mut run = Run::check_in(RunId::parse("x").unwrap(), at(0));
    assert_eq!(run.go_on(Routine::default()), Err(Refusal::OutOfTurn), "there was no run");
    run.start(at(0)).unwrap();
    run.finish(at(HOUR)).unwrap();
    run.open_routine().unwrap().tick(Step::Stretch, Some(at(HOUR)));
    let before = run.routine().unwrap().clone();
    assert_eq!(run.go_on(before.clone()), Err(Refusal::OutOfTurn), "it is still open");
    run.close(at(HOUR)).unwrap();
    let closed = run.routine().unwrap().clone();
    run.go_on(closed.clone().reopened()).unwrap();
    assert!(matches!(run.life(), Life::Recovering { .. }));
    assert_eq!(run.routine().unwrap().done_count(), 1);
    // All four are done, so it cannot be reopened; but the last tick can be undone.
    let mut all = before.clone();
    for step in Step::ALL {
        all.tick(step, Some(at(HOUR)));
    }
    *run.open_routine().unwrap() = all.clone();
    run.close(at(HOUR)).unwrap();
    assert_eq!(run.go_on(all.reopened()), Err(Refusal::OutOfTurn));
    run.go_on(before.clone()).unwrap();
    assert_eq!(run.routine(), Some(&before));
}
