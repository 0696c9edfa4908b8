//! The planner's texts, each with the articles behind its rule.

use super::source::Source;
use crate::domain::care::Technique;
use crate::domain::care::planner::{self, Fit, Part, PartKind, Proposal, Reason, RestDays, Verdict};
use crate::domain::care::race::{Class, Race};
use crate::domain::time::calendar::Day;

use Source::{Greatist, MassageProGuide, SaltyRunning, TopTips};

/// What the planner says about a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Whether the day suits the booking.
    pub is_good: bool,
    /// "5 days before, ideal".
    pub short: String,
    /// "5 days before Riverside Half, ideal for deep work."
    pub long: String,
    pub sources: &'static [Source],
}

/// What the planner says about a massage with this technique on a day. `None` if no race is near.
pub fn tag(verdict: &Verdict<'_>, technique: Technique) -> Option<Tag> {
    let (race, days) = verdict.race?;
    let deep = technique.is_deep();
    let (is_good, short, advice, sources): (_, _, _, &'static [Source]) = match (verdict.fit, deep) {
        (Fit::Race, _) => (false, "on race day", "Save it for the days after.", &[SaltyRunning]),
        (Fit::Light, true) if days > 0 => (
            false,
            "light is better",
            "Only light work that day, then walk or jog a few easy minutes.",
            &[SaltyRunning, TopTips],
        ),
        (Fit::Light, true) => {
            (false, "light is better", "Light suits tired legs better.", &[Greatist, MassageProGuide])
        }
        (Fit::Light, false) if days > 0 => {
            (true, "light is fine", "Then walk or jog a few easy minutes.", &[SaltyRunning, TopTips])
        }
        (Fit::Light, false) => (
            true,
            "light fits",
            "Light is good on these days, if touch feels good.",
            &[Greatist, MassageProGuide],
        ),
        (Fit::Close, true) if days > 0 => {
            (false, "a bit close", "Deep work may leave you sore. Light may suit better.", &[SaltyRunning])
        }
        (Fit::Close, true) => {
            (false, "a bit soon", "Deep work is better once the soreness has gone.", &[SaltyRunning])
        }
        (Fit::Deep, true) if days < 0 => {
            (true, "if the soreness has gone", "Deep work fits, if the soreness has gone.", &[SaltyRunning])
        }
        (Fit::Ideal, true) => (true, "ideal", "Ideal for deep work.", &[SaltyRunning]),
        (Fit::Deep, true) => (true, "deep work fits", "Deep work fits.", &[SaltyRunning]),
        (_, false) => (true, "light is fine", "Light work fits on any such day.", &[SaltyRunning]),
        (Fit::Open, true) => return None,
    };
    let when = match days {
        0 => "On the day of".to_owned(),
        1 => "The day before".to_owned(),
        -1 => "The day after".to_owned(),
        2.. => format!("{days} days before"),
        _ => format!("{} days after", -days),
    };
    let short = if days == 0 { "On race day".to_owned() } else { text!(when, ", ", short) };
    Some(Tag { is_good, short, long: text!(when, " ", race.title(), ". ", advice), sources })
}

/// The title, the text and the sources of a part of the plan.
pub fn part(part: &Part, class: Class) -> (&'static str, String, &'static [Source]) {
    let ((from, to), (best, last)) = (planner::DEEP_BEFORE, planner::BEST_BEFORE);
    let (title, text, sources): (_, _, &'static [Source]) = match part.kind {
        PartKind::DeepBefore => (
            "Deep work fits here",
            format!("{from}–{to} days before. Best is {best}–{last}, so sore legs can settle."),
            &[SaltyRunning],
        ),
        PartKind::LightBefore => (
            "Light only",
            "Short and soft, then an easy 5–10 minute walk or jog. Or skip it.".to_owned(),
            &[SaltyRunning, TopTips],
        ),
        PartKind::Race => ("Race day", "Run happy.".to_owned(), &[]),
        PartKind::LightAfter => (
            "Light, if you like",
            if class.is_long() {
                text!(light_after(), ". Gentle strokes, and only if touch feels good.")
            } else {
                text!(light_after(), ". Gentle strokes only.")
            },
            &[Greatist, MassageProGuide],
        ),
        PartKind::DeepAfter => (
            "Deep work again",
            if class.is_long() {
                "About a week after, if the soreness has gone.".to_owned()
            } else {
                let days = class.deep_after();
                format!("{days}–{} days after, if the soreness has gone.", days + 1)
            },
            &[SaltyRunning],
        ),
    };
    (title, text, sources)
}

/// "24 to 48 hours after".
fn light_after() -> String {
    let (from, to) = planner::LIGHT_AFTER;
    format!("{} to {} hours after", 24 * from, 24 * to)
}

/// The sentence that says why a day is proposed, and the sources of the rule.
pub fn why(proposal: &Proposal<'_>, rest: RestDays) -> (String, &'static [Source]) {
    let (reason, sources): (_, &'static [Source]) = match proposal.reason {
        Reason::Before(race, days) => {
            let is_best = planner::BEST_BEFORE.0 <= days && days <= planner::BEST_BEFORE.1;
            let best = if is_best { ", best for deep work" } else { ", still right for deep work" };
            (format!("{days} days before {}{best}", race.title()), &[SaltyRunning, TopTips])
        }
        Reason::After(race, days) => (
            format!("{days} days after {}, when deep work fits again if the soreness has gone", race.title()),
            &[SaltyRunning, TopTips],
        ),
        Reason::Rhythm(days) => {
            (format!("{days} days after your last deep one"), &[MassageProGuide, SaltyRunning, TopTips])
        }
        Reason::Next(days) => (format!("{days} days after that"), &[MassageProGuide, SaltyRunning, TopTips]),
        Reason::First => {
            let why = if rest.is_rest(proposal.day) { ". A day you usually rest." } else { "." };
            return (
                text!("No massage noted yet", why, " Ask for medium pressure, not deep."),
                &[TopTips, Source::Castell],
            );
        }
    };
    let rest = if rest.is_rest(proposal.day) {
        ", on a day you usually rest."
    } else if rest.is_eve(proposal.day) {
        ", the day before you usually rest, after your workout."
    } else {
        ". Best on a rest day, or after the workout on the day before one."
    };
    (text!(reason, rest), sources)
}

/// The rest of the plan for one of these races: "Deep work 20 to 24 June, light only on 26 June. Deep again
/// from 1 July."
pub fn race_plan(race: &Race, races: &[&Race], today: Day) -> String {
    if race.is_for_fun {
        return "Nothing. It only shows in the plan.".to_owned();
    }
    let (mut before, mut after) = (vec![], None);
    for part in planner::parts(race, races, today) {
        let from = part.from.max(today);
        match part.kind {
            PartKind::DeepBefore => {
                let to = part.to.unwrap_or(from);
                let days = if to == from { text!("on ", from.day_and_month()) } else { from.to(to) };
                before.push(text!("deep work ", days));
            }
            PartKind::LightBefore => before.push(text!("light only on ", from.day_and_month())),
            PartKind::DeepAfter => after = Some(text!("Deep again from ", from.day_and_month(), ".")),
            PartKind::Race | PartKind::LightAfter => {}
        }
    }
    let mut before = before.join(", ");
    if let Some(first) = before.get_mut(..1) {
        first.make_ascii_uppercase();
        before.push_str(". ");
    }
    text!(before, after.unwrap_or_default())
}

/// Advice for the day before and the day of a race that is not just for fun, when there is nothing to book.
/// `None` on other days.
pub fn race_near(races: &[&Race], today: Day) -> Option<&'static str> {
    let days = races.iter().filter(|race| !race.is_for_fun).map(|race| race.day.days_since(today));
    match days.filter(|days| (0..=1).contains(days)).min()? {
        0 => Some("Race today. Have a good one."),
        _ => Some("Race tomorrow. Keep today easy, light hands at most."),
    }
}

/// The sources of the advice for a day without a race near.
pub const OPEN_DAY: &[Source] = &[TopTips, MassageProGuide, Greatist];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::Phase;
    use crate::domain::care::planner::{propose, verdict};
    use crate::domain::text::Text;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_race_is_mentioned_on_the_day_before_and_on_its_day() {
        let race = |text: &str, is_for_fun: bool| Race { is_for_fun, ..Race::new(day(text), Class::Half) };
        let near = |races: &[Race], today: &str| {
            race_near(&races.iter().collect::<Vec<_>>(), day(today)).map(|words| &words[..13])
        };
        let races = [race("2026-06-27", false), race("2026-06-28", false), race("2026-06-20", true)];
        for (today, words) in [
            ("2026-06-19", None),
            ("2026-06-20", None),
            ("2026-06-25", None),
            ("2026-06-26", Some("Race tomorrow")),
            ("2026-06-27", Some("Race today. H")),
            ("2026-06-28", Some("Race today. H")),
            ("2026-06-29", None),
        ] {
            assert_eq!(near(&races, today), words, "{today}");
        }
    }

    fn half() -> Race {
        Race { name: Text::clipped("Riverside Half"), ..Race::new(day("2026-06-27"), Class::Half) }
    }

    #[track_caller]
    fn check(on: &str, technique: Technique, is_good: bool, short: &str) {
        let race = half();
        let tag = tag(&verdict(day(on), &[&race]), technique).unwrap();
        assert_eq!((tag.is_good, tag.short.as_str()), (is_good, short));
        assert!(!tag.sources.is_empty() && tag.long.contains(" Riverside Half. "));
    }

    #[test]
    fn a_booking_is_tagged_and_never_forbidden() {
        use Technique::{Cupping, Deep, Light};
        check("2026-06-20", Deep, true, "7 days before, deep work fits");
        check("2026-06-22", Deep, true, "5 days before, ideal");
        check("2026-06-22", Cupping, true, "5 days before, ideal");
        check("2026-06-22", Light, true, "5 days before, light is fine");
        check("2026-06-25", Deep, false, "2 days before, a bit close");
        check("2026-06-25", Light, true, "2 days before, light is fine");
        check("2026-06-26", Deep, false, "The day before, light is better");
        check("2026-06-26", Light, true, "The day before, light is fine");
        check("2026-06-27", Light, false, "On race day");
        check("2026-06-28", Deep, false, "The day after, light is better");
        check("2026-06-29", Light, true, "2 days after, light fits");
        check("2026-06-30", Deep, true, "3 days after, if the soreness has gone");
        check("2026-07-01", Deep, true, "4 days after, if the soreness has gone");
        assert_eq!(tag(&verdict(day("2026-06-01"), &[&half()]), Deep), None);
    }

    #[track_caller]
    fn check_plan(race: &Race, others: &[&Race], today: &str, expected: &str) {
        let races: Vec<&Race> = std::iter::once(race).chain(others.iter().copied()).collect();
        assert_eq!(race_plan(race, &races, day(today)), expected, "{today}");
    }

    #[test]
    fn a_race_lists_the_rest_of_its_plan() {
        let race = half();
        let whole = "Deep work 20 to 24 June, light only on 26 June. Deep again from 30 June.";
        check_plan(&race, &[], "2026-06-16", whole);
        check_plan(&race, &[], "2026-06-20", whole);
        // Past parts are left out.
        let rest = "Deep work on 24 June, light only on 26 June. Deep again from 30 June.";
        check_plan(&race, &[], "2026-06-24", rest);
        check_plan(&race, &[], "2026-06-25", "Light only on 26 June. Deep again from 30 June.");
        check_plan(&race, &[], "2026-06-27", "Deep again from 30 June.");
        check_plan(&race, &[], "2026-07-05", "Deep again from 5 July.");
        let next = Race { day: day("2026-07-01"), ..half() };
        check_plan(&race, &[&next], "2026-06-27", "Deep again from 4 July.");
        let new_year = Race { day: day("2027-01-01"), class: Class::Marathon, ..race.clone() };
        let words = "Deep work 25 to 29 December, light only on 31 December. Deep again from 8 January.";
        check_plan(&new_year, &[], "2026-06-16", words);
        check_plan(
            &Race { is_for_fun: true, ..race },
            &[],
            "2026-06-16",
            "Nothing. It only shows in the plan.",
        );
    }

    #[test]
    fn a_proposal_says_why() {
        let race = half();
        let rest = RestDays::default();
        let words = |today: &str, deep: &[Day], races: &[&Race]| {
            let proposals = propose(day(today), Phase::Building, deep, races, rest, 1);
            why(&proposals[0], rest).0
        };
        let end = ". Best on a rest day, or after the workout on the day before one.";
        assert_eq!(
            words("2026-06-16", &[], &[&race]),
            text!("5 days before Riverside Half, best for deep work", end)
        );
        assert_eq!(
            words("2026-06-23", &[], &[&race]),
            text!("3 days before Riverside Half, still right for deep work", end)
        );
        assert_eq!(
            words("2026-06-26", &[], &[&race]),
            text!("3 days after Riverside Half, when deep work fits again if the soreness has gone", end)
        );
        assert_eq!(
            words("2026-06-16", &[day("2026-06-12")], &[]),
            text!("14 days after your last deep one", end)
        );
        assert_eq!(words("2026-06-16", &[], &[]), "No massage noted yet. Ask for medium pressure, not deep.");
        let two = propose(day("2026-06-16"), Phase::Building, &[], &[], rest, 2);
        assert_eq!(why(&two[1], rest).0, text!("14 days after that", end));
    }
}
