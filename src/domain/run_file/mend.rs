//! Mends the times of a recording: puts its samples in order, and leaves out what can't be.

use super::motion::measure;
use super::sample::{Sample, Step, Track};
use super::track::Point;
use super::{Note, add_note};
use crate::domain::order;
use crate::domain::time::instant::{HOUR, MINUTE, Millis};
use std::ops::Range;

/// One or two samples that are this far from all others, at the beginning or the end, have a wrong time.
pub(super) const LONE: Millis = 15 * MINUTE;
/// After a break of this length, another run begins.
const ANOTHER_RUN: Millis = 8 * HOUR;
/// Fewer samples than these, apart from a run, have a wrong date.
const FEWEST: usize = 10;

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
        for segment in segments {
            segment.retain(|sample| !is_origin(sample));
        }
    } else {
        for sample in segments.iter_mut().flatten() {
            sample.point = None;
        }
    }
}

/// Puts the samples in order, or takes away the times that are wrong, whichever makes the shorter way.
fn mend_times(segment: &mut Vec<Sample>, notes: &mut Vec<Note>) {
    let (indices, times) = timed(segment);
    if times.len() < segment.len() && !times.is_empty() {
        add_note(notes, Note::Untimed);
    }
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
            for (position, index) in indices.into_iter().enumerate() {
                if rising.next_if_eq(&position).is_none() {
                    segment[index].at = None;
                }
            }
        }
    }
    let (indices, times) = timed(segment);
    let kept = without_lone(&times);
    if kept.len() < times.len() {
        add_note(notes, Note::WrongTimes);
        segment.truncate(indices[kept.end - 1] + 1);
        segment.drain(..indices[kept.start]);
    }
}

/// The indices of the samples that have a time, and those times.
fn timed(segment: &[Sample]) -> (Vec<usize>, Vec<Millis>) {
    segment.iter().enumerate().filter_map(|(index, sample)| Some((index, sample.at?))).unzip()
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
