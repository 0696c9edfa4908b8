//! Plans massages around races and between them.
//!
//! | rule | article |
//! |---|---|
//! | deep work [`DEEP_BEFORE`] days before a race, ideally [`BEST_BEFORE`] | Salty Running |
//! | two days before: no more deep work (the same window has ended) | Salty Running |
//! | the day before: light work only, then an easy walk or jog of 5 to 10 minutes | Salty Running, Top Massage Tips |
//! | 24 to 48 hours after: light work | Greatist, `MassageProGuide` |
//! | deep work again 3 to 4 days after, about a week after a marathon and longer ([`Class::deep_after`]), if the soreness has gone | Salty Running |
//! | every two to three weeks in a heavy block, otherwise once a month ([`Phase::cadence`]) | `MassageProGuide`, Salty Running |
//! | on a rest day, or after the workout on the day before one | Top Massage Tips |
//! | book in advance | Top Massage Tips |
//!
//! The planner proposes and tags days; it never forbids anything. It ignores races that are just for fun.

use super::Phase;
use super::race::Race;
use crate::domain::order;
use crate::domain::run::Run;
use crate::domain::time::calendar::Day;

/// Days before a race on which deep work fits, from and to.
pub const DEEP_BEFORE: (i64, i64) = (3, 7);
/// The best of them.
pub const BEST_BEFORE: (i64, i64) = (4, 5);
/// Days after a race for light work: 24 to 48 hours.
pub const LIGHT_AFTER: (i64, i64) = (1, 2);
/// For so many days after a race, its recovery decides about deep work.
const STILL_AFTER: i64 = 7;

/// Whether a number is in a range, both ends included.
const fn is_in(number: i64, (from, to): (i64, i64)) -> bool {
    from <= number && number <= to
}

/// What a day is good for, the strictest first: where two races disagree, the stricter one decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The day of the race.
    Race,
    /// Light work only.
    Light,
    /// Too close to a race for deep work.
    Close,
    /// Four or five days before a race: best for deep work.
    Ideal,
    /// Deep work fits.
    Deep,
    /// No race is near.
    Open,
}

impl Fit {
    /// What the day that is `days_before` days before a race (after it if negative) is good for, given only
    /// that race.
    const fn around(race: &Race, days_before: i64) -> Fit {
        let deep_after = race.class.deep_after();
        match days_before {
            0 => Fit::Race,
            1 => Fit::Light,
            days if is_in(-days, LIGHT_AFTER) => Fit::Light,
            days if is_in(days, BEST_BEFORE) => Fit::Ideal,
            days if is_in(days, DEEP_BEFORE) => Fit::Deep,
            days if 0 < days && days < DEEP_BEFORE.0 => Fit::Close,
            days if days < 0 && -days < deep_after => Fit::Close,
            days if days < 0 && -days < deep_after + STILL_AFTER => Fit::Deep,
            _ => Fit::Open,
        }
    }

    pub const fn allows_deep(self) -> bool {
        matches!(self, Fit::Ideal | Fit::Deep | Fit::Open)
    }
}

/// What a day is good for, and the race that decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict<'a> {
    pub fit: Fit,
    /// The race, and how many days before it the day is (after it if negative). `None` for an open day.
    pub race: Option<(&'a Race, i64)>,
}

/// What a day is good for, given all races. If two races give the same result, the nearer one is named.
pub fn verdict<'a>(day: Day, races: &[&'a Race]) -> Verdict<'a> {
    let verdicts = races.iter().filter(|race| !race.is_for_fun).map(|race| {
        let days = race.day.days_since(day);
        Verdict { fit: Fit::around(race, days), race: Some((race, days)) }
    });
    let near = verdicts.filter(|verdict| verdict.fit != Fit::Open);
    near.min_by_key(|verdict| (verdict.fit, verdict.race.map_or(0, |(_, days)| days.abs())))
        .unwrap_or(Verdict { fit: Fit::Open, race: None })
}

/// The weekdays on which the runner does not run, Monday first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RestDays(pub [bool; 7]);

impl RestDays {
    /// Weekdays without a run in the last four weeks. None if there were fewer than eight runs in them.
    pub fn of(runs: &[&Run], today: Day) -> RestDays {
        const DAYS: i64 = 28;
        const RUNS: usize = 8;
        let recent = runs.iter().filter(|run| run.timing().is_some() && !run.is_walk).map(|run| run.day());
        let recent: Vec<Day> = recent.filter(|day| (0..DAYS).contains(&today.days_since(*day))).collect();
        let mut rests = [recent.len() >= RUNS; 7];
        for day in recent {
            rests[day.weekday()] = false;
        }
        RestDays(rests)
    }

    /// 0 on a rest day, 1 on the day before one, otherwise 2.
    fn rank(self, day: Day) -> u8 {
        if self.0[day.weekday()] {
            0
        } else if self.0[day.plus(1).weekday()] {
            1
        } else {
            2
        }
    }

    pub fn is_rest(self, day: Day) -> bool {
        self.rank(day) == 0
    }

    pub fn is_eve(self, day: Day) -> bool {
        self.rank(day) == 1
    }
}

/// Why a day is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// This many days before the race.
    Before(&'a Race, i64),
    /// The first chance after the race, this many days later.
    After(&'a Race, i64),
    /// This many days after the last deep massage, done or booked.
    Rhythm(i64),
    /// This many days after the previous proposal.
    Next(i64),
    /// The runner has had no deep massage yet, as far as the app knows.
    First,
}

/// A day for the next deep massage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal<'a> {
    pub day: Day,
    pub reason: Reason<'a>,
}

/// Deep massages are at least this many days apart, so that one before a race does not closely follow
/// another.
const APART: u64 = 7;
/// How many days ahead to plan.
const AHEAD: i64 = 90;

/// Proposes at most `count` days for deep massages after `today`. `deep` are the days of deep massages that
/// were done or are booked, in any order.
pub fn propose<'a>(
    today: Day,
    phase: Phase,
    deep: &[Day],
    races: &[&'a Race],
    rest: RestDays,
    count: usize,
) -> Vec<Proposal<'a>> {
    let mut last = deep.iter().filter(|day| **day <= today).max().copied();
    let mut booked: Vec<Day> = deep.iter().copied().filter(|day| *day > today).collect();
    order::by_number(&mut booked, |day| day.epoch_days());
    let mut booked = booked.into_iter().peekable();
    let mut proposals: Vec<Proposal> = vec![];
    while proposals.len() < count {
        let mut next = next(today, phase, last, races, rest);
        if let (Some(Proposal { reason, .. }), Some(before)) = (&mut next, proposals.last())
            && let Reason::Rhythm(days) = *reason
            && last == Some(before.day)
        {
            *reason = Reason::Next(days);
        }
        // Propose a day before a booking only if that leaves the muscles time to recover.
        let has_room = |next: &Proposal, booking: Option<&Day>| {
            booking.is_none_or(|booking| next.day.plus(APART) <= *booking)
        };
        if let Some(next) = next.filter(|next| has_room(next, booked.peek())) {
            last = Some(next.day);
            proposals.push(next);
        } else if let Some(booking) = booked.next() {
            last = Some(booking);
        } else {
            break;
        }
    }
    proposals
}

fn next<'a>(
    today: Day,
    phase: Phase,
    last: Option<Day>,
    races: &[&'a Race],
    rest: RestDays,
) -> Option<Proposal<'a>> {
    // Massages are booked in advance, so never propose today.
    let first = today.plus(1);
    let (soonest, latest) = phase.cadence();
    let due = last.map_or(first, |last| last.plus(soonest)).max(first);
    let earliest = last.map_or(first, |last| last.plus(APART)).max(first);
    let mut coming: Vec<&Race> =
        races.iter().copied().filter(|race| !race.is_for_fun && race.day > today).collect();
    order::by_number(&mut coming, |race| race.day.epoch_days());
    let by_rhythm = open_day(due, latest - soonest, today, races, rest);
    let before_a_race = coming.into_iter().find_map(|race| {
        let window = days_before(race).filter(|day| *day >= earliest);
        let fitting = window.filter(|day| verdict(*day, races).fit.allows_deep());
        let day = fitting.min_by_key(|day| (verdict(*day, races).fit, rest.rank(*day), *day))?;
        Some(Proposal { day, reason: Reason::Before(race, race.day.days_since(day)) })
    });
    match (by_rhythm, before_a_race) {
        // A massage due by the rhythm comes first only if it is long enough before the massage for the race.
        (Some(day), Some(proposal)) if day.plus(APART) > proposal.day => Some(proposal),
        (None, proposal) => proposal,
        (Some(day), _) => Some(Proposal { day, reason: reason(day, last, races) }),
    }
    .filter(|proposal| proposal.day.days_since(today) <= AHEAD)
}

/// The days before a race on which deep work fits, the nearest first.
fn days_before(race: &Race) -> impl DoubleEndedIterator<Item = Day> + Clone {
    let day = race.day;
    (DEEP_BEFORE.0..=DEEP_BEFORE.1).map(move |days| day.minus(days.unsigned_abs()))
}

/// The first day from `due` on that allows deep work, or a rest day up to `patience` days after it.
fn open_day(due: Day, patience: u64, today: Day, races: &[&Race], rest: RestDays) -> Option<Day> {
    let allows_deep = |day: &Day| verdict(*day, races).fit.allows_deep();
    let mut days = (0..).map(|days| due.plus(days)).take_while(|day| day.days_since(today) <= AHEAD);
    let first = days.find(allows_deep)?;
    let soon = (0..=patience).map(|days| first.plus(days)).filter(allows_deep);
    soon.min_by_key(|day| (rest.rank(*day), *day))
}

fn reason<'a>(day: Day, last: Option<Day>, races: &[&'a Race]) -> Reason<'a> {
    match (verdict(day, races).race, last) {
        (Some((race, days)), _) if days > 0 => Reason::Before(race, days),
        (Some((race, days)), _) => Reason::After(race, -days),
        (None, Some(last)) => Reason::Rhythm(day.days_since(last)),
        (None, None) => Reason::First,
    }
}

/// A part of the plan around one race, from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub from: Day,
    /// `None` if it goes on without an end.
    pub to: Option<Day>,
    pub kind: PartKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    DeepBefore,
    LightBefore,
    Race,
    LightAfter,
    DeepAfter,
}

/// The plan around a race, in order, without the parts that are over. For a race that is just for fun, only
/// the race day. Deep work is planned only on days on which all `races` allow it.
pub fn parts(race: &Race, races: &[&Race], today: Day) -> Vec<Part> {
    let day = race.day;
    let part = |from, to, kind| Part { from, to, kind };
    let after = |days: i64| day.plus(days.unsigned_abs());
    let deep_again = after(race.class.deep_after());
    let mut days = (0..AHEAD.unsigned_abs()).map(|days| deep_again.plus(days));
    let deep_again = days.find(|day| verdict(*day, races).fit.allows_deep()).unwrap_or(deep_again);
    let before = days_before(race).rev();
    let before: Vec<Day> = before.filter(|day| verdict(*day, races).fit.allows_deep()).collect();
    let before = before.first().zip(before.last());
    let before = before.map(|(from, to)| part(*from, Some(*to), PartKind::DeepBefore));
    let all = [
        part(day.minus(1), Some(day.minus(1)), PartKind::LightBefore),
        part(day, Some(day), PartKind::Race),
        part(after(LIGHT_AFTER.0), Some(after(LIGHT_AFTER.1)), PartKind::LightAfter),
        part(deep_again, None, PartKind::DeepAfter),
    ];
    let is_over = |part: &Part| part.to.is_some_and(|to| to < today);
    before
        .into_iter()
        .chain(all)
        .filter(|part| !is_over(part) && (part.kind == PartKind::Race || !race.is_for_fun))
        .collect()
}

/// The race that the plan is for: the next one, or one that the runner is still recovering from. A race that
/// counts comes before one that is just for fun.
pub fn next_race<'a>(races: &[&'a Race], today: Day) -> Option<&'a Race> {
    let is_near = |race: &&&Race| {
        let after = today.days_since(race.day);
        after <= 0 || !race.is_for_fun && after < race.class.deep_after()
    };
    races.iter().filter(is_near).min_by_key(|race| (race.is_for_fun, race.day)).copied()
}

#[cfg(test)]
mod tests;
