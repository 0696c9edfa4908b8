//! Moments in time, and the days they fall on.

use super::calendar::Day;
use serde::{Deserialize, Deserializer, Serialize, de};

/// Length of time in milliseconds.
pub type Millis = i64;

pub const SECOND: Millis = 1_000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;

/// A moment, with the offset from UTC at that place. The offset is stored so that a run at 6:14 stays a run
/// at 6:14 when the runner flies home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Instant {
    /// Milliseconds since 1970-01-01 UTC.
    ms: i64,
    /// Minutes east of UTC, such as 120 for Berlin in summer.
    offset: i16,
}

impl Instant {
    /// Years 1970 to 2399.
    const MAX_MS: i64 = 13_569_465_600_000 - 1;
    /// The widest offsets in use are −12 and +14 hours.
    const MAX_OFFSET: i16 = 14 * 60;

    /// `None` outside the years 1970 to 2399 or for an offset over 14 hours.
    pub const fn new(ms: i64, offset: i16) -> Option<Instant> {
        let offset_fits = offset >= -Instant::MAX_OFFSET && offset <= Instant::MAX_OFFSET;
        if ms >= 0 && ms <= Instant::MAX_MS && offset_fits { Some(Instant { ms, offset }) } else { None }
    }

    /// A clock reading, clamped to the valid range.
    pub fn from_clock(ms: i64, offset: i16) -> Instant {
        Instant {
            ms: ms.clamp(0, Instant::MAX_MS),
            offset: offset.clamp(-Instant::MAX_OFFSET, Instant::MAX_OFFSET),
        }
    }

    pub const fn ms(self) -> i64 {
        self.ms
    }

    pub const fn offset(self) -> i16 {
        self.offset
    }

    /// Time from `earlier` to this moment; negative if `earlier` is later.
    pub const fn since(self, earlier: Instant) -> Millis {
        self.ms - earlier.ms
    }

    /// The moment `length` later (earlier if negative), at the same offset.
    #[must_use]
    pub fn plus(self, length: Millis) -> Instant {
        Instant::from_clock(self.ms.saturating_add(length), self.offset)
    }

    /// The same moment, as a clock in Greenwich shows it.
    #[must_use]
    pub const fn in_utc(self) -> Instant {
        Instant { ms: self.ms, offset: 0 }
    }

    /// The day on the runner's wall calendar.
    pub fn day(self) -> Day {
        Day::from_epoch_days(self.local_ms().div_euclid(24 * HOUR))
    }

    /// Minutes since midnight on the runner's wall clock, 0 to 1439.
    pub fn minute_of_day(self) -> u16 {
        u16::try_from(self.local_ms().rem_euclid(24 * HOUR) / MINUTE).expect("a day has 1440 minutes")
    }

    /// The moment at which a wall clock with this offset shows `day` and `minute` (of the day).
    pub fn on(day: Day, minute: u16, offset: i16) -> Option<Instant> {
        let local = day.epoch_days() * 24 * HOUR + i64::from(minute) * MINUTE;
        Instant::new(local - i64::from(offset) * MINUTE, offset)
    }

    fn local_ms(self) -> i64 {
        self.ms + i64::from(self.offset) * MINUTE
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            ms: i64,
            offset: i16,
        }
        let raw = Raw::deserialize(deserializer)?;
        Instant::new(raw.ms, raw.offset).ok_or_else(|| de::Error::custom("moment out of range"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-03-29 00:59:59.999 UTC, a millisecond before Berlin's clocks go forward.
    const BEFORE_SPRING: i64 = 1_774_745_999_999;

    #[track_caller]
    fn check(ms: i64, offset: i16, day: &str, minute: u16) {
        let instant = Instant::new(ms, offset).unwrap();
        assert_eq!((instant.day().iso().as_str(), instant.minute_of_day()), (day, minute));
    }

    #[test]
    fn days_follow_the_offset_across_dst_and_midnight() {
        check(BEFORE_SPRING, 60, "2026-03-29", 60 + 59);
        check(BEFORE_SPRING + 1, 120, "2026-03-29", 3 * 60);
        // The same moment is already tomorrow further east, and still yesterday further west.
        let late = 1_782_860_399_000; // 2026-06-30 22:59:59 UTC
        check(late, 60, "2026-06-30", 23 * 60 + 59);
        check(late + SECOND, 60, "2026-07-01", 0);
        check(late, -600, "2026-06-30", 12 * 60 + 59);
        check(0, -1, "1969-12-31", 1439);
    }

    #[test]
    fn a_wall_clock_time_gives_its_moment() {
        let day = Day::parse("2026-10-25").unwrap();
        // 2:30 happens twice on this day; the offset tells the two apart.
        let first = Instant::on(day, 150, 120).unwrap();
        let second = Instant::on(day, 150, 60).unwrap();
        assert_eq!(second.since(first), HOUR);
        assert_eq!((first.day(), first.minute_of_day()), (second.day(), second.minute_of_day()));
        assert_eq!(first.minute_of_day(), 150);
    }

    #[test]
    fn moments_out_of_range_are_refused_and_clocks_clamped() {
        assert_eq!(Instant::new(-1, 0), None);
        assert_eq!(Instant::new(Instant::MAX_MS + 1, 0), None);
        assert_eq!(Instant::new(0, 841), None);
        assert_eq!(Instant::new(0, -841), None);
        assert!(Instant::new(Instant::MAX_MS, 840).is_some());
        assert_eq!(Instant::new(Instant::MAX_MS, 0).unwrap().day().iso(), "2399-12-31");
        assert_eq!(Instant::from_clock(-5, 0).ms(), 0);
        assert_eq!(Instant::new(0, 0).unwrap().plus(i64::MAX).ms(), Instant::MAX_MS);
        assert!(serde_json::from_str::<Instant>(r#"{"ms":-1,"offset":0}"#).is_err());
    }
}
