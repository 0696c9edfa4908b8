//! How far a run went.

use serde::{Deserialize, Deserializer, Serialize, de};

/// One international mile, in millimetres so that the arithmetic stays in whole numbers.
const MILE_MM: u64 = 1_609_344;
const KM_MM: u64 = 1_000_000;

/// A distance in whole metres, from 1 m to 1,000 km.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Distance(u32);

/// The units in which the runner reads distances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Units {
    #[default]
    Kilometres,
    Miles,
}

impl Units {
    pub const fn sign(self) -> &'static str {
        match self {
            Units::Kilometres => "km",
            Units::Miles => "mi",
        }
    }

    /// Millimetres in one unit.
    pub const fn millimetres(self) -> u64 {
        match self {
            Units::Kilometres => KM_MM,
            Units::Miles => MILE_MM,
        }
    }
}

impl Distance {
    const MAX: u32 = 1_000_000;

    pub const fn from_metres(metres: u32) -> Option<Distance> {
        if metres > 0 && metres <= Distance::MAX { Some(Distance(metres)) } else { None }
    }

    pub const fn metres(self) -> u32 {
        self.0
    }

    /// "8.2", to the nearest tenth of a kilometre or mile.
    pub fn number(self, units: Units) -> String {
        number(self.tenths(units))
    }

    /// The distance to the nearest tenth of a kilometre or mile.
    pub fn tenths(self, units: Units) -> u64 {
        tenths(u64::from(self.0), units)
    }

    /// "8.2 km".
    pub fn text(self, units: Units) -> String {
        text!(self.number(units), " ", units.sign())
    }
}

/// "41.6 km" for the sum of a week.
pub fn total_text(metres: u64, units: Units) -> String {
    text!(number(tenths(metres, units)), " ", units.sign())
}

fn tenths(metres: u64, units: Units) -> u64 {
    let unit = units.millimetres();
    (metres * 10_000 + unit / 2) / unit
}

/// "8.2" for 82 tenths.
fn number(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

impl<'de> Deserialize<'de> for Distance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let metres = u32::deserialize(deserializer)?;
        Distance::from_metres(metres).ok_or_else(|| de::Error::custom("a run goes 1 m to 1,000 km"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_out_of_range_are_refused() {
        assert!(serde_json::from_str::<Distance>("0").is_err());
        assert!(serde_json::from_str::<Distance>("1000001").is_err());
    }

    #[test]
    fn tenths_are_rounded() {
        let distance = |metres| Distance::from_metres(metres).unwrap();
        assert_eq!(distance(8249).text(Units::Kilometres), "8.2 km");
        assert_eq!(distance(8250).text(Units::Kilometres), "8.3 km");
        assert_eq!(distance(42_195).text(Units::Miles), "26.2 mi");
        assert_eq!(distance(9990).number(Units::Kilometres), "10.0");
        assert_eq!(distance(9990).tenths(Units::Kilometres), 100);
        assert_eq!(total_text(41_600, Units::Kilometres), "41.6 km");
    }
}
