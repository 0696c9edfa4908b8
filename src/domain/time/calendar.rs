//! Days, weeks and months, and their names. Weeks begin on Monday.

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

    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i64 {
        i64::from(self.0.to_epoch_days())
    }

    /// Parses `YYYY-MM-DD`, the format of date fields and records, for the years 1970 to 2399.
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

    /// Days from `earlier` to this day; negative if `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        self.epoch_days() - earlier.epoch_days()
    }

    /// "Tue 16 June", with the year unless it is the year of `today`.
    pub fn spoken(self, today: Day) -> String {
        let weekday = WEEKDAYS[self.weekday()];
        let text = text!(weekday[..3], " ", self.day_and_month());
        self.with_year(text, today)
    }

    /// "Tue 16 June", "Wed 25 Nov", with the year unless it is the year of `today`.
    pub fn spoken_short(self, today: Day) -> String {
        self.with_year(text!(self.short_weekday(), " ", self.short()), today)
    }

    /// "Today", "Yesterday", "Sunday" (up to three days back), otherwise [`Day::spoken`].
    pub fn relative(self, today: Day) -> String {
        match today.days_since(self) {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            2 | 3 => WEEKDAYS[self.weekday()].to_owned(),
            _ => self.spoken(today),
        }
    }

    /// When a past day was, within a sentence: "today", "yesterday", "on Monday" (up to six days back), "on 3 June".
    pub fn ago(self, today: Day) -> String {
        match today.days_since(self) {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            2..=6 => text!("on ", WEEKDAYS[self.weekday()]),
            _ => text!("on ", self.day_and_month()),
        }
    }

    /// The name of the week that begins on this Monday: "This week", "8 to 14 June", "29 June to 5 July".
    pub fn week_name(self, today: Day) -> String {
        if self == today.monday() {
            return "This week".to_owned();
        }
        let sunday = self.plus(6);
        sunday.with_year(self.to(sunday), today)
    }

    /// "8 to 14 June", "29 June to 5 July".
    pub fn to(self, last: Day) -> String {
        let from =
            if self.0.month() == last.0.month() { self.0.day().to_string() } else { self.day_and_month() };
        text!(from, " to ", last.day_and_month())
    }

    /// "20–24 June", "28 Nov–2 Dec".
    pub fn short_to(self, last: Day) -> String {
        let from = if self.0.month() == last.0.month() { self.0.day().to_string() } else { self.short() };
        text!(from, "–", last.short())
    }

    /// "24 June", "2 Dec".
    pub fn short(self) -> String {
        text!(self.0.day().to_string(), " ", self.short_month())
    }

    pub fn month(self) -> Month {
        Month(self.minus(u64::from(self.0.day0())))
    }

    /// 1 to 31.
    pub fn of_month(self) -> u32 {
        self.0.day()
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }

    /// "Mon".
    pub fn short_weekday(self) -> &'static str {
        &WEEKDAYS[self.weekday()][..3]
    }

    /// "June", "Nov": four letters at most.
    pub fn short_month(self) -> &'static str {
        let name = MONTHS[self.0.month0() as usize];
        if name.len() > 4 { &name[..3] } else { name }
    }

    /// "M" for Monday.
    pub fn initial(self) -> &'static str {
        &WEEKDAYS[self.weekday()][..1]
    }

    #[must_use]
    pub fn plus(self, days: u64) -> Day {
        Day(self.0.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX))
    }

    /// "16 June".
    pub fn day_and_month(self) -> String {
        text!(self.0.day().to_string(), " ", MONTHS[self.0.month0() as usize])
    }

    fn with_year(self, text: String, today: Day) -> String {
        if self.0.year() == today.0.year() { text } else { text!(text, " ", self.0.year().to_string()) }
    }
}

/// A month, stored as its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Day);

impl Month {
    pub fn first(self) -> Day {
        self.0
    }

    pub fn last(self) -> Day {
        self.0.plus(u64::from(self.0.0.num_days_in_month()) - 1)
    }

    #[must_use]
    pub fn before(self) -> Month {
        self.0.minus(1).month()
    }

    #[must_use]
    pub fn after(self) -> Month {
        self.last().plus(1).month()
    }

    pub fn year(self) -> i32 {
        self.0.0.year()
    }

    /// The twelve months of its year.
    pub fn months(self) -> [Month; 12] {
        let mut month = self.0.minus(u64::from(self.0.0.ordinal0())).month();
        std::array::from_fn(|_| {
            let this = month;
            month = month.after();
            this
        })
    }

    pub fn days(self) -> impl Iterator<Item = Day> {
        (0..u64::from(self.0.0.num_days_in_month())).map(move |days| self.0.plus(days))
    }

    /// "June", with the year unless it is the year of `today`.
    pub fn name(self, today: Day) -> String {
        self.0.with_year(MONTHS[self.0.0.month0() as usize].to_owned(), today)
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
        Day::parse(&text).ok_or_else(|| de::Error::custom("invalid day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_month_lists_the_months_of_its_year() {
        let months = day("2024-02-29").month().months();
        assert_eq!(months.map(|month| month.first().iso()[..7].to_owned()), {
            let mut number = 0;
            [(); 12].map(|()| {
                number += 1;
                format!("2024-{number:02}")
            })
        });
        assert_eq!(months[11].last().iso(), "2024-12-31");
        assert_eq!(day("2023-12-31").month().year(), 2023);
    }

    #[test]
    fn days_can_be_written_and_read_back() {
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
    fn check_month(any_day: &str, first: &str, last: &str, name: &str) {
        let month = day(any_day).month();
        assert_eq!((month.first().iso().as_str(), month.last().iso().as_str()), (first, last));
        assert_eq!(month.name(day("2026-06-16")), name);
        assert_eq!((month.before().after(), month.after().before()), (month, month));
        let days: Vec<_> = month.days().collect();
        assert_eq!((days[0], days[days.len() - 1]), (month.first(), month.last()));
        assert!(days.iter().all(|day| day.month() == month));
        assert_eq!(days.len(), usize::try_from(month.last().of_month()).unwrap());
    }

    #[test]
    fn months_follow_each_other_over_leap_days_and_years() {
        check_month("2026-06-16", "2026-06-01", "2026-06-30", "June");
        check_month("2024-02-29", "2024-02-01", "2024-02-29", "February 2024");
        check_month("2025-02-01", "2025-02-01", "2025-02-28", "February 2025");
        check_month("2025-12-31", "2025-12-01", "2025-12-31", "December 2025");
        check_month("2026-01-01", "2026-01-01", "2026-01-31", "January");
        assert_eq!(day("2025-12-31").month().after(), day("2026-01-01").month());
        assert_eq!((day("2026-06-16").initial(), day("2026-06-21").initial()), ("T", "S"));
        assert_eq!((day("2026-06-15").short_weekday(), day("2026-06-21").weekday()), ("Mon", 6));
    }

    #[test]
    fn short_days_have_short_months() {
        let span = |from: &str, to: &str| day(from).short_to(day(to));
        assert_eq!(span("2026-06-20", "2026-06-24"), "20–24 June");
        assert_eq!(span("2026-11-28", "2026-12-02"), "28 Nov–2 Dec");
        assert_eq!(
            (day("2026-05-25").short(), day("2026-09-01").short()),
            ("25 May".to_owned(), "1 Sep".to_owned())
        );
    }

    #[track_caller]
    fn check_relative(any_day: &str, name: &str) {
        assert_eq!(day(any_day).relative(day("2026-06-16")), name);
    }

    #[test]
    fn recent_days_have_names() {
        check_relative("2026-06-16", "Today");
        check_relative("2026-06-15", "Yesterday");
        check_relative("2026-06-14", "Sunday");
        check_relative("2026-06-13", "Saturday");
        check_relative("2026-06-12", "Fri 12 June");
        check_relative("2026-06-17", "Wed 17 June");
        check_relative("2025-06-16", "Mon 16 June 2025");
    }
}
