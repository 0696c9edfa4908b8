//! The samples of a recording: puts their times in order, and leaves out what can't be.

use super::motion::measure;
use super::track::{Point, distance};
use super::{Note, Recorded, add_note};
use crate::domain::order;
use crate::domain::time::instant::{HOUR, MINUTE, Millis};
use std::ops::Range;

/// One or two samples that are this far from all others, at the beginning or the end, have a wrong time.
pub(super) const LONE: Millis = 15 * MINUTE;
/// After a break of this length, another run begins.
const ANOTHER_RUN: Millis = 8 * HOUR;
/// Fewer samples than these, apart from a run, have a wrong date.
const FEWEST: usize = 10;

/// One moment of a recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) at: Option<Millis>,
    pub(super) point: Option<Point>,
    /// The distance since the start that the watch measured, in centimetres.
    pub(super) along: Option<i64>,
}

/// A sample with a time, which was in the file or lies between those of its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) at: Millis,
    pub(super) is_timed: bool,
    /// The first of a segment.
    pub(super) is_first: bool,
    pub(super) point: Option<Point>,
    pub(super) along: Option<i64>,
}

/// A recording of one run, mended.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    pub(super) started: Millis,
    pub(super) finished: Millis,
    /// Without the pauses.
    pub(super) moving: Millis,
    pub(super) has_pause: bool,
    /// Along the positions.
    pub(super) metres: f64,
    /// As the watch measured it, in metres; 0 if it did not.
    pub(super) measured: f64,
    pub(super) points: Vec<Point>,
}

impl Track {
    pub(super) fn run(&self) -> Recorded {
        let metres = if self.measured > 0.0 { self.measured } else { self.metres };
        let took = self.finished - self.started;
        Recorded::new(self.started, took, self.moving, distance(metres), &self.points)
    }
}

/// The runs of these segments, each with a start. Empty if no sample has a time.
pub(super) fn tracks(mut segments: Vec<Vec<Sample>>, notes: &mut Vec<Note>) -> Vec<Track> {
    leave_out_origin(&mut segments, notes);
    for segment in &mut segments {
        mend_times(segment, notes);
    }
    let segments = in_order(segments, notes);
    let mut steps: Vec<Step> = segments.into_iter().flat_map(steps).collect();
    if steps.iter().all(|step| !step.is_timed) {
        return vec![];
    }
    let kept = without_lone(&steps.iter().map(|step| step.at).collect::<Vec<_>>());
    if kept.len() < steps.len() {
        add_note(notes, Note::WrongTimes);
    }
    steps.truncate(kept.end);
    steps.drain(..kept.start);
    let mut parts: Vec<&[Step]> =
        steps.chunk_by(|step, next| next.at.saturating_sub(step.at) < ANOTHER_RUN).collect();
    let largest = parts.iter().map(|part| part.len()).max().unwrap_or(0);
    let count = parts.len();
    parts.retain(|part| part.len() >= FEWEST.min(largest));
    if parts.len() < count {
        add_note(notes, Note::WrongTimes);
    }
    parts.into_iter().filter_map(|part| measure(part, notes)).collect()
}

/// Leaves out the samples at 0° north, 0° east: a watch writes those when it has no position. If no sample has
/// another position, as on a treadmill, only the positions are left out.
fn leave_out_origin(segments: &mut [Vec<Sample>], notes: &mut Vec<Note>) {
    let is_origin = |sample: &Sample| sample.point.is_some_and(Point::is_origin);
    let mut all = segments.iter().flatten();
    if !all.clone().any(is_origin) {
        return;
    }
    if all.any(|sample| sample.point.is_some() && !is_origin(sample)) {
        add_note(notes, Note::FarOff);
        segments.iter_mut().for_each(|segment| segment.retain(|sample| !is_origin(sample)));
    } else {
        segments.iter_mut().flatten().for_each(|sample| sample.point = None);
    }
}

/// Puts the samples in order, or takes away the times that are wrong, whichever makes the shorter way.
fn mend_times(segment: &mut Vec<Sample>, notes: &mut Vec<Note>) {
    let timed: Vec<usize> = (0..segment.len()).filter(|index| segment[*index].at.is_some()).collect();
    if timed.len() < segment.len() && !timed.is_empty() {
        add_note(notes, Note::Untimed);
    }
    let times: Vec<Millis> = timed.iter().filter_map(|index| segment[*index].at).collect();
    if !times.is_sorted() {
        add_note(notes, Note::WrongTimes);
        let mut sorted = segment.clone();
        order::by_number(&mut sorted, |sample| sample.at.unwrap_or(Millis::MIN));
        if length(&sorted) <= length(segment) {
            // The samples are out of order.
            *segment = sorted;
        } else {
            // Their times are wrong.
            let mut rising = longest_rise(&times).into_iter().peekable();
            for (index, position) in timed.iter().enumerate() {
                if rising.next_if_eq(&index).is_none() {
                    segment[*position].at = None;
                }
            }
        }
    }
    let timed: Vec<usize> = (0..segment.len()).filter(|index| segment[*index].at.is_some()).collect();
    let kept = without_lone(&timed.iter().filter_map(|index| segment[*index].at).collect::<Vec<_>>());
    if kept.len() < timed.len() {
        add_note(notes, Note::WrongTimes);
        segment.truncate(timed[kept.end - 1] + 1);
        segment.drain(..timed[kept.start]);
    }
}

/// The length of the way along these samples, in whole metres.
#[allow(clippy::cast_possible_truncation)] // Saturates.
fn length(samples: &[Sample]) -> i64 {
    let points: Vec<Point> = samples.iter().filter_map(|sample| sample.point).collect();
    points.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum::<f64>() as i64
}

/// The indices of the longest subsequence that never falls (patience sorting).
fn longest_rise(times: &[Millis]) -> Vec<usize> {
    // The last index of the best subsequence of each length, and before each index the one that it continues.
    let mut ends: Vec<usize> = vec![];
    let mut before = vec![None; times.len()];
    for (index, at) in times.iter().enumerate() {
        let length = ends.partition_point(|end| times[*end] <= *at);
        before[index] = length.checked_sub(1).map(|last| ends[last]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut rise: Vec<usize> = std::iter::successors(ends.last().copied(), |index| before[*index]).collect();
    rise.reverse();
    rise
}

/// Which of these sorted times to keep: all but one or two at either end that are far from the others.
fn without_lone(times: &[Millis]) -> Range<usize> {
    let (mut start, mut end) = (0, times.len());
    if end < FEWEST {
        return start..end;
    }
    let is_gap = |index: usize| times[index].saturating_sub(times[index - 1]) >= LONE;
    for lone in [1, 2] {
        if is_gap(lone) {
            start = lone;
        }
        if is_gap(times.len() - lone) {
            end = times.len() - lone;
        }
    }
    start..end
}

/// Sorts the segments by their start. Each moment counts once: a segment that repeats an earlier one loses the
/// moments that the earlier one has.
fn in_order(segments: Vec<Vec<Sample>>, notes: &mut Vec<Note>) -> Vec<Vec<Sample>> {
    // A segment without times goes on from the one before it.
    let mut joined: Vec<Vec<Sample>> = vec![];
    for segment in segments.into_iter().filter(|segment| !segment.is_empty()) {
        match joined.last_mut() {
            Some(last) if has_no_time(&segment) || has_no_time(last) => {
                add_note(notes, Note::Untimed);
                last.extend(segment);
            }
            _ => joined.push(segment),
        }
    }
    let first = |segment: &Vec<Sample>| segment.iter().find_map(|sample| sample.at);
    order::by_number(&mut joined, |segment| first(segment).unwrap_or(Millis::MIN));
    let mut covered = None;
    for segment in &mut joined {
        if let Some(covered) = covered {
            let count = segment.len();
            segment.retain(|sample| sample.at.is_none_or(|at| at > covered));
            // Many programs begin a segment with the last point of the one before.
            if segment.len() + 1 < count {
                add_note(notes, Note::Repeated);
            }
            if has_no_time(segment) {
                segment.clear();
            }
        }
        covered = covered.max(segment.iter().filter_map(|sample| sample.at).max());
    }
    joined
}

fn has_no_time(segment: &[Sample]) -> bool {
    segment.iter().all(|sample| sample.at.is_none())
}

/// Gives every sample a time. Those between two others are spread evenly.
fn steps(segment: Vec<Sample>) -> Vec<Step> {
    let mut steps: Vec<Step> = segment
        .iter()
        .enumerate()
        .map(|(index, sample)| Step {
            at: sample.at.unwrap_or(0),
            is_timed: sample.at.is_some(),
            is_first: index == 0,
            point: sample.point,
            along: sample.along,
        })
        .collect();
    let timed: Vec<usize> = (0..steps.len()).filter(|index| steps[*index].is_timed).collect();
    let (Some(first), Some(last)) = (timed.first(), timed.last()) else { return steps };
    for pair in timed.windows(2) {
        let (from, to) = (steps[pair[0]].at, steps[pair[1]].at);
        let count = i64::try_from(pair[1] - pair[0]).unwrap_or(i64::MAX);
        for (index, step) in (1..).zip(&mut steps[pair[0] + 1..pair[1]]) {
            step.at = from + (to.saturating_sub(from)) / count * index;
        }
    }
    let (start, end) = (steps[*first].at, steps[*last].at);
    steps[..*first].iter_mut().for_each(|step| step.at = start);
    steps[*last..].iter_mut().for_each(|step| step.at = end);
    steps
}
