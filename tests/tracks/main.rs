//! The sound track of every session: which cue is at which sample, after every pause, skip and jump.
//!
//! `fixtures/tracks.tsv` holds all of it, so that a changed sample fails. `UPDATE_TABLES=1 cargo test --test tracks` writes it
//! anew; read the difference before you keep it.
#![cfg(not(target_arch = "wasm32"))]

mod wav;

use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::Path;
use tightspot::content::massage;
use tightspot::content::recovery::{Recovery, both_at_once};
use tightspot::content::stretch;
use tightspot::domain::body::spots::TightSpots;
use tightspot::domain::feedback::Feedback;
use tightspot::domain::recovery::breath::Breath;
use tightspot::domain::recovery::guide::{Exercise, Guide, Sides};
use tightspot::domain::recovery::routine::Step;
use tightspot::domain::recovery::track::{Piece, TAIL, Track, sound};
use tightspot::domain::settings::{LegsUp, Settings};
use tightspot::domain::time::instant::{Instant, Millis};

fn at(ms: Millis) -> Instant {
    Instant::new(1_000_000_000_000 + ms, 60).unwrap()
}

/// A session as it is played: its exercises, and the breath that paces it.
struct Session {
    name: String,
    exercises: Vec<Exercise>,
    breath: Option<Breath>,
}

fn session(name: &str, exercises: Vec<Exercise>, breath: Option<Breath>) -> Session {
    Session { name: name.to_owned(), exercises, breath }
}

/// Every exercise of the app, alone, and whole sessions.
fn all() -> Vec<Session> {
    let mut all = vec![];
    for stretch in &stretch::ALL {
        let sides = if stretch.each_side { Sides::LeftThenRight } else { Sides::Together };
        for hold in [stretch::HOLD, stretch::HOLD_MILD] {
            let exercise = Exercise::new(stretch.id, Some(stretch.areas[0]), sides, stretch::READY, hold);
            all.push(session(&format!("{} {hold} s", stretch.id), vec![exercise], None));
        }
    }
    for guide in &massage::ALL {
        for sides in [Sides::Left, Sides::LeftThenRight] {
            let hold = guide.hold;
            let exercise = Exercise::new(guide.area.id(), Some(guide.area), sides, massage::READY, hold);
            all.push(session(&format!("massage {} {sides:?}", guide.area.id()), vec![exercise], None));
        }
    }
    let recovery = Recovery::new(TightSpots::default(), 0);
    for (name, how) in [("legs up the wall", LegsUp::Wall), ("legs on a chair", LegsUp::Chair)] {
        let settings = Settings { legs_up: Some(how), ..Settings::default() };
        all.push(session(name, recovery.session(Step::LegsUp, &settings), None));
    }
    all.push(session("routine of stretches", recovery.stretches(), None));
    for (inhale, exhale) in Breath::PACES {
        let breath = Breath::new(inhale, exhale, 1).unwrap();
        let settings = Settings { breath, ..Settings::default() };
        let name = format!("breaths {inhale}/{exhale}");
        all.push(session(&name, recovery.session(Step::Breathe, &settings), Some(breath)));
        all.push(session(&format!("{name}, legs up"), both_at_once(&settings), Some(breath)));
    }
    all
}

/// What happens to a session, and when the track is made after that, in milliseconds from the start.
type Moved = (&'static str, fn(&mut Guide), Millis);

const MOVES: [Moved; 11] = [
    ("start", |_| (), 0),
    ("30 ms after the start", |_| (), 30),
    ("reload at 7.4 s", |_| (), 7_400),
    ("pause at 3 s", |guide| guide.toggle_pause(at(3_000)), 3_000),
    (
        "pause from 8 s to 60 s",
        |guide| {
            guide.toggle_pause(at(8_000));
            guide.toggle_pause(at(60_000));
        },
        60_000,
    ),
    ("next at 6 s", |guide| guide.next(at(6_000)), 6_000),
    ("previous at 6 s", |guide| guide.previous(at(6_000)), 6_000),
    ("previous at 2 s", |guide| guide.previous(at(2_000)), 2_000),
    ("start over at 20 s", |guide| guide.restart(at(20_000)), 20_000),
    ("asleep from 5 s to 25.25 s", |_| (), 25_250),
    ("clock set forward by a day at 10 s", |guide| guide.clock_jumped(86_400_000), 86_410_000),
];

/// The cues of a track, each with its sample, read from its pieces.
fn cues(track: &Track) -> Vec<(usize, Feedback)> {
    let (mut cues, mut at) = (vec![], 0);
    for piece in track.pieces() {
        match piece {
            Piece::Silence(samples) => at += samples,
            Piece::Sound(alert) => {
                cues.push((at, alert));
                at += sound(alert).len();
            }
        }
    }
    assert_eq!(at, track.length());
    cues
}

fn line(session: &Session, (_, change, now): Moved) -> String {
    let mut guide = Guide::start(session.exercises.clone(), at(0)).unwrap();
    change(&mut guide);
    let track = Track::new(&guide, session.breath, at(now));
    let cues: Vec<_> = cues(&track).iter().map(|(at, alert)| format!("{at} {alert:?}")).collect();
    format!("{}\t{}", track.length(), cues.join(", "))
}

#[test]
fn every_cue_is_at_its_sample() {
    let mut table = "moment\tsamples\tcues, each at its sample\n".to_owned();
    // Sessions of the same course share their lines.
    let mut groups: Vec<(Vec<String>, Vec<String>)> = vec![];
    for session in all() {
        let lines: Vec<String> =
            MOVES.iter().map(|moved| format!("{}\t{}", moved.0, line(&session, *moved))).collect();
        match groups.iter_mut().find(|(_, other)| *other == lines) {
            Some((names, _)) => names.push(session.name),
            None => groups.push((vec![session.name], lines)),
        }
    }
    for (names, lines) in groups {
        writeln!(table, "# {}\n{}", names.join("; "), lines.join("\n")).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tracks.tsv");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    for (kept, now) in kept.lines().zip(table.lines()) {
        assert_eq!(kept, now);
    }
    assert_eq!(kept.lines().count(), table.lines().count());
}

#[test]
fn the_file_sounds_at_the_cues_and_nowhere_else() {
    let recovery = Recovery::new(TightSpots::default(), 0);
    let guide = Guide::start(recovery.stretches(), at(0)).unwrap();
    let track = Track::new(&guide, None, at(7_400));
    let samples = wav::read(&wav::file(&track));
    let mut silent_from = 0;
    for (at, alert) in cues(&track) {
        let length = sound(alert).len();
        assert!(samples[silent_from..at].iter().all(|sample| *sample == 0), "a sound before {at}");
        assert!(samples[at..at + length].iter().any(|sample| sample.abs() > 40), "no sound at {at}");
        silent_from = at + length;
    }
    assert!(samples[silent_from..].iter().all(|sample| *sample == 0));
}

#[test]
fn twenty_minutes_take_less_than_12_megabytes() {
    let exercises = vec![Exercise::new("x", None, Sides::Together, 0, 1200)];
    let guide = Guide::start(exercises, at(0)).unwrap();
    let track = Track::new(&guide, None, at(0));
    let bytes = wav::file(&track).len();
    assert_eq!(bytes, 44 + (1200 + 15) * 8_000);
    assert!(bytes < 12_000_000);
    // Of which the program holds a second of silence, and each sound once.
    let all = [
        Feedback::Begin,
        Feedback::Countdown,
        Feedback::Switch,
        Feedback::End,
        Feedback::BreatheIn,
        Feedback::BreatheOut,
    ];
    assert!(8_000 + all.map(|alert| sound(alert).len()).iter().sum::<usize>() < 30_000);
}

#[test]
fn a_session_that_is_over_still_sounds_its_end() {
    let guide = Guide::start(vec![Exercise::new("x", None, Sides::Together, 5, 20)], at(0)).unwrap();
    for (now, expected) in [
        (24_999, vec![(8, Feedback::End)]),
        (25_000, vec![(0, Feedback::End)]),
        (25_001, vec![(0, Feedback::End)]),
    ] {
        assert_eq!(cues(&Track::new(&guide, None, at(now))), expected, "{now}");
    }
    assert_eq!(cues(&Track::of_end()), [(0, Feedback::End)]);
}

/// The cues of a session by adding up, each with its milliseconds from the start.
fn added_up(exercises: &[Exercise]) -> Vec<(Millis, Feedback)> {
    let (mut cues, mut at) = (vec![], 0);
    for exercise in exercises {
        at += Millis::from(exercise.ready) * 1000;
        let holds = if exercise.sides.second().is_some() { 2 } else { 1 };
        for hold in 0..holds {
            if hold > 0 {
                cues.push((at, Feedback::Switch));
                at += 5000;
            }
            cues.push((at, Feedback::Begin));
            at += Millis::from(exercise.hold) * 1000;
            if exercise.hold > 5 {
                cues.extend([3000, 2000, 1000].map(|left| (at - left, Feedback::Countdown)));
            }
        }
    }
    cues.push((at, Feedback::End));
    cues
}

fn exercises() -> impl Strategy<Value = Vec<Exercise>> {
    let sides = prop_oneof![Just(Sides::Together), Just(Sides::Left), Just(Sides::RightThenLeft)];
    let exercise = (sides, 0_u32..=20, 1_u32..=60)
        .prop_map(|(sides, ready, hold)| Exercise::new("x", None, sides, ready, hold));
    proptest::collection::vec(exercise, 1..6)
}

proptest! {
    #[test]
    fn a_track_is_the_rest_of_its_session(
        exercises in exercises(),
        steps in proptest::collection::vec((0_i64..20_000, 0_u8..6, -100_000_i64..100_000), 0..20),
    ) {
        let mut guide = Guide::start(exercises.clone(), at(0)).unwrap();
        let mut now = 0;
        for (wait, event, jump) in steps {
            now += wait;
            match event {
                0 => guide.toggle_pause(at(now)),
                1 => guide.next(at(now)),
                2 => guide.previous(at(now)),
                3 => guide.restart(at(now)),
                4 => {
                    now += jump;
                    guide.clock_jumped(jump);
                }
                _ => {}
            }
            let track = Track::new(&guide, None, at(now));
            let gone = guide.gone(at(now));
            let rest: Vec<_> = added_up(&exercises)
                .into_iter()
                .filter(|(at, _)| !guide.is_paused() && *at > gone - 500)
                .map(|(at, alert)| (usize::try_from((at - gone).max(0)).unwrap() * 8, alert))
                .collect();
            prop_assert_eq!(cues(&track), rest);
            prop_assert_eq!(track.length(), usize::try_from(guide.left(at(now)) + TAIL).unwrap() * 8);
        }
    }

    #[test]
    fn breaths_turn_until_the_end(inhale in 2_u32..=10, exhale in 2_u32..=10, now in 0_i64..60_000) {
        let breath = Breath::new(inhale, exhale, 1).unwrap();
        let guide = Guide::start(vec![Exercise::new("breathe", None, Sides::Together, 0, 60)], at(0)).unwrap();
        let cues = cues(&Track::new(&guide, Some(breath), at(now)));
        let (end, turns) = cues.split_last().unwrap();
        prop_assert_eq!(*end, (usize::try_from(60_000 - now).unwrap() * 8, Feedback::End));
        for (at, alert) in turns {
            let since_start = Millis::try_from(*at / 8).unwrap() + now;
            let within = since_start % Millis::from((inhale + exhale) * 1000);
            // A turn that is just over sounds at once.
            let is_late = *at == 0;
            let due = if *alert == Feedback::BreatheIn { 0 } else { Millis::from(inhale * 1000) };
            prop_assert!(within == due || (is_late && (0..500).contains(&(within - due))), "{alert:?} at {since_start}");
        }
        // All of them: two a breath, give or take one at the edges.
        let expected = 2.0 * f64::from(u32::try_from(60_000 - now).unwrap()) / f64::from((inhale + exhale) * 1000);
        let found = f64::from(u32::try_from(turns.len()).unwrap());
        prop_assert!((found - expected).abs() <= 2.0, "{found} of {expected}");
        let differ = turns.windows(2).all(|pair| pair[0].1 != pair[1].1);
        prop_assert!(differ);
    }
}
