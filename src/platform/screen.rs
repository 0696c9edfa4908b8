//! How much room there is, and whether the app is looked at.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

/// Calls `tell` with whether a media query matches: now, and whenever that changes.
pub fn on_media(query: &str, tell: impl Fn(bool) + 'static) {
    let Ok(Some(list)) = super::window().match_media(query) else { return };
    tell(list.matches());
    let again = list.clone();
    super::listen(&list, "change", move || tell(again.matches()));
}

/// Whether the app is on the screen.
pub fn is_visible() -> bool {
    super::window().document().is_none_or(|seen| seen.visibility_state() == web_sys::VisibilityState::Visible)
}

/// Calls `tell` each time the app leaves the screen (`false`) or comes back to it.
pub fn on_visibility(tell: impl Fn(bool) + 'static) {
    let Some(document) = super::window().document() else { return };
    super::listen(&document, "visibilitychange", move || tell(is_visible()));
}

/// Sets or removes an attribute of the page's root element.
pub fn mark_root(name: &str, value: Option<&str>) {
    let Some(root) = super::window().document().and_then(|document| document.document_element()) else {
        return;
    };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets whether the browser asks before it leaves or reloads the page. (iPhones never ask.)
pub fn ask_to_leave(asks: bool) {
    let ask = asks
        .then(|| Closure::<dyn Fn(Event)>::new(|leaving: Event| leaving.prevent_default()).into_js_value());
    super::window().set_onbeforeunload(ask.as_ref().map(JsValue::unchecked_ref));
}

/// Writes a mark into the browser's performance timeline.
pub fn mark_time(name: &str) {
    if let Some(performance) = super::window().performance() {
        let _: Result<_, JsValue> = performance.mark(name);
    }
}

/// Prints the page, where the browser can.
pub fn print() {
    // Refused on phones that can't print: there, sharing is the way.
    let _ = super::window().print();
}
