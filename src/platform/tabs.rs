//! Other tabs of the app in the same browser.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::StorageEvent;

/// Calls `tell` with each key of localStorage that another tab changes, and its new text.
pub fn on_change(tell: impl Fn(String, Option<String>) + 'static) {
    let listener = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        // No key: the whole of localStorage was cleared, by hand or by another app.
        if let Some(key) = event.key() {
            tell(key, event.new_value());
        }
    })
    .into_js_value();
    let _ = super::window().add_event_listener_with_callback("storage", listener.unchecked_ref());
}
