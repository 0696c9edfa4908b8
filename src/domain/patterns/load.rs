//! Weeks with a running distance well above the weeks before: an observation, not a warning of the consequences.

use crate::domain::run::Run;
use crate::domain::run::distance::Distance;
use crate::domain::time::calendar::Day;

/// How many weeks this week is compared with, and how many of them must have a distance.
const WEEKS: usize = 4;
const MIN_KNOWN: usize = 3;

/// This week's distance, and the mean of the four before it, in metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    pub week: u64,
    pub usual: u64,
}

/// The mean distance of the four weeks before that of `today`, in metres. `None` if fewer than three of them
/// have a distance, because then nothing is usual.
pub fn usual_week(runs: &[&Run], today: Day) -> Option<u64> {
    let (_, usual) = weeks(runs, today)?;
    Some(usual)
}

/// The week of `today` (from Monday until now) if it is already at least 30 % above the mean of the four
/// weeks before it. Otherwise `None`, as well as if [`usual_week`] is `None`.
pub fn jump(runs: &[&Run], today: Day) -> Option<Jump> {
    let (week, usual) = weeks(runs, today)?;
    (week * 10 >= usual * 13).then_some(Jump { week, usual })
}

/// This week's distance and the usual one, if enough weeks are known.
fn weeks(runs: &[&Run], today: Day) -> Option<(u64, u64)> {
    let monday = today.monday();
    let mut weeks = [0; WEEKS + 1];
    for run in runs.iter().filter(|run| !run.is_walk) {
        let weeks_ago = usize::try_from(monday.days_since(run.day().monday()) / 7).ok();
        if let (Some(sum), Some(distance)) = (weeks_ago.and_then(|ago| weeks.get_mut(ago)), run.distance) {
            *sum += u64::from(distance.metres());
        }
    }
    let [week, before @ ..] = weeks;
    let known = before.iter().filter(|metres| **metres > 0).count();
    let usual = before.iter().sum::<u64>() / WEEKS as u64;
    (known >= MIN_KNOWN).then_some((week, usual))
}

/// A run that was much longer than the longest of the four weeks before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongRun {
    pub distance: Distance,
    /// How many days ago it was, 0 to 2.
    pub days_ago: i64,
}

/// The longest run of today and the two days before, if it was at least 30 % longer than any of the four weeks before, of which
/// at least four are known. The share is the same as that of [`jump`]; both are our own choice.
pub fn much_longer(newest_first: &[&Run], today: Day) -> Option<LongRun> {
    const RECENT: i64 = 2;
    const BEFORE: i64 = 28;
    const MIN_RUNS: usize = 4;
    let runs = newest_first.iter().filter(|run| !run.is_walk);
    let known = runs.filter_map(|run| Some((run.day(), run.timing().and(run.distance)?)));
    let known: Vec<(Day, Distance)> =
        known.take_while(|(day, _)| today.days_since(*day) <= RECENT + BEFORE).collect();
    let ago = |day: Day| today.days_since(day);
    let recent = known.iter().filter(|(day, _)| (0..=RECENT).contains(&ago(*day)));
    let (day, distance) = *recent.max_by_key(|(_, distance)| distance.metres())?;
    let before = known.iter().filter(|(before, _)| (1..=BEFORE).contains(&day.days_since(*before)));
    let before: Vec<u64> = before.map(|(_, distance)| u64::from(distance.metres())).collect();
    let longest = before.iter().max().filter(|_| before.len() >= MIN_RUNS)?;
    let is_longer = u64::from(distance.metres()) * 10 >= longest * 13;
    is_longer.then_some(LongRun { distance, days_ago: ago(day) })
}
