//! The planner never proposes what its rules forbid, whatever the races and the day.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use tightspot::domain::care::planner::{DEEP_BEFORE, RestDays, propose, verdict};
use tightspot::domain::care::race::Class;
use tightspot::domain::care::{Phase, Race};
use tightspot::domain::time::calendar::Day;

proptest! {
    /// Across DST changes and the end of a year, and whatever the races: no proposal is on a forbidden day, too near to
    /// another one, or in the past.
    #[test]
    fn no_deep_massage_is_proposed_on_a_forbidden_day(
        start in 0_u64..800,
        races in prop::collection::vec((0_u64..60, 0..Class::ALL.len(), any::<bool>()), 0..4),
        deep in prop::collection::vec(0_u64..60, 0..3),
        rest in any::<[bool; 7]>(),
        builds in any::<bool>(),
    ) {
        let today = Day::parse("2026-01-01").unwrap().plus(start);
        let races: Vec<Race> = races.into_iter().map(|(days, class, is_for_fun)| Race {
            is_for_fun,
            ..Race::new(today.minus(14).plus(days), Class::ALL[class])
        }).collect();
        let races: Vec<&Race> = races.iter().collect();
        let deep: Vec<Day> = deep.into_iter().map(|days| today.minus(30).plus(days)).collect();
        let phase = if builds { Phase::Building } else { Phase::Maintaining };
        let mut others = deep.clone();
        for proposal in propose(today, phase, &deep, &races, RestDays(rest), 5) {
            prop_assert!(proposal.day > today);
            prop_assert!(verdict(proposal.day, &races).fit.allows_deep(), "{:?}", proposal);
            for race in races.iter().filter(|race| !race.is_for_fun) {
                let before = race.day.days_since(proposal.day);
                prop_assert!(!(-race.class.deep_after() < before && before < DEEP_BEFORE.0), "{before} days before {race:?}");
            }
            prop_assert!(others.iter().all(|other| proposal.day.days_since(*other).abs() >= 7));
            others.push(proposal.day);
        }
    }
}
