//! Handing a text over: the phone's own sharing, else the clipboard.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::{Callable, Callback};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

/// Shares a text, or, where the browser has no sharing, copies it. Tells `true` once it is copied and `false` if neither
/// worked; nothing where the sharing took over or the runner thought better of it. To be called in a tap.
pub fn share(text: &str, tell: Callback<bool>) {
    let navigator = super::window().navigator();
    let data = Object::new();
    let is_set = Reflect::set(&data, &"text".into(), &text.into()).is_ok();
    let sharing = if is_set { call(&navigator, "share", &data) } else { None };
    let text = text.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(sharing) = sharing {
            match JsFuture::from(sharing).await {
                Ok(_) => return,
                Err(reason) if is_theirs(&reason) => return,
                Err(_) => {}
            }
        }
        let clipboard = Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
        let copied = match call(&clipboard, "writeText", &text.into()) {
            Some(copying) => JsFuture::from(copying).await.is_ok(),
            None => false,
        };
        tell.try_run(copied);
    });
}

/// Whether the runner closed the sharing themselves.
fn is_theirs(reason: &JsValue) -> bool {
    reason.dyn_ref::<DomException>().is_some_and(|reason| reason.name() == "AbortError")
}

/// Calls a method that gives a promise; `None` where there is none, or it refuses at once.
fn call(target: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    let method = Reflect::get(target, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    Some(Promise::resolve(&method.call1(target, argument).ok()?))
}
