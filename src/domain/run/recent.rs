//! What the newest runs say about today.

use super::journal::newest_first;
use super::{Distance, Life, Run, Timing};
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::Routine;
use crate::domain::time::calendar::Day;
use crate::domain::time::format::Seconds;

/// A mark counts on its day and the two days after it.
const RECENT_DAYS: i64 = 3;

/// The spots that are sharp, numb or swollen now. For each area the newest mark decides: of the `current` runs, and of those of
/// the last three days. It does not matter what became of a run.
pub fn flagged<'a>(
    current: impl IntoIterator<Item = &'a Run>,
    past_newest_first: impl IntoIterator<Item = &'a Run>,
    today: Day,
) -> TightSpots {
    let recent = past_newest_first.into_iter().take_while(|run| is_recent(run, today));
    let mut runs: Vec<Run> = current.into_iter().chain(recent).cloned().collect();
    newest_first(&mut runs);
    TightSpots::flagged(runs.iter().map(|run| &run.spots))
}

/// The spots that today's advice is about: those of the open check-in if it has any, else those of the newest run if it is
/// recent.
pub fn current_spots<'a>(
    open: &'a TightSpots,
    newest: Option<&'a Run>,
    today: Day,
) -> Option<&'a TightSpots> {
    let recent = newest.filter(|run| is_recent(run, today) && run.day() <= today);
    Some(open).filter(|spots| !spots.is_empty()).or(recent.map(|run| &run.spots))
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

/// The length of the newest run with a known length, in seconds.
pub fn usual_length<'a>(newest_first: impl IntoIterator<Item = &'a Run>) -> Option<Seconds> {
    newest_first.into_iter().filter_map(Run::timing).find_map(Timing::took)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::{Feeling, Level};
    use crate::domain::body::region::Region;
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

    #[test]
    fn a_flag_counts_for_three_days_and_a_newer_mark_replaces_it() {
        let today = noon(0).day();
        for (runs, is_flagged) in [
            (vec![marked(0, Feeling::Sharp)], true),
            (vec![marked(2, Feeling::Numb)], true),
            (vec![marked(3, Feeling::Swollen)], false),
            (vec![marked(0, Feeling::Sore), marked(1, Feeling::Sharp)], false),
            (vec![check_in(0), marked(1, Feeling::Sharp)], true),
        ] {
            assert_eq!(!flagged([], &runs, today).is_empty(), is_flagged, "{runs:?}");
        }
    }

    #[test]
    fn the_open_routine_may_be_older_than_a_log() {
        let (routine, log) = (marked(1, Feeling::Sharp), marked(0, Feeling::Sore));
        assert!(flagged([&routine], &[log], noon(0).day()).is_empty());
        assert_eq!(flagged([&routine], &[check_in(0)], noon(0).day()).len(), 1);
    }

    #[test]
    fn todays_check_in_comes_before_a_recent_run() {
        let (today, open) = (noon(0).day(), marked(0, Feeling::Tight).spots);
        let run = |days_ago| marked(days_ago, Feeling::Sore);
        let empty = TightSpots::default();
        assert_eq!(current_spots(&open, Some(&run(1)), today), Some(&open));
        assert_eq!(current_spots(&empty, Some(&run(2)), today), Some(&run(2).spots));
        assert_eq!(current_spots(&empty, Some(&run(3)), today), None);
        assert_eq!(current_spots(&empty, Some(&run(-1)), today), None, "a run in the future");
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
