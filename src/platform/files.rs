//! Handing a file over to the runner, and taking one.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DomException, File, FilePropertyBag, HtmlAnchorElement, HtmlInputElement, Url,
};

/// Told the name of a file and its text.
type Picked = Box<dyn FnOnce(String, Option<String>)>;

/// Hands `text` over as a file of this name: through the phone's own sharing where that takes files, which on phones
/// leads to "Save to Files" and the like, else as a download.
pub fn hand_over(name: &str, text: &str) {
    let Some(sharing) = share(name, text) else {
        fall_back(name, text);
        return;
    };
    let (name, text) = (name.to_owned(), text.to_owned());
    wasm_bindgen_futures::spawn_local(async move {
        if let Err(reason) = JsFuture::from(sharing).await {
            // The runner may think better of it; anything else must not cost them the file.
            let is_theirs =
                reason.dyn_ref::<DomException>().is_some_and(|reason| reason.name() == "AbortError");
            if !is_theirs {
                fall_back(&name, &text);
            }
        }
    });
}

/// The phone's own sharing, where there is one for files. Computers have better places for a download.
fn share(name: &str, text: &str) -> Option<Promise> {
    let window = super::window();
    let is_phone = window.match_media("(pointer: coarse)").ok()??.matches();
    let navigator = window.navigator();
    if !is_phone || !super::has(&navigator, "canShare") {
        return None;
    }
    let kind = FilePropertyBag::new();
    kind.set_type(kind_of(name));
    let file = File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &kind).ok()?;
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file)).ok()?;
    let call = |name: &str| {
        Reflect::get(&navigator, &name.into())
            .ok()?
            .dyn_into::<Function>()
            .ok()?
            .call1(&navigator, &data)
            .ok()
    };
    call("canShare").filter(JsValue::is_truthy)?;
    call("share")?.dyn_into().ok()
}

fn kind_of(name: &str) -> &'static str {
    if name.rsplit('.').next() == Some("csv") { "text/csv" } else { "application/json" }
}

fn fall_back(name: &str, text: &str) {
    if let Err(reason) = download(name, text) {
        leptos::logging::error!("The file was not handed over: {reason:?}");
    }
}

fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(kind_of(name));
    let parts = Array::of1(&text.into());
    let url = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)?;
    let document = super::window().document().ok_or("no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the content by now; a minute is for browsers that ask first.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_mins(1),
    );
    Ok(())
}

/// Lets the runner choose a file and tells its name and text; no text if it is larger than so many bytes, or can't be
/// read. Tells nothing if they choose none. To be called in a tap.
pub fn pick(largest: usize, tell: Picked) {
    if let Err(reason) = try_pick(largest, tell) {
        leptos::logging::error!("No file could be chosen: {reason:?}");
    }
}

fn try_pick(largest: usize, tell: Picked) -> Result<(), JsValue> {
    let document = super::window().document().ok_or("no document")?;
    let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept(".json,application/json");
    let chosen = input.clone();
    let listener = Closure::once_into_js(move || {
        let Some(file) = chosen.files().and_then(|files| files.get(0)) else { return };
        wasm_bindgen_futures::spawn_local(async move { tell(file.name(), read(&file, largest).await) });
    });
    input.add_event_listener_with_callback("change", listener.unchecked_ref())?;
    input.click();
    Ok(())
}

#[allow(clippy::cast_precision_loss)] // Limits are far below 2^52.
async fn read(file: &File, largest: usize) -> Option<String> {
    if file.size() > largest as f64 {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
