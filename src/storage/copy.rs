//! "Save a copy": everything in one JSON file.
//!
//! ```json
//! {"app":"tightspot","copy":1,"schema":1,"made":{"ms":1781583240000,"offset":120},
//!  "records":{"run:19ec…":{"schema":1,"rev":4,"data":{…}},"settings":{…}},
//!  "set_aside":{"run:19eb…:1781583240000":"the damaged text, byte for byte"}}
//! ```

use super::record::SCHEMA;
use super::records::Records;
use crate::domain::instant::Instant;
use serde::Serialize;

/// The version of the file's own form.
pub const COPY_FORMAT: u32 = 1;

impl Records {
    /// Everything, also what the store would not take. Records are copied verbatim, so that fields of newer
    /// builds survive.
    pub fn copy(&self, now: Instant) -> String {
        let (mut records, mut aside) = (vec![], vec![]);
        for (name, text, whole) in self.named_texts() {
            if whole {
                records.push([&json(&name), ":", &text].concat());
            } else {
                aside.push([&json(&name), ":", &json(&text)].concat());
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

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and instants are JSON")
}
