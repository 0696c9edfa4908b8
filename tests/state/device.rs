//! A device whose clocks stand still until a test moves them, and which remembers what it was asked for.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use tightspot::domain::feedback::{Feedback, Sounding};
use tightspot::domain::recovery::track::{NowPlaying, Track};
use tightspot::domain::time::calendar::Day;
use tightspot::domain::time::instant::{Instant, Millis};
use tightspot::state::device::{Device, OnRunFiles, Picked};

pub(crate) const NOON: i64 = 1_781_604_000_000;

/// Minutes from UTC.
const OFFSET: i16 = 120;

pub(crate) struct Fake {
    /// The wall clock, in milliseconds since 1970 UTC.
    pub(crate) now: i64,
    pub(crate) monotonic: f64,
    pub(crate) random: u32,
    /// Keys that other tabs were told about.
    pub(crate) announced: Vec<String>,
    pub(crate) remembered: BTreeMap<String, String>,
    /// Names and contents.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) buzzes: usize,
    pub(crate) sounds: usize,
    pub(crate) unlocked: Vec<Sounding>,
    /// The sound tracks that were played.
    pub(crate) tracks: Vec<Track>,
    /// Where the track was moved to, in milliseconds.
    pub(crate) seeks: Vec<Millis>,
    pub(crate) track_pauses: usize,
    pub(crate) track_stops: usize,
    pub(crate) shown_playing: Option<NowPlaying>,
    pub(crate) said: Vec<String>,
    /// Whether persistent storage was requested.
    pub(crate) is_persistence_requested: bool,
    /// Entries: address, number. The last is the current one.
    pub(crate) history: Vec<(String, u32)>,
    pub(crate) backs: usize,
    pub(crate) reloads: usize,
    /// What waits for the files that the picker or another app will bring.
    pub(crate) on_run_files: Option<OnRunFiles>,
    /// What runs in later tasks: see [`run_tasks`].
    pub(crate) tasks: VecDeque<Box<dyn FnOnce()>>,
}

thread_local! {
    static FAKE: RefCell<Fake> = const { RefCell::new(Fake {
        now: NOON,
        monotonic: 0.0,
        random: 0,
        announced: vec![],
        remembered: BTreeMap::new(),
        files: vec![],
        buzzes: 0,
        sounds: 0,
        unlocked: vec![],
        tracks: vec![],
        seeks: vec![],
        track_pauses: 0,
        track_stops: 0,
        shown_playing: None,
        said: vec![],
        is_persistence_requested: false,
        history: vec![],
        backs: 0,
        reloads: 0,
        on_run_files: None,
        tasks: VecDeque::new(),
    }) };
}

/// Reads or changes the device of this test.
pub(crate) fn fake<T>(f: impl FnOnce(&mut Fake) -> T) -> T {
    FAKE.with_borrow_mut(f)
}

/// Time passes: both clocks move.
pub(crate) fn pass(ms: Millis) {
    fake(|fake| {
        fake.now += ms;
        #[allow(clippy::cast_precision_loss, reason = "milliseconds of a test")]
        let passed = ms as f64;
        fake.monotonic += passed;
    });
}

/// Runs the tasks that were put off, and those that they put off. Returns how many.
pub(crate) fn run_tasks() -> usize {
    std::iter::from_fn(|| fake(|fake| fake.tasks.pop_front())).map(|task| task()).count()
}

/// Somebody changes the wall clock.
pub(crate) fn change_clock(ms: Millis) {
    fake(|fake| fake.now += ms);
}

impl Fake {
    pub(crate) const DEVICE: Device = Device {
        now: || fake(|fake| Instant::new(fake.now, OFFSET).unwrap()),
        monotonic_ms: || fake(|fake| fake.monotonic),
        local,
        at: |ms| Instant::new(ms, OFFSET).unwrap(),
        random: || {
            fake(|fake| {
                fake.random += 1;
                fake.random
            })
        },
        buzz: |_| fake(|fake| fake.buzzes += 1),
        play: |_: Feedback| fake(|fake| fake.sounds += 1),
        unlock_sound: |sounding| fake(|fake| fake.unlocked.push(sounding)),
        rest_sound: || (),
        has_silent_switch: || false,
        play_track: |track| fake(|fake| fake.tracks.push(track.clone())),
        seek_track: |to| fake(|fake| fake.seeks.push(to)),
        pause_track: || fake(|fake| fake.track_pauses += 1),
        stop_track: || fake(|fake| fake.track_stops += 1),
        show_playing: |now| fake(|fake| fake.shown_playing = Some(now.clone())),
        say: |text| fake(|fake| fake.said.push(text.to_owned())),
        keep_awake: |_| (),
        ask_to_notify: |_| (),
        notify: |_, _| (),
        announce: |key| fake(|fake| fake.announced.push(key.to_owned())),
        recall: |name| fake(|fake| fake.remembered.get(name).cloned()),
        remember: |name, text| {
            fake(|fake| match text {
                Some(text) => _ = fake.remembered.insert(name.to_owned(), text.to_owned()),
                None => _ = fake.remembered.remove(name),
            });
        },
        remembered: || fake(|fake| fake.remembered.keys().cloned().collect()),
        save_file: |name, text| fake(|fake| fake.files.push((name.to_owned(), text.to_owned()))),
        share: |_, _| (),
        print: || (),
        pick: |_, _, _: Picked| (),
        pick_runs: |_, on_files| fake(|fake| fake.on_run_files = Some(on_files)),
        take_shared: |on_files| fake(|fake| fake.on_run_files = Some(on_files)),
        soon: |act| fake(|fake| fake.tasks.push_back(act)),
        is_persisted: |_| (),
        request_persistence: |_| fake(|fake| fake.is_persistence_requested = true),
        ask_to_install: |_| (),
        activate_update: || false,
        reload: || fake(|fake| fake.reloads += 1),
    };

    pub(crate) fn push(hash: &str, depth: u32) {
        fake(|fake| fake.history.push((hash.to_owned(), depth)));
    }

    pub(crate) fn replace(hash: &str, depth: u32) {
        fake(|fake| {
            fake.history.pop();
            fake.history.push((hash.to_owned(), depth));
        });
    }

    /// The browser goes back later, and then reports its arrival: see [`arrive_back`].
    pub(crate) fn back() {
        fake(|fake| fake.backs += 1);
    }
}

fn local(day: Day, minute: u16) -> Option<Instant> {
    let ms = (day.epoch_days() * 24 * 60 + i64::from(minute) - i64::from(OFFSET)) * 60_000;
    Instant::new(ms, OFFSET)
}
