//! The time, for what is shown. It ticks only while something that shows it is on the screen.

use super::device::Device;
use crate::domain::instant::Instant;
use leptos::prelude::*;

/// A clock hand for the screen. What is saved takes its time from [`Device::now`].
pub struct Clock {
    device: &'static Device,
    now: RwSignal<Instant>,
    watchers: RwSignal<u32>,
}

impl Clock {
    pub fn new(device: &'static Device) -> Clock {
        Clock { device, now: RwSignal::new((device.now)()), watchers: RwSignal::new(0) }
    }

    /// The time as last looked at.
    pub fn now(&'static self) -> Instant {
        self.now.get()
    }

    /// Looks at the clock.
    pub fn look(&'static self) {
        self.now.set((self.device.now)());
    }

    /// Keeps the clock ticking until the calling component goes away.
    pub fn watch(&'static self) {
        self.look();
        self.watchers.update(|watchers| *watchers += 1);
        on_cleanup(move || {
            self.watchers.try_update(|watchers| *watchers -= 1);
        });
    }

    /// Whether anything wants ticks.
    pub fn is_watched(&'static self) -> Signal<bool> {
        Memo::new(move |_| self.watchers.get() > 0).into()
    }
}
