//! Links within the app. One listener handles them all.

use crate::state::State;
use crate::state::route::Route;
use leptos::ev::MouseEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Opens a link to `#/...`. Leaves a click that opens a new tab or window to the browser.
pub(super) fn follow(state: &'static State, event: &MouseEvent) {
    if event.default_prevented() || event.button() != 0 || has_modifier(event) {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href^='#/']").ok().flatten());
    if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        state.router.go(Route::parse(&address));
    }
}

fn has_modifier(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}
