//! Saves files for the runner, and reads files that they choose.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DomException, File, FileList, FilePropertyBag, HtmlAnchorElement,
    HtmlInputElement, Url,
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

/// Lets the runner choose a file of these kinds and calls back with its name, size and content. The content is `None` if
/// the file is larger than `largest` bytes or can't be read. Does not call back if the picker is cancelled. Must be called
/// from a user gesture.
pub fn pick(kinds: &str, largest: usize, on_file: OnFile) {
    let on_files = move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let content = if size(&file) > largest { None } else { read(&file).await };
            on_file(file.name(), size(&file), content);
        });
    };
    if let Err(reason) = choose(kinds, false, Box::new(on_files)) {
        leptos::logging::error!("The file picker could not be opened: {reason:?}");
    }
}

/// Opens the file picker.
pub(super) fn choose(
    kinds: &str,
    several: bool,
    on_files: Box<dyn FnOnce(Vec<File>)>,
) -> Result<(), JsValue> {
    let document = super::window().document().ok_or("no document")?;
    let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept(kinds);
    input.set_multiple(several);
    let chosen = input.clone();
    let listener = Closure::once_into_js(move || on_files(chosen.files().map(list).unwrap_or_default()));
    input.add_event_listener_with_callback("change", listener.unchecked_ref())?;
    input.click();
    Ok(())
}

pub(super) fn list(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.get(index)).collect()
}

/// The content of a file; `None` if it can't be read.
pub(super) async fn read(file: &Blob) -> Option<Vec<u8>> {
    Some(Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Saturates.
pub(super) fn size(file: &Blob) -> usize {
    file.size() as usize
}
