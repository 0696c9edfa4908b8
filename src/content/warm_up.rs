//! Moves before a run: dynamic, never held ("Top Massage Tips for Runners"; Castell).

use super::source::Source;
use crate::domain::body::region::Area;
use crate::domain::time::format::Seconds;

#[derive(Debug)]
pub struct WarmUp {
    /// Stored in records, so never renamed.
    pub id: &'static str,
    pub name: &'static str,
    /// Its id in figures.svg.
    pub figure: &'static str,
    /// Repetitions or seconds, as the runner reads them.
    pub dose: &'static str,
    /// About how long it takes, including the change of legs.
    pub takes: Seconds,
    pub how: &'static str,
    /// The areas that it loosens, the best match first.
    pub areas: &'static [Area],
    /// Other areas that it loads or bends far. It is left out if one of them is sharp, numb or swollen.
    pub loads: &'static [Area],
    pub sources: &'static [Source],
}

const BOTH: &[Source] = &[Source::Castell, Source::TopTips];

/// Every move, in the order of the general set.
pub const ALL: [WarmUp; 6] = [
    WarmUp {
        id: "leg-swing",
        name: "Leg swings",
        figure: "leg-swing",
        dose: "10 each leg",
        takes: 45,
        how: "Hold on to something. Let the leg swing forward and back, a little higher each time.",
        areas: &[Area::Hamstring, Area::Adductor, Area::ItBand, Area::Knee],
        loads: &[
            Area::HipFlexor,
            Area::OuterHip,
            Area::LowerBack,
            Area::Ankle,
            Area::Foot,
            Area::Heel,
            Area::Toes,
            Area::Arch,
        ],
        sources: BOTH,
    },
    WarmUp {
        id: "hip-circle",
        name: "Hip circles",
        figure: "hip-circle",
        dose: "8 each way",
        takes: 50,
        how: "Lift the knee and draw slow circles with it, out and back in. Then the other leg.",
        areas: &[Area::HipFlexor, Area::OuterHip, Area::Glute, Area::LowerBack],
        loads: &[Area::Adductor, Area::Knee, Area::Ankle, Area::Foot, Area::Heel, Area::Toes, Area::Arch],
        sources: BOTH,
    },
    WarmUp {
        id: "lunge",
        name: "Walking lunges",
        figure: "lunge",
        dose: "6 each leg",
        takes: 45,
        how: "Long, slow steps. Sink only as far as it feels easy, chest up.",
        areas: &[Area::Quad, Area::HipFlexor],
        loads: &[
            Area::Knee,
            Area::Glute,
            Area::Hamstring,
            Area::Adductor,
            Area::Calf,
            Area::Achilles,
            Area::Ankle,
            Area::Foot,
            Area::Heel,
            Area::Toes,
            Area::Arch,
        ],
        sources: BOTH,
    },
    WarmUp {
        id: "calf-raise",
        name: "Slow calf raises",
        figure: "calf-raise",
        dose: "12, nice and slow",
        takes: 45,
        how: "Up on your toes, a short pause, and slowly down again.",
        areas: &[Area::Calf, Area::Achilles, Area::Heel, Area::Arch],
        loads: &[Area::Ankle, Area::Shin, Area::Foot, Area::Toes, Area::Knee],
        sources: BOTH,
    },
    WarmUp {
        id: "high-knee",
        name: "Easy high knees",
        figure: "high-knee",
        dose: "30 seconds",
        takes: 30,
        how: "March on the spot, then a light jog with the knees coming up. Swing the arms, breathe.",
        areas: &[Area::Abdomen, Area::Ribs, Area::Chest, Area::Shoulder, Area::UpperBack, Area::Neck],
        loads: &[
            Area::HipFlexor,
            Area::Glute,
            Area::ItBand,
            Area::Quad,
            Area::Hamstring,
            Area::Knee,
            Area::Shin,
            Area::Calf,
            Area::Achilles,
            Area::Ankle,
            Area::Foot,
            Area::Heel,
            Area::Toes,
            Area::Arch,
            Area::LowerBack,
        ],
        sources: BOTH,
    },
    WarmUp {
        id: "ankle-circle",
        name: "Ankle circles",
        figure: "ankle-circle",
        dose: "8 each way, each foot",
        takes: 45,
        how: "Lift one foot and draw big, slow circles with the toes. Then the other foot.",
        areas: &[Area::Ankle, Area::Shin, Area::Foot, Area::Toes],
        loads: &[Area::Calf, Area::Achilles],
        sources: BOTH,
    },
];

pub fn find(id: &str) -> Option<&'static WarmUp> {
    ALL.iter().find(|warm_up| warm_up.id == id)
}
