//! What the app asks of the device. `app` fills this from `platform`; tests fill it from thin air.

use crate::domain::alert::Alert;
use crate::domain::run_file::Element;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;
use leptos::prelude::Callback;

/// Told the name of a file, its size in bytes, and what is in it if it could be read.
pub type Picked = Box<dyn FnOnce(String, usize, Option<Vec<u8>>)>;

/// Told the root element of an XML text that is well-formed.
pub type Parsed<'a> = &'a mut dyn FnMut(&dyn Element);

/// A table of functions, so that state and pages never name the browser.
#[derive(Clone, Copy)]
pub struct Device {
    /// The wall clock.
    pub now: fn() -> Instant,
    /// Milliseconds of a clock that never jumps.
    pub monotonic_ms: fn() -> f64,
    /// The moment at which the wall clock here shows this day and minute of the day.
    pub local: fn(Day, u16) -> Option<Instant>,
    /// A moment in milliseconds since 1970 UTC, with the offset that holds here at that time.
    pub at: fn(i64) -> Instant,
    /// A number that is different each time.
    pub random: fn() -> u32,
    /// Vibrates: milliseconds on, off, on. Does nothing where the device can't.
    pub buzz: fn(&[u32]),
    /// Plays the tones of an alert. Does nothing where the device can't.
    pub play: fn(Alert),
    /// Makes sounds possible; to be called in a tap.
    pub unlock_sound: fn(),
    /// Keeps the screen on, or lets it go dark again.
    pub keep_awake: fn(bool),
    /// Asks the runner whether messages may be shown outside of the app, and tells the answer.
    pub ask_to_notify: fn(Callback<bool>),
    /// Shows such a message: title, text.
    pub notify: fn(&str, &str),
    /// Tells other tabs that the second store holds a new text under this key.
    pub announce: fn(&str),
    /// A small text that is no record and outlives the page, if one is remembered under this name.
    pub recall: fn(&str) -> Option<String>,
    /// Remembers such a text, or forgets it.
    pub remember: fn(&str, Option<&str>),
    /// The names of all of them.
    pub remembered: fn() -> Vec<String>,
    /// Hands a text file over to the runner: name, content.
    pub save_file: fn(&str, &str),
    /// Shares a text through the phone's own sharing, or, where there is none, copies it. Tells `true` once it is copied and
    /// `false` if neither worked; nothing where sharing took over.
    pub share: fn(&str, Callback<bool>),
    /// Prints the page.
    pub print: fn(),
    /// Lets the runner choose a file of these kinds (or any) and of at most so many bytes.
    pub pick: fn(&str, usize, Picked),
    /// Takes the file that another app shared, if there is one of at most so many bytes.
    pub take_shared: fn(usize, Picked),
    /// Parses a text as XML.
    pub parse_xml: fn(&str, Parsed),
    /// Tells whether the browser has promised not to clear the data by itself.
    pub is_persisted: fn(Callback<bool>),
    /// Asks the browser for that promise and tells its answer.
    pub request_persistence: fn(Callback<bool>),
    /// Has the browser ask the runner whether the app may come onto the home screen, and tells the answer.
    pub ask_to_install: fn(Callback<bool>),
    /// Lets the new build that waits take over; `false` if none waits.
    pub activate_update: fn() -> bool,
    /// Loads the page anew.
    pub reload: fn(),
}
