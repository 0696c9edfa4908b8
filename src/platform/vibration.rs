//! Vibration.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Vibrates in this pattern: milliseconds on, off, on and so on.
pub fn buzz(pattern: &[u32]) {
    let navigator = super::window().navigator();
    // iPhones lack it, and some browsers refuse it before the first tap. Neither matters.
    if let Ok(vibrate) = Reflect::get(&navigator, &"vibrate".into()).and_then(JsCast::dyn_into::<Function>) {
        let pattern: Array = pattern.iter().map(|ms| JsValue::from(*ms)).collect();
        let _ = vibrate.call1(&navigator, &pattern);
    }
}
