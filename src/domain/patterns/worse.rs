//! Areas that are worse after the run, more than once lately.

use super::Range;
use crate::domain::body::region::Region;
use crate::domain::body::spot::{Change, Spot};
use crate::domain::run::Run;
use crate::domain::time::calendar::Day;

/// An area that was worse after this many of the newest [`WORSE_RUNS`] runs is worth showing someone.
const WORSE_TIMES: usize = 2;
const WORSE_RUNS: usize = 3;

/// The areas that were worse after two or more of the newest three runs, in reading order: how often, of how many runs.
pub fn worse_again<'a>(
    newest_first: impl IntoIterator<Item = &'a Run>,
    today: Day,
) -> Vec<(Region, usize, usize)> {
    let newest: Vec<&Run> = Range::All.of(newest_first, today).into_iter().take(WORSE_RUNS).collect();
    let is_worse = |spot: &Spot| spot.after == Some(Change::Worse);
    let times =
        |region: Region| newest.iter().filter(|run| run.spots.get(region).is_some_and(is_worse)).count();
    let counted = Region::all().map(|region| (region, times(region), newest.len()));
    counted.filter(|(_, times, _)| *times >= WORSE_TIMES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::Level;
    use crate::domain::run::RunId;
    use crate::domain::time::instant::{HOUR, Instant};

    fn run(days_ago: i64, after: Option<Change>) -> Run {
        let at = Instant::new(1_781_600_000_000 - days_ago * 24 * HOUR, 120).unwrap();
        let mut run = Run::check_in(RunId::new(at, 0), at);
        let calf = Region::from_id("calf-l").unwrap();
        run.spots.set_level(calf, Some(Level::Moderate));
        run.spots.edit(calf, |spot| spot.after = after);
        run.start(at).unwrap();
        run.finish(at.plus(HOUR)).unwrap();
        run
    }

    #[test]
    fn twice_in_three_runs_counts() {
        use Change::{Better, Same, Worse};
        let today = Instant::new(1_781_600_000_000, 120).unwrap().day();
        for (after, counts) in [
            (vec![Some(Worse)], None),
            (vec![Some(Worse), Some(Worse)], Some((2, 2))),
            (vec![Some(Worse), Some(Same), Some(Worse)], Some((2, 3))),
            (vec![None, Some(Worse), Some(Worse)], Some((2, 3))),
            (vec![Some(Worse), Some(Worse), Some(Worse), Some(Worse)], Some((3, 3))),
            (vec![Some(Worse), Some(Better), None, Some(Worse)], None),
            (vec![Some(Better), None, Some(Worse), Some(Worse)], None),
        ] {
            let runs: Vec<Run> = (0..).zip(&after).map(|(ago, after)| run(ago, *after)).collect();
            let found = worse_again(&runs, today);
            assert_eq!(found.first().map(|(_, times, of)| (*times, *of)), counts, "{after:?}");
        }
        // A check-in without a run has no "after".
        let marked = run(0, Some(Worse));
        let mut logged = Run::check_in(marked.id, Instant::new(1_781_600_000_000, 0).unwrap());
        logged.spots = marked.spots;
        assert!(worse_again(&[logged, run(1, Some(Worse))], today).is_empty());
    }
}
