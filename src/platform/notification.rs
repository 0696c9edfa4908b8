//! System notifications, while the app is running.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::{Callable, Callback};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Has the browser ask the runner for permission to show notifications, and calls back with the answer.
pub fn ask(on_answer: Callback<bool>) {
    let window = super::window();
    let permission = Reflect::get(&window, &"Notification".into()).and_then(|notification| {
        let request = Reflect::get(&notification, &"requestPermission".into())?.dyn_into::<Function>()?;
        request.call0(&notification)?.dyn_into::<Promise>()
    });
    let Ok(promise) = permission else {
        on_answer.try_run(false);
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        let answer = JsFuture::from(promise).await;
        on_answer.try_run(answer.is_ok_and(|answer| answer.as_string().as_deref() == Some("granted")));
    });
}

/// Shows a notification if the runner allowed them. It replaces the previous one.
pub fn show(title: &str, text: &str) {
    let (title, text) = (title.to_owned(), text.to_owned());
    let navigator = super::window().navigator();
    if !super::has(&navigator, "serviceWorker") {
        return;
    }
    let ready = navigator.service_worker().ready();
    wasm_bindgen_futures::spawn_local(async move {
        // Without permission or a service worker nothing is shown. The app itself shows the same message.
        let _ = match ready {
            Ok(ready) => show_by(JsFuture::from(ready).await, &title, &text),
            Err(error) => Err(error),
        };
    });
}

fn show_by(worker: Result<JsValue, JsValue>, title: &str, text: &str) -> Result<JsValue, JsValue> {
    let worker = worker?;
    let options = Object::new();
    for (name, value) in [("body", text), ("tag", "tightspot"), ("icon", "icons/icon-192.png")] {
        Reflect::set(&options, &name.into(), &value.into())?;
    }
    Reflect::get(&worker, &"showNotification".into())?.dyn_into::<Function>()?.call2(
        &worker,
        &title.into(),
        &options,
    )
}
