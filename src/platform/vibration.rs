//! The phone's buzz.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds on, off, on and so forth.
pub fn buzz(pattern: &[u32]) {
    let navigator = super::window().navigator();
    // Absent on iPhones, and refused by some browsers before the first tap: both are no trouble.
    if let Ok(vibrate) = Reflect::get(&navigator, &"vibrate".into()).and_then(JsCast::dyn_into::<Function>) {
        let pattern: Array = pattern.iter().map(|ms| JsValue::from(*ms)).collect();
        let _ = vibrate.call1(&navigator, &pattern);
    }
}
