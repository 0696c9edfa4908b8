//! Stretches after a run: held gently, while warm (Castell; "Top Massage Tips for Runners"), for at most 60 seconds in all
//! (ACSM: a total of 60 seconds per exercise).

use super::source::Source;
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::body::spot::Handling;
use crate::domain::body::spots::TightSpots;
use crate::domain::time::format::Seconds;

/// Seconds of each hold.
pub const HOLD: Seconds = 30;
/// Seconds of each hold after a marathon.
pub const HOLD_MILD: Seconds = 15;
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
    /// Other areas that it loads or bends far. It is left out if one of them must be spared.
    pub loads: &'static [Area],
    /// Joints and tendons that it strains. It is left out if one of them is moderate already.
    pub strains: &'static [Area],
}

/// The rule behind the stretches, and its sources. No article names a stretch: each is our own choice.
pub const RULE: (&str, &[Source]) =
    ("Gently, while warm, after a run", &[Source::Castell, Source::TopTips, Source::StretchDose]);

pub const ALL: [Stretch; 17] = [
    Stretch {
        id: "calf-wall",
        name: "Wall calf stretch",
        short: "wall calf stretch",
        figure: "calf-wall",
        each_side: true,
        how: "{Side} heel down, back knee straight. Lean in until you feel a mild pull, then stay.",
        areas: &[Area::Calf, Area::Ankle],
        loads: &[Area::Achilles, Area::Heel, Area::Arch, Area::Foot],
        strains: &[Area::Achilles],
    },
    Stretch {
        id: "soleus-wall",
        name: "Bent-knee calf stretch",
        short: "bent-knee calf stretch",
        figure: "soleus-wall",
        each_side: true,
        how: "{Side} heel down, then bend that knee a little. Gently: stop if it pinches at the heel.",
        areas: &[Area::Achilles, Area::Heel, Area::Arch],
        loads: &[Area::Calf, Area::Ankle, Area::Foot],
        strains: &[],
    },
    Stretch {
        id: "quad",
        name: "Standing quad stretch",
        short: "standing quad",
        figure: "quad",
        each_side: true,
        how: "Hold on to something. Your {side} ankle in your hand, knees side by side, hips tucked under.",
        areas: &[Area::Quad, Area::ItBand],
        loads: &[Area::HipFlexor, Area::Knee, Area::Ankle, Area::Foot],
        strains: &[Area::Knee],
    },
    Stretch {
        id: "hip-flexor",
        name: "Kneeling hip flexor stretch",
        short: "kneeling hip flexor",
        figure: "hip-flexor",
        each_side: true,
        how: "{Side} knee down on something soft. Tuck the hips under and ease forward.",
        areas: &[Area::HipFlexor],
        loads: &[Area::Knee, Area::Quad],
        strains: &[Area::Knee],
    },
    Stretch {
        id: "hamstring",
        name: "Standing hamstring stretch",
        short: "standing hamstring",
        figure: "hamstring",
        each_side: true,
        how: "{Side} heel in front, leg long. Fold from the hips, back flat, until you feel a mild pull. Not if it’s right at the sitting bone.",
        areas: &[Area::Hamstring],
        loads: &[Area::Calf, Area::Knee, Area::LowerBack],
        strains: &[],
    },
    Stretch {
        id: "hamstring-strap",
        name: "Lying hamstring stretch",
        short: "lying hamstring",
        figure: "hamstring-strap",
        each_side: true,
        how: "On your back, a strap or towel round your {side} foot. Let the leg come up, knee soft.",
        areas: &[Area::Hamstring, Area::KneeBack, Area::Knee],
        loads: &[Area::Calf],
        strains: &[],
    },
    Stretch {
        id: "figure-4",
        name: "Figure four",
        short: "figure four",
        figure: "figure-4",
        each_side: true,
        how: "On your back, {side} ankle over the other knee. Draw both legs in until you feel it in the buttock.",
        areas: &[Area::Glute],
        loads: &[Area::Knee, Area::LowerBack, Area::OuterHip],
        strains: &[Area::Knee],
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
        strains: &[Area::Knee],
    },
    Stretch {
        id: "side-lunge",
        name: "Side lunge",
        short: "side lunge",
        figure: "side-lunge",
        each_side: true,
        how: "Feet wide, {side} leg long. Bend the other knee and sit back until you feel a mild pull inside.",
        areas: &[Area::Adductor],
        loads: &[Area::Knee, Area::Quad, Area::Ankle],
        strains: &[Area::Knee],
    },
    Stretch {
        id: "shin-kneel",
        name: "Kneeling shin stretch",
        short: "kneeling shin",
        figure: "shin-kneel",
        each_side: false,
        how: "Kneel with the tops of the feet on the floor and sit back slowly. Stop if your knees complain.",
        areas: &[Area::Shin],
        loads: &[Area::Knee, Area::Ankle, Area::Foot, Area::Toes, Area::Quad, Area::Achilles],
        strains: &[Area::Knee, Area::Ankle, Area::Foot, Area::Toes],
    },
    Stretch {
        id: "child",
        name: "Child’s pose",
        short: "child’s pose",
        figure: "child",
        each_side: false,
        how: "Hips towards the heels, arms long. Worse when you bend? Lie on your back instead, knees up.",
        areas: &[Area::LowerBack],
        loads: &[Area::Knee, Area::Ankle, Area::Foot],
        strains: &[Area::Knee, Area::Ankle, Area::Foot],
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
        strains: &[],
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
        strains: &[],
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
        strains: &[],
    },
    Stretch {
        id: "chest-door",
        name: "Doorway chest stretch",
        short: "doorway chest stretch",
        figure: "chest-door",
        each_side: true,
        how: "{Side} forearm on the frame, elbow at shoulder height. Turn slowly away until you feel a mild pull.",
        areas: &[Area::Chest],
        loads: &[Area::Shoulder],
        strains: &[],
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
        strains: &[],
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
        strains: &[],
    },
];

/// Areas without a stretch, each with the reason.
pub const NONE: [(Area, &str); 4] = [
    (
        Area::OuterHip,
        "a stretch across the hip presses on what is sore there. Ease the glute behind it instead.",
    ),
    (Area::Foot, "bones and tendons lie just under the skin, nothing there to stretch."),
    (Area::Toes, "best left to a gentle roll under the arch."),
    (Area::Abdomen, "nothing to stretch here, breathe slowly."),
];

/// Why marked spots have no stretch: "Left outer hip: a stretch across the hip …".
pub fn reasons(spots: &TightSpots) -> Vec<String> {
    let reason =
        |region: Region| NONE.iter().find(|(area, _)| *area == region.area()).map(|(_, reason)| reason);
    let eased = spots.iter().filter(|(region, spot)| spot.handling(region.area()) == Handling::Ease);
    eased.filter_map(|(region, _)| Some(text!(region.name(), ": ", reason(region)?))).collect()
}

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
