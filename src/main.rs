//! Starts the app in the place of the frame that the page painted before the program had loaded.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use tightspot::app;
use tightspot::pages::shell::Shell;
use tightspot::platform::screen;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        screen::mark_root("data-trouble", Some("broke"));
    }));
}

/// Builds the first screen, shows it, and then connects it to the rest of the browser. `turn` lets the browser paint and
/// respond; `take_taps` ends the frame's own answers to touches and returns the taps so far. Called by `boot.js`, which handles
/// a failure.
#[wasm_bindgen]
pub async fn start(turn: Function, take_taps: Function) {
    let turn = async || {
        // If it fails, the browser responds more slowly, but the app still starts.
        if let Ok(turn) = turn.call0(&JsValue::UNDEFINED) {
            _ = JsFuture::from(Promise::resolve(&turn)).await;
        }
    };
    let owner = Owner::new();
    let state = owner.with(app::open);
    turn().await;

    let frame = document().get_element_by_id("app").expect("the page has #app");
    let root = document().create_element("div").expect("a document creates elements");
    root.set_id("app");
    // Removed by `boot.js` after the first paint.
    _ = root.set_attribute("data-first", "");
    let place = root.clone().unchecked_into();
    owner.with(|| mount_to(place, Shell)).forget();
    // The first effects take the map out of the frame. The browser does not paint in between.
    _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
    let taps = take_taps.call0(&JsValue::UNDEFINED).ok().and_then(|taps| taps.as_string());
    frame.replace_with_with_node_1(&root).expect("the frame is in the page");
    // Without a layout, Firefox gives a touch to the page behind the app.
    _ = root.client_height();
    state.take_early_taps(&taps.unwrap_or_default());
    screen::mark_time("tightspot:shown");
    turn().await;

    owner.with(|| app::connect(state));
    // What was pressed in the frame is meant for today's check-in.
    let ready = Promise::new(&mut |resolve, _| {
        owner.with(|| {
            Effect::new(move || {
                if !state.waits_for_overdue() {
                    _ = resolve.call0(&JsValue::UNDEFINED);
                }
            })
        });
    });
    _ = JsFuture::from(ready).await;
    // The state lives as long as the page.
    std::mem::forget(owner);
}
