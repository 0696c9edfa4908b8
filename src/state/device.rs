//! What the state and the pages need of the device. `app` fills it from `platform`, `tests/state` with a fake device.

use crate::domain::feedback::{Feedback, Sounding};
use crate::domain::recovery::track::{NowPlaying, Track};
use crate::domain::run_file::Arrival;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::{Instant, Millis};
use leptos::prelude::Callback;

/// Called with the name of a file, its size in bytes, and its content if it could be read.
pub type Picked = Box<dyn FnOnce(String, usize, Option<Vec<u8>>)>;

/// Called with the number of files and then with each of them. Returns whether it wants more.
pub type OnRunFiles = Box<dyn FnMut(Arrival) -> bool>;

/// A table of functions, so that state and pages do not depend on the browser.
#[derive(Clone, Copy)]
pub struct Device {
    /// The wall clock.
    pub now: fn() -> Instant,
    /// The monotonic clock, in milliseconds.
    pub monotonic_ms: fn() -> f64,
    /// The instant at which the wall clock shows this day and minute of the day.
    pub local: fn(Day, u16) -> Option<Instant>,
    /// An instant in milliseconds since 1970 UTC, with the local offset at that time.
    pub at: fn(i64) -> Instant,
    /// A random number.
    pub random: fn() -> u32,
    /// Vibrates: milliseconds on, off, on. Does nothing if the device can't.
    pub buzz: fn(&[u32]),
    /// Plays the tones of an alert. Does nothing if the device can't.
    pub play: fn(Feedback),
    /// Enables sounds, and sets how they share the phone with other apps. Must be called from a user gesture.
    pub unlock_sound: fn(Sounding),
    /// Gives the phone's sound back to other apps, until sounds are enabled again.
    pub rest_sound: fn(),
    /// Whether sounds can be mute while the phone is on silent.
    pub has_silent_switch: fn() -> bool,
    /// Plays a sound track from its beginning, instead of the one before it.
    pub play_track: fn(&Track),
    /// Goes to this many milliseconds from the beginning of the track.
    pub seek_track: fn(Millis),
    pub pause_track: fn(),
    /// Stops the track and takes its session off the lock screen.
    pub stop_track: fn(),
    /// Shows a session on the lock screen.
    pub show_playing: fn(&NowPlaying),
    /// Says a text, if the phone has a voice of its own.
    pub say: fn(&str),
    /// Keeps the screen on, or lets it turn off again.
    pub keep_awake: fn(bool),
    /// Asks the runner for permission to show notifications. Calls back with the answer.
    pub ask_to_notify: fn(Callback<bool>),
    /// Shows a notification: title, text.
    pub notify: fn(&str, &str),
    /// Tells other tabs that the mirror holds a new text under this key.
    pub announce: fn(&str),
    /// The text that was remembered under this name, if any. Such texts outlive the page and are not records.
    pub recall: fn(&str) -> Option<String>,
    /// Remembers a text under a name, or forgets it.
    pub remember: fn(&str, Option<&str>),
    /// The names of all remembered texts.
    pub remembered: fn() -> Vec<String>,
    /// Saves a text file: name, content.
    pub save_file: fn(&str, &str),
    /// Opens the phone's share sheet for a text, or copies the text if there is none. Calls back with `true` if it was copied
    /// and with `false` if neither worked; does not call back if the share sheet opened.
    pub share: fn(&str, Callback<bool>),
    /// Prints the page.
    pub print: fn(),
    /// Opens the file picker: accepted types (empty for any), size limit in bytes. Does not call back if it is cancelled.
    pub pick: fn(&str, usize, Picked),
    /// Opens the file picker for run files: any number of them, or one. Does not call back if it is cancelled.
    pub pick_runs: fn(bool, OnRunFiles),
    /// Takes the run files that another app shared. Calls back even if there are none.
    pub take_shared: fn(OnRunFiles),
    /// Calls back in a later task, so that the screen can answer first.
    pub soon: fn(Box<dyn FnOnce()>),
    /// Calls back with whether the browser has granted persistent storage.
    pub is_persisted: fn(Callback<bool>),
    /// Requests persistent storage. Calls back with the answer.
    pub request_persistence: fn(Callback<bool>),
    /// Opens the browser's prompt to install the app. Calls back with the answer.
    pub ask_to_install: fn(Callback<bool>),
    /// Activates the new build that waits; `false` if none waits.
    pub activate_update: fn() -> bool,
    /// Reloads the page.
    pub reload: fn(),
}
