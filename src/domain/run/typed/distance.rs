//! How far a run went.

use super::{Reading, plain, thousandths};
use crate::domain::run::distance::{Distance, Units};

/// From this number on, the app asks about a number without a unit: it may be metres.
const MAYBE_METRES: u64 = 200;

/// Reads a distance. Without a unit it is in `units`.
///
/// | typed | read as |
/// |---|---|
/// | `8.2`, `8,2` | kilometres or miles, as set |
/// | `8.2 km`, `5k`, `3 mi`, `800 m`, `10.000 m` | as it says |
/// | `half marathon`, `marathon` | 21.0975 and 42.195 km |
/// | `800` | the app asks: metres or kilometres |
///
/// `None` if no distance of 1 m to 1,000 km can be read.
pub fn read_distance(text: &str, units: Units) -> Option<Reading<Distance>> {
    let text = plain(text);
    let metres = match text.as_str() {
        "marathon" => Some(42_195),
        "half" | "half marathon" | "hm" => Some(21_098),
        _ => None,
    };
    if let Some(distance) = metres.and_then(Distance::from_metres) {
        return Some(Reading::Sure(distance));
    }
    let end = text.rfind(|c: char| c.is_ascii_digit() || c == '.' || c == ',')? + 1;
    let (number, unit) = text.split_at(end);
    match unit.trim() {
        "" => {
            let literal = in_units(number, units);
            let as_metres = whole_metres(number).filter(|_| !number.contains(['.', ',', ' ']));
            match (literal, as_metres) {
                (literal, Some(metres)) if u64::from(metres.metres()) >= MAYBE_METRES => {
                    Some(Reading::Ask(literal.into_iter().chain([metres]).collect()))
                }
                (literal, _) => literal.map(Reading::Sure),
            }
        }
        "km" | "k" | "kms" | "kilometre" | "kilometer" | "kilometres" | "kilometers" => {
            in_units(number, Units::Kilometres).map(Reading::Sure)
        }
        "mi" | "mile" | "miles" => in_units(number, Units::Miles).map(Reading::Sure),
        "m" | "metre" | "meter" | "metres" | "meters" => whole_metres(number).map(Reading::Sure),
        _ => None,
    }
}

fn in_units(number: &str, units: Units) -> Option<Distance> {
    let metres = (thousandths(number)? * units.millimetres() + 500_000) / 1_000_000;
    Distance::from_metres(u32::try_from(metres).ok()?)
}

/// Metres, with or without a thousands separator: "800", "10.000", "10,000", "10 000".
fn whole_metres(number: &str) -> Option<Distance> {
    let mut groups = number.split(['.', ',', ' ']);
    let mut digits = groups.next()?.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Distance::from_metres(super::digits(&digits)?)
}
