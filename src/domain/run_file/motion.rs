//! How far and how long a recording moves: leaves out positions that can't be, and tells pauses from movement.

use super::sample::{Step, Track};
use super::track::Point;
use super::{Note, add_note};
use crate::domain::order;
use crate::domain::time::instant::{MINUTE, Millis, SECOND};

/// The shortest pause that a gap between two samples can be.
const SHORTEST_PAUSE: Millis = 20 * SECOND;
/// The shortest pause that a gap can be if nothing tells whether the runner moved.
const PAUSE_WITHOUT_PLACE: Millis = 2 * MINUTE;
/// The shortest pause between two segments, which a program begins because the recording was stopped.
const SHORTEST_BETWEEN: Millis = 5 * SECOND;
/// A gap that is this many times longer than the usual one can be a pause.
const USUAL_GAPS: Millis = 5;
/// In a gap the runner rested if they moved slower than this, in metres per second.
const SLOWEST: f64 = 0.5;
/// Nobody runs faster than this, in metres per second.
const FASTEST: f64 = 12.5;
/// A position can be this wrong, in metres, without being far off.
const BLUR: f64 = 50.0;
/// The longest way, in metres, to or from a position without a time.
const FAR: f64 = 1000.0;
/// The same blur for a single position between two others.
const SMALL_BLUR: f64 = 10.0;
/// How many stretches back a position that can't be is looked for.
const LOOK_BACK: usize = 8;
/// At either end, so few positions that can't belong to the rest are far off.
const FEW: usize = 3;

/// Sums up the steps of one run, which are in the order of time. `None` if no step has a time of its own.
pub(super) fn measure(steps: &[Step], notes: &mut Vec<Note>) -> Option<Track> {
    let mut timed = steps.iter().filter(|step| step.is_timed).map(|step| step.at);
    let started = timed.next()?;
    let finished = timed.next_back().unwrap_or(started);
    let placed = possible(steps, notes);
    let usual = usual_gap(steps);
    let pause = usual.saturating_mul(USUAL_GAPS).max(SHORTEST_PAUSE);
    let pause_between = usual.saturating_add(usual.max(SHORTEST_BETWEEN));
    let (mut paused, mut metres) = (0, 0.0);
    for pair in placed.windows(2) {
        let (from, to) = (&steps[pair[0].0], &steps[pair[1].0]);
        let between = &steps[pair[0].0 + 1..=pair[1].0];
        let length = pair[0].1.metres_to(pair[1].1);
        // The way across a pause between two segments was not run; nor was one that is too fast to be run.
        let is_apart = to.at - from.at >= pause_between && between.iter().any(|step| step.is_first);
        if !is_apart && can_follow(from, to, length) {
            metres += length;
        }
    }
    let mut place = placed.iter().peekable();
    let mut last: Option<(Point, Millis)> = None;
    for (index, pair) in steps.windows(2).enumerate() {
        while let Some((_, point)) = place.next_if(|(at, _)| *at <= index) {
            last = Some((*point, steps[index].at));
        }
        let (from, to) = (&pair[0], &pair[1]);
        let gap = to.at - from.at;
        if to.is_first && gap >= pause_between {
            paused += gap;
        }
        if to.is_first || gap < pause {
            continue;
        }
        let next = place.peek().map(|(at, point)| (*point, steps[*at].at));
        let way =
            last.zip(next).map(|((here, since), (there, until))| (here.metres_to(there), until - since));
        let is_in_place = to.point.is_some() && to.point == from.point;
        let has_rested = match (from.along.zip(to.along), way) {
            (Some((from, to)), _) => is_slow(distance_along([Some(from), Some(to)].into_iter()), gap),
            _ if is_in_place => true,
            (None, Some((metres, length))) => is_slow(metres, length) || !is_possible(metres, length),
            (None, None) => gap >= PAUSE_WITHOUT_PLACE,
        };
        if has_rested {
            paused += gap;
        }
    }
    Some(Track {
        started,
        finished,
        moving: finished - started - paused,
        has_pause: paused > 0,
        metres,
        measured: distance_along(steps.iter().map(|step| step.along)),
        points: placed.into_iter().map(|(_, point)| point).collect(),
    })
}

fn is_slow(metres: f64, length: Millis) -> bool {
    metres < SLOWEST * seconds(length)
}

fn is_possible(metres: f64, length: Millis) -> bool {
    metres <= BLUR + FASTEST * seconds(length)
}

/// Whether the runner can have gone so far between two steps. The time of a step without one of its own says little.
fn can_follow(from: &Step, to: &Step, metres: f64) -> bool {
    if from.is_timed && to.is_timed { is_possible(metres, to.at - from.at) } else { metres <= FAR }
}

#[allow(clippy::cast_precision_loss)] // Only far beyond the longest run.
fn seconds(length: Millis) -> f64 {
    length as f64 / 1000.0
}

/// The usual time between two steps: the median, without those at the same time.
fn usual_gap(steps: &[Step]) -> Millis {
    order::median(steps.windows(2).map(|pair| pair[1].at - pair[0].at).filter(|gap| *gap > 0))
}

/// The distance that a watch measured, in metres, from the distances since the start in centimetres; 0 if it did
/// not measure any. A watch can correct itself, and can begin again at zero.
pub(super) fn distance_along(distances: impl Iterator<Item = Option<i64>>) -> f64 {
    let mut highest: Option<i64> = None;
    let centimetres = distances.flatten().map(|to| match highest {
        Some(so_far) if to > so_far => to.saturating_sub(highest.replace(to).unwrap_or(to)),
        Some(so_far) if to < so_far / 2 => {
            highest = Some(to);
            to.max(0)
        }
        Some(_) => 0,
        None => {
            highest = Some(to);
            0
        }
    });
    #[allow(clippy::cast_precision_loss)] // Only far beyond the longest distance.
    let metres = centimetres.fold(0, i64::saturating_add) as f64 / 100.0;
    metres
}

/// The steps with a position, by index, without those that are far off: the runner can't have been there between
/// the positions before and after.
fn possible(steps: &[Step], notes: &mut Vec<Note>) -> Vec<(usize, Point)> {
    let mut placed: Vec<(usize, Point)> = vec![];
    for (index, step) in steps.iter().enumerate() {
        let Some(point) = step.point else { continue };
        // A phone without satellites repeats its last position.
        let is_repeated = placed.last().is_some_and(|(_, last)| *last == point);
        if !is_repeated || step.is_first {
            placed.push((index, point));
        }
    }
    let count = placed.len();
    leave_out_spikes(steps, &mut placed);
    let follows = |(from, here): (usize, Point), (to, there): (usize, Point)| {
        can_follow(&steps[from], &steps[to], here.metres_to(there))
    };
    // Stretches of positions that can follow each other.
    let mut stretches: Vec<Vec<(usize, Point)>> = vec![];
    for stretch in placed.chunk_by(|here, there| follows(*here, *there)) {
        // If it goes on from an earlier stretch, and both are longer than all between them, those are far off.
        let mut between = 0;
        let mut earlier = None;
        for (index, other) in stretches.iter().enumerate().rev().take(LOOK_BACK) {
            let is_longer = between <= other.len().min(stretch.len());
            if is_longer && follows(other[other.len() - 1], stretch[0]) {
                earlier = Some(index);
                break;
            }
            between += other.len();
        }
        match earlier {
            Some(index) => {
                stretches.truncate(index + 1);
                stretches[index].extend_from_slice(stretch);
            }
            None => stretches.push(stretch.to_vec()),
        }
    }
    let largest = stretches.iter().map(Vec::len).max().unwrap_or(0);
    let is_few = |stretch: &Vec<(usize, Point)>| stretch.len() <= FEW && stretch.len() < largest;
    if stretches.last().is_some_and(is_few) {
        stretches.pop();
    }
    if stretches.first().is_some_and(is_few) {
        stretches.remove(0);
    }
    let kept = stretches.concat();
    if kept.len() < count {
        add_note(notes, Note::FarOff);
    }
    kept
}

/// Leaves out single positions to which nobody could have run and come back.
fn leave_out_spikes(steps: &[Step], placed: &mut Vec<(usize, Point)>) {
    let length = |(from, here): (usize, Point), (to, there): (usize, Point)| {
        (here.metres_to(there), steps[to].at - steps[from].at)
    };
    let is_fast = |(metres, length)| metres > SMALL_BLUR + FASTEST * seconds(length);
    let all = std::mem::take(placed);
    for (index, place) in all.iter().enumerate() {
        let around = placed.last().zip(all.get(index + 1));
        let is_spike = steps[place.0].is_timed
            && around.is_some_and(|(before, after)| {
                let (metres, time) = length(*before, *after);
                is_fast(length(*before, *place))
                    && is_fast(length(*place, *after))
                    && is_possible(metres, time)
            });
        if !is_spike {
            placed.push(*place);
        }
    }
}
