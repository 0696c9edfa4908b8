//! Sharing a text through the phone's share sheet, or else through the clipboard.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::{Callable, Callback};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

/// Shares a text. Copies it instead where the browser has no share sheet, or that fails. Calls back with
/// `true` once the text is copied, and with `false` if neither worked. Does not call back if the share sheet
/// took the text or the runner cancelled it. Must be called from a user gesture.
pub fn share(text: &str, on_copy: Callback<bool>) {
    let navigator = super::window().navigator();
    let data = Object::new();
    let is_set = Reflect::set(&data, &"text".into(), &text.into()).is_ok();
    let sharing = if is_set { call(&navigator, "share", &data) } else { None };
    let text = text.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(sharing) = sharing {
            match JsFuture::from(sharing).await {
                Ok(_) => return,
                Err(reason) if is_cancelled(&reason) => return,
                Err(_) => {}
            }
        }
        let clipboard = Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
        let copied = match call(&clipboard, "writeText", &text.into()) {
            Some(copying) => JsFuture::from(copying).await.is_ok(),
            None => false,
        };
        on_copy.try_run(copied);
    });
}

/// Whether the runner cancelled the share sheet.
fn is_cancelled(reason: &JsValue) -> bool {
    reason.dyn_ref::<DomException>().is_some_and(|reason| reason.name() == "AbortError")
}

/// Calls a method that returns a promise. `None` if there is no such method or the call throws.
fn call(target: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    let method = Reflect::get(target, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    Some(Promise::resolve(&method.call1(target, argument).ok()?))
}
