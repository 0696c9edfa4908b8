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
    synthesis.cancel();
    synthesis.speak(&utterance);
}

/// Has the browser load its voices, which takes a moment.
pub fn prepare() {
    if let Some(synthesis) = synthesis() {
        synthesis.get_voices();
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
