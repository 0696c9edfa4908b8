//! When a run took place.

use super::{CLOCK_SLACK, LONGEST_RUN, Refusal};
use crate::domain::time::calendar::Day;
use crate::domain::time::format::{self, Seconds};
use crate::domain::time::instant::{HOUR, Instant, MINUTE, Millis, SECOND};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A run of this length needs more than a glass or two.
const LONG: Seconds = 75 * 60;
/// This many seconds of pauses are worth telling.
const MUCH_LONGER: Seconds = 5 * 60;
/// Muscles cool down in this time after a run.
const COOL_AFTER: Millis = HOUR;

/// When a run took place, with as much detail as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Timing {
    day: Day,
    /// From start to finish in seconds, 1 second to 48 hours.
    #[serde(rename = "took", skip_serializing_if = "Option::is_none")]
    elapsed: Option<Seconds>,
    #[serde(skip_serializing_if = "Anchor::is_unknown")]
    at: Anchor,
    /// Without the pauses, in seconds, if there were any; less than `elapsed`. A record has it in a field of the run, where
    /// builds that do not know it keep it through every change.
    #[serde(skip)]
    moving: Option<Seconds>,
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
        Timing { day: at.day(), elapsed: Some(took), at: Anchor::Started(at), moving: None }
    }

    /// A run of which only the end is known.
    pub(super) fn finished_at(at: Instant) -> Timing {
        Timing { day: at.day(), elapsed: None, at: Anchor::Finished(at), moving: None }
    }

    pub const fn day(self) -> Day {
        self.day
    }

    /// The time of the run in seconds, without pauses.
    pub fn took(self) -> Option<Seconds> {
        self.moving.or(self.elapsed)
    }

    /// From start to finish in seconds, pauses included.
    pub const fn elapsed(self) -> Option<Seconds> {
        self.elapsed
    }

    /// The seconds from start to finish, if that is much longer than the time of the run: by five minutes or more.
    pub fn out_for(self) -> Option<Seconds> {
        Timing::out_for_of(self.elapsed?, self.moving?)
    }

    /// The same, from the seconds between start and finish and the seconds without pauses.
    pub fn out_for_of(elapsed: Seconds, moving: Seconds) -> Option<Seconds> {
        (elapsed.saturating_sub(moving) >= MUCH_LONGER).then_some(elapsed)
    }

    /// Sets the time of the run without pauses. It is ignored if it is zero or not shorter than the time from start to
    /// finish.
    #[must_use]
    pub fn with_moving(self, moving: Option<Seconds>) -> Timing {
        let moving =
            moving.filter(|moving| *moving > 0 && self.elapsed.is_some_and(|elapsed| *moving < elapsed));
        Timing { moving, ..self }
    }

    /// The time of the run without pauses, if there were any.
    pub(super) const fn moving(self) -> Option<Seconds> {
        self.moving
    }

    pub fn started(self) -> Option<Instant> {
        match self.at {
            Anchor::Unknown => None,
            Anchor::Started(at) => Some(at),
            Anchor::Finished(at) => self.elapsed.map(|elapsed| at.plus(-i64::from(elapsed) * SECOND)),
        }
    }

    pub fn finished(self) -> Option<Instant> {
        match self.at {
            Anchor::Unknown => None,
            Anchor::Started(at) => self.elapsed.map(|elapsed| at.plus(i64::from(elapsed) * SECOND)),
            Anchor::Finished(at) => Some(at),
        }
    }

    /// Whether the run needs more than a glass or two: it took at least 75 minutes.
    pub fn is_long(self) -> bool {
        self.took().is_some_and(|took| took >= LONG)
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

    /// "46 min", or "30 min, out for 1 h 50" if that is much longer. A line can break only before "out".
    pub fn length(self) -> Option<String> {
        let took = format::short(self.took()?);
        Some(match self.out_for() {
            Some(elapsed) => {
                let out_for = text!("out for ", format::short(elapsed));
                text!(took, ", ", out_for.replace(' ', "\u{a0}"))
            }
            None => took,
        })
    }

    /// "Back at 7:02 after 46 min".
    pub fn summary(self) -> String {
        let finish = self.finished().map(|at| format::time_of_day(at.minute_of_day())).unwrap_or_default();
        match self.length() {
            Some(length) => text!("Back at ", finish, " after ", length),
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
        let at = started.map_or(Anchor::Unknown, Anchor::Started);
        let timing = Timing { day, elapsed: took, at, moving: None };
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
        Ok(Timing { day, elapsed: took, at, moving: None })
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
    fn the_time_of_a_run_leaves_out_its_pauses_and_its_finish_does_not() {
        let start = Instant::new(1_781_583_240_000, 120).unwrap();
        let out = Timing::started_at(start, 6634);
        for (moving, took, out_for, summary) in [
            (Some(1829), 1829, Some(6634), "Back at 8:04 after 30 min, out\u{a0}for\u{a0}1\u{a0}h\u{a0}50"),
            (
                Some(6634 - 300),
                6334,
                Some(6634),
                "Back at 8:04 after 1 h 45, out\u{a0}for\u{a0}1\u{a0}h\u{a0}50",
            ),
            (Some(6634 - 299), 6335, None, "Back at 8:04 after 1 h 45"),
            (Some(6634), 6634, None, "Back at 8:04 after 1 h 50"),
            (Some(9999), 6634, None, "Back at 8:04 after 1 h 50"),
            (Some(0), 6634, None, "Back at 8:04 after 1 h 50"),
            (None, 6634, None, "Back at 8:04 after 1 h 50"),
        ] {
            let timing = out.with_moving(moving);
            assert_eq!(
                (timing.took(), timing.out_for(), timing.elapsed()),
                (Some(took), out_for, Some(6634))
            );
            assert_eq!((timing.started(), timing.finished()), (Some(start), Some(start.plus(6634 * SECOND))));
            assert_eq!(timing.summary(), summary);
            assert_eq!(timing.is_long(), took >= LONG);
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
