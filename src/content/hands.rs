//! What the days around a race or a deep massage ask of a self-massage, in words.

use crate::domain::body::region::Area;
use crate::domain::body::spots::TightSpots;
use crate::domain::care::hands::{Hands, Why};

/// Why there is no self-massage today. `None` if there may be one.
pub const fn no_massage_today(hands: Hands) -> Option<&'static str> {
    match hands {
        Hands::Leave(Why::Race(_)) => Some("Race today: leave it for the days after."),
        Hands::Leave(Why::Marathon) => {
            Some("No tools for 48 hours after a run that long. Walk, and put your legs up.")
        }
        Hands::Leave(Why::Deep(0)) => Some("Massage today: that’s enough for these muscles."),
        Hands::Leave(Why::Deep(_)) => Some("Deep massage yesterday: let it settle today."),
        Hands::Usual | Hands::Gentle(_) => None,
    }
}

/// Why a self-massage is gentle today. `None` if it is not.
pub const fn gentle_today(hands: Hands) -> Option<&'static str> {
    match hands {
        Hands::Gentle(Why::Race(1)) => Some("Race tomorrow: gently."),
        Hands::Gentle(Why::Race(2..)) => Some("A race is near: gently."),
        Hands::Gentle(Why::Race(_)) => Some("Just after a race: gently, and only if touch feels good."),
        Hands::Gentle(_) => Some("Deep massage tomorrow: gently."),
        Hands::Usual | Hands::Leave(_) => None,
    }
}

/// Whether a light massage by a therapist may be suggested: no race and no other massage is near, and no part of a leg must be
/// left alone.
pub fn suits_light_massage(hands: Hands, advised: &TightSpots) -> bool {
    hands == Hands::Usual && !advised.has_chest_alarm() && !advised.off_limits().any(Area::is_of_leg)
}
