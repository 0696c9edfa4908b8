//! Moves before a run: dynamic, never held ("Top Massage Tips for Runners"; Castell).

use super::source::Source;
use crate::domain::body::region::Area;
use crate::domain::care::race::Class;
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
    /// Other areas that it loads or bends far. It is left out if one of them must be spared.
    pub loads: &'static [Area],
    /// Joints and tendons that it strains. It is left out if one of them is moderate already.
    pub strains: &'static [Area],
    /// Slow enough for a day without a run.
    pub is_slow: bool,
    /// The article that names it. Without one it is our own choice.
    pub named_by: Option<Source>,
}

/// What comes before or after the moves. The doses are our own choice.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Stored in records, so never renamed.
    pub id: &'static str,
    pub name: &'static str,
    /// `None` if it is the time that it takes.
    pub dose: Option<&'static str>,
    pub takes: Seconds,
    pub how: &'static str,
}

impl Part {
    pub fn dose(&self) -> String {
        self.dose.map_or_else(|| format!("{} minutes", self.takes / 60), str::to_owned)
    }
}

/// Before every warm-up ("Top Massage Tips": a good warm-up).
pub const EASY_START: Part = Part {
    id: "easy-start",
    name: "Walk, then jog easily",
    dose: None,
    takes: 180,
    how: "Slower than you feel like.",
};

/// Before a race of up to a half marathon.
const RACE_JOG: Part = Part {
    id: "race-jog",
    name: "Easy jog",
    dose: None,
    takes: 600,
    how: "Finish about a quarter of an hour before the start, and stay warm.",
};

/// Before a marathon or longer.
const RACE_WALK: Part = Part {
    id: "race-walk",
    name: "Walk, jog a little",
    dose: None,
    takes: 300,
    how: "Save your legs: the first kilometres are your warm-up.",
};

/// After the moves, before a race of up to a half marathon.
const STRIDES: Part = Part {
    id: "strides",
    name: "Strides",
    dose: Some("Three short ones"),
    takes: 120,
    how: "Quick and relaxed, no sprint. Walk back in between.",
};

/// At the end: tension up top makes it harder to breathe ("Top Massage Tips"), and many brace before they start
/// (Massage Pro Guide).
pub const LET_GO: Part = Part {
    id: "let-go",
    name: "Shoulders down, hands loose",
    dose: Some("Three slow breaths"),
    takes: 20,
    how: "Roll the shoulders back a few times, shake out the hands, breathe out long.",
};

/// On a rest day (Castell: avoid sitting long).
pub const STAND_UP: Part = Part {
    id: "stand-up",
    name: "Get up from the chair",
    dose: Some("Each hour"),
    takes: 0,
    how: "Sat for a while? Stand up, circle the hips, walk a few steps.",
};

/// What comes before the moves; `race` is the class of today's race.
pub const fn before_moves(race: Option<Class>) -> &'static Part {
    match race {
        None => &EASY_START,
        Some(class) if class.is_long() => &RACE_WALK,
        Some(_) => &RACE_JOG,
    }
}

/// What comes after them, before the last part.
pub const fn after_moves(race: Option<Class>) -> Option<&'static Part> {
    match race {
        Some(class) if !class.is_long() => Some(&STRIDES),
        _ => None,
    }
}

/// The rule behind the moves, and its articles.
pub const RULE: (&str, &[Source]) = ("Moving, never held, before a run", &[Source::Castell, Source::TopTips]);

/// Every move, in the order of the general set.
pub const ALL: [WarmUp; 9] = [
    WarmUp {
        id: "leg-swing",
        name: "Leg swings",
        figure: "leg-swing",
        dose: "10 each leg",
        takes: 45,
        how: "Hold on to something. Let the leg swing forward and back, a little higher each time.",
        areas: &[Area::Hamstring, Area::ItBand, Area::Knee, Area::KneeBack],
        loads: &[
            Area::Adductor,
            Area::HipFlexor,
            Area::OuterHip,
            Area::LowerBack,
            Area::Ankle,
            Area::Foot,
            Area::Heel,
            Area::Toes,
            Area::Arch,
            Area::Glute,
            Area::Quad,
            Area::Shin,
            Area::Calf,
            Area::Achilles,
        ],
        strains: &[],
        is_slow: true,
        named_by: Some(Source::Castell),
    },
    WarmUp {
        id: "hip-circle",
        name: "Hip circles",
        figure: "hip-circle",
        dose: "8 each way",
        takes: 50,
        how: "Lift the knee and draw slow circles with it, out and back in. Then the other leg.",
        areas: &[Area::HipFlexor, Area::OuterHip, Area::Glute, Area::LowerBack],
        loads: &[
            Area::Adductor,
            Area::Knee,
            Area::Ankle,
            Area::Foot,
            Area::Heel,
            Area::Toes,
            Area::Arch,
            Area::Quad,
            Area::Shin,
            Area::Calf,
            Area::Achilles,
        ],
        strains: &[],
        is_slow: true,
        named_by: Some(Source::Castell),
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
            Area::OuterHip,
            Area::ItBand,
            Area::Shin,
        ],
        strains: &[Area::Knee, Area::Achilles, Area::Ankle, Area::Foot, Area::Heel, Area::Toes],
        is_slow: false,
        named_by: None,
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
        strains: &[Area::Foot, Area::Toes],
        is_slow: true,
        named_by: None,
    },
    WarmUp {
        id: "high-knee",
        name: "Easy high knees",
        figure: "high-knee",
        dose: "30 seconds",
        takes: 30,
        how: "March on the spot, then a light jog with the knees coming up. Swing the arms, breathe.",
        areas: &[],
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
            Area::OuterHip,
            Area::Adductor,
        ],
        strains: &[Area::Knee, Area::Achilles, Area::Ankle, Area::Foot, Area::Heel, Area::Toes],
        is_slow: false,
        named_by: None,
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
        strains: &[],
        is_slow: true,
        named_by: None,
    },
    WarmUp {
        id: "side-swing",
        name: "Side leg swings",
        figure: "side-swing",
        dose: "10 each leg",
        takes: 45,
        how: "Hold on to something. Let the leg swing across the body and out, a little higher each time.",
        areas: &[Area::Adductor],
        loads: &[
            Area::HipFlexor,
            Area::OuterHip,
            Area::Glute,
            Area::LowerBack,
            Area::Knee,
            Area::Ankle,
            Area::Foot,
            Area::Heel,
            Area::Toes,
            Area::Arch,
            Area::ItBand,
            Area::Shin,
            Area::Calf,
            Area::Achilles,
        ],
        strains: &[],
        is_slow: true,
        named_by: None,
    },
    WarmUp {
        id: "arm-circle",
        name: "Arm circles",
        figure: "arm-circle",
        dose: "8 each way",
        takes: 30,
        how: "Roll the shoulders back, then draw slow circles with loose arms. Breathe out long.",
        areas: &[Area::Shoulder, Area::Neck, Area::UpperBack],
        loads: &[Area::Chest, Area::Ribs],
        strains: &[],
        is_slow: true,
        named_by: None,
    },
    WarmUp {
        id: "twist",
        name: "Standing twists",
        figure: "twist",
        dose: "8 each side",
        takes: 30,
        how: "Feet wide, arms folded. Turn from the waist, left and right, as far as it’s easy.",
        areas: &[Area::Ribs, Area::Abdomen],
        loads: &[Area::Chest, Area::UpperBack, Area::LowerBack],
        strains: &[],
        is_slow: true,
        named_by: None,
    },
];

pub fn find(id: &str) -> Option<&'static WarmUp> {
    ALL.iter().find(|warm_up| warm_up.id == id)
}
