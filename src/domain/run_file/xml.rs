//! GPX 1.0 and 1.1 (topografix.com) and TCX 2 (Garmin's Training Center). Names are compared without their
//! namespace, because programs write different ones.

use super::number::{decimal, moment};
use super::track::{Point, Route, distance, metres};
use super::{BadFile, Format, Recorded};

/// An element of a parsed file. The app uses the browser's elements, and the tests use their own.
pub trait Element {
    /// Its name without the prefix.
    fn name(&self) -> String;
    /// Calls `act` for all descendants with this name, in the order of the file.
    fn each(&self, name: &str, act: &mut dyn FnMut(&dyn Element));
    /// The text of the first child with this name.
    fn child(&self, name: &str) -> Option<String>;
    fn attribute(&self, name: &str) -> Option<String>;
}

pub(super) fn read(root: &dyn Element) -> Result<(Format, Vec<Recorded>), BadFile> {
    let mut runs = vec![];
    match root.name().as_str() {
        "gpx" => {
            root.each("trk", &mut |track| runs.extend(gpx_run(track)));
            Ok((Format::Gpx, runs))
        }
        "TrainingCenterDatabase" => {
            root.each("Activity", &mut |activity| runs.extend(tcx_run(activity)));
            Ok((Format::Tcx, runs))
        }
        _ => Err(BadFile::Foreign),
    }
}

/// The first and the last moment so far, in milliseconds since 1970.
#[derive(Default)]
struct Span(Option<(i64, i64)>);

impl Span {
    fn cover(&mut self, at: Option<i64>) {
        let Some(at) = at else { return };
        self.0 = Some(self.0.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    }

    fn run(self, distance: Option<super::Distance>, points: &[Point]) -> Option<Recorded> {
        let (started, finished) = self.0?;
        Some(Recorded { started, took: finished - started, distance, route: Route::of(points) })
    }
}

/// `None` for another sport, and for a track without times, which is a plan and not a run.
fn gpx_run(track: &dyn Element) -> Option<Recorded> {
    let kind = track.child("type").unwrap_or_default().to_ascii_lowercase();
    if ["cycl", "bik", "swim", "row", "ski"].iter().any(|other| kind.contains(other)) {
        return None;
    }
    let mut span = Span::default();
    let (mut points, mut total) = (vec![], 0.0);
    // The gap between two segments was not run, or not recorded.
    track.each("trkseg", &mut |segment| {
        let from = points.len();
        segment.each("trkpt", &mut |point| {
            span.cover(point.child("time").and_then(|time| moment(&time)));
            let number = |name| decimal(&point.attribute(name)?, 7);
            points.extend(number("lat").zip(number("lon")).and_then(|(lat, lon)| Point::new(lat, lon)));
        });
        total += metres(&points[from..]);
    });
    span.run(distance(total), &points)
}

fn tcx_run(activity: &dyn Element) -> Option<Recorded> {
    if activity.attribute("Sport").as_deref() == Some("Biking") {
        return None;
    }
    let mut span = Span::default();
    let mut points = vec![];
    let mut centimetres = 0_i64;
    span.cover(activity.child("Id").and_then(|id| moment(&id)));
    activity.each("Lap", &mut |lap| {
        let start = lap.attribute("StartTime").and_then(|time| moment(&time));
        let length = lap.child("TotalTimeSeconds").and_then(|seconds| decimal(&seconds, 3));
        span.cover(start);
        span.cover(start.zip(length).and_then(|(start, length)| start.checked_add(length)));
        let lap_length = lap.child("DistanceMeters").and_then(|metres| decimal(&metres, 2));
        centimetres = centimetres.saturating_add(lap_length.unwrap_or(0).max(0));
        lap.each("Trackpoint", &mut |point| {
            span.cover(point.child("Time").and_then(|time| moment(&time)));
            point.each("Position", &mut |position| {
                let number = |name| decimal(&position.child(name)?, 7);
                let both = number("LatitudeDegrees").zip(number("LongitudeDegrees"));
                points.extend(both.and_then(|(latitude, longitude)| Point::new(latitude, longitude)));
            });
        });
    });
    #[allow(clippy::cast_precision_loss)] // Only far beyond the longest distance.
    let total = if centimetres > 0 { centimetres as f64 / 100.0 } else { metres(&points) };
    span.run(distance(total), &points)
}
