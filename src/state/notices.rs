//! Short messages: one toast at a time, and announcements for screen readers.

use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

const SHORT: Duration = Duration::from_secs(6);
pub const LONG_TOAST: Duration = Duration::from_secs(10);

/// The action of a toast's button. An `Arc` and not a [`Callback`], because a toast outlives the page that
/// showed it.
pub type Action = Arc<dyn Fn() + Send + Sync>;

/// A message above the tab bar; on Body, in the row below the map.
#[derive(Clone)]
pub struct Toast {
    /// Rises with each toast.
    pub id: u32,
    pub text: String,
    /// How long it stays.
    pub lasts: Duration,
    /// The label of its button, and the action.
    pub action: Option<(&'static str, Action)>,
}

pub struct Notices {
    toast: RwSignal<Option<Toast>>,
    spoken: RwSignal<String>,
    last_id: StoredValue<u32>,
}

impl Notices {
    pub fn new() -> Notices {
        Notices {
            toast: RwSignal::new(None),
            spoken: RwSignal::new(String::new()),
            last_id: StoredValue::new(0),
        }
    }

    pub fn toast(&'static self) -> Signal<Option<Toast>> {
        self.toast.into()
    }

    pub fn show(&'static self, text: impl Into<String>) {
        self.put(text.into(), SHORT, None);
    }

    /// Shows a toast with "Undo". Returns its id, for [`Notices::withdraw`].
    pub fn show_undo(&'static self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) -> u32 {
        self.put(text.into(), SHORT, Some(self.undo_action(Arc::new(undo))))
    }

    /// The same for ten seconds, for changes that the runner looks over first.
    pub fn show_long_undo(
        &'static self,
        text: impl Into<String>,
        undo: impl Fn() + Send + Sync + 'static,
    ) -> u32 {
        self.put(text.into(), LONG_TOAST, Some(self.undo_action(Arc::new(undo))))
    }

    /// Shows a toast with another button, for ten seconds.
    pub fn offer(
        &'static self,
        text: impl Into<String>,
        name: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) -> u32 {
        self.put(text.into(), LONG_TOAST, Some((name, Arc::new(act))))
    }

    /// Shows a toast with "Undo" without announcing it, because the caller announces the change itself.
    pub fn show_undo_silently(
        &'static self,
        text: impl Into<String>,
        undo: impl Fn() + Send + Sync + 'static,
    ) -> u32 {
        self.put_silently(text.into(), SHORT, Some(("Undo", Arc::new(undo))))
    }

    fn undo_action(&'static self, undo: Action) -> (&'static str, Action) {
        let undo = move || {
            undo();
            self.say("Undone");
        };
        ("Undo", Arc::new(undo))
    }

    /// Shows a toast. Screen readers often miss new elements on a page, so the live region repeats the text.
    fn put(&'static self, text: String, lasts: Duration, action: Option<(&'static str, Action)>) -> u32 {
        self.say(text.clone());
        self.put_silently(text, lasts, action)
    }

    fn put_silently(
        &'static self,
        text: String,
        lasts: Duration,
        action: Option<(&'static str, Action)>,
    ) -> u32 {
        let id = self.last_id.get_value().wrapping_add(1);
        self.last_id.set_value(id);
        self.toast.set(Some(Toast { id, text, lasts, action }));
        id
    }

    pub fn dismiss(&'static self) {
        self.toast.set(None);
    }

    /// Dismisses this toast, if it is still on the screen.
    pub fn withdraw(&'static self, id: u32) {
        if self.toast.with_untracked(|toast| toast.as_ref().is_some_and(|toast| toast.id == id)) {
            self.dismiss();
        }
    }

    /// Announces a text to screen readers only.
    pub fn say(&'static self, text: impl Into<String>) {
        let mut text = text.into();
        // Screen readers ignore a live region whose text stays the same.
        if self.spoken.with_untracked(|spoken| *spoken == text) {
            text.push('\u{a0}');
        }
        self.spoken.set(text);
    }

    /// Adds a sentence to the last announcement.
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
