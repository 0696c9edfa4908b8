//! "Ease the week": the runner takes some days easier because of a spot that keeps coming back (Castell: adjust training when
//! something feels off), and looks again after three runs.

use crate::domain::body::region::{Area, Region, Side};
use crate::domain::run::Run;
use crate::domain::time::calendar::Day;
use serde::{Deserialize, Serialize};

/// How many days it lasts, and after how many runs to look again.
const DAYS: i64 = 7;
const RUNS: usize = 3;
/// The result is shown until this many days after the start.
const SHOWN: i64 = 14;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EaseWeek {
    pub area: Area,
    /// `None` for both sides.
    pub side: Option<Side>,
    pub since: Day,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    UnderWay,
    /// The first three runs since are over. Before so many of them the spot was tight.
    LookAgain {
        tight: usize,
    },
}

impl EaseWeek {
    /// `None` once it is over. Runs of its first day count only if they are among `newest_first` after it began, so they
    /// are left out.
    pub fn stage<'a>(self, newest_first: impl IntoIterator<Item = &'a Run>, today: Day) -> Option<Stage> {
        let since = newest_first.into_iter().take_while(|run| run.day() > self.since);
        let since: Vec<&Run> = since.filter(|run| run.timing().is_some()).collect();
        match (since.len().checked_sub(RUNS), today.days_since(self.since)) {
            (_, ..0 | SHOWN..) => None,
            (Some(later), _) => {
                let first = &since[later..];
                Some(Stage::LookAgain { tight: first.iter().filter(|run| self.is_tight(run)).count() })
            }
            (None, ..DAYS) => Some(Stage::UnderWay),
            (None, _) => None,
        }
    }

    fn is_tight(self, run: &Run) -> bool {
        run.spots.regions().any(|region| self.is_for(region.area(), region.side()))
    }

    /// Whether it is for this area, on this side.
    pub fn is_for(self, area: Area, side: Option<Side>) -> bool {
        self.area == area && (self.side.is_none() || side.is_none() || self.side == side)
    }

    /// "Left calf", "Calf".
    pub fn name(self) -> String {
        Region::new(self.area, self.side).map_or_else(|| self.area.title(), Region::name)
    }

    /// How many runs it waits for.
    pub const fn runs() -> usize {
        RUNS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::Level;
    use crate::domain::run::RunId;
    use crate::domain::time::instant::{Instant, MINUTE};

    #[test]
    fn it_ends_after_a_week_or_with_a_look_at_three_runs() {
        let region = Region::from_id("calf-l").unwrap();
        let since = Day::parse("2026-10-22").unwrap();
        let week = EaseWeek { area: region.area(), side: region.side(), since };
        let run = |days: u64, is_tight: bool| {
            let at = Instant::on(since.plus(days), 480, 60).unwrap();
            let mut run = Run::check_in(RunId::new(at, 1), at);
            run.start(at).unwrap();
            run.finish(at.plus(30 * MINUTE)).unwrap();
            run.spots.set_level(region, is_tight.then_some(Level::Mild));
            run
        };
        let stage = |runs: &[Run], days: u64| week.stage(runs.iter().rev(), since.plus(days));
        assert_eq!(stage(&[], 0), Some(Stage::UnderWay));
        assert_eq!(stage(&[], 6), Some(Stage::UnderWay));
        assert_eq!(stage(&[], 7), None);
        // A run of the same day was before it.
        let runs = [run(0, true), run(1, true), run(3, false)];
        assert_eq!(stage(&runs, 3), Some(Stage::UnderWay));
        let runs = [run(0, true), run(1, true), run(3, false), run(4, false), run(5, true)];
        assert_eq!(stage(&runs[..4], 4), Some(Stage::LookAgain { tight: 1 }));
        assert_eq!(stage(&runs, 13), Some(Stage::LookAgain { tight: 1 }), "the first three decide");
        assert_eq!(stage(&runs, 14), None);
        let right = EaseWeek { side: Some(Side::Right), ..week };
        assert_eq!(right.stage(runs.iter().rev(), since.plus(5)), Some(Stage::LookAgain { tight: 0 }));
        let both = EaseWeek { side: None, ..week };
        assert_eq!(both.stage(runs.iter().rev(), since.plus(5)), Some(Stage::LookAgain { tight: 1 }));
        assert_eq!((week.name(), both.name()), ("Left calf".to_owned(), "Calf".to_owned()));
        // A clock that was set back.
        assert_eq!(week.stage(&[], since.minus(1)), None);
    }
}
