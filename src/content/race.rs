//! What the app asks after a race, and what the next race learns from it.

use super::source::Source;
use crate::domain::care::Race;
use crate::domain::care::race::{Legs, MASSAGE_BEFORE, learned, massage_before};
use crate::domain::patterns::LongRun;
use crate::domain::run::distance::Units;
use crate::domain::time::calendar::Day;
use crate::domain::time::format;

/// "Massage 5 days before. Legs on the day?": the best day for a massage is each runner's own (Salty Running).
pub fn legs_question(race: &Race, massages: &[Day]) -> String {
    text!(massage_words(race, massages), ". Legs on the day?")
}

fn massage_words(race: &Race, massages: &[Day]) -> String {
    match massage_before(race, massages) {
        Some(days) => {
            text!("Massage ", format::count(usize::try_from(days).unwrap_or(0), "day", "days"), " before")
        }
        None => format!("No massage in the {MASSAGE_BEFORE} days before"),
    }
}

/// "Riverside Half: massage 5 days before, legs light." for each of the last races that the runner told about.
pub fn lessons(races: &[&Race], before: Day, massages: &[Day]) -> Vec<String> {
    let lesson = |(race, legs): (&Race, Legs)| {
        let massage = massage_words(race, massages);
        text!(
            race.title(),
            ": ",
            massage[..1].to_ascii_lowercase(),
            massage[1..],
            ", legs ",
            legs.title().to_ascii_lowercase(),
            "."
        )
    };
    learned(races, before).into_iter().map(lesson).collect()
}

/// The source of [`legs_question`] and of [`whats_left`].
pub const LEARNING: &[Source] = &[Source::SaltyRunning];

/// "Riverside Half was 3 days ago. What’s still there?"
pub fn whats_left(race: &Race, today: Day) -> String {
    text!(race.title(), " was ", race.distance_in_days(today), ". What’s still there?")
}

/// "Much longer than your last weeks: 24 km. A light massage today or tomorrow can feel good."
pub fn after_long_run(run: LongRun, units: Units) -> String {
    let when = match run.days_ago {
        0 => "tomorrow or the day after",
        1 => "today or tomorrow",
        _ => "today",
    };
    text!(
        run.distance.text(units),
        ", much longer than in the weeks before. A light massage ",
        when,
        " can feel good."
    )
}

/// The sources of [`after_long_run`].
pub const LONG_RUN: &[Source] = &[Source::Greatist];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::race::Class;
    use crate::domain::run::distance::Distance;
    use crate::domain::text::Text;

    #[test]
    fn the_next_race_shows_what_the_last_ones_taught() {
        let day = |text: &str| Day::parse(text).unwrap();
        let race = |on: &str, name: &str, legs: Option<Legs>| Race {
            name: Text::clipped(name),
            legs,
            ..Race::new(day(on), Class::Half)
        };
        let races = [
            race("2026-03-29", "Spring Half", Some(Legs::Heavy)),
            race("2026-06-27", "Riverside Half", Some(Legs::Light)),
            race("2026-07-04", "", Some(Legs::Unsaid)),
            race("2026-09-27", "City Half", None),
        ];
        let races: Vec<&Race> = races.iter().collect();
        let massages = [day("2026-06-22"), day("2026-06-10"), day("2026-09-28")];
        assert_eq!(
            lessons(&races, day("2026-09-27"), &massages),
            [
                "Riverside Half: massage 5 days before, legs light.",
                "Spring Half: no massage in the 14 days before, legs heavy.",
            ]
        );
        assert!(lessons(&races, day("2026-03-29"), &massages).is_empty());
        assert_eq!(legs_question(races[3], &massages), "No massage in the 14 days before. Legs on the day?");
        let day_before = [day("2026-09-26")];
        assert_eq!(legs_question(races[3], &day_before), "Massage 1 day before. Legs on the day?");
    }

    #[test]
    fn a_long_run_names_the_days_for_a_light_massage() {
        let words = |days_ago| {
            let distance = Distance::from_metres(24_000).unwrap();
            after_long_run(LongRun { distance, days_ago }, Units::Kilometres)
        };
        assert!(words(0).contains("24") && words(0).contains("tomorrow or the day after"));
        assert!(words(1).contains("today or tomorrow"));
        assert!(words(2).contains("massage today can"));
    }
}
