//! Saves files for the runner, and reads files that they choose or share.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DomException, File, FilePropertyBag, HtmlAnchorElement, HtmlInputElement,
    Response, Url,
};

/// Callback with a file's name, its size in bytes and its content, or `None` if the content was not read.
type OnFile = Box<dyn FnOnce(String, usize, Option<Vec<u8>>)>;

/// Saves `text` as a file of this name. Opens the phone's share sheet if it accepts files, because that leads
/// to "Save to Files" and the like; else starts a download.
pub fn save_file(name: &str, text: &str) {
    let Some(sharing) = share(name, text) else {
        fall_back(name, text);
        return;
    };
    let (name, text) = (name.to_owned(), text.to_owned());
    wasm_bindgen_futures::spawn_local(async move {
        if let Err(reason) = JsFuture::from(sharing).await {
            // The runner may cancel. After any other error they still get the file, as a download.
            let is_cancelled =
                reason.dyn_ref::<DomException>().is_some_and(|reason| reason.name() == "AbortError");
            if !is_cancelled {
                fall_back(&name, &text);
            }
        }
    });
}

/// Opens the phone's share sheet. `None` if it does not accept files, and on computers, where a download is
/// more useful.
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
    match name.rsplit('.').next() {
        Some("csv") => "text/csv",
        Some("ics") => "text/calendar",
        _ => "application/json",
    }
}

fn fall_back(name: &str, text: &str) {
    if let Err(reason) = download(name, text) {
        leptos::logging::error!("The file could not be saved: {reason:?}");
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
    // The download holds its own reference by now. The minute is for browsers that ask the runner first.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_mins(1),
    );
    Ok(())
}

/// Lets the runner choose a file of these kinds (any kind if `kinds` is empty) and calls back with its name,
/// size and content. The content is `None` if the file is larger than `largest` bytes or can't be read. Does
/// not call back if the picker is cancelled. Must be called from a user gesture.
pub fn pick(kinds: &str, largest: usize, on_file: OnFile) {
    if let Err(reason) = try_pick(kinds, largest, on_file) {
        leptos::logging::error!("The file picker could not be opened: {reason:?}");
    }
}

fn try_pick(kinds: &str, largest: usize, on_file: OnFile) -> Result<(), JsValue> {
    let document = super::window().document().ok_or("no document")?;
    let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept(kinds);
    let chosen = input.clone();
    let listener = Closure::once_into_js(move || {
        let Some(file) = chosen.files().and_then(|files| files.get(0)) else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let content = read(&file, largest).await;
            on_file(file.name(), size(&file), content);
        });
    });
    input.add_event_listener_with_callback("change", listener.unchecked_ref())?;
    input.click();
    Ok(())
}

/// Takes the file that another app shared. The service worker keeps it until it is fetched, once. Does not
/// call back if there is none.
pub fn take_shared(largest: usize, on_file: OnFile) {
    wasm_bindgen_futures::spawn_local(async move {
        let response = JsFuture::from(super::window().fetch_with_str("shared-file")).await;
        let Some(response) = response.ok().and_then(|response| response.dyn_into::<Response>().ok()) else {
            return;
        };
        let name = response.headers().get("x-name").ok().flatten();
        let Some(name) = name.filter(|_| response.ok()) else { return };
        let name = js_sys::decode_uri_component(&name).map_or(name, String::from);
        let Ok(content) = response.blob() else { return };
        let Some(content) = JsFuture::from(content).await.ok().and_then(|blob| blob.dyn_into::<Blob>().ok())
        else {
            return;
        };
        let bytes = read(&content, largest).await;
        on_file(name, size(&content), bytes);
    });
}

async fn read(file: &Blob, largest: usize) -> Option<Vec<u8>> {
    if size(file) > largest {
        return None;
    }
    Some(Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Saturates.
fn size(file: &Blob) -> usize {
    file.size() as usize
}
