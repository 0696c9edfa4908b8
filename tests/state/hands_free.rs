//! The sound track of a session: it follows the wall clock, the lock screen, and what the browser reports.

use crate::device::{Fake, change_clock, fake, pass};
use crate::start_new;
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::Mutex;
use tightspot::domain::feedback::{Feedback, Sounding};
use tightspot::domain::recovery::guide::{Exercise, Guide, Sides};
use tightspot::domain::recovery::track::{Control, NowPlaying, Track as SoundTrack, TrackEvent};
use tightspot::state::State;

/// A minute, from now.
fn minute() -> SoundTrack {
    let exercise = Exercise::new("x", None, Sides::Together, 0, 60);
    let now = (Fake::DEVICE.now)();
    SoundTrack::new(&Guide::start(vec![exercise], now).unwrap(), None, now)
}

fn start_wanted() -> &'static State {
    let state = start_new();
    state.preferences.change(|settings| (settings.sounds, settings.screen_off) = (true, true));
    state
}

fn seeks() -> Vec<i64> {
    fake(|fake| std::mem::take(&mut fake.seeks))
}

fn toast(state: &'static State) -> String {
    state.notices.toast().with(|toast| toast.as_ref().map(|toast| toast.text.clone()).unwrap_or_default())
}

#[test]
fn sounds_are_as_the_switches_say() {
    let state = start_new();
    for (sounds, screen_off, on_silent, expected) in [
        (false, false, false, Sounding::Mixed),
        (false, true, true, Sounding::Mixed),
        (true, false, false, Sounding::Mixed),
        (true, false, true, Sounding::Alone),
        (true, true, false, Sounding::Track),
        (true, true, true, Sounding::Track),
    ] {
        state.preferences.change(|settings| {
            (settings.sounds, settings.screen_off, settings.on_silent) = (sounds, screen_off, on_silent);
        });
        state.unlock_sound();
        assert_eq!(fake(|fake| fake.unlocked.pop()), Some(expected));
        assert_eq!(state.hands_free.is_wanted(), expected == Sounding::Track);
    }
}

#[test]
fn a_track_follows_the_wall_clock() {
    let state = start_wanted();
    state.hands_free.play(&minute());
    assert_eq!(fake(|fake| fake.tracks.len()), 1);
    // It took 400 ms to load. A first sound is not cut off, and then it is moved.
    pass(400);
    state.track_event(TrackEvent::At(0));
    assert_eq!(seeks(), [0; 0]);
    pass(600);
    state.track_event(TrackEvent::At(600));
    assert_eq!(seeks(), [1_000]);
    pass(1_999);
    state.track_event(TrackEvent::At(2_599));
    assert_eq!(seeks(), [0; 0], "moved again before it could settle");
    pass(1);
    state.track_event(TrackEvent::At(3_000 - 150));
    assert_eq!(seeks(), [0; 0], "150 ms are left alone");
    state.track_event(TrackEvent::At(3_000 - 151));
    assert_eq!(seeks(), [3_151], "a browser that takes 151 ms to move");
    pass(4_000);
    state.track_event(TrackEvent::At(7_000 + 160));
    assert_eq!(seeks(), [6_991], "a track that is ahead");
    pass(9_001);
    state.track_event(TrackEvent::At(16_001 - 300));
    assert_eq!(seeks(), [16_001], "so long after a move it has another cause");
    // The phone slept.
    state.clock.hidden();
    change_clock(20_000);
    state.track_event(TrackEvent::At(16_001));
    assert_eq!(seeks(), [0; 0]);
    pass(1_000);
    state.track_event(TrackEvent::At(17_001));
    assert_eq!(seeks(), [37_001], "no move takes so long");
    // It slept past the end: the player of the track ends there.
    change_clock(3_600_000);
    pass(16_000);
    state.track_event(TrackEvent::At(53_001));
    assert_eq!(seeks(), [3_653_001]);
    state.track_event(TrackEvent::Ended);
    assert_eq!(fake(|fake| fake.track_stops), 1);
    pass(5_000);
    state.track_event(TrackEvent::At(0));
    assert_eq!(seeks(), [0; 0], "a report that comes late");
}

#[test]
fn the_end_sounds_once() {
    let state = start_wanted();
    let ends = || fake(|fake| fake.tracks.iter().filter(|track| **track == SoundTrack::of_end()).count());
    state.hands_free.finish();
    assert_eq!(ends(), 0, "nothing plays");
    state.hands_free.play(&minute());
    pass(60_900);
    state.hands_free.finish();
    assert_eq!(ends(), 0, "the track has sounded its own end");
    state.hands_free.play(&minute());
    pass(59_000);
    state.hands_free.finish();
    assert_eq!(ends(), 0, "the track sounds its own end in a second");
    state.hands_free.play(&minute());
    pass(58_999);
    assert!(state.hands_free.has_more());
    state.hands_free.finish();
    assert_eq!(ends(), 1, "ended by hand");
    assert!(!state.hands_free.has_more());
    state.hands_free.play(&minute());
    pass(10_000);
    state.hands_free.pause();
    state.hands_free.finish();
    assert_eq!(ends(), 2, "ended by hand while it was paused");
    state.hands_free.play(&minute());
    pass(3_600_000);
    state.hands_free.finish();
    assert_eq!(ends(), 2, "asleep for an hour");
}

#[test]
fn a_page_that_was_built_anew_keeps_its_track() {
    let state = start_wanted();
    assert!(!state.hands_free.is_in_step(60_000));
    state.hands_free.play(&minute());
    pass(10_000);
    assert!(state.hands_free.is_in_step(50_150) && state.hands_free.is_in_step(49_850));
    assert!(!state.hands_free.is_in_step(50_151) && !state.hands_free.is_in_step(49_849));
    state.hands_free.pause();
    assert!(!state.hands_free.is_in_step(50_000));
}

#[test]
fn tones_come_from_the_track_while_it_plays() {
    let state = start_wanted();
    let give = || {
        state.give_feedback(Feedback::Switch);
        fake(|fake| (std::mem::take(&mut fake.buzzes), std::mem::take(&mut fake.sounds)))
    };
    assert_eq!(give(), (1, 1));
    state.hands_free.play(&minute());
    assert_eq!(give(), (1, 0));
    state.hands_free.pause();
    assert_eq!((give(), fake(|fake| fake.track_pauses)), ((1, 1), 1));
    state.hands_free.pause();
    assert_eq!(fake(|fake| fake.track_pauses), 1);
    state.hands_free.play(&minute());
    let skipped = state.hands_free.new_words();
    let left = state.hands_free.new_words();
    state.hands_free.say(skipped, "Wall calf stretch");
    state.hands_free.say(left, "Left side");
    let right = state.hands_free.new_words();
    state.hands_free.stop();
    state.hands_free.say(right, "Right side");
    assert_eq!((give(), fake(|fake| fake.said.clone())), ((1, 1), vec!["Left side".to_owned()]));
}

#[test]
fn the_lock_screen_shows_a_session_with_a_track_and_moves_it() {
    let state = start_wanted();
    let now = NowPlaying {
        title: "Wall calf stretch".to_owned(),
        line: "Left side".to_owned(),
        picture: "stretch",
        is_paused: false,
        length: 60_000,
        gone: 0,
    };
    state.hands_free.show(&now);
    assert_eq!(fake(|fake| fake.shown_playing.clone()), None);
    state.hands_free.play(&minute());
    state.hands_free.show(&now);
    assert_eq!(fake(|fake| fake.shown_playing.clone()), Some(now));
    let pressed = Arc::new(Mutex::new(vec![]));
    let noted = pressed.clone();
    state.hands_free.on_press(Some(Arc::new(move |control| noted.lock().unwrap().push(control))));
    state.hands_free.press(Control::Next);
    // A call, or headphones that were pulled out.
    state.track_event(TrackEvent::Interrupted);
    state.hands_free.on_press(None);
    state.hands_free.press(Control::Previous);
    assert_eq!(*pressed.lock().unwrap(), [Control::Next, Control::Pause]);
    let halts = state.hands_free.halts();
    state.hands_free.halt();
    assert!(state.hands_free.halts() != halts && !state.hands_free.is_on());
}

#[test]
fn without_a_track_the_runner_is_told_and_tones_go_on() {
    let state = start_wanted();
    state.track_event(TrackEvent::Refused);
    assert!(!state.hands_free.is_refused(), "a report that comes late");
    state.hands_free.play(&minute());
    state.track_event(TrackEvent::Refused);
    assert!(state.hands_free.is_refused() && state.hands_free.is_wanted());
    state.hands_free.play(&minute());
    assert!(!state.hands_free.is_refused());
    let before = state.hands_free.retries();
    state.track_event(TrackEvent::Failed);
    assert!(state.hands_free.is_wanted() && state.hands_free.retries() != before, "tried once more");
    // It worked for a second, so the next failure is a first one again.
    state.hands_free.play(&minute());
    state.track_event(TrackEvent::At(1_000));
    state.track_event(TrackEvent::Failed);
    assert!(state.hands_free.is_wanted());
    state.hands_free.play(&minute());
    state.track_event(TrackEvent::At(999));
    state.track_event(TrackEvent::Failed);
    assert!(!state.hands_free.is_wanted());
    assert!(toast(state).contains("the screen stays on"), "{}", toast(state));
    state.unlock_sound();
    assert_eq!(fake(|fake| fake.unlocked.pop()), Some(Sounding::Alone), "tones by a script, as before");
}
