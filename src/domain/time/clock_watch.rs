//! Detects when the wall clock was set.
//!
//! The wall clock runs on while the phone sleeps, but it can be set. The monotonic clock cannot be set, but
//! on many phones it stops during sleep. So if less time passed on the wall clock than on the monotonic
//! clock, the wall clock was set back. If more time passed, the wall clock was set forward if the app was on
//! the screen all the time; otherwise the phone slept. A change of the time zone or of daylight saving time
//! moves neither clock.

use super::instant::{Instant, Millis};

/// A difference up to this is ignored, because clocks are slewed and readings come late.
pub const TOLERANCE: Millis = 200;

/// The last reading of both clocks.
#[derive(Clone, Copy, Debug)]
pub struct ClockWatch {
    /// Milliseconds since 1970-01-01 UTC.
    wall: i64,
    /// Milliseconds of the monotonic clock.
    monotonic: f64,
    /// The app has been off the screen since then.
    was_hidden: bool,
}

impl ClockWatch {
    pub const fn new(wall: Instant, monotonic: f64) -> ClockWatch {
        ClockWatch { wall: wall.ms(), monotonic, was_hidden: false }
    }

    /// Must be called when the app leaves the screen. Until it is back, extra time on the wall clock counts
    /// as sleep.
    pub const fn hidden(&mut self) {
        self.was_hidden = true;
    }

    /// Must be called when the app is back on the screen, after a call of [`ClockWatch::detect_jump`].
    pub const fn shown(&mut self) {
        self.was_hidden = false;
    }

    /// Takes a new reading of both clocks. Returns by how many milliseconds the wall clock was set, positive
    /// if forward, or `None` if it was not set.
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
        assert_eq!(watch.detect_jump(at(wall + 250), 1_250.0 + monotonic), None, "reported only once");
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
            "on the screen, the clock was set"
        );
    }

    #[test]
    fn clocks_that_agree_report_nothing() {
        check(false, 250, 250.0, None);
        check(false, 450, 250.0, None);
        check(false, 50, 250.0, None);
        check(true, 90_000, 90_000.0, None);
    }

    #[test]
    fn a_clock_set_back_is_always_detected() {
        check(false, 250 - DAY, 250.0, Some(-DAY));
        check(true, 90_000 - DAY, 90_000.0, Some(-DAY));
        check(false, 49, 250.0, Some(-201));
    }

    #[test]
    fn a_clock_ahead_was_set_if_the_app_was_on_the_screen_and_otherwise_the_phone_slept() {
        check(false, 250 + DAY, 250.0, Some(DAY));
        check(false, 451, 250.0, Some(201));
        check(true, 8 * HOUR, 250.0, None);
    }

    #[test]
    fn a_slow_drift_never_exceeds_the_tolerance() {
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
