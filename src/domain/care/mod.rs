//! Races, massages by a therapist, and homework. Each is one record.

pub mod appointment;
pub mod brief;
pub mod calendar_file;
pub mod ease_week;
pub mod hands;
pub mod homework;
pub mod planner;
pub mod race;
pub mod week;

pub use appointment::{Appointment, Technique};
pub use homework::{Homework, Rhythm};
pub use race::Race;

use super::id::Id;
use serde::{Deserialize, Serialize};

/// One record of Care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: Id,
    #[serde(rename = "what")]
    pub kind: EntryKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    Race(Race),
    Appointment(Appointment),
    Homework(Homework),
}

impl Entry {
    pub const fn race(&self) -> Option<&Race> {
        if let EntryKind::Race(race) = &self.kind { Some(race) } else { None }
    }

    pub const fn appointment(&self) -> Option<&Appointment> {
        if let EntryKind::Appointment(appointment) = &self.kind { Some(appointment) } else { None }
    }

    pub const fn homework(&self) -> Option<&Homework> {
        if let EntryKind::Homework(homework) = &self.kind { Some(homework) } else { None }
    }
}

/// Where the runner is in their training. It sets how often massage is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Longer or faster weeks.
    Building,
    /// Steady weeks.
    Maintaining,
}

impl Phase {
    pub const ALL: [Phase; 2] = [Phase::Building, Phase::Maintaining];

    pub const fn title(self) -> &'static str {
        match self {
            Phase::Building => "Building",
            Phase::Maintaining => "Maintaining",
        }
    }

    /// The goal for days with a self-massage in seven days: two to three (Castell).
    pub const fn self_massages(self) -> usize {
        match self {
            Phase::Building => 3,
            Phase::Maintaining => 2,
        }
    }

    /// Days from one deep massage to the next, from and to: every two to three weeks in a heavy block (`MassageProGuide`,
    /// Salty Running), otherwise once a month (`MassageProGuide`).
    pub const fn cadence(self) -> (u64, u64) {
        match self {
            Phase::Building => (14, 21),
            Phase::Maintaining => (28, 31),
        }
    }
}
