//! What the sheet of a spot offers, beside what it says.

use super::advice::{self, Words};
use super::massage;
use super::plan::Ease;
use crate::domain::body::region::Region;
use crate::domain::body::spot::Handling;
use crate::domain::body::spots::TightSpots;
use crate::domain::massage::Tool;

/// What the sheet of a marked spot says and offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub caution: Option<Words>,
    /// The line of an area whose spot is severe, if no caution says it.
    pub severe: Option<&'static str>,
    pub ease: Option<Ease>,
    /// Why nothing is offered, if no words above say so.
    pub reason: Option<&'static str>,
}

/// `advised` has the spot itself, and what else is marked or must be spared. `lacks` are the tools that the runner does not
/// have.
pub fn sheet(region: Region, advised: &TightSpots, lacks: &[Tool]) -> Sheet {
    let area = region.area();
    let Some(spot) = advised.get(region) else {
        return Sheet { caution: None, severe: None, ease: None, reason: None };
    };
    let (mut caution, mut severe) = (advice::caution(area, spot), advice::severe_line(area, spot));
    let closed = advice::no_massage_now(advised, area);
    let ease = Ease::now(region, Some(spot.level), lacks).filter(|_| closed.is_none());
    let is_said = ease.is_some() || severe.is_some() || spot.handling(area) > Handling::Ease;
    // One banner says both.
    if let Some(words) = &mut caution
        && let Some(line) = severe.take()
    {
        words.text.extend([" ", line]);
    }
    let reason = closed.or_else(|| massage::reason_for_none(area)).filter(|_| !is_said);
    Sheet { caution, severe, ease, reason }
}
