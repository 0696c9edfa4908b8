//! A race: a day that massages are planned around.

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

/// Why a race can't be on a day.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadDay {
    #[error("That’s in the past")]
    Past,
    #[error("That’s more than two years away")]
    TooFar,
}

impl Race {
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
        let race = |day: &str| Race {
            name: Text::clipped(" "),
            day: Day::parse(day).unwrap(),
            class: Class::Half,
            is_for_fun: false,
            calendar_files: 0,
        };
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
}
