//! Starts the app in place of the frame that the page painted before the program arrived.

use leptos::prelude::*;
use tightspot::app::App;
use tightspot::platform::screen;
use wasm_bindgen::JsCast;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        screen::mark_root("data-trouble", Some("broke"));
    }));
    // In the turn that loads the program: what fails here is what boot.js can still help with.
    let root = document().get_element_by_id("app").expect("index.html has #app");
    root.set_inner_html("");
    mount_to(root.unchecked_into(), App).forget();
    screen::mark_time("tightspot:shown");
}
