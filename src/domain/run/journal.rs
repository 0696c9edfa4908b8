//! The journal: entries sorted newest first, in weeks, pages and months.

use crate::domain::body::level::Level;
use crate::domain::order;
use crate::domain::run::{Life, Run};
use crate::domain::time::calendar::{Day, Month};

/// One week of runs, newest first, with its sums.
#[derive(Debug, PartialEq, Eq)]
pub struct Week<'a> {
    pub monday: Day,
    pub runs: Vec<&'a Run>,
}

impl Week<'_> {
    /// How many entries are runs, not just check-ins.
    pub fn run_count(&self) -> usize {
        self.runs.iter().filter(|run| run.timing().is_some()).count()
    }

    /// Sum of the distances that are known, in metres.
    pub fn metres(&self) -> u64 {
        self.runs.iter().filter_map(|run| run.distance).map(|distance| u64::from(distance.metres())).sum()
    }
}

/// How many times the size of a page doubles.
const DOUBLINGS: usize = 3;

/// One page of runs that are sorted newest first, and whether another page follows. A page consists of whole
/// weeks. The first page has at least `runs` runs, and this minimum doubles with each of the next
/// three pages; only the last page may have fewer. Runs after the page are not read.
pub fn page<'a>(
    newest_first: impl IntoIterator<Item = &'a Run>,
    runs: usize,
    page: usize,
) -> (Vec<Week<'a>>, bool) {
    let mut found = (0, vec![]);
    let mut on_page = 0;
    for run in newest_first {
        let (current, weeks): &mut (usize, Vec<Week<'a>>) = &mut found;
        let monday = run.day().monday();
        if weeks.last().is_none_or(|week| week.monday != monday) {
            if on_page >= runs << (*current).min(DOUBLINGS) {
                if *current == page {
                    return (found.1, true);
                }
                *current += 1;
                on_page = 0;
                weeks.clear();
            }
            weeks.push(Week { monday, runs: vec![] });
        }
        on_page += 1;
        if let Some(week) = weeks.last_mut() {
            week.runs.push(run);
        }
    }
    if found.0 == page { (found.1, false) } else { (vec![], false) }
}

/// A day of a month, and a summary of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayMark {
    pub day: Day,
    /// Runs and check-ins.
    pub entries: usize,
    /// The strongest level of all spots of the day.
    pub strongest: Option<Level>,
}

/// The days of a month, from entries that are sorted newest first.
pub fn month<'a>(newest_first: impl IntoIterator<Item = &'a Run>, month: Month) -> Vec<DayMark> {
    let mut marks: Vec<_> = month.days().map(|day| DayMark { day, entries: 0, strongest: None }).collect();
    let later = |run: &&Run| run.day() > month.last();
    for run in newest_first.into_iter().skip_while(later).take_while(|run| run.day() >= month.first()) {
        if let Some(mark) = marks.iter_mut().find(|mark| mark.day == run.day()) {
            mark.entries += 1;
            mark.strongest = mark.strongest.max(run.all_spots().iter().map(|(_, spot)| spot.level).max());
        }
    }
    marks
}

/// Whether an entry belongs in the journal: it is a run or a check-in that is over.
pub const fn belongs(run: &Run) -> bool {
    matches!(run.life(), Life::Logged { .. } | Life::Recovering { .. } | Life::Closed { .. })
}

/// The sort key of the journal: the day, the minute if known, and then the id.
pub fn sort_key(run: &Run) -> (Day, Option<u16>, &str) {
    (run.day(), run.minute_of_day(), run.id.as_str())
}

/// Sorts by [`sort_key`], in descending order.
pub fn newest_first(runs: &mut [Run]) {
    order::by_text(runs, |run| run.id.as_str());
    // A run without a minute sorts before the first minute of the day.
    order::by_number(runs, |run| {
        1441 * run.day().epoch_days() + run.minute_of_day().map_or(0, |minute| 1 + i64::from(minute))
    });
    runs.reverse();
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
    use crate::domain::recovery::routine::Routine;
    use crate::domain::run::distance::Distance;
    use crate::domain::run::{RunId, Timing};
    use crate::domain::time::instant::Instant;

    fn run(id: &str, day: &str, metres: u32) -> Run {
        let day = Day::parse(day).unwrap();
        let now = Instant::new(1_800_000_000_000, 0).unwrap();
        let timing = Timing::entered(day, None, None, now).unwrap();
        let mut run = Run::added(RunId::parse(id).unwrap(), timing, Routine::default());
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
    fn a_check_in_does_not_count_as_a_run_and_an_open_one_is_not_in_the_journal() {
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
    fn pages_consist_of_whole_weeks() {
        // Three runs a week for five weeks, newest first.
        let days: Vec<_> =
            (0..15).map(|index| Day::parse("2026-06-21").unwrap().minus(index / 3 * 7 + index % 3)).collect();
        let runs: Vec<_> =
            days.iter().zip('a'..).map(|(day, id)| run(&id.to_string(), &day.iso(), 1)).collect();
        let sizes = |at_least| {
            let size = |weeks: &[Week<'_>]| weeks.iter().map(|week| week.runs.len()).sum::<usize>();
            let mut sizes = vec![];
            loop {
                let (weeks, has_more) = page(&runs, at_least, sizes.len());
                sizes.push(size(&weeks));
                if !has_more {
                    return sizes;
                }
            }
        };
        // The minimum doubles with each page.
        assert_eq!(sizes(1), [3, 3, 6, 3]);
        assert_eq!(sizes(3), [3, 6, 6]);
        assert_eq!(sizes(4), [6, 9]);
        assert_eq!(sizes(100), [15]);
        assert_eq!(page(&runs, 4, 1).0[0].monday.iso(), "2026-06-01");
        assert_eq!(page(&runs, 4, 3), (vec![], false));
        assert_eq!(page([], 4, 0), (vec![], false));
    }

    #[test]
    fn a_month_has_a_mark_for_each_day() {
        let mut tight = run("c", "2026-02-14", 5000);
        let calf = crate::domain::body::region::Region::from_id("calf-l").unwrap();
        tight.spots.set_level(calf, Some(Level::Severe));
        let runs = [
            run("e", "2026-03-01", 1),
            run("d", "2026-02-28", 1),
            tight,
            run("b", "2026-02-14", 1),
            run("a", "2026-01-31", 1),
        ];
        let marks = month(&runs, Day::parse("2026-02-05").unwrap().month());
        assert_eq!(marks.len(), 28);
        let found: Vec<_> = marks
            .iter()
            .filter(|mark| mark.entries > 0)
            .map(|mark| (mark.day.of_month(), mark.entries, mark.strongest))
            .collect();
        assert_eq!(found, [(14, 2, Some(Level::Severe)), (28, 1, None)]);
        assert!(month([], marks[0].day.month()).iter().all(|mark| mark.entries == 0));
    }

    #[test]
    fn the_newest_sorts_last() {
        let (early, late) = (run("a", "2026-01-04", 1), run("b", "2026-01-05", 1));
        assert!(sort_key(&early) < sort_key(&late));
        assert!(sort_key(&late) < sort_key(&run("c", "2026-01-05", 1)));
    }
}
