//! The phone's buzz.

use wasm_bindgen::JsValue;

/// Milliseconds on, off, on and so forth.
pub fn buzz(pattern: &[u32]) {
    let navigator = super::window().navigator();
    if super::has(&navigator, "vibrate") {
        let pattern: js_sys::Array = pattern.iter().map(|ms| JsValue::from(*ms)).collect();
        navigator.vibrate_with_pattern(&pattern);
    }
}
