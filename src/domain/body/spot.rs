//! One tight spot.

use super::level::{Feelings, Level};
use crate::domain::text::Note;
use serde::{Deserialize, Serialize};

/// One marked area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    pub level: Level,
    #[serde(default, skip_serializing_if = "Feelings::is_empty")]
    pub feelings: Feelings,
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub note: Note,
    /// The position in the order of marking: the newest spot has the highest number.
    #[serde(default)]
    pub order: u32,
    /// How it felt after the run, if the runner entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Change>,
}

/// How a spot feels after the run, compared with before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Better,
    Same,
    Worse,
}

impl Change {
    pub const ALL: [Change; 3] = [Change::Better, Change::Same, Change::Worse];

    pub const fn word(self) -> &'static str {
        match self {
            Change::Better => "Better",
            Change::Same => "Same",
            Change::Worse => "Worse",
        }
    }
}
