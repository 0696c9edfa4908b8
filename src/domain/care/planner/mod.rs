//! When a massage fits: around races, and in between.
//!
//! | rule | article |
//! |---|---|
//! | deep work 3 to 7 days before a race, best 4 to 5 | Salty Running |
//! | two days before: no deep work any more (the end of the same window) | Salty Running |
//! | the day before: light work only, then an easy walk or jog of 5 to 10 minutes | Salty Running, Top Massage Tips |
//! | 24 to 48 hours after: light work | Greatist, `MassageProGuide` |
//! | deep work again 3 to 4 days after, about a week after a marathon and longer ([`Class::deep_after`]) | Salty Running |
//! | every two to three weeks in a heavy block, once a month else ([`Phase::cadence`]) | `MassageProGuide`, Salty Running |
//! | on a rest day, or after the workout on the day before one | Top Massage Tips |
//! | book in advance | Top Massage Tips |
//!
//! The planner proposes and tags; it never forbids. Races that are just for fun change nothing.

use super::Phase;
use super::race::Race;
use crate::domain::order;
use crate::domain::run::Run;
use crate::domain::time::calendar::Day;

/// What a day is good for. The order is that of two races that disagree: the stricter one comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The day of the race.
    Race,
    /// Light work only.
    Light,
    /// Too near to a race for deep work.
    Close,
    /// Four or five days before a race: best for deep work.
    Ideal,
    /// Deep work fits.
    Deep,
    /// No race is near.
    Open,
}

impl Fit {
    /// What one race makes of the day that lies so many days before it (after it if negative).
    const fn around(race: &Race, days_before: i64) -> Fit {
        let again = race.class.deep_after();
        match days_before {
            0 => Fit::Race,
            1 | -1 | -2 => Fit::Light,
            2 => Fit::Close,
            4 | 5 => Fit::Ideal,
            3 | 6 | 7 => Fit::Deep,
            after if after < 0 && -after < again => Fit::Close,
            after if after < 0 && -after < again + 7 => Fit::Deep,
            _ => Fit::Open,
        }
    }

    pub const fn allows_deep(self) -> bool {
        matches!(self, Fit::Ideal | Fit::Deep | Fit::Open)
    }
}

/// What a day is good for, and the race that makes it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict<'a> {
    pub fit: Fit,
    /// The race, and how many days before it the day lies (after it if negative). `None` for an open day.
    pub race: Option<(&'a Race, i64)>,
}

/// What all the races make of a day. Of two that say the same, the nearer one is named.
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
    /// Weekdays without a run in the last four weeks. None are known before there were eight runs in them.
    pub fn of(runs: &[&Run], today: Day) -> RestDays {
        const DAYS: i64 = 28;
        const RUNS: usize = 8;
        let recent = runs.iter().filter(|run| run.timing().is_some()).map(|run| run.day());
        let recent: Vec<Day> = recent.filter(|day| (0..DAYS).contains(&today.days_since(*day))).collect();
        let mut rests = [recent.len() >= RUNS; 7];
        for day in recent {
            rests[day.weekday()] = false;
        }
        RestDays(rests)
    }

    /// 0 on a rest day, 1 on the day before one, else 2.
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
    /// So many days before this race.
    Before(&'a Race, i64),
    /// The first chance, so many days after this race.
    After(&'a Race, i64),
    /// So many days after the last deep massage, done or booked.
    Rhythm(i64),
    /// So many days after the one that is proposed before it.
    Next(i64),
    /// No deep massage is known.
    First,
}

/// A day for the next deep massage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal<'a> {
    pub day: Day,
    pub reason: Reason<'a>,
}

/// Deep massages are at least this many days apart, so that one before a race does not follow on another.
const APART: u64 = 7;
/// A proposal may wait this many days for a rest day.
const PATIENCE: u64 = 3;
/// So far ahead is planned, in days.
const AHEAD: i64 = 90;

/// The next days for deep massages after `today`, at most `count`. `deep` are the days of those that were done or are
/// booked, in any order.
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
        // Before a booking only where it leaves the muscles time until then.
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
    // Booked in advance: not today.
    let first = today.plus(1);
    let due = last.map_or(first, |last| last.plus(phase.cadence())).max(first);
    let apart = last.map_or(first, |last| last.plus(APART)).max(first);
    let mut coming: Vec<&Race> =
        races.iter().copied().filter(|race| !race.is_for_fun && race.day > today).collect();
    order::by_number(&mut coming, |race| race.day.epoch_days());
    let by_rhythm = open_day(due, today, races, rest);
    let before_a_race = coming.into_iter().find_map(|race| {
        let window = (3..=7).map(|days| race.day.minus(days)).filter(|day| *day >= apart);
        let fitting = window.filter(|day| verdict(*day, races).fit.allows_deep());
        let day = fitting.min_by_key(|day| (verdict(*day, races).fit, rest.rank(*day), *day))?;
        Some(Proposal { day, reason: Reason::Before(race, race.day.days_since(day)) })
    });
    match (by_rhythm, before_a_race) {
        // The rhythm comes first only where the race still finds rested legs.
        (Some(day), Some(race)) if day.plus(APART) > race.day => Some(race),
        (None, race) => race,
        (Some(day), _) => Some(Proposal { day, reason: reason(day, last, races) }),
    }
    .filter(|proposal| proposal.day.days_since(today) <= AHEAD)
}

/// The first day from `due` on that takes deep work, or a rest day soon after.
fn open_day(due: Day, today: Day, races: &[&Race], rest: RestDays) -> Option<Day> {
    let takes_deep = |day: &Day| verdict(*day, races).fit.allows_deep();
    let mut days = (0..).map(|days| due.plus(days)).take_while(|day| day.days_since(today) <= AHEAD);
    let first = days.find(takes_deep)?;
    let soon = (0..=PATIENCE).map(|days| first.plus(days)).filter(takes_deep);
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
    /// `None`: and on.
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

/// The plan around a race, in order, without what is over. Of a race that is just for fun, the day alone. Deep work
/// has its place where none of the `races` forbids it.
pub fn parts(race: &Race, races: &[&Race], today: Day) -> Vec<Part> {
    let day = race.day;
    let part = |from, to, kind| Part { from, to, kind };
    let again = day.plus(u64::try_from(race.class.deep_after()).unwrap_or_default());
    let mut days = (0..AHEAD.unsigned_abs()).map(|days| again.plus(days));
    let again = days.find(|day| verdict(*day, races).fit.allows_deep()).unwrap_or(again);
    let before = (3..=7).rev().map(|days| day.minus(days));
    let before: Vec<Day> = before.filter(|day| verdict(*day, races).fit.allows_deep()).collect();
    let before = before.first().zip(before.last());
    let before = before.map(|(from, to)| part(*from, Some(*to), PartKind::DeepBefore));
    let all = [
        part(day.minus(1), Some(day.minus(1)), PartKind::LightBefore),
        part(day, Some(day), PartKind::Race),
        part(day.plus(1), Some(day.plus(2)), PartKind::LightAfter),
        part(again, None, PartKind::DeepAfter),
    ];
    let is_over = |part: &Part| part.to.is_some_and(|to| to < today);
    before
        .into_iter()
        .chain(all)
        .filter(|part| !is_over(part) && (part.kind == PartKind::Race || !race.is_for_fun))
        .collect()
}

/// The race that the plan is about: the next one, or one whose recovery still goes on. One that counts comes before one
/// that is just for fun.
pub fn next_race<'a>(races: &[&'a Race], today: Day) -> Option<&'a Race> {
    let is_near = |race: &&&Race| {
        let after = today.days_since(race.day);
        after <= 0 || !race.is_for_fun && after < race.class.deep_after()
    };
    races.iter().filter(is_near).min_by_key(|race| (race.is_for_fun, race.day)).copied()
}

#[cfg(test)]
mod tests;
