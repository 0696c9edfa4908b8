//! Damaged texts: moved out of the way, never away.

use super::records::{PREFIX, QUARANTINE, Records};
use crate::domain::time::instant::Instant;

/// A damaged text that was moved out of the way, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The name it had without the app's prefix, and when it was set aside.
    pub name: String,
    pub text: String,
}

impl Records {
    /// Every damaged text that is kept.
    pub fn quarantined(&self) -> Vec<Quarantined> {
        self.texts()
            .into_iter()
            .filter_map(|(key, text)| {
                Some(Quarantined { name: key.strip_prefix(QUARANTINE)?.to_owned(), text })
            })
            .collect()
    }

    /// Has a damaged text moved to a key of its own: first written there, and only then removed from where it
    /// was.
    pub(super) fn quarantine(&mut self, key: String, text: String, now: Instant) {
        self.quarantine_copy(&key, text, now);
        self.unsaved.insert(key, None);
    }

    pub(super) fn quarantine_copy(&mut self, key: &str, text: String, now: Instant) {
        let mut ms = now.ms();
        let quarantined = loop {
            let quarantined = [QUARANTINE, &key[PREFIX.len()..], ":", &ms.to_string()].concat();
            match self.seen.get(&quarantined) {
                None => break quarantined,
                // The same bytes are kept once.
                Some(there) if *there == text => return,
                Some(_) => ms += 1,
            }
        };
        self.seen.insert(quarantined.clone(), text.clone());
        self.send(quarantined.clone(), None, Some(text.clone()));
        self.unsaved.insert(quarantined, Some(text));
    }

    /// Whether a damaged text of this key was set aside.
    pub(super) fn is_quarantined(&self, key: &str) -> bool {
        let beginning = [QUARANTINE, &key[PREFIX.len()..], ":"].concat();
        self.seen.keys().any(|quarantined| quarantined.starts_with(&beginning))
    }

    /// Whether a damaged text of this key is still waiting to be set aside.
    pub(super) fn is_quarantining(&self, key: &str) -> bool {
        let beginning = [QUARANTINE, &key[PREFIX.len()..], ":"].concat();
        self.unsaved.keys().any(|waiting| waiting.starts_with(&beginning))
    }
}
