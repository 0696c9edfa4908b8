//! A week that is well above the weeks before it: an observation, not a warning of what it does.

use crate::domain::run::Run;
use crate::domain::time::calendar::Day;

/// The weeks that this one is held against, and how many of them must have a distance.
const WEEKS: usize = 4;
const KNOWN: usize = 3;

/// This week's distance, and the mean of the four before it, in metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    pub week: u64,
    pub usual: u64,
}

/// The mean distance of the four weeks before that of `today`, in metres. `None` where fewer than three of them have one, for
/// then nothing is usual.
pub fn usual_week(runs: &[&Run], today: Day) -> Option<u64> {
    let (_, usual) = weeks(runs, today)?;
    Some(usual)
}

/// Whether the week of `today` (Monday to Sunday, as far as it has gone) is already at least 30 % above the mean of the
/// four before it. `None` too where nothing is usual.
pub fn jump(runs: &[&Run], today: Day) -> Option<Jump> {
    let (week, usual) = weeks(runs, today)?;
    (week * 10 >= usual * 13).then_some(Jump { week, usual })
}

/// This week's distance and the usual one, where enough weeks are known.
fn weeks(runs: &[&Run], today: Day) -> Option<(u64, u64)> {
    let monday = today.monday();
    let mut weeks = [0; WEEKS + 1];
    for run in runs {
        let weeks_ago = usize::try_from(monday.days_since(run.day().monday()) / 7).ok();
        if let (Some(sum), Some(distance)) = (weeks_ago.and_then(|ago| weeks.get_mut(ago)), run.distance) {
            *sum += u64::from(distance.metres());
        }
    }
    let [week, before @ ..] = weeks;
    let known = before.iter().filter(|metres| **metres > 0).count();
    let usual = before.iter().sum::<u64>() / WEEKS as u64;
    (known >= KNOWN).then_some((week, usual))
}
