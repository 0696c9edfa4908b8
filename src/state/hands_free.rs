//! The sound track that gives the cues of a session, also with the screen off. The wall clock stays the truth: a track is only
//! its copy, and is made anew whenever the session moves.

use super::State;
use super::device::Device;
use super::preferences::Preferences;
use crate::domain::feedback::Sounding;
use crate::domain::recovery::track::{Control, NowPlaying, Track, TrackEvent};
use crate::domain::time::instant::{Millis, SECOND};
use leptos::prelude::*;
use std::sync::Arc;

/// A track that is this far from the wall clock is moved, in milliseconds: less than anyone notices in a cue.
const DRIFT: Millis = 150;
/// The time between two such moves, in milliseconds. A browser that is slow to move must not stutter all the time.
const SETTLE: f64 = 2_000.0;

/// What became of the track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// There is none.
    Off,
    /// It plays, or is about to.
    On,
    Paused,
    /// The browser wants a touch first.
    Refused,
}

pub struct HandsFree {
    device: &'static Device,
    preferences: &'static Preferences,
    status: RwSignal<Status>,
    /// The browser can't play tracks.
    is_broken: RwSignal<bool>,
    /// How often the runner touched the screen after a refusal.
    retries: RwSignal<u32>,
    /// When the current track began by the wall clock, in milliseconds since 1970 UTC, and how long it is to the end of the
    /// session.
    began: StoredValue<Option<(i64, Millis)>>,
    /// When it was last moved, by the monotonic clock.
    moved: StoredValue<f64>,
    on_press: StoredValue<Option<OnPress>>,
}

type OnPress = Arc<dyn Fn(Control) + Send + Sync>;

impl HandsFree {
    pub fn new(device: &'static Device, preferences: &'static Preferences) -> HandsFree {
        HandsFree {
            device,
            preferences,
            status: RwSignal::new(Status::Off),
            is_broken: RwSignal::new(false),
            retries: RwSignal::new(0),
            began: StoredValue::new(None),
            moved: StoredValue::new(0.0),
            on_press: StoredValue::new(None),
        }
    }

    /// Whether the cues are to come from a track; tracked.
    pub fn is_wanted(&'static self) -> bool {
        !self.is_broken.get() && self.preferences.get().sounding() == Sounding::Track
    }

    /// Whether a track gives the cues, or will as soon as the session goes on. The screen may turn off then; tracked.
    pub fn spares_screen(&'static self) -> bool {
        self.is_wanted() && self.status.get() != Status::Refused
    }

    /// Whether a track plays.
    pub fn is_on(&'static self) -> bool {
        self.status.get_untracked() == Status::On
    }

    /// Whether the browser refuses to play until the runner touches the screen.
    pub fn is_refused(&'static self) -> bool {
        self.status.get_untracked() == Status::Refused
    }

    /// Changes when the browser should be asked again; tracked.
    pub fn retries(&'static self) -> u32 {
        self.retries.get()
    }

    /// The runner touched the screen after a refusal.
    pub fn retry(&'static self) {
        self.retries.update(|retries| *retries = retries.wrapping_add(1));
    }

    /// Plays a track that begins now.
    pub fn play(&'static self, track: &Track) {
        self.began.set_value(Some(((self.device.now)().ms(), track.session())));
        // Until it has loaded it is late, and is moved only then.
        self.moved.set_value(f64::MIN);
        self.status.set(Status::On);
        (self.device.play_track)(track);
    }

    /// Pauses the track, if one plays. The lock screen keeps its controls.
    pub fn pause(&'static self) {
        if self.is_on() {
            self.status.set(Status::Paused);
            (self.device.pause_track)();
        }
    }

    /// The session is over. Sounds the end at once, unless the track is just doing so.
    pub fn finish(&'static self) {
        let Some((began, session)) = self.began.get_value().filter(|_| self.is_on()) else { return };
        let left = began + session - (self.device.now)().ms();
        if left.abs() > SECOND {
            self.play(&Track::of_end());
        }
    }

    pub fn stop(&'static self) {
        if self.status.get_untracked() != Status::Off {
            self.status.set(Status::Off);
            self.began.set_value(None);
            (self.device.stop_track)();
        }
    }

    /// Shows the session on the lock screen, while it has a track.
    pub fn show(&'static self, now: &NowPlaying) {
        if matches!(self.status.get_untracked(), Status::On | Status::Paused) {
            (self.device.show_playing)(now);
        }
    }

    /// Says a text, while a track plays.
    pub fn say(&'static self, text: &str) {
        if self.is_on() {
            (self.device.say)(text);
        }
    }

    /// Sets the callback for the controls of the lock screen, or removes it.
    pub fn on_press(&'static self, on_press: Option<OnPress>) {
        self.on_press.set_value(on_press);
    }

    fn press(&'static self, control: Control) {
        if let Some(on_press) = self.on_press.get_value() {
            on_press(control);
        }
    }

    /// Moves the track to where the wall clock says it should be.
    fn follow_clock(&'static self, position: Millis) {
        let Some((began, session)) = self.began.get_value().filter(|_| self.is_on()) else { return };
        let due = (self.device.now)().ms() - began;
        let monotonic = (self.device.monotonic_ms)();
        let has_settled = monotonic - self.moved.get_value() > SETTLE;
        if has_settled && (0..session).contains(&due) && (due - position).abs() > DRIFT {
            self.moved.set_value(monotonic);
            (self.device.seek_track)(due);
        }
    }
}

impl State {
    /// Enables sounds as the settings want them. Must be called from a user gesture.
    pub fn unlock_sound(&'static self) {
        let wanted = self.preferences.get_untracked().sounding();
        let is_broken = self.hands_free.is_broken.get_untracked();
        (self.device.unlock_sound)(if is_broken && wanted == Sounding::Track {
            Sounding::Alone
        } else {
            wanted
        });
    }

    /// The player of the track reports something.
    pub fn track_event(&'static self, event: TrackEvent) {
        let track = &self.hands_free;
        match event {
            // No timer is as reliable in the background.
            TrackEvent::At(position) => {
                self.clock.refresh();
                track.follow_clock(position);
            }
            TrackEvent::Interrupted => track.press(Control::Pause),
            TrackEvent::Ended => track.stop(),
            TrackEvent::Refused if track.is_on() => {
                track.status.set(Status::Refused);
                self.notices.show("Touch the screen once to hear the cues");
            }
            TrackEvent::Failed if track.is_on() => {
                track.stop();
                track.is_broken.set(true);
                self.notices
                    .show("This browser can’t keep cues going with the screen off, so the screen stays on");
            }
            TrackEvent::Refused | TrackEvent::Failed => {}
            TrackEvent::Pressed(control) => track.press(control),
        }
    }
}
