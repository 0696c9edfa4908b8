//! The browser's promise not to clear the data by itself.

use leptos::prelude::{Callable, Callback};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Tells whether the promise was given.
pub fn is_persisted(tell: Callback<bool>) {
    answer(tell, StorageManager::persisted);
}

/// Asks for it and tells the answer.
pub fn request(tell: Callback<bool>) {
    answer(tell, StorageManager::persist);
}

fn answer(tell: Callback<bool>, ask: fn(&StorageManager) -> Result<js_sys::Promise, JsValue>) {
    let navigator = super::window().navigator();
    if !super::has(&navigator, "storage") {
        tell.try_run(false);
        return;
    }
    let storage = navigator.storage();
    if !super::has(&storage, "persist") {
        tell.try_run(false);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let kept = match ask(&storage) {
            Ok(promise) => JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy()),
            Err(_) => false,
        };
        tell.try_run(kept);
    });
}
