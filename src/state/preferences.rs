//! The runner's settings.

use super::vault::Vault;
use crate::domain::run::distance::Units;
use crate::domain::settings::Settings;
use leptos::prelude::*;

pub struct Preferences {
    vault: &'static Vault,
    settings: RwSignal<Settings>,
}

impl Preferences {
    pub fn new(vault: &'static Vault, settings: Option<Settings>) -> Preferences {
        Preferences { vault, settings: RwSignal::new(settings.unwrap_or_default()) }
    }

    pub fn get(&'static self) -> Settings {
        self.settings.get()
    }

    pub fn get_untracked(&'static self) -> Settings {
        self.settings.get_untracked()
    }

    pub fn units(&'static self) -> Units {
        self.settings.get().units
    }

    /// Changes the settings and saves them, unless the app is read only.
    pub fn change(&'static self, change: impl FnOnce(&mut Settings)) {
        if !self.vault.may_change() {
            return;
        }
        let mut settings = self.settings.get_untracked();
        change(&mut settings);
        if settings != self.settings.get_untracked() {
            self.settings.set(settings.clone());
            self.vault.save(&settings);
        }
    }

    /// Applies settings that were changed elsewhere.
    pub fn apply_remote(&'static self, settings: Settings) {
        if settings != self.settings.get_untracked() {
            self.settings.set(settings);
        }
    }

    /// Resets the settings in memory, after everything was erased.
    pub fn forget(&'static self) {
        self.settings.set(Settings::default());
    }
}
