//! The wall clock, the monotonic clock, and random numbers.

use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;
use js_sys::Date;
use wasm_bindgen::JsValue;

/// The wall clock's time with the local UTC offset.
pub fn now() -> Instant {
    let date = Date::new_0();
    Instant::from_clock(whole(date.get_time()), offset(&date))
}

/// The instant `ms` milliseconds after 1970 UTC, with the local UTC offset at that time.
#[allow(clippy::cast_precision_loss)] // Dates are far below 2^52.
pub fn at(ms: i64) -> Instant {
    Instant::from_clock(ms, offset(&Date::new(&JsValue::from_f64(ms as f64))))
}

/// The instant at which the local wall clock shows this day and minute of the day. If a clock change skips
/// that time, the browser moves it forward.
pub fn local(day: Day, minute: u16) -> Option<Instant> {
    // Browsers parse a date and time without an offset as local time.
    let text = text!(day.iso(), "T", crate::domain::time::format::time_field(minute));
    let date = Date::new(&text.into());
    Instant::new(whole(date.get_time()), offset(&date))
}

/// Milliseconds of the monotonic clock.
pub fn monotonic_ms() -> f64 {
    super::window().performance().map_or(0.0, |performance| performance.now())
}

/// Calls back in a later task.
pub fn soon(act: Box<dyn FnOnce()>) {
    leptos::prelude::set_timeout(act, std::time::Duration::ZERO);
}

/// A random number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Scaled to fit just before.
pub fn random() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

#[allow(clippy::cast_possible_truncation)] // Dates are within ±8.64e15; NaN becomes 0.
fn whole(ms: f64) -> i64 {
    ms as i64
}

#[allow(clippy::cast_possible_truncation)] // Offsets are whole minutes, under a day.
fn offset(date: &Date) -> i16 {
    -date.get_timezone_offset() as i16
}
