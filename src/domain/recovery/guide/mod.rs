//! A guided session: exercises one after the other, timed to the second. The whole of it is one hold on the
//! wall clock, so that whatever the phone did meanwhile, the right exercise is shown with the right time left.

use super::hold::Hold;
use crate::domain::body::region::{Kind, Region, Side};
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Instant, Millis, SECOND};
use serde::{Deserialize, Deserializer, Serialize, de};

/// Seconds between the sides.
pub const SWITCH: Seconds = 5;
/// "Previous" within this time of an exercise's start leads to the one before.
const JUST_BEGUN: Millis = 3 * SECOND;

/// One exercise, as it was planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exercise {
    /// What to do: an id of `content`, kebab-case, at most 40 characters.
    pub id: String,
    /// The area it is for, if it is for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Kind>,
    /// Which sides, in their order.
    #[serde(default)]
    pub sides: Sides,
    /// Seconds to get ready, 0 to 60.
    pub ready: Seconds,
    /// Seconds of each hold, 1 to 1200.
    pub hold: Seconds,
    /// The runner went on before its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    skipped: bool,
}

/// Whether an exercise is done for each side in turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// Both at once, or none to speak of.
    #[default]
    Together,
    Left,
    Right,
    LeftThenRight,
    RightThenLeft,
}

impl Sides {
    /// Each in turn, beginning with this one.
    pub const fn both_from(first: Side) -> Sides {
        match first {
            Side::Left => Sides::LeftThenRight,
            Side::Right => Sides::RightThenLeft,
        }
    }

    pub const fn only(side: Side) -> Sides {
        match side {
            Side::Left => Sides::Left,
            Side::Right => Sides::Right,
        }
    }

    pub const fn first(self) -> Option<Side> {
        match self {
            Sides::Together => None,
            Sides::Left | Sides::LeftThenRight => Some(Side::Left),
            Sides::Right | Sides::RightThenLeft => Some(Side::Right),
        }
    }

    pub const fn second(self) -> Option<Side> {
        match self {
            Sides::LeftThenRight => Some(Side::Right),
            Sides::RightThenLeft => Some(Side::Left),
            _ => None,
        }
    }
}

impl Exercise {
    pub const MAX_READY: Seconds = 60;
    pub const MAX_HOLD: Seconds = 1200;

    pub fn new(id: &str, area: Option<Kind>, sides: Sides, ready: Seconds, hold: Seconds) -> Exercise {
        Exercise { id: id.to_owned(), area, sides, ready, hold, skipped: false }
    }

    /// The region that the map shows for it, on the side it begins with.
    pub fn region(&self) -> Option<Region> {
        let area = self.area?;
        let side = area.is_paired().then(|| self.sides.first().unwrap_or(Side::Left));
        Region::new(area, side)
    }

    pub const fn was_skipped(&self) -> bool {
        self.skipped
    }

    /// Seconds from getting ready to the end of the last hold.
    pub const fn length(&self) -> Seconds {
        self.ready + self.held() + if self.sides.second().is_some() { SWITCH } else { 0 }
    }

    /// Seconds of its holds.
    const fn held(&self) -> Seconds {
        if self.sides.second().is_some() { self.hold * 2 } else { self.hold }
    }

    fn is_sane(&self) -> bool {
        (1..=40).contains(&self.id.len())
            && self.ready <= Exercise::MAX_READY
            && (1..=Exercise::MAX_HOLD).contains(&self.hold)
    }
}

/// A part of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Ready,
    /// On this side, where it is done for each.
    Hold(Option<Side>),
    /// Time to change over to this side.
    Switch(Side),
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The place of the exercise, from 0.
    pub exercise: usize,
    pub part: Part,
    /// Milliseconds left of this part.
    pub left: Millis,
    /// Its whole length in seconds.
    pub length: Seconds,
}

impl Position {
    pub const fn gone(self) -> Millis {
        self.length as Millis * SECOND - self.left
    }
}

/// What the runner should notice without looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A hold begins.
    Begin,
    /// Three, two, one second before the end of a hold.
    Tick,
    /// Change sides.
    Switch,
    /// The whole session is over.
    End,
}

/// A session under way: at least one exercise, at most an hour in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guide {
    exercises: Vec<Exercise>,
    hold: Hold,
}

impl Guide {
    /// Starts now. `None` for no exercise, for one out of its ranges, or for more than an hour.
    pub fn start(exercises: Vec<Exercise>, now: Instant) -> Option<Guide> {
        let hold = Hold::start(Guide::fitting_length(&exercises)?, now);
        Some(Guide { exercises, hold })
    }

    fn fitting_length(exercises: &[Exercise]) -> Option<Seconds> {
        let sane = exercises.len() <= 20 && exercises.iter().all(Exercise::is_sane);
        let length = exercises.iter().filter(|_| sane).map(Exercise::length).sum();
        (1..=Hold::MAX_LENGTH).contains(&length).then_some(length)
    }

    pub fn exercises(&self) -> &[Exercise] {
        &self.exercises
    }

    pub const fn is_paused(&self) -> bool {
        self.hold.is_paused()
    }

    /// Milliseconds to the end of everything.
    pub fn left(&self, now: Instant) -> Millis {
        self.hold.left(now)
    }

    /// When it ended, if it has. A paused session never ends by itself.
    pub fn ended(&self, now: Instant) -> Option<Instant> {
        self.hold.ended(now)
    }

    /// Where it stands; `None` once it is over.
    pub fn position(&self, now: Instant) -> Option<Position> {
        let gone = self.hold.gone(now);
        self.parts().find(|(at, ..)| gone < at.1).map(|((begin, end), exercise, part)| Position {
            exercise,
            part,
            left: end - gone,
            length: Seconds::try_from((end - begin) / SECOND).expect("at most an hour"),
        })
    }

    /// The next cue after now, and how many milliseconds it is away. None while paused.
    pub fn next_cue(&self, now: Instant) -> Option<(Millis, Cue)> {
        if self.is_paused() {
            return None;
        }
        let gone = self.hold.gone(now);
        let total = self.hold.gone(now) + self.hold.left(now);
        let cues = self.parts().flat_map(|((begin, end), _, part)| {
            let edge = match part {
                Part::Ready => None,
                Part::Hold(_) => Some(Cue::Begin),
                Part::Switch(_) => Some(Cue::Switch),
            };
            let ticks = matches!(part, Part::Hold(_)) && end - begin > 5 * SECOND;
            let ticks =
                [3, 2, 1].into_iter().filter(move |_| ticks).map(move |s| (end - s * SECOND, Cue::Tick));
            edge.map(|cue| (begin, cue)).into_iter().chain(ticks)
        });
        cues.chain([(total, Cue::End)]).find(|(at, _)| *at > gone).map(|(at, cue)| (at - gone, cue))
    }

    pub fn toggle_pause(&mut self, now: Instant) {
        self.hold = if self.is_paused() { self.hold.resumed(now) } else { self.hold.paused(now) };
    }

    pub fn pause(&mut self, now: Instant) {
        self.hold = self.hold.paused(now);
    }

    /// From the beginning, running.
    pub fn restart(&mut self, now: Instant) {
        self.hold = Hold::start(self.hold.length(), now);
        self.mark_skipped(0..self.exercises.len(), false);
    }

    /// On to the next exercise, or past the end.
    pub fn next(&mut self, now: Instant) {
        if let Some(Position { exercise, .. }) = self.position(now) {
            self.mark_skipped(exercise..exercise + 1, true);
            self.hold = self.hold.with_gone(self.begin(exercise + 1), now);
            // Nobody pauses at the very end.
            if self.hold.left(now) == 0 {
                self.hold = self.hold.resumed(now);
            }
        }
    }

    /// Back to the start of this exercise, or, just after that, to the one before.
    pub fn previous(&mut self, now: Instant) {
        let here = self.position(now).map_or(self.exercises.len(), |position| position.exercise);
        let begun = self.hold.gone(now) - self.begin(here);
        let to = if begun < JUST_BEGUN { here.saturating_sub(1) } else { here };
        self.mark_skipped(to..self.exercises.len(), false);
        self.hold = self.hold.with_gone(self.begin(to), now);
    }

    /// Follows the wall clock, which was found to have jumped by this much.
    pub fn clock_jumped(&mut self, jump: Millis) {
        self.hold = self.hold.after_jump(jump);
    }

    /// Seconds of holds that were done by now; those of an exercise that was left early do not count, unless it
    /// is the only one.
    pub fn held(&self, now: Instant) -> Seconds {
        let gone = self.hold.gone(now);
        let held = self.parts().filter(|(at, exercise, part)| {
            matches!(part, Part::Hold(_)) && at.0 < gone && !self.exercises[*exercise].skipped
        });
        let ms: Millis = held.map(|((begin, end), ..)| end.min(gone) - begin).sum();
        Seconds::try_from(ms / SECOND).expect("at most an hour")
    }

    /// The exercises that were gone through to their end by now.
    pub fn done(&self, now: Instant) -> impl Iterator<Item = &Exercise> {
        let gone = self.hold.gone(now);
        self.exercises
            .iter()
            .enumerate()
            .filter(move |(place, exercise)| !exercise.skipped && self.begin(place + 1) <= gone)
            .map(|(_, exercise)| exercise)
    }

    fn mark_skipped(&mut self, places: std::ops::Range<usize>, skipped: bool) {
        for exercise in &mut self.exercises[places] {
            exercise.skipped = skipped;
        }
    }

    /// Milliseconds from the start to where an exercise begins.
    fn begin(&self, exercise: usize) -> Millis {
        self.exercises.iter().take(exercise).map(|exercise| Millis::from(exercise.length()) * SECOND).sum()
    }

    /// Every part in turn: its beginning and end in milliseconds, its exercise, and what it is.
    fn parts(&self) -> impl Iterator<Item = ((Millis, Millis), usize, Part)> {
        let mut at = 0;
        self.exercises
            .iter()
            .enumerate()
            .flat_map(|(place, exercise)| {
                let first = (Part::Hold(exercise.sides.first()), exercise.hold);
                let second = exercise.sides.second();
                let switch = second.map(|side| (Part::Switch(side), SWITCH));
                let second = second.map(|side| (Part::Hold(Some(side)), exercise.hold));
                let parts = [Some((Part::Ready, exercise.ready)), Some(first), switch, second];
                parts.into_iter().flatten().map(move |(part, length)| (place, part, length))
            })
            .map(move |(place, part, length)| {
                let begin = at;
                at += Millis::from(length) * SECOND;
                ((begin, at), place, part)
            })
    }
}

impl<'de> Deserialize<'de> for Guide {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            exercises: Vec<Exercise>,
            hold: Hold,
        }
        let Raw { exercises, hold } = Raw::deserialize(deserializer)?;
        if Guide::fitting_length(&exercises) == Some(hold.length()) {
            Ok(Guide { exercises, hold })
        } else {
            Err(de::Error::custom("a session that cannot be"))
        }
    }
}

#[cfg(test)]
mod tests;
