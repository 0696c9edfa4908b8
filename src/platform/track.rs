//! Plays a sound track through one audio element, which goes on when the screen is off.

use crate::domain::feedback::Feedback;
use crate::domain::recovery::track::{Piece, RATE, SILENCE, Track, TrackEvent, sound};
use js_sys::{Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DomException, HtmlAudioElement, Url};

type OnEvent = Rc<dyn Fn(TrackEvent)>;

thread_local! {
    static ELEMENT: RefCell<Option<HtmlAudioElement>> = const { RefCell::new(None) };
    static ON_EVENT: RefCell<Option<OnEvent>> = const { RefCell::new(None) };
    /// The address of the current track in the browser's memory.
    static ADDRESS: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether the track should be playing. If not, the app itself has stopped it.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Calls `on_event` with what happens to the tracks, for the lifetime of the page.
pub fn watch(on_event: impl Fn(TrackEvent) + 'static) {
    ON_EVENT.set(Some(Rc::new(on_event)));
}

fn report(event: TrackEvent) {
    if let Some(on_event) = ON_EVENT.with_borrow(Clone::clone) {
        on_event(event);
    }
}

/// Allows tracks to play later, without a touch. Must be called from a user gesture.
pub fn unlock() {
    if ADDRESS.with_borrow(Option::is_none)
        && let Some(element) = element()
    {
        // Nothing to play yet: the promise is refused, but the browser remembers the touch.
        if let Ok(promise) = element.play() {
            wasm_bindgen_futures::spawn_local(async move { _ = JsFuture::from(promise).await });
        }
        let _ = element.pause();
    }
}

/// Plays a track from its beginning, instead of the one before it.
pub fn play(track: &Track) {
    let Some(element) = element() else { return report(TrackEvent::Failed) };
    let Ok(address) = file(track).and_then(|file| Url::create_object_url_with_blob(&file)) else {
        return report(TrackEvent::Failed);
    };
    WANTED.set(true);
    element.set_src(&address);
    forget(Some(address.clone()));
    let Ok(promise) = element.play() else { return report(TrackEvent::Failed) };
    wasm_bindgen_futures::spawn_local(async move {
        let played = JsFuture::from(promise).await;
        // A newer track has a promise of its own.
        let is_current = ADDRESS.with_borrow(|current| current.as_ref() == Some(&address));
        if let Err(reason) = played
            && is_current
        {
            match reason.dyn_ref::<DomException>().map(DomException::name).as_deref() {
                // Another track, or a pause, came before it could play.
                Some("AbortError") => {}
                Some("NotAllowedError") => report(TrackEvent::Refused),
                _ => report(TrackEvent::Failed),
            }
        }
    });
}

/// Goes to this many milliseconds from the beginning of the track.
#[allow(clippy::cast_precision_loss)] // At most an hour.
pub fn seek(to: i64) {
    if let Some(element) = existing() {
        element.set_current_time(to as f64 / 1000.0);
    }
}

/// Pauses the track. The lock screen keeps showing it.
pub fn pause() {
    WANTED.set(false);
    super::speech::hush();
    if let Some(element) = existing() {
        let _ = element.pause();
    }
}

/// Stops the track and gives its memory back.
pub fn stop() {
    pause();
    if let Some(element) = existing().filter(|_| forget(None)) {
        let _ = element.remove_attribute("src");
        element.load();
    }
    super::media_session::clear();
}

/// Gives the memory of the current track back, if there is one, and notes the address of the next.
fn forget(next: Option<String>) -> bool {
    let before = ADDRESS.replace(next);
    before.is_some_and(|before| Url::revoke_object_url(&before).is_ok())
}

/// The file of a track. The browser assembles it; the program holds a second of silence, and each kind of sound once.
fn file(track: &Track) -> Result<Blob, JsValue> {
    let silence = Uint8Array::new_with_length(RATE).fill(SILENCE, 0, RATE);
    let parts = Array::of1(&Uint8Array::from(&track.header()[..]));
    let mut sounds: Vec<(Feedback, Uint8Array)> = vec![];
    for piece in track.pieces() {
        match piece {
            Piece::Silence(samples) => {
                let samples = u32::try_from(samples).unwrap_or(u32::MAX);
                for _ in 0..samples / RATE {
                    parts.push(&silence);
                }
                parts.push(&silence.subarray(0, samples % RATE));
            }
            Piece::Sound(alert) => {
                let known = sounds.iter().position(|(other, _)| *other == alert);
                let index = known.unwrap_or_else(|| {
                    sounds.push((alert, Uint8Array::from(&sound(alert)[..])));
                    sounds.len() - 1
                });
                parts.push(&sounds[index].1);
            }
        }
    }
    let kind = BlobPropertyBag::new();
    kind.set_type("audio/wav");
    Blob::new_with_u8_array_sequence_and_options(&parts, &kind)
}

fn report_position(element: &HtmlAudioElement) {
    if WANTED.get() && !element.paused() {
        #[allow(clippy::cast_possible_truncation)] // At most an hour.
        report(TrackEvent::At((element.current_time() * 1000.0) as i64));
    }
}

fn existing() -> Option<HtmlAudioElement> {
    ELEMENT.with_borrow(Clone::clone)
}

/// The one audio element: a browser that let it play once lets it play on.
fn element() -> Option<HtmlAudioElement> {
    existing().or_else(|| {
        let element = HtmlAudioElement::new().ok()?;
        element.set_preload("auto");
        let listen = |name: &str, act: fn(&HtmlAudioElement)| {
            let listened = element.clone();
            super::listen(&element, name, move || act(&listened));
        };
        listen("playing", |element| {
            // Android goes on by itself after a call, although the session is paused.
            if !WANTED.get() {
                let _ = element.pause();
            }
            report_position(element);
        });
        listen("timeupdate", report_position);
        listen("pause", |element| {
            if WANTED.get() && element.paused() && !element.ended() {
                report(TrackEvent::Interrupted);
            }
        });
        listen("ended", |_| report(TrackEvent::Ended));
        listen("error", |_| {
            if WANTED.get() {
                report(TrackEvent::Failed);
            }
        });
        ELEMENT.set(Some(element.clone()));
        Some(element)
    })
}
