//! The lock screen: what it shows of a session, and its controls.

use crate::domain::recovery::track::{Control, NowPlaying};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

type OnPress = Rc<dyn Fn(Control)>;

thread_local! {
    static ON_PRESS: RefCell<Option<OnPress>> = const { RefCell::new(None) };
    /// Whether the controls lead to the app.
    static IS_CONNECTED: Cell<bool> = const { Cell::new(false) };
    /// The browser's names of the controls and their callbacks, which live as long as the page.
    static ACTIONS: [(&'static str, JsValue); 5] = [
        ("play", Control::Play),
        ("pause", Control::Pause),
        ("stop", Control::Pause),
        ("previoustrack", Control::Previous),
        ("nexttrack", Control::Next),
    ]
    .map(|(name, control)| (name, Closure::<dyn Fn()>::new(move || press(control)).into_js_value()));
}

/// Calls `on_press` with each control that is pressed, for the lifetime of the page.
pub fn watch(on_press: impl Fn(Control) + 'static) {
    ON_PRESS.set(Some(Rc::new(on_press)));
}

fn press(control: Control) {
    if let Some(on_press) = ON_PRESS.with_borrow(Clone::clone) {
        on_press(control);
    }
}

/// Shows a session on the lock screen, with its controls.
pub fn show(now: &NowPlaying) {
    let Some(session) = session() else { return };
    if !IS_CONNECTED.replace(true) {
        ACTIONS.with(|actions| {
            for (name, press) in actions {
                // A browser that does not know an action refuses it. The others still work.
                let _ = call(&session, "setActionHandler", &[&(*name).into(), press]);
            }
        });
    }
    let _ = set_metadata(&session, now);
    let state = if now.is_paused { "paused" } else { "playing" };
    let _ = Reflect::set(&session, &"playbackState".into(), &state.into());
    let _ = set_position(&session, now);
}

/// Takes the session off the lock screen.
pub fn clear() {
    let Some(session) = session().filter(|_| IS_CONNECTED.replace(false)) else { return };
    ACTIONS.with(|actions| {
        for (name, _) in actions {
            let _ = call(&session, "setActionHandler", &[&(*name).into(), &JsValue::NULL]);
        }
    });
    let _ = Reflect::set(&session, &"metadata".into(), &JsValue::NULL);
    let _ = Reflect::set(&session, &"playbackState".into(), &"none".into());
}

fn set_metadata(session: &JsValue, now: &NowPlaying) -> Result<(), JsValue> {
    let address = format!("art/{}.webp", now.picture);
    let picture =
        object(&[("src", address.into()), ("sizes", "256x256".into()), ("type", "image/webp".into())])?;
    let init = object(&[
        ("title", now.title.as_str().into()),
        ("artist", now.line.as_str().into()),
        ("album", "Tightspot".into()),
        ("artwork", Array::of1(&picture).into()),
    ])?;
    let constructor = Reflect::get(&super::window(), &"MediaMetadata".into())?.dyn_into::<Function>()?;
    let metadata = Reflect::construct(&constructor, &Array::of1(&init))?;
    Reflect::set(session, &"metadata".into(), &metadata).map(drop)
}

/// The bar of the lock screen shows the session, of which the track is only the rest.
#[allow(clippy::cast_precision_loss)] // At most an hour.
fn set_position(session: &JsValue, now: &NowPlaying) -> Result<(), JsValue> {
    let seconds = |ms: i64| JsValue::from(ms as f64 / 1000.0);
    let position = object(&[("duration", seconds(now.length)), ("position", seconds(now.gone))])?;
    call(session, "setPositionState", &[&position])
}

fn session() -> Option<JsValue> {
    let navigator = super::window().navigator();
    Reflect::get(&navigator, &"mediaSession".into()).ok().filter(JsValue::is_object)
}

fn object(entries: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

fn call(target: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<(), JsValue> {
    let function = Reflect::get(target, &name.into())?.dyn_into::<Function>()?;
    function.apply(target, &arguments.iter().copied().collect::<Array>()).map(drop)
}
