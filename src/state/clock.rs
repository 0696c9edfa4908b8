//! The time, for what is shown. It ticks only while something that shows it is on the screen.

use super::device::Device;
use crate::domain::time::calendar::Day;
use crate::domain::time::clock_watch::ClockWatch;
use crate::domain::time::instant::{Instant, Millis};
use leptos::prelude::*;
use std::sync::Arc;

/// A clock hand for the screen. What is saved takes its time from [`Device::now`]; what a timer does from
/// [`Clock::refresh`], so that a clock that was set is noticed first.
pub struct Clock {
    device: &'static Device,
    now: RwSignal<Instant>,
    watch: StoredValue<ClockWatch>,
    on_jump: StoredValue<Option<OnJump>>,
    watchers: RwSignal<u32>,
    /// How often the app came back to the screen.
    returns: RwSignal<u32>,
}

type OnJump = Arc<dyn Fn(Millis) + Send + Sync>;

impl Clock {
    pub fn new(device: &'static Device) -> Clock {
        let now = (device.now)();
        Clock {
            device,
            now: RwSignal::new(now),
            watch: StoredValue::new(ClockWatch::new(now, (device.monotonic_ms)())),
            on_jump: StoredValue::new(None),
            watchers: RwSignal::new(0),
            returns: RwSignal::new(0),
        }
    }

    /// Has `on_change` called with the milliseconds by which the wall clock was found to have been set, before
    /// anybody sees the new time.
    pub fn on_jump(&'static self, on_change: impl Fn(Millis) + Send + Sync + 'static) {
        self.on_jump.set_value(Some(Arc::new(on_change)));
    }

    /// The time as last looked at.
    pub fn now(&'static self) -> Instant {
        self.now.get()
    }

    /// The day, which changes when the app comes back on another one.
    pub fn day(&'static self) -> Memo<Day> {
        self.refresh();
        Memo::new(move |_| self.now.get().day())
    }

    /// Looks at the clock and gives the time.
    pub fn refresh(&'static self) -> Instant {
        let now = (self.device.now)();
        let jump = self
            .watch
            .try_update_value(|watch| watch.detect_jump(now, (self.device.monotonic_ms)()))
            .flatten();
        if let (Some(jump), Some(on_change)) = (jump, self.on_jump.get_value()) {
            on_change(jump);
        }
        self.now.set(now);
        now
    }

    /// The app left the screen: the phone may sleep from now on.
    pub fn hidden(&'static self) {
        self.refresh();
        self.watch.update_value(ClockWatch::hidden);
    }

    /// The app came back to the screen.
    pub fn returned(&'static self) {
        self.refresh();
        self.watch.update_value(ClockWatch::shown);
        self.returns.update(|returns| *returns = returns.wrapping_add(1));
    }

    /// Changes each time the app comes back to the screen, where what the browser moved may have stood still.
    pub fn returns(&'static self) -> u32 {
        self.returns.get()
    }

    /// Keeps the clock ticking until the calling component goes away.
    pub fn watch(&'static self) {
        self.refresh();
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
