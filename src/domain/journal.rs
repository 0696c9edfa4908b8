//! The journal's weeks. Runs come in any order and leave newest first.

use super::calendar::Day;
use super::run::{Life, Run};

/// One week of runs, newest first, with its sums.
#[derive(Debug, PartialEq, Eq)]
pub struct Week<'a> {
    pub monday: Day,
    pub runs: Vec<&'a Run>,
}

impl Week<'_> {
    /// How many were runs and not check-ins alone.
    pub fn run_count(&self) -> usize {
        self.runs.iter().filter(|run| run.outing().is_some()).count()
    }

    /// Sum of the distances that are known, in metres.
    pub fn metres(&self) -> u64 {
        self.runs.iter().filter_map(|run| run.distance).map(|distance| u64::from(distance.metres())).sum()
    }
}

/// Whether a run has its place in the journal: everything that is over.
pub const fn belongs(run: &Run) -> bool {
    matches!(run.life(), Life::Logged { .. } | Life::Back { .. } | Life::Finished { .. })
}

/// What the journal is sorted by: the day, the minute where known, and the id as the last word.
pub fn sort_key(run: &Run) -> (Day, Option<u16>, &str) {
    (run.day(), run.minute_of_day(), run.id.as_str())
}

/// Groups runs that are sorted newest first into weeks, newest first.
pub fn weeks<'a>(newest_first: impl IntoIterator<Item = &'a Run>) -> Vec<Week<'a>> {
    let mut weeks: Vec<Week<'a>> = vec![];
    for run in newest_first {
        let monday = run.day().monday();
        match weeks.last_mut() {
            Some(week) if week.monday == monday => week.runs.push(run),
            _ => weeks.push(Week { monday, runs: vec![run] }),
        }
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::distance::Distance;
    use crate::domain::instant::Instant;
    use crate::domain::routine::Routine;
    use crate::domain::run::{Outing, RunId};

    fn run(id: &str, day: &str, metres: u32) -> Run {
        let day = Day::parse(day).unwrap();
        let now = Instant::new(1_800_000_000_000, 0).unwrap();
        let outing = Outing::told(day, None, None, now).unwrap();
        let mut run = Run::added(RunId::parse(id).unwrap(), outing, Routine::default());
        run.distance = Distance::from_metres(metres);
        run
    }

    #[test]
    fn weeks_hold_their_runs_and_sums() {
        let runs = [run("d", "2026-01-05", 0), run("c", "2026-01-04", 5000), run("a", "2025-12-29", 3000)];
        let weeks = weeks(&runs);
        let found: Vec<_> = weeks
            .iter()
            .map(|week| (week.monday.iso(), week.runs.len(), week.run_count(), week.metres()))
            .collect();
        assert_eq!(found, [("2026-01-05".to_owned(), 1, 1, 0), ("2025-12-29".to_owned(), 2, 2, 8000)]);
    }

    #[test]
    fn a_check_in_counts_as_no_run_and_an_open_one_is_not_in_the_journal() {
        let now = Instant::new(1_781_590_440_000, 120).unwrap();
        let mut check_in = Run::check_in(RunId::parse("x").unwrap(), now);
        assert!(!belongs(&check_in));
        check_in.log().unwrap();
        assert!(belongs(&check_in));
        let runs = [check_in];
        assert_eq!((weeks(&runs)[0].runs.len(), weeks(&runs)[0].run_count()), (1, 0));
        assert!(weeks([]).is_empty());
    }

    #[test]
    fn the_newest_sorts_last() {
        let (early, late) = (run("a", "2026-01-04", 1), run("b", "2026-01-05", 1));
        assert!(sort_key(&early) < sort_key(&late));
        assert!(sort_key(&late) < sort_key(&run("c", "2026-01-05", 1)));
    }
}
