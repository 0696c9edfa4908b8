//! Runs that a watch or another app recorded: GPX, TCX and FIT files.
//!
//! Only the distance, the time from start to finish, the time without pauses and a sketch of the route are read.
//! Recordings of other sports are left out.

mod fit;
mod gpx;
mod mend;
mod motion;
mod note;
mod number;
mod sample;
mod sport;
mod tcx;
mod track;
mod xml;
pub mod zip;

pub use note::Note;
pub use sport::Sport;
pub use track::{Point, Route};

use crate::domain::order;
use crate::domain::run::LONGEST_RUN;
use crate::domain::run::distance::Distance;
use crate::domain::time::instant::{MINUTE, Millis, SECOND};
use number::Moment;
use std::borrow::Cow;
use thiserror::Error;
use xml::{Step, Xml};

/// The most samples of a file that are read: several days with one a second.
const MOST_SAMPLES: usize = 500_000;
/// The longest run that is believed.
const LONGEST: Millis = LONGEST_RUN as Millis * SECOND;
/// The most sessions of a FIT file that are read.
const MOST_SESSIONS: usize = 1000;
/// The largest file that is read, in bytes. A day of running with everything that a watch can measure is
/// smaller.
pub const LARGEST: usize = 32 << 20;

/// What arrives after the runner has chosen, shared, dropped or opened files.
pub enum Arrival {
    /// So many files will come, as far as is known before archives are opened.
    Begin(usize),
    File(Incoming),
}

/// One of the files.
pub struct Incoming {
    pub name: String,
    /// In bytes.
    pub size: usize,
    pub bytes: Result<Vec<u8>, BadFile>,
    /// How many files are still to come after it, as far as that is known.
    pub left: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Gpx,
    Tcx,
    Fit,
}

impl Format {
    pub const fn name(self) -> &'static str {
        match self {
            Format::Gpx => "GPX",
            Format::Tcx => "TCX",
            Format::Fit => "FIT",
        }
    }
}

/// One run of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Milliseconds since 1970-01-01 UTC.
    pub started: Millis,
    /// From start to finish, in milliseconds; at least one second.
    pub took: Millis,
    /// Without the pauses, in milliseconds; at least one second and at most `took`.
    pub moving: Millis,
    /// `None` if the file has neither a distance nor positions, or the distance is out of range.
    pub distance: Option<Distance>,
    pub route: Route,
}

impl Recorded {
    fn new(
        started: Millis,
        took: Millis,
        moving: Millis,
        distance: Option<Distance>,
        points: &[Point],
    ) -> Recorded {
        let moving = moving.clamp(SECOND, took.max(SECOND));
        Recorded { started, took, moving, distance, route: Route::of(points) }
    }

    /// Whether it is faster than anyone runs for ten minutes. The file may not say that it was a ride.
    pub fn is_too_fast(&self) -> bool {
        const LONG: Millis = 10 * MINUTE;
        /// In metres per second. The records from 3,000 m on are slower.
        const FASTEST_FOR_LONG: i64 = 7;
        let metres = self.distance.map_or(0, |distance| i64::from(distance.metres()));
        self.moving >= LONG && metres * SECOND > FASTEST_FOR_LONG * self.moving
    }

    /// Whether it is a part of another recording, give or take some seconds.
    fn is_within(&self, other: &Recorded) -> bool {
        const SOME: Millis = 5 * SECOND;
        let finish = |run: &Recorded| run.started.saturating_add(run.took);
        self.started >= other.started - SOME && finish(self) <= finish(other).saturating_add(SOME)
    }
}

/// The runs of a file, at least one, sorted by start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFile {
    pub format: Format,
    pub runs: Vec<Recorded>,
    /// The recordings of other sports.
    pub left_out: Vec<Sport>,
    pub notes: Vec<Note>,
}

/// Why a file cannot be used. Each text follows the name of the file.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadFile {
    #[error("is too large to be a run. Up to 32 MB can be read")]
    TooLarge,
    #[error("can’t be read")]
    Unreadable,
    #[error("is empty. If it is in a cloud folder, download it first")]
    Empty,
    #[error("isn’t a GPX, TCX or FIT file")]
    Foreign,
    #[error("has no run in it")]
    NoRun,
    #[error("is {}, no run", .0.name())]
    OtherSport(Sport),
    #[error("is a planned route without times, no run")]
    Route,
    #[error("is a planned course, no run")]
    Course,
    #[error("is a planned workout, no run")]
    Workout,
    #[error("has settings of a watch in it, no run")]
    Settings,
    #[error("has a day’s steps, pulse or sleep in it, no run")]
    DayLog,
    #[error("has no date, because the watch’s clock was not set")]
    NoDate,
    #[error("has times that can’t be read")]
    Times,
    #[error("is cut off: its end is missing. Try to export it again")]
    CutOff,
    #[error("is damaged. Try to export it again")]
    Damaged,
    #[error("is protected. Try GPX")]
    Protected,
    #[error("is packed in a way that this browser can’t unpack")]
    Packed,
    #[error("has no GPX, TCX or FIT file in it")]
    NoFiles,
    #[error("has archives in it. Unpack it, and choose those")]
    Nested,
    #[error("needs a password. Unpack it first")]
    Locked,
    #[error("is too large an archive. Unpack it, and choose its files")]
    LargeArchive,
    #[error("did not fit on this phone. Free some space, and share it again")]
    NoSpace,
}

/// What was found so far.
#[derive(Default)]
struct Found {
    runs: Vec<Recorded>,
    left_out: Vec<Sport>,
    notes: Vec<Note>,
    /// What the file is, if it has no run in it.
    explanation: Option<BadFile>,
    samples: usize,
}

impl Found {
    fn note(&mut self, note: Note) {
        add_note(&mut self.notes, note);
    }

    fn leave_out(&mut self, sport: Sport) {
        if !self.left_out.contains(&sport) {
            self.left_out.push(sport);
        }
    }

    /// Counts a sample.
    ///
    /// # Errors
    /// `Damaged` if there are more than any recording has: they would not fit into the memory of a phone.
    fn count_sample(&mut self) -> Result<(), BadFile> {
        self.samples += 1;
        if self.samples > MOST_SAMPLES { Err(BadFile::Damaged) } else { Ok(()) }
    }

    fn explain(&mut self, explanation: BadFile) {
        self.explanation.get_or_insert(explanation);
    }

    /// The milliseconds of a moment that was read.
    fn moment(&mut self, moment: Option<Moment>) -> Option<Millis> {
        let Some(Moment { ms, has_zone }) = moment else {
            self.explain(BadFile::Times);
            return None;
        };
        if !has_zone {
            self.note(Note::NoZone);
        }
        Some(ms)
    }
}

fn add_note(notes: &mut Vec<Note>, note: Note) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}

/// Reads a file by its content, whatever its name.
///
/// # Errors
/// See [`BadFile`].
pub fn read(bytes: &[u8]) -> Result<RunFile, BadFile> {
    if bytes.len() > LARGEST {
        return Err(BadFile::TooLarge);
    }
    if bytes.is_empty() {
        return Err(BadFile::Empty);
    }
    let mut found = Found::default();
    let format = if fit::is_fit(bytes) {
        fit::read(bytes, &mut found)?;
        Format::Fit
    } else {
        read_xml(&decode(bytes), &mut found)?
    };
    let Found { mut runs, left_out, mut notes, explanation, .. } = found;
    // A single moment is not a run.
    runs.retain(|run| run.took >= SECOND);
    if runs.iter().any(Recorded::is_too_fast) {
        add_note(&mut notes, Note::Fast);
    }
    order::by_number(&mut runs, |run| run.started);
    let count = runs.len();
    runs.dedup_by(|later, earlier| {
        let is_repeated = later.is_within(earlier) || earlier.is_within(later);
        if is_repeated && later.took > earlier.took {
            std::mem::swap(later, earlier);
        }
        is_repeated
    });
    if runs.len() < count {
        add_note(&mut notes, Note::Repeated);
    }
    match (runs.is_empty(), left_out.first()) {
        (false, _) => Ok(RunFile { format, runs, left_out, notes }),
        (true, Some(sport)) => Err(BadFile::OtherSport(*sport)),
        (true, None) => Err(explanation.unwrap_or(BadFile::NoRun)),
    }
}

/// The text of a file. It is UTF-8, or UTF-16 if it begins with the byte order mark of that.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let units = |from_bytes: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes.chunks_exact(2).map(|pair| from_bytes([pair[0], pair[1]])).collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => String::from_utf16_lossy(&units(u16::from_le_bytes)).into(),
        [0xFE, 0xFF, ..] => String::from_utf16_lossy(&units(u16::from_be_bytes)).into(),
        _ => String::from_utf8_lossy(bytes),
    }
}

fn read_xml(text: &str, found: &mut Found) -> Result<Format, BadFile> {
    // Some programs write blanks, byte order marks or messages at the beginning, which XML forbids.
    let start = text.find("<?xml").or(text.find('<')).ok_or(BadFile::Foreign)?;
    let mut xml = Xml::new(&text[start..]);
    let root = match xml.next() {
        Ok(Some(Step::Start(_))) => xml.path().first().copied(),
        _ => None,
    };
    match root {
        Some("gpx") => gpx::read(&mut xml, found).map(|()| Format::Gpx),
        Some("TrainingCenterDatabase") => tcx::read(&mut xml, found).map(|()| Format::Tcx),
        _ => Err(BadFile::Foreign),
    }
}

#[cfg(test)]
mod tests;
