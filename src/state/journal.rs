//! The content of the journal: the runner's own runs, or an example.

use super::State;
use super::device::Device;
use crate::domain::body::region::Region;
use crate::domain::body::regions::Regions;
use crate::domain::body::spots::TightSpots;
use crate::domain::care::hands::Hands;
use crate::domain::care::planner::RestDays;
use crate::domain::care::race::{self, Race};
use crate::domain::example;
use crate::domain::id::Id;
use crate::domain::massage::Massage;
use crate::domain::patterns::Range;
use crate::domain::run::journal::belongs;
use crate::domain::run::{Run, RunId, recent};
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The runner's filter for the journal and its patterns. It stays until they change it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JournalFilter {
    /// Only entries in which this region was tight.
    pub area: Option<Region>,
    /// Only entries up to this day, inclusive.
    #[serde(skip)]
    pub until: Option<Day>,
    /// The number of pages that the runner opened after the first.
    #[serde(skip)]
    pub pages: usize,
    /// The runs from which the patterns are computed.
    pub range: Range,
}

/// The name under which the device remembers the filter.
const FILTER: &str = "look";

impl JournalFilter {
    /// Returns the remembered filter, or the default.
    pub fn recalled(device: &Device) -> JournalFilter {
        (device.recall)(FILTER).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }
}

/// A journal with made-up runs. It exists only in memory, so that it never mixes with the runner's own.
pub struct Example {
    /// Newest first.
    runs: Vec<Run>,
    massages: Vec<Massage>,
}

impl State {
    pub fn change_journal_filter(&'static self, change: impl FnOnce(&mut JournalFilter)) {
        self.journal_filter.update(change);
        let text = serde_json::to_string(&self.journal_filter.get_untracked()).ok();
        (self.device.remember)(FILTER, text.as_deref());
    }

    pub fn show_example(&'static self) {
        let (runs, massages) = example::journal((self.device.now)());
        self.example.set(Some(Example { runs, massages }));
    }

    pub fn end_example(&'static self) {
        self.example.set(None);
    }

    pub fn is_example(&'static self) -> bool {
        self.example.with(Option::is_some)
    }

    /// Reads the entries of the journal, newest first.
    pub fn with_entries<T>(&'static self, read: impl FnOnce(&[&Run]) -> T) -> T {
        self.example.with(|example| {
            if let Some(example) = example {
                return read(&example.runs.iter().collect::<Vec<_>>());
            }
            self.with_own_entries(read)
        })
    }

    /// The spots of today's check-in, or else of the newest entry of the last three days, and those that must be spared.
    pub fn recent_spots(&'static self) -> TightSpots {
        let today = (self.device.now)().day();
        let open = self.diary.spots().get();
        let spots = self.with_own_entries(|all| {
            recent::current_spots(&open, all.first().copied(), today).map(Cow::into_owned)
        });
        spots.unwrap_or_default().with_spared(&self.diary.spared())
    }

    /// The next rest days by the runner's rhythm, today included. No day with a race on it is one, nor today after a run.
    pub fn rest_days(&'static self) -> Vec<Day> {
        const DAYS: u64 = 7;
        let today = self.clock.day().get();
        let (rhythm, has_run) = self.with_own_entries(|all| {
            let has_run = all.iter().any(|run| run.day() == today && run.timing().is_some());
            (RestDays::of(all, today), has_run)
        });
        let is_rest = |day: &Day| {
            let has_race = self.care.with_races(|races| races.iter().any(|race| race.day == *day));
            rhythm.is_rest(*day) && !has_race && !(has_run && *day == today)
        };
        (0..DAYS).map(|days| today.plus(days)).filter(is_rest).collect()
    }

    /// Whether today is one of them.
    pub fn is_rest_day(&'static self) -> bool {
        let today = self.clock.day().get();
        self.rest_days().first() == Some(&today)
    }

    /// What today asks of a self-massage.
    pub fn hands(&'static self) -> Hands {
        self.clock.day().track();
        let (now, deep) = ((self.device.now)(), self.care.deep_days());
        self.care.with_races(|races| {
            self.with_own_entries(|entries| Hands::of(now, races, &deep, entries.iter().copied()))
        })
    }

    /// The race after which to ask "What’s still there?". Marks since its third day answer the question.
    pub fn asks_whats_left(&'static self) -> Option<(Id, Race)> {
        let today = self.clock.day().get();
        let races = self.care.races();
        let all: Vec<&Race> = races.iter().map(|(_, race)| race).collect();
        let asked = race::asks_whats_left(&all, today)?;
        let first = asked.day.plus(race::STILL_THERE.0.unsigned_abs());
        let is_marked = !self.diary.spots().get().is_empty()
            || self.with_own_entries(|entries| {
                let mut since = entries.iter().take_while(|run| run.day() >= first);
                since.any(|run| !run.all_spots().is_empty())
            });
        races.iter().find(|(_, race)| std::ptr::eq(race, asked) && !is_marked).cloned()
    }

    /// What a therapist worked on in the last week although it was never marked.
    pub fn worked_on(&'static self) -> Regions {
        self.clock.day().track();
        let now = (self.device.now)();
        let Some((_, visit)) = self.care.last(now) else { return Regions::default() };
        if !visit.is_recent(now.day()) || visit.areas.is_empty() {
            return Regions::default();
        }
        let open = self.diary.spots().get();
        self.with_own_entries(|entries| {
            let is_marked = |region: &Region| {
                open.get(*region).is_some()
                    || entries.iter().any(|run| run.all_spots().get(*region).is_some())
            };
            visit.areas.iter().filter(|region| !is_marked(region)).fold(Regions::default(), Regions::toggled)
        })
    }

    /// Reads the runner's own entries, newest first, even while the example is shown.
    pub fn with_own_entries<T>(&'static self, read: impl FnOnce(&[&Run]) -> T) -> T {
        let recovering = self.diary.recovering().get();
        self.diary
            .past()
            .with(|past| read(&recovering.iter().chain(past).filter(|run| belongs(run)).collect::<Vec<_>>()))
    }

    /// Reads the self-massages in the log.
    pub fn with_massages<T>(&'static self, read: impl FnOnce(&[Massage]) -> T) -> T {
        self.example.with(|example| {
            if let Some(example) = example {
                return read(&example.massages);
            }
            self.massages.done().with(|done| read(done))
        })
    }

    /// The ends of the deep massages that may have left their mark in these entries.
    pub fn deep_ends(&'static self) -> Vec<Instant> {
        if self.is_example() { vec![] } else { self.care.deep_ends((self.device.now)()) }
    }

    pub fn entry(&'static self, id: &RunId) -> Option<Run> {
        self.example
            .with(|example| example.as_ref()?.runs.iter().find(|run| run.id == *id).cloned())
            .or_else(|| self.diary.find(id))
    }
}
