//! Where the focus goes, and what the document is called.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Tells screen readers and keyboards that a new page is here.
pub(crate) fn focus_heading() {
    focus("h1");
}

/// Names the document after the page: browsers show that in tabs and in the history, screen readers say it.
pub(crate) fn name_document() {
    let heading = document().query_selector("h1").ok().flatten().and_then(|heading| heading.first_child());
    if let Some(name) = heading.and_then(|heading| heading.text_content()) {
        document().set_title(&text!(name, " · Tightspot"));
    }
}

/// Takes the focus to the first of these.
pub(crate) fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Whether nothing has the focus.
pub(crate) fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}
