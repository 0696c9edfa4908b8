//! Keeping the screen on.

use js_sys::{Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// Whether the screen should stay on. The browser releases the lock whenever the page is hidden.
    static WANTED: Cell<bool> = const { Cell::new(false) };
    static HELD: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Keeps the screen on from now on, or lets it turn off again.
pub fn keep_awake(on: bool) {
    WANTED.set(on);
    if on {
        take();
    } else if let Some(lock) = HELD.take() {
        let _ = call(&lock, "release", &JsValue::UNDEFINED);
    }
}

/// Takes the lock again, if it is still wanted. Must be called when the page becomes visible again.
pub fn on_return() {
    if WANTED.get() {
        take();
    }
}

fn take() {
    let navigator = super::window().navigator();
    let Ok(wake_lock) = Reflect::get(&navigator, &"wakeLock".into()) else { return };
    if wake_lock.is_undefined() {
        return;
    }
    let Ok(promise) = call(&wake_lock, "request", &"screen".into()).and_then(JsCast::dyn_into::<Promise>)
    else {
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        // Refused when the battery is low or the page is hidden. The screen then turns off as usual.
        if let Ok(lock) = JsFuture::from(promise).await {
            if WANTED.get() {
                if let Some(previous) = HELD.replace(Some(lock)) {
                    let _ = call(&previous, "release", &JsValue::UNDEFINED);
                }
            } else {
                let _ = call(&lock, "release", &JsValue::UNDEFINED);
            }
        }
    });
}

fn call(target: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    Reflect::get(target, &name.into())?.dyn_into::<Function>()?.call1(target, argument)
}
