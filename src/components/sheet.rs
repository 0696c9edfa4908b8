//! A sheet over the page. Its heading takes the focus, and what had it gets it back.

use super::icon::icon;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::H2;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Dragged down by this share of its height, a sheet closes.
const CLOSE_AT: f64 = 0.3;
/// A flick of this many CSS px per millisecond closes it too.
const FLICK: f64 = 0.5;

#[component]
pub fn Sheet(
    #[prop(into)] title: String,
    /// A line under the title.
    #[prop(optional, into)]
    text: Option<String>,
    /// The address of a picture beside the title.
    #[prop(optional, into)]
    picture: Option<&'static str>,
    /// A question that wants an answer: no × and no closing by drag.
    #[prop(optional)]
    alert: bool,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let opener = document().active_element();
    let heading = NodeRef::<H2>::new();
    heading.on_load(|heading| {
        let _ = heading.focus();
    });
    on_cleanup(move || give_focus_back(opener.as_ref()));

    // Where a drag began, in CSS px and milliseconds, and how far it has come.
    let drag = RwSignal::new(None::<(i32, f64)>);
    let moved = RwSignal::new(0_i32);
    let on_down = move |event: PointerEvent| {
        if !alert {
            drag.set(Some((event.client_y(), event.time_stamp())));
            capture(&event);
        }
    };
    let on_move = move |event: PointerEvent| {
        if let Some((from, _)) = drag.get_untracked() {
            moved.set((event.client_y() - from).max(0));
        }
    };
    let on_up = move |event: PointerEvent| {
        let Some((_, began)) = drag.get_untracked() else { return };
        drag.set(None);
        let distance = f64::from(moved.get_untracked());
        moved.set(0);
        let grabber = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        let height = grabber
            .and_then(|grabber| grabber.parent_element())
            .map_or(1.0, |sheet| sheet.get_bounding_client_rect().height());
        let speed = distance / (event.time_stamp() - began).max(1.0);
        if distance > height * CLOSE_AT || (distance > 24.0 && speed > FLICK) {
            on_close.run(());
        }
    };
    let translate = move || match moved.get() {
        0 => String::new(),
        distance => ["0 ", &distance.to_string(), "px"].concat(),
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            on_close.run(());
        }
    };
    view! {
        <div class="scrim" on:click=move |_| on_close.run(())></div>
        <section
            class="sheet"
            class:dragged=move || drag.get().is_some()
            role=if alert { "alertdialog" } else { "dialog" }
            aria-modal="true"
            aria-labelledby="sheet-title"
            style:translate=translate
            on:keydown=on_keydown
        >
            <div
                class="sheet-grabber"
                on:pointerdown=on_down
                on:pointermove=on_move
                on:pointerup=on_up
                on:pointercancel=move |_| {
                    drag.set(None);
                    moved.set(0);
                }
            ></div>
            <div class="sheet-head">
                {picture.map(|picture| view! { <img src=picture alt="" width="64" height="64" /> })} <div>
                    <h2 class="text-title" id="sheet-title" tabindex="-1" node_ref=heading>
                        {title}
                    </h2>
                    {text.map(|text| view! { <p class="text-small">{text}</p> })}
                </div>
                {(!alert)
                    .then(|| {
                        view! {
                            <button class="icon-btn well" aria-label="Close" on:click=move |_| on_close.run(())>
                                {icon("close")}
                            </button>
                        }
                    })}
            </div>
            {children()}
        </section>
    }
}

fn capture(event: &PointerEvent) {
    if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}

/// To what opened the sheet, or, if that is gone, to the page's heading.
fn give_focus_back(opener: Option<&Element>) {
    let opener = opener.filter(|opener| opener.is_connected() && opener.tag_name() != "BODY").cloned();
    let target = opener.or_else(|| document().query_selector("h1").ok().flatten());
    // Deferred: while the sheet is still there, the page behind it takes no focus.
    set_timeout(
        move || {
            if let Some(target) = target {
                if let Some(element) = target.dyn_ref::<HtmlElement>() {
                    let _ = element.focus();
                } else if let Some(element) = target.dyn_ref::<web_sys::SvgElement>() {
                    let _ = element.focus();
                }
            }
        },
        std::time::Duration::ZERO,
    );
}
