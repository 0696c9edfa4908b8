//! What the newest runs say about today.

use super::journal::sort_key;
use super::{Distance, Life, Run, Timing};
use crate::domain::body::level::Feeling;
use crate::domain::body::region::Region;
use crate::domain::body::spot::{Handling, Spot};
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::Routine;
use crate::domain::time::calendar::Day;
use crate::domain::time::format::Seconds;
use std::borrow::Cow;

/// A mark counts on its day and the two days after it. Then the app asks about a flagged spot.
const RECENT_DAYS: i64 = 3;
/// A flagged spot is spared, and asked about, until the runner answers or marks it again. Without any sign of it for this
/// many days, a mark or an answer, it is forgotten: the runner is likely to have been away.
const FLAGGED_DAYS: i64 = 28;
/// Marks that are older than this count no more, whatever was answered.
const OLDEST_DAYS: i64 = 120;

/// The spots that must be spared now: a flagged spot until the runner says that it is gone, and a severe joint, tendon or
/// chest of the last three days. For each region the newest mark decides: of the `current` runs, and of the past ones. It
/// does not matter what became of a run.
pub fn spared<'a>(
    current: impl IntoIterator<Item = &'a Run>,
    past_newest_first: impl IntoIterator<Item = &'a Run>,
    today: Day,
) -> TightSpots {
    let (mut seen, mut spared) = (TightSpots::default(), TightSpots::default());
    for run in last_weeks(current, past_newest_first, today) {
        for (region, spot) in run.all_spots().iter() {
            if seen.get(region).is_some() {
                continue;
            }
            seen.restore(region, spot.clone());
            let counts = is_flagged_still(run, spot, today) || is_recent(run, today);
            if counts && spot.handling(region.area()) > Handling::Ease {
                spared.restore(region, spot.clone());
            }
        }
    }
    spared
}

/// Whether a spot is flagged, and was marked or answered for not too long ago.
fn is_flagged_still(run: &Run, spot: &Spot, today: Day) -> bool {
    let seen = spot.later.map_or(run.day(), |later| later.on.max(run.day()));
    spot.is_flagged() && today.days_since(seen) < FLAGGED_DAYS
}

/// A flagged spot, about which the app asks days later: "Left shin was sharp on Monday. And now?"
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub region: Region,
    pub feeling: Feeling,
    /// The day of the first mark that was flagged without a break.
    pub since: Day,
}

/// The flagged spot to ask about, if any: the strongest of those whose first mark, or whose last answer, is three or more
/// days old.
pub fn question<'a>(
    current: impl IntoIterator<Item = &'a Run>,
    past_newest_first: impl IntoIterator<Item = &'a Run>,
    today: Day,
) -> Option<Question> {
    let runs = last_weeks(current, past_newest_first, today);
    let runs: Vec<_> = runs.into_iter().map(|run| (run, run.all_spots())).collect();
    let marks = |region: Region| {
        runs.iter().filter_map(move |(run, spots)| spots.get(region).map(|spot| (*run, spot)))
    };
    let flagged = runs.iter().flat_map(|(_, spots)| spots.iter()).filter(|(_, spot)| spot.is_flagged());
    let flagged: Vec<Region> = flagged.map(|(region, _)| region).collect();
    let due = Region::all().filter(|region| flagged.contains(region)).filter_map(|region| {
        let (newest, spot) = marks(region).next().filter(|(run, spot)| is_flagged_still(run, spot, today))?;
        let flagged = || marks(region).take_while(|(_, spot)| spot.is_flagged());
        let since = flagged().last()?.0.day();
        let answered = flagged().filter_map(|(_, spot)| spot.later).map(|later| later.on).max();
        let asked = answered.map_or(since, |answered| answered.max(since));
        let is_due = newest.day() <= today && today.days_since(asked) >= RECENT_DAYS;
        let feeling = spot.feelings.flags().next()?;
        is_due.then_some((spot.level, Question { region, feeling, since }))
    });
    // The first of equally strong ones.
    due.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, question)| question)
}

/// The current runs and the past ones in which a flagged spot still counts, newest first.
fn last_weeks<'a>(
    current: impl IntoIterator<Item = &'a Run>,
    past_newest_first: impl IntoIterator<Item = &'a Run>,
    today: Day,
) -> Vec<&'a Run> {
    let past = past_newest_first.into_iter();
    let past = past.take_while(|run| today.days_since(run.day()) < OLDEST_DAYS);
    let mut runs: Vec<&Run> = past.collect();
    for run in current {
        let index = runs.partition_point(|other| sort_key(other) > sort_key(run));
        runs.insert(index, run);
    }
    runs
}

/// The spots that today's advice is about: those of the open check-in if it has any, else those of the newest run if it is
/// recent.
pub fn current_spots<'a>(
    open: &'a TightSpots,
    newest: Option<&'a Run>,
    today: Day,
) -> Option<Cow<'a, TightSpots>> {
    let recent = newest.filter(|run| is_recent(run, today) && run.day() <= today);
    Some(open).filter(|spots| !spots.is_empty()).map(Cow::Borrowed).or_else(|| recent.map(Run::all_spots))
}

fn is_recent(run: &Run, today: Day) -> bool {
    today.days_since(run.day()) < RECENT_DAYS
}

/// The spots of the newest run. Skips logs without spots.
pub fn last_spots<'a>(newest_first: impl IntoIterator<Item = &'a Run>) -> Option<&'a TightSpots> {
    let counts = |run: &&Run| !run.spots.is_empty() || !matches!(run.life(), Life::Logged { .. });
    newest_first.into_iter().find(counts).map(|run| &run.spots)
}

/// The newest run, if it ended or its routine was closed today. Runs must be sorted newest first.
pub fn closed_today<'a>(newest_first: impl IntoIterator<Item = &'a Run>, today: Day) -> Option<&'a Run> {
    let is_finished = |run: &&Run| {
        let finish = run.timing().and_then(Timing::finished);
        let last = run.routine().and_then(Routine::last_done);
        let is_today = finish.into_iter().chain(last).any(|at| at.day() == today);
        matches!(run.life(), Life::Closed { .. }) && is_today
    };
    // A run that ends after midnight belongs to the day before.
    newest_first.into_iter().take_while(|run| run.day() >= today.minus(1)).find(is_finished)
}

/// The run that the runner has just come back from: with an open routine, or over since today.
pub fn just_over<'a>(recovering: Option<&'a Run>, past: &'a [Run], today: Day) -> Option<&'a Run> {
    recovering.or_else(|| closed_today(past, today))
}

/// The distances of the newest runs, each once, newest first.
pub fn usual_distances<'a>(newest_first: impl IntoIterator<Item = &'a Run>, count: usize) -> Vec<Distance> {
    let mut distances: Vec<Distance> = vec![];
    for distance in newest_first.into_iter().filter_map(|run| run.distance) {
        if distances.len() == count {
            break;
        }
        if !distances.contains(&distance) {
            distances.push(distance);
        }
    }
    distances
}

/// The length of the newest run with a known length, from start to finish, in seconds.
pub fn usual_length<'a>(newest_first: impl IntoIterator<Item = &'a Run>) -> Option<Seconds> {
    newest_first.into_iter().filter_map(Run::timing).find_map(Timing::elapsed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::Level;
    use crate::domain::body::spot::Later;
    use crate::domain::run::RunId;
    use crate::domain::time::instant::{HOUR, Instant, MINUTE};

    fn noon(days_ago: i64) -> Instant {
        Instant::new(1_781_600_000_000 - days_ago * 24 * HOUR, 120).unwrap()
    }

    fn calf() -> Region {
        Region::from_id("calf-l").unwrap()
    }

    fn check_in(days_ago: i64) -> Run {
        Run::check_in(RunId::new(noon(days_ago), 0), noon(days_ago))
    }

    fn marked(days_ago: i64, feeling: Feeling) -> Run {
        let mut run = check_in(days_ago);
        run.spots.set_level(calf(), Some(Level::Mild));
        run.spots.edit(calf(), |spot| spot.feelings = [feeling].into_iter().collect());
        run
    }

    /// The same mark, answered some days ago.
    fn answered(mut run: Run, days_ago: i64, is_gone: bool) -> Run {
        run.spots.edit(calf(), |spot| spot.later = Some(Later { on: noon(days_ago).day(), is_gone }));
        run
    }

    #[test]
    fn a_flag_counts_until_it_is_gone_and_a_newer_mark_replaces_it() {
        let today = noon(0).day();
        for (runs, is_spared) in [
            (vec![marked(0, Feeling::Sharp)], true),
            (vec![marked(2, Feeling::OnBone)], true),
            (vec![marked(3, Feeling::Swollen)], true),
            (vec![marked(27, Feeling::Numb)], true),
            (vec![marked(28, Feeling::Numb)], false),
            (vec![answered(marked(29, Feeling::Numb), 2, false)], true),
            (vec![answered(marked(60, Feeling::Numb), 28, false)], false),
            (vec![answered(marked(3, Feeling::Sharp), 0, true)], false),
            (vec![answered(marked(3, Feeling::Sharp), 0, false)], true),
            (vec![marked(0, Feeling::Sore), marked(1, Feeling::Sharp)], false),
            (vec![check_in(0), marked(1, Feeling::Sharp)], true),
        ] {
            assert_eq!(!spared([], &runs, today).is_empty(), is_spared, "{runs:?}");
        }
    }

    #[test]
    fn a_severe_joint_is_spared_for_three_days() {
        let knee = Region::from_id("knee-l").unwrap();
        let run = |days_ago| {
            let mut run = check_in(days_ago);
            run.spots.set_level(knee, Some(Level::Severe));
            run
        };
        for (days_ago, is_spared) in [(0, true), (2, true), (3, false)] {
            assert_eq!(spared([], &[run(days_ago)], noon(0).day()).level(knee).is_some(), is_spared);
            assert_eq!(question([], &[run(days_ago)], noon(0).day()), None);
        }
    }

    #[test]
    fn the_open_routine_may_be_older_than_a_log() {
        let (routine, log) = (marked(1, Feeling::Sharp), marked(0, Feeling::Sore));
        assert!(spared([&routine], &[log], noon(0).day()).is_empty());
        assert_eq!(spared([&routine], &[check_in(0)], noon(0).day()).len(), 1);
    }

    #[test]
    fn a_flagged_spot_is_asked_about_from_the_third_day_on() {
        let today = noon(0).day();
        let sharp = |days_ago| marked(days_ago, Feeling::Sharp);
        // The entries, and the days since the mark that the question names.
        for (runs, since) in [
            (vec![sharp(2)], None),
            (vec![sharp(3)], Some(3)),
            (vec![sharp(27)], Some(27)),
            (vec![sharp(28)], None),
            (vec![marked(5, Feeling::Sore)], None),
            // Marked again in the meantime: the flag came along, and the first mark counts.
            (vec![sharp(0), sharp(1), sharp(3)], Some(3)),
            (vec![sharp(0), marked(1, Feeling::Sore), sharp(3)], None),
            (vec![sharp(3), check_in(5), sharp(6)], Some(6)),
            // Answered.
            (vec![answered(sharp(6), 0, true)], None),
            (vec![answered(sharp(6), 2, false)], None),
            (vec![answered(sharp(6), 3, false)], Some(6)),
            (vec![sharp(0), answered(sharp(6), 1, false)], None),
            (vec![sharp(0), answered(sharp(6), 1, true)], None),
        ] {
            let asked = question([], &runs, today);
            assert_eq!(asked.as_ref().map(|asked| today.days_since(asked.since)), since, "{runs:?}");
            if let Some(asked) = asked {
                assert_eq!((asked.region, asked.feeling), (calf(), Feeling::Sharp));
            }
        }
    }

    #[test]
    fn the_strongest_of_several_is_asked_about() {
        let shin = Region::from_id("shin-r").unwrap();
        let mut run = marked(4, Feeling::Sharp);
        run.spots.set_level(shin, Some(Level::Severe));
        run.spots.edit(shin, |spot| spot.feelings = [Feeling::Sharp, Feeling::Numb].into_iter().collect());
        let asked = question([&run], [], noon(0).day()).unwrap();
        assert_eq!((asked.region, asked.feeling), (shin, Feeling::Numb), "the strongest, the most urgent");
    }

    #[test]
    fn todays_check_in_comes_before_a_recent_run() {
        let (today, open) = (noon(0).day(), marked(0, Feeling::Tight).spots);
        let run = |days_ago| marked(days_ago, Feeling::Sore);
        let empty = TightSpots::default();
        assert_eq!(current_spots(&open, Some(&run(1)), today).as_deref(), Some(&open));
        assert_eq!(current_spots(&empty, Some(&run(2)), today).as_deref(), Some(&run(2).spots));
        assert_eq!(current_spots(&empty, Some(&run(3)), today), None);
        assert_eq!(current_spots(&empty, Some(&run(-1)), today), None, "a run in the future");
    }

    #[test]
    fn what_came_up_on_the_run_is_spared_and_asked_about_and_no_outline() {
        let today = noon(0).day();
        let sharp = |days_ago| {
            let mut run = check_in(days_ago);
            run.came_up = marked(days_ago, Feeling::Sharp).spots;
            run
        };
        assert_eq!(spared([&sharp(0)], [], today).len(), 1);
        assert_eq!(spared([], &[sharp(28)], today).len(), 0);
        assert_eq!(question([], &[sharp(3)], today).map(|asked| asked.region), Some(calf()));
        // Tight before, and sharp after: the later mark adds its flag.
        let mut both = sharp(0);
        both.spots.set_level(calf(), Some(Level::Severe));
        let felt = both.all_spots().get(calf()).cloned().unwrap();
        assert_eq!((felt.level, felt.is_flagged()), (Level::Severe, true));
        assert_eq!(last_spots([&sharp(0)]).map(TightSpots::len), Some(0));
        let empty = TightSpots::default();
        assert_eq!(current_spots(&empty, Some(&sharp(0)), today).map(|spots| spots.len()), Some(1));
    }

    #[test]
    fn a_log_without_spots_is_not_last_time() {
        let mut empty_log = check_in(0);
        empty_log.log().unwrap();
        let mut log = marked(1, Feeling::Tight);
        log.log().unwrap();
        assert_eq!(last_spots([&empty_log, &log]), Some(&log.spots));
        assert_eq!(last_spots([&check_in(0), &log]).map(TightSpots::len), Some(0), "a run without spots is");
    }

    #[test]
    fn a_run_is_todays_by_its_end_or_its_last_step() {
        let today = noon(0).day();
        let run = |start: Instant, end: Instant| {
            let mut run = Run::check_in(RunId::new(start, 0), start);
            run.start(start).unwrap();
            run.finish(end).unwrap();
            run
        };
        let closed = |mut run: Run| {
            run.close(noon(0)).unwrap();
            run
        };
        let midnight = noon(0).plus(-i64::from(noon(0).minute_of_day()) * MINUTE);
        let late = run(midnight.plus(-HOUR), midnight.plus(MINUTE));
        let yesterday = run(midnight.plus(-HOUR), midnight.plus(-2 * MINUTE));
        assert!(closed_today(&[closed(run(noon(0).plus(-HOUR), noon(0)))], today).is_some());
        assert!(closed_today(&[closed(late)], today).is_some());
        assert!(closed_today(&[closed(yesterday.clone())], today).is_none());
        assert!(closed_today(&[run(noon(0).plus(-HOUR), noon(0))], today).is_none(), "still open");
        let mut done = yesterday;
        done.open_routine().unwrap().drink(3, noon(0));
        assert!(closed_today(&[closed(done)], today).is_some(), "its last step was done today");
    }

    #[test]
    fn usual_distances_are_different_and_newest_first() {
        let run = |metres: u32| {
            let mut run = check_in(0);
            run.distance = Distance::from_metres(metres);
            run
        };
        let runs = [run(8000), run(5000), run(8000), run(3000)];
        let metres = |count| usual_distances(&runs, count).iter().map(|all| all.metres()).collect::<Vec<_>>();
        assert_eq!(metres(2), [8000, 5000]);
        assert_eq!(metres(9), [8000, 5000, 3000]);
        assert_eq!(usual_distances(&[check_in(0)], 3), []);
    }
}
