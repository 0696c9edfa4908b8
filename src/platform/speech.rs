//! Words that the phone speaks, with a voice of its own.

use wasm_bindgen::JsCast;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// Says a text, instead of what is being said. Stays silent without an English voice on the phone itself: other voices send
/// the text to a server.
pub fn say(text: &str) {
    let Some(synthesis) = synthesis() else { return };
    let Some(voice) = voice(&synthesis) else { return };
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(text) else { return };
    utterance.set_lang(&voice.lang());
    utterance.set_voice(Some(&voice));
    hush();
    synthesis.speak(&utterance);
}

/// Stops what is being said. A browser can lose what is said right after a cancel, so this cancels only if it must.
pub fn hush() {
    if let Some(synthesis) = synthesis().filter(|synthesis| synthesis.speaking() || synthesis.pending()) {
        synthesis.cancel();
    }
}

/// Has the browser load its voices, which takes a moment. An iPhone speaks later without a touch only after something was
/// said in a user gesture, and be it nothing.
pub fn prepare() {
    let Some(synthesis) = synthesis() else { return };
    synthesis.get_voices();
    if let Ok(nothing) = SpeechSynthesisUtterance::new() {
        nothing.set_volume(0.0);
        synthesis.speak(&nothing);
    }
}

fn synthesis() -> Option<SpeechSynthesis> {
    let window = super::window();
    super::has(&window, "speechSynthesis").then(|| window.speech_synthesis().ok()).flatten()
}

/// An English voice of the phone, if possible the one that the runner has chosen for everything.
fn voice(synthesis: &SpeechSynthesis) -> Option<SpeechSynthesisVoice> {
    let voices = synthesis.get_voices();
    let mut voices: Vec<SpeechSynthesisVoice> = voices
        .iter()
        .map(JsCast::unchecked_into)
        .filter(|voice: &SpeechSynthesisVoice| voice.local_service() && voice.lang().starts_with("en"))
        .collect();
    let chosen = voices.iter().position(SpeechSynthesisVoice::default).unwrap_or(0);
    (!voices.is_empty()).then(|| voices.swap_remove(chosen))
}
