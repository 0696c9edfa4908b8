//! Synthesised tones. They mix with the runner's music instead of stopping it.

use crate::domain::feedback::Feedback;
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AudioContext, OscillatorType};

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Seconds over which a tone fades in, so that it does not click.
const SOFT: f64 = 0.02;
/// Gain of the tones, low enough not to drown the music.
const LOUDNESS: f32 = 0.25;

/// Enables sounds. Must be called from a user gesture, as browsers require.
pub fn unlock() {
    let _ = with_context(|context| context.resume().map(|_| ()));
}

/// Plays the tones of an alert.
pub fn play(alert: Feedback) {
    let _ = with_context(|context| {
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
            mix_with_music();
            *context = Some(Reflect::construct(&constructor, &Array::new())?.unchecked_into());
        }
        context.as_ref().map_or(Ok(()), act)
    })
}

/// Safari stops other apps' music unless the audio session is ambient.
fn mix_with_music() {
    let navigator = super::window().navigator();
    if super::has(&navigator, "audioSession")
        && let Ok(session) = Reflect::get(&navigator, &"audioSession".into())
    {
        let _ = Reflect::set(&session, &"type".into(), &"ambient".into());
    }
}
