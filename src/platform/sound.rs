//! Synthesised tones, which a script plays at their time. They mix with the runner's music instead of stopping it, unless the
//! runner wants to hear them on silent too.

use crate::domain::feedback::{Feedback, Sounding};
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AudioContext, OscillatorType};

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Seconds over which a tone fades in, so that it does not click.
const SOFT: f64 = 0.02;
/// Gain of the tones, low enough not to drown the music.
const LOUDNESS: f32 = 0.25;

/// Enables sounds, and sets how they share the phone with other apps. Must be called from a user gesture, as browsers
/// require.
pub fn unlock(sounding: Sounding) {
    // An ambient session mixes, and is mute while the phone is on silent. Other browsers than Safari have no sessions.
    set_session(if sounding == Sounding::Mixed { "ambient" } else { "playback" });
    if sounding == Sounding::Track {
        rest();
        super::track::unlock();
        super::speech::prepare();
    } else {
        let _ = with_context(|context| context.resume().map(|_| ()));
    }
}

/// Gives the phone's sound back to other apps, until sounds are enabled again.
pub fn rest() {
    if let Some(Ok(closed)) = CONTEXT.take().as_ref().map(AudioContext::close) {
        wasm_bindgen_futures::spawn_local(async move { _ = JsFuture::from(closed).await });
    }
}

/// Whether the phone can play sounds that are mute while it is on silent.
pub fn has_silent_switch() -> bool {
    super::has(&super::window().navigator(), "audioSession")
}

/// Plays the tones of an alert.
pub fn play(alert: Feedback) {
    let _ = with_context(|context| {
        // A context that was never enabled stands still, and would sound everything at once later.
        if Reflect::get(context, &"state".into())? != "running" {
            return Ok(());
        }
        let mut at = context.current_time() + SOFT;
        for &(hertz, ms) in alert.tones() {
            at = tone(context, f32::from(hertz), at, f64::from(ms) / 1000.0)?;
        }
        Ok(())
    });
}

/// Schedules a tone and returns when it ends. Times are seconds of the context's clock.
fn tone(context: &AudioContext, hertz: f32, at: f64, length: f64) -> Result<f64, JsValue> {
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    oscillator.set_type(OscillatorType::Sine);
    oscillator.frequency().set_value(hertz);
    gain.gain().set_value_at_time(0.0, at)?;
    gain.gain().linear_ramp_to_value_at_time(LOUDNESS, at + SOFT)?;
    gain.gain().linear_ramp_to_value_at_time(0.0, at + length)?;
    oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(at)?;
    oscillator.stop_with_when(at + length)?;
    Ok(at + length)
}

/// Calls `act` with the one audio context, which is created for the first sound. A browser that can't create
/// one stays silent.
fn with_context(act: impl FnOnce(&AudioContext) -> Result<(), JsValue>) -> Result<(), JsValue> {
    CONTEXT.with_borrow_mut(|context| {
        if context.is_none() {
            let constructor =
                Reflect::get(&super::window(), &"AudioContext".into())?.dyn_into::<Function>()?;
            *context = Some(Reflect::construct(&constructor, &Array::new())?.unchecked_into());
        }
        context.as_ref().map_or(Ok(()), act)
    })
}

fn set_session(kind: &str) {
    let session = Reflect::get(&super::window().navigator(), &"audioSession".into());
    if let Some(session) = session.ok().filter(JsValue::is_object) {
        let _ = Reflect::set(&session, &"type".into(), &kind.into());
    }
}
