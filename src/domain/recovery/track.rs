//! The sound track of a session: its remaining cues at their samples, as a WAV file with one channel of 8-bit
//! samples. A browser plays it with the screen off, when no script can play a tone at its time.
//!
//! A second takes 8 kB. With the silence at the end, 20 minutes take 9.7 MB, and the longest session, an hour, takes
//! 28.9 MB. The browser assembles the file: see [`Track::pieces`].

use super::breath::Breath;
use super::guide::Guide;
use crate::domain::feedback::Feedback;
use crate::domain::time::instant::{Instant, Millis, SECOND};

/// Samples a second: enough for tones below 4 kHz, and every player knows it.
pub const RATE: u32 = 8_000;
const SAMPLES_PER_MS: usize = RATE as usize / 1000;
/// A sample without sound.
pub const SILENCE: u8 = 0x80;
/// How far the samples of a tone go from silence, of 127.
const AMPLITUDE: f64 = 64.0;
/// Samples over which a tone fades in, so that it does not click: 10 ms.
const FADE_IN: usize = 80;
/// A cue that is at most this late when its track begins is still given, in milliseconds: a track is made a moment after
/// the session has begun or moved. So a pause right after a cue repeats it.
const STILL_GIVEN: Millis = 500;
/// Milliseconds of silence after the last cue. While the element plays it, it reports its position, and so the next step of
/// the routine can start in the background.
pub const TAIL: Millis = 15 * SECOND;

/// Cues, each at a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    cues: Vec<(usize, Feedback)>,
    /// Milliseconds from the beginning to the end of the session.
    session: Millis,
}

/// A stretch of a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// So many samples without sound.
    Silence(usize),
    /// The tones of a cue.
    Sound(Feedback),
}

/// What the player of the track reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackEvent {
    /// It is playing, and is this many milliseconds from its beginning.
    At(Millis),
    /// Something other than the app stopped it: a call, another app, headphones that were pulled out.
    Interrupted,
    /// It has played to its end.
    Ended,
    /// The browser wants a touch first.
    Refused,
    /// The browser can't play it.
    Failed,
}

/// What the lock screen shows of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NowPlaying {
    pub title: String,
    pub line: String,
    /// The name of a picture in `public/art`.
    pub picture: &'static str,
    pub is_paused: bool,
    /// Milliseconds of the whole session.
    pub length: Millis,
    /// Milliseconds of it that are over.
    pub gone: Millis,
}

/// A control of the lock screen or of the headphones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    Play,
    Pause,
    Previous,
    Next,
}

/// The alerts of a session that come later than `late` milliseconds before `now`, each with the milliseconds from `now`.
/// None while the session is paused. With a breath they are its turns and the end.
pub fn alerts(guide: &Guide, breath: Option<Breath>, now: Instant, late: Millis) -> Vec<(Millis, Feedback)> {
    if guide.is_paused() {
        return vec![];
    }
    let gone = guide.gone(now);
    let end = gone + guide.left(now);
    let all: Vec<(Millis, Feedback)> = match breath {
        None => guide.cues().map(|(at, cue)| (at, cue.into())).collect(),
        Some(breath) => {
            let turns = breath.turns().map(|(at, phase)| (at, phase.into()));
            turns.take_while(|(at, _)| *at < end).chain([(end, Feedback::End)]).collect()
        }
    };
    all.into_iter().filter(|(at, _)| *at > gone - late).map(|(at, alert)| (at - gone, alert)).collect()
}

impl Track {
    /// The rest of a session from `now`. It holds no cue while the session is paused.
    pub fn new(guide: &Guide, breath: Option<Breath>, now: Instant) -> Track {
        let alerts = alerts(guide, breath, now, STILL_GIVEN).into_iter();
        let cues = alerts.map(|(wait, alert)| (samples(wait), alert)).collect();
        Track { cues, session: guide.left(now) }
    }

    /// A session that is just over.
    pub fn of_end() -> Track {
        Track { cues: vec![(0, Feedback::End)], session: 0 }
    }

    /// Milliseconds from the beginning to the end of the session.
    pub const fn session(&self) -> Millis {
        self.session
    }

    /// Samples in all.
    pub fn length(&self) -> usize {
        samples(self.session + TAIL)
    }

    /// The first 44 bytes of the file.
    pub fn header(&self) -> [u8; 44] {
        let length = u32::try_from(self.length()).expect("an hour and a tail");
        let mut header = *b"RIFF____WAVEfmt \x10\0\0\0\x01\0\x01\0________\x01\0\x08\0data____";
        for (at, value) in [(4, length + 36), (24, RATE), (28, RATE), (40, length)] {
            header[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        header
    }

    /// The samples in order, without gaps. Silence is only counted, so that the program need not hold it.
    pub fn pieces(&self) -> Vec<Piece> {
        let (mut pieces, mut at) = (vec![], 0);
        for &(begin, alert) in &self.cues {
            pieces.push(Piece::Silence(begin - at));
            pieces.push(Piece::Sound(alert));
            at = begin + sound_length(alert);
        }
        pieces.push(Piece::Silence(self.length() - at));
        pieces
    }
}

fn samples(ms: Millis) -> usize {
    usize::try_from(ms).unwrap_or(0) * SAMPLES_PER_MS
}

/// Samples of an alert's tones.
fn sound_length(alert: Feedback) -> usize {
    alert.tones().iter().map(|(_, ms)| samples(Millis::from(*ms))).sum()
}

/// The samples of an alert's tones, one after the other.
pub fn sound(alert: Feedback) -> Vec<u8> {
    alert.tones().iter().flat_map(|&(hertz, ms)| tone(hertz, samples(Millis::from(ms)))).collect()
}

/// A sine that fades in fast and out slowly.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // Within 0 to 255.
fn tone(hertz: u16, length: usize) -> impl Iterator<Item = u8> {
    let turn = f64::from(hertz) * std::f64::consts::TAU / f64::from(RATE);
    (0..length).map(move |at| {
        let fade_in = (at as f64 / FADE_IN as f64).min(1.0);
        let fade_out = (length - at) as f64 / length as f64;
        let sample = AMPLITUDE * fade_in * fade_out * (turn * at as f64).sin();
        (sample + f64::from(SILENCE)) as u8
    })
}
