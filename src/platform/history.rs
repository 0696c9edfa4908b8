//! The browser's history: Back and Forward.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Adds an entry with this address (`#/…`). `depth` is the number of the app's entries before it.
pub fn push(hash: &str, depth: u32) {
    if let Ok(history) = super::window().history() {
        // A browser may refuse over a hundred entries in a few seconds. The app then shows the page anyway.
        let _ = history.push_state_with_url(&JsValue::from(depth), "", Some(hash));
    }
}

/// Replaces the address and the depth of the current entry.
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

/// The fragment of the address, including the `#`.
pub fn hash() -> String {
    super::window().location().hash().unwrap_or_default()
}

/// The depth that [`push`] or [`replace`] wrote into the current entry. `None` if the app did not do so.
pub fn depth() -> Option<u32> {
    let state = super::window().history().ok()?.state().ok()?.as_f64()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Written by `push` as a u32.
    Some(state as u32)
}

/// Calls `act` after every Back, Forward and typed address, for the lifetime of the page.
pub fn on_arrival(act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act).into_js_value();
    let _ = super::window().add_event_listener_with_callback("popstate", listener.unchecked_ref());
}
