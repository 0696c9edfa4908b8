//! Days and weeks as a runner speaks of them. Weeks begin on Monday.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A day on the runner's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(NaiveDate);

impl Day {
    pub(super) fn from_epoch_days(days: i64) -> Day {
        let days = i32::try_from(days).expect("instants end in 2399");
        Day(NaiveDate::from_epoch_days(days).expect("instants end in 2399"))
    }

    pub(super) fn epoch_days(self) -> i64 {
        i64::from(self.0.to_epoch_days())
    }

    /// Reads `YYYY-MM-DD`, as date fields and records write it, in the years 1970 to 2399.
    pub fn parse(text: &str) -> Option<Day> {
        let number = |from: usize, to: usize| -> Option<u32> {
            let digits = text.get(from..to)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let dashes = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let year = number(0, 4).filter(|year| dashes && (1970..2400).contains(year))?;
        NaiveDate::from_ymd_opt(year.cast_signed(), number(5, 7)?, number(8, 10)?).map(Day)
    }

    /// `YYYY-MM-DD`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Day {
        self.minus(u64::from(self.0.weekday().num_days_from_monday()))
    }

    #[must_use]
    pub fn minus(self, days: u64) -> Day {
        Day(self.0.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN))
    }

    /// Days from `earlier` to this; negative if `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        self.epoch_days() - earlier.epoch_days()
    }

    /// "Tue 16 June", with the year where it is not the year of `today`.
    pub fn spoken(self, today: Day) -> String {
        let weekday = WEEKDAYS[self.0.weekday().num_days_from_monday() as usize];
        let text = [&weekday[..3], " ", &self.day_and_month()].concat();
        self.with_year(text, today)
    }

    /// "Today", "Yesterday", "Sunday" (up to three days back), else [`Day::spoken`].
    pub fn relative(self, today: Day) -> String {
        match today.days_since(self) {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            2 | 3 => WEEKDAYS[self.0.weekday().num_days_from_monday() as usize].to_owned(),
            _ => self.spoken(today),
        }
    }

    /// The name of the week that begins on this Monday: "This week", "8 to 14 June", "29 June to 5 July".
    pub fn week_name(self, today: Day) -> String {
        if self == today.monday() {
            return "This week".to_owned();
        }
        let sunday = Day(self.0.checked_add_days(Days::new(6)).unwrap_or(NaiveDate::MAX));
        let from =
            if self.0.month() == sunday.0.month() { self.0.day().to_string() } else { self.day_and_month() };
        let text = [&from, " to ", &sunday.day_and_month()].concat();
        sunday.with_year(text, today)
    }

    fn day_and_month(self) -> String {
        [&self.0.day().to_string(), " ", MONTHS[self.0.month0() as usize]].concat()
    }

    fn with_year(self, text: String, today: Day) -> String {
        if self.0.year() == today.0.year() { text } else { [&text, " ", &self.0.year().to_string()].concat() }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Day::parse(&text).ok_or_else(|| de::Error::custom("not a day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in ["1970-01-01", "2024-02-29", "2026-12-31", "2399-12-31"] {
            assert_eq!(day(text).iso(), text);
        }
        let wrong = "2026-02-29 2025-13-01 2026-00-10 2026-1-01 26-01-01 2026/01/01 2026-01-01T 1969-12-31 \
            2400-01-01 +026-01-01 2026-01-+1 éé-01-01 2026-06-31";
        for text in wrong.split_whitespace().chain([""]) {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[track_caller]
    fn check_week(any_day: &str, monday: &str, name: &str) {
        let today = day("2026-06-16");
        assert_eq!(day(any_day).monday().iso(), monday);
        assert_eq!(day(any_day).monday().week_name(today), name);
    }

    #[test]
    fn weeks_begin_on_monday_across_months_and_years() {
        check_week("2026-06-15", "2026-06-15", "This week");
        check_week("2026-06-21", "2026-06-15", "This week");
        check_week("2026-06-14", "2026-06-08", "8 to 14 June");
        check_week("2026-07-01", "2026-06-29", "29 June to 5 July");
        check_week("2026-01-01", "2025-12-29", "29 December to 4 January");
        check_week("2025-12-28", "2025-12-22", "22 to 28 December 2025");
        check_week("2024-02-29", "2024-02-26", "26 February to 3 March 2024");
        check_week("2026-03-29", "2026-03-23", "23 to 29 March");
    }

    #[track_caller]
    fn check_relative(any_day: &str, name: &str) {
        assert_eq!(day(any_day).relative(day("2026-06-16")), name);
    }

    #[test]
    fn the_last_days_have_names() {
        check_relative("2026-06-16", "Today");
        check_relative("2026-06-15", "Yesterday");
        check_relative("2026-06-14", "Sunday");
        check_relative("2026-06-13", "Saturday");
        check_relative("2026-06-12", "Fri 12 June");
        check_relative("2026-06-17", "Wed 17 June");
        check_relative("2025-06-16", "Mon 16 June 2025");
    }
}
