//! Short messages: one toast at a time, and words for screen readers.

use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

const SHORT: Duration = Duration::from_secs(6);
const LONG: Duration = Duration::from_secs(10);

/// What a toast offers. Shared and not a [`Callback`]: a toast outlives the page that showed it.
pub type Action = Arc<dyn Fn() + Send + Sync>;

/// A message above the tab bar.
#[derive(Clone)]
pub struct Toast {
    pub text: String,
    /// How long it stays.
    pub lasts: Duration,
    pub undo: Option<Action>,
}

pub struct Notices {
    toast: RwSignal<Option<Toast>>,
    spoken: RwSignal<String>,
}

impl Notices {
    pub fn new() -> Notices {
        Notices { toast: RwSignal::new(None), spoken: RwSignal::new(String::new()) }
    }

    pub fn toast(&'static self) -> Signal<Option<Toast>> {
        self.toast.into()
    }

    pub fn show(&'static self, text: impl Into<String>) {
        self.put(text.into(), SHORT, None);
    }

    /// Shows a toast with "Undo".
    pub fn show_undo(&'static self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.put(text.into(), SHORT, Some(Arc::new(undo)));
    }

    /// The same, for ten seconds: for what one looks over first.
    pub fn show_long_undo(&'static self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.put(text.into(), LONG, Some(Arc::new(undo)));
    }

    /// What is new on the page is often missed by screen readers: they hear it where they hear everything.
    fn put(&'static self, text: String, lasts: Duration, undo: Option<Action>) {
        self.say(text.clone());
        let undo = undo.map(|undo| -> Action {
            Arc::new(move || {
                undo();
                self.say("Undone");
            })
        });
        self.toast.set(Some(Toast { text, lasts, undo }));
    }

    pub fn dismiss(&'static self) {
        self.toast.set(None);
    }

    /// Says something to screen readers alone.
    pub fn say(&'static self, text: impl Into<String>) {
        let mut text = text.into();
        // The same words again are heard only if something about them is new.
        if self.spoken.with_untracked(|spoken| *spoken == text) {
            text.push('\u{a0}');
        }
        self.spoken.set(text);
    }

    /// Says something more, right after what was said.
    pub fn add(&'static self, text: &str) {
        self.spoken.update(|spoken| spoken.extend([". ", text]));
    }

    pub fn spoken(&'static self) -> Signal<String> {
        self.spoken.into()
    }
}

impl Default for Notices {
    fn default() -> Self {
        Notices::new()
    }
}
