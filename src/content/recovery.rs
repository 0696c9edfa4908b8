//! Chooses the exercises of the routine after a run.
//!
//! - The stretches for what came up on the run come first, then those for the other spots, strongest first.
//! - General ones fill up to four: always the glute, and three of calf, hamstring, hip flexor and quad, another three after
//!   each run. Where an area has several stretches, they take turns the same way.
//! - After a marathon, stretching is optional: few, short and mild.

use super::plan::Limits;
use super::stretch::{self, Stretch};
use super::{advice, source::Source};
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::breath::Breath;
use crate::domain::recovery::guide::{Exercise, Sides};
use crate::domain::recovery::routine::{REHYDRATE_WITHIN, Step};
use crate::domain::settings::{LegsUp, Settings};
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::MINUTE;

/// The areas of the general stretches, beside the glute. One of them is left out after each run.
const BASICS: [Area; 4] = [Area::Calf, Area::Hamstring, Area::HipFlexor, Area::Quad];
/// The general stretches fill up to this many.
const FILLED: usize = 4;
const MOST_STRETCHES: usize = 6;
/// "Short on time? Two stretches, then breathe."
pub const SHORT_STRETCHES: usize = 2;
/// After a marathon.
const MILD_STRETCHES: usize = 3;
/// Minutes of easy walking before the routine ("Top Massage Tips": cool down; how long is our own choice).
pub const WALK: (u32, u32) = (2, 5);
/// Seconds with the legs up (Castell).
pub const LEGS_UP: Seconds = 120;

/// How much there is time and strength for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Amount {
    #[default]
    Full,
    /// The runner is short on time.
    Short,
    /// After a marathon or longer.
    Mild,
}

/// What the stretches of a routine depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The spots of the run, and those that must be spared.
    pub advised: TightSpots,
    /// Those of them that came up on the run.
    pub came_up: TightSpots,
    /// How many runs came before this one. Not the day: every other day would bring the same stretches for ever.
    pub turn: usize,
    pub amount: Amount,
}

impl Recovery {
    pub fn new(advised: TightSpots, turn: usize) -> Recovery {
        Recovery { advised, came_up: TightSpots::default(), turn, amount: Amount::Full }
    }

    /// The general areas, in the order of this run. The last one is needed only if another has no stretch today.
    fn basics(&self) -> Vec<Area> {
        let mut basics = BASICS.to_vec();
        basics.rotate_left(self.turn % BASICS.len());
        basics.insert(1, Area::Glute);
        basics
    }

    /// The spots that choose a stretch: those that came up first, then the strongest.
    fn spots(&self, limits: &Limits) -> Vec<Region> {
        let (mut first, rest): (Vec<_>, Vec<_>) =
            limits.open.iter().copied().partition(|region| self.came_up.get(*region).is_some());
        first.extend(rest);
        first
    }

    pub fn stretches(&self) -> Vec<Exercise> {
        let limits = Limits::of(&self.advised);
        let is_mild = self.amount == Amount::Mild;
        let spotted = if is_mild { vec![] } else { self.spots(&limits) };
        let spotted = spotted.into_iter().map(|region| (MOST_STRETCHES, region.area(), region.side()));
        let basic = self.basics().into_iter().map(|area| (FILLED, area, None));
        let mut chosen: Vec<Exercise> = vec![];
        for (limit, area, side) in spotted.chain(basic) {
            let is_covered = chosen.iter().any(|exercise| exercise.area() == Some(area));
            let fits = |stretch: &&Stretch| {
                stretch.areas.contains(&area)
                    && limits.allow(stretch.areas, stretch.loads, stretch.strains)
                    && chosen.iter().all(|exercise| exercise.id != stretch.id)
            };
            let fitting: Vec<&Stretch> = stretch::ALL.iter().filter(fits).collect();
            if chosen.len() < limit && !is_covered && !fitting.is_empty() {
                chosen.push(exercise(fitting[self.turn % fitting.len()], area, side));
            }
        }
        match self.amount {
            Amount::Full => {}
            Amount::Short => chosen.truncate(SHORT_STRETCHES),
            Amount::Mild => {
                chosen.truncate(MILD_STRETCHES);
                for exercise in &mut chosen {
                    exercise.hold = stretch::HOLD_MILD;
                }
            }
        }
        chosen
    }

    /// The exercises of a step of the routine. Empty if the step has none today, because every stretch may load a spot that
    /// must be spared.
    pub fn session(&self, step: Step, settings: &Settings) -> Vec<Exercise> {
        match step {
            Step::Rehydrate => vec![],
            Step::Stretch => self.stretches(),
            Step::LegsUp if advice::no_legs_up(&self.advised).is_some() => vec![],
            Step::LegsUp => legs_up(settings.legs_up.unwrap_or(LegsUp::Wall)),
            Step::Breathe => breathing(settings.breath),
        }
    }

    /// Minutes of a guided step, rounded up.
    pub fn minutes(&self, step: Step, settings: &Settings) -> u32 {
        let exercises = self.session(step, settings);
        // To get comfortable is not part of "2 min".
        let ready =
            if step == Step::LegsUp { exercises.iter().map(|exercise| exercise.ready).sum() } else { 0 };
        (exercises.iter().map(Exercise::length).sum::<Seconds>() - ready).div_ceil(60)
    }
}

fn exercise(stretch: &Stretch, area: Area, side: Option<Side>) -> Exercise {
    let sides =
        if stretch.each_side { Sides::both_from(side.unwrap_or(Side::Left)) } else { Sides::Together };
    Exercise::new(stretch.id, Some(area), sides, stretch::READY, stretch::HOLD)
}

/// The legs up, after ten seconds to get comfortable.
fn legs_up(how: LegsUp) -> Vec<Exercise> {
    let id = match how {
        LegsUp::Wall => "legs-up",
        LegsUp::Chair => "legs-chair",
    };
    vec![Exercise::new(id, None, Sides::Together, 10, LEGS_UP)]
}

fn breathing(breath: Breath) -> Vec<Exercise> {
    vec![Exercise::new("breathe", None, Sides::Together, 0, breath.length())]
}

/// Slow breaths with the legs up, for as long as the longer of the two.
pub fn both_at_once(settings: &Settings) -> Vec<Exercise> {
    let mut both = breathing(settings.breath);
    for exercise in &mut both {
        exercise.hold = exercise.hold.max(LEGS_UP);
        exercise.has_legs_up = true;
    }
    both
}

/// What each step of the routine follows, and what is our own choice.
pub fn routine_rules() -> [(String, &'static [Source], &'static str); 4] {
    [
        (
            format!("Rehydrate within {} minutes", REHYDRATE_WITHIN / MINUTE),
            &[Source::Castell, Source::Drinking],
            "to thirst, and no amount",
        ),
        ("Stretch gently while warm".to_owned(), &[Source::Castell, Source::TopTips], "which stretches"),
        (format!("Legs up the wall, {} minutes", LEGS_UP / 60), &[Source::Castell], "the chair instead"),
        ("Slow deep breaths".to_owned(), &[Source::Castell, Source::Breathing], "the pace and how long"),
    ]
}
