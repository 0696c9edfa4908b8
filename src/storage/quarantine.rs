//! Quarantine for damaged texts: moved to another key, never deleted.

use super::key::{PREFIX, QUARANTINE};
use super::records::Records;
use crate::domain::time::instant::Instant;

/// A damaged text in quarantine, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Its former key without the app's prefix, a colon, and when it was moved, in milliseconds since 1970 UTC.
    pub name: String,
    pub text: String,
}

impl Records {
    /// Every text in quarantine.
    pub fn quarantined(&self) -> Vec<Quarantined> {
        self.texts()
            .into_iter()
            .filter_map(|(key, text)| {
                Some(Quarantined { name: key.strip_prefix(QUARANTINE)?.to_owned(), text })
            })
            .collect()
    }

    /// Queues the move of a damaged text: it is written to quarantine first, and only then removed from `key`.
    pub(super) fn quarantine(&mut self, key: String, text: String, now: Instant) {
        self.quarantine_copy(&key, text, now);
        self.unsaved.insert(key, None);
    }

    /// Queues a copy into quarantine. The same bytes are kept once.
    pub(super) fn quarantine_copy(&mut self, key: &str, text: String, now: Instant) {
        let mut ms = now.ms();
        let quarantined = loop {
            let candidate = text!(quarantine_prefix(key), ms.to_string());
            match self.seen.get(&candidate) {
                None => break candidate,
                Some(present) if *present == text => return,
                Some(_) => ms += 1,
            }
        };
        self.seen.insert(quarantined.clone(), text.clone());
        self.send(quarantined.clone(), None, Some(text.clone()));
        self.unsaved.insert(quarantined, Some(text));
    }

    /// Whether a damaged text of `key` is in quarantine.
    pub(super) fn is_quarantined(&self, key: &str) -> bool {
        let prefix = quarantine_prefix(key);
        self.seen.keys().any(|quarantined| quarantined.starts_with(&prefix))
    }

    /// Whether a damaged text of `key` is not yet written to quarantine.
    pub(super) fn is_quarantining(&self, key: &str) -> bool {
        let prefix = quarantine_prefix(key);
        self.unsaved.keys().any(|waiting| waiting.starts_with(&prefix))
    }
}

fn quarantine_prefix(key: &str) -> String {
    text!(QUARANTINE, key[PREFIX.len()..], ":")
}
