//! Areas that come up on the run again and again. They are counted apart from what is tight before it.

use super::recurrence::MAX_RUNS;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::order;
use crate::domain::run::Run;

/// An area that came up on fewer of the newest runs is no pattern.
const TIMES: usize = 2;

/// An area that came up on some of the newest runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameUp {
    pub region: Region,
    pub count: usize,
    /// The strongest level of those runs.
    pub level: Level,
    /// The number of runs that were looked at.
    pub of: usize,
}

impl CameUp {
    /// "Came up on 3 of 10 runs".
    pub fn words(&self) -> String {
        format!("Came up on {} of {} runs", self.count, self.of)
    }
}

/// The areas that came up on two or more of the newest ten runs, the most frequent first.
pub fn came_up(newest_first: &[&Run]) -> Vec<CameUp> {
    let newest = &newest_first[..newest_first.len().min(MAX_RUNS)];
    let counted = Region::all().filter_map(|region| {
        let levels: Vec<Level> = newest.iter().filter_map(|run| run.came_up.level(region)).collect();
        let level = levels.iter().max().copied()?;
        Some(CameUp { region, count: levels.len(), level, of: newest.len() })
    });
    let mut found: Vec<CameUp> = counted.filter(|came_up| came_up.count >= TIMES).collect();
    order::by_number(&mut found, |came_up| -order::rising(came_up.count));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::patterns::recurrences;
    use crate::domain::run::RunId;
    use crate::domain::time::instant::{HOUR, Instant};

    /// Runs, newest first, on which these areas came up.
    fn runs(of: &[&[&str]]) -> Vec<Run> {
        let at = |days: usize| {
            Instant::new(1_781_600_000_000 - i64::try_from(days).unwrap() * 24 * HOUR, 120).unwrap()
        };
        let run = |(days, regions): (usize, &&[&str])| {
            let mut run = Run::check_in(RunId::new(at(days), 0), at(days));
            for region in *regions {
                run.came_up.set_level(Region::from_id(region).unwrap(), Some(Level::Severe));
            }
            run
        };
        of.iter().enumerate().map(run).collect()
    }

    fn found(of: &[&[&str]]) -> Vec<String> {
        let runs = runs(of);
        let runs: Vec<&Run> = runs.iter().collect();
        came_up(&runs).iter().map(|found| text!(found.region.id(), ": ", found.words())).collect()
    }

    #[test]
    fn twice_in_ten_is_a_pattern_and_once_or_long_ago_is_none() {
        assert!(found(&[]).is_empty());
        assert!(found(&[&["calf-l"], &[], &["shin-r"]]).is_empty());
        assert_eq!(found(&[&["calf-l"], &["calf-l"]]), ["calf-l: Came up on 2 of 2 runs"]);
        let mut ten = [&["shin-r"] as &[&str]; 11];
        ten[1] = &["calf-l"];
        ten[2] = &["calf-l", "shin-r"];
        assert_eq!(found(&ten), ["shin-r: Came up on 9 of 10 runs", "calf-l: Came up on 2 of 10 runs"]);
        let mut old = [&[] as &[&str]; 11];
        (old[0], old[10]) = (&["calf-l"], &["calf-l"]);
        assert!(found(&old).is_empty(), "the eleventh run counts no more");
    }

    #[test]
    fn what_came_up_was_not_tight_before() {
        let runs = runs(&[&["calf-l"] as &[&str]; 10]);
        assert!(recurrences(&runs.iter().collect::<Vec<_>>()).is_empty());
    }
}
