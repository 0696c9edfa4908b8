//! Keeps the sound track of a session in step with the session, shows it on the lock screen, and says what comes next.

use super::{Session, exercises};
use crate::domain::recovery::guide::{Exercise, Guide, Part, Position};
use crate::domain::recovery::routine::Step;
use crate::domain::recovery::track::{Control, NowPlaying, Track};
use crate::state::State;
use crate::state::route::Route;
use leptos::ev;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// Until a word is said: the tones come first.
const AFTER_TONES: Duration = Duration::from_millis(600);

pub(super) fn follow(state: &'static State, session: Session) {
    let track = &state.hands_free;
    let breath =
        Memo::new(move |_| (session == Session::Step(Step::Breathe)).then(|| state.preferences.get().breath));
    let is_wanted = Memo::new(move |_| track.is_wanted());
    let guide = Memo::new(move |_| session.guide(state));
    // A guide changes with each pause, jump and correction of the clock.
    Effect::new(move |_| {
        track.retries();
        let (is_wanted, breath, guide) = (is_wanted.get(), breath.get(), guide.get());
        let now = untrack(|| state.clock.refresh());
        match guide {
            _ if !is_wanted => track.stop(),
            Some(guide) if guide.is_paused() => track.pause(),
            Some(guide) if guide.ended(now).is_none() => track.play(&Track::new(&guide, breath, now)),
            // The end of the track is still playing.
            _ => {}
        }
    });
    Effect::new(move |_| (state.device.keep_awake)(!track.spares_screen()));
    show(state, session);
    speak(state, session);
    track.on_press(Some(Arc::new(move |control| press(state, session, control))));
    let retry = move || {
        if track.is_refused() {
            track.retry();
        }
    };
    let touched = window_event_listener(ev::pointerup, move |_| retry());
    let pressed = window_event_listener(ev::keydown, move |_| retry());
    on_cleanup(move || {
        touched.remove();
        pressed.remove();
        track.on_press(None);
        (state.device.keep_awake)(false);
        // The next player replaces the track. Without a gap, a phone with its screen off lets it.
        let next = state.router.route_untracked().page();
        if !matches!(next, Route::Stretch | Route::LegsUp | Route::Breathe | Route::Massage) {
            track.stop();
        }
    });
}

/// What a control of the lock screen does: the same as the player's control in its place.
fn press(state: &'static State, session: Session, control: Control) {
    let guide = untrack(|| session.guide(state));
    let Some(guide) = guide else { return };
    match control {
        Control::Play if guide.is_paused() => session.change(state, Guide::toggle_pause),
        Control::Pause if !guide.is_paused() => session.change(state, Guide::toggle_pause),
        Control::Play | Control::Pause => {}
        Control::Previous if session.has_several() => session.change(state, Guide::previous),
        Control::Next if session.has_several() => session.change(state, Guide::next),
        Control::Previous => session.change(state, Guide::restart),
        Control::Next => session.finish(state),
    }
}

/// The exercise, its index and the part of it; changes when one of them does.
fn part(state: &'static State, session: Session) -> Memo<Option<(Exercise, usize, Part)>> {
    Memo::new(move |_| {
        let Position { exercise: index, part, .. } = session.position(state)?;
        Some((session.guide(state)?.exercises().get(index)?.clone(), index, part))
    })
}

fn show(state: &'static State, session: Session) {
    let part = part(state, session);
    let is_paused = Memo::new(move |_| session.is_paused(state));
    Effect::new(move |_| {
        state.hands_free.spares_screen();
        let (Some((exercise, index, part)), is_paused) = (part.get(), is_paused.get()) else { return };
        let now = untrack(|| state.clock.refresh());
        let Some(guide) = session.guide(state) else { return };
        let line = match part {
            _ if is_paused => "Paused".to_owned(),
            Part::Ready if session == Session::Step(Step::LegsUp) => "Get comfy".to_owned(),
            Part::Hold(None) if exercise.has_legs_up => "With your legs up".to_owned(),
            _ if matches!(session, Session::Step(Step::LegsUp | Step::Breathe)) => String::new(),
            _ => exercises::caption(session, &exercise, index, part),
        };
        let picture = match session {
            Session::Step(Step::LegsUp) => "legs-up",
            Session::Step(Step::Breathe) => "breathe",
            Session::Step(_) => "stretch",
            Session::Massage => "massage",
        };
        let gone = guide.gone(now);
        let length = gone + guide.left(now);
        let title = exercises::name(state, session, &exercise, part);
        state.hands_free.show(&NowPlaying { title, line, picture, is_paused, length, gone });
    });
}

/// Says the name of each exercise and each side.
fn speak(state: &'static State, session: Session) {
    let part = part(state, session);
    let is_running = Memo::new(move |_| session.guide(state).is_some_and(|guide| !guide.is_paused()));
    Effect::new(move |_| {
        let Some((exercise, _, part)) = part.get().filter(|_| is_running.get()) else { return };
        let text = match part {
            Part::Switch(_) => "Switch sides".to_owned(),
            Part::Hold(Some(side)) => text!(side.title(), " side"),
            // The tones say the rest.
            Part::Hold(None) if exercise.ready > 0 => return,
            Part::Ready | Part::Hold(None) => exercises::name(state, session, &exercise, part),
        };
        say(state, text);
    });
}

/// Says a text after the tones of the moment.
pub(super) fn say(state: &'static State, text: String) {
    if state.hands_free.is_on() {
        set_timeout(move || state.hands_free.say(&text), AFTER_TONES);
    }
}
