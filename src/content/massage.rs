//! Self-massage between runs: which tool, how, how hard and how long. It should be effective, never overwhelming
//! (Castell). 30 to 120 seconds are common in studies (Behm 2020). The pressure is our own choice, on the careful side:
//! more force does not loosen more (Grabow 2018).

use super::source::Source;
use crate::domain::body::region::Area;
use crate::domain::massage::Tool;
use crate::domain::time::format::Seconds;

/// Seconds of "Ease it now", for one spot before a run.
pub const EASE: Seconds = 60;
/// Seconds for a severe spot, however it is eased. Then the app asks "Easier?".
pub const EASE_SEVERE: Seconds = 40;
/// Seconds to put the tool in place.
pub const READY: Seconds = 5;

#[derive(Debug, PartialEq)]
pub struct Guide {
    pub area: Area,
    /// The tools that fit, the best one first.
    pub tools: &'static [Tool],
    /// One or two sentences.
    pub how: &'static str,
    pub caution: &'static str,
    pub pressure: Pressure,
    /// Seconds per side, on a day of its own.
    pub hold: Seconds,
    /// The articles that name the area and a tool for it. Without one the guide is our own choice.
    pub named_by: &'static [Source],
}

/// How hard to press, of 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pressure {
    pub aim: (u8, u8),
    /// Never over this.
    pub stop: u8,
}

impl Pressure {
    /// "Aim for 3 to 4 of 10, never over 6."
    pub fn words(self) -> String {
        format!("Aim for {} to {} of 10, never over {}.", self.aim.0, self.aim.1, self.stop)
    }
}

const MUSCLE: Pressure = Pressure { aim: (3, 4), stop: 6 };
pub const GENTLE: Pressure = Pressure { aim: (2, 3), stop: 4 };

/// The rule behind the guides, and its sources.
pub const RULE: (&str, &[Source]) = (
    "Between runs, effective but never overwhelming",
    &[Source::Castell, Source::RollingDose, Source::RollingForce],
);

use Source::{Greatist, SaltyRunning};
use Tool::{Ball, Fingers, Roller, Stick};

pub const ALL: [Guide; 15] = [
    Guide {
        area: Area::HipFlexor,
        tools: &[Roller],
        how: "Lie on the roller with the top of the thigh, just below the crease. Roll a hand’s width, slowly.",
        caution: "Stay off the crease of the groin and off anything that pulses. Deep in the groin with each step? See a doctor first.",
        pressure: GENTLE,
        hold: 90,
        named_by: &[],
    },
    Guide {
        area: Area::OuterHip,
        tools: &[Ball, Roller],
        how: "Ball behind the bony point of the hip, or in front of it where the hand finds a side pocket. Lean on it at a wall.",
        caution: "Stay off the bony point. Sore on the side when you lie on it? Leave it and see a physio.",
        pressure: MUSCLE,
        hold: 90,
        named_by: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Glute,
        tools: &[Ball, Roller],
        how: "Sit on the ball and lean to the sore side. Sink in for a few seconds, then move on a little.",
        caution: "Move off at once if it tingles down the leg: a big nerve runs there. Leave the sitting bone alone.",
        pressure: MUSCLE,
        hold: 90,
        named_by: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::ItBand,
        tools: &[Roller, Ball],
        how: "Roll the outer front of the thigh, beside the band, not on it. Then a ball at the hip, above.",
        caution: "Not on the band and not at the outside of the knee.",
        pressure: MUSCLE,
        hold: 90,
        named_by: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Quad,
        tools: &[Stick, Roller],
        how: "From below the hip to a hand’s width above the kneecap, and once more along the outside.",
        caution: "Stay off the kneecap and the tendon above it.",
        pressure: MUSCLE,
        hold: 90,
        named_by: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Adductor,
        tools: &[Stick, Roller],
        how: "Leg out to the side, long gentle strokes along the inner thigh.",
        caution: "Stay a hand’s width below the groin. Often tight when the hip is unsteady: worth telling a physio.",
        pressure: GENTLE,
        hold: 90,
        named_by: &[Greatist],
    },
    Guide {
        area: Area::Hamstring,
        tools: &[Roller, Stick],
        how: "Sit on the roller. Long strokes from below the sitting bone to above the knee.",
        caution: "Leave out the hollow of the knee. Sore right at the sitting bone? Leave it: no ball, no stretch, see a physio.",
        pressure: MUSCLE,
        hold: 90,
        named_by: &[SaltyRunning],
    },
    Guide {
        area: Area::Shin,
        tools: &[Stick, Fingers],
        how: "Along the muscle on the outside of the shin, up and down, foot relaxed.",
        caution: "The muscle beside the bone, never the bone. Sore in one exact spot on it? See someone.",
        pressure: GENTLE,
        hold: 90,
        named_by: &[SaltyRunning],
    },
    Guide {
        area: Area::Calf,
        tools: &[Roller, Stick, Ball, Fingers],
        how: "Begin a hand’s width above the heel, above the tendon. Roll slowly up, pause where it’s tight, breathe out.",
        caution: "Not if the calf is swollen, warm or throbbing: that needs a doctor today.",
        pressure: MUSCLE,
        hold: 90,
        named_by: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Heel,
        tools: &[Ball],
        how: "Roll the ball under the arch, just in front of the heel. Slow strokes, heel to ball and back.",
        caution: "Stay off the heel bone. Not if your feet are numb.",
        pressure: GENTLE,
        hold: 60,
        named_by: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Toes,
        tools: &[Ball],
        how: "Roll the ball under the arch and stop before the ball of the foot. Let the toes spread.",
        caution: "Stay off the knuckles of the toes. Not if your feet are numb.",
        pressure: GENTLE,
        hold: 60,
        named_by: &[],
    },
    Guide {
        area: Area::Arch,
        tools: &[Ball],
        how: "Start sitting: roll the arch over the ball, heel to ball. A cold one over a sock, a minute or two, feels good too.",
        caution: "Press only as hard as you can still breathe easily. Not if your feet are numb.",
        pressure: GENTLE,
        hold: 60,
        named_by: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Neck,
        tools: &[Fingers],
        how: "Fingertips where neck meets shoulder. Press lightly for two breaths, move out a thumb’s width.",
        caution: "Stay off the front of the neck. Not with dizziness, a headache unlike others, or a tingling arm.",
        pressure: GENTLE,
        hold: 60,
        named_by: &[Greatist],
    },
    Guide {
        area: Area::Shoulder,
        tools: &[Fingers],
        how: "Reach across and knead the top of the shoulder. Let it sink as you breathe out.",
        caution: "Not if your arm tingles, or after a fall on it.",
        pressure: GENTLE,
        hold: 60,
        named_by: &[],
    },
    Guide {
        area: Area::Ribs,
        tools: &[Fingers],
        how: "Two flat fingers in the gap between two ribs. Slow, small turns, front to back.",
        caution: "Not if a breath in hurts, after a fall, with fragile bones, or if one exact spot on a rib is sore.",
        pressure: GENTLE,
        hold: 60,
        named_by: &[Greatist],
    },
];

/// Areas without self-massage, each with the reason.
pub const NONE: [(Area, &str); 9] = [
    (Area::Knee, "A joint, a tendon and a bone: ease the quad, the hamstring and the calf instead."),
    (Area::KneeBack, "Vessels and a nerve run there: no tool. Ease the calf and the hamstring instead."),
    (Area::Achilles, "A tendon likes no pressure: ease the calf above it instead."),
    (Area::Ankle, "A joint: circles loosen it, pressure doesn’t. Ease the calf and the shin."),
    (Area::Foot, "Bones and tendons lie just under the skin: ease the shin and the arch."),
    (Area::Chest, "No tool here. If it’s just muscle, the doorway stretch after the run does more."),
    (Area::Abdomen, "Nothing to press here: breathe slowly."),
    (
        Area::UpperBack,
        "Hard to reach alone. With a massage cane, read its instructions first, or ask a therapist.",
    ),
    (
        Area::LowerBack,
        "No tool on the spine. With a massage cane, read its instructions first, or ask a therapist.",
    ),
];

pub fn find(area: Area) -> Option<&'static Guide> {
    ALL.iter().find(|guide| guide.area == area)
}

/// The best tool that the runner has. `lacks` are the tools that they don't have; everyone has fingers.
pub fn best_tool(guide: &Guide, lacks: &[Tool]) -> Option<Tool> {
    guide.tools.iter().copied().find(|tool| *tool == Tool::Fingers || !lacks.contains(tool))
}

/// If the runner has none of the tools of a guide.
pub const NO_TOOL: &str = "You have none of the tools for it. See Guides by area.";

/// Who should ask a doctor before the first self-massage.
pub const ASK_FIRST: [&str; 6] = [
    "take blood thinners or bruise easily",
    "have a blood clot, or had one",
    "have fragile bones (osteoporosis)",
    "can’t feel well there, as with diabetes",
    "are pregnant: calves and inner thighs",
    "had surgery or a break there",
];
/// Where a tool never goes.
pub const NEVER: &str = "Never over varicose veins, broken or inflamed skin, a fresh bruise or a new injury.";

/// Why a tool does not suit an area.
pub const fn unsuitable(area: Area, tool: Tool) -> &'static str {
    match (tool, area) {
        (_, Area::Neck | Area::Ribs | Area::Shoulder) => "Fingers only: they feel how much is enough here.",
        (Tool::Roller, Area::Heel | Area::Toes | Area::Arch) => "A roller is too big for the sole.",
        (Tool::Roller, Area::Shin) => "A roller would press on the bone.",
        (Tool::Roller, _) => "A roller is too big for this spot.",
        (Tool::Stick, _) => "A stick suits long, relaxed muscles.",
        (Tool::Ball, _) => "A ball presses too hard on one point here.",
        (Tool::Fingers, _) => "Fingers tire before a muscle this big eases.",
    }
}

/// The three steps: setting up, going over it, and the tender spots.
pub fn steps(guide: &Guide, tool: Tool) -> [(&'static str, &'static str); 3] {
    let set_up = match tool {
        Tool::Roller => {
            "Rest your weight on your hands and the other leg, so that you choose how much the roller gets."
        }
        Tool::Stick => "Sit down, foot on the floor, and let the muscle hang loose.",
        Tool::Ball => {
            "Lay the ball where you can lean onto it, and off it again: a wall, a chair or the floor."
        }
        Tool::Fingers if matches!(guide.area, Area::Calf | Area::Shin) => {
            "Sit down, the foot up on a chair or on the other knee, and let the muscle hang loose."
        }
        Tool::Fingers => "Sit so that the arm is supported, and let the shoulders drop.",
    };
    let tender = match tool {
        Tool::Roller | Tool::Stick => "At a tender spot, stay a few seconds and breathe out. Then move on.",
        Tool::Ball => "Sink in for a few seconds until it eases. Then move on a little.",
        Tool::Fingers => {
            "Press a tender point until it eases, two breaths or so. Then move on a finger’s width."
        }
    };
    [("Set up", set_up), ("Go slowly", how(guide, tool)), ("Pause and breathe", tender)]
}

/// Why an area has no self-massage.
pub fn reason_for_none(area: Area) -> Option<&'static str> {
    NONE.iter().find(|(kind, _)| *kind == area).map(|(_, reason)| *reason)
}

/// The instructions for this tool: the area's own for its best tool, else the tool's general ones.
pub fn how(guide: &Guide, tool: Tool) -> &'static str {
    if guide.tools[0] == tool {
        return guide.how;
    }
    match tool {
        Tool::Roller => {
            "Rest your weight on the roller and move along the muscle, slowly. Pause where it’s tight."
        }
        Tool::Stick => "Sit, let the muscle hang loose, and make long slow strokes along it.",
        Tool::Ball if guide.area == Area::ItBand => {
            "Lean onto the ball at the front of the hip, above the band, or at the glute behind it. Not on the band."
        }
        Tool::Ball => "Lean onto the ball where it’s tight. Wait until it eases, then move on a little.",
        Tool::Fingers => "Press a tender point until it eases, then move on a finger’s width.",
    }
}

/// The figure of a tool in use on an area, in figures.svg. `None` if none shows both: then the body map shows the area.
pub const fn figure(area: Area, tool: Tool) -> Option<&'static str> {
    match (tool, area) {
        (Tool::Roller, Area::Calf) => Some("roller-calf"),
        (Tool::Stick, Area::Quad) => Some("stick-quad"),
        (Tool::Ball, Area::Heel | Area::Toes | Area::Arch) => Some("foot-ball"),
        (Tool::Ball, Area::Glute) => Some("glute-ball"),
        (Tool::Fingers, Area::Ribs) => Some("ribs-fingers"),
        (Tool::Fingers, Area::Neck) => Some("neck-fingers"),
        _ => None,
    }
}
