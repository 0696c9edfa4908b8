//! The time on the screen.

use super::device::Device;
use crate::domain::time::calendar::Day;
use crate::domain::time::clock_watch::ClockWatch;
use crate::domain::time::instant::{Instant, Millis};
use leptos::prelude::*;
use std::sync::Arc;

/// The current time for views. The app refreshes it once a minute, when a page opens, and every 250 ms while a view watches
/// it.
///
/// Records take their times from [`Device::now`]. Timers take theirs from [`Clock::refresh`], which first detects whether
/// the wall clock was changed.
pub struct Clock {
    device: &'static Device,
    now: RwSignal<Instant>,
    day: Memo<Day>,
    watch: StoredValue<ClockWatch>,
    on_jump: StoredValue<Option<OnJump>>,
    watchers: RwSignal<u32>,
    is_watched: Memo<bool>,
    /// How often the app came back to the screen.
    returns: RwSignal<u32>,
}

type OnJump = Arc<dyn Fn(Millis) + Send + Sync>;

impl Clock {
    pub fn new(device: &'static Device) -> Clock {
        let time = (device.now)();
        let now = RwSignal::new(time);
        let watchers = RwSignal::new(0);
        Clock {
            device,
            now,
            day: Memo::new(move |_| now.get().day()),
            watch: StoredValue::new(ClockWatch::new(time, (device.monotonic_ms)())),
            on_jump: StoredValue::new(None),
            watchers,
            is_watched: Memo::new(move |_| watchers.get() > 0),
            returns: RwSignal::new(0),
        }
    }

    /// Sets the callback for a wall clock that was changed. It gets the difference in milliseconds, before anyone sees the new
    /// time.
    pub fn on_jump(&'static self, on_jump: impl Fn(Millis) + Send + Sync + 'static) {
        self.on_jump.set_value(Some(Arc::new(on_jump)));
    }

    /// The time of the last refresh.
    pub fn now(&'static self) -> Instant {
        self.now.get()
    }

    /// The day of the last refresh.
    pub fn day(&'static self) -> Memo<Day> {
        self.day
    }

    /// Reads the wall clock, and returns the time.
    pub fn refresh(&'static self) -> Instant {
        let now = (self.device.now)();
        let monotonic = (self.device.monotonic_ms)();
        let jump = self.watch.try_update_value(|watch| watch.detect_jump(now, monotonic)).flatten();
        if let (Some(jump), Some(on_jump)) = (jump, self.on_jump.get_value()) {
            on_jump(jump);
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

    /// Changes each time the app comes back to the screen. Animations of the browser may have stood still in the meantime.
    pub fn returns(&'static self) -> u32 {
        self.returns.get()
    }

    /// Refreshes the time every 250 ms until the current owner is cleaned up.
    pub fn watch(&'static self) {
        self.refresh();
        self.watchers.update(|watchers| *watchers += 1);
        on_cleanup(move || {
            self.watchers.try_update(|watchers| *watchers -= 1);
        });
    }

    /// Whether any view watches the time.
    pub fn is_watched(&'static self) -> Memo<bool> {
        self.is_watched
    }
}
