//! Chooses exercises for today's spots. Sharp, numb or swollen spots get none.

use super::stretch::{self, Stretch};
use super::warm_up::{self, WarmUp};
use super::{massage, source::Source};
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::body::spots::TightSpots;
use crate::domain::massage::Tool;
use crate::domain::recovery::breath::Breath;
use crate::domain::recovery::guide::{Exercise, Sides};
use crate::domain::recovery::routine::Step;
use crate::domain::settings::{LegsUp, Settings};

/// A move of the warm-up, and the spot that it is for.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    pub warm_up: &'static WarmUp,
    pub spot: Option<Region>,
}

/// The areas of the general stretches.
const BASIC_STRETCHES: [Area; 4] = [Area::Calf, Area::Hamstring, Area::HipFlexor, Area::Quad];
const MOST_STRETCHES: usize = 6;
const MOST_MOVES: usize = 6;
const FEWEST_MOVES: usize = 5;

/// The spots that may be worked on, strongest first, and the areas that must not be.
fn open_and_closed(spots: &TightSpots) -> (Vec<Region>, Vec<Area>) {
    let closed: Vec<Area> = spots.off_limits().collect();
    let sorted = spots.strongest_first().into_iter().map(|(region, _)| region);
    (sorted.filter(|region| !closed.contains(&region.area())).collect(), closed)
}

/// Whether a move with these areas and loads spares all `closed` areas.
fn spares(areas: &[Area], loads: &[Area], closed: &[Area]) -> bool {
    !areas.iter().chain(loads).any(|area| closed.contains(area))
}

/// Four to six moves (fewer only if spots forbid the others): those for the strongest spots first, then the
/// general set.
pub fn warm_up(spots: &TightSpots) -> Vec<Planned> {
    let (open, closed) = open_and_closed(spots);
    let mut moves: Vec<Planned> = vec![];
    let fits = |moves: &[Planned], warm_up: &WarmUp| {
        spares(warm_up.areas, warm_up.loads, &closed)
            && moves.iter().all(|planned| planned.warm_up.id != warm_up.id)
    };
    for region in open {
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
        if moves.len() < FEWEST_MOVES && fits(&moves, warm_up) {
            moves.push(Planned { warm_up, spot: None });
        }
    }
    moves
}

/// About how many minutes the moves take.
pub fn minutes(moves: &[Planned]) -> u32 {
    moves.iter().map(|planned| planned.warm_up.takes).sum::<u32>().div_ceil(60)
}

/// The stretches for the spots, strongest first, filled up to four with the general ones.
pub fn stretches(spots: &TightSpots) -> Vec<Exercise> {
    let (open, closed) = open_and_closed(spots);
    let spotted = open.into_iter().map(|region| (region.area(), region.side()));
    let basic = BASIC_STRETCHES.into_iter().map(|kind| (kind, None));
    let mut chosen: Vec<Exercise> = vec![];
    for (is_spot, (kind, side)) in spotted.map(|area| (true, area)).chain(basic.map(|area| (false, area))) {
        let limit = if is_spot { MOST_STRETCHES } else { BASIC_STRETCHES.len() };
        let is_chosen = |stretch: &&Stretch| chosen.iter().any(|exercise| exercise.id == stretch.id);
        let is_covered = chosen.iter().any(|exercise| exercise.area == Some(kind));
        let fits = |stretch: &&Stretch| {
            stretch.areas.contains(&kind)
                && spares(stretch.areas, stretch.loads, &closed)
                && !is_chosen(stretch)
        };
        if chosen.len() < limit
            && !is_covered
            && let Some(stretch) = stretch::ALL.iter().find(fits)
        {
            chosen.push(exercise(stretch, kind, side));
        }
    }
    chosen
}

fn exercise(stretch: &Stretch, area: Area, side: Option<Side>) -> Exercise {
    let sides =
        if stretch.each_side { Sides::both_from(side.unwrap_or(Side::Left)) } else { Sides::Together };
    Exercise::new(stretch.id, Some(area), sides, stretch::READY, stretch::HOLD)
}

/// Two minutes with the legs up (Castell), after ten seconds to get comfortable.
pub fn legs_up(how: LegsUp) -> Vec<Exercise> {
    let id = match how {
        LegsUp::Wall => "legs-up",
        LegsUp::Chair => "legs-chair",
    };
    vec![Exercise::new(id, None, Sides::Together, 10, 120)]
}

pub fn breathing(breath: Breath) -> Vec<Exercise> {
    vec![Exercise::new("breathe", None, Sides::Together, 0, breath.length())]
}

/// The exercises of a step of the routine. Empty if the step has none today: every stretch may load a spot that is sharp, numb
/// or swollen.
pub fn session(step: Step, spots: &TightSpots, settings: &Settings) -> Vec<Exercise> {
    match step {
        Step::Rehydrate => vec![],
        Step::Stretch => stretches(spots),
        Step::LegsUp => legs_up(settings.legs_up.unwrap_or(LegsUp::Wall)),
        Step::Breathe => breathing(settings.breath),
    }
}

/// "Ease it now": only this spot, for a minute.
pub fn ease(region: Region) -> Option<(Tool, Vec<Exercise>)> {
    let guide = massage::find(region.area())?;
    let sides = region.side().map_or(Sides::Together, Sides::only);
    let exercise =
        Exercise::new(region.area().id(), Some(region.area()), sides, massage::READY, massage::EASE);
    Some((guide.tools[0], vec![exercise]))
}

/// A whole self-massage, of one side or of both sides in turn.
pub fn self_massage(guide: &massage::Guide, side: Option<Side>) -> Vec<Exercise> {
    let both = if guide.area.is_paired() { Sides::LeftThenRight } else { Sides::Together };
    let sides = side.map_or(both, Sides::only);
    vec![Exercise::new(guide.area.id(), Some(guide.area), sides, massage::READY, guide.hold)]
}

/// The sources of the four steps of the routine.
pub const ROUTINE_SOURCES: [(&str, &[Source]); 4] = [
    ("Rehydrate within 30 minutes, to thirst", &[Source::Castell, Source::Drinking]),
    ("Stretch gently while warm", &[Source::Castell, Source::TopTips, Source::StretchDose]),
    ("Legs up the wall, 2 minutes", &[Source::Castell]),
    ("Slow deep breaths", &[Source::Castell, Source::Breathing]),
];
