//! When a run took place.

use super::{CLOCK_SLACK, LONGEST_RUN, Refusal};
use crate::domain::time::calendar::Day;
use crate::domain::time::format::{self, Seconds};
use crate::domain::time::instant::{HOUR, Instant, MINUTE, Millis, SECOND};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A run of this length needs more than a glass or two.
const LONG: Seconds = 75 * 60;
/// Muscles cool down in this time after a run.
const COOL_AFTER: Millis = HOUR;

/// When a run took place, with as much detail as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Timing {
    day: Day,
    /// Length in seconds, 1 second to 48 hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    took: Option<Seconds>,
    #[serde(skip_serializing_if = "Anchor::is_unknown")]
    at: Anchor,
}

/// The moment that is known, the start or the finish. The other moment follows from the length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Anchor {
    #[default]
    Unknown,
    Started(Instant),
    Finished(Instant),
}

impl Anchor {
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference.
    fn is_unknown(&self) -> bool {
        *self == Anchor::Unknown
    }
}

impl Timing {
    /// A run whose start and length in seconds are known.
    pub(super) fn started_at(at: Instant, took: Seconds) -> Timing {
        Timing { day: at.day(), took: Some(took), at: Anchor::Started(at) }
    }

    /// A run of which only the end is known.
    pub(super) fn finished_at(at: Instant) -> Timing {
        Timing { day: at.day(), took: None, at: Anchor::Finished(at) }
    }

    pub const fn day(self) -> Day {
        self.day
    }

    pub const fn took(self) -> Option<Seconds> {
        self.took
    }

    pub fn started(self) -> Option<Instant> {
        match self.at {
            Anchor::Unknown => None,
            Anchor::Started(at) => Some(at),
            Anchor::Finished(at) => self.took.map(|took| at.plus(-i64::from(took) * SECOND)),
        }
    }

    pub fn finished(self) -> Option<Instant> {
        match self.at {
            Anchor::Unknown => None,
            Anchor::Started(at) => self.took.map(|took| at.plus(i64::from(took) * SECOND)),
            Anchor::Finished(at) => Some(at),
        }
    }

    /// Whether the run needs more than a glass or two: it took at least 75 minutes.
    pub fn is_long(self) -> bool {
        self.took.is_some_and(|took| took >= LONG)
    }

    /// Whether the muscles have cooled down: the run ended more than an hour ago. `false` if the end is not known.
    pub fn has_cooled_down(self, now: Instant) -> bool {
        self.finished().is_some_and(|finish| now.since(finish) > COOL_AFTER)
    }

    /// Seconds from a start to the first time after it at which the clock shows this minute of the day.
    pub fn took_until(started: Instant, minute: u16) -> Seconds {
        let elapsed = (i64::from(minute) - i64::from(started.minute_of_day())).rem_euclid(24 * HOUR / MINUTE);
        let minutes = if elapsed == 0 { 24 * 60 } else { elapsed };
        Seconds::try_from(minutes * 60).unwrap_or(0)
    }

    /// "Back at 7:02 after 46 min".
    pub fn summary(self) -> String {
        let finish = self.finished().map(|at| format::time_of_day(at.minute_of_day())).unwrap_or_default();
        match self.took {
            Some(took) => text!("Back at ", finish, " after ", format::short(took)),
            None => text!("Back at ", finish),
        }
    }

    /// A run entered afterwards. Only the day is required.
    ///
    /// # Errors
    /// `InTheFuture` if the day or the start is after `now`, `EndsInTheFuture` if the end is,
    /// `LengthNotBelieved` if the length is zero or over 48 hours.
    pub fn entered(
        day: Day,
        started: Option<Instant>,
        took: Option<Seconds>,
        now: Instant,
    ) -> Result<Timing, Refusal> {
        if day > now.day() || started.is_some_and(|at| at.since(now) > CLOCK_SLACK) {
            return Err(Refusal::InTheFuture);
        }
        if took.is_some_and(|took| !(1..=LONGEST_RUN).contains(&took)) {
            return Err(Refusal::LengthNotBelieved);
        }
        let timing = Timing { day, took, at: started.map_or(Anchor::Unknown, Anchor::Started) };
        match timing.finished() {
            Some(end) if end.since(now) > CLOCK_SLACK => Err(Refusal::EndsInTheFuture),
            _ => Ok(timing),
        }
    }
}

impl<'de> Deserialize<'de> for Timing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            day: Day,
            #[serde(default)]
            took: Option<Seconds>,
            #[serde(default)]
            at: Anchor,
        }
        let Raw { day, took, at } = Raw::deserialize(deserializer)?;
        if took.is_some_and(|took| !(1..=LONGEST_RUN).contains(&took)) {
            return Err(de::Error::custom("a run is too long, or has no length"));
        }
        Ok(Timing { day, took, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_says_when_the_run_ended_and_how_long_it_took() {
        let start = Instant::new(1_781_583_240_000, 120).unwrap();
        for (timing, expected) in [
            (Timing::started_at(start, 46 * 60 + 20), "Back at 7:00 after 46 min"),
            (Timing::started_at(start, 59), "Back at 6:14 after 0 min"),
            (Timing::started_at(start, 5400), "Back at 7:44 after 1 h 30"),
            (Timing::finished_at(start), "Back at 6:14"),
        ] {
            assert_eq!(timing.summary(), expected);
        }
    }

    #[test]
    fn a_run_is_long_from_75_minutes_and_cools_down_in_an_hour() {
        let start = Instant::new(1_781_583_240_000, 120).unwrap();
        for (took, is_long) in [(75 * 60 - 1, false), (75 * 60, true)] {
            assert_eq!(Timing::started_at(start, took).is_long(), is_long);
        }
        let timing = Timing::finished_at(start);
        for (later, has_cooled_down) in [(HOUR, false), (HOUR + 1, true)] {
            assert_eq!(timing.has_cooled_down(start.plus(later)), has_cooled_down);
        }
        assert!(!timing.is_long());
        let day_only = Timing::entered(start.day(), None, None, start).unwrap();
        assert!(!day_only.has_cooled_down(start.plus(9 * HOUR)));
    }

    #[test]
    fn a_finish_by_the_clock_is_the_next_one_after_the_start() {
        let start = Instant::new(1_781_583_240_000, 120).unwrap();
        for (minute, minutes) in
            [(6 * 60 + 15, 1), (7 * 60, 46), (6 * 60 + 14, 24 * 60), (6 * 60 + 13, 24 * 60 - 1)]
        {
            assert_eq!(Timing::took_until(start, minute), minutes * 60, "{minute}");
        }
    }
}
