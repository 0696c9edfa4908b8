//! Whether a self-massage suits a day.
//!
//! | day | self-massage |
//! |---|---|
//! | of a race | leave it |
//! | within two days of a race | gentle |
//! | within 48 hours of a marathon or a longer run | leave it |
//! | of a deep massage, and the day after | leave it |
//! | the day before a deep massage | gentle |
//!
//! Deep work is a workout (Top Massage Tips), and before a race everything gets lighter (Salty Running). How far each rule
//! reaches is our own choice. A race just for fun counts only by the length of its run.

use super::Race;
use super::race::was_marathon;
use crate::domain::run::{Run, Timing};
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::{HOUR, Instant, Millis};

/// Days around a race on which hands are light.
const AROUND_RACE: i64 = 2;
/// After a marathon.
const AFTER_MARATHON: Millis = 48 * HOUR;

/// What a day asks of a self-massage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hands {
    #[default]
    Usual,
    Gentle(Why),
    Leave(Why),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A race in this many days, or so many days ago if negative.
    Race(i64),
    Marathon,
    /// A deep massage in this many days, or so many days ago if negative.
    Deep(i64),
}

impl Hands {
    /// The strictest rule for today. `deep` are the days of deep massages, done or booked; `newest_first` the runs.
    pub fn of<'a>(
        now: Instant,
        races: &[&Race],
        deep: &[Day],
        newest_first: impl IntoIterator<Item = &'a Run>,
    ) -> Hands {
        let today = now.day();
        let is_recent = |run: &&Run| {
            let ended = run.timing().and_then(Timing::finished);
            let hours = ended.map(|ended| (0..AFTER_MARATHON).contains(&now.since(ended)));
            hours.unwrap_or_else(|| (0..=1).contains(&today.days_since(run.day())))
        };
        let newest = newest_first.into_iter().take_while(|run| today.days_since(run.day()) <= 3);
        let marathon = newest.filter(|run| was_marathon(run, races)).any(|run| is_recent(&run));
        let nearest = |days: i64| (days.abs(), -days);
        let race = races.iter().filter(|race| !race.is_for_fun).map(|race| race.day.days_since(today));
        let race = race.filter(|days| days.abs() <= AROUND_RACE).min_by_key(|days| nearest(*days));
        let deep = deep.iter().map(|day| day.days_since(today)).filter(|days| days.abs() <= 1);
        let deep = deep.min_by_key(|days| nearest(-*days));
        match (race, deep) {
            (Some(0), _) => Hands::Leave(Why::Race(0)),
            _ if marathon => Hands::Leave(Why::Marathon),
            (_, Some(days @ ..=0)) => Hands::Leave(Why::Deep(days)),
            (Some(days), _) => Hands::Gentle(Why::Race(days)),
            (None, Some(days)) => Hands::Gentle(Why::Deep(days)),
            (None, None) => Hands::Usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::race::Class;
    use crate::domain::run::RunId;
    use crate::domain::run::distance::Distance;
    use crate::domain::time::instant::MINUTE;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[track_caller]
    fn check(today: &str, races: &[Race], deep: &[&str], expected: Hands) {
        let now = Instant::on(day(today), 600, 120).unwrap();
        let races: Vec<&Race> = races.iter().collect();
        let deep: Vec<Day> = deep.iter().map(|text| day(text)).collect();
        assert_eq!(Hands::of(now, &races, &deep, []), expected, "{today}");
    }

    #[test]
    fn hands_are_light_around_a_race_and_a_deep_massage() {
        use Hands::{Gentle, Leave, Usual};
        let half = [Race::new(day("2026-03-29"), Class::Half)];
        // Across the night in which the clocks change, and the end of a month.
        for (today, expected) in [
            ("2026-03-26", Usual),
            ("2026-03-27", Gentle(Why::Race(2))),
            ("2026-03-28", Gentle(Why::Race(1))),
            ("2026-03-29", Leave(Why::Race(0))),
            ("2026-03-30", Gentle(Why::Race(-1))),
            ("2026-03-31", Gentle(Why::Race(-2))),
            ("2026-04-01", Usual),
        ] {
            check(today, &half, &[], expected);
        }
        let fun = [Race { is_for_fun: true, ..half[0].clone() }];
        check("2026-03-28", &fun, &[], Usual);
        // Of two races the nearer one is named, and that of today decides.
        let two = [Race::new(day("2026-03-28"), Class::FiveK), half[0].clone()];
        check("2026-03-28", &two, &[], Leave(Why::Race(0)));
        check("2026-03-30", &two, &[], Gentle(Why::Race(-1)));
        for (today, expected) in [
            ("2026-05-30", Usual),
            ("2026-05-31", Gentle(Why::Deep(1))),
            ("2026-06-01", Leave(Why::Deep(0))),
            ("2026-06-02", Leave(Why::Deep(-1))),
            ("2026-06-03", Usual),
        ] {
            check(today, &[], &["2026-06-01"], expected);
        }
        // The stricter of a race and a massage.
        check("2026-03-27", &half, &["2026-03-26"], Leave(Why::Deep(-1)));
        check("2026-03-27", &half, &["2026-03-28"], Gentle(Why::Race(2)));
        check("2026-06-02", &[], &["2026-06-01", "2026-06-03"], Leave(Why::Deep(-1)));
    }

    #[test]
    fn a_marathon_is_left_alone_for_48_hours_wherever_the_runner_goes() {
        let end = Instant::on(day("2026-09-27"), 780, 120).unwrap();
        let run = |metres: u32| {
            let started = end.plus(-240 * MINUTE);
            let mut run = Run::check_in(RunId::new(end, 1), started);
            run.start(started).unwrap();
            run.finish(end).unwrap();
            run.distance = Distance::from_metres(metres);
            run
        };
        let (marathon, half) = (run(42_195), run(21_097));
        let leave = Hands::Leave(Why::Marathon);
        for (hours, offset, expected) in [
            (0, 120, leave),
            (47, 120, leave),
            (47, -300, leave),
            (48, 120, Hands::Usual),
            (49, 540, Hands::Usual),
        ] {
            let now = Instant::new(end.plus(hours * HOUR).ms(), offset).unwrap();
            assert_eq!(Hands::of(now, &[], &[], [&marathon]), expected, "{hours} h");
            assert_eq!(Hands::of(now, &[], &[], [&half]), Hands::Usual);
        }
        // Of a run without times, the day decides.
        let entered = Timing::entered(day("2026-09-27"), None, None, end).unwrap();
        let mut entered = Run::recorded(RunId::new(end, 1), entered);
        entered.distance = Distance::from_metres(50_000);
        for (today, expected) in [("2026-09-27", leave), ("2026-09-28", leave), ("2026-09-29", Hands::Usual)]
        {
            let now = Instant::on(day(today), 600, 120).unwrap();
            assert_eq!(Hands::of(now, &[], &[], [&entered]), expected, "{today}");
        }
    }
}
