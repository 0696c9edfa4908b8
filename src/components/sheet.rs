//! A sheet over the page. Its heading takes the focus, and the previously focused element gets it back. The
//! sheet follows a finger that drags it down: by its head, or by its content while that is at its top.

use super::icon::icon;
use leptos::ev::{KeyboardEvent, PointerEvent, TouchEvent};
use leptos::html::{H2, Section};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Element, HtmlElement};

/// A sheet closes when it is dragged down by more than this share of its height.
const CLOSE_AT: f64 = 0.3;
/// A flick that is faster than this, in CSS px per millisecond, closes it too.
const FLICK: f64 = 0.5;
/// A flick is longer than this, in CSS px.
const FLICK_PX: f64 = 24.0;

/// A drag of the sheet by a finger. Another sheet may reuse this sheet's element, and the old listeners then
/// find their signals disposed. So every access here is a `try_…`.
#[derive(Clone, Copy)]
struct Drag {
    sheet: NodeRef<Section>,
    on_close: Callback<()>,
    /// Where and when it began, in CSS px and milliseconds.
    began: RwSignal<Option<(i32, f64)>>,
    /// How far the sheet was dragged down, in CSS px.
    moved: RwSignal<i32>,
}

impl Drag {
    fn new(sheet: NodeRef<Section>, on_close: Callback<()>) -> Drag {
        Drag { sheet, on_close, began: RwSignal::new(None), moved: RwSignal::new(0) }
    }

    fn begin(self, y: i32, at: f64) {
        self.began.try_set(Some((y, at)));
    }

    fn follow(self, y: i32) {
        if let Some((from, _)) = self.began.try_get_untracked().flatten() {
            self.moved.try_set((y - from).max(0));
        }
    }

    fn end(self, at: f64) {
        let Some((_, began)) = self.began.try_get_untracked().flatten() else { return };
        let distance = f64::from(self.moved.try_get_untracked().unwrap_or_default());
        self.reset();
        let sheet = self.sheet.try_get_untracked().flatten();
        let height = sheet.map_or(1.0, |sheet| sheet.get_bounding_client_rect().height());
        let speed = distance / (at - began).max(1.0);
        if distance > height * CLOSE_AT || (distance > FLICK_PX && speed > FLICK) {
            let _ = self.on_close.try_run(());
        }
    }

    fn reset(self) {
        self.began.try_set(None);
        self.moved.try_set(0);
    }

    /// Lets a finger that moves down from the content's top drag the sheet. Other moves scroll the content.
    fn listen_to_content(self, sheet: &HtmlElement) {
        let touched = StoredValue::new(None::<i32>);
        let scroller = sheet.clone();
        listen(sheet, "touchstart", move |event: TouchEvent| {
            let finger = event.touches().get(0).filter(|_| event.touches().length() == 1);
            touched
                .try_set_value(finger.filter(|_| scroller.scroll_top() <= 0).map(|finger| finger.client_y()));
        });
        listen(sheet, "touchmove", move |event: TouchEvent| {
            let from = touched.try_get_value().flatten();
            let (Some(from), Some(finger)) = (from, event.touches().get(0)) else { return };
            let y = finger.client_y();
            if self.began.try_get_untracked().flatten().is_none() {
                // The finger moves up, or the browser is already scrolling.
                if y < from || !event.cancelable() {
                    touched.try_set_value(None);
                    return;
                }
                self.begin(from, event.time_stamp());
            }
            event.prevent_default();
            self.follow(y);
        });
        listen(sheet, "touchend", move |event: TouchEvent| {
            touched.try_set_value(None);
            self.end(event.time_stamp());
        });
        listen(sheet, "touchcancel", move |_: TouchEvent| self.reset());
    }
}

/// Not passive, because a drag of the sheet must not scroll as well. The listener is freed with the element.
fn listen(sheet: &HtmlElement, event: &str, act: impl Fn(TouchEvent) + 'static) {
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let act: JsValue = Closure::<dyn Fn(TouchEvent)>::new(act).into_js_value();
    let _ = sheet.add_event_listener_with_callback_and_add_event_listener_options(
        event,
        act.unchecked_ref(),
        &options,
    );
}

#[component]
pub fn Sheet(
    #[prop(into)] title: String,
    /// A line under the title.
    #[prop(optional, into)]
    text: Option<String>,
    /// The address of a picture beside the title.
    #[prop(optional, into)]
    picture: Option<&'static str>,
    /// A question that needs an answer: it has no × and can't be closed by a drag.
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

    let sheet = NodeRef::<Section>::new();
    let drag = Drag::new(sheet, on_close);
    if !alert {
        sheet.on_load(move |sheet| drag.listen_to_content(&sheet));
    }
    // A mouse has no touch events, so it drags the sheet by its head.
    let on_down = move |event: PointerEvent| {
        if !alert && event.pointer_type() == "mouse" && !is_on_button(&event) {
            drag.begin(event.client_y(), event.time_stamp());
            capture(&event);
        }
    };
    let on_move = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" {
            drag.follow(event.client_y());
        }
    };
    let on_up = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" {
            drag.end(event.time_stamp());
        }
    };
    let translate = move || match drag.moved.get() {
        0 => String::new(),
        distance => text!("0 ", distance.to_string(), "px"),
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
            class:dragged=move || drag.began.get().is_some()
            role=if alert { "alertdialog" } else { "dialog" }
            aria-modal="true"
            aria-labelledby="sheet-title"
            style:translate=translate
            on:keydown=on_keydown
            node_ref=sheet
        >
            <div class="sheet-head" on:pointerdown=on_down on:pointermove=on_move on:pointerup=on_up>
                {(!alert).then(|| view! { <i class="sheet-grabber"></i> })}
                {picture.map(|picture| view! { <img src=picture alt="" width="64" height="64" /> })}
                <div>
                    <h2 class="text-title" id="sheet-title" tabindex="-1" node_ref=heading>
                        {title}
                    </h2>
                    {text.filter(|text| !text.is_empty()).map(|text| view! { <p class="text-small">{text}</p> })}
                </div>
                {(!alert)
                    .then(|| {
                        view! {
                            <button
                                class="icon-btn well"
                                aria-label="Close"
                                on:click=move |_| on_close.run(())
                            >
                                {icon("close")}
                            </button>
                        }
                    })}
            </div>
            {children()}
        </section>
    }
}

fn is_on_button(event: &PointerEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("button").is_ok_and(|button| button.is_some()))
}

fn capture(event: &PointerEvent) {
    if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}

/// Focuses the element that opened the sheet, or the page's heading if that element is gone.
fn give_focus_back(opener: Option<&Element>) {
    let opener = opener.filter(|opener| opener.is_connected() && opener.tag_name() != "BODY").cloned();
    let target = opener.or_else(|| document().query_selector("h1").ok().flatten());
    // Deferred, because the page behind the sheet can't take the focus until the sheet is gone.
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
