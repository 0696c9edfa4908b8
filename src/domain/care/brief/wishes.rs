//! What the runner wishes for the brief. Only this is stored of it.

use crate::domain::body::regions::Regions;
use crate::domain::text::Text;
use serde::{Deserialize, Serialize};

/// The runner's own changes to the brief.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredWishes", into = "StoredWishes")]
pub struct Wishes {
    /// Areas that they added, whatever the journal says.
    pub asked: Regions,
    /// Areas that they removed.
    pub left_out: Regions,
    /// How firm they like it.
    pub pressure: Option<Pressure>,
    /// What a therapist has to know: blood thinners, clots, pregnancy, new injuries.
    pub health: Text<200>,
    /// A line of their own at the end.
    pub line: Text<200>,
}

/// How firm a massage is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pressure {
    Light,
    Medium,
    Firm,
}

impl Pressure {
    pub const ALL: [Pressure; 3] = [Pressure::Light, Pressure::Medium, Pressure::Firm];

    pub const fn title(self) -> &'static str {
        match self {
            Pressure::Light => "Light",
            Pressure::Medium => "Medium",
            Pressure::Firm => "Firm",
        }
    }
}

/// The wishes in a record. Areas that older builds do not know are in fields of their own.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct StoredWishes {
    asked: Regions,
    #[serde(skip_serializing_if = "Regions::is_empty")]
    more_asked: Regions,
    left_out: Regions,
    #[serde(skip_serializing_if = "Regions::is_empty")]
    more_left_out: Regions,
    #[serde(skip_serializing_if = "Option::is_none")]
    pressure: Option<Pressure>,
    #[serde(skip_serializing_if = "Text::is_empty")]
    health: Text<200>,
    line: Text<200>,
}

impl From<StoredWishes> for Wishes {
    fn from(stored: StoredWishes) -> Wishes {
        let StoredWishes { asked, more_asked, left_out, more_left_out, pressure, health, line } = stored;
        Wishes {
            asked: asked.with(more_asked),
            left_out: left_out.with(more_left_out),
            pressure,
            health,
            line,
        }
    }
}

impl From<Wishes> for StoredWishes {
    fn from(wishes: Wishes) -> StoredWishes {
        let Wishes { asked, left_out, pressure, health, line } = wishes;
        let ((asked, more_asked), (left_out, more_left_out)) = (asked.split_newer(), left_out.split_newer());
        StoredWishes { asked, more_asked, left_out, more_left_out, pressure, health, line }
    }
}
