//! Run files on their way into the app: chosen, shared, dropped, or opened with the app. Unpacks gzip and zip.

use super::files::{choose, list, read, size};
use crate::domain::run_file::zip::{self, Entry, Place};
use crate::domain::run_file::{Arrival, BadFile, Incoming, LARGEST};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DragEvent, File, ReadableStreamDefaultReader, ReadableWritablePair, Response};

/// A launch that comes later than this after a reload is a new one.
const REPEATED_WITHIN: Duration = Duration::from_secs(2);

/// Callback with the number of files, and then with each. Returns whether it wants more.
type OnRunFiles = Box<dyn FnMut(Arrival) -> bool>;

/// A file by its name. It is `None` if it got lost on the way.
type Named = (String, Option<Blob>);

/// Lets the runner choose files, or one file, and calls back with each. Does not call back if the picker is cancelled. Must be
/// called from a user gesture.
pub fn pick(several: bool, on_file: OnRunFiles) {
    // Accepts any type, because phones do not know the types of run files well enough to filter by them.
    if let Err(reason) = choose("", several, Box::new(move |files| deliver(named(files), on_file))) {
        leptos::logging::error!("The file picker could not be opened: {reason:?}");
    }
}

/// Takes the files that another app shared. The service worker keeps them until they are fetched, once.
pub fn take_shared(on_file: OnRunFiles) {
    spawn_local(async move {
        let mut files = vec![];
        while let Some(file) = shared().await {
            files.push(file);
        }
        deliver(files, on_file);
    });
}

async fn shared() -> Option<Named> {
    let response = JsFuture::from(super::window().fetch_with_str("shared-file")).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let name = response.headers().get("x-name").ok().flatten().filter(|_| response.ok())?;
    let name = js_sys::decode_uri_component(&name).map_or(name, String::from);
    if response.headers().has("x-lost").unwrap_or(false) {
        return Some((name, None));
    }
    let content = JsFuture::from(response.blob().ok()?).await.ok()?.dyn_into().ok()?;
    Some((name, Some(content)))
}

/// Takes the files that are dropped onto the app, and those that a desktop opens with it. `on_files` makes a callback for
/// each time.
pub fn on_arrival(on_files: impl Fn() -> OnRunFiles + 'static) {
    let on_files = Rc::new(on_files);
    let on_files_dropped = on_files.clone();
    let on_drop = Closure::<dyn Fn(DragEvent)>::new(move |event: DragEvent| {
        let Some(data) = event.data_transfer() else { return };
        if !data.types().includes(&"Files".into(), 0) {
            return;
        }
        // The browser would open the file instead of the app.
        event.prevent_default();
        if event.type_() == "drop" {
            deliver(named(data.files().map(list).unwrap_or_default()), on_files_dropped());
        }
    });
    let window = super::window();
    for event in ["dragover", "drop"] {
        let _ = window.add_event_listener_with_callback(event, on_drop.as_ref().unchecked_ref());
    }
    on_drop.forget();
    let Ok(queue) = Reflect::get(&window, &"launchQueue".into()) else { return };
    let Some(consume) =
        Reflect::get(&queue, &"setConsumer".into()).ok().and_then(|set| set.dyn_into::<Function>().ok())
    else {
        return;
    };
    // When the page is reloaded, the browser hands over the files of the last launch once more, at once.
    let is_repeated = Rc::new(Cell::new(is_reloaded()));
    let later = is_repeated.clone();
    leptos::prelude::set_timeout(move || later.set(false), REPEATED_WITHIN);
    let on_launch = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
        if is_repeated.take() {
            return;
        }
        let handles = Reflect::get(&launch, &"files".into()).ok().filter(JsValue::is_object);
        let handles = handles.map(|handles| Array::from(&handles).to_vec()).unwrap_or_default();
        if handles.is_empty() {
            return;
        }
        let on_file = on_files();
        spawn_local(async move {
            let mut files = vec![];
            for handle in handles {
                files.extend(opened(&handle).await);
            }
            deliver(named(files), on_file);
        });
    });
    let _ = consume.call1(&queue, on_launch.as_ref());
    on_launch.forget();
}

/// Whether this page was loaded again, and not opened.
fn is_reloaded() -> bool {
    let navigation =
        super::window().performance().map(|performance| performance.get_entries_by_type("navigation"));
    let kind = navigation.and_then(|entries| Reflect::get(&entries.get(0), &"type".into()).ok());
    kind.is_some_and(|kind| kind == "reload")
}

/// The file of a file handle.
async fn opened(handle: &JsValue) -> Option<File> {
    let get: Function = Reflect::get(handle, &"getFile".into()).ok()?.dyn_into().ok()?;
    let file = Promise::resolve(&get.call0(handle).ok()?);
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}

fn named(files: Vec<File>) -> Vec<Named> {
    files.into_iter().map(|file| (file.name(), Some(file.into()))).collect()
}

/// Calls back with each of these files, or with the files in it if it is an archive. Each in a task of its own, so that the
/// screen can answer in between.
fn deliver(files: Vec<Named>, mut on_file: OnRunFiles) {
    on_file(Arrival::Begin(files.len()));
    spawn_local(async move {
        let count = files.len();
        for (index, (name, file)) in files.into_iter().enumerate() {
            let left = count - index - 1;
            let mut give =
                |name, size, bytes, left| on_file(Arrival::File(Incoming { name, size, bytes, left }));
            let wants_more = match &file {
                None => give(name, 0, Err(BadFile::NoSpace), left),
                Some(file) => match entries(file).await {
                    Ok(None) => give(name, size(file), unpacked(file).await, left),
                    Err(bad) => give(name, size(file), Err(bad), left),
                    Ok(Some(entries)) => {
                        let mut inside = entries.len();
                        let mut wants_more = true;
                        for Entry { name, place } in entries {
                            inside -= 1;
                            let (packed, bytes) = match place {
                                Ok(place) => (place.packed as usize, unzipped(file, &place).await),
                                Err(bad) => (0, Err(bad)),
                            };
                            wants_more = give(name, packed, bytes, left + inside);
                            if !wants_more {
                                break;
                            }
                            next_task().await;
                        }
                        wants_more
                    }
                },
            };
            if !wants_more {
                return;
            }
            next_task().await;
        }
    });
}

/// Waits until the browser has done what else there is to do.
async fn next_task() {
    let later = Promise::new(&mut |resolve, _| {
        let _ = super::window().set_timeout_with_callback(&resolve);
    });
    let _ = JsFuture::from(later).await;
}

/// A part of a file. Reads no more than that.
fn part(file: &Blob, from: u32, length: u32) -> Result<Blob, BadFile> {
    let (from, to) = (f64::from(from), f64::from(from) + f64::from(length));
    file.slice_with_f64_and_f64(from, to).map_err(|_| BadFile::Unreadable)
}

async fn part_bytes(file: &Blob, from: u32, length: u32) -> Result<Vec<u8>, BadFile> {
    read(&part(file, from, length)?).await.ok_or(BadFile::Unreadable)
}

/// The run files in an archive; `None` for any other file.
async fn entries(file: &Blob) -> Result<Option<Vec<Entry>>, BadFile> {
    if !matches!(part_bytes(file, 0, 4).await?.as_slice(), b"PK\x03\x04" | b"PK\x05\x06") {
        return Ok(None);
    }
    let size = u32::try_from(size(file)).map_err(|_| BadFile::LargeArchive)?;
    let tail = u32::try_from(zip::TAIL).unwrap_or(u32::MAX).min(size);
    let directory = zip::directory(&part_bytes(file, size - tail, tail).await?)?;
    let bytes = part_bytes(file, directory.start, directory.end - directory.start).await?;
    zip::entries(&bytes).map(Some)
}

/// The content of a file in an archive.
async fn unzipped(archive: &Blob, place: &Place) -> Result<Vec<u8>, BadFile> {
    let header = part_bytes(archive, place.offset, zip::LOCAL_HEADER).await?;
    let start = zip::data_start(place.offset, &header).ok_or(BadFile::CutOff)?;
    let packed = part(archive, start, place.packed)?;
    if !place.is_deflated {
        return unpacked(&packed).await;
    }
    let bytes = inflated(&packed, "deflate-raw").await?;
    if !is_gzip(&bytes) {
        return Ok(bytes);
    }
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    unpacked(&Blob::new_with_u8_array_sequence(&parts).map_err(|_| BadFile::Unreadable)?).await
}

/// The content of a file, unpacked if it is gzip.
async fn unpacked(file: &Blob) -> Result<Vec<u8>, BadFile> {
    if is_gzip(&part_bytes(file, 0, 2).await?) {
        return inflated(file, "gzip").await;
    }
    if size(file) > LARGEST {
        return Err(BadFile::TooLarge);
    }
    read(file).await.ok_or(BadFile::Unreadable)
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// A stream that unpacks. `None` if this browser has none for the format.
fn decompression(format: &str) -> Option<ReadableWritablePair> {
    let constructor: Function =
        Reflect::get(&super::window(), &"DecompressionStream".into()).ok()?.dyn_into().ok()?;
    let stream = Reflect::construct(&constructor, &Array::of1(&format.into())).ok()?;
    Some(stream.unchecked_into())
}

/// Unpacks a file, and stops as soon as it is larger than a run file can be.
async fn inflated(packed: &Blob, format: &str) -> Result<Vec<u8>, BadFile> {
    let unpack = decompression(format).ok_or(BadFile::Packed)?;
    let stream = packed.stream().pipe_through(&unpack);
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = vec![];
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| BadFile::Damaged)?;
        if Reflect::get(&piece, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        let piece = Reflect::get(&piece, &"value".into()).unwrap_or_default();
        let piece = Uint8Array::new(&piece);
        if bytes.len() + piece.length() as usize > LARGEST {
            let _ = reader.cancel();
            return Err(BadFile::TooLarge);
        }
        bytes.extend(piece.to_vec());
    }
}
