//! Steps, ticks, drinks and times of a routine.

use super::*;
use crate::domain::recovery::guide::{Exercise, Sides};
use crate::domain::time::instant::{HOUR, SECOND};

fn at(ms: i64) -> Instant {
    Instant::new(1_000_000_000 + ms, 60).unwrap()
}

#[test]
fn ticks_keep_their_first_time_and_can_be_taken_back() {
    let mut routine = Routine::default();
    routine.tick(Step::Stretch, Some(at(1)));
    routine.tick(Step::Stretch, Some(at(2)));
    assert_eq!(*routine.state(Step::Stretch), StepState::Done(Some(at(1))));
    assert_eq!(routine.done_count(), 1);
    routine.untick(Step::Stretch);
    assert_eq!(*routine.state(Step::Stretch), StepState::Open);
    assert_eq!(routine.done_count(), 0);
}

#[test]
fn the_first_glass_ticks_and_fewer_glasses_do_not_untick() {
    let mut routine = Routine::default();
    routine.drink(0, at(5));
    assert!(!routine.is_done(Step::Rehydrate));
    routine.drink(1, at(7));
    assert_eq!(*routine.state(Step::Rehydrate), StepState::Done(Some(at(7))));
    routine.untick(Step::Rehydrate);
    routine.drink(2, at(8));
    assert!(!routine.is_done(Step::Rehydrate), "only the first glass ticks the step");
    routine.drink(9, at(9));
    assert_eq!(routine.glasses(), Routine::MAX_GLASSES);
    routine.drink(2, at(9));
    assert_eq!(routine.glasses(), 2);
}

#[test]
fn a_reopened_routine_has_its_skipped_steps_open() {
    let mut routine = Routine::default();
    routine.tick(Step::Stretch, Some(at(3)));
    routine.close(at(9));
    assert_eq!(*routine.state(Step::LegsUp), StepState::Skipped);
    let routine = routine.reopened();
    let open = [Step::Rehydrate, Step::LegsUp, Step::Breathe].map(|step| routine.state(step).clone());
    assert_eq!(open, [StepState::Open, StepState::Open, StepState::Open]);
    assert_eq!(*routine.state(Step::Stretch), StepState::Done(Some(at(3))));
}

fn legs_up(now: Instant) -> Guide {
    Guide::start(vec![Exercise::new("legs-up", None, Sides::Together, 10, 120)], now).unwrap()
}

fn stretches(now: Instant) -> Guide {
    let exercise = |id, area| Exercise::new(id, Some(area), Sides::LeftThenRight, 5, 30);
    Guide::start(vec![exercise("calf-wall", Area::Calf), exercise("quad", Area::Quad)], now).unwrap()
}

#[test]
fn sessions_end_by_the_clock_even_while_the_app_is_closed() {
    let mut routine = Routine::default();
    routine.begin(Step::LegsUp, legs_up(at(0)));
    assert!(!routine.close_overdue(at(129_999)));
    assert!(routine.close_overdue(at(8 * HOUR)));
    assert_eq!(*routine.state(Step::LegsUp), StepState::Done(Some(at(130_000))));
    assert_eq!(routine.guided().legs_up, 120);
    assert!(!routine.close_overdue(at(9 * HOUR)));
    routine.begin(Step::Rehydrate, legs_up(at(0)));
    assert_eq!(*routine.state(Step::Rehydrate), StepState::Open);
}

#[test]
fn sessions_pause_and_resume() {
    let mut routine = Routine::default();
    routine.begin(Step::Breathe, legs_up(at(0)));
    routine.change_guide(Step::Breathe, |guide| guide.toggle_pause(at(20_000)));
    assert!(!routine.close_overdue(at(HOUR)));
    routine.change_guide(Step::Breathe, |guide| guide.toggle_pause(at(HOUR)));
    assert_eq!(routine.guide(Step::Breathe).unwrap().left(at(HOUR)), 110_000);
    routine.change_guide(Step::LegsUp, |_| panic!("not under way"));
    assert_eq!(*routine.state(Step::LegsUp), StepState::Open);
}

#[test]
fn a_tick_keeps_what_was_held_in_its_session() {
    let mut routine = Routine::default();
    routine.begin(Step::Stretch, stretches(at(0)));
    routine.change_guide(Step::Stretch, |guide| guide.next(at(1_000)));
    // The second exercise ends at 1 + 70 seconds.
    assert!(routine.close_overdue(at(HOUR)));
    assert_eq!(routine.guided().stretched, [Area::Quad]);
    // Again, but every exercise is skipped: the step stays done.
    routine.begin(Step::Stretch, stretches(at(HOUR)));
    assert!(routine.is_done(Step::Stretch) && routine.guide(Step::Stretch).is_some());
    for _ in 0..2 {
        routine.change_guide(Step::Stretch, |guide| guide.next(at(HOUR)));
    }
    assert!(routine.close_overdue(at(HOUR)));
    assert_eq!(*routine.state(Step::Stretch), StepState::Done(Some(at(71_000))));
    assert_eq!((routine.guided().stretched.len(), routine.guide(Step::Stretch)), (1, None));
    // Again, and to its end.
    routine.begin(Step::Stretch, stretches(at(HOUR)));
    assert!(routine.close_overdue(at(2 * HOUR)));
    assert_eq!(*routine.state(Step::Stretch), StepState::Done(Some(at(HOUR + 140_000))));
    assert_eq!(routine.guided().stretched, [Area::Calf, Area::Quad]);
    // Started again, and closed at once.
    routine.begin(Step::Stretch, stretches(at(2 * HOUR)));
    let text = serde_json::to_string(&routine).unwrap();
    assert_eq!(serde_json::from_str::<Routine>(&text).unwrap(), routine);
    let mut closed = routine.clone();
    closed.close(at(2 * HOUR));
    assert!(closed.is_done(Step::Stretch) && closed.guide(Step::Stretch).is_none());
    assert_eq!(closed.guided().stretched.len(), 2);
    // The first time, and every exercise is skipped.
    routine.untick(Step::Stretch);
    assert_eq!((routine.guide(Step::Stretch), routine.guided().stretched.len()), (None, 0));
    routine.begin(Step::Stretch, stretches(at(HOUR)));
    for _ in 0..2 {
        routine.change_guide(Step::Stretch, |guide| guide.next(at(HOUR)));
    }
    assert!(routine.close_overdue(at(HOUR)));
    assert_eq!(*routine.state(Step::Stretch), StepState::Open, "every exercise was skipped");
    // Closed with one of two done.
    routine.begin(Step::Stretch, stretches(at(HOUR)));
    routine.close(at(HOUR + 80_000));
    assert_eq!(*routine.state(Step::Stretch), StepState::Skipped);
    assert_eq!(routine.guided().stretched, [Area::Calf]);
    // Ticked by hand in the middle: the time held until then counts.
    routine.begin(Step::Breathe, legs_up(at(0)));
    routine.tick(Step::Breathe, Some(at(70_000)));
    assert_eq!((routine.guided().breathe, routine.last_done()), (60, Some(at(70_000))));
    routine.untick(Step::Breathe);
    assert_eq!((routine.guided().breathe, routine.last_done()), (0, None));
}

#[test]
fn setting_the_clock_changes_no_timer() {
    let (finish, now) = (at(0), at(10 * MINUTE));
    for jump in [-24 * HOUR, 24 * HOUR] {
        let mut routine = Routine::default();
        routine.begin(Step::LegsUp, legs_up(now));
        routine.clock_jumped(jump);
        let later = at(10 * MINUTE + jump + MINUTE);
        assert_eq!(routine.guide(Step::LegsUp).unwrap().left(later), 70_000);
        assert_eq!(routine.rehydrate_window(finish, later), RehydrateWindow::Open { left: 19 * MINUTE });
        let text = serde_json::to_string(&routine).unwrap();
        assert_eq!(serde_json::from_str::<Routine>(&text).unwrap(), routine);
    }
}

#[test]
fn closing_skips_the_steps_that_are_not_done() {
    let mut routine = Routine::default();
    routine.tick(Step::Rehydrate, Some(at(0)));
    routine.begin(Step::LegsUp, legs_up(at(0)));
    routine.close(at(0));
    let states = Step::ALL.map(|step| routine.state(step).clone());
    assert_eq!(
        states,
        [StepState::Done(Some(at(0))), StepState::Skipped, StepState::Skipped, StepState::Skipped]
    );
    for step in Step::ALL {
        routine.tick(step, None);
    }
    assert!(routine.is_complete());
}

#[test]
fn the_window_starts_at_the_finish_whatever_the_clock_does() {
    for (now, window) in [
        (0, RehydrateWindow::Open { left: 30 * MINUTE }),
        (8 * MINUTE + 20 * SECOND, RehydrateWindow::Open { left: 21 * MINUTE + 40 * SECOND }),
        (30 * MINUTE - 1, RehydrateWindow::Open { left: 1 }),
        (30 * MINUTE, RehydrateWindow::Passed { since_finish: 30 * MINUTE }),
        (34 * MINUTE, RehydrateWindow::Passed { since_finish: 34 * MINUTE }),
        // Set back a day, then forward again.
        (-24 * HOUR, RehydrateWindow::Open { left: 30 * MINUTE }),
        (24 * HOUR, RehydrateWindow::Passed { since_finish: 24 * HOUR }),
    ] {
        assert_eq!(rehydrate_window(at(0), at(now)), window);
    }
    // A flight home changes the offset, not the window.
    let finish = Instant::new(at(0).ms(), 120).unwrap();
    let now = Instant::new(at(MINUTE).ms(), -300).unwrap();
    assert_eq!(rehydrate_window(finish, now), RehydrateWindow::Open { left: 29 * MINUTE });
}

#[test]
fn invalid_routines_are_refused() {
    let guide = serde_json::to_string(&legs_up(at(0))).unwrap();
    let state = format!(r#"{{"in-progress":{guide}}}"#);
    assert!(serde_json::from_str::<Routine>(&format!(r#"{{"legs_up":{state}}}"#)).is_ok());
    assert!(serde_json::from_str::<Routine>(&format!(r#"{{"rehydrate":{state}}}"#)).is_err());
    assert!(serde_json::from_str::<Routine>(r#"{"glasses":5}"#).is_err());
    assert_eq!(serde_json::from_str::<Routine>("{}").unwrap(), Routine::default());
}

#[test]
fn a_correction_ticks_a_guided_step_now_and_others_at_no_time() {
    let guide = Guide::start(vec![Exercise::new("legs-up", None, Sides::Together, 0, 120)], at(0)).unwrap();
    let mut routine = Routine::default();
    routine.begin(Step::LegsUp, guide);
    routine.tick(Step::Breathe, Some(at(1)));
    routine.correct([(Step::Stretch, true), (Step::LegsUp, true), (Step::Breathe, true)], at(5));
    assert_eq!(*routine.state(Step::Stretch), StepState::Done(None));
    assert_eq!(*routine.state(Step::LegsUp), StepState::Done(Some(at(5))));
    assert_eq!(*routine.state(Step::Breathe), StepState::Done(Some(at(1))), "as it was");
    routine.correct([(Step::Breathe, false), (Step::Rehydrate, false)], at(9));
    assert_eq!((routine.done_count(), routine.is_done(Step::Breathe)), (2, false));
}
