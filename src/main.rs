//! Starts the app and replaces the frame that the page painted before the program had loaded.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use tightspot::app::App;
use tightspot::platform::screen;
use tightspot::state::Stage;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        screen::mark_root("data-trouble", Some("broke"));
    }));
}

/// Builds the app behind the frame, in turns that let the browser paint and respond in between, and then
/// shows all of it. Called by boot.js, which handles a failure.
#[wasm_bindgen]
pub async fn start(turn: Function) {
    // If a turn fails, the browser responds more slowly, but the app still starts.
    let turn = async || {
        if let Ok(turn) = turn.call0(&JsValue::UNDEFINED) {
            _ = JsFuture::from(Promise::resolve(&turn)).await;
        }
    };
    let frame = document().get_element_by_id("app").expect("index.html has #app");
    let root = document().create_element("div").expect("a document creates elements");
    root.set_id("app");
    let built = ArcRwSignal::new(Stage::default());
    let app = {
        let built = built.clone();
        mount_to(root.clone().unchecked_into(), move || view! { <App built /> })
    };
    app.forget();
    for stage in Stage::LATER {
        turn().await;
        built.set(stage);
    }
    turn().await;
    frame.replace_with_with_node_1(&root).expect("the frame is in the page");
    built.set(Stage::Shown);
    screen::mark_time("tightspot:shown");
}
