use super::*;
use crate::domain::care::race::Class;
use crate::domain::text::Text;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn race(on: &str, class: Class) -> Race {
    Race { name: Text::clipped("Riverside"), ..Race::new(day(on), class) }
}

/// One letter for each day from 21 before a race to 14 after it.
fn letters(class: Class) -> String {
    let race = race("2026-06-27", class);
    let letter = |days: i64| match Fit::around(&race, -days) {
        Fit::Race => 'R',
        Fit::Light => 'l',
        Fit::Close => '.',
        Fit::Ideal => 'I',
        Fit::Deep => 'D',
        Fit::Open => '-',
    };
    (-21..=14).map(letter).collect()
}

#[test]
fn every_day_around_a_race_of_every_class() {
    //           21 days before: 21…8        7 6 5 4 3 2 1 0 1 2 …                14 days after
    let shorter = "--------------DDIID.lRllDDDDDDD-----";
    let longer = "--------------DDIID.lRll....DDDDDDD-";
    for class in Class::ALL {
        let expected = if matches!(class, Class::Marathon | Class::Ultra) { longer } else { shorter };
        assert_eq!(letters(class), expected, "{class:?}");
    }
}

#[test]
fn of_two_races_the_stricter_one_decides() {
    let (half, marathon) = (race("2026-06-27", Class::Half), race("2026-07-04", Class::Marathon));
    let both = [&half, &marathon];
    let at = |text: &str| {
        let verdict = verdict(day(text), &both);
        (verdict.fit, verdict.race.map(|(race, days)| (race.class, days)))
    };
    // Seven days before the marathon is the day of the half.
    assert_eq!(at("2026-06-27"), (Fit::Race, Some((Class::Half, 0))));
    assert_eq!(at("2026-06-29"), (Fit::Light, Some((Class::Half, -2))));
    // Ideal for the marathon, and allowed after the half.
    assert_eq!(at("2026-06-30"), (Fit::Ideal, Some((Class::Marathon, 4))));
    assert_eq!(at("2026-07-01"), (Fit::Deep, Some((Class::Marathon, 3))));
    assert_eq!(at("2026-07-02"), (Fit::Close, Some((Class::Marathon, 2))));
    assert_eq!(at("2026-06-10"), (Fit::Open, None));
    let fun = Race { is_for_fun: true, ..half.clone() };
    assert_eq!(verdict(fun.day, &[&fun]), Verdict { fit: Fit::Open, race: None });
}

fn proposed(today: &str, phase: Phase, deep: &[&str], races: &[&Race]) -> Vec<String> {
    let deep: Vec<_> = deep.iter().map(|text| day(text)).collect();
    let proposals = propose(day(today), phase, &deep, races, RestDays::default(), 3);
    let words = |proposal: &Proposal| {
        let why = match proposal.reason {
            Reason::Before(_, days) => format!("{days} before"),
            Reason::After(_, days) => format!("{days} after"),
            Reason::Rhythm(days) => format!("{days} since"),
            Reason::Next(days) => format!("{days} on"),
            Reason::First => "first".to_owned(),
        };
        text!(proposal.day.iso()[5..], " ", why)
    };
    proposals.iter().map(words).collect()
}

#[test]
fn without_a_race_the_rhythm_decides() {
    use Phase::{Building, Maintaining};
    assert_eq!(proposed("2026-06-16", Building, &[], &[]), ["06-17 first", "07-01 14 on", "07-15 14 on"]);
    assert_eq!(proposed("2026-06-16", Maintaining, &["2026-06-10"], &[])[..1], ["07-08 28 since"]);
    // The last massage counts, booked or done. An overdue one is proposed for tomorrow.
    assert_eq!(proposed("2026-06-16", Building, &["2026-06-20", "2026-05-01"], &[])[..1], ["07-04 14 since"]);
    assert_eq!(proposed("2026-06-16", Building, &["2026-01-01"], &[])[..1], ["06-17 167 since"]);
    // A later booking does not prevent earlier proposals, and none of them is too close to it.
    assert_eq!(
        proposed("2026-06-16", Building, &["2026-08-10"], &[]),
        ["06-17 first", "07-01 14 on", "07-15 14 on"]
    );
    assert_eq!(
        proposed("2026-06-16", Building, &["2026-06-10", "2026-07-01"], &[])[..2],
        ["06-24 14 since", "07-15 14 since"]
    );
    assert_eq!(proposed("2026-06-16", Building, &["2026-06-10", "2026-06-30"], &[])[..1], ["07-14 14 since"]);
    // Across the end of a year.
    assert_eq!(proposed("2026-12-30", Building, &["2026-12-20"], &[])[..1], ["01-03 14 since"]);
}

#[test]
fn a_race_brings_a_massage_before_it_and_delays_the_next() {
    use Phase::Building;
    let half = race("2026-06-27", Class::Half);
    assert_eq!(
        proposed("2026-06-16", Building, &["2026-05-25"], &[&half]),
        ["06-22 5 before", "07-06 9 after", "07-20 14 on"]
    );
    // Booked for then: the next comes after the race.
    assert_eq!(proposed("2026-06-16", Building, &["2026-06-22"], &[&half])[..1], ["07-06 9 after"]);
    // Far away: the rhythm first, then the race.
    assert_eq!(proposed("2026-06-01", Building, &[], &[&half])[..2], ["06-02 first", "06-22 5 before"]);
    // Less and less of the window is left.
    for (today, expected) in [
        ("2026-06-21", "06-22 5 before"),
        ("2026-06-22", "06-23 4 before"),
        ("2026-06-23", "06-24 3 before"),
        ("2026-06-24", "06-30 3 after"),
        ("2026-06-26", "06-30 3 after"),
        ("2026-06-27", "06-30 3 after"),
        ("2026-06-29", "06-30 3 after"),
        ("2026-06-30", "07-01 4 after"),
    ] {
        assert_eq!(proposed(today, Building, &[], &[&half])[..1], [expected], "{today}");
    }
    let marathon = race("2026-06-27", Class::Marathon);
    assert_eq!(proposed("2026-06-26", Building, &[], &[&marathon])[..1], ["07-04 7 after"]);
    // A race that was moved takes its window with it.
    let moved = race("2026-07-11", Class::Half);
    assert_eq!(proposed("2026-06-30", Building, &["2026-06-22"], &[&moved])[..1], ["07-06 5 before"]);
    let fun = Race { is_for_fun: true, ..half.clone() };
    assert_eq!(proposed("2026-06-25", Building, &[], &[&fun])[..1], ["06-26 first"]);
}

#[test]
fn a_proposal_waits_a_few_days_for_a_rest_day() {
    // Mondays (2026-06-22) and Fridays are rest days.
    let rest = RestDays([true, false, false, false, true, false, false]);
    let next = |today: &str, races: &[&Race]| {
        propose(day(today), Phase::Building, &[], races, rest, 1).first().map(|proposal| proposal.day.iso())
    };
    assert_eq!(next("2026-06-16", &[]).as_deref(), Some("2026-06-19"));
    assert_eq!(next("2026-06-19", &[]).as_deref(), Some("2026-06-22"));
    // Thursday is the day before a rest day; the rest day itself is better.
    assert_eq!(next("2026-06-17", &[]).as_deref(), Some("2026-06-19"));
    // Before a race on a Saturday, Monday and Tuesday are ideal; Monday is a rest day.
    let half = race("2026-06-27", Class::Half);
    assert_eq!(next("2026-06-16", &[&half]).as_deref(), Some("2026-06-22"));
    assert!(
        rest.is_rest(day("2026-06-22")) && rest.is_eve(day("2026-06-21")) && !rest.is_eve(day("2026-06-23"))
    );
}

#[test]
fn the_plan_drops_what_is_over() {
    let half = race("2026-06-27", Class::Half);
    let count = |today: &str| parts(&half, &[&half], day(today)).len();
    for (today, expected) in [
        ("2026-06-01", 5),
        ("2026-06-24", 5),
        ("2026-06-25", 4),
        ("2026-06-27", 3),
        ("2026-06-28", 2),
        ("2026-06-30", 1),
    ] {
        assert_eq!(count(today), expected, "{today}");
    }
    assert_eq!(parts(&half, &[&half], day("2026-06-30"))[0].from, day("2026-06-30"));
    // Deep work starts again where the next race allows it, here after that race.
    let next = race("2026-07-02", Class::Half);
    assert_eq!(parts(&half, &[&half, &next], day("2026-06-30"))[0].from, day("2026-07-05"));
    // Before a race, deep work fits where the previous race allows it: here on two of five days, then on
    // none.
    let a_week_after = race("2026-07-04", Class::Half);
    let before = |race: &Race, races: &[&Race]| {
        let first = parts(race, races, day("2026-06-01"))[0];
        (first.kind == PartKind::DeepBefore).then_some((first.from, first.to))
    };
    assert_eq!(before(&half, &[&half, &a_week_after]), Some((day("2026-06-20"), Some(day("2026-06-24")))));
    let (first, last) = (day("2026-06-30"), day("2026-07-01"));
    assert_eq!(before(&a_week_after, &[&half, &a_week_after]), Some((first, Some(last))));
    assert_eq!(before(&next, &[&half, &next]), None);
    let fun = Race { is_for_fun: true, ..half.clone() };
    assert_eq!(parts(&fun, &[&fun], day("2026-06-01")).len(), 1);
    for (today, expected) in [("2026-06-27", true), ("2026-06-29", true), ("2026-06-30", false)] {
        assert_eq!(next_race(&[&half], day(today)).is_some(), expected, "{today}");
    }
    assert_eq!(next_race(&[&fun], day("2026-06-28")), None);
    let early_fun = Race { day: day("2026-06-20"), ..fun };
    assert_eq!(next_race(&[&early_fun, &half], day("2026-06-16")), Some(&half));
}
