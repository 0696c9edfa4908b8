//! Builds the rest of a long list when the runner comes near it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How near a page must be to the viewport, as a margin in CSS px.
const NEAR: &str = "800px";

/// A button that builds the rest. It is pressed by coming near too.
pub(super) fn more_button(name: &'static str, open: impl Fn() + Copy + 'static) -> AnyView {
    let button = NodeRef::<leptos::html::Button>::new();
    button.on_load(move |button| when_near(&button, open));
    view! {
        <button class="btn quiet" node_ref=button on:click=move |_| open()>
            {name}
        </button>
    }
    .into_any()
}

/// Calls `act` when an element comes near the viewport.
fn when_near(element: &HtmlElement, act: impl Fn() + 'static) {
    let on_intersect = Closure::<dyn Fn(js_sys::Array, IntersectionObserver)>::new(
        move |entries: js_sys::Array, observer: IntersectionObserver| {
            let is_near = |entry: IntersectionObserverEntry| entry.is_intersecting();
            if entries.iter().any(|entry| entry.dyn_into().is_ok_and(is_near)) {
                observer.disconnect();
                act();
            }
        },
    );
    let options = IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    // The margin only applies to the root, so the root must be the scrolling element.
    options.set_root(element.closest(".view").ok().flatten().as_ref());
    let on_intersect = on_intersect.into_js_value();
    if let Ok(observer) = IntersectionObserver::new_with_options(on_intersect.unchecked_ref(), &options) {
        observer.observe(element);
    }
}
