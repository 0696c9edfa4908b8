//! The season in one picture: each week's distance, the level of the areas that keep coming back, races and massages. It puts
//! them side by side and calls nothing a cause.

use super::recurrence::{TIMES, recurrences};
use super::{is_sore_from_massage, telling};
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::care::Race;
use crate::domain::massage::{Massage, Progress};
use crate::domain::order;
use crate::domain::run::Run;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;

/// The most strips, unless more areas keep coming back now.
const STRIPS: usize = 5;
/// The most weeks: ten years. A run with a wrong date does not stretch the picture beyond that.
const MOST_WEEKS: usize = 522;

/// How far the picture goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    #[default]
    TwelveWeeks,
    SixMonths,
    All,
}

impl Span {
    pub const ALL: [Span; 3] = [Span::TwelveWeeks, Span::SixMonths, Span::All];

    pub const fn name(self) -> &'static str {
        match self {
            Span::TwelveWeeks => "12 weeks",
            Span::SixMonths => "6 months",
            Span::All => "All",
        }
    }

    /// The number of weeks. All of them go back to the oldest run.
    const fn weeks(self) -> Option<usize> {
        match self {
            Span::TwelveWeeks => Some(12),
            Span::SixMonths => Some(26),
            Span::All => None,
        }
    }
}

/// What the picture is drawn from.
pub struct Sources<'a> {
    /// Newest first.
    pub entries: &'a [&'a Run],
    /// Self-massages, in any order.
    pub massages: &'a [Massage],
    pub races: &'a [&'a Race],
    /// The days of the massages by a therapist that are done.
    pub visits: &'a [Day],
    /// The ends of the deep ones.
    pub deep: &'a [Instant],
    pub today: Day,
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    pub monday: Day,
    /// The sum of the distances that are known.
    pub metres: u64,
    pub runs: u32,
    pub races: u32,
    /// By a therapist.
    pub massages: u32,
    /// Days with a self-massage.
    pub self_massages: u32,
}

/// An area that keeps coming back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    pub region: Region,
    /// The strongest level of each week.
    pub levels: Vec<Option<Level>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// Oldest first, without gaps. The last one is this week.
    pub weeks: Vec<Week>,
    pub strips: Vec<Strip>,
}

impl Season {
    pub fn of(span: Span, from: &Sources<'_>) -> Season {
        let last = from.today.monday();
        let ago = |day: Day| usize::try_from(last.days_since(day.monday()) / 7).ok();
        let runs = || from.entries.iter().copied().filter(|run| run.timing().is_some());
        let oldest = || runs().next_back().and_then(|run| ago(run.day())).map_or(1, |weeks| weeks + 1);
        let count = span.weeks().unwrap_or_else(oldest).clamp(1, MOST_WEEKS);
        let week = |index: usize| Week {
            monday: last.minus(7 * (count - 1 - index) as u64),
            metres: 0,
            runs: 0,
            races: 0,
            massages: 0,
            self_massages: 0,
        };
        let mut weeks: Vec<Week> = (0..count).map(week).collect();
        let index = |day: Day| ago(day).filter(|ago| *ago < count).map(|ago| count - 1 - ago);
        let mut levels: Vec<Vec<Option<Level>>> = vec![vec![]; SLOTS];
        // Most runs are on no day near a deep massage.
        let mut near_deep: Vec<i64> = from.deep.iter().map(|end| end.day().epoch_days()).collect();
        order::by_number(&mut near_deep, |day| *day);
        let is_sore = |run: &Run| {
            let day = run.day().epoch_days();
            let next = near_deep.partition_point(|deep| *deep < day - 3);
            near_deep.get(next).is_some_and(|deep| *deep <= day + 1) && is_sore_from_massage(run, from.deep)
        };
        for run in runs() {
            let Some(index) = index(run.day()) else { continue };
            weeks[index].runs += 1;
            weeks[index].metres += run.distance.map_or(0, |distance| u64::from(distance.metres()));
            if is_sore(run) {
                continue;
            }
            for (region, spot) in run.spots.iter() {
                let of_region = &mut levels[region.slot()];
                of_region.resize(count, None);
                of_region[index] = of_region[index].max(Some(spot.level));
            }
        }
        for race in from.races {
            // A race of this week that is still to come shows, too.
            if let Some(index) = index(race.day) {
                weeks[index].races += 1;
            }
        }
        for index in from.visits.iter().filter_map(|day| index(*day)) {
            weeks[index].massages += 1;
        }
        let days = from.massages.iter().filter_map(|massage| match massage.progress {
            Progress::Done { at, .. } => Some(at.day()),
            Progress::UnderWay(_) => None,
        });
        let mut days: Vec<Day> = days.collect();
        order::by_number(&mut days, |day| day.epoch_days());
        days.dedup();
        for index in days.into_iter().filter_map(index) {
            weeks[index].self_massages += 1;
        }
        Season { weeks, strips: strips(levels, from) }
    }

    /// The longest week, in metres.
    pub fn longest(&self) -> u64 {
        self.weeks.iter().map(|week| week.metres).max().unwrap_or(0)
    }
}

/// More than the slot of any region.
const SLOTS: usize = 64;

/// The areas that keep coming back now, then those that were tight in the most weeks, at least [`TIMES`].
fn strips(mut levels: Vec<Vec<Option<Level>>>, from: &Sources<'_>) -> Vec<Strip> {
    let newest = telling(from.entries.iter().copied(), from.deep, from.today);
    let mut regions: Vec<Region> = recurrences(&newest).into_iter().map(|found| found.region).collect();
    let weeks = |region: &Region| levels[region.slot()].iter().filter(|level| level.is_some()).count();
    let is_other = |region: &Region| !regions.contains(region) && weeks(region) >= TIMES;
    let mut others: Vec<Region> = Region::all().filter(is_other).collect();
    order::by_number(&mut others, |region| order::falling(weeks(region)));
    let room = STRIPS.saturating_sub(regions.len());
    regions.extend(others.into_iter().take(room));
    let strips = regions
        .into_iter()
        .map(|region| Strip { region, levels: std::mem::take(&mut levels[region.slot()]) });
    // A recurrence can lie before the first week of the picture.
    strips.filter(|strip| !strip.levels.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::region::Area;
    use crate::domain::care::race::Class;
    use crate::domain::id::Id;
    use crate::domain::massage::Tool;
    use crate::domain::run::RunId;
    use crate::domain::run::distance::Distance;
    use crate::domain::time::instant::{HOUR, MINUTE};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn run(on: &str, metres: u32, spots: &[(&str, u8)]) -> Run {
        let at = Instant::on(day(on), 480, 60).unwrap();
        let mut run = Run::check_in(RunId::new(at, 1), at);
        for (id, level) in spots {
            run.spots.set_level(Region::from_id(id).unwrap(), Level::from_number(*level));
        }
        run.start(at).unwrap();
        run.finish(at.plus(30 * MINUTE)).unwrap();
        run.distance = Distance::from_metres(metres);
        run
    }

    fn newest_first(runs: &[Run]) -> Vec<&Run> {
        runs.iter().rev().collect()
    }

    fn sources<'a>(entries: &'a [&'a Run]) -> Sources<'a> {
        let today = day("2027-01-06");
        Sources { entries, massages: &[], races: &[], visits: &[], deep: &[], today }
    }

    fn season(span: Span, runs: &[Run]) -> Season {
        Season::of(span, &sources(&newest_first(runs)))
    }

    #[test]
    fn weeks_have_no_gaps_across_the_end_of_a_year_and_a_change_of_clocks() {
        let runs = [
            run("2026-10-19", 5_000, &[]),
            run("2026-10-25", 7_000, &[]),
            run("2026-12-31", 8_000, &[]),
            run("2027-01-03", 9_000, &[]),
            run("2027-01-04", 4_000, &[]),
        ];
        let season = self::season(Span::All, &runs);
        let first = season.weeks[0];
        assert_eq!((first.monday, first.metres, first.runs), (day("2026-10-19"), 12_000, 2));
        assert!(season.weeks.windows(2).all(|pair| pair[1].monday.days_since(pair[0].monday) == 7));
        let last: Vec<u64> = season.weeks.iter().rev().take(3).map(|week| week.metres).collect();
        assert_eq!((last, season.longest()), (vec![4_000, 17_000, 0], 17_000));
        for (span, count) in [(Span::TwelveWeeks, 12), (Span::SixMonths, 26), (Span::All, 12)] {
            let season = self::season(span, &runs);
            assert_eq!(season.weeks.len(), count, "{span:?}");
            assert_eq!(season.weeks.last().unwrap().monday, day("2027-01-04"));
        }
        // Nothing at all, and a run of a wrong year.
        assert_eq!(self::season(Span::All, &[]).weeks.len(), 1);
        let wrong = [run("1990-01-01", 1, &[]), run("2027-01-04", 4_000, &[])];
        assert_eq!(self::season(Span::All, &wrong).weeks.len(), MOST_WEEKS);
    }

    #[test]
    fn a_strip_has_the_strongest_level_of_each_week() {
        let runs = [
            run("2026-12-21", 5_000, &[("calf-l", 1), ("neck", 1)]),
            run("2026-12-23", 5_000, &[("calf-l", 3)]),
            run("2026-12-29", 5_000, &[("calf-l", 2)]),
            run("2027-01-05", 5_000, &[("knee-r", 2)]),
        ];
        let season = self::season(Span::TwelveWeeks, &runs);
        let [strip] = &season.strips[..] else { panic!("{:?}", season.strips) };
        let last: Vec<Option<Level>> = strip.levels[9..].to_vec();
        assert_eq!(strip.region.id(), "calf-l");
        assert_eq!(last, [Some(Level::Severe), Some(Level::Moderate), None]);
        // What was marked right after a deep massage is left out, but the run counts.
        let deep = [Instant::on(day("2026-12-22"), 1_080, 60).unwrap()];
        let newest = newest_first(&runs);
        let season = Season::of(Span::TwelveWeeks, &Sources { deep: &deep, ..sources(&newest) });
        assert!(season.strips.is_empty(), "only two of the runs are left");
        assert_eq!(season.weeks[9].runs, 2);
    }

    #[test]
    fn races_massages_and_self_massages_are_counted_by_week() {
        let at = |on: &str, hour: i64| Instant::on(day(on), 0, 60).unwrap().plus(hour * HOUR);
        let massage = |at: Instant| Massage {
            id: Id::new(at, 1),
            area: Area::Calf,
            side: None,
            tool: Tool::Roller,
            progress: Progress::Done { at, took: 60 },
        };
        let massages = [at("2026-12-28", 1), at("2026-12-28", 20), at("2027-01-03", 23), at("2027-01-04", 0)]
            .map(massage);
        // This Sunday's race is still to come. One of next week does not show.
        let races = ["2026-12-31", "2027-01-10", "2027-01-11"].map(|on| Race::new(day(on), Class::TenK));
        let races: Vec<&Race> = races.iter().collect();
        let visits = [day("2027-01-03"), day("2020-01-01")];
        let from = Sources { massages: &massages, races: &races, visits: &visits, ..sources(&[]) };
        let season = Season::of(Span::TwelveWeeks, &from);
        let counts: Vec<(u32, u32, u32)> =
            season.weeks[10..].iter().map(|week| (week.races, week.massages, week.self_massages)).collect();
        assert_eq!(counts, [(1, 1, 2), (1, 0, 1)]);
    }
}
