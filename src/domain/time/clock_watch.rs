//! Tells a wall clock that was set from time that went by.
//!
//! The wall clock goes on while the phone sleeps, but can be set; the monotonic clock is never set, but stops
//! while many phones sleep. So: less time on the wall clock than on the monotonic one is always a clock that was
//! set back. More is a clock that was set forward if the app was on the screen all the while, and sleep
//! otherwise. A change of the time zone or of daylight saving moves neither.

use super::instant::{Instant, Millis};

/// A difference up to this is left alone: clocks are slewed and readings come late.
pub const TOLERANCE: Millis = 200;

/// Both clocks, as they were read together.
#[derive(Clone, Copy, Debug)]
pub struct ClockWatch {
    wall: i64,
    /// Milliseconds of the monotonic clock.
    monotonic: f64,
    /// The app has been off the screen since.
    was_hidden: bool,
}

impl ClockWatch {
    pub const fn new(wall: Instant, monotonic: f64) -> ClockWatch {
        ClockWatch { wall: wall.ms(), monotonic, was_hidden: false }
    }

    /// The app left the screen: until it is back, what is more on the wall clock passes for sleep.
    pub const fn hidden(&mut self) {
        self.was_hidden = true;
    }

    /// The app is back on the screen, and both clocks have been looked at.
    pub const fn shown(&mut self) {
        self.was_hidden = false;
    }

    /// Reads both clocks again. Gives by how many milliseconds the wall clock was found to have been set, forward
    /// if positive.
    #[allow(clippy::cast_possible_truncation)] // Milliseconds of a session.
    pub fn detect_jump(&mut self, wall: Instant, monotonic: f64) -> Option<Millis> {
        let ahead = (wall.ms() - self.wall) - (monotonic - self.monotonic) as Millis;
        let slept = self.was_hidden && ahead > 0;
        let is_off = ahead.abs() > TOLERANCE;
        if is_off || self.was_hidden {
            *self = ClockWatch { was_hidden: self.was_hidden, ..ClockWatch::new(wall, monotonic) };
        }
        (is_off && !slept).then_some(ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::instant::HOUR;

    const DAY: Millis = 24 * HOUR;

    fn at(ms: i64) -> Instant {
        Instant::new(100 * DAY + ms, 0).unwrap()
    }

    #[track_caller]
    fn check(hidden: bool, wall: Millis, monotonic: f64, expected: Option<Millis>) {
        let mut watch = ClockWatch::new(at(0), 1_000.0);
        if hidden {
            watch.hidden();
        }
        assert_eq!(watch.detect_jump(at(wall), 1_000.0 + monotonic), expected);
        assert_eq!(watch.detect_jump(at(wall + 250), 1_250.0 + monotonic), None, "told once");
    }

    #[test]
    fn a_tick_in_the_background_does_not_end_the_sleep() {
        let mut watch = ClockWatch::new(at(0), 0.0);
        watch.hidden();
        assert_eq!(watch.detect_jump(at(1_000), 1_000.0), None);
        assert_eq!(watch.detect_jump(at(HOUR), 1_500.0), None, "the phone slept after the tick");
        assert_eq!(watch.detect_jump(at(HOUR - DAY), 2_000.0), Some(-DAY - 500));
        watch.shown();
        assert_eq!(
            watch.detect_jump(at(2 * HOUR), 2_250.0),
            Some(DAY + HOUR - 250),
            "on the screen it was set"
        );
    }

    #[test]
    fn clocks_that_agree_say_nothing() {
        check(false, 250, 250.0, None);
        check(false, 450, 250.0, None);
        check(false, 50, 250.0, None);
        check(true, 90_000, 90_000.0, None);
    }

    #[test]
    fn a_clock_set_back_is_always_noticed() {
        check(false, 250 - DAY, 250.0, Some(-DAY));
        check(true, 90_000 - DAY, 90_000.0, Some(-DAY));
        check(false, 49, 250.0, Some(-201));
    }

    #[test]
    fn a_clock_set_forward_is_told_from_sleep_by_whether_the_app_was_on_the_screen() {
        check(false, 250 + DAY, 250.0, Some(DAY));
        check(false, 451, 250.0, Some(201));
        check(true, 8 * HOUR, 250.0, None);
    }

    #[test]
    fn a_slow_drift_is_noticed_before_it_counts() {
        let mut watch = ClockWatch::new(at(0), 0.0);
        let mut moved = 0;
        for tick in 1..=1000_i64 {
            // A wall clock that gains a millisecond in each quarter of a second.
            moved += watch
                .detect_jump(at(tick * 251), 250.0 * f64::from(i32::try_from(tick).unwrap()))
                .unwrap_or(0);
            assert!((tick - moved).abs() <= TOLERANCE);
        }
        assert!(moved >= 800);
    }
}
