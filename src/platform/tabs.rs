//! Other tabs of the app in the same browser.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

thread_local! {
    /// A tab does not receive its own messages.
    static CHANNEL: Option<BroadcastChannel> = super::has(&super::window(), "BroadcastChannel")
        .then(|| BroadcastChannel::new("tightspot").ok())
        .flatten();
}

/// Calls `act` with each localStorage key that another tab changes, and its new text.
pub fn on_change(act: impl Fn(String, Option<String>) + 'static) {
    let listener = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        // No key means that all of localStorage was cleared, by hand or by another app.
        if let Some(key) = event.key() {
            act(key, event.new_value());
        }
    })
    .into_js_value();
    let _ = super::window().add_event_listener_with_callback("storage", listener.unchecked_ref());
}

/// Announces to other tabs that the mirror has a new text under this key.
pub fn announce(key: &str) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&key.into());
        }
    });
}

/// Calls `act` with each key that another tab announces.
pub fn on_announced(act: impl Fn(String) + 'static) {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(key) = event.data().as_string() {
            act(key);
        }
    })
    .into_js_value();
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            let _ = channel.add_event_listener_with_callback("message", listener.unchecked_ref());
        }
    });
}
