//! Touch gestures on the map.

use super::region::Region;

/// Two taps on the same region within this many milliseconds count as one tap of a trembling finger.
pub const REPEAT_WITHIN_MS: f64 = 120.0;
/// A touch that is held for this many milliseconds without moving opens the spot's sheet.
pub const LONG_PRESS_MS: u32 = 450;
/// A touch that has moved further than this, in CSS px, is neither a tap nor a long press.
pub const STILL_WITHIN_PX: f32 = 10.0;
/// A sideways move of at least this many CSS px, and twice as far as up or down, changes the view.
pub const SWIPE_PX: f32 = 48.0;

/// The kind of a finished touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    Tap,
    SwipeLeft,
    SwipeRight,
    Nothing,
}

/// The gesture of a touch that moved this far, in CSS px.
pub fn gesture(dx: f32, dy: f32) -> Gesture {
    if dx.hypot(dy) <= STILL_WITHIN_PX {
        Gesture::Tap
    } else if dx.abs() >= SWIPE_PX && dx.abs() >= 2.0 * dy.abs() {
        if dx < 0.0 { Gesture::SwipeLeft } else { Gesture::SwipeRight }
    } else {
        Gesture::Nothing
    }
}

/// Remembers the last tap, to ignore an echo of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct LastTap(Option<(Region, f64)>);

impl LastTap {
    /// Whether a tap at this time (in milliseconds of a monotonic clock) counts. If it does, it becomes the
    /// last tap.
    pub fn counts(&mut self, region: Region, at_ms: f64) -> bool {
        let echo = self.0.is_some_and(|(last, last_ms)| last == region && at_ms - last_ms < REPEAT_WITHIN_MS);
        if !echo {
            self.0 = Some((region, at_ms));
        }
        !echo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_echo_on_the_same_region_does_not_count() {
        let (calf, shin) = (Region::from_id("calf-l").unwrap(), Region::from_id("shin-l").unwrap());
        let mut last = LastTap::default();
        let counted =
            [(calf, 0.0), (calf, 119.0), (calf, 120.0), (shin, 121.0), (calf, 122.0), (calf, 200.0)]
                .map(|(region, at)| last.counts(region, at));
        assert_eq!(counted, [true, false, true, true, true, false]);
    }

    #[test]
    fn touches_are_taps_swipes_or_nothing() {
        for (dx, dy, expected) in [
            (0.0, 0.0, Gesture::Tap),
            (6.0, 8.0, Gesture::Tap),
            (10.1, 0.0, Gesture::Nothing),
            (-48.0, 24.0, Gesture::SwipeLeft),
            (48.0, -24.0, Gesture::SwipeRight),
            (48.0, 24.1, Gesture::Nothing),
            (47.9, 0.0, Gesture::Nothing),
            (0.0, -200.0, Gesture::Nothing),
        ] {
            assert_eq!(gesture(dx, dy), expected, "{dx} {dy}");
        }
    }
}
