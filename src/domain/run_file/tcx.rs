//! TCX 2 (Garmin's Training Center). Each `Activity` is a run.

use super::mend::{LONE, tracks};
use super::motion::distance_along;
use super::number::{decimal, moment};
use super::sample::{Sample, Track};
use super::sport::Sport;
use super::track::{Point, distance};
use super::xml::{Step, Xml, attribute};
use super::{BadFile, Found, Note, Recorded};
use crate::domain::time::instant::Millis;

/// A lap as it sums itself up.
#[derive(Default)]
struct Lap {
    start: Option<Millis>,
    /// Without pauses; `None` if missing or zero.
    length: Option<Millis>,
    /// In centimetres; `None` if missing or zero.
    distance: Option<i64>,
    samples: Vec<Sample>,
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
                    if let Some(lap) = activity.laps.last_mut() {
                        lap.samples.push(sample);
                    }
                }
                [.., "Courses"] => found.explain(BadFile::Course),
                [.., "Workouts"] => found.explain(BadFile::Workout),
                _ => {}
            },
            (Step::Text(text), path) => {
                let Some(lap) = activity.laps.last_mut() else { continue };
                let positive = |places| decimal(&text, places).filter(|number| *number > 0);
                match path {
                    [.., "Lap", "TotalTimeSeconds"] => lap.length = positive(3),
                    [.., "Lap", "DistanceMeters"] => lap.distance = positive(2),
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
    let (mut metres, mut has_all_lengths, mut has_all_distances) = (0.0, true, true);
    for lap in &activity.laps {
        let is_empty = lap.samples.is_empty();
        has_all_lengths &= lap.length.is_some() || is_empty;
        let lap_metres = match lap.distance {
            #[allow(clippy::cast_precision_loss)] // Only far beyond the longest distance.
            Some(centimetres) => centimetres as f64 / 100.0,
            None => distance_along(lap.samples.iter().map(|sample| sample.along)),
        };
        has_all_distances &= lap_metres > 0.0 || is_empty;
        metres += lap_metres;
    }
    let segments = activity.laps.iter_mut().map(|lap| std::mem::take(&mut lap.samples)).collect();
    let track = tracks(segments, notes).into_iter().max_by_key(|track| track.points.len());
    let span = track.as_ref().map(|track| (track.started, track.finished));
    // A lap whose start is far from all points has a wrong start.
    let is_near = |at: Millis| span.is_none_or(|(first, last)| (first - LONE..=last + LONE).contains(&at));
    let laps =
        activity.laps.iter().filter_map(|lap| Some((lap.start.filter(|at| is_near(*at))?, lap.length)));
    let ends = laps.clone().map(|(start, length)| start.saturating_add(length.unwrap_or(0)));
    let started = laps.clone().map(|(start, _)| start).chain(span.map(|span| span.0)).min().or(activity.id)?;
    let finished = ends.chain(span.map(|span| span.1)).max().unwrap_or(started);
    let took = finished.saturating_sub(started);
    let timed = activity.laps.iter().filter_map(|lap| lap.length).fold(0, i64::saturating_add);
    let moving = match &track {
        Some(track) if !has_all_lengths => track.moving,
        _ if timed > 0 => timed,
        _ => took,
    };
    let Track { metres: along_points, points, .. } = track.unwrap_or_default();
    let metres = if has_all_distances && metres > 0.0 { metres } else { metres.max(along_points) };
    Some(Recorded::new(started, took, moving, distance(metres), &points))
}
