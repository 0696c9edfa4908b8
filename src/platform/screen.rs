//! The screen and the page on it: media queries, visibility, the keyboard, attributes, printing.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

/// Calls `act` with whether a media query matches: at once, and again whenever that changes.
pub fn on_media(query: &str, act: impl Fn(bool) + 'static) {
    let Ok(Some(list)) = super::window().match_media(query) else { return };
    act(list.matches());
    let changed = list.clone();
    super::listen(&list, "change", move || act(changed.matches()));
}

/// Whether the app is visible.
pub fn is_visible() -> bool {
    super::window()
        .document()
        .is_none_or(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}

/// Calls `act` each time the app is hidden (`false`) or becomes visible again (`true`).
pub fn on_visibility(act: impl Fn(bool) + 'static) {
    let Some(document) = super::window().document() else { return };
    super::listen(&document, "visibilitychange", move || act(is_visible()));
}

/// Keeps `--keyboard` of the page's root element at the height, in px, of a keyboard that covers the page. It
/// stays 0 in browsers that shrink the page instead.
pub fn watch_keyboard() {
    let Some(viewport) = super::window().visual_viewport() else { return };
    let measured = viewport.clone();
    let measure = move || {
        let window_height =
            super::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        // While zoomed in, the viewport is smaller for another reason.
        let is_zoomed = (measured.scale() - 1.0).abs() > 0.01;
        let height = if is_zoomed { 0.0 } else { (window_height - measured.height()).max(0.0) };
        let root = super::window().document().and_then(|document| document.document_element());
        if let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) {
            #[allow(clippy::cast_possible_truncation)] // Screens are a few thousand px high.
            let _ = root.style().set_property("--keyboard", &format!("{}px", height as i32));
        }
    };
    super::listen(&viewport, "resize", measure);
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
    // Phones that can't print refuse. The runner can share instead.
    let _ = super::window().print();
}
