//! Drops touches that were meant for something that is no longer on the screen.
//!
//! The second of two quick taps would press whatever the first tap has put under the thumb. So touches do
//! nothing for a moment after a page or a sheet has changed, or a page has moved its controls
//! (`State::page_moved`). The map needs no such pause: it drops only touches that began before the change, and
//! touches at the position of the tap that caused it.

use super::focus;
use crate::state::State;
use crate::state::route::Route;
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// How long touches do nothing after a change, in milliseconds.
const PAUSE_MS: f64 = 350.0;
/// The same after a run was started, because the next button in the same position ends it.
const RUN_PAUSE_MS: f64 = 600.0;
/// A second press on a control that logs something counts only after this many milliseconds.
const LOG_PAUSE_MS: f64 = 1000.0;
/// Two touches of one double tap are at most this far apart, in CSS px.
const DOUBLE_TAP_PX: i32 = 32;

#[derive(Clone, Copy)]
pub(crate) struct Guard {
    state: &'static State,
    /// When the page last changed, in milliseconds of the monotonic clock, which events use too.
    changed_at: StoredValue<f64>,
    /// Touches do nothing until this time of the monotonic clock.
    paused_until: StoredValue<f64>,
    is_paused: RwSignal<bool>,
    /// The current touch is dropped.
    is_dropping: StoredValue<bool>,
    /// Where the last touch that counted began, in CSS px.
    touched_at: StoredValue<(i32, i32)>,
    /// The same for the touch that caused the last change.
    caused_at: StoredValue<(i32, i32)>,
    /// The control with `data-logs` that was pressed last, and when; `None` after any other control.
    logged: StoredValue<Option<(Element, f64)>, LocalStorage>,
}

impl Guard {
    /// `shown` is the place on the screen.
    pub(crate) fn new(state: &'static State, shown: Memo<Route>) -> Guard {
        let guard = Guard {
            state,
            changed_at: StoredValue::new(0.0),
            paused_until: StoredValue::new(0.0),
            is_paused: RwSignal::new(false),
            is_dropping: StoredValue::new(false),
            touched_at: StoredValue::new((0, 0)),
            caused_at: StoredValue::new((0, 0)),
            logged: StoredValue::new_local(None),
        };
        let is_running = state.diary.is_running();
        let recovering = state.diary.recovering();
        let is_recovering = Memo::new(move |_| recovering.with(Option::is_some));
        let under_way = state.massages.under_way();
        let is_massage = Memo::new(move |_| under_way.with(Option::is_some));
        let scene = Memo::new(move |_| {
            let sheets = (state.router.held().get(), state.ended.get(), state.moves.get());
            (shown.get(), sheets, is_recovering.get(), is_massage.get(), is_running.get())
        });
        Effect::new(move |was_running: Option<bool>| {
            let is_running = scene.with(|(.., is_running)| *is_running);
            if let Some(was_running) = was_running {
                guard.pause(if is_running && !was_running { RUN_PAUSE_MS } else { PAUSE_MS });
            }
            is_running
        });
        guard
    }

    /// Whether touches do nothing at the moment.
    pub(crate) fn is_paused(self) -> bool {
        self.is_paused.get()
    }

    /// Starts a pause of `length` milliseconds after a change of the screen. The pause begins again when the
    /// change is painted.
    fn pause(self, length: f64) {
        let pause = move || {
            let now = (self.state.device.monotonic_ms)();
            self.changed_at.set_value(now);
            self.paused_until.update_value(|until| *until = until.max(now + length));
            self.is_paused.set(true);
        };
        self.caused_at.set_value(self.touched_at.get_value());
        pause();
        request_animation_frame(move || {
            pause();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Less than a second.
            let wait = Duration::from_millis(length as u64);
            set_timeout(move || self.resume(), wait);
        });
    }

    fn resume(self) {
        if (self.state.device.monotonic_ms)() >= self.paused_until.get_value() - 1.0 {
            self.is_paused.set(false);
        }
    }

    pub(crate) fn pointer_down(self, event: &PointerEvent) {
        let at = event.time_stamp();
        let position = (event.client_x(), event.client_y());
        let caused_at = self.caused_at.get_value();
        let is_same_position = (position.0 - caused_at.0).abs() <= DOUBLE_TAP_PX
            && (position.1 - caused_at.1).abs() <= DOUBLE_TAP_PX;
        let is_early = at < self.paused_until.get_value();
        let is_free = on_map(event) && at >= self.changed_at.get_value() && !is_same_position;
        let is_dropped = is_early && !is_free;
        self.is_dropping.set_value(is_dropped);
        if is_dropped {
            event.stop_propagation();
        } else {
            self.touched_at.set_value(position);
        }
    }

    /// Drops the rest of a dropped touch: moves, its end, and the mouse events that browsers make of it.
    pub(crate) fn rest_of_touch(self, event: &Event) {
        if self.is_dropping.get_value() {
            event.stop_propagation();
            if event.type_() == "mousedown" {
                // A dropped touch moves no focus.
                event.prevent_default();
            }
        }
    }

    pub(crate) fn click(self, event: &MouseEvent) {
        // A click without a pointer comes from a keyboard or a screen reader.
        if event.detail() > 0 && self.is_dropping.get_value() {
            event.stop_propagation();
            event.prevent_default();
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(control) = target.and_then(|target| target.closest("a, button").ok().flatten()) else {
            return;
        };
        if !control.has_attribute("data-logs") {
            self.logged.set_value(None);
        } else if self.is_second_log(&control, event.time_stamp()) {
            event.stop_propagation();
            event.prevent_default();
            return;
        }
        self.watch(control);
    }

    fn is_second_log(self, control: &Element, at: f64) -> bool {
        let is_second = self.logged.with_value(|logged| {
            logged.as_ref().is_some_and(|(last, last_at)| last == control && at - last_at < LOG_PAUSE_MS)
        });
        if !is_second {
            self.logged.set_value(Some((control.clone(), at)));
        }
        is_second
    }

    /// Pauses touches if the pressed control has removed itself, because something else is under the thumb
    /// now. If the focus was lost with the control, the heading gets it.
    fn watch(self, control: Element) {
        let pressed_at = (self.state.device.monotonic_ms)();
        // Until the next frames show what changed, a touch has no clear target.
        self.is_paused.set(true);
        request_animation_frame(move || {
            request_animation_frame(move || {
                let is_gone = !control.is_connected();
                let is_behind = control.closest("[inert]").is_ok_and(|inert| inert.is_some());
                // A page or sheet that the press has opened has had a pause of its own. Where frames are slow, it is over.
                let is_known = self.changed_at.get_value() >= pressed_at;
                if (is_gone || is_behind) && !is_known {
                    self.pause(PAUSE_MS);
                } else {
                    self.resume();
                }
                if is_gone && focus::is_focus_lost() {
                    focus::focus_heading();
                }
            });
        });
    }
}

fn on_map(event: &PointerEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(".bodymap").is_ok_and(|map| map.is_some()))
}
