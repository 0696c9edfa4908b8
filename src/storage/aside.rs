//! Damaged texts: moved out of the way, never away.

use super::records::{ASIDE, PREFIX, Records};
use crate::domain::time::instant::Instant;

/// A damaged text that was moved out of the way, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The name it had without the app's prefix, and when it was set aside.
    pub name: String,
    pub text: String,
}

impl Records {
    /// Every damaged text that is kept.
    pub fn aside(&self) -> Vec<SetAside> {
        self.texts()
            .into_iter()
            .filter_map(|(key, text)| Some(SetAside { name: key.strip_prefix(ASIDE)?.to_owned(), text }))
            .collect()
    }

    /// Has a damaged text moved to a key of its own: first written there, and only then removed from where it
    /// was.
    pub(super) fn set_aside(&mut self, key: String, text: String, now: Instant) {
        self.set_aside_copy(&key, text, now);
        self.unsaved.insert(key, None);
    }

    pub(super) fn set_aside_copy(&mut self, key: &str, text: String, now: Instant) {
        let mut ms = now.ms();
        let aside = loop {
            let aside = [ASIDE, &key[PREFIX.len()..], ":", &ms.to_string()].concat();
            match self.seen.get(&aside) {
                None => break aside,
                // The same bytes are kept once.
                Some(there) if *there == text => return,
                Some(_) => ms += 1,
            }
        };
        self.seen.insert(aside.clone(), text.clone());
        self.send(aside.clone(), None, Some(text.clone()));
        self.unsaved.insert(aside, Some(text));
    }

    /// Whether a damaged text of this key was set aside.
    pub(super) fn is_aside(&self, key: &str) -> bool {
        let beginning = [ASIDE, &key[PREFIX.len()..], ":"].concat();
        self.seen.keys().any(|aside| aside.starts_with(&beginning))
    }

    /// Whether a damaged text of this key is still waiting to be set aside.
    pub(super) fn is_setting_aside(&self, key: &str) -> bool {
        let beginning = [ASIDE, &key[PREFIX.len()..], ":"].concat();
        self.unsaved.keys().any(|waiting| waiting.starts_with(&beginning))
    }
}
