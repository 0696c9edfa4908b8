//! The tight spots of one check-in.

use super::level::{Feeling, Level};
use super::region::{Area, BodyPart, Region};
use super::spot::{Change, Handling, Spot};
use crate::domain::order;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Reverse;
use std::fmt;

/// The spots of one check-in, at most one for each region, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TightSpots(Vec<(Region, Spot)>);

impl TightSpots {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, region: Region) -> Option<&Spot> {
        self.0.iter().find(|(marked, _)| *marked == region).map(|(_, spot)| spot)
    }

    pub fn level(&self, region: Region) -> Option<Level> {
        self.get(region).map(|spot| spot.level)
    }

    /// Sets the level and so marks the region if it was not marked. `None` clears it with its feelings and
    /// note.
    pub fn set_level(&mut self, region: Region, level: Option<Level>) {
        let order = self.next_order();
        let index = self.0.iter().position(|(marked, _)| *marked == region);
        match (index, level) {
            (Some(index), Some(level)) => {
                let spot = &mut self.0[index].1;
                spot.level = level;
                // Tapping the newest spot again does not raise its order.
                if spot.order + 1 != order {
                    spot.order = order;
                }
            }
            (Some(index), None) => {
                self.0.remove(index);
            }
            (None, Some(level)) => {
                self.insert(region, Spot::tapped(level, order));
            }
            (None, None) => {}
        }
    }

    /// Changes a marked spot; does nothing if the region is not marked.
    pub fn edit(&mut self, region: Region, change: impl FnOnce(&mut Spot)) {
        if let Some((_, spot)) = self.0.iter_mut().find(|(marked, _)| *marked == region) {
            change(spot);
        }
    }

    /// Puts a spot back as it was, for "Undo".
    pub fn restore(&mut self, region: Region, spot: Spot) {
        self.set_level(region, None);
        self.insert(region, spot);
    }

    fn insert(&mut self, region: Region, spot: Spot) {
        let index = self.0.partition_point(|(marked, _)| *marked < region);
        self.0.insert(index, (region, spot));
    }

    /// The region marked or changed last.
    pub fn newest(&self) -> Option<Region> {
        self.0.iter().max_by_key(|(_, spot)| spot.order).map(|(region, _)| *region)
    }

    /// Strongest first; equal levels in reading order.
    pub fn strongest_first(&self) -> Vec<(Region, Spot)> {
        let mut spots = self.0.clone();
        order::by_number(&mut spots, |(region, spot)| {
            order::rising(region.slot()) - 64 * i64::from(spot.level.number())
        });
        spots
    }

    /// The newest first, then the strongest: the order of the chips.
    pub fn newest_then_strongest(&self) -> Vec<(Region, Spot)> {
        let mut spots = self.strongest_first();
        if let Some(index) = spots.iter().position(|(region, _)| Some(*region) == self.newest()) {
            spots[..=index].rotate_right(1);
        }
        spots
    }

    /// How many marks the map shows in this part.
    pub fn count_in(&self, part: BodyPart) -> usize {
        self.0.iter().filter(|(region, _)| part.shows(region.area())).count()
    }

    /// How many spots feel this way after the run.
    pub fn count_after(&self, change: Option<Change>) -> usize {
        self.0.iter().filter(|(_, spot)| spot.after == change).count()
    }

    /// The spots of the regions that match, and the others.
    pub fn split(self, matches: impl Fn(Region) -> bool) -> (TightSpots, TightSpots) {
        let (matching, others) = self.0.into_iter().partition(|(region, _)| matches(*region));
        (TightSpots(matching), TightSpots(others))
    }

    /// These spots plus those of other entries that must be spared, which replace a spot of the same region.
    #[must_use]
    pub fn with_spared(mut self, spared: &TightSpots) -> TightSpots {
        for (region, spot) in spared.iter() {
            self.restore(region, spot.clone());
        }
        self
    }

    /// These spots plus those that were marked later. A spot in both has the stronger level, all feelings, and the newer
    /// answer and note.
    #[must_use]
    pub fn with_later(mut self, later: &TightSpots) -> TightSpots {
        for (region, spot) in later.iter() {
            let mut joined = spot.clone();
            if let Some(earlier) = self.get(region) {
                joined.level = joined.level.max(earlier.level);
                joined.feelings = joined.feelings.iter().chain(earlier.feelings.iter()).collect();
                joined.later = joined.later.or(earlier.later);
                joined.after = joined.after.or(earlier.after);
                if joined.note.is_empty() {
                    joined.note = earlier.note.clone();
                }
            }
            self.restore(region, joined);
        }
        self
    }

    /// The areas that get no move and no massage, on either side.
    pub fn off_limits(&self) -> impl Iterator<Item = Area> {
        let spared = self.iter().filter(|(region, spot)| spot.handling(region.area()) > Handling::Ease);
        spared.map(|(region, _)| region.area())
    }

    /// Whether an area gets no massage: it is off limits, it is part of a leg and a leg is swollen, or the chest alarms. What is
    /// off limits behind the knee closes the calf too.
    pub fn forbids_massage(&self, area: Area) -> bool {
        self.off_limits().any(|closed| closed == area || closed == Area::KneeBack && area == Area::Calf)
            || area.is_of_leg() && self.is_swollen(Area::is_of_leg)
            || self.has_chest_alarm()
    }

    /// Whether one of these areas is swollen.
    pub fn is_swollen(&self, of: impl Fn(Area) -> bool) -> bool {
        self.iter().any(|(region, spot)| {
            of(region.area()) && spot.is_flagged() && spot.feelings.contains(Feeling::Swollen)
        })
    }

    /// Whether a chest must be left alone. Then the app offers no exercise at all.
    pub fn has_chest_alarm(&self) -> bool {
        self.off_limits().any(|area| area == Area::Chest)
    }

    /// The spot that speaks most against a run, if any: one that must be spared. The chest comes first, then what must be
    /// left alone, then the strongest.
    pub fn against_running(&self) -> Option<(Region, &Spot)> {
        let handling = |region: Region, spot: &Spot| spot.handling(region.area());
        self.iter().filter(|(region, spot)| handling(*region, spot) > Handling::Ease).max_by_key(
            |(region, spot)| {
                (region.area() == Area::Chest, handling(*region, spot), spot.level, Reverse(region.slot()))
            },
        )
    }

    /// Last time's spots to outline while these are marked. The first mark that differs from last time clears the outlines.
    #[must_use]
    pub fn outlines(&self, last: &TightSpots) -> TightSpots {
        let differs = self.regions().any(|region| self.level(region) != last.level(region));
        if differs { TightSpots::default() } else { last.clone() }
    }

    /// In reading order.
    pub fn iter(&self) -> impl Iterator<Item = (Region, &Spot)> {
        self.0.iter().map(|(region, spot)| (*region, spot))
    }

    pub fn regions(&self) -> impl Iterator<Item = Region> {
        self.0.iter().map(|(region, _)| *region)
    }

    fn next_order(&self) -> u32 {
        self.0.iter().map(|(_, spot)| spot.order.saturating_add(1)).max().unwrap_or(1)
    }
}

impl Serialize for TightSpots {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (region, spot) in &self.0 {
            map.serialize_entry(region, spot)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for TightSpots {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spots;
        impl<'de> de::Visitor<'de> for Spots {
            type Value = TightSpots;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("spots by area")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<TightSpots, A::Error> {
                let mut spots = TightSpots::default();
                while let Some((region, spot)) = map.next_entry::<Region, Spot>()? {
                    if spots.get(region).is_some() {
                        return Err(de::Error::custom("an area is named twice"));
                    }
                    spots.insert(region, spot);
                }
                Ok(spots)
            }
        }
        deserializer.deserialize_map(Spots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(id: &str) -> Region {
        Region::from_id(id).unwrap()
    }

    fn spots(levels: &[(&str, u8)]) -> TightSpots {
        let mut spots = TightSpots::default();
        for &(id, level) in levels {
            spots.set_level(region(id), Level::from_number(level));
        }
        spots
    }

    fn ids(spots: &[(Region, Spot)]) -> Vec<String> {
        spots.iter().map(|(region, _)| region.id()).collect()
    }

    #[test]
    fn chips_show_the_newest_and_then_the_strongest() {
        let mut marked = spots(&[("calf-l", 2), ("it-band-r", 3), ("shin-l", 1)]);
        assert_eq!(ids(&marked.newest_then_strongest()), ["shin-l", "it-band-r", "calf-l"]);
        marked.set_level(region("calf-l"), Some(Level::Severe));
        assert_eq!(ids(&marked.newest_then_strongest()), ["calf-l", "it-band-r", "shin-l"]);
        assert_eq!(ids(&marked.strongest_first()), ["it-band-r", "calf-l", "shin-l"]);
        assert!(TightSpots::default().newest_then_strongest().is_empty());
    }

    #[test]
    fn tapping_again_keeps_feelings_and_clearing_drops_them() {
        let calf = region("calf-l");
        let mut marked = spots(&[("calf-l", 1)]);
        marked.edit(calf, |spot| spot.feelings = spot.feelings.toggled(Feeling::Sore));
        marked.set_level(calf, Some(Level::Moderate));
        assert!(marked.get(calf).unwrap().feelings.contains(Feeling::Sore));
        let before = marked.get(calf).unwrap().clone();
        marked.set_level(calf, None);
        assert_eq!((marked.len(), marked.level(calf)), (0, None));
        marked.restore(calf, before.clone());
        assert_eq!(marked.get(calf), Some(&before));
        marked.restore(calf, before);
        assert_eq!(marked.len(), 1);
    }

    fn felt(levels: &[(&str, u8, Option<Feeling>)]) -> TightSpots {
        let mut marked = TightSpots::default();
        for &(id, level, feeling) in levels {
            marked.set_level(region(id), Level::from_number(level));
            marked.edit(region(id), |spot| spot.feelings = feeling.into_iter().collect());
        }
        marked
    }

    #[test]
    fn flagged_spots_and_severe_joints_are_off_limits() {
        let marked = felt(&[
            ("calf-l", 1, Some(Feeling::Sharp)),
            ("knee-r", 3, None),
            ("knee-l", 2, None),
            ("quad-l", 3, Some(Feeling::Sore)),
        ]);
        assert_eq!(marked.off_limits().collect::<Vec<_>>(), [Area::Knee, Area::Calf]);
        assert!(marked.forbids_massage(Area::Calf) && !marked.forbids_massage(Area::Hamstring));
        let swollen = felt(&[("calf-r", 1, Some(Feeling::Swollen))]);
        assert!(swollen.forbids_massage(Area::Hamstring) && swollen.forbids_massage(Area::Arch));
        assert!(!swollen.forbids_massage(Area::Neck));
        assert!(!felt(&[("neck", 1, Some(Feeling::Swollen))]).forbids_massage(Area::Calf));
        let chest = felt(&[("chest-l", 3, None), ("quad-r", 1, None)]);
        assert!(chest.forbids_massage(Area::Quad) && chest.forbids_massage(Area::Neck));
        let both = marked.clone().with_spared(&swollen);
        assert_eq!((both.len(), both.off_limits().count()), (5, 3));
    }

    #[test]
    fn the_worst_spot_speaks_against_a_run() {
        for (levels, worst) in [
            (vec![], None),
            (vec![("calf-l", 3, None)], None),
            (vec![("neck", 3, Some(Feeling::Tight))], None),
            (vec![("neck", 1, Some(Feeling::Sharp)), ("knee-l", 3, None)], Some("neck")),
            (vec![("lower-back-l", 2, Some(Feeling::Numb))], Some("lower-back-l")),
            (vec![("knee-l", 3, None)], Some("knee-l")),
            (vec![("knee-l", 2, None)], None),
            (vec![("knee-l", 3, None), ("shin-l", 1, Some(Feeling::OnBone))], Some("shin-l")),
            (vec![("calf-r", 2, Some(Feeling::Numb)), ("toes-l", 3, Some(Feeling::Sharp))], Some("toes-l")),
            (vec![("calf-l", 2, Some(Feeling::Numb)), ("calf-r", 2, Some(Feeling::Sharp))], Some("calf-l")),
            (vec![("chest-l", 2, None)], None),
            (vec![("chest-l", 3, None), ("calf-r", 3, Some(Feeling::Sharp))], Some("chest-l")),
        ] {
            let marked = felt(&levels);
            let found = marked.against_running().map(|(region, _)| region.id());
            assert_eq!(found.as_deref(), worst, "{levels:?}");
            assert_eq!(marked.has_chest_alarm(), worst == Some("chest-l"));
        }
    }

    #[test]
    fn the_order_rises_only_if_another_spot_was_the_newest() {
        let mut marked = spots(&[("calf-l", 1), ("calf-l", 2), ("calf-l", 3)]);
        assert_eq!(marked.get(region("calf-l")).unwrap().order, 1);
        marked.set_level(region("shin-l"), Some(Level::Mild));
        marked.set_level(region("calf-l"), Some(Level::Mild));
        assert_eq!(marked.get(region("calf-l")).unwrap().order, 3);
        assert_eq!(marked.newest(), Some(region("calf-l")));
        marked.edit(region("shin-l"), |spot| spot.order = u32::MAX);
        marked.set_level(region("calf-l"), Some(Level::Mild));
        assert_eq!(marked.len(), 2);
    }

    #[test]
    fn marks_are_counted_by_the_part_that_shows_them() {
        let marked = spots(&[("heel-l", 1), ("calf-l", 1), ("neck", 1), ("arch-r", 1)]);
        assert_eq!(BodyPart::ALL.map(|part| marked.count_in(part)), [2, 1, 2]);
    }

    #[test]
    fn the_first_mark_that_differs_from_last_time_clears_the_outlines() {
        let marks = |levels: &[(&str, Level)]| {
            let mut spots = TightSpots::default();
            for (id, level) in levels {
                spots.set_level(region(id), Some(*level));
            }
            spots
        };
        let last = marks(&[("calf-l", Level::Mild), ("neck", Level::Severe)]);
        for (now, is_outlined) in [
            (marks(&[]), true),
            (marks(&[("calf-l", Level::Mild)]), true),
            (last.clone(), true),
            (marks(&[("calf-l", Level::Moderate)]), false),
            (marks(&[("calf-r", Level::Mild)]), false),
        ] {
            assert_eq!(!now.outlines(&last).is_empty(), is_outlined, "{now:?}");
        }
    }

    #[test]
    fn records_name_each_area_once_with_a_level() {
        let text = r#"{"calf-l":{"level":2,"feelings":["tight"],"note":"hills","order":4},"neck":{"level":1,"order":0}}"#;
        let marked: TightSpots = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&marked).unwrap(), text);
        for wrong in [
            r#"{"calf-l":{"level":2},"calf-l":{"level":1}}"#,
            r#"{"calf-m":{"level":2}}"#,
            r#"{"calf-l":{"level":0}}"#,
            r#"{"calf-l":{}}"#,
            "[]",
        ] {
            assert!(serde_json::from_str::<TightSpots>(wrong).is_err(), "{wrong}");
        }
    }
}
