//! A new build: offered once it is here as a whole, taken over only when the runner says so.

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

    /// A new build is here and waits.
    pub fn ready(&'static self) {
        self.is_ready.set(true);
        self.is_dismissed.set(false);
    }

    /// Another build is in charge than the one of this page, by this tab's wish or another's.
    pub fn taken_over(&'static self) {
        self.is_taken_over.set(true);
    }

    /// Whether this page is to be loaded anew as soon as nothing is lost by it.
    pub fn is_taken_over(&'static self) -> bool {
        self.is_taken_over.get()
    }

    /// Whether the runner is to be asked.
    pub fn is_offered(&'static self) -> bool {
        self.is_ready.get() && !self.is_dismissed.get()
    }

    /// Not now: it is offered again at the next start.
    pub fn dismiss(&'static self) {
        self.is_dismissed.set(true);
    }

    /// The runner wants the new build. If none waits, what the host has is loaded.
    pub fn accept(&'static self) {
        self.dismiss();
        if !(self.device.activate_update)() {
            (self.device.reload)();
        }
    }
}
