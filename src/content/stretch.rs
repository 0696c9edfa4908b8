//! Stretches after a run: held gently, while warm (Castell; "Top Massage Tips for Runners"), 30 seconds per
//! hold and at most 60 per muscle (ACSM: 10 to 30 per hold, up to 60 in total).

use super::source::Source;
use crate::domain::body::region::{Area, Side};
use crate::domain::time::format::Seconds;

/// Seconds of each hold.
pub const HOLD: Seconds = 30;
/// Seconds to get into position.
pub const READY: Seconds = 5;

#[derive(Debug)]
pub struct Stretch {
    /// Stored in records, so never renamed.
    pub id: &'static str,
    pub name: &'static str,
    /// The name after "Next: ".
    pub short: &'static str,
    /// Its id in figures.svg, where it is drawn for the left side.
    pub figure: &'static str,
    /// Whether each side is stretched in turn.
    pub each_side: bool,
    /// One or two sentences. `{Side}` and `{side}` are the side being stretched, `{other}` is the opposite.
    pub how: &'static str,
    /// The areas that it stretches, the best match first.
    pub areas: &'static [Area],
    /// Other areas that it loads or bends far. It is left out if one of them is sharp, numb or swollen.
    pub loads: &'static [Area],
    pub sources: &'static [Source],
}

const SOURCES: &[Source] = &[Source::Castell, Source::TopTips, Source::StretchDose];

pub const ALL: [Stretch; 18] = [
    Stretch {
        id: "calf-wall",
        name: "Wall calf stretch",
        short: "wall calf stretch",
        figure: "calf-wall",
        each_side: true,
        how: "{Side} heel down, back knee straight. Lean in until you feel a mild pull, then stay.",
        areas: &[Area::Calf],
        loads: &[Area::Achilles, Area::Heel, Area::Arch, Area::Ankle, Area::Foot],
        sources: SOURCES,
    },
    Stretch {
        id: "soleus-wall",
        name: "Bent-knee calf stretch",
        short: "bent-knee calf stretch",
        figure: "soleus-wall",
        each_side: true,
        how: "{Side} heel down, then bend that knee a little. The pull moves low, towards the heel.",
        areas: &[Area::Achilles, Area::Heel, Area::Arch],
        loads: &[Area::Calf, Area::Ankle, Area::Foot],
        sources: SOURCES,
    },
    Stretch {
        id: "quad",
        name: "Standing quad stretch",
        short: "standing quad",
        figure: "quad",
        each_side: true,
        how: "Hold your {side} ankle, knees side by side. Tuck the hips under, no arch in the back.",
        areas: &[Area::Quad, Area::Knee],
        loads: &[Area::HipFlexor, Area::Ankle, Area::Foot],
        sources: SOURCES,
    },
    Stretch {
        id: "hip-flexor",
        name: "Kneeling hip flexor stretch",
        short: "kneeling hip flexor",
        figure: "hip-flexor",
        each_side: true,
        how: "{Side} knee down on something soft. Tuck the hips under and ease forward.",
        areas: &[Area::HipFlexor, Area::Abdomen],
        loads: &[Area::Knee, Area::Quad],
        sources: SOURCES,
    },
    Stretch {
        id: "hamstring",
        name: "Standing hamstring stretch",
        short: "standing hamstring",
        figure: "hamstring",
        each_side: true,
        how: "{Side} heel in front, leg long. Fold from the hips with a flat back until it pulls a little.",
        areas: &[Area::Hamstring],
        loads: &[Area::Calf, Area::Knee, Area::LowerBack],
        sources: SOURCES,
    },
    Stretch {
        id: "hamstring-strap",
        name: "Lying hamstring stretch",
        short: "lying hamstring",
        figure: "hamstring-strap",
        each_side: true,
        how: "On your back, a strap or towel round your {side} foot. Let the leg come up, knee soft.",
        areas: &[Area::Hamstring],
        loads: &[Area::Calf, Area::Knee],
        sources: SOURCES,
    },
    Stretch {
        id: "figure-4",
        name: "Figure four",
        short: "figure four",
        figure: "figure-4",
        each_side: true,
        how: "On your back, {side} ankle over the other knee. Draw both legs in until the glute opens.",
        areas: &[Area::Glute, Area::OuterHip],
        loads: &[Area::Knee, Area::LowerBack],
        sources: SOURCES,
    },
    Stretch {
        id: "itb-cross",
        name: "Crossed side lean",
        short: "crossed side lean",
        figure: "itb-cross",
        each_side: true,
        how: "{Side} foot behind the other. Lean to the {other} until you feel the outside of the hip.",
        areas: &[Area::ItBand, Area::OuterHip],
        loads: &[Area::Ankle, Area::Knee],
        sources: SOURCES,
    },
    Stretch {
        id: "butterfly",
        name: "Butterfly",
        short: "butterfly",
        figure: "butterfly",
        each_side: false,
        how: "Sit tall, soles together. Let the knees sink by their own weight.",
        areas: &[Area::Adductor],
        loads: &[Area::Knee, Area::OuterHip],
        sources: SOURCES,
    },
    Stretch {
        id: "side-lunge",
        name: "Side lunge",
        short: "side lunge",
        figure: "side-lunge",
        each_side: true,
        how: "Feet wide, {side} leg long. Bend the other knee and sit back until the inner thigh pulls.",
        areas: &[Area::Adductor],
        loads: &[Area::Knee, Area::Quad, Area::Ankle],
        sources: SOURCES,
    },
    Stretch {
        id: "shin-kneel",
        name: "Kneeling shin stretch",
        short: "kneeling shin",
        figure: "shin-kneel",
        each_side: false,
        how: "Kneel with the feet flat behind you and sit back slowly. Stop if the knees mind.",
        areas: &[Area::Shin, Area::Ankle, Area::Foot],
        loads: &[Area::Knee, Area::Toes, Area::Quad, Area::Achilles],
        sources: SOURCES,
    },
    Stretch {
        id: "child",
        name: "Child’s pose",
        short: "child’s pose",
        figure: "child",
        each_side: false,
        how: "Hips towards the heels, arms long. Breathe into your lower back.",
        areas: &[Area::LowerBack],
        loads: &[Area::Knee, Area::Ankle, Area::Foot],
        sources: SOURCES,
    },
    Stretch {
        id: "lower-twist",
        name: "Lying twist",
        short: "lying twist",
        figure: "lower-twist",
        each_side: true,
        how: "On your back, let both knees sink to the {other}. Shoulders stay heavy.",
        areas: &[Area::LowerBack],
        loads: &[Area::OuterHip, Area::Glute],
        sources: SOURCES,
    },
    Stretch {
        id: "upper-back-reach",
        name: "Seated reach",
        short: "seated reach",
        figure: "upper-back-reach",
        each_side: false,
        how: "Hands clasped in front, round the upper back and reach. Let the neck hang.",
        areas: &[Area::UpperBack],
        loads: &[Area::Neck, Area::Shoulder],
        sources: SOURCES,
    },
    Stretch {
        id: "shoulder-cross",
        name: "Cross-body shoulder stretch",
        short: "cross-body shoulder",
        figure: "shoulder-cross",
        each_side: true,
        how: "{Side} arm across the chest. Draw it in with the other, shoulder low.",
        areas: &[Area::Shoulder],
        loads: &[],
        sources: SOURCES,
    },
    Stretch {
        id: "chest-door",
        name: "Doorway chest stretch",
        short: "doorway chest stretch",
        figure: "chest-door",
        each_side: true,
        how: "{Side} forearm on the frame, elbow at shoulder height. Turn slowly away until it opens.",
        areas: &[Area::Chest],
        loads: &[Area::Shoulder],
        sources: SOURCES,
    },
    Stretch {
        id: "side-bend",
        name: "Standing side bend",
        short: "standing side bend",
        figure: "side-bend",
        each_side: true,
        how: "{Side} arm overhead, lean to the {other}. Breathe slowly into the open side.",
        areas: &[Area::Ribs],
        loads: &[Area::LowerBack, Area::Shoulder],
        sources: SOURCES,
    },
    Stretch {
        id: "neck-tilt",
        name: "Neck tilt",
        short: "neck tilt",
        figure: "neck-tilt",
        each_side: true,
        how: "{Side} shoulder low, let the head sink to the {other}. No pulling, just its weight.",
        areas: &[Area::Neck],
        loads: &[Area::Shoulder],
        sources: SOURCES,
    },
];

/// Areas without a stretch, each with the reason. Stretching the ball of the foot bends the toes back, which
/// is exactly what hurts there.
pub const NONE: [(Area, &str); 1] = [(Area::Toes, "Best left to a gentle roll under the arch.")];

pub fn find(id: &str) -> Option<&'static Stretch> {
    ALL.iter().find(|stretch| stretch.id == id)
}

/// The text for one side.
pub fn how(stretch: &Stretch, side: Option<Side>) -> String {
    let side = side.unwrap_or(Side::Left);
    let other = if side == Side::Left { Side::Right } else { Side::Left };
    stretch
        .how
        .replace("{Side}", side.title())
        .replace("{side}", side.word())
        .replace("{other}", other.word())
}
