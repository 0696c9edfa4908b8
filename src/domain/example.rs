//! An example journal that shows newcomers what patterns look like. It is generated each time, always the
//! same except for the days, and is never stored.

use super::id::Id;
use super::massage::{Massage, Progress, Tool};
use super::run::{Run, Timing};
use crate::domain::body::level::Level;
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::recovery::routine::{Routine, Step};
use crate::domain::run::distance::Distance;
use crate::domain::time::instant::{HOUR, Instant, MINUTE};

/// One run: how many days ago, at which minute of the day, metres, seconds, the levels of [`AREAS`], which
/// steps were done after it, and whether the left calf was massaged before the next run.
type Row = (i64, i64, u32, u32, [u8; 5], [bool; 4], bool);

/// The areas of the levels in a [`Row`], in the same order.
const AREAS: [(Area, Option<Side>); 5] = [
    (Area::Calf, Some(Side::Left)),
    (Area::ItBand, Some(Side::Right)),
    (Area::HipFlexor, Some(Side::Left)),
    (Area::Calf, Some(Side::Right)),
    (Area::Neck, None),
];

const ALL: [bool; 4] = [true; 4];
const NO_LEGS_UP: [bool; 4] = [true, true, false, true];
const DRINK: [bool; 4] = [true, false, false, false];

/// Newest first.
const ROWS: [Row; 17] = [
    (1, 372, 8_200, 2_780, [2, 3, 0, 0, 1], ALL, false),
    (3, 545, 16_000, 5_650, [3, 2, 0, 0, 0], NO_LEGS_UP, true),
    (5, 370, 8_400, 2_940, [2, 2, 0, 1, 0], ALL, false),
    (7, 381, 8_000, 2_820, [1, 0, 1, 0, 0], NO_LEGS_UP, false),
    (9, 366, 9_200, 3_300, [2, 1, 0, 0, 0], DRINK, true),
    (11, 560, 14_000, 4_980, [0, 0, 0, 0, 1], ALL, false),
    (13, 372, 7_600, 2_700, [1, 0, 0, 0, 0], NO_LEGS_UP, false),
    (15, 390, 8_100, 2_840, [1, 1, 1, 0, 0], ALL, true),
    (17, 368, 6_500, 2_290, [2, 0, 0, 0, 0], ALL, true),
    (20, 550, 15_000, 5_310, [2, 0, 1, 1, 0], NO_LEGS_UP, false),
    (22, 374, 8_000, 2_800, [0, 0, 0, 0, 0], ALL, false),
    (24, 369, 8_300, 2_890, [2, 0, 0, 0, 0], DRINK, true),
    (26, 377, 7_000, 2_480, [1, 0, 1, 0, 0], ALL, false),
    (28, 545, 12_000, 4_260, [1, 0, 0, 0, 1], NO_LEGS_UP, false),
    (31, 371, 8_000, 2_790, [2, 0, 0, 0, 0], ALL, true),
    (33, 366, 7_400, 2_600, [1, 1, 0, 0, 0], DRINK, false),
    (36, 540, 11_000, 3_900, [2, 0, 1, 0, 0], ALL, true),
];

/// The runs, newest first, and the self-massages between them.
pub fn journal(now: Instant) -> (Vec<Run>, Vec<Massage>) {
    let (mut runs, mut massages) = (vec![], vec![]);
    for (index, (days, minute, metres, took, levels, steps, treated)) in ROWS.into_iter().enumerate() {
        let since_midnight = i64::from(now.minute_of_day()) * MINUTE;
        let started = now.plus(minute * MINUTE - since_midnight - days * 24 * HOUR);
        let id = |kind: &str| Id::parse(&text!(kind, index.to_string())).expect("a letter and a number");
        // Never refused, because the run was yesterday or earlier.
        let Ok(timing) = Timing::entered(started.day(), Some(started), Some(took), now) else { continue };
        let mut routine = Routine::default();
        for (step, _) in Step::ALL.into_iter().zip(steps).filter(|(_, done)| *done) {
            routine.tick(step, None);
        }
        routine.close(now);
        let mut run = Run::added(id("sample"), timing, routine);
        run.distance = Distance::from_metres(metres);
        for ((kind, side), level) in AREAS.into_iter().zip(levels) {
            run.spots
                .set_level(Region::new(kind, side).expect("an area of the body"), Level::from_number(level));
        }
        runs.push(run);
        if treated {
            let progress = Progress::Done { at: started.plus(12 * HOUR), took: 180 };
            let (area, side) = AREAS[0];
            massages.push(Massage { id: id("eased"), area, side, tool: Tool::Roller, progress });
        }
    }
    (runs, massages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::patterns::{Direction, Range, Verdict, helped, recurrences, sides};
    use crate::domain::run::Overdue;
    use crate::domain::run::journal::sort_key;

    /// Midnight and noon, in summer and winter, in the first and the last time zone, and at the turn of a
    /// year.
    fn clocks() -> impl Iterator<Item = Instant> {
        let moments = [1_781_583_240_000, 1_767_225_600_000, 1_774_746_000_000, 1_792_890_000_000];
        moments.into_iter().flat_map(|ms| [-720, 0, 120, 840].map(|offset| Instant::new(ms, offset).unwrap()))
    }

    #[test]
    fn it_is_complete_and_over_whatever_the_clock() {
        for now in clocks() {
            let (runs, massages) = journal(now);
            assert_eq!(runs.len(), ROWS.len());
            assert!(runs.is_sorted_by(|newer, older| sort_key(newer) > sort_key(older)));
            for run in &runs {
                assert!(run.day() < now.day());
                assert_eq!(run.overdue_closed(now), Overdue::Same);
                assert!(run.distance.is_some());
            }
            assert_eq!(massages.len(), 7);
        }
    }

    #[test]
    fn it_shows_every_pattern() {
        for now in clocks() {
            let (runs, massages) = journal(now);
            let newest = Range::LastTen.of(&runs, now.day());
            let found = recurrences(&newest);
            let sentences: Vec<_> =
                found.iter().map(|recurrence| (recurrence.region.name(), recurrence.sentence())).collect();
            assert_eq!(
                sentences[0],
                ("Left calf".to_owned(), "Tight before 5 of your last 6 runs".to_owned())
            );
            assert!(found.iter().any(|recurrence| recurrence.direction() == Direction::Rising));
            let helped = helped(&runs, &massages);
            assert_eq!((helped[0].treated.easier, helped[0].treated.of), (6, 7));
            assert_eq!((helped[0].alone.easier, helped[0].alone.of), (1, 7));
            assert_eq!(helped[0].verdict(), Verdict::EasingHelps);
            assert_eq!(sides(&newest)[0].lopsided(), Some(Side::Left));
        }
    }
}
