//! Homework from a therapist: what to do at home, the days on which it was ticked, and how it went.

use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most pieces of homework at a time.
pub const MOST: usize = 20;

/// For this many days, homework that ended stays in the brief if there was no earlier appointment.
const REMEMBERED: u64 = 28;

/// How often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rhythm {
    #[default]
    Daily,
    EveryOtherDay,
    ThreeAWeek,
}

impl Rhythm {
    pub const ALL: [Rhythm; 3] = [Rhythm::Daily, Rhythm::EveryOtherDay, Rhythm::ThreeAWeek];

    pub const fn title(self) -> &'static str {
        match self {
            Rhythm::Daily => "Every day",
            Rhythm::EveryOtherDay => "Every other day",
            Rhythm::ThreeAWeek => "3× a week",
        }
    }

    /// How many times that is in this many days, rounded up.
    const fn times(self, days: usize) -> usize {
        match self {
            Rhythm::Daily => days,
            Rhythm::EveryOtherDay => days.div_ceil(2),
            Rhythm::ThreeAWeek => (days * 3).div_ceil(7),
        }
    }
}

/// Whether it helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Help {
    ALot,
    ABit,
    NotReally,
    CantTell,
}

impl Help {
    pub const ALL: [Help; 4] = [Help::ALot, Help::ABit, Help::NotReally, Help::CantTell];

    pub const fn title(self) -> &'static str {
        match self {
            Help::ALot => "A lot",
            Help::ABit => "A bit",
            Help::NotReally => "Not really",
            Help::CantTell => "Can’t tell",
        }
    }
}

/// What got in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    Forgot,
    NoTime,
    Unclear,
    Hurt,
}

impl Obstacle {
    pub const ALL: [Obstacle; 4] = [Obstacle::Forgot, Obstacle::NoTime, Obstacle::Unclear, Obstacle::Hurt];

    pub const fn title(self) -> &'static str {
        match self {
            Obstacle::Forgot => "Forgot",
            Obstacle::NoTime => "No time",
            Obstacle::Unclear => "Unclear how",
            Obstacle::Hurt => "It hurt",
        }
    }

    /// The words in the brief: "forgotten", "it hurt".
    pub const fn phrase(self) -> &'static str {
        match self {
            Obstacle::Forgot => "forgotten",
            Obstacle::NoTime => "no time for it",
            Obstacle::Unclear => "not sure how",
            Obstacle::Hurt => "it hurt",
        }
    }
}

/// How it went, according to the runner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Went {
    Did(Option<Help>),
    Didnt(Option<Obstacle>),
}

/// The answer to "How did it go?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub on: Day,
    pub went: Went,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Homework {
    pub what: Text<80>,
    /// "3 sets of 12, slow".
    #[serde(default)]
    pub dose: Text<80>,
    pub rhythm: Rhythm,
    /// Who asked for it.
    #[serde(default)]
    pub from: Text<60>,
    /// The day on which it was given, which is its first day.
    pub given: Day,
    /// The last day; `None` until it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The days on which it was ticked. Stored as the keys of an object, so that two tabs can tick at the
    /// same time.
    #[serde(default, with = "as_keys")]
    pub ticks: BTreeSet<Day>,
    /// Paused because it hurt.
    #[serde(default)]
    pub is_paused: bool,
    /// Shown in Recover after a run, instead of on Care.
    #[serde(default)]
    pub after_runs: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

impl Homework {
    /// Daily homework without a text, given today.
    pub fn new(from: Text<60>, today: Day) -> Homework {
        Homework {
            what: Text::default(),
            dose: Text::default(),
            rhythm: Rhythm::Daily,
            from,
            given: today,
            until: None,
            ticks: BTreeSet::new(),
            is_paused: false,
            after_runs: false,
            review: None,
        }
    }

    /// Whether `today` is within its first and last day.
    pub fn is_open(&self, today: Day) -> bool {
        self.given <= today && self.until.is_none_or(|until| today <= until)
    }

    /// Whether the brief for the next appointment includes it: it is open, or ended after the last
    /// appointment.
    pub fn is_for_next_brief(&self, last: Option<Day>, today: Day) -> bool {
        let since = last.unwrap_or(today.minus(REMEMBERED));
        self.given <= today && self.until.is_none_or(|until| until > since)
    }

    pub fn is_ticked(&self, day: Day) -> bool {
        self.ticks.contains(&day)
    }

    /// Whether it is due today, ticked or not.
    pub fn is_due(&self, today: Day) -> bool {
        if !self.is_open(today) || self.is_paused {
            return false;
        }
        self.is_ticked(today)
            || match self.rhythm {
                Rhythm::Daily => true,
                Rhythm::EveryOtherDay => !self.is_ticked(today.minus(1)),
                // Monday to Sunday.
                Rhythm::ThreeAWeek => self.ticks.range(today.monday()..=today).count() < 3,
            }
    }

    /// Ends it, from the notes of an appointment on the day `visit`. If it was given by then, the runner has
    /// reported on it there, and the brief leaves it out from now on. If it was given later, the next brief
    /// still includes it.
    pub fn end(&mut self, visit: Day, today: Day) {
        let yesterday = today.minus(1);
        self.until = Some(if self.given <= visit { yesterday.min(visit) } else { yesterday });
    }

    pub fn toggle(&mut self, day: Day) {
        if !self.ticks.remove(&day) {
            self.ticks.insert(day);
        }
    }

    /// How often it was ticked, and how often it was due, since it was given or last reviewed. Today counts
    /// only once it is ticked. While it is paused, it is never due.
    pub fn kept(&self, today: Day) -> (usize, usize) {
        if self.is_paused {
            return (0, 0);
        }
        let from = self.review.map_or(self.given, |review| review.on.max(self.given));
        let last = self.until.map_or(today, |until| until.min(today));
        let last = if self.is_ticked(last) || last < today { last } else { last.minus(1) };
        let days = usize::try_from(last.days_since(from) + 1).unwrap_or(0);
        let ticked = if days == 0 { 0 } else { self.ticks.range(from..=last).count() };
        let due = self.rhythm.times(days);
        (ticked.min(due), due)
    }

    /// Whether it was ticked at least half of the times that it was due.
    pub fn is_kept_up(&self, today: Day) -> bool {
        let (ticked, due) = self.kept(today);
        ticked > 0 && ticked * 2 >= due
    }

    /// "Ticked 16 of 22 days", or "times" if it is not daily.
    pub fn kept_words(&self, today: Day) -> String {
        let (ticked, due) = self.kept(today);
        let unit = if self.rhythm == Rhythm::Daily { "days" } else { "times" };
        if self.is_paused {
            "Paused: it hurt".to_owned()
        } else if due == 0 {
            "Nothing to tick yet".to_owned()
        } else {
            format!("Ticked {ticked} of {due} {unit}")
        }
    }

    /// The default answer to "How did it go?": the runner's last answer if it was not due since, otherwise
    /// whether it was kept up.
    pub fn presumed(&self, today: Day) -> Went {
        match self.review {
            Some(review) if self.kept(today).1 == 0 => review.went,
            _ if self.is_kept_up(today) => Went::Did(None),
            _ => Went::Didnt(None),
        }
    }

    /// Stores the answer to "How did it go?" and acts on it: homework that hurt is paused, and homework that
    /// was forgotten can move to after runs.
    pub fn answer(&mut self, went: Went, after_runs: bool, today: Day) {
        self.review = Some(Review { on: today, went });
        self.is_paused = went == Went::Didnt(Some(Obstacle::Hurt));
        self.after_runs = after_runs;
    }

    /// The runner's last answer, if it is at most a week old or it was not due since.
    fn last_answer(&self, today: Day) -> Option<Review> {
        const VALID_DAYS: i64 = 7;
        self.review.filter(|review| today.days_since(review.on) <= VALID_DAYS || self.kept(today).1 == 0)
    }

    /// Whether it was kept up, by the runner's last answer or otherwise by the ticks. `None` before it was
    /// due.
    fn was_done(&self, today: Day) -> Option<bool> {
        match self.last_answer(today) {
            Some(review) => Some(matches!(review.went, Went::Did(_))),
            None => (self.kept(today).1 > 0).then(|| self.is_kept_up(today)),
        }
    }
}

/// How many days before an appointment the app asks how the homework went.
const ASKED_BEFORE: u64 = 2;

/// Whether to ask how the homework went: from two days before the next appointment, until the runner has answered for that
/// appointment. Homework from today is too new to ask about.
pub fn asks_how_it_went<'a>(
    homework: impl IntoIterator<Item = &'a Homework>,
    appointment: Day,
    today: Day,
) -> bool {
    let from = appointment.minus(ASKED_BEFORE);
    let is_unanswered =
        |homework: &Homework| homework.given < today && homework.review.is_none_or(|review| review.on < from);
    today >= from && homework.into_iter().any(is_unanswered)
}

/// "2 of 3 kept up. Side planks: it hurt." `None` if none of it was due yet.
pub fn summary<'a>(all: impl Iterator<Item = &'a Homework> + Clone, today: Day) -> Option<String> {
    let all = all.filter(|homework| homework.was_done(today).is_some());
    let count = all.clone().count();
    let done = all.clone().filter(|homework| homework.was_done(today) == Some(true)).count();
    let words = all.filter_map(|homework| {
        let answer = match homework.last_answer(today)?.went {
            Went::Did(Some(Help::ALot)) => "helped a lot",
            Went::Did(Some(Help::NotReally)) => "didn’t really help",
            Went::Didnt(Some(obstacle)) => obstacle.phrase(),
            _ => return None,
        };
        Some(text!(" ", homework.what.as_str().trim(), ": ", answer, "."))
    });
    (count > 0).then(|| [format!("{done} of {count} kept up.")].into_iter().chain(words).collect())
}

/// Stores days as the keys of an object.
mod as_keys {
    use super::{BTreeSet, Day};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<S: Serializer>(days: &BTreeSet<Day>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(days.iter().map(|day| (day, true)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<Day>, D::Error> {
        Ok(BTreeMap::<Day, bool>::deserialize(deserializer)?.into_keys().collect())
    }
}

#[cfg(test)]
mod tests;
