//! The recovery routine after a run: rehydrate, stretch, legs up the wall, slow deep breaths.

use super::hold::Hold;
use super::instant::{Instant, MINUTE, Millis};
use super::words::Seconds;
use serde::{Deserialize, Deserializer, Serialize, de};

/// One of the four steps, in the order they are best done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Rehydrate,
    Stretch,
    LegsUp,
    Breathe,
}

impl Step {
    pub const ALL: [Step; 4] = [Step::Rehydrate, Step::Stretch, Step::LegsUp, Step::Breathe];

    /// Seconds of the timed hold, for the steps that have one.
    pub const fn hold_length(self) -> Option<Seconds> {
        match self {
            Step::LegsUp | Step::Breathe => Some(120),
            Step::Rehydrate | Step::Stretch => None,
        }
    }

    /// As it stands in the open routine.
    pub const fn name(self) -> &'static str {
        match self {
            Step::Rehydrate => "Rehydrate",
            Step::Stretch => "Stretch gently",
            Step::LegsUp => "Legs up the wall",
            Step::Breathe => "Slow deep breaths",
        }
    }

    /// As it stands once done.
    pub const fn done_name(self) -> &'static str {
        match self {
            Step::Rehydrate => "Rehydrated",
            Step::Stretch => "Stretched",
            Step::LegsUp => "Legs up the wall",
            Step::Breathe => "Slow breaths",
        }
    }
}

/// How a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    #[default]
    Open,
    InProgress(Hold),
    /// Done, and when; the moment is unknown for a run added by hand.
    Done(Option<Instant>),
    Skipped,
}

/// The routine of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Routine {
    rehydrate: StepState,
    stretch: StepState,
    legs_up: StepState,
    breathe: StepState,
    /// Glasses drunk, 0 to 4. Counted, never a target.
    glasses: u8,
}

impl Routine {
    pub const MAX_GLASSES: u8 = 4;
    /// The glass that ticks the step by itself.
    const GLASSES_TO_TICK: u8 = 3;

    pub const fn state(&self, step: Step) -> StepState {
        match step {
            Step::Rehydrate => self.rehydrate,
            Step::Stretch => self.stretch,
            Step::LegsUp => self.legs_up,
            Step::Breathe => self.breathe,
        }
    }

    fn set(&mut self, step: Step, state: StepState) {
        match step {
            Step::Rehydrate => self.rehydrate = state,
            Step::Stretch => self.stretch = state,
            Step::LegsUp => self.legs_up = state,
            Step::Breathe => self.breathe = state,
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

    /// The first step that still wants doing.
    pub fn next_open(&self) -> Option<Step> {
        Step::ALL
            .into_iter()
            .find(|step| matches!(self.state(*step), StepState::Open | StepState::InProgress(_)))
    }

    /// Ticks a step by hand. A tick that is there already keeps its time.
    pub fn tick(&mut self, step: Step, at: Option<Instant>) {
        if !self.is_done(step) {
            self.set(step, StepState::Done(at));
        }
    }

    /// Takes a tick back, or ends a hold without one.
    pub fn untick(&mut self, step: Step) {
        self.set(step, StepState::Open);
    }

    /// Sets the number of glasses (at most 4). The third ticks the step.
    pub fn drink(&mut self, glasses: u8, now: Instant) {
        let before = self.glasses;
        self.glasses = glasses.min(Routine::MAX_GLASSES);
        if before < Routine::GLASSES_TO_TICK && self.glasses >= Routine::GLASSES_TO_TICK {
            self.tick(Step::Rehydrate, Some(now));
        }
    }

    pub const fn glasses(&self) -> u8 {
        self.glasses
    }

    pub const fn hold(&self, step: Step) -> Option<Hold> {
        match self.state(step) {
            StepState::InProgress(hold) => Some(hold),
            _ => None,
        }
    }

    /// Starts the step's hold, or starts it over. Steps without a hold stay as they are.
    pub fn start_hold(&mut self, step: Step, now: Instant) {
        if let Some(length) = step.hold_length() {
            self.set(step, StepState::InProgress(Hold::start(length, now)));
        }
    }

    /// Pauses a hold that runs, resumes one that is paused.
    pub fn toggle_pause(&mut self, step: Step, now: Instant) {
        if let Some(hold) = self.hold(step) {
            let hold = if hold.is_paused() { hold.resumed(now) } else { hold.paused(now) };
            self.set(step, StepState::InProgress(hold));
        }
    }

    /// Ticks every hold that has run out, at the moment it did. Says whether anything changed.
    pub fn settle(&mut self, now: Instant) -> bool {
        let mut changed = false;
        for step in Step::ALL {
            if let Some(end) = self.hold(step).and_then(|hold| hold.ended(now)) {
                self.set(step, StepState::Done(Some(end)));
                changed = true;
            }
        }
        changed
    }

    /// What is not done by now counts as skipped.
    pub fn close(&mut self) {
        for step in Step::ALL {
            if !self.is_done(step) {
                self.set(step, StepState::Skipped);
            }
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
        }
        let Raw { rehydrate, stretch, legs_up, breathe, glasses } = Raw::deserialize(deserializer)?;
        let routine = Routine { rehydrate, stretch, legs_up, breathe, glasses };
        let holds_fit =
            Step::ALL.iter().all(|step| routine.hold(*step).is_none() || step.hold_length().is_some());
        if glasses > Routine::MAX_GLASSES || !holds_fit {
            return Err(de::Error::custom("a routine that cannot be"));
        }
        Ok(routine)
    }
}

/// Where the 30 minutes for rehydrating stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RehydrateWindow {
    /// Milliseconds to go, at most 30 minutes.
    Open { left: Millis },
    /// Milliseconds since the finish, 30 minutes or more. Still worth a drink.
    Passed { since_finish: Millis },
}

/// Drinking is best begun within this time of finishing (Castell, "Why Massage Therapy Is a Runner's Secret
/// Weapon").
pub const REHYDRATE_WITHIN: Millis = 30 * MINUTE;

/// The window runs from the finish. A clock that was set back shows it whole, never more.
pub fn rehydrate_window(finish: Instant, now: Instant) -> RehydrateWindow {
    let gone = now.since(finish).max(0);
    if gone < REHYDRATE_WITHIN {
        RehydrateWindow::Open { left: REHYDRATE_WITHIN - gone }
    } else {
        RehydrateWindow::Passed { since_finish: gone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instant::{HOUR, SECOND};

    fn at(ms: i64) -> Instant {
        Instant::new(1_000_000_000 + ms, 60).unwrap()
    }

    #[test]
    fn ticks_keep_their_first_time_and_can_be_taken_back() {
        let mut routine = Routine::default();
        routine.tick(Step::Stretch, Some(at(1)));
        routine.tick(Step::Stretch, Some(at(2)));
        assert_eq!(routine.state(Step::Stretch), StepState::Done(Some(at(1))));
        assert_eq!((routine.done_count(), routine.next_open()), (1, Some(Step::Rehydrate)));
        routine.untick(Step::Stretch);
        assert_eq!(routine.state(Step::Stretch), StepState::Open);
        assert_eq!(routine.done_count(), 0);
    }

    #[test]
    fn the_third_glass_ticks_and_fewer_glasses_do_not_untick() {
        let mut routine = Routine::default();
        for glasses in 1..=2 {
            routine.drink(glasses, at(5));
            assert!(!routine.is_done(Step::Rehydrate));
        }
        routine.drink(3, at(7));
        assert_eq!(routine.state(Step::Rehydrate), StepState::Done(Some(at(7))));
        routine.untick(Step::Rehydrate);
        routine.drink(4, at(8));
        assert!(!routine.is_done(Step::Rehydrate), "the fourth glass is no second tick");
        routine.drink(9, at(9));
        assert_eq!(routine.glasses(), Routine::MAX_GLASSES);
        routine.drink(2, at(9));
        assert_eq!(routine.glasses(), 2);
    }

    #[test]
    fn holds_end_by_the_clock_even_unseen() {
        let mut routine = Routine::default();
        routine.start_hold(Step::LegsUp, at(0));
        assert_eq!(routine.next_open(), Some(Step::Rehydrate));
        assert!(!routine.settle(at(119_999)));
        assert!(routine.settle(at(8 * HOUR)));
        assert_eq!(routine.state(Step::LegsUp), StepState::Done(Some(at(120_000))));
        assert!(!routine.settle(at(9 * HOUR)));
        routine.start_hold(Step::Rehydrate, at(0));
        assert_eq!(routine.state(Step::Rehydrate), StepState::Open);
    }

    #[test]
    fn holds_pause_and_start_over() {
        let mut routine = Routine::default();
        routine.start_hold(Step::Breathe, at(0));
        routine.toggle_pause(Step::Breathe, at(20_000));
        assert!(!routine.settle(at(HOUR)));
        routine.toggle_pause(Step::Breathe, at(HOUR));
        assert_eq!(routine.hold(Step::Breathe).unwrap().left(at(HOUR)), 100_000);
        routine.start_hold(Step::Breathe, at(HOUR));
        assert_eq!(routine.hold(Step::Breathe).unwrap().left(at(HOUR)), 120_000);
        routine.toggle_pause(Step::LegsUp, at(0));
        assert_eq!(routine.state(Step::LegsUp), StepState::Open);
    }

    #[test]
    fn closing_skips_what_is_not_done() {
        let mut routine = Routine::default();
        routine.tick(Step::Rehydrate, Some(at(0)));
        routine.start_hold(Step::LegsUp, at(0));
        routine.close();
        let states = Step::ALL.map(|step| routine.state(step));
        assert_eq!(
            states,
            [StepState::Done(Some(at(0))), StepState::Skipped, StepState::Skipped, StepState::Skipped]
        );
        assert_eq!(routine.next_open(), None);
        for step in Step::ALL {
            routine.tick(step, None);
        }
        assert!(routine.is_complete());
    }

    #[test]
    fn the_window_runs_from_the_finish_whatever_the_clock_does() {
        for (now, window) in [
            (0, RehydrateWindow::Open { left: 30 * MINUTE }),
            (8 * MINUTE + 20 * SECOND, RehydrateWindow::Open { left: 21 * MINUTE + 40 * SECOND }),
            (30 * MINUTE - 1, RehydrateWindow::Open { left: 1 }),
            (30 * MINUTE, RehydrateWindow::Passed { since_finish: 30 * MINUTE }),
            (34 * MINUTE, RehydrateWindow::Passed { since_finish: 34 * MINUTE }),
            // Set back a day, then forward again.
            (-24 * HOUR, RehydrateWindow::Open { left: 30 * MINUTE }),
            (24 * HOUR, RehydrateWindow::Passed { since_finish: 24 * HOUR }),
        ] {
            assert_eq!(rehydrate_window(at(0), at(now)), window);
        }
        // A flight home changes the offset, not the window.
        let finish = Instant::new(at(0).ms(), 120).unwrap();
        let now = Instant::new(at(MINUTE).ms(), -300).unwrap();
        assert_eq!(rehydrate_window(finish, now), RehydrateWindow::Open { left: 29 * MINUTE });
    }

    #[test]
    fn routines_that_cannot_be_are_damaged() {
        let hold = r#"{"in-progress":{"length":120,"pace":{"paused":5}}}"#;
        assert!(serde_json::from_str::<Routine>(&format!(r#"{{"legs_up":{hold}}}"#)).is_ok());
        assert!(serde_json::from_str::<Routine>(&format!(r#"{{"stretch":{hold}}}"#)).is_err());
        assert!(serde_json::from_str::<Routine>(r#"{"glasses":5}"#).is_err());
        assert_eq!(serde_json::from_str::<Routine>("{}").unwrap(), Routine::default());
    }
}
