//! Chooses exercises for today's spots.
//!
//! - A spot that is sharp, numb, swollen or on the bone, and a severe joint or tendon, gets no exercise, and no exercise
//!   for another spot may load it, on either side.
//! - An exercise that strains a joint or a tendon is left out if that is moderate.
//! - With a part of a leg that must be left alone, there are no general moves before a run: that is no day for one.
//! - The chest never chooses a move before a run, and is stretched only if the runner says that it is just muscle. If it must
//!   be left alone, there is no exercise at all.

use super::massage::Pressure;
use super::warm_up::{self, WarmUp};
use super::{advice, massage};
use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::body::spot::{Handling, Spot};
use crate::domain::body::spots::TightSpots;
use crate::domain::care::hands::Hands;
use crate::domain::care::race::Class;
use crate::domain::massage::Tool;
use crate::domain::patterns::Recurrence;
use crate::domain::recovery::guide::{Exercise, Sides};
use crate::domain::time::calendar::Day;
use crate::domain::time::format::Seconds;

/// A move of the warm-up, and the spot that it is for.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    pub warm_up: &'static WarmUp,
    pub spot: Option<Region>,
}

const MOST_MOVES: usize = 6;
const FEWEST_MOVES: usize = 5;
/// On a day without a run.
const MOBILITY_MOVES: usize = 4;

/// What may be worked on, and what must not be.
pub(super) struct Limits {
    /// The spots that may be worked on, strongest first.
    pub(super) open: Vec<Region>,
    /// The areas that no exercise may touch.
    closed: Vec<Area>,
    /// The joints and tendons that no exercise may strain.
    sore: Vec<Area>,
    has_chest_alarm: bool,
    /// Whether a part of a leg must be left alone.
    spares_leg: bool,
}

impl Limits {
    pub(super) fn of(spots: &TightSpots) -> Limits {
        let closed: Vec<Area> = spots.off_limits().flat_map(with_joint).collect();
        let sore = spots
            .iter()
            .filter(|(_, spot)| spot.level >= Level::Moderate)
            .flat_map(|(region, _)| with_joint(region.area()));
        let chooses = |(region, spot): &(Region, Spot)| match region.area() {
            Area::Chest => spot.feelings.contains(Feeling::Tight),
            Area::Abdomen => spot.level < Level::Severe,
            _ => true,
        };
        let sorted = spots.strongest_first().into_iter().filter(chooses).map(|(region, _)| region);
        let spares_leg = spots.against_running().is_some_and(|(region, spot)| {
            region.area().is_of_leg() && spot.handling(region.area()) == Handling::LeaveAlone
        });
        Limits {
            open: sorted.filter(|region| !closed.contains(&region.area())).collect(),
            closed,
            sore: sore.collect(),
            has_chest_alarm: spots.has_chest_alarm(),
            spares_leg,
        }
    }

    /// Whether an exercise for these areas, which loads and strains others, is allowed.
    pub(super) fn allow(&self, areas: &[Area], loads: &[Area], strains: &[Area]) -> bool {
        !self.has_chest_alarm
            && !areas.iter().chain(loads).any(|area| self.closed.contains(area))
            && !strains.iter().any(|area| self.sore.contains(area))
    }
}

/// An area with the whole joint that it is a part of: what loads the knee loads its back.
fn with_joint(area: Area) -> impl Iterator<Item = Area> {
    std::iter::once(area).chain((area == Area::KneeBack).then_some(Area::Knee))
}

/// Four to six moves (fewer only if spots forbid the others): those for the strongest spots first, then the
/// general set.
pub fn warm_up(spots: &TightSpots) -> Vec<Planned> {
    let limits = Limits::of(spots);
    let mut moves: Vec<Planned> = vec![];
    let fits = |moves: &[Planned], warm_up: &WarmUp| {
        limits.allow(warm_up.areas, warm_up.loads, warm_up.strains)
            && moves.iter().all(|planned| planned.warm_up.id != warm_up.id)
    };
    for &region in &limits.open {
        let matching = warm_up::ALL
            .iter()
            .filter(|warm_up| warm_up.areas.contains(&region.area()) && fits(&moves, warm_up));
        if let Some(warm_up) =
            matching.min_by_key(|warm_up| warm_up.areas.iter().position(|area| *area == region.area()))
            && moves.len() < MOST_MOVES
        {
            moves.push(Planned { warm_up, spot: Some(region) });
        }
    }
    for warm_up in &warm_up::ALL {
        if moves.len() < FEWEST_MOVES && !limits.spares_leg && fits(&moves, warm_up) {
            moves.push(Planned { warm_up, spot: None });
        }
    }
    moves
}

/// A warm-up before a run: an easy start, the moves, and a last line that loosens. A race has a start of its own.
#[derive(Clone, Debug)]
pub struct WarmUpPlan {
    pub before: Option<&'static warm_up::Part>,
    pub moves: Vec<Planned>,
    pub after: Vec<&'static warm_up::Part>,
}

impl WarmUpPlan {
    /// `race` is the class of today's race. With a part of a leg off limits, there is nothing to run up to.
    pub fn of(spots: &TightSpots, race: Option<Class>) -> WarmUpPlan {
        let limits = Limits::of(spots);
        let runs = !limits.closed.iter().any(|area| area.is_of_leg()) && !limits.has_chest_alarm;
        let strides = warm_up::after_moves(race).filter(|_| runs && limits.sore.is_empty());
        let loosens = limits.allow(&[Area::Shoulder, Area::Neck], &[], &[]);
        WarmUpPlan {
            before: runs.then(|| warm_up::before_moves(race)),
            moves: warm_up(spots),
            after: strides.into_iter().chain(loosens.then_some(&warm_up::LET_GO)).collect(),
        }
    }

    /// About how many minutes it takes.
    pub fn minutes(&self) -> u32 {
        let parts = self.before.iter().chain(&self.after).map(|part| part.takes).sum::<Seconds>();
        (parts + seconds(&self.moves)).div_ceil(60)
    }
}

fn seconds(moves: &[Planned]) -> Seconds {
    moves.iter().map(|planned| planned.warm_up.takes).sum()
}

/// Slow moves for a day without a run: those for recent spots first, then others, which take turns by day.
pub fn mobility(spots: &TightSpots, day: Day) -> Vec<Planned> {
    let limits = Limits::of(spots);
    let allowed =
        |warm_up: &&WarmUp| warm_up.is_slow && limits.allow(warm_up.areas, warm_up.loads, warm_up.strains);
    let mut slow: Vec<&WarmUp> = warm_up::ALL.iter().filter(allowed).collect();
    let mut moves: Vec<Planned> = vec![];
    for &region in &limits.open {
        if moves.len() < MOBILITY_MOVES
            && let Some(index) = slow.iter().position(|warm_up| warm_up.areas.contains(&region.area()))
        {
            moves.push(Planned { warm_up: slow.remove(index), spot: Some(region) });
        }
    }
    if !slow.is_empty() {
        // The week counts too, so that a rest day on the same weekday does not bring the same moves each time.
        let days = day.epoch_days();
        let turn = usize::try_from(days + days.div_euclid(7)).unwrap_or(0) * MOBILITY_MOVES % slow.len();
        slow.rotate_left(turn);
    }
    let rest = slow.into_iter().map(|warm_up| Planned { warm_up, spot: None });
    moves.extend(rest);
    moves.truncate(MOBILITY_MOVES);
    moves
}

/// About how many minutes the moves take.
pub fn minutes(moves: &[Planned]) -> u32 {
    seconds(moves).div_ceil(60)
}

/// "Ease it now" for a spot that keeps coming back. `None` if it was flagged in one of the runs, or has no self-massage now.
pub fn ease_recurring(
    recurrence: &Recurrence<'_>,
    advised: &TightSpots,
    lacks: &[Tool],
    hands: Hands,
) -> Option<Ease> {
    let region = recurrence.region;
    let may = recurrence.flagged_count() == 0 && advice::no_massage_now(advised, region.area()).is_none();
    may.then(|| Ease::now(region, advised.level(region), lacks)?.on(hands)).flatten()
}

/// A self-massage that is about to begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ease {
    pub guide: &'static massage::Guide,
    pub tool: Tool,
    /// `None` for both sides in turn.
    pub side: Option<Side>,
    /// Seconds per side.
    pub hold: Seconds,
    /// A severe spot: shorter and softer, and after it the app asks "Easier?".
    pub is_severe: bool,
    /// Softer, because of a race or a massage.
    pub is_gentle: bool,
    /// The second round of a severe spot, which is the last.
    pub is_second: bool,
}

impl Ease {
    /// "Ease it now": one spot, before a run, with a tool that the runner has.
    pub fn now(region: Region, level: Option<Level>, lacks: &[Tool]) -> Option<Ease> {
        let guide = massage::find(region.area())?;
        let tool = massage::best_tool(guide, lacks)?;
        Some(Ease::new(guide, tool, region.side(), massage::EASE, level))
    }

    /// On a day of its own: one side, or both sides in turn.
    pub fn whole(
        guide: &'static massage::Guide,
        tool: Tool,
        side: Option<Side>,
        level: Option<Level>,
    ) -> Ease {
        Ease::new(guide, tool, side, guide.hold, level)
    }

    fn new(
        guide: &'static massage::Guide,
        tool: Tool,
        side: Option<Side>,
        hold: Seconds,
        level: Option<Level>,
    ) -> Ease {
        let is_severe = level == Some(Level::Severe);
        Ease {
            guide,
            tool,
            side,
            hold: if is_severe { massage::EASE_SEVERE } else { hold },
            is_severe,
            is_gentle: false,
            is_second: false,
        }
    }

    /// As the day allows it: as usual, softer and not longer than before a run, or not at all.
    pub fn on(self, hands: Hands) -> Option<Ease> {
        match hands {
            Hands::Usual => Some(self),
            Hands::Gentle(_) => Some(Ease { is_gentle: true, hold: self.hold.min(massage::EASE), ..self }),
            Hands::Leave(_) => None,
        }
    }

    /// How hard to press.
    pub const fn pressure(&self) -> Pressure {
        if self.is_severe || self.is_gentle { massage::GENTLE } else { self.guide.pressure }
    }

    /// The second round of a severe spot; `None` after it.
    pub fn again(self) -> Option<Ease> {
        (self.is_severe && !self.is_second).then_some(Ease { is_second: true, ..self })
    }

    pub fn exercises(&self) -> Vec<Exercise> {
        let area = self.guide.area;
        let both = if area.is_paired() { Sides::LeftThenRight } else { Sides::Together };
        let sides = self.side.map_or(both, Sides::only);
        vec![Exercise::new(area.id(), Some(area), sides, massage::READY, self.hold)]
    }
}
