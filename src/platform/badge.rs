//! The badge on the app's icon.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Shows the badge, which says that something in the app is waiting, or clears it.
pub fn badge(on: bool) {
    let navigator = super::window().navigator();
    let name = if on { "setAppBadge" } else { "clearAppBadge" };
    let Ok(function) = Reflect::get(&navigator, &name.into()).and_then(JsCast::dyn_into::<Function>) else {
        return;
    };
    let Ok(promise) = function.call0(&navigator).and_then(JsCast::dyn_into::<Promise>) else { return };
    // Browsers refuse this when the app is not installed. No badge is needed there.
    wasm_bindgen_futures::spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}
