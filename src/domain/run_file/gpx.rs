//! GPX 1.0 and 1.1 (topografix.com). Each `trk` is a run.

use super::mend::tracks;
use super::number::{decimal, moment};
use super::sample::Sample;
use super::sport::Sport;
use super::track::Point;
use super::xml::{Step, Xml, attribute};
use super::{BadFile, Found, Note};
use crate::domain::time::instant::Millis;

/// 2010-01-01 00:00 UTC, at which planners let invented times begin.
const PLANNED: Millis = 1_262_304_000_000;

/// Reads the file up to the end of its root element.
pub(super) fn read(xml: &mut Xml, found: &mut Found) -> Result<(), BadFile> {
    let mut segments: Vec<Vec<Sample>> = vec![];
    let mut sport = None;
    let mut sample = Sample::default();
    while let Some(step) = xml.next()? {
        match (step, xml.path()) {
            (Step::Start(_), [.., "trk"]) => {
                segments.clear();
                sport = None;
            }
            (Step::Start(_), [.., "trkseg"]) => segments.push(vec![]),
            (Step::Start(element), [.., "trkpt"]) => {
                let number = |name| decimal(&attribute(&element, name)?, 7);
                let point = number("lat").zip(number("lon"));
                let point = point.and_then(|(latitude, longitude)| Point::new(latitude, longitude));
                sample = Sample { point, ..Sample::default() };
            }
            (Step::Text(text), [.., "trk", "type"]) => sport = Sport::named(&text),
            (Step::Text(text), [.., "trkpt", "time"]) => sample.at = found.moment(moment(&text)),
            (Step::End, [.., "trkpt"]) => {
                found.count_sample()?;
                // Some programs leave out the segment.
                if segments.is_empty() {
                    segments.push(vec![]);
                }
                if let Some(segment) = segments.last_mut() {
                    segment.push(sample);
                }
            }
            (Step::End, [.., "trk"]) => read_track(std::mem::take(&mut segments), sport, found),
            // A file with nothing but a planned route has no track.
            (Step::End, [.., "rte"]) => found.explain(BadFile::Route),
            _ => {}
        }
    }
    Ok(())
}

fn read_track(segments: Vec<Vec<Sample>>, sport: Option<Sport>, found: &mut Found) {
    if let Some(sport) = sport.filter(|sport| *sport != Sport::Run) {
        found.leave_out(sport);
        return;
    }
    let mut samples = segments.iter().flatten().peekable();
    let has_points = samples.peek().is_some();
    let has_times = samples.any(|sample| sample.at.is_some());
    let tracks = tracks(segments, &mut found.notes);
    if tracks.is_empty() && has_points {
        // Without times it is a plan and not a run.
        found.explain(if has_times { BadFile::NoDate } else { BadFile::Route });
    }
    for track in tracks {
        if track.started == PLANNED {
            found.explain(BadFile::Course);
            continue;
        }
        if track.has_pause {
            found.note(Note::Pauses);
        }
        found.runs.push(track.run());
    }
}
