//! A set of areas.

use super::region::Region;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Some of the 46 areas. Stored in records as a list of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regions(u64);

impl Regions {
    pub const fn contains(self, region: Region) -> bool {
        self.0 >> region.slot() & 1 == 1
    }

    /// The set with the area added, or removed if it was in the set.
    #[must_use]
    pub const fn toggled(self, region: Region) -> Regions {
        Regions(self.0 ^ 1 << region.slot())
    }

    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// The areas that every build knows, and the newer ones: see [`Region::is_newer`].
    pub(in crate::domain) fn split_newer(self) -> (Regions, Regions) {
        let newer = self.iter().filter(|region| region.is_newer()).fold(Regions::default(), Regions::toggled);
        (Regions(self.0 & !newer.0), newer)
    }

    /// The areas of both sets.
    #[must_use]
    pub const fn with(self, others: Regions) -> Regions {
        Regions(self.0 | others.0)
    }

    /// In reading order.
    pub fn iter(self) -> impl Iterator<Item = Region> {
        Region::all().filter(move |region| self.contains(*region))
    }
}

impl Serialize for Regions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Region::id))
    }
}

impl<'de> Deserialize<'de> for Regions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ids = Vec::<String>::deserialize(deserializer)?;
        ids.iter().try_fold(Regions::default(), |set, id| {
            let region = Region::from_id(id).ok_or_else(|| de::Error::custom("not an area of the body"))?;
            Ok(Regions(set.0 | 1 << region.slot()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_written_as_ids_and_read_back() {
        let [calf, neck] = ["calf-l", "neck"].map(|id| Region::from_id(id).unwrap());
        let set = Regions::default().toggled(neck).toggled(calf);
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["calf-l","neck"]"#);
        assert_eq!(serde_json::from_str::<Regions>(r#"["neck","calf-l","neck"]"#).unwrap(), set);
        assert!(serde_json::from_str::<Regions>(r#"["tail"]"#).is_err());
        assert_eq!(set.toggled(neck).iter().collect::<Vec<_>>(), [calf]);
        for region in Region::all() {
            let single = Regions::default().toggled(region);
            assert!(Region::all().all(|other| single.contains(other) == (other == region)));
        }
    }
}
