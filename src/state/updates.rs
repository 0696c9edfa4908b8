//! A new build: offered once it is completely cached, activated only when the runner agrees.

use super::device::Device;
use leptos::prelude::*;

pub struct Updates {
    device: &'static Device,
    is_ready: RwSignal<bool>,
    is_dismissed: RwSignal<bool>,
    is_taken_over: RwSignal<bool>,
}

impl Updates {
    pub fn new(device: &'static Device) -> Updates {
        Updates {
            device,
            is_ready: RwSignal::new(false),
            is_dismissed: RwSignal::new(false),
            is_taken_over: RwSignal::new(false),
        }
    }

    /// A new build is cached and waiting.
    pub fn ready(&'static self) {
        self.is_ready.set(true);
        self.is_dismissed.set(false);
    }

    /// A build other than this page's has taken over. The runner accepted it in this tab or in another.
    pub fn taken_over(&'static self) {
        self.is_taken_over.set(true);
    }

    /// Whether to reload this page as soon as nothing would be lost.
    pub fn is_taken_over(&'static self) -> bool {
        self.is_taken_over.get()
    }

    /// Whether a new build waits, and the runner has not put it off. `State::is_update_offered` says when to show that.
    pub fn is_waiting(&'static self) -> bool {
        self.is_ready.get() && !self.is_dismissed.get()
    }

    /// Hides the offer until the next start.
    pub fn dismiss(&'static self) {
        self.is_dismissed.set(true);
    }

    /// Activates the new build. If none is waiting, reloads the page to load the build on the host.
    pub fn accept(&'static self) {
        self.dismiss();
        if !(self.device.activate_update)() {
            (self.device.reload)();
        }
    }
}
