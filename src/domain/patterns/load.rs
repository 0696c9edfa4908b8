//! Weeks with a running distance well above the weeks before: an observation, not a warning of the consequences.

use crate::domain::run::Run;
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
