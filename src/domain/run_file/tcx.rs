//! TCX 2 (Garmin's Training Center). Each `Activity` is a run.

use super::mend::{LONE, tracks};
use super::motion::distance_along;
use super::number::{decimal, moment};
use super::sample::{Sample, Track};
use super::sport::Sport;
use super::track::{Point, distance};
use super::xml::{Step, Xml, attribute};
use super::{BadFile, Found, LONGEST, Note, Recorded, add_note};
use crate::domain::order;
use crate::domain::time::instant::{MINUTE, Millis, SECOND};

/// A lap that is recorded for less than this has no length.
const EMPTY: Millis = 10 * SECOND;
/// The longest distance of a lap that is believed, in centimetres.
const FARTHEST: i64 = 100_000_000;

/// A lap as it sums itself up.
#[derive(Default)]
struct Lap {
    start: Option<Millis>,
    /// Without pauses, in milliseconds.
    length: Option<Millis>,
    /// In centimetres.
    distance: Option<i64>,
    tracks: Vec<Vec<Sample>>,
}

impl Lap {
    /// When it began, and when it would have ended without a pause.
    fn span(&self) -> Option<(Millis, Millis)> {
        let start = self.start?;
        Some((start, start.saturating_add(self.length?)))
    }

    /// From its first sample to its last.
    fn recorded(&self) -> Millis {
        let mut times = self.tracks.iter().flatten().filter_map(|sample| sample.at);
        let first = times.next().unwrap_or(0);
        times.next_back().map_or(0, |last| last.saturating_sub(first))
    }

    fn is_placed(&self) -> bool {
        self.tracks.iter().flatten().any(|sample| sample.point.is_some())
    }

    /// The distance along its samples as the watch measured it, in metres.
    fn measured(&self) -> f64 {
        self.tracks.iter().map(|track| distance_along(track.iter().map(|sample| sample.along))).sum()
    }

    /// Its distance in metres.
    fn metres(&self) -> f64 {
        match self.distance {
            #[allow(clippy::cast_precision_loss)] // At most a thousand kilometres.
            Some(centimetres) if centimetres > 0 => centimetres as f64 / 100.0,
            _ => self.measured(),
        }
    }
}

#[derive(Default)]
struct Activity {
    sport: Option<Sport>,
    id: Option<Millis>,
    laps: Vec<Lap>,
}

/// Reads the file up to the end of its root element.
pub(super) fn read(xml: &mut Xml, found: &mut Found) -> Result<(), BadFile> {
    let mut activity = Activity::default();
    let mut sample = Sample::default();
    let (mut latitude, mut longitude) = (None, None);
    while let Some(step) = xml.next()? {
        match (step, xml.path()) {
            (Step::Start(element), [.., "Activity"]) => {
                let sport = attribute(&element, "Sport");
                activity =
                    Activity { sport: sport.and_then(|name| Sport::named(&name)), ..Activity::default() };
            }
            (Step::Text(text), [.., "Activity", "Id"]) => {
                activity.id = moment(&text).map(|moment| moment.ms);
            }
            (Step::Start(element), [.., "Lap"]) => {
                found.count_sample()?;
                let start = attribute(&element, "StartTime");
                let start = start.and_then(|start| found.moment(moment(&start)));
                activity.laps.push(Lap { start, ..Lap::default() });
            }
            (Step::Start(_), [.., "Lap", "Track"]) => {
                if let Some(lap) = activity.laps.last_mut() {
                    lap.tracks.push(vec![]);
                }
            }
            (Step::Start(_), [.., "Trackpoint"]) => {
                sample = Sample::default();
                (latitude, longitude) = (None, None);
            }
            (Step::Text(text), [.., "Trackpoint", "Time"]) => sample.at = found.moment(moment(&text)),
            (Step::Text(text), [.., "Position", "LatitudeDegrees"]) => latitude = decimal(&text, 7),
            (Step::Text(text), [.., "Position", "LongitudeDegrees"]) => longitude = decimal(&text, 7),
            (Step::Text(text), [.., "Trackpoint", "DistanceMeters"]) => sample.along = decimal(&text, 2),
            (Step::End, path) => match path {
                [.., "Activity"] => {
                    read_activity(std::mem::take(&mut activity), path.contains(&"MultiSportSession"), found);
                }
                [.., "Trackpoint"] => {
                    found.count_sample()?;
                    let point = latitude.zip(longitude);
                    sample.point = point.and_then(|(latitude, longitude)| Point::new(latitude, longitude));
                    if let Some(track) = activity.laps.last_mut().and_then(|lap| lap.tracks.last_mut()) {
                        track.push(sample);
                    }
                }
                [.., "Courses"] => found.explain(BadFile::Course),
                [.., "Workouts"] => found.explain(BadFile::Workout),
                _ => {}
            },
            (Step::Text(text), path) => {
                let Some(lap) = activity.laps.last_mut() else { continue };
                // Converters write the value for "not measured" of FIT, which is far beyond any run.
                let number =
                    |places, most| decimal(&text, places).filter(|number| (0..=most).contains(number));
                match path {
                    [.., "Lap", "TotalTimeSeconds"] => lap.length = number(3, LONGEST),
                    [.., "Lap", "DistanceMeters"] => lap.distance = number(2, FARTHEST),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn read_activity(activity: Activity, is_multisport: bool, found: &mut Found) {
    match activity.sport {
        Some(Sport::Run) => {}
        Some(sport) => return found.leave_out(sport),
        // Programs that know only running and biking call everything else "Other".
        None if is_multisport => return found.leave_out(Sport::Other),
        None => found.note(Note::NoSport),
    }
    found.runs.extend(run(activity, &mut found.notes));
}

/// Sums up the laps. Where a lap lacks its time or distance, its points count.
fn run(mut activity: Activity, notes: &mut Vec<Note>) -> Option<Recorded> {
    leave_out_repeated(&mut activity.laps, notes);
    let laps = activity.laps;
    let has_all_lengths = laps.iter().all(|lap| match lap.length {
        None => lap.recorded() == 0,
        // The last lap is often empty: stopped, and then ended.
        Some(0) => lap.recorded() < EMPTY,
        Some(_) => true,
    });
    let has_all_distances =
        laps.iter().all(|lap| lap.distance.is_some() || lap.measured() > 0.0 || !lap.is_placed());
    let metres: f64 = laps.iter().map(Lap::metres).sum();
    let timed = laps.iter().filter_map(|lap| lap.length).fold(0, i64::saturating_add);
    let spans: Vec<(Millis, Millis)> = laps
        .iter()
        .filter_map(|lap| Some((lap.start?, lap.span().map_or(lap.start?, |span| span.1))))
        .collect();
    let segments = laps.into_iter().flat_map(|lap| lap.tracks).collect();
    let track = tracks(segments, notes).into_iter().max_by_key(|track| track.points.len());
    let span = track.as_ref().map(|track| (track.started, track.finished));
    // A lap whose start is far from all points has a wrong start.
    let is_near = |at: Millis| span.is_none_or(|(first, last)| (first - LONE..=last + LONE).contains(&at));
    let spans = || spans.iter().filter(|(start, _)| is_near(*start)).copied().chain(span);
    let started = spans().map(|(start, _)| start).min().or(activity.id)?;
    let finished = spans().map(|(_, end)| end).max().unwrap_or(started);
    let took = finished.saturating_sub(started);
    let Track { metres: along_points, points, moving, started: first, finished: last, .. } =
        track.unwrap_or_default();
    let paused = last - first - moving;
    // Some programs count the pauses in the time of a lap, or write a pause as a lap.
    let has_paused_laps = paused >= MINUTE && took.saturating_sub(timed) < paused / 2;
    let moving = match timed {
        _ if moving > 0 && (!has_all_lengths || has_paused_laps) => took - paused,
        0 => took,
        timed => timed,
    };
    let metres = if has_all_distances && metres > 0.0 { metres } else { metres.max(along_points) };
    Some(Recorded::new(started, took, moving, distance(metres), &points))
}

/// Sorts the laps by their start, and leaves out those that lie within others: some programs write a lap for the
/// whole run as well, or a lap twice. Their points stay.
fn leave_out_repeated(laps: &mut Vec<Lap>, notes: &mut Vec<Note>) {
    // Of two laps with the same start, the longer is first.
    order::by_number(laps, |lap| -lap.length.unwrap_or(0));
    order::by_number(laps, |lap| lap.start.unwrap_or(Millis::MIN));
    let mut until = Millis::MIN;
    let mut orphans = vec![];
    laps.retain_mut(|lap| {
        let Some((_, end)) = lap.span().filter(|(start, end)| start < end) else { return true };
        let is_repeated = end <= until;
        until = until.max(end);
        if is_repeated {
            orphans.append(&mut lap.tracks);
        }
        !is_repeated
    });
    if !orphans.is_empty() {
        add_note(notes, Note::Repeated);
        if let Some(lap) = laps.last_mut() {
            lap.tracks.append(&mut orphans);
        }
    }
}
