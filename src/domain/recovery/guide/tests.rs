use super::*;

fn at(ms: i64) -> Instant {
    Instant::new(1_000_000_000 + ms, 60).unwrap()
}

/// Two sides of 30 s, then 20 s without a side: 5+30+5+30, 5+20.
fn two() -> Guide {
    let calf = Exercise::new("calf-wall", Some(Area::Calf), Sides::RightThenLeft, 5, 30);
    let child = Exercise::new("child", Some(Area::LowerBack), Sides::Together, 5, 20);
    Guide::start(vec![calf, child], at(0)).unwrap()
}

#[track_caller]
fn check(guide: &Guide, ms: i64, expected: Option<(usize, Part, i64)>) {
    let found = guide.position(at(ms)).map(|position| (position.exercise, position.part, position.left));
    assert_eq!(found, expected, "at {ms}");
}

#[test]
fn parts_follow_each_other_to_the_millisecond() {
    let guide = two();
    let (left, right) = (Part::Hold(Some(Side::Left)), Part::Hold(Some(Side::Right)));
    for (ms, expected) in [
        (0, Some((0, Part::Ready, 5_000))),
        (4_999, Some((0, Part::Ready, 1))),
        (5_000, Some((0, right, 30_000))),
        (34_999, Some((0, right, 1))),
        (35_000, Some((0, Part::Switch(Side::Left), 5_000))),
        (40_000, Some((0, left, 30_000))),
        (70_000, Some((1, Part::Ready, 5_000))),
        (75_000, Some((1, Part::Hold(None), 20_000))),
        (94_999, Some((1, Part::Hold(None), 1))),
        (95_000, None),
        (8 * 3_600_000, None),
    ] {
        check(&guide, ms, expected);
    }
    assert_eq!(guide.ended(at(8 * 3_600_000)), Some(at(95_000)));
    assert_eq!(guide.position(at(6_000)).unwrap().gone(), 1_000);
    assert_eq!(guide.exercises()[0].region().unwrap().id(), "calf-r");
    assert_eq!(guide.exercises()[1].region().unwrap().id(), "lower-back-l");
    assert_eq!(
        Exercise::new("neck-tilt", Some(Area::Neck), Sides::LeftThenRight, 5, 20).region().unwrap().id(),
        "neck"
    );
}

#[test]
fn a_paused_session_stops_and_a_resumed_one_goes_on() {
    let mut guide = two();
    guide.toggle_pause(at(10_000));
    check(&guide, 500_000, Some((0, Part::Hold(Some(Side::Right)), 25_000)));
    assert_eq!(guide.ended(at(500_000)), None);
    guide.pause(at(600_000));
    guide.toggle_pause(at(700_000));
    check(&guide, 725_000, Some((0, Part::Switch(Side::Left), 5_000)));
    assert!(!guide.is_paused());
}

#[test]
fn next_and_previous_move_by_exercises() {
    let mut guide = two();
    guide.next(at(10_000));
    check(&guide, 10_000, Some((1, Part::Ready, 5_000)));
    assert!(guide.exercises()[0].skipped);
    // Just begun: back to the exercise before it, which no longer counts as skipped.
    guide.previous(at(12_999));
    check(&guide, 12_999, Some((0, Part::Ready, 5_000)));
    assert!(!guide.exercises()[0].skipped);
    // Three seconds in: back to its own start.
    guide.previous(at(12_999 + 3_000));
    check(&guide, 15_999, Some((0, Part::Ready, 5_000)));
    guide.previous(at(15_999));
    check(&guide, 15_999, Some((0, Part::Ready, 5_000)));
    guide.next(at(20_000));
    guide.next(at(21_000));
    check(&guide, 21_000, None);
    assert_eq!(guide.ended(at(21_000)), Some(at(21_000)));
    guide.next(at(22_000));
    // From the end: back to the last exercise.
    guide.previous(at(22_000));
    check(&guide, 22_000, Some((1, Part::Ready, 5_000)));
    guide.toggle_pause(at(22_000));
    guide.next(at(30_000));
    assert_eq!(guide.ended(at(40_000)), Some(at(30_000)), "it does not stay paused at the very end");
}

#[test]
fn skipped_exercises_are_not_done_and_not_held() {
    let mut guide = two();
    assert_eq!((guide.done(at(69_999)).count(), guide.held(at(5_000))), (0, 0));
    assert_eq!((guide.done(at(70_000)).count(), guide.held(at(35_999))), (1, 30));
    assert_eq!((guide.done(at(95_000)).count(), guide.held(at(95_000))), (2, 80));
    guide.next(at(6_000));
    let end = at(6_000 + 25_000);
    assert_eq!(
        (guide.done(end).map(|exercise| exercise.id.as_str()).collect::<Vec<_>>(), guide.held(end)),
        (vec!["child"], 20)
    );
    guide.restart(end);
    assert_eq!((guide.left(end), guide.exercises()[0].skipped), (95_000, false));
}

#[test]
fn cues_come_at_their_time() {
    let guide = two();
    let cues: Vec<_> = guide.cues().map(|(at, cue)| (at / 1000, cue)).collect();
    let ticks = |end: i64| [3, 2, 1].map(|s| (end - s, Cue::Tick));
    let expected =
        [(5, Cue::Begin)].into_iter().chain(ticks(35)).chain([(35, Cue::Switch), (40, Cue::Begin)]);
    let expected =
        expected.chain(ticks(70)).chain([(75, Cue::Begin)]).chain(ticks(95)).chain([(95, Cue::End)]);
    assert_eq!(cues, expected.collect::<Vec<_>>());
    let short = Guide::start(vec![Exercise::new("x", None, Sides::Together, 0, 5)], at(0)).unwrap();
    assert_eq!(
        short.cues().collect::<Vec<_>>(),
        [(0, Cue::Begin), (5_000, Cue::End)],
        "no ticks in a hold of five seconds"
    );
}

#[test]
fn a_clock_jump_does_not_move_the_session() {
    for jump in [-86_400_000, 86_400_000] {
        let mut guide = two();
        let before = guide.position(at(12_000));
        guide.clock_jumped(jump);
        assert_eq!(guide.position(at(12_000 + jump)), before);
    }
}

#[test]
fn invalid_sessions_are_refused() {
    let exercise = |ready, hold| Exercise::new("x", None, Sides::Together, ready, hold);
    assert!(Guide::start(vec![], at(0)).is_none());
    assert!(Guide::start(vec![exercise(61, 30)], at(0)).is_none());
    assert!(Guide::start(vec![exercise(0, 0)], at(0)).is_none());
    assert!(Guide::start(vec![exercise(0, 1201)], at(0)).is_none());
    assert!(Guide::start(vec![exercise(60, 1200); 3], at(0)).is_none(), "over an hour");
    assert!(Guide::start(vec![exercise(60, 1140); 3], at(0)).is_some(), "an hour");
    assert!(Guide::start(vec![exercise(0, 1); 21], at(0)).is_none());
    assert!(Guide::start(vec![Exercise::new("", None, Sides::Together, 0, 1)], at(0)).is_none());
    assert!(Guide::start(vec![Exercise::new(&"x".repeat(41), None, Sides::Together, 0, 1)], at(0)).is_none());
    let text = serde_json::to_string(&two()).unwrap();
    assert_eq!(serde_json::from_str::<Guide>(&text).unwrap(), two());
    assert!(serde_json::from_str::<Guide>(&text.replace("\"length\":95", "\"length\":96")).is_err());
}

/// Events at random moments: the elapsed time is always the time that the session ran.
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    fn guide() -> impl Strategy<Value = Guide> {
        let sides = prop_oneof![Just(Sides::Together), Just(Sides::Left), Just(Sides::RightThenLeft)];
        proptest::collection::vec((sides, 0_u32..=20, 1_u32..=40), 1..6).prop_map(|exercises| {
            let exercises = exercises
                .into_iter()
                .map(|(sides, ready, hold)| Exercise::new("x", None, sides, ready, hold));
            Guide::start(exercises.collect(), at(0)).unwrap()
        })
    }

    /// The elapsed time, from the position alone: all parts before the current one, and the time in the
    /// current one.
    fn elapsed(guide: &Guide, now: Instant) -> Millis {
        let before = |position: Position| {
            guide.parts().take_while(move |(_, exercise, part)| {
                (*exercise, *part) != (position.exercise, position.part)
            })
        };
        match guide.position(now) {
            Some(position) => {
                before(position).map(|((begin, end), ..)| end - begin).sum::<Millis>() + position.gone()
            }
            None => guide.exercises().iter().map(|exercise| Millis::from(exercise.length()) * SECOND).sum(),
        }
    }

    proptest! {
        #[test]
        fn guided_time_is_the_sum_of_its_parts(mut guide in guide(), steps in proptest::collection::vec((0_i64..20_000, 0_u8..6, -100_000_i64..100_000), 0..40)) {
            let total: Millis = guide.exercises().iter().map(|exercise| Millis::from(exercise.length()) * SECOND).sum();
            // The expected position of the session, by adding up.
            let (mut now, mut gone) = (0, 0);
            for (wait, event, jump) in steps {
                now += wait;
                if !guide.is_paused() {
                    gone = (gone + wait).min(total);
                }
                match event {
                    0 | 1 => guide.toggle_pause(at(now)),
                    2 => {
                        let to = guide.position(at(now)).map_or(total, |position| guide.begin(position.exercise + 1));
                        guide.next(at(now));
                        gone = to;
                    }
                    3 => {
                        let here = guide.position(at(now)).map_or(guide.exercises().len(), |position| position.exercise);
                        let to = if gone - guide.begin(here) < 3_000 { here.saturating_sub(1) } else { here };
                        guide.previous(at(now));
                        gone = guide.begin(to);
                    }
                    4 => {
                        now += jump;
                        guide.clock_jumped(jump);
                    }
                    _ => {}
                }
                prop_assert_eq!(elapsed(&guide, at(now)), gone);
                prop_assert_eq!(guide.left(at(now)), total - gone);
            }
        }
    }
}
