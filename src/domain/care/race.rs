//! A race: a day that massages are planned around.

use crate::domain::order;
use crate::domain::run::Run;
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The length of a race, as it matters for recovery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    FiveK,
    TenK,
    #[default]
    Half,
    Marathon,
    /// Longer than a marathon.
    Ultra,
    /// None of these: a relay, a trail, a mile.
    Other,
}

impl Class {
    pub const ALL: [Class; 6] =
        [Class::FiveK, Class::TenK, Class::Half, Class::Marathon, Class::Ultra, Class::Other];

    pub const fn title(self) -> &'static str {
        match self {
            Class::FiveK => "5 k",
            Class::TenK => "10 k",
            Class::Half => "Half",
            Class::Marathon => "Marathon",
            Class::Ultra => "Ultra",
            Class::Other => "Other",
        }
    }

    /// The words at the end of a line: ", half". Empty for [`Class::Other`].
    pub const fn phrase(self) -> &'static str {
        match self {
            Class::FiveK => ", 5 k",
            Class::TenK => ", 10 k",
            Class::Half => ", half",
            Class::Marathon => ", marathon",
            Class::Ultra => ", ultra",
            Class::Other => "",
        }
    }

    /// A marathon or longer, after which everything takes longer.
    pub const fn is_long(self) -> bool {
        matches!(self, Class::Marathon | Class::Ultra)
    }

    /// Days after the race from which deep work fits again, once the soreness has gone: about a week after a marathon and
    /// longer, three to four days after a shorter one (Salty Running), of which this is the first.
    pub const fn deep_after(self) -> i64 {
        if self.is_long() { 7 } else { 3 }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Race {
    pub name: Text<60>,
    pub day: Day,
    pub class: Class,
    /// Just for fun: it is shown, but nothing is planned around it.
    #[serde(default)]
    pub is_for_fun: bool,
    /// How many calendar files were saved of it. Each replaces the previous one.
    #[serde(default)]
    pub calendar_files: u32,
    /// How the legs felt on the day, once the runner was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legs: Option<Legs>,
    /// The runner answered "What’s still there?", or put it away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_followed_up: bool,
}

/// How the legs felt on the day of a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Legs {
    Heavy,
    Fine,
    Light,
    /// The runner did not want to say.
    Unsaid,
}

impl Legs {
    /// The answers.
    pub const ALL: [Legs; 3] = [Legs::Heavy, Legs::Fine, Legs::Light];

    pub const fn title(self) -> &'static str {
        match self {
            Legs::Heavy => "Heavy",
            Legs::Fine => "Fine",
            Legs::Light => "Light",
            Legs::Unsaid => "Not said",
        }
    }
}

/// A run of this many metres is a marathon, even if the watch measured a little less than 42,195.
const MARATHON: u32 = 42_000;

/// Whether a run was a marathon or longer: by its distance, or if that is not known, by a race on its day.
pub fn was_marathon(run: &Run, races: &[&Race]) -> bool {
    run.timing().is_some()
        && run.distance.map_or_else(
            || races.iter().any(|race| race.day == run.day() && race.class.is_long()),
            |distance| distance.metres() >= MARATHON,
        )
}

/// The class of the race on a day, the longest of several. Those just for fun do not count.
pub fn class_on(races: &[&Race], day: Day) -> Option<Class> {
    let races = races.iter().filter(|race| race.day == day && !race.is_for_fun);
    races.map(|race| race.class).max_by_key(|class| class.is_long())
}

/// The app asks how the legs felt from the day after the race for two weeks.
const LEGS_ASKED: (i64, i64) = (1, 14);
/// What is still there three days after a race matters more than the first soreness (Salty Running: the wait shows the real
/// problem areas). The app asks until a week after it.
pub const STILL_THERE: (i64, i64) = (3, 7);
/// A massage within so many days before a race may have to do with the legs on the day.
pub const MASSAGE_BEFORE: i64 = 14;

/// The newest of the races that count, so many days after which is today.
fn newest_after<'a>(
    races: &[&'a Race],
    today: Day,
    (from, to): (i64, i64),
    is_open: impl Fn(&Race) -> bool,
) -> Option<&'a Race> {
    let is_due = |race: &&&Race| {
        !race.is_for_fun && is_open(race) && (from..=to).contains(&today.days_since(race.day))
    };
    races.iter().filter(is_due).max_by_key(|race| race.day).copied()
}

/// The race after which to ask "Legs on the day?".
pub fn asks_about_legs<'a>(races: &[&'a Race], today: Day) -> Option<&'a Race> {
    newest_after(races, today, LEGS_ASKED, |race| race.legs.is_none())
}

/// The race after which to ask "What’s still there?".
pub fn asks_whats_left<'a>(races: &[&'a Race], today: Day) -> Option<&'a Race> {
    newest_after(races, today, STILL_THERE, |race| !race.is_followed_up)
}

/// The race that a check-in of this day is about, if something is still there, and how many days later that is.
pub fn still_there_after<'a>(races: &[&'a Race], day: Day) -> Option<(&'a Race, i64)> {
    newest_after(races, day, STILL_THERE, |_| true).map(|race| (race, day.days_since(race.day)))
}

/// How many days before the race the last massage was. `massages` are the days of all that were done.
pub fn massage_before(race: &Race, massages: &[Day]) -> Option<i64> {
    let days = massages.iter().map(|day| race.day.days_since(*day));
    days.filter(|days| (1..=MASSAGE_BEFORE).contains(days)).min()
}

/// The last races before this one about which the runner said how the legs felt, newest first.
pub fn learned<'a>(races: &[&'a Race], before: Day) -> Vec<(&'a Race, Legs)> {
    const SHOWN: usize = 3;
    let mut past: Vec<&Race> =
        races.iter().copied().filter(|race| race.day < before && !race.is_for_fun).collect();
    order::by_number(&mut past, |race| -race.day.epoch_days());
    let said =
        past.into_iter().filter_map(|race| Some((race, race.legs.filter(|legs| *legs != Legs::Unsaid)?)));
    said.take(SHOWN).collect()
}

/// Why a race can't be on a day.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadDay {
    #[error("That’s in the past")]
    Past,
    #[error("That’s more than two years away")]
    TooFar,
}

impl Race {
    /// A race on a day, without a name.
    pub fn new(day: Day, class: Class) -> Race {
        Race {
            name: Text::default(),
            day,
            class,
            is_for_fun: false,
            calendar_files: 0,
            legs: None,
            is_followed_up: false,
        }
    }

    /// Checks that a race can be planned for `day`: from two weeks ago (because recovery is planned too) to
    /// two years from now.
    ///
    /// # Errors
    /// `Past` or `TooFar` outside this range.
    pub fn check_day(day: Day, today: Day) -> Result<(), BadDay> {
        match day.days_since(today) {
            ..-14 => Err(BadDay::Past),
            -14..=731 => Ok(()),
            _ => Err(BadDay::TooFar),
        }
    }

    /// "Riverside Half", or "Your race" if it has no name.
    pub fn title(&self) -> &str {
        let name = self.name.as_str().trim();
        if name.is_empty() { "Your race" } else { name }
    }

    /// "today", "in 11 days", "3 days ago".
    pub fn distance_in_days(&self, today: Day) -> String {
        match self.day.days_since(today) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            days @ 2.. => format!("in {days} days"),
            days => format!("{} days ago", -days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: &str, expected: Result<(), BadDay>) {
        let day = Day::parse(day).unwrap();
        assert_eq!(Race::check_day(day, Day::parse("2026-06-16").unwrap()), expected);
    }

    #[test]
    fn a_race_must_be_near_enough_to_plan_for() {
        check("1970-01-01", Err(BadDay::Past));
        check("2026-06-01", Err(BadDay::Past));
        check("2026-06-02", Ok(()));
        check("2026-06-16", Ok(()));
        check("2028-06-16", Ok(()));
        check("2028-06-17", Err(BadDay::TooFar));
        check("2399-12-31", Err(BadDay::TooFar));
        assert_eq!(Day::parse("2400-01-01"), None);
    }

    #[test]
    fn the_distance_in_days_has_words() {
        let race =
            |day: &str| Race { name: Text::clipped(" "), ..Race::new(Day::parse(day).unwrap(), Class::Half) };
        let today = Day::parse("2026-12-31").unwrap();
        for (day, words) in [
            ("2026-12-29", "2 days ago"),
            ("2026-12-30", "yesterday"),
            ("2026-12-31", "today"),
            ("2027-01-01", "tomorrow"),
            ("2027-01-02", "in 2 days"),
        ] {
            assert_eq!(race(day).distance_in_days(today), words);
        }
        assert_eq!(race("2027-01-02").title(), "Your race");
    }

    #[test]
    fn a_race_is_asked_about_once_and_the_newest_first() {
        let day = |text: &str| Day::parse(text).unwrap();
        let mut first = Race::new(day("2026-12-27"), Class::Half);
        let mut second = Race::new(day("2026-12-30"), Class::TenK);
        let fun = Race { is_for_fun: true, ..Race::new(day("2027-01-01"), Class::FiveK) };
        let asked = |races: &[&Race], today: &str| {
            let days = |race: Option<&Race>| race.map(|race| race.day.of_month());
            (days(asks_about_legs(races, day(today))), days(asks_whats_left(races, day(today))))
        };
        let races = [&first, &second, &fun];
        for (today, expected) in [
            ("2026-12-27", (None, None)),
            ("2026-12-28", (Some(27), None)),
            ("2026-12-30", (Some(27), Some(27))),
            ("2026-12-31", (Some(30), Some(27))),
            ("2027-01-02", (Some(30), Some(30))),
            ("2027-01-06", (Some(30), Some(30))),
            ("2027-01-07", (Some(30), None)),
            ("2027-01-13", (Some(30), None)),
            ("2027-01-14", (None, None)),
        ] {
            assert_eq!(asked(&races, today), expected, "{today}");
        }
        second.legs = Some(Legs::Unsaid);
        first.is_followed_up = true;
        let races = [&first, &second, &fun];
        assert_eq!(asked(&races, "2026-12-31"), (Some(27), None));
        assert_eq!(still_there_after(&races, day("2026-12-31")).map(|(_, days)| days), Some(4));
        assert!(learned(&races, day("2027-03-01")).is_empty());
        first.legs = Some(Legs::Heavy);
        second.legs = Some(Legs::Light);
        let races = [&first, &second, &fun];
        let said: Vec<Legs> = learned(&races, day("2027-03-01")).into_iter().map(|(_, legs)| legs).collect();
        assert_eq!(said, [Legs::Light, Legs::Heavy]);
        assert_eq!(learned(&races, day("2026-12-30")).len(), 1, "not the race itself");
    }

    #[test]
    fn the_last_massage_before_a_race_is_counted_in_days() {
        let day = |text: &str| Day::parse(text).unwrap();
        let race = Race::new(day("2026-03-30"), Class::Half);
        let before =
            |days: &[&str]| massage_before(&race, &days.iter().map(|text| day(text)).collect::<Vec<_>>());
        assert_eq!(before(&[]), None);
        assert_eq!(before(&["2026-03-15", "2026-03-30", "2026-04-02"]), None);
        assert_eq!(before(&["2026-03-16"]), Some(14));
        assert_eq!(
            before(&["2026-03-20", "2026-03-25", "2026-04-01"]),
            Some(5),
            "across the change of clocks"
        );
    }
}
