//! Components in a real browser: the map and the checklist, clicked and looked at.
#![cfg(target_arch = "wasm32")]

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::sync::{Arc, Mutex};
use tightspot::components::{BodyMap, check};
use tightspot::domain::body_map::{Drawing, View};
use tightspot::domain::level::Level;
use tightspot::domain::region::Region;
use tightspot::domain::spots::TightSpots;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit, PointerEvent, PointerEventInit};

wasm_bindgen_test_configure!(run_in_browser);

fn region(id: &str) -> Region {
    Region::from_id(id).expect("a released id")
}

/// A place in the page for one test; `keep` holds what is mounted there.
fn stage(width: &str) -> HtmlElement {
    let stage: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    stage.style().set_property("width", width).unwrap();
    document().body().unwrap().append_child(&stage).unwrap();
    stage
}

fn find(stage: &HtmlElement, selector: &str) -> Element {
    stage.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
}

/// What the map told: taps and holds, in order.
type Told = Arc<Mutex<Vec<(&'static str, Region)>>>;

fn mount_map(spots: RwSignal<TightSpots>, stage: &HtmlElement) -> Told {
    let told = Told::default();
    let (taps, holds) = (told.clone(), told.clone());
    mount_to(stage.clone(), move || {
        let on_tap = Callback::new(move |region: Region| {
            taps.lock().unwrap().push(("tap", region));
            spots.update(|spots| spots.set_level(region, Level::after_tap(spots.level(region))));
        });
        let on_hold = Callback::new(move |region| holds.lock().unwrap().push(("hold", region)));
        view! {
            <BodyMap
                view=View::LEGS
                drawing=Drawing::Front
                mirrored=false
                spots=spots
                outlined=TightSpots::default()
                beacon=false
                on_tap=on_tap
                on_hold=on_hold
                on_swipe=Callback::new(|_| ())
                steady_ms=|| web_sys::window().unwrap().performance().unwrap().now()
            />
        }
    })
    .forget();
    told
}

/// A finger down and up in the middle of an element.
#[allow(clippy::cast_possible_truncation)] // Screens are a few thousand px wide.
fn touch(element: &Element, up: bool) {
    let on = element.get_bounding_client_rect();
    let init = PointerEventInit::new();
    init.set_bubbles(true);
    init.set_client_x((on.x() + on.width() / 2.0) as i32);
    init.set_client_y((on.y() + on.height() / 2.0) as i32);
    element.dispatch_event(&PointerEvent::new_with_event_init_dict("pointerdown", &init).unwrap()).unwrap();
    if up {
        element.dispatch_event(&PointerEvent::new_with_event_init_dict("pointerup", &init).unwrap()).unwrap();
    }
}

fn press(element: &Element, key: &str, shift: bool) {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_key(key);
    init.set_shift_key(shift);
    element
        .dispatch_event(&KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap())
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_tap_marks_one_region_and_touches_no_other() {
    let (stage, spots) = (stage("300px"), RwSignal::new(TightSpots::default()));
    let told = mount_map(spots, &stage);
    TimeoutFuture::new(20).await;
    let knee = find(&stage, "[data-region=knee-l]");
    let before = stage.query_selector_all("[data-region]").unwrap().length();
    touch(&knee, true);
    TimeoutFuture::new(20).await;
    assert_eq!(*told.lock().unwrap(), [("tap", region("knee-l"))]);
    assert_eq!(knee.get_attribute("data-lv").as_deref(), Some("1"));
    assert_eq!(knee.get_attribute("aria-label").as_deref(), Some("Left knee, mild"));
    // The very element is still there, and it is the only one with a level, but for its mark above the lines.
    assert!(knee.is_connected());
    assert_eq!(stage.query_selector_all("[data-region]").unwrap().length(), before);
    assert_eq!(stage.query_selector_all("[data-region][data-lv]").unwrap().length(), 1);
    assert_eq!(stage.query_selector_all(".bm-mark, .bm-badge").unwrap().length(), 2);
    // A second touch at once is its echo; one a moment later is the next level.
    touch(&knee, true);
    assert_eq!(told.lock().unwrap().len(), 1);
    TimeoutFuture::new(150).await;
    touch(&knee, true);
    TimeoutFuture::new(20).await;
    assert_eq!(knee.get_attribute("data-lv").as_deref(), Some("2"));
}

#[wasm_bindgen_test]
async fn a_long_press_opens_and_is_no_tap() {
    let (stage, spots) = (stage("300px"), RwSignal::new(TightSpots::default()));
    let told = mount_map(spots, &stage);
    TimeoutFuture::new(20).await;
    touch(&find(&stage, "[data-region=knee-r]"), false);
    TimeoutFuture::new(500).await;
    assert_eq!(*told.lock().unwrap(), [("hold", region("knee-r"))]);
}

#[wasm_bindgen_test]
async fn keys_move_mark_and_open() {
    let (stage, spots) = (stage("300px"), RwSignal::new(TightSpots::default()));
    let told = mount_map(spots, &stage);
    TimeoutFuture::new(20).await;
    assert_eq!(stage.query_selector_all("[data-region][tabindex='0']").unwrap().length(), 1);
    let first = find(&stage, "[tabindex='0']");
    press(&first, "ArrowRight", false);
    TimeoutFuture::new(20).await;
    let second = document().active_element().expect("a region has the focus");
    assert_eq!(second.get_attribute("data-region").as_deref(), Some("hip-flexor-r"));
    press(&second, "Enter", false);
    press(&second, "Enter", true);
    assert_eq!(*told.lock().unwrap(), [("tap", region("hip-flexor-r")), ("hold", region("hip-flexor-r"))]);
}

#[wasm_bindgen_test]
async fn a_check_says_how_it_stands() {
    let (stage, done) = (stage("300px"), RwSignal::new(false));
    mount_to(stage.clone(), move || {
        check("Stretch gently", move || done.get(), move || done.update(|done| *done = !*done))
    })
    .forget();
    TimeoutFuture::new(20).await;
    let button: HtmlElement = find(&stage, "[role=checkbox]").unchecked_into();
    assert_eq!(button.get_attribute("aria-label").as_deref(), Some("Stretch gently"));
    for expected in ["true", "false"] {
        button.click();
        TimeoutFuture::new(20).await;
        assert_eq!(button.get_attribute("aria-checked").as_deref(), Some(expected));
    }
}
