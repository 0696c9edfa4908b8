//! What to ease next, on Care.

use super::advice;
use super::massage::{self, Guide};
use crate::domain::body::level::Level;
use crate::domain::body::region::{Area, Region};
use crate::domain::body::spots::TightSpots;
use crate::domain::massage::Tool;
use crate::domain::patterns::Recurrence;

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

/// Suggests what to ease next: the strongest of today's spots, else a recurring one, else the calves. Never
/// suggests an area that has no self-massage now.
pub fn suggest(spots: &TightSpots, recurring: &[Recurrence<'_>], lacks: &[Tool]) -> Option<Suggestion> {
    let was_flagged = |area: Area| {
        recurring.iter().any(|recurrence| recurrence.region.area() == area && recurrence.flagged_count() > 0)
    };
    let today = spots.strongest_first().into_iter().map(|(region, _)| region);
    let regions = today.chain(recurring.iter().map(|recurrence| recurrence.region));
    let candidates = regions.map(|region| (region.area(), Some(region)));
    candidates
        .chain([(Area::Calf, None)])
        .filter(|(area, _)| advice::no_massage_now(spots, *area).is_none() && !was_flagged(*area))
        .find_map(|(kind, region)| {
            let guide = massage::find(kind)?;
            let level = region.and_then(|region| spots.level(region));
            Some(Suggestion { guide, region, level, tool: massage::best_tool(guide, lacks)? })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::Feeling;

    #[test]
    fn the_next_self_massage_is_for_the_spot_that_needs_it_most() {
        let mut spots = TightSpots::default();
        let region = |id: &str| Region::from_id(id).unwrap();
        let suggested = |spots: &TightSpots, lacks: &[Tool]| {
            let suggestion = suggest(spots, &[], lacks)?;
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
}
