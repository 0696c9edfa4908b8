//! A timed hold, such as two minutes with the legs up the wall. It is a deadline on the wall clock and never
//! counts ticks, so it shows the right second after a reload, a locked screen or a night.

use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Instant, Millis, SECOND};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A hold under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Hold {
    /// Whole length in seconds, 1 to 3600.
    length: Seconds,
    pace: Pace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Pace {
    /// Ends at this time, in milliseconds since 1970 UTC.
    Until(i64),
    /// Paused with this many milliseconds to go.
    Paused(Millis),
}

impl Hold {
    pub const MAX_LENGTH: Seconds = 3600;

    /// Starts now. `length` is in seconds, clamped to 1 to 3600.
    pub fn start(length: Seconds, now: Instant) -> Hold {
        let length = length.clamp(1, Hold::MAX_LENGTH);
        Hold { length, pace: Pace::Until(now.ms() + i64::from(length) * SECOND) }
    }

    pub const fn length(self) -> Seconds {
        self.length
    }

    /// Milliseconds to go, clamped between 0 and the length, whatever the clock did.
    pub fn left(self, now: Instant) -> Millis {
        let left = match self.pace {
            Pace::Until(end) => end - now.ms(),
            Pace::Paused(left) => left,
        };
        left.clamp(0, self.length_ms())
    }

    pub const fn is_paused(self) -> bool {
        matches!(self.pace, Pace::Paused(_))
    }

    #[must_use]
    pub fn paused(self, now: Instant) -> Hold {
        Hold { pace: Pace::Paused(self.left(now)), ..self }
    }

    #[must_use]
    pub fn resumed(self, now: Instant) -> Hold {
        Hold { pace: Pace::Until(now.ms() + self.left(now)), ..self }
    }

    /// Elapsed milliseconds, from 0 to the length.
    pub fn gone(self, now: Instant) -> Millis {
        self.length_ms() - self.left(now)
    }

    /// The same hold with `gone` milliseconds elapsed. It stays paused or running.
    #[must_use]
    pub fn with_gone(self, gone: Millis, now: Instant) -> Hold {
        let left = (self.length_ms() - gone).clamp(0, self.length_ms());
        let pace = if self.is_paused() { Pace::Paused(left) } else { Pace::Until(now.ms() + left) };
        Hold { pace, ..self }
    }

    /// The same hold, corrected for a wall clock that was found to have jumped by `jump`: the time left does
    /// not change.
    #[must_use]
    pub fn after_jump(self, jump: Millis) -> Hold {
        match self.pace {
            Pace::Until(end) => {
                Hold { pace: Pace::Until(Instant::from_clock(end.saturating_add(jump), 0).ms()), ..self }
            }
            Pace::Paused(_) => self,
        }
    }

    /// When it ended, if it has. A hold does not end while it is paused.
    pub fn ended(self, now: Instant) -> Option<Instant> {
        match self.pace {
            Pace::Until(end) if end <= now.ms() => Some(Instant::from_clock(end, now.offset())),
            _ => None,
        }
    }

    fn length_ms(self) -> Millis {
        i64::from(self.length) * SECOND
    }
}

impl<'de> Deserialize<'de> for Hold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            length: Seconds,
            pace: Pace,
        }
        let Raw { length, pace } = Raw::deserialize(deserializer)?;
        let fits = (1..=Hold::MAX_LENGTH).contains(&length)
            && match pace {
                Pace::Until(end) => Instant::new(end, 0).is_some(),
                Pace::Paused(left) => (0..=i64::from(length) * SECOND).contains(&left),
            };
        if fits { Ok(Hold { length, pace }) } else { Err(de::Error::custom("invalid hold")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Instant {
        Instant::new(1_000_000_000 + ms, 0).unwrap()
    }

    #[test]
    fn time_counts_while_hidden_or_asleep() {
        let hold = Hold::start(120, at(0));
        for (now, left, ended) in [(0, 120_000, None), (119_999, 1, None), (120_000, 0, Some(120_000))] {
            assert_eq!((hold.left(at(now)), hold.ended(at(now))), (left, ended.map(at)));
        }
        // Eight hours later it still returns when it ended, not the current time.
        assert_eq!(hold.ended(at(8 * 3_600_000)), Some(at(120_000)));
    }

    #[test]
    fn a_paused_hold_stops_and_never_ends() {
        let hold = Hold::start(120, at(0)).paused(at(30_000));
        assert!(hold.is_paused());
        assert_eq!((hold.left(at(500_000)), hold.ended(at(500_000))), (90_000, None));
        let hold = hold.resumed(at(500_000));
        assert!(!hold.is_paused());
        assert_eq!(hold.ended(at(590_000)), Some(at(590_000)));
        assert_eq!(hold.ended(at(589_999)), None);
    }

    #[test]
    fn setting_the_clock_back_never_lengthens_a_hold() {
        let hold = Hold::start(120, at(0));
        assert_eq!(hold.left(at(-86_400_000)), 120_000);
        assert_eq!(hold.paused(at(-86_400_000)).left(at(0)), 120_000);
    }

    #[test]
    fn a_hold_can_be_moved_and_follows_a_clock_jump() {
        let hold = Hold::start(120, at(0));
        assert_eq!(
            (hold.gone(at(30_000)), hold.with_gone(100_000, at(30_000)).left(at(31_000))),
            (30_000, 19_000)
        );
        let paused = hold.paused(at(30_000)).with_gone(5_000, at(40_000));
        assert_eq!((paused.is_paused(), paused.left(at(90_000))), (true, 115_000));
        assert_eq!(hold.with_gone(-1, at(0)).left(at(0)), 120_000);
        assert_eq!(hold.with_gone(120_001, at(0)).ended(at(0)), Some(at(0)));
        for jump in [-86_400_000, 86_400_000, 300] {
            assert_eq!(hold.after_jump(jump).left(at(30_000 + jump)), 90_000);
            assert_eq!(paused.after_jump(jump), paused);
        }
    }

    #[test]
    fn invalid_holds_are_refused() {
        assert_eq!(Hold::start(0, at(0)).length(), 1);
        assert_eq!(Hold::start(4000, at(0)).length(), 3600);
        for text in [
            r#"{"length":0,"pace":{"until":5}}"#,
            r#"{"length":3601,"pace":{"until":5}}"#,
            r#"{"length":10,"pace":{"until":-1}}"#,
            r#"{"length":10,"pace":{"paused":10001}}"#,
            r#"{"length":10,"pace":{"paused":-1}}"#,
        ] {
            assert!(serde_json::from_str::<Hold>(text).is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Hold>(r#"{"length":10,"pace":{"paused":10000}}"#).is_ok());
    }
}
