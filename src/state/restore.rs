//! The copy that the runner is deciding about.

use super::State;
use super::route::Route;
use crate::storage::{BadCopy, LARGEST_COPY, Prefer, Restore};
use leptos::prelude::*;

/// A file that the runner chose to bring back, and the result of reading it.
#[derive(Clone)]
pub struct Offer {
    pub name: String,
    pub found: Result<Restore, BadCopy>,
}

impl State {
    /// Lets the runner choose a copy and shows what it would change. Must be called from a user gesture.
    pub fn choose_copy(&'static self) {
        let on_picked = |name, _, bytes: Option<Vec<u8>>| {
            let found = bytes.ok_or(BadCopy::TooLarge).and_then(|bytes| {
                let text = String::from_utf8_lossy(&bytes);
                self.vault.plan_restore(text.trim_start_matches('\u{feff}'), Prefer::Newer)
            });
            self.offer_copy(Offer { name, found });
        };
        (self.device.pick)(".json,application/json", LARGEST_COPY, Box::new(on_picked));
    }

    /// Shows what restoring a snapshot would change. `name` describes it.
    pub fn choose_snapshot(&'static self, name: String, copy: &str) {
        let found = self.vault.plan_restore(copy, Prefer::Copy);
        self.offer_copy(Offer { name, found });
    }

    fn offer_copy(&'static self, offer: Offer) {
        self.copy_offer.set(Some(offer));
        self.router.go(Route::Restore);
    }
}
