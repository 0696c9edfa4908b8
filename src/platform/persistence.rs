//! Persistent storage: the browser's promise not to evict the data on its own.

use leptos::prelude::{Callable, Callback};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Calls back with whether the storage is persistent.
pub fn is_persisted(on_answer: Callback<bool>) {
    answer(on_answer, StorageManager::persisted);
}

/// Requests persistent storage and calls back with the answer.
pub fn request(on_answer: Callback<bool>) {
    answer(on_answer, StorageManager::persist);
}

fn answer(on_answer: Callback<bool>, ask: fn(&StorageManager) -> Result<js_sys::Promise, JsValue>) {
    let navigator = super::window().navigator();
    if !super::has(&navigator, "storage") {
        on_answer.try_run(false);
        return;
    }
    let storage = navigator.storage();
    if !super::has(&storage, "persist") {
        on_answer.try_run(false);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let is_persistent = match ask(&storage) {
            Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
            Err(_) => false,
        };
        on_answer.try_run(is_persistent);
    });
}
