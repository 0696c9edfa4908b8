//! The browser's history: Back and Forward.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Adds an entry with this address (`#/…`) and how many of the app's steps lie before it.
pub fn push(hash: &str, depth: u32) {
    if let Ok(history) = super::window().history() {
        // A browser may refuse over a hundred steps in a few seconds; the app then shows the place anyway.
        let _ = history.push_state_with_url(&JsValue::from(depth), "", Some(hash));
    }
}

/// Puts this address in place of the current entry.
pub fn replace(hash: &str, depth: u32) {
    if let Ok(history) = super::window().history() {
        let _ = history.replace_state_with_url(&JsValue::from(depth), "", Some(hash));
    }
}

pub fn back() {
    if let Ok(history) = super::window().history() {
        let _ = history.back();
    }
}

/// The part of the address after `#`, with it.
pub fn hash() -> String {
    super::window().location().hash().unwrap_or_default()
}

/// What [`push`] or [`replace`] wrote into the current entry; `None` for one that the app did not make.
pub fn depth() -> Option<u32> {
    let state = super::window().history().ok()?.state().ok()?.as_f64()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Written by `push` as a u32.
    Some(state as u32)
}

/// Calls `arrived` after every Back, Forward and typed-in address, for as long as the app lives.
pub fn on_arrival(arrived: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(arrived).into_js_value();
    let _ = super::window().add_event_listener_with_callback("popstate", listener.unchecked_ref());
}
