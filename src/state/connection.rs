//! The hint that everything works offline, shown once, at the first start without a network.

use super::preferences::Preferences;
use leptos::prelude::*;

pub struct Connection {
    preferences: &'static Preferences,
    is_offline: RwSignal<bool>,
}

impl Connection {
    pub fn new(preferences: &'static Preferences, is_online: bool) -> Connection {
        Connection { preferences, is_offline: RwSignal::new(!is_online) }
    }

    pub fn is_hint_due(&'static self) -> bool {
        self.is_offline.get() && !self.preferences.get().offline_told
    }

    /// Ends the hint: the app left the screen, so the runner has seen it, or the network is back.
    pub fn seen(&'static self) {
        if untrack(|| self.is_hint_due()) {
            self.preferences.change(|settings| settings.offline_told = true);
        }
        self.is_offline.set(false);
    }
}
