//! The time, for what is shown. It ticks only while something that shows it is on the screen.

use super::device::Device;
use crate::domain::time::calendar::Day;
use crate::domain::time::clock_watch::Steady;
use crate::domain::time::instant::{Instant, Millis};
use leptos::prelude::*;
use std::sync::Arc;

/// A clock hand for the screen. What is saved takes its time from [`Device::now`]; what a timer does from
/// [`Clock::look`], so that a clock that was set is noticed first.
pub struct Clock {
    device: &'static Device,
    now: RwSignal<Instant>,
    steady: StoredValue<Steady>,
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
            steady: StoredValue::new(Steady::new(now, (device.steady_ms)())),
            on_jump: StoredValue::new(None),
            watchers: RwSignal::new(0),
            returns: RwSignal::new(0),
        }
    }

    /// Has `follow` called with the milliseconds by which the wall clock was found to have been set, before
    /// anybody sees the new time.
    pub fn on_jump(&'static self, follow: impl Fn(Millis) + Send + Sync + 'static) {
        self.on_jump.set_value(Some(Arc::new(follow)));
    }

    /// The time as last looked at.
    pub fn now(&'static self) -> Instant {
        self.now.get()
    }

    /// The day, which changes when the app comes back on another one.
    pub fn day(&'static self) -> Memo<Day> {
        self.look();
        Memo::new(move |_| self.now.get().day())
    }

    /// Looks at the clock and gives the time.
    pub fn look(&'static self) -> Instant {
        let now = (self.device.now)();
        let jump =
            self.steady.try_update_value(|steady| steady.look(now, (self.device.steady_ms)())).flatten();
        if let (Some(jump), Some(follow)) = (jump, self.on_jump.get_value()) {
            follow(jump);
        }
        self.now.set(now);
        now
    }

    /// The app left the screen: the phone may sleep from now on.
    pub fn hidden(&'static self) {
        self.look();
        self.steady.update_value(Steady::hidden);
    }

    /// The app came back to the screen.
    pub fn returned(&'static self) {
        self.look();
        self.steady.update_value(Steady::shown);
        self.returns.update(|returns| *returns = returns.wrapping_add(1));
    }

    /// Changes each time the app comes back to the screen, where what the browser moved may have stood still.
    pub fn returns(&'static self) -> u32 {
        self.returns.get()
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
