//! The focus, and the title of the document.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Moves the focus to the heading, so that screen readers and keyboards start at the new page.
pub(crate) fn focus_heading() {
    focus("h1");
}

/// Sets the title of the document to the name of the page. Browsers show it in tabs and in the history;
/// screen readers announce it.
pub(crate) fn name_document() {
    let heading = document().query_selector("h1").ok().flatten().and_then(|heading| heading.first_child());
    if let Some(name) = heading.and_then(|heading| heading.text_content()) {
        document().set_title(&text!(name, " · Tightspot"));
    }
}

/// Moves the focus to the first element that matches.
pub(crate) fn focus(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether nothing has the focus.
pub(crate) fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}
