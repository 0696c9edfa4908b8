//! "Look next door": what else may pull on a sore area, and what the runner can ask themselves. Nothing here is called a cause.

use super::source::Source;
use crate::domain::body::region::Area;

#[derive(Debug)]
pub struct NextDoor {
    pub areas: &'static [Area],
    pub line: &'static str,
    /// The areas to ease instead or as well.
    pub ease: &'static [Area],
    /// Whether training may have to do with it: then the week can be eased.
    pub eases_week: bool,
    pub named_by: &'static [Source],
}

pub const ALL: [NextDoor; 7] = [
    NextDoor {
        areas: &[Area::Arch, Area::Heel],
        line: "Tight calves often go with a sore sole.",
        ease: &[Area::Calf],
        eases_week: false,
        named_by: &[Source::Greatist],
    },
    NextDoor {
        areas: &[Area::Calf],
        line: "More hills, speed or pushing off hard of late? Go flat and easy for some runs.",
        ease: &[],
        eases_week: true,
        named_by: &[Source::TopTips],
    },
    NextDoor {
        areas: &[Area::Achilles],
        line: "New shoes, more hills, speed or pushing off hard of late? Go flat and easy, and ease the calf above it.",
        ease: &[Area::Calf],
        eases_week: true,
        named_by: &[Source::TopTips],
    },
    NextDoor {
        areas: &[Area::ItBand],
        line: "The quad and the muscles at the hip pull on it.",
        ease: &[Area::Quad, Area::OuterHip],
        eases_week: false,
        named_by: &[Source::Greatist],
    },
    NextDoor {
        areas: &[Area::Knee, Area::KneeBack],
        line: "Quad, hamstring and calf pull on it.",
        ease: &[Area::Quad, Area::Hamstring, Area::Calf],
        eases_week: false,
        named_by: &[Source::MassageProGuide],
    },
    NextDoor {
        areas: &[Area::LowerBack],
        line: "Stiff glutes can show up here. Sit less in one go.",
        ease: &[Area::Glute],
        eases_week: false,
        named_by: &[Source::Greatist, Source::Castell],
    },
    NextDoor {
        areas: &[Area::Shoulder, Area::Neck, Area::Ribs],
        line: "Drop the shoulders, loosen the hands while you run. Breathe out long.",
        ease: &[],
        eases_week: false,
        named_by: &[Source::TopTips, Source::MassageProGuide],
    },
];

pub fn find(area: Area) -> Option<&'static NextDoor> {
    ALL.iter().find(|next_door| next_door.areas.contains(&area))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::massage;

    #[test]
    fn every_neighbour_can_be_eased_and_is_another_area() {
        for next_door in &ALL {
            for area in next_door.ease {
                assert!(massage::find(*area).is_some() && !next_door.areas.contains(area), "{area:?}");
            }
            for area in next_door.areas {
                let lines = ALL.iter().filter(|other| other.areas.contains(area)).count();
                assert_eq!(lines, 1, "{area:?}");
            }
            assert!(!next_door.named_by.is_empty());
        }
        assert!(find(Area::Toes).is_none());
    }
}
