//! What a FIT file says about its runs.

use crate::domain::order;
use crate::domain::run_file::mend::{FEWEST, tracks};
use crate::domain::run_file::sample::{Sample, Track};
use crate::domain::run_file::sport::Sport;
use crate::domain::run_file::track::{Point, distance};
use crate::domain::run_file::{BadFile, Found, LONGEST, MOST_SAMPLES, Note, Recorded, add_note};
use crate::domain::time::instant::{MINUTE, Millis, SECOND};

/// The FIT epoch, 1989-12-31 00:00 UTC, in milliseconds since 1970.
const EPOCH: i64 = 631_065_600_000;
/// A timestamp below this counts from when the watch was switched on, so the date is not known.
const FIRST_DATE: u32 = 0x1000_0000;
/// Records that go on for longer than this after the summary's end were left out of it.
const LEFT_OUT: Millis = 10 * SECOND;
/// Two times that differ by less than this mean the same.
const SLACK: Millis = MINUTE;

/// The summary of one run. Times are in milliseconds, moments in seconds since the FIT epoch.
pub(super) struct Session {
    pub(super) start: Option<u32>,
    /// When the summary was written.
    pub(super) end: u32,
    pub(super) elapsed: Option<u32>,
    /// Without pauses.
    pub(super) timer: Option<u32>,
    pub(super) centimetres: Option<u32>,
    /// The numbers of the sport and the sub-sport.
    pub(super) sport: Option<(u32, Option<u32>)>,
}

/// The messages of a file that matter.
#[derive(Default)]
pub(super) struct Activity {
    /// The type of the file.
    pub(super) kind: Option<u32>,
    pub(super) sport: Option<(u32, Option<u32>)>,
    pub(super) sessions: Vec<Session>,
    /// The records between two pauses.
    segments: Vec<Vec<Sample>>,
    /// The records while the timer stands. They count only if it never starts again.
    stopped: Option<Vec<Sample>>,
    samples: usize,
}

fn milliseconds(timestamp: u32) -> Millis {
    EPOCH + i64::from(timestamp) * SECOND
}

impl Activity {
    /// The timer starts or stops, among other events.
    pub(super) fn event(&mut self, event: Option<u32>, kind: Option<u32>) {
        match (event, kind) {
            (Some(0), Some(0)) => {
                self.stopped = None;
                if self.segments.last().is_some_and(|segment| !segment.is_empty()) {
                    self.segments.push(vec![]);
                }
            }
            // Stop, stop all, and both with "disable".
            (Some(0), Some(1 | 4 | 8 | 9)) => {
                self.stopped.get_or_insert_default();
            }
            _ => {}
        }
    }

    /// # Errors
    /// `Damaged` if there are more than any recording has.
    pub(super) fn record(
        &mut self,
        timestamp: u32,
        point: Option<Point>,
        centimetres: Option<u32>,
    ) -> Result<(), BadFile> {
        self.samples += 1;
        if self.samples > MOST_SAMPLES {
            return Err(BadFile::Damaged);
        }
        if timestamp < FIRST_DATE {
            return Ok(());
        }
        let sample = Sample { at: Some(milliseconds(timestamp)), point, along: centimetres.map(i64::from) };
        match (&mut self.stopped, self.segments.last_mut()) {
            (Some(stopped), _) => stopped.push(sample),
            (None, Some(segment)) => segment.push(sample),
            (None, None) => self.segments.push(vec![sample]),
        }
        Ok(())
    }

    pub(super) fn read_into(mut self, found: &mut Found) {
        match self.kind {
            Some(1 | 2 | 3 | 7) => return found.explain(BadFile::Settings),
            Some(5) => return found.explain(BadFile::Workout),
            Some(6) => return found.explain(BadFile::Course),
            Some(9 | 14 | 15 | 28 | 32 | 44 | 49) => return found.explain(BadFile::DayLog),
            _ => {}
        }
        let sport_of = |numbers: Option<(u32, Option<u32>)>| {
            let (sport, sub_sport) = numbers?;
            Sport::of_fit(sport, sub_sport)
        };
        let sport = sport_of(self.sport);
        if self.sessions.is_empty() {
            // A watch that was switched off or crashed wrote no summary.
            if let Some(sport) = sport.filter(|sport| *sport != Sport::Run) {
                return found.leave_out(sport);
            }
            self.segments.extend(self.stopped.take());
            let tracks = tracks(self.segments, &mut found.notes);
            if !tracks.is_empty() {
                found.note(Note::Totals);
            }
            found.runs.extend(tracks.iter().map(Track::run));
            return;
        }
        order::by_number(&mut self.sessions, Session::start);
        let sports: Vec<_> = self.sessions.iter().map(|session| sport_of(session.sport).or(sport)).collect();
        let has_run = sports.contains(&Some(Sport::Run));
        for (index, session) in self.sessions.iter().enumerate() {
            // The change between two sports of a triathlon.
            let is_transition = session.sport.is_some_and(|(sport, _)| sport == 3);
            match sports[index] {
                _ if is_transition => {}
                Some(Sport::Run) => self.read_session(index, found),
                Some(sport) => found.leave_out(sport),
                None if has_run => {}
                None => {
                    found.note(Note::NoSport);
                    self.read_session(index, found);
                }
            }
        }
    }

    fn read_session(&self, index: usize, found: &mut Found) {
        let session = &self.sessions[index];
        let is_alone = self.sessions.len() == 1;
        let next = self.sessions.get(index + 1).map(Session::start);
        // One session has all records, whatever its start.
        let is_inside = |sample: &Sample| {
            let is_inside = |at| at >= session.start() && next.is_none_or(|next| at < next);
            is_alone || sample.at.is_some_and(is_inside)
        };
        let inside = |segment: &Vec<Sample>| segment.iter().copied().filter(is_inside).collect();
        let segments: Vec<Vec<Sample>> = self.segments.iter().map(inside).collect();
        let times: Vec<Millis> = segments.iter().flatten().filter_map(|sample| sample.at).collect();
        // A clock that was set far ahead in between splits the records.
        let tracks = tracks(segments, &mut found.notes);
        let track = tracks.into_iter().min_by_key(|track| (track.started - session.start()).abs());
        let run = run(session, track, &times, &mut found.notes);
        if run.started < milliseconds(FIRST_DATE) {
            return found.explain(BadFile::NoDate);
        }
        found.runs.push(run);
    }
}

impl Session {
    /// The start in milliseconds since 1970, as far as the summary tells it.
    fn start(&self) -> Millis {
        let elapsed = self.elapsed.map_or(0, i64::from);
        self.start.map_or_else(|| milliseconds(self.end) - elapsed, milliseconds)
    }
}

/// The summary counts, unless it lacks something or does not fit the records. `recorded_at` has the times of all records.
fn run(session: &Session, track: Option<Track>, recorded_at: &[Millis], notes: &mut Vec<Note>) -> Recorded {
    let positive = |number: Option<u32>| number.filter(|number| *number > 0).map(i64::from);
    let has_track = track.is_some();
    let track = track.unwrap_or_default();
    let elapsed = positive(session.elapsed).filter(|elapsed| *elapsed <= LONGEST);
    let mut start = session.start();
    if has_track && start != track.started {
        // The clock of a watch is often set during the run.
        let fits = |start: Millis| {
            let end = start + elapsed.unwrap_or(track.finished - track.started);
            (end - track.finished).abs() <= SLACK
        };
        if start < milliseconds(FIRST_DATE) || (!fits(start) && fits(track.started)) {
            start = track.started;
        }
    }
    let recorded = (track.finished - start).max(0);
    let elapsed = elapsed.unwrap_or_else(|| recorded.max(milliseconds(session.end) - start));
    // A few records after the end are written while the runner saves the run.
    let is_left_out = |at: &&Millis| **at > start + elapsed + LEFT_OUT && **at <= track.finished;
    let left_out = recorded_at.iter().filter(is_left_out).count();
    let is_short = left_out >= FEWEST && recorded > elapsed + LEFT_OUT;
    let took = if is_short { recorded } else { elapsed };
    let paused = track.finished - track.started - track.moving;
    let moving = match positive(session.timer) {
        Some(timer) if !is_short || (timer - track.moving).abs() <= SLACK => timer,
        _ if track.moving > 0 => took - paused,
        _ => took,
    };
    let total = session.centimetres.map_or(0.0, |centimetres| f64::from(centimetres) / 100.0);
    let counted = if track.measured > 0.0 { track.measured } else { track.metres };
    let metres = if is_short || total == 0.0 { counted.max(total) } else { total };
    if is_short || (total == 0.0 && counted > 0.0) {
        add_note(notes, Note::Totals);
    }
    Recorded::new(start, took, moving, distance(metres), &track.points)
}
