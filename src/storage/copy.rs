//! "Save a copy": everything in one JSON file, as `docs/copy-format.md` describes it.

use super::record::SCHEMA;
use super::records::Records;
use crate::domain::time::instant::Instant;
use serde::{Deserialize, Serialize};

/// The version of the file format.
pub const COPY_FORMAT: u32 = 1;

impl Records {
    /// The content of the file: everything, unsaved texts included. Records are copied verbatim, so that fields of newer
    /// builds survive.
    pub fn copy(&self, now: Instant) -> String {
        let (mut records, mut aside) = (vec![], vec![]);
        for (name, text, is_json) in self.named_texts() {
            if is_json {
                records.push(text!(json(&name), ":", text));
            } else {
                aside.push(text!(json(&name), ":", json(&text)));
            }
        }
        format!(
            r#"{{"app":"tightspot","copy":{COPY_FORMAT},"schema":{SCHEMA},"made":{},"records":{{{}}},"set_aside":{{{}}}}}"#,
            json(&now),
            records.join(","),
            aside.join(",")
        )
    }
}

/// When a copy was made; `None` for any other file.
pub fn made(copy: &str) -> Option<Instant> {
    #[derive(Deserialize)]
    struct Head {
        made: Instant,
    }
    Some(serde_json::from_str::<Head>(copy).ok()?.made)
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and instants are JSON")
}
