//! The runner's settings, and the hints that the app no longer has to show.

use super::care::Phase;
use super::care::ease_week::EaseWeek;
use super::massage::Tool;
use crate::domain::body::region::Region;
use crate::domain::care::brief::Wishes;
use crate::domain::feedback::Sounding;
use crate::domain::recovery::breath::Breath;
use crate::domain::run::distance::Units;
use crate::domain::time::calendar::Day;
use serde::{Deserialize, Serialize};

/// Light, dark, or the same as the phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// The value of `data-theme`, if any.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

/// How the runner lies for "Legs up the wall".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LegsUp {
    Wall,
    /// With the calves on a chair, for runners who should not put their legs up a wall.
    Chair,
}

/// The runner's settings.
#[allow(clippy::struct_excessive_bools)] // Each is a switch of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    pub units: Units,
    /// Buzz on each tap, where the phone can.
    pub buzz: bool,
    /// Sounds of the timers.
    pub sounds: bool,
    /// Sounds go on with the screen off, if there are sounds.
    pub screen_off: bool,
    /// Sounds are heard on silent too, if there are sounds.
    pub on_silent: bool,
    /// A notification while the time for rehydrating runs.
    pub remind: bool,
    /// Chosen at the first "Legs up the wall".
    pub legs_up: Option<LegsUp>,
    pub breath: Breath,
    /// Draw the front as a mirror does: the runner's left on the left.
    pub mirror: bool,
    /// Body as a list of areas instead of the map.
    pub list: bool,
    /// How many runs there were when the runner last saved a copy or put off the reminder.
    pub copied: u32,
    /// The runner closed the hint about the home screen.
    pub no_install_hint: bool,
    /// The runner has seen that everything works without a network.
    pub offline_told: bool,
    /// The runner's changes to the brief for their therapist.
    pub brief: Wishes,
    /// The phase of their training, once they have chosen it.
    pub phase: Option<Phase>,
    /// They get no massages: the planner proposes none.
    pub no_massages: bool,
    /// The week that they take easier, because of a spot that keeps coming back.
    pub ease_week: Option<EaseWeek>,
    /// The tools that they don't have.
    pub lacks: Vec<Tool>,
    /// The runner has read who should ask a doctor before a self-massage.
    pub massage_checked: bool,
    /// When "Start run" last asked, about which area, and the runner went anyway.
    pub start_asked: Option<(Day, Region)>,
    /// The same for an area that older builds do not know: they would take the settings for damaged.
    pub start_asked_newer: Option<(Day, Region)>,
    /// Taps on the map so far, counted up to [`Settings::TAPS_COUNTED`]: hints are for newcomers.
    pub taps: u8,
}

impl Settings {
    pub const TAPS_COUNTED: u8 = 4;
    /// After this many runs without a copy, the journal reminds the runner to save one.
    pub const COPY_AFTER: u32 = 20;

    /// How the timers sound, if they do.
    pub const fn sounding(&self) -> Sounding {
        match (self.sounds && self.screen_off, self.sounds && self.on_silent) {
            (true, _) => Sounding::Track,
            (false, true) => Sounding::Alone,
            (false, false) => Sounding::Mixed,
        }
    }

    /// The phase of training; steady weeks until the runner chooses.
    pub fn training(&self) -> Phase {
        self.phase.unwrap_or(Phase::Maintaining)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            theme: Theme::default(),
            units: Units::default(),
            buzz: true,
            sounds: false,
            screen_off: false,
            on_silent: false,
            remind: false,
            legs_up: None,
            breath: Breath::default(),
            mirror: false,
            list: false,
            copied: 0,
            no_install_hint: false,
            offline_told: false,
            brief: Wishes::default(),
            phase: None,
            no_massages: false,
            ease_week: None,
            lacks: vec![],
            massage_checked: false,
            start_asked: None,
            start_asked_newer: None,
            taps: 0,
        }
    }
}
