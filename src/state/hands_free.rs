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
/// The least time from the beginning of a track to such a move, in milliseconds. It doubles with each move: a browser that is
/// slow to move must not stutter all the time.
const SETTLE: f64 = 1_000.0;
/// The longest that a move may take, in milliseconds. A larger gap has another cause, such as sleep.
const SLOWEST: Millis = 2 * SECOND;
/// For a player whose track the browser does not play before a touch.
pub const TOUCH_FIRST: &str = "Touch the screen once to hear the cues.";
/// For a browser that can't play tracks.
pub const CANNOT_PLAY: &str =
    "This browser can’t keep cues going with the screen off, so the screen stays on";

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

/// How a track is moved. Times are milliseconds of the monotonic clock.
#[derive(Clone, Copy, Default)]
struct Moves {
    /// When it began or was moved last.
    last: f64,
    /// The least time from there to the next move.
    settle: f64,
    /// How far the last move went ahead of the wall clock.
    lead: Option<Millis>,
}

pub struct HandsFree {
    device: &'static Device,
    preferences: &'static Preferences,
    status: RwSignal<Status>,
    /// How many tracks failed one after the other.
    failures: StoredValue<u8>,
    /// The browser can't play tracks.
    is_broken: RwSignal<bool>,
    /// How often a track was tried again.
    retries: RwSignal<u32>,
    /// When the current track began by the wall clock, in milliseconds since 1970 UTC, and how long it is to the end of the
    /// session.
    began: StoredValue<Option<(i64, Millis)>>,
    moves: StoredValue<Moves>,
    /// How often words were announced.
    words: StoredValue<u32>,
    halts: RwSignal<u32>,
    on_press: StoredValue<Option<OnPress>>,
}

type OnPress = Arc<dyn Fn(Control) + Send + Sync>;

impl HandsFree {
    pub fn new(device: &'static Device, preferences: &'static Preferences) -> HandsFree {
        HandsFree {
            device,
            preferences,
            status: RwSignal::new(Status::Off),
            failures: StoredValue::new(0),
            is_broken: RwSignal::new(false),
            retries: RwSignal::new(0),
            began: StoredValue::new(None),
            moves: StoredValue::new(Moves::default()),
            words: StoredValue::new(0),
            halts: RwSignal::new(0),
            on_press: StoredValue::new(None),
        }
    }

    /// How the cues are to sound; tracked.
    fn sounding(&'static self) -> Sounding {
        match self.preferences.get().sounding() {
            Sounding::Track if self.is_broken.get() => Sounding::Alone,
            sounding => sounding,
        }
    }

    /// Whether the cues are to come from a track; tracked.
    pub fn is_wanted(&'static self) -> bool {
        self.sounding() == Sounding::Track
    }

    /// Whether the browser can't play tracks, although the runner wants them.
    pub fn gave_up(&'static self) -> bool {
        self.is_broken.get_untracked()
    }

    /// Whether the browser refuses to play until the runner touches the screen; tracked.
    pub fn is_refused(&'static self) -> bool {
        self.status.get() == Status::Refused
    }

    /// Whether a track plays.
    pub fn is_on(&'static self) -> bool {
        self.status.get_untracked() == Status::On
    }

    /// Whether a track plays that ends with a session of which so many milliseconds are left.
    pub fn is_in_step(&'static self, left: Millis) -> bool {
        let own = self.left().filter(|_| self.is_on());
        own.is_some_and(|own| (own - left).abs() <= DRIFT)
    }

    /// Milliseconds from now to the end of the session that the track was made for. Negative once it is over.
    fn left(&'static self) -> Option<Millis> {
        let (began, session) = self.began.get_value()?;
        Some(began + session - (self.device.now)().ms())
    }

    /// Changes when a track should be tried again; tracked.
    pub fn retries(&'static self) -> u32 {
        self.retries.get()
    }

    /// Has the page make a new track: the runner touched the screen after a refusal, or the browser failed once.
    pub fn retry(&'static self) {
        self.retries.update(|retries| *retries = retries.wrapping_add(1));
    }

    /// Plays a track that begins now.
    pub fn play(&'static self, track: &Track) {
        self.began.set_value(Some(((self.device.now)().ms(), track.session())));
        self.moves.set_value(Moves { last: (self.device.monotonic_ms)(), settle: SETTLE, lead: None });
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

    /// Whether the track has more than the end of its session ahead: the session ended before its time.
    pub fn has_more(&'static self) -> bool {
        match self.status.get_untracked() {
            Status::On => self.left().is_some_and(|left| left > SECOND),
            Status::Paused => true,
            Status::Off | Status::Refused => false,
        }
    }

    /// The session is over. Sounds its end if the track won't.
    pub fn finish(&'static self) {
        if self.has_more() {
            self.play(&Track::of_end());
        }
    }

    /// The runner, or a call, wants silence after the end of a session. So the next one does not begin by itself.
    pub fn halt(&'static self) {
        self.stop();
        self.halts.update(|halts| *halts = halts.wrapping_add(1));
    }

    /// How often that happened; tracked.
    pub fn halts(&'static self) -> u32 {
        self.halts.get()
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

    /// Announces words that will be said soon, instead of those that were announced before. Returns their number.
    pub fn new_words(&'static self) -> u32 {
        self.words.update_value(|words| *words = words.wrapping_add(1));
        self.words.get_value()
    }

    /// Says the words of this number, while a track plays, unless others were announced since.
    pub fn say(&'static self, number: u32, text: &str) {
        if self.is_on() && self.words.get_value() == number {
            (self.device.say)(text);
        }
    }

    /// Sets the callback for the controls of the lock screen, or removes it.
    pub fn on_press(&'static self, on_press: Option<OnPress>) {
        self.on_press.set_value(on_press);
    }

    /// The runner pressed a control of the lock screen.
    pub fn press(&'static self, control: Control) {
        if let Some(on_press) = self.on_press.get_value() {
            on_press(control);
        }
    }

    /// Moves the track to where the wall clock says it should be. After a long sleep that is its end.
    fn follow_clock(&'static self, position: Millis) {
        let Some((began, _)) = self.began.get_value().filter(|_| self.is_on()) else { return };
        let due = (self.device.now)().ms() - began;
        let drift = due - position;
        let moves = self.moves.get_value();
        let now = (self.device.monotonic_ms)();
        let is_slow_move = drift.abs() <= SLOWEST;
        let settle = if is_slow_move { moves.settle } else { SETTLE };
        let since = now - moves.last;
        if since < settle || due < 0 || drift.abs() <= DRIFT {
            return;
        }
        // What is missing soon after a move is the time that moves take.
        let lead = moves.lead.filter(|_| is_slow_move && since < settle + SETTLE);
        let lead = lead.map_or(0, |lead| lead + drift);
        self.moves.set_value(Moves { last: now, settle: settle * 2.0, lead: Some(lead) });
        (self.device.seek_track)(due + lead);
    }

    /// Tries once more, and then gives up for as long as the page lives.
    fn failed(&'static self) {
        self.stop();
        self.failures.update_value(|failures| *failures += 1);
        if self.failures.get_value() < 2 {
            self.retry();
        } else {
            self.is_broken.set(true);
        }
    }
}

impl State {
    /// Enables sounds as the settings want them. Must be called from a user gesture.
    pub fn unlock_sound(&'static self) {
        (self.device.unlock_sound)(untrack(|| self.hands_free.sounding()));
    }

    /// The player of the track reports something.
    pub fn track_event(&'static self, event: TrackEvent) {
        let track = &self.hands_free;
        match event {
            // No timer is as reliable in the background.
            TrackEvent::At(position) => {
                if position >= SECOND {
                    track.failures.set_value(0);
                }
                self.clock.refresh();
                track.follow_clock(position);
            }
            TrackEvent::Interrupted => track.press(Control::Pause),
            TrackEvent::Ended => track.stop(),
            TrackEvent::Refused if track.is_on() => {
                track.status.set(Status::Refused);
                self.notices.say(TOUCH_FIRST);
            }
            TrackEvent::Failed if track.is_on() => {
                track.failed();
                if track.is_broken.get_untracked() {
                    self.notices.show(CANNOT_PLAY);
                }
            }
            TrackEvent::Refused | TrackEvent::Failed => {}
        }
    }
}
