//! One record as text: `{"schema":2,"rev":3,"sum":"1c291ca3","data":{…}}`.
//!
//! The sum is the CRC-32 (ISO-HDLC, as in zip and PNG) of `2:3:` and the bytes of `data`, so that a flipped bit is
//! noticed even where the JSON still parses. Schema 1 had no sum; it is read, and written as schema 2.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer, ser};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The version of what is written. Readers of an older version leave newer records alone.
pub const SCHEMA: u32 = 2;

#[derive(Deserialize)]
struct Envelope<'a> {
    schema: u32,
    /// Counts the writes of this record, from 1.
    rev: u64,
    #[serde(borrow, default)]
    sum: Option<Cow<'a, str>>,
    #[serde(borrow)]
    data: &'a RawValue,
}

/// What a stored text turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Reading<T> {
    Found {
        rev: u64,
        data: T,
    },
    /// Not what this or a newer build has written.
    Damaged,
    /// Written by a newer build, with this schema.
    Newer(u32),
}

/// Reads a record. Fields that this build does not know are passed over here and kept by [`encode`].
pub fn read<T: DeserializeOwned>(text: &str) -> Reading<T> {
    let Some(envelope) = open(text) else { return Reading::Damaged };
    if envelope.schema > SCHEMA {
        return Reading::Newer(envelope.schema);
    }
    match serde_json::from_str(envelope.data.get()) {
        Ok(data) => Reading::Found { rev: envelope.rev, data },
        Err(_) => Reading::Damaged,
    }
}

/// Writes a record. What `previous`, the text that this one replaces, holds beyond what this build knows is
/// carried over, byte for byte, as long as the thing it belonged to is there.
pub fn encode<T: Serialize + DeserializeOwned>(data: &T, previous: Option<&str>) -> String {
    let mut rev = 1;
    let mut new = Tree::read(&text(data));
    if let Some(old) = previous.and_then(open).filter(|old| old.schema <= SCHEMA) {
        rev = old.rev.saturating_add(1);
        if let Ok(known) = serde_json::from_str::<T>(old.data.get()) {
            carry_unknown(Tree::read(old.data.get()), &Tree::read(&text(&known)), &mut new);
        }
    }
    seal(SCHEMA, rev, &text(&new))
}

/// The text of a record with this JSON as its data.
pub fn seal(schema: u32, rev: u64, data: &str) -> String {
    let sum = checksum(schema, rev, data);
    format!(r#"{{"schema":{schema},"rev":{rev},"sum":"{sum}","data":{data}}}"#)
}

/// The envelope of a whole record; `None` for anything else.
fn open(text: &str) -> Option<Envelope<'_>> {
    let envelope: Envelope = serde_json::from_str(text).ok()?;
    let is_whole = match (envelope.schema, &envelope.sum) {
        (1, None) => true,
        (0 | 1, _) | (_, None) => false,
        (schema, Some(sum)) => *sum == checksum(schema, envelope.rev, envelope.data.get()),
    };
    is_whole.then_some(envelope)
}

/// Schema, revision and data of a whole record, whatever kind it is.
pub(super) fn parts(text: &str) -> Option<(u32, u64, &str)> {
    open(text).map(|envelope| (envelope.schema, envelope.rev, envelope.data.get()))
}

/// Whether an older build has written this, by its beginning.
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

/// The CRC of each half byte; a table of whole bytes would be sixteen times as long for a little speed.
const NIBBLES: [u32; 16] = {
    let mut table = [0; 16];
    let mut place: u32 = 0;
    while place < 16 {
        let mut crc = place;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[place as usize] = crc;
        place += 1;
    }
    table
};

pub(super) fn text<T: Serialize>(data: &T) -> String {
    serde_json::to_string(data).expect("a record's keys are text")
}

/// JSON as far as objects go; everything else stays the text it was.
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

/// Puts into `new` what is in `old` but not in `known`, which is what this build made of `old`.
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
    fn the_sum_is_the_crc_that_everyone_knows() {
        // zlib.crc32(b"2:1:{}") and zlib.crc32(b"2:18446744073709551615:null") as Python has them.
        assert_eq!(checksum(2, 1, "{}"), "90f5f51c");
        assert_eq!(checksum(2, u64::MAX, "null"), "050e657b");
    }
}
