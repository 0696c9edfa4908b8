//! Mends the times of a recording: puts its samples in order, and leaves out what can't be.

use super::motion::{distance_along, measure};
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
/// Fewer samples than these are too few to tell which of them are wrong.
pub(super) const FEWEST: usize = 10;
/// Fewer samples than these, apart from a run that has many more, have a wrong date.
const STRAY: usize = 20;
/// 1990-01-01 UTC. A clock that was not set shows an earlier time.
const FIRST_DAY: Millis = 631_152_000_000;

/// The runs of these segments, each with a start. Empty if no sample has a time.
pub(super) fn tracks(mut segments: Vec<Vec<Sample>>, notes: &mut Vec<Note>) -> Vec<Track> {
    leave_out_origin(&mut segments, notes);
    leave_out_ancient(&mut segments, notes);
    for segment in &mut segments {
        mend_times(segment, notes);
    }
    let segments = in_order(segments, notes);
    let mut steps: Vec<Step> = segments.into_iter().flat_map(steps).collect();
    order::by_number(&mut steps, |step| step.at);
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
    parts.retain(|part| part.len() >= STRAY || part.len() * 10 > largest);
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
            // The distance of a sample is right, even if its position is not.
            segment.retain(|sample| !is_origin(sample) || sample.along.is_some());
            for sample in segment.iter_mut().filter(|sample| is_origin(sample)) {
                sample.point = None;
            }
        }
    } else {
        for sample in segments.iter_mut().flatten() {
            sample.point = None;
        }
    }
}

/// Leaves out the samples from before the clock was set.
fn leave_out_ancient(segments: &mut [Vec<Sample>], notes: &mut Vec<Note>) {
    let is_ancient = |sample: &Sample| sample.at.is_some_and(|at| at < FIRST_DAY);
    if segments.iter().flatten().any(is_ancient) {
        add_note(notes, Note::WrongTimes);
        for segment in segments {
            segment.retain(|sample| !is_ancient(sample));
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
        let rising = longest_rise(&times);
        let mut sorted = segment.clone();
        order::by_number(&mut sorted, |sample| sample.at.unwrap_or(Millis::MIN));
        let gap = |times: &[Millis]| times.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).max();
        let rising_times: Vec<Millis> = rising.iter().map(|index| times[*index]).collect();
        let makes_gap = gap(&timed(&sorted).1).max(Some(LONE)) > gap(&rising_times).max(Some(LONE));
        let is_shorter = length(&sorted) <= length(segment) && !makes_gap;
        if is_shorter || rising.len() * 2 < times.len() {
            // The samples are out of order.
            *segment = sorted;
        } else {
            // Their times are wrong. Those at either end go on from the others.
            let usual = order::median(rising_times.windows(2).map(|pair| pair[1] - pair[0]));
            let (Some(first), Some(last)) = (rising.first().copied(), rising.last().copied()) else { return };
            for (position, index) in indices.into_iter().enumerate() {
                let away = |count: usize| usual.saturating_mul(i64::try_from(count).unwrap_or(0));
                segment[index].at = if position < first {
                    Some(times[first] - away(first - position))
                } else if position > last {
                    Some(times[last].saturating_add(away(position - last)))
                } else {
                    rising.binary_search(&position).is_ok().then_some(times[position])
                };
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

/// The length of the way along these samples, in whole metres: along their positions, or else as the watch measured it.
#[allow(clippy::cast_possible_truncation)] // Saturates.
fn length(samples: &[Sample]) -> i64 {
    let points: Vec<Point> = samples.iter().filter_map(|sample| sample.point).collect();
    if points.is_empty() {
        return distance_along(samples.iter().map(|sample| sample.along)) as i64;
    }
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
    let gaps = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0]));
    let alone = LONE.max(order::median(gaps).saturating_mul(5));
    let is_gap = |index: usize| times[index].saturating_sub(times[index - 1]) >= alone;
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
    let mut known: Vec<Millis> = vec![];
    for segment in &mut joined {
        // Between two samples of earlier segments that are near each other, all is known.
        let is_known = |at: Millis| {
            let index = known.partition_point(|known| *known < at);
            let before = index.checked_sub(1).and_then(|before| known.get(before));
            let is_between =
                |after: &Millis| *after == at || before.is_some_and(|before| after - before < LONE);
            known.get(index).is_some_and(is_between)
        };
        let count = segment.len();
        segment.retain(|sample| sample.at.is_none_or(|at| !is_known(at)));
        // Many programs begin a segment with the last point of the one before.
        if segment.len() + 1 < count {
            add_note(notes, Note::Repeated);
        }
        if has_no_time(segment) {
            segment.clear();
        }
        known.extend(timed(segment).1);
        if !known.is_sorted() {
            order::by_number(&mut known, |at| *at);
        }
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
