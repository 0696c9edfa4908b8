//! What the sheet of a spot offers, beside what it says.

use super::advice::{self, Words};
use super::plan::Ease;
use super::{hands, massage};
use crate::domain::body::region::Region;
use crate::domain::body::spot::Handling;
use crate::domain::body::spots::TightSpots;
use crate::domain::care::hands::Hands;
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
/// have, and `today` is what the day asks of a self-massage.
pub fn sheet(region: Region, advised: &TightSpots, lacks: &[Tool], today: Hands) -> Sheet {
    let area = region.area();
    let Some(spot) = advised.get(region) else {
        return Sheet { caution: None, severe: None, ease: None, reason: None };
    };
    let (mut caution, mut severe) = (advice::caution(area, spot), advice::severe_line(area, spot));
    let closed = advice::no_massage_now(advised, area);
    let ease = Ease::now(region, Some(spot.level), lacks).filter(|_| closed.is_none());
    let waits = hands::no_massage_today(today).filter(|_| ease.is_some());
    let ease = ease.and_then(|ease| ease.on(today));
    let is_said = ease.is_some() || severe.is_some() || spot.handling(area) > Handling::Ease;
    // One banner says both.
    if let Some(words) = &mut caution
        && let Some(line) = severe.take()
    {
        words.text.extend([" ", line]);
    }
    let lacks_tools = massage::find(area).is_some() && ease.is_none() && waits.is_none();
    let reason =
        closed.or_else(|| massage::reason_for_none(area)).or(lacks_tools.then_some(massage::NO_TOOL));
    let reason = reason.filter(|_| !is_said).or(waits);
    Sheet { caution, severe, ease, reason }
}
