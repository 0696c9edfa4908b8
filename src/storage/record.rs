//! One record as text: `{"schema":2,"rev":3,"sum":"1c291ca3","data":{…}}`.
//!
//! The sum is the CRC-32 (ISO-HDLC, as in zip and PNG) of `2:3:` and the bytes of `data`, so that a flipped bit is
//! noticed even where the JSON still parses. Schema 1 had no sum; it is read, and written as schema 2.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer, ser};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The version of the format. A build leaves records of a newer version alone.
pub const SCHEMA: u32 = 2;

/// What comes before the data.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    rev: u64,
    sum: String,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    schema: u32,
    /// The revision: how often this record was written, from 1.
    rev: u64,
    #[serde(borrow, default)]
    sum: Option<Cow<'a, str>>,
    #[serde(borrow)]
    data: &'a RawValue,
}

/// The result of reading a stored text.
#[derive(Debug, PartialEq, Eq)]
pub enum Reading<T> {
    Found {
        rev: u64,
        data: T,
    },
    /// Neither this nor a newer build has written this.
    Damaged,
    /// Written by a newer build, with this schema.
    Newer(u32),
}

impl<T> Reading<T> {
    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Reading::Found { rev, data } => Reading::Found { rev, data: f(data) },
            Reading::Damaged => Reading::Damaged,
            Reading::Newer(schema) => Reading::Newer(schema),
        }
    }
}

/// Reads a record. Ignores unknown fields, which [`encode`] preserves.
pub fn read<T: DeserializeOwned>(text: &str) -> Reading<T> {
    let Some(opened) = open(text) else { return Reading::Damaged };
    if opened.schema > SCHEMA {
        return Reading::Newer(opened.schema);
    }
    match serde_json::from_str(opened.data) {
        Ok(data) => Reading::Found { rev: opened.rev, data },
        Err(_) => Reading::Damaged,
    }
}

/// Writes a record. Copies unknown fields from `previous`, the text that this one replaces, byte for byte, if the object
/// that they belong to still exists.
pub fn encode<T: Serialize + DeserializeOwned>(data: &T, previous: Option<&str>) -> String {
    let mut rev = 1;
    let mut new = Tree::read(&text(data));
    if let Some(old) = previous.and_then(open).filter(|old| old.schema <= SCHEMA) {
        rev = old.rev.saturating_add(1);
        if let Ok(known) = serde_json::from_str::<T>(old.data) {
            carry_unknown(Tree::read(old.data), &Tree::read(&text(&known)), &mut new);
        }
    }
    seal(SCHEMA, rev, &text(&new))
}

/// Puts the JSON of a record into its envelope.
pub fn seal(schema: u32, rev: u64, data: &str) -> String {
    let sum = checksum(schema, rev, data);
    format!(r#"{{"schema":{schema},"rev":{rev},"sum":"{sum}","data":{data}}}"#)
}

/// A whole record. Its data is JSON, or was when the sum was made.
struct Opened<'a> {
    schema: u32,
    rev: u64,
    data: &'a str,
}

/// Opens the envelope of a whole record; `None` for anything else.
fn open(text: &str) -> Option<Opened<'_>> {
    if let Some(opened) = open_sealed(text) {
        return Some(opened);
    }
    let Envelope { schema, rev, sum, data } = serde_json::from_str(text).ok()?;
    let data = data.get();
    let is_whole = match (schema, sum) {
        (1, None) => true,
        (0 | 1, _) | (_, None) => false,
        (schema, Some(sum)) => sum == checksum(schema, rev, data),
    };
    is_whole.then_some(Opened { schema, rev, data })
}

/// Opens what [`seal`] has written, twice as fast: the data is not parsed, because the sum shows that it is whole.
fn open_sealed(text: &str) -> Option<Opened<'_>> {
    let (head, rest) = text.split_once(r#","data":"#)?;
    let data = rest.strip_suffix('}')?;
    let Head { schema, rev, sum } = serde_json::from_str(&text!(head, "}")).ok()?;
    (schema > 1 && sum == checksum(schema, rev, data)).then_some(Opened { schema, rev, data })
}

/// Schema, revision and data of a whole record of any kind.
pub(super) fn parts(text: &str) -> Option<(u32, u64, &str)> {
    open(text).map(|opened| (opened.schema, opened.rev, opened.data))
}

/// Whether an older build has written this. Looks only at the start of the text.
pub(super) fn is_older(text: &str) -> bool {
    let schema = text.strip_prefix(r#"{"schema":"#).and_then(|rest| rest.split(',').next()?.parse().ok());
    schema.is_some_and(|schema: u32| schema < SCHEMA)
}

fn checksum(schema: u32, rev: u64, data: &str) -> String {
    let head = format!("{schema}:{rev}:");
    let crc = head.bytes().chain(data.bytes()).fold(!0, |crc: u32, byte| {
        let crc = crc ^ u32::from(byte);
        let crc = crc >> 4 ^ NIBBLES[(crc & 15) as usize];
        crc >> 4 ^ NIBBLES[(crc & 15) as usize]
    });
    format!("{:08x}", !crc)
}

/// The CRC of each half byte. A table of whole bytes would be 16 times as long and only a little faster.
const NIBBLES: [u32; 16] = {
    let mut table = [0; 16];
    let mut index: u32 = 0;
    while index < 16 {
        let mut crc = index;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[index as usize] = crc;
        index += 1;
    }
    table
};

pub(super) fn text<T: Serialize>(data: &T) -> String {
    serde_json::to_string(data).expect("the keys of a record are strings")
}

/// JSON parsed down to its objects. Every other value stays text.
#[derive(Clone, PartialEq)]
pub(super) enum Tree {
    Object(BTreeMap<String, Tree>),
    Leaf(String),
}

impl Tree {
    pub(super) fn read(text: &str) -> Tree {
        match serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(text) {
            Ok(fields) => {
                Tree::Object(fields.into_iter().map(|(key, value)| (key, Tree::read(value.get()))).collect())
            }
            Err(_) => Tree::Leaf(text.to_owned()),
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Object(fields) => fields.serialize(serializer),
            Tree::Leaf(text) => {
                RawValue::from_string(text.clone()).map_err(ser::Error::custom)?.serialize(serializer)
            }
        }
    }
}

/// Copies into `new` the fields of `old` that are unknown: they are not in `known`, which is `old` as this build reads it.
fn carry_unknown(old: Tree, known: &Tree, new: &mut Tree) {
    let (Tree::Object(old), Tree::Object(known), Tree::Object(new)) = (old, known, new) else { return };
    for (key, old) in old {
        match (known.get(&key), new.get_mut(&key)) {
            (Some(known), Some(new)) => carry_unknown(old, known, new),
            (None, None) => {
                new.insert(key, old);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_a_standard_crc_32() {
        // As Python's zlib.crc32(b"2:1:{}") and zlib.crc32(b"2:18446744073709551615:null").
        assert_eq!(checksum(2, 1, "{}"), "90f5f51c");
        assert_eq!(checksum(2, u64::MAX, "null"), "050e657b");
    }
}
