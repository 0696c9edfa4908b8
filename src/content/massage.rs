//! Self-massage between runs: which tool, how, how hard and how long. 30 to 60 seconds loosen a muscle, and
//! about 90 seconds per muscle are for soreness, at a pressure of 3 to 4 and never over 6 of 10 (Hughes &
//! Ramer 2019). It should be effective, never overwhelming (Castell).

use super::source::Source;
use crate::domain::body::region::Area;
use crate::domain::massage::Tool;
use crate::domain::time::format::Seconds;

/// Seconds of "Ease it now", for one spot.
pub const EASE: Seconds = 60;
/// Seconds to put the tool in place.
pub const READY: Seconds = 5;

#[derive(Debug)]
pub struct Guide {
    pub area: Area,
    /// The tools that fit, the best one first.
    pub tools: &'static [Tool],
    /// One or two sentences.
    pub how: &'static str,
    pub caution: &'static str,
    /// The range of the pressure, out of 10.
    pub pressure: (u8, u8),
    /// Seconds per side.
    pub hold: Seconds,
    pub sources: &'static [Source],
}

const MUSCLE: (u8, u8) = (3, 6);
const GENTLE: (u8, u8) = (2, 4);

use Source::{Castell, Greatist, Rolling, SaltyRunning};
use Tool::{Ball, Fingers, Roller, Stick};

pub const ALL: [Guide; 15] = [
    Guide {
        area: Area::HipFlexor,
        tools: &[Roller],
        how: "Lie on the roller with the top of the thigh, just below the crease. Roll a hand’s width, slowly.",
        caution: "Stay off the crease of the groin and off anything that pulses.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[SaltyRunning, Greatist, Rolling],
    },
    Guide {
        area: Area::OuterHip,
        tools: &[Ball, Roller],
        how: "Ball behind the bony point of the hip, against a wall. Lean in and wait until it lets go.",
        caution: "Off the bony point itself.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[SaltyRunning, Greatist, Rolling],
    },
    Guide {
        area: Area::Glute,
        tools: &[Ball, Roller],
        how: "Sit on the ball and lean to the sore side. Sink in for a few seconds, then move on a little.",
        caution: "Move off at once if it tingles down the leg.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[SaltyRunning, Greatist, Rolling],
    },
    Guide {
        area: Area::ItBand,
        tools: &[Roller, Ball],
        how: "Roll the outer front of the thigh, beside the band, not on it. Then a ball at the hip, above.",
        caution: "Not on the band and not at the outside of the knee.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[SaltyRunning, Greatist, Rolling],
    },
    Guide {
        area: Area::Quad,
        tools: &[Stick, Roller],
        how: "The whole length, hip to just above the knee, and once more along the outside.",
        caution: "Stop a hand’s width above the kneecap.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[SaltyRunning, Greatist, Rolling],
    },
    Guide {
        area: Area::Adductor,
        tools: &[Stick, Roller],
        how: "Leg out to the side, long gentle strokes along the inner thigh.",
        caution: "Stay a hand’s width below the groin. Often tight when the hip is unsteady: worth telling a physio.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[Greatist, Rolling],
    },
    Guide {
        area: Area::Hamstring,
        tools: &[Roller, Stick],
        how: "Sit on the roller. Long strokes from below the sitting bone to above the knee.",
        caution: "Leave out the hollow of the knee.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[SaltyRunning, Rolling],
    },
    Guide {
        area: Area::Shin,
        tools: &[Stick, Fingers],
        how: "Along the muscle on the outside of the shin, up and down, foot relaxed.",
        caution: "The muscle beside the bone, never the bone. Sore in one exact spot on it? See someone.",
        pressure: GENTLE,
        hold: 90,
        sources: &[SaltyRunning, Rolling],
    },
    Guide {
        area: Area::Calf,
        tools: &[Roller, Stick, Ball, Fingers],
        how: "Roll slowly up from the ankle. Pause where it’s tight and breathe out.",
        caution: "Not if the calf is swollen, warm or throbbing: that needs a doctor today.",
        pressure: MUSCLE,
        hold: 90,
        sources: &[SaltyRunning, Greatist, Rolling],
    },
    Guide {
        area: Area::Heel,
        tools: &[Ball],
        how: "Roll the ball under the arch, just in front of the heel. Slow strokes, heel to ball and back.",
        caution: "Off the heel bone itself.",
        pressure: GENTLE,
        hold: 60,
        sources: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Toes,
        tools: &[Ball],
        how: "Roll the ball under the arch and stop before the ball of the foot. Let the toes spread.",
        caution: "Off the knuckles of the toes.",
        pressure: GENTLE,
        hold: 60,
        sources: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Arch,
        tools: &[Ball],
        how: "Stand by a wall and roll the arch over the ball, heel to ball. A cold one feels good too.",
        caution: "Weight only as far as you can breathe easily.",
        pressure: MUSCLE,
        hold: 60,
        sources: &[SaltyRunning, Greatist],
    },
    Guide {
        area: Area::Neck,
        tools: &[Fingers],
        how: "Fingertips where neck meets shoulder. Press lightly for two breaths, move out a thumb’s width.",
        caution: "Stay off the front of the neck. Not if you feel dizzy or your arm tingles.",
        pressure: GENTLE,
        hold: 60,
        sources: &[Greatist],
    },
    Guide {
        area: Area::Shoulder,
        tools: &[Fingers],
        how: "Reach across and knead the top of the shoulder. Let it sink as you breathe out.",
        caution: "Not if your arm tingles, or after a fall on it.",
        pressure: GENTLE,
        hold: 60,
        sources: &[Greatist, Castell],
    },
    Guide {
        area: Area::Ribs,
        tools: &[Fingers],
        how: "Two flat fingers in the gap between two ribs. Slow, small turns, front to back.",
        caution: "Not if a breath in hurts, after a fall, or if one exact spot on a rib is sore.",
        pressure: GENTLE,
        hold: 60,
        sources: &[Greatist],
    },
];

/// Areas without self-massage, each with the reason.
pub const NONE: [(Area, &str); 8] = [
    (Area::Knee, "A joint, a tendon and a bone: ease the quad and the calf instead."),
    (Area::Achilles, "A tendon likes no pressure: ease the calf above it instead."),
    (Area::Ankle, "A joint: circles loosen it, pressure doesn’t. Ease the calf and the shin."),
    (Area::Foot, "Bones and tendons lie just under the skin: ease the shin and the arch."),
    (Area::Chest, "The doorway stretch does more here than a tool."),
    (Area::Abdomen, "Nothing to press here: breathe slowly and stretch the hip flexors."),
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

/// Why a tool does not suit an area.
pub const fn unsuitable(area: Area, tool: Tool) -> &'static str {
    match (tool, area) {
        (_, Area::Neck | Area::Ribs | Area::Shoulder) => "Fingers only: they feel how much is enough here.",
        (Tool::Roller, Area::Heel | Area::Toes | Area::Arch) => "A roller is too big for the sole.",
        (Tool::Roller, Area::Shin) => "A roller would press on the bone.",
        (Tool::Roller, _) => "A roller is too big for this spot.",
        (Tool::Stick, _) => "A stick is for long muscles that hang loose.",
        (Tool::Ball, _) => "A ball presses too hard on one point here.",
        (Tool::Fingers, _) => "Fingers tire before a muscle this big lets go.",
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
        Tool::Ball => "Lean onto the ball where it’s tight. Wait until it lets go, then move on a little.",
        Tool::Fingers => "Press a tender point until it eases, then move on a finger’s width.",
    }
}

/// The figure of a tool in use on an area, in figures.svg.
pub const fn figure(area: Area, tool: Tool) -> &'static str {
    match (tool, area) {
        // For a muscle that fingers can do too, the area says more than the tool.
        (Tool::Roller, _) | (Tool::Fingers, Area::Calf | Area::Shin) => "roller-calf",
        (Tool::Stick, _) => "stick-quad",
        (Tool::Ball, Area::Heel | Area::Toes | Area::Arch) => "foot-ball",
        (Tool::Ball, _) => "glute-ball",
        (Tool::Fingers, Area::Ribs) => "ribs-fingers",
        (Tool::Fingers, _) => "neck-fingers",
    }
}
