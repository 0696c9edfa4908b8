//! The recovery routine after a run: rehydrate, stretch, legs up the wall, slow deep breaths.

use super::guide::Guide;
use crate::domain::body::region::Area;
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Instant, MINUTE, Millis};
use serde::{Deserialize, Deserializer, Serialize, de};

/// One of the four steps, in the order they are best done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    Rehydrate,
    Stretch,
    LegsUp,
    Breathe,
}

impl Step {
    pub const ALL: [Step; 4] = [Step::Rehydrate, Step::Stretch, Step::LegsUp, Step::Breathe];

    /// Whether a timer guides the runner through it.
    pub const fn is_guided(self) -> bool {
        !matches!(self, Step::Rehydrate)
    }

    /// The name in the open routine.
    pub const fn name(self) -> &'static str {
        match self {
            Step::Rehydrate => "Rehydrate",
            Step::Stretch => "Stretch gently",
            Step::LegsUp => "Legs up the wall",
            Step::Breathe => "Slow deep breaths",
        }
    }

    /// The name once the step is done.
    pub const fn done_name(self) -> &'static str {
        match self {
            Step::Rehydrate => "Rehydrated",
            Step::Stretch => "Stretched",
            Step::LegsUp => "Legs up the wall",
            Step::Breathe => "Slow breaths",
        }
    }
}

/// The state of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    #[default]
    Open,
    InProgress(Guide),
    /// Done, and when. `None` for a run added by hand, where the time is not known.
    Done(Option<Instant>),
    Skipped,
}

/// What the runner did in guided sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guided {
    /// The area of each stretch that was held to its end, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stretched: Vec<Area>,
    /// Seconds with the legs up.
    #[serde(skip_serializing_if = "is_none")]
    pub legs_up: Seconds,
    /// Seconds of slow breathing.
    #[serde(skip_serializing_if = "is_none")]
    pub breathe: Seconds,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference.
const fn is_none(number: &u32) -> bool {
    *number == 0
}

/// The routine of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Routine {
    rehydrate: StepState,
    stretch: StepState,
    legs_up: StepState,
    breathe: StepState,
    /// Glasses drunk, 0 to 4. Counted, never a target.
    glasses: u8,
    guided: Guided,
    /// A session that repeats a step that is already done. The tick stays, however the session ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<(Step, Guide)>,
    /// Milliseconds by which the wall clock was set forward since the finish, as far as the app detected it.
    /// Negative if it was set back.
    #[serde(skip_serializing_if = "is_unmoved")]
    clock_moved: Millis,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference.
const fn is_unmoved(moved: &Millis) -> bool {
    *moved == 0
}

impl Routine {
    pub const MAX_GLASSES: u8 = 4;
    pub const fn state(&self, step: Step) -> &StepState {
        match step {
            Step::Rehydrate => &self.rehydrate,
            Step::Stretch => &self.stretch,
            Step::LegsUp => &self.legs_up,
            Step::Breathe => &self.breathe,
        }
    }

    const fn state_mut(&mut self, step: Step) -> &mut StepState {
        match step {
            Step::Rehydrate => &mut self.rehydrate,
            Step::Stretch => &mut self.stretch,
            Step::LegsUp => &mut self.legs_up,
            Step::Breathe => &mut self.breathe,
        }
    }

    pub const fn is_done(&self, step: Step) -> bool {
        matches!(self.state(step), StepState::Done(_))
    }

    pub fn done_count(&self) -> usize {
        Step::ALL.iter().filter(|step| self.is_done(**step)).count()
    }

    pub fn is_complete(&self) -> bool {
        self.done_count() == Step::ALL.len()
    }

    /// When the last step was ticked, if known.
    pub fn last_done(&self) -> Option<Instant> {
        let done = |step: Step| match self.state(step) {
            StepState::Done(at) => *at,
            _ => None,
        };
        Step::ALL.into_iter().filter_map(done).max_by_key(|at| at.ms())
    }

    pub const fn guided(&self) -> &Guided {
        &self.guided
    }

    /// Ticks a step by hand, which ends its session. A step that is already ticked keeps its time, unless a
    /// session was under way.
    pub fn tick(&mut self, step: Step, at: Option<Instant>) {
        let guide = self.guide(step).cloned();
        if let (Some(guide), Some(at)) = (&guide, at) {
            self.credit(step, guide, at);
            if guide.exercises().iter().any(|exercise| exercise.has_legs_up) && guide.held(at) > 0 {
                self.tick(Step::LegsUp, Some(at));
                self.guided.legs_up = guide.held(at);
            }
        }
        self.again = self.again.take().filter(|(again, _)| *again != step);
        if guide.is_some() || !self.is_done(step) {
            *self.state_mut(step) = StepState::Done(at);
        }
    }

    /// Ticks or unticks these steps afterwards. A guided step is done now; when another one was done is not known.
    pub fn correct(&mut self, steps: impl IntoIterator<Item = (Step, bool)>, now: Instant) {
        for (step, is_done) in steps {
            match (is_done, self.is_done(step)) {
                (true, false) => self.tick(step, self.guide(step).map(|_| now)),
                (false, true) => self.untick(step),
                _ => {}
            }
        }
    }

    /// Unticks a step, or ends its session without a tick.
    pub fn untick(&mut self, step: Step) {
        *self.state_mut(step) = StepState::Open;
        self.again = self.again.take().filter(|(again, _)| *again != step);
        self.forget_guided(step);
    }

    /// Sets the number of glasses (at most 4). The first ticks the step.
    pub fn drink(&mut self, glasses: u8, now: Instant) {
        let before = self.glasses;
        self.glasses = glasses.min(Routine::MAX_GLASSES);
        if before == 0 && self.glasses > 0 {
            self.tick(Step::Rehydrate, Some(now));
        }
    }

    pub const fn glasses(&self) -> u8 {
        self.glasses
    }

    /// The session of a step, if one is under way.
    pub fn guide(&self, step: Step) -> Option<&Guide> {
        match (self.state(step), &self.again) {
            (StepState::InProgress(guide), _) => Some(guide),
            (_, Some((again, guide))) if *again == step => Some(guide),
            _ => None,
        }
    }

    /// Begins a guided session of a step. A step that is already done stays done.
    pub fn begin(&mut self, step: Step, guide: Guide) {
        if !step.is_guided() {
            return;
        }
        if self.is_done(step) {
            self.again = Some((step, guide));
        } else {
            *self.state_mut(step) = StepState::InProgress(guide);
        }
    }

    /// Changes the session of a step, if one is under way.
    pub fn change_guide(&mut self, step: Step, change: impl FnOnce(&mut Guide)) {
        if let StepState::InProgress(guide) = self.state_mut(step) {
            change(guide);
        } else if let Some((_, guide)) = self.again.as_mut().filter(|(again, _)| *again == step) {
            change(guide);
        }
    }

    /// Ticks every step whose session has run out, with the time at which it ran out. If the runner skipped
    /// every exercise, the step stays as it was before the session. Returns whether anything changed.
    pub fn close_overdue(&mut self, now: Instant) -> bool {
        let mut changed = false;
        for step in Step::ALL {
            let Some(guide) = self.guide(step).cloned() else { continue };
            if let Some(end) = guide.ended(now) {
                if guide.held(end) > 0 {
                    self.tick(step, Some(end));
                } else if self.is_done(step) {
                    self.again = None;
                } else {
                    *self.state_mut(step) = StepState::Open;
                }
                changed = true;
            }
        }
        changed
    }

    /// Marks every step that is not done by now as skipped. What was held in unfinished sessions is kept.
    pub fn close(&mut self, now: Instant) {
        self.close_overdue(now);
        self.again = None;
        for step in Step::ALL {
            if let Some(guide) = self.guide(step).cloned() {
                self.credit(step, &guide, now);
            }
            if !self.is_done(step) {
                *self.state_mut(step) = StepState::Skipped;
            }
        }
    }

    /// The routine as it is when it is reopened: skipped steps are open again.
    #[must_use]
    pub fn reopened(mut self) -> Routine {
        for step in Step::ALL {
            if *self.state(step) == StepState::Skipped {
                *self.state_mut(step) = StepState::Open;
            }
        }
        self
    }

    /// Corrects every timer for a wall clock that was found to have been set by `jump`.
    pub fn clock_jumped(&mut self, jump: Millis) {
        self.clock_moved = self.clock_moved.saturating_add(jump);
        for step in Step::ALL {
            self.change_guide(step, |guide| guide.clock_jumped(jump));
        }
    }

    /// The state of the time for rehydrating, corrected for every detected change of the wall clock.
    pub fn rehydrate_window(&self, finish: Instant, now: Instant) -> RehydrateWindow {
        rehydrate_window(finish, now.plus(self.clock_moved.saturating_neg()))
    }

    /// Corrects a moment that was recorded before the wall clock was set, so that it is right on the set
    /// clock.
    pub fn on_the_clock(&self, moment: Instant) -> Instant {
        moment.plus(self.clock_moved)
    }

    fn credit(&mut self, step: Step, guide: &Guide, at: Instant) {
        match step {
            Step::Rehydrate => {}
            Step::Stretch => {
                self.guided.stretched =
                    guide.done(at).filter_map(|exercise| exercise.area().map(Area::known_before)).collect();
            }
            Step::LegsUp => self.guided.legs_up = guide.held(at),
            Step::Breathe => self.guided.breathe = guide.held(at),
        }
    }

    fn forget_guided(&mut self, step: Step) {
        match step {
            Step::Rehydrate => {}
            Step::Stretch => self.guided.stretched.clear(),
            Step::LegsUp => self.guided.legs_up = 0,
            Step::Breathe => self.guided.breathe = 0,
        }
    }
}

impl<'de> Deserialize<'de> for Routine {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Raw {
            rehydrate: StepState,
            stretch: StepState,
            legs_up: StepState,
            breathe: StepState,
            glasses: u8,
            guided: Guided,
            again: Option<(Step, Guide)>,
            clock_moved: Millis,
        }
        let Raw { rehydrate, stretch, legs_up, breathe, glasses, guided, again, clock_moved } =
            Raw::deserialize(deserializer)?;
        let again = again.filter(|(step, _)| step.is_guided());
        let routine = Routine { rehydrate, stretch, legs_up, breathe, glasses, guided, again, clock_moved };
        if glasses > Routine::MAX_GLASSES || routine.guide(Step::Rehydrate).is_some() {
            return Err(de::Error::custom("invalid routine"));
        }
        Ok(routine)
    }
}

/// The state of the 30 minutes for rehydrating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RehydrateWindow {
    /// Milliseconds to go, at most 30 minutes.
    Open { left: Millis },
    /// Milliseconds since the finish, 30 minutes or more. Still worth a drink.
    Passed { since_finish: Millis },
}

/// It is best to start drinking within this time of finishing (Castell, "Why Massage Therapy Is a Runner's
/// Secret Weapon").
pub const REHYDRATE_WITHIN: Millis = 30 * MINUTE;

/// The window starts at the finish. If the clock was set back, the whole window is left, never more.
pub fn rehydrate_window(finish: Instant, now: Instant) -> RehydrateWindow {
    let gone = now.since(finish).max(0);
    if gone < REHYDRATE_WITHIN {
        RehydrateWindow::Open { left: REHYDRATE_WITHIN - gone }
    } else {
        RehydrateWindow::Passed { since_finish: gone }
    }
}

#[cfg(test)]
mod tests;
