//! A guided session: exercises one after the other, timed to the second. The whole session is one `Hold` on
//! the wall clock, so the app shows the right exercise and the right time left, whatever the phone did in the
//! meantime.

use super::hold::Hold;
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Instant, Millis, SECOND};
use serde::{Deserialize, Deserializer, Serialize, de};

/// Seconds to change sides.
pub const SWITCH: Seconds = 5;
/// Within this time of an exercise's start, "Previous" goes to the exercise before it.
const JUST_BEGUN: Millis = 3 * SECOND;

/// One exercise, as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exercise {
    /// What to do: an id from `content`, kebab-case, 1 to 40 characters.
    pub id: String,
    /// The area it is for, if any, as older builds know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<Area>,
    /// It is for the back of the knee, which older builds do not know.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_behind_knee: bool,
    /// The sides, in order.
    #[serde(default)]
    pub sides: Sides,
    /// Seconds to get ready, 0 to 60.
    pub ready: Seconds,
    /// Seconds of each hold, 1 to 1200.
    pub hold: Seconds,
    /// Done with the legs up, which does that step too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_legs_up: bool,
    /// The runner moved on before its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    skipped: bool,
}

/// The sides on which an exercise is done, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// Both sides at once, or no particular side.
    #[default]
    Together,
    Left,
    Right,
    LeftThenRight,
    RightThenLeft,
}

impl Sides {
    /// Both sides, one after the other.
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

    pub fn new(id: &str, area: Option<Area>, sides: Sides, ready: Seconds, hold: Seconds) -> Exercise {
        Exercise {
            id: id.to_owned(),
            area: area.map(Area::known_before),
            is_behind_knee: area == Some(Area::KneeBack),
            sides,
            ready,
            hold,
            has_legs_up: false,
            skipped: false,
        }
    }

    /// The area it is for, if any.
    pub const fn area(&self) -> Option<Area> {
        if self.is_behind_knee { Some(Area::KneeBack) } else { self.area }
    }

    /// The region that the map shows for it, on its first side.
    pub fn region(&self) -> Option<Region> {
        let area = self.area()?;
        let side = area.is_paired().then(|| self.sides.first().unwrap_or(Side::Left));
        Region::new(area, side)
    }

    /// Seconds from getting ready to the end of the last hold.
    pub const fn length(&self) -> Seconds {
        self.ready + self.held() + if self.sides.second().is_some() { SWITCH } else { 0 }
    }

    /// Seconds of all its holds.
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
    /// On this side. `None` if the exercise has no sides.
    Hold(Option<Side>),
    /// Time to change to this side.
    Switch(Side),
}

/// The current position in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The index of the exercise.
    pub exercise: usize,
    pub part: Part,
    /// Milliseconds left of this part.
    pub left: Millis,
    /// The whole length of this part in seconds.
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
    /// Starts now. `None` for no exercise or over 20, for an exercise with a value out of range, or for more
    /// than an hour in all.
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

    /// Milliseconds to the end of the session.
    pub fn left(&self, now: Instant) -> Millis {
        self.hold.left(now)
    }

    /// Elapsed milliseconds of the session.
    pub fn gone(&self, now: Instant) -> Millis {
        self.hold.gone(now)
    }

    /// When the session ended, if it has. It does not end while it is paused.
    pub fn ended(&self, now: Instant) -> Option<Instant> {
        self.hold.ended(now)
    }

    /// The current position; `None` once the session is over.
    pub fn position(&self, now: Instant) -> Option<Position> {
        let gone = self.hold.gone(now);
        self.parts().find(|(at, ..)| gone < at.1).map(|((begin, end), exercise, part)| Position {
            exercise,
            part,
            left: end - gone,
            length: Seconds::try_from((end - begin) / SECOND).expect("at most an hour"),
        })
    }

    /// All cues of the session in order, each with the milliseconds from its start.
    pub fn cues(&self) -> impl Iterator<Item = (Millis, Cue)> {
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
        cues.chain([(Millis::from(self.hold.length()) * SECOND, Cue::End)])
    }

    pub fn toggle_pause(&mut self, now: Instant) {
        self.hold = if self.is_paused() { self.hold.resumed(now) } else { self.hold.paused(now) };
    }

    pub fn pause(&mut self, now: Instant) {
        self.hold = self.hold.paused(now);
    }

    /// Restarts from the beginning, unpaused.
    pub fn restart(&mut self, now: Instant) {
        self.hold = Hold::start(self.hold.length(), now);
        self.mark_skipped(0..self.exercises.len(), false);
    }

    /// Skips to the next exercise, or to the end of the session.
    pub fn next(&mut self, now: Instant) {
        if let Some(Position { exercise, .. }) = self.position(now) {
            self.mark_skipped(exercise..exercise + 1, true);
            self.hold = self.hold.with_gone(self.begin(exercise + 1), now);
            // A paused session would never end.
            if self.hold.left(now) == 0 {
                self.hold = self.hold.resumed(now);
            }
        }
    }

    /// Goes back to the start of this exercise, or in its first three seconds to the exercise before it.
    pub fn previous(&mut self, now: Instant) {
        let here = self.position(now).map_or(self.exercises.len(), |position| position.exercise);
        let begun = self.hold.gone(now) - self.begin(here);
        let to = if begun < JUST_BEGUN { here.saturating_sub(1) } else { here };
        self.mark_skipped(to..self.exercises.len(), false);
        self.hold = self.hold.with_gone(self.begin(to), now);
    }

    /// Corrects the session for a wall clock that was found to have jumped by `jump`.
    pub fn clock_jumped(&mut self, jump: Millis) {
        self.hold = self.hold.after_jump(jump);
    }

    /// Seconds of holds done by now. Skipped exercises do not count.
    pub fn held(&self, now: Instant) -> Seconds {
        let gone = self.hold.gone(now);
        let held = self.parts().filter(|(at, exercise, part)| {
            matches!(part, Part::Hold(_)) && at.0 < gone && !self.exercises[*exercise].skipped
        });
        let ms: Millis = held.map(|((begin, end), ..)| end.min(gone) - begin).sum();
        Seconds::try_from(ms / SECOND).expect("at most an hour")
    }

    /// The exercises that were done to their end by now.
    pub fn done(&self, now: Instant) -> impl Iterator<Item = &Exercise> {
        let gone = self.hold.gone(now);
        self.exercises
            .iter()
            .enumerate()
            .filter(move |(index, exercise)| !exercise.skipped && self.begin(index + 1) <= gone)
            .map(|(_, exercise)| exercise)
    }

    fn mark_skipped(&mut self, indices: std::ops::Range<usize>, skipped: bool) {
        for exercise in &mut self.exercises[indices] {
            exercise.skipped = skipped;
        }
    }

    /// Milliseconds from the start of the session to the start of an exercise.
    fn begin(&self, exercise: usize) -> Millis {
        self.exercises.iter().take(exercise).map(|exercise| Millis::from(exercise.length()) * SECOND).sum()
    }

    /// All parts in order: start and end in milliseconds, the index of the exercise, and the part.
    fn parts(&self) -> impl Iterator<Item = ((Millis, Millis), usize, Part)> {
        let mut at = 0;
        self.exercises
            .iter()
            .enumerate()
            .flat_map(|(index, exercise)| {
                let first = (Part::Hold(exercise.sides.first()), exercise.hold);
                let second = exercise.sides.second();
                let switch = second.map(|side| (Part::Switch(side), SWITCH));
                let second = second.map(|side| (Part::Hold(Some(side)), exercise.hold));
                let parts = [Some((Part::Ready, exercise.ready)), Some(first), switch, second];
                parts.into_iter().flatten().map(move |(part, length)| (index, part, length))
            })
            .map(move |(index, part, length)| {
                let begin = at;
                at += Millis::from(length) * SECOND;
                ((begin, at), index, part)
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
            Err(de::Error::custom("invalid session"))
        }
    }
}

#[cfg(test)]
mod tests;
