//! What to ease next, on Care.

use super::advice;
use super::massage::{self, Guide};
use crate::domain::body::level::Level;
use crate::domain::body::region::{Area, Region};
use crate::domain::body::spots::TightSpots;
use crate::domain::massage::{Massage, Progress, Tool};
use crate::domain::patterns::Recurrence;
use crate::domain::time::calendar::Day;

/// What to ease next.
#[derive(Clone, Copy, Debug)]
pub struct Suggestion {
    pub guide: &'static Guide,
    /// The spot that it is for, or `None` if no spot needs it.
    pub region: Option<Region>,
    /// The level of today's spot.
    pub level: Option<Level>,
    pub tool: Tool,
}

/// What a suggestion depends on.
pub struct Today<'a> {
    pub day: Day,
    /// Today's spots, and those that must be spared.
    pub spots: &'a TightSpots,
    pub recurring: &'a [Recurrence<'a>],
    pub massages: &'a [Massage],
    /// The tools that the runner does not have.
    pub lacks: &'a [Tool],
}

/// If nothing is tight, these take turns by day: the muscles that the articles name most.
const GENERAL: [Area; 4] = [Area::Calf, Area::Quad, Area::Glute, Area::Hamstring];

/// Suggests what to ease next: the strongest of today's spots, else a recurring one, else one of the general areas.
/// Never suggests an area that has no self-massage now, or that was eased today. What was eased yesterday comes last.
pub fn suggest(today: &Today<'_>) -> Option<Suggestion> {
    let Today { day, spots, recurring, massages, lacks } = *today;
    let was_flagged = |area: Area| {
        recurring.iter().any(|recurrence| recurrence.region.area() == area && recurrence.flagged_count() > 0)
    };
    let own = spots.strongest_first().into_iter().map(|(region, _)| region);
    let regions = own.chain(recurring.iter().map(|recurrence| recurrence.region));
    let candidates = regions.map(|region| (region.area(), Some(region)));
    let turn = usize::try_from(day.epoch_days()).unwrap_or(0);
    let general = (0..GENERAL.len()).map(|index| (GENERAL[(turn + index) % GENERAL.len()], None));
    let days_since_eased = |area: Area, region: Option<Region>| {
        let side = region.and_then(Region::side);
        let is_it = |massage: &&Massage| {
            massage.area == area && (side.is_none() || massage.side.is_none() || massage.side == side)
        };
        let days = massages.iter().filter(is_it).filter_map(|massage| match massage.progress {
            Progress::Done { at, .. } => Some(day.days_since(at.day())),
            Progress::UnderWay(_) => None,
        });
        days.filter(|days| *days >= 0).min()
    };
    let mut open: Vec<(Suggestion, bool)> = vec![];
    for (area, region) in candidates.chain(general) {
        if advice::no_massage_now(spots, area).is_some() || was_flagged(area) {
            continue;
        }
        let was_yesterday = match days_since_eased(area, region) {
            Some(0) => continue,
            days => days == Some(1),
        };
        open.extend(massage::find(area).and_then(|guide| {
            let level = region.and_then(|region| spots.level(region));
            let tool = massage::best_tool(guide, lacks)?;
            Some((Suggestion { guide, region, level, tool }, was_yesterday))
        }));
    }
    let first = open.iter().find(|(_, was_yesterday)| !was_yesterday).or(open.first());
    first.map(|(suggestion, _)| *suggestion)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::Feeling;
    use crate::domain::body::region::Side;
    use crate::domain::id::Id;
    use crate::domain::time::instant::Instant;

    #[test]
    fn the_next_self_massage_is_for_the_spot_that_needs_it_most() {
        let mut spots = TightSpots::default();
        let region = |id: &str| Region::from_id(id).unwrap();
        let suggested = |spots: &TightSpots, lacks: &[Tool]| {
            let day = Day::parse("2026-06-16").unwrap();
            let today = Today { day, spots, recurring: &[], massages: &[], lacks };
            let suggestion = suggest(&today)?;
            Some((suggestion.guide.area, suggestion.region.map(Region::id), suggestion.tool))
        };
        assert_eq!(suggested(&spots, &[]), Some((Area::Calf, None, Tool::Roller)));
        assert_eq!(suggested(&spots, &[Tool::Roller]), Some((Area::Calf, None, Tool::Stick)));
        spots.set_level(region("glute-r"), Some(Level::Moderate));
        spots.set_level(region("quad-l"), Some(Level::Severe));
        assert_eq!(suggested(&spots, &[]), Some((Area::Quad, Some("quad-l".to_owned()), Tool::Stick)));
        spots.edit(region("quad-l"), |spot| spot.feelings = [Feeling::Sharp].into_iter().collect());
        assert_eq!(suggested(&spots, &[]), Some((Area::Glute, Some("glute-r".to_owned()), Tool::Ball)));
        // Everyone has fingers.
        assert_eq!(suggested(&spots, &Tool::ALL), Some((Area::Calf, None, Tool::Fingers)));
        spots.set_level(region("calf-r"), Some(Level::Mild));
        spots.edit(region("calf-r"), |spot| spot.feelings = [Feeling::Numb].into_iter().collect());
        assert_eq!(suggested(&spots, &Tool::ALL), None);
    }

    #[test]
    fn what_was_just_eased_is_not_suggested_again() {
        let region = |id: &str| Region::from_id(id).unwrap();
        let eased = |area: Area, side: Option<Side>, day: &str| {
            let at = Instant::on(Day::parse(day).unwrap(), 1200, 120).unwrap();
            Massage {
                id: Id::new(at, 1),
                area,
                side,
                tool: Tool::Roller,
                progress: Progress::Done { at, took: 90 },
            }
        };
        let mut spots = TightSpots::default();
        let suggested = |spots: &TightSpots, massages: &[Massage], day: &str| {
            let day = Day::parse(day).unwrap();
            let next = suggest(&Today { day, spots, recurring: &[], massages, lacks: &[] })?;
            Some(next.region.map_or_else(|| next.guide.area.id().to_owned(), Region::id))
        };
        // The general areas take turns by day, across the night in which the clocks change.
        let days = ["2026-10-24", "2026-10-25", "2026-10-26", "2026-10-27", "2026-10-28"];
        let general = days.map(|day| suggested(&spots, &[], day).unwrap());
        assert_eq!(general, ["glute", "hamstring", "calf", "quad", "glute"]);
        spots.set_level(region("calf-l"), Some(Level::Moderate));
        spots.set_level(region("quad-r"), Some(Level::Mild));
        for (massages, expected) in [
            (vec![], "calf-l"),
            (vec![eased(Area::Calf, Some(Side::Left), "2026-10-26")], "quad-r"),
            (vec![eased(Area::Calf, Some(Side::Left), "2026-10-25")], "quad-r"),
            (vec![eased(Area::Calf, Some(Side::Left), "2026-10-24")], "calf-l"),
            (vec![eased(Area::Calf, Some(Side::Right), "2026-10-26")], "calf-l"),
            (vec![eased(Area::Calf, None, "2026-10-26")], "quad-r"),
            // With a clock that was set back, it lies in the future.
            (vec![eased(Area::Calf, None, "2026-10-27")], "calf-l"),
            (vec![eased(Area::Calf, None, "2026-10-25"), eased(Area::Quad, None, "2026-10-26")], "glute"),
        ] {
            assert_eq!(suggested(&spots, &massages, "2026-10-26").as_deref(), Some(expected), "{massages:?}");
        }
        let all = GENERAL.map(|area| eased(area, None, "2026-10-26"));
        assert_eq!(suggested(&spots, &all, "2026-10-26"), None, "done for today");
    }
}
