//! One browser capability per file. Each does nothing where the browser lacks it.

pub mod badge;
pub mod clock;
pub mod connection;
pub mod files;
pub mod history;
pub mod indexed_db;
pub mod install;
pub mod local_storage;
pub mod media_session;
pub mod memory;
pub mod notification;
pub mod persistence;
pub mod run_files;
pub mod screen;
pub mod share;
pub mod sound;
pub mod speech;
pub mod tabs;
pub mod track;
pub mod updates;
pub mod vibration;
pub mod wake_lock;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

/// Whether `target` has this property. A capability that may be missing must be checked before it is called.
fn has(target: &JsValue, name: &str) -> bool {
    js_sys::Reflect::get(target, &JsValue::from_str(name))
        .is_ok_and(|found| !found.is_undefined() && !found.is_null())
}

/// Calls `act` on each such event, for the lifetime of the page.
fn listen(target: &EventTarget, event: &str, act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act).into_js_value();
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

fn window() -> web_sys::Window {
    js_sys::global().unchecked_into()
}
