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

/// From a part's beginning until its words are said. All tones are shorter.
const AFTER_TONES: Duration = Duration::from_secs(1);

pub(super) fn follow(state: &'static State, session: Session) {
    let track = &state.hands_free;
    let is_wanted = Memo::new(move |_| track.is_wanted());
    let is_refused = Memo::new(move |_| track.is_refused());
    let breath =
        Memo::new(move |_| (session == Session::Step(Step::Breathe)).then(|| state.preferences.get().breath));
    // A guide changes with each pause, jump and correction of the clock.
    let guide = Memo::new(move |_| session.guide(state));
    // A phone that was turned has a new page, but the same session with its track.
    let is_kept = untrack(|| {
        let now = state.clock.refresh();
        session.guide(state).is_some_and(|guide| track.is_in_step(guide.left(now)))
    });
    Effect::new(move |ran_before: Option<()>| {
        track.retries();
        let (is_wanted, breath, guide) = (is_wanted.get(), breath.get(), guide.get());
        let now = untrack(|| state.clock.refresh());
        match guide {
            _ if !is_wanted => track.stop(),
            Some(guide) if guide.is_paused() => track.pause(),
            // It ended on another page.
            None if track.has_more() => track.stop(),
            // The end of the track is still playing.
            None => {}
            Some(guide) if guide.ended(now).is_some() => {}
            Some(_) if ran_before.is_none() && is_kept => {}
            Some(guide) => track.play(&Track::new(&guide, breath, now)),
        }
    });
    // A screen that may turn off spares the battery, and the track goes on.
    Effect::new(move |_| (state.device.keep_awake)(!is_wanted.get() || is_refused.get()));
    let part = Memo::new(move |_| {
        let Position { exercise: index, part, .. } = session.position(state)?;
        Some((session.guide(state)?.exercises().get(index)?.clone(), index, part))
    });
    show(state, session, part, is_wanted);
    speak(state, session, part, is_kept);
    track.on_press(Some(Arc::new(move |control| press(state, session, control))));
    let retry = move || {
        if untrack(|| track.is_refused()) {
            state.unlock_sound();
            track.retry();
        } else if track.gave_up() {
            state.unlock_sound();
        }
    };
    let touched = window_event_listener(ev::click, move |_| retry());
    let pressed = window_event_listener(ev::keydown, move |_| retry());
    on_cleanup(move || {
        touched.remove();
        pressed.remove();
        track.on_press(None);
        (state.device.keep_awake)(false);
        // The next player replaces the track. A phone with its screen off allows that only without a gap.
        let next = state.shown().get_untracked().page();
        if !matches!(next, Route::Stretch | Route::LegsUp | Route::Breathe | Route::Massage) {
            track.stop();
            (state.device.rest_sound)();
        }
    });
}

/// What a control of the lock screen does: the same as the player's control in its place.
fn press(state: &'static State, session: Session, control: Control) {
    let Some(guide) = untrack(|| session.guide(state)) else {
        if control == Control::Pause {
            state.hands_free.halt();
        }
        return;
    };
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

/// The exercise, its index and the part of it; `None` once the session is over.
type PartOf = Memo<Option<(Exercise, usize, Part)>>;

fn show(state: &'static State, session: Session, part: PartOf, is_wanted: Memo<bool>) {
    let is_paused = Memo::new(move |_| session.is_paused(state));
    Effect::new(move |_| {
        is_wanted.get();
        state.hands_free.retries();
        let (part, is_paused) = (part.get(), is_paused.get());
        let now = untrack(|| state.clock.refresh());
        let (gone, left) = session.guide(state).map_or((0, 0), |guide| (guide.gone(now), guide.left(now)));
        let (title, line) = match &part {
            None => (session.name().to_owned(), "Over".to_owned()),
            Some((exercise, index, part)) => {
                let line = match part {
                    _ if is_paused => "Paused".to_owned(),
                    Part::Ready if session == Session::Step(Step::LegsUp) => "Get comfy".to_owned(),
                    Part::Hold(None) if exercise.has_legs_up => "With your legs up".to_owned(),
                    _ if matches!(session, Session::Step(Step::LegsUp | Step::Breathe)) => String::new(),
                    part => exercises::caption(session, exercise, *index, *part),
                };
                (exercises::name(state, session, exercise, *part), line)
            }
        };
        let picture = match session {
            Session::Step(Step::LegsUp) => match &part {
                Some((exercise, ..)) if exercise.id == "legs-chair" => "legs-chair",
                _ => "legs-up",
            },
            Session::Step(Step::Breathe) => "breathe",
            Session::Step(_) => "stretch",
            Session::Massage => "massage",
        };
        state.hands_free.show(&NowPlaying { title, line, picture, is_paused, length: gone + left, gone });
    });
}

/// Says the name of each exercise and each side.
fn speak(state: &'static State, session: Session, part: PartOf, is_kept: bool) {
    let is_running = Memo::new(move |_| session.guide(state).is_some_and(|guide| !guide.is_paused()));
    Effect::new(move |ran_before: Option<()>| {
        let is_said = ran_before.is_none() && is_kept;
        let Some((exercise, _, part)) = part.get().filter(|_| is_running.get() && !is_said) else { return };
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
    let number = state.hands_free.new_words();
    set_timeout(move || state.hands_free.say(number, &text), AFTER_TONES);
}
