//! One record as text: `{"schema":1,"rev":3,"data":{…}}`.

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize, Serializer, ser};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The version of what is written. Readers of an older version leave newer records alone.
pub const SCHEMA: u32 = 1;

#[derive(Deserialize, Serialize)]
struct Envelope<T> {
    schema: u32,
    /// Counts the writes of this record, from 1.
    rev: u64,
    data: T,
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
    match serde_json::from_str::<Envelope<T>>(text) {
        Ok(Envelope { schema: SCHEMA, rev, data }) => Reading::Found { rev, data },
        // Only a whole, well-formed record can claim to be newer: half of one is damaged.
        _ => match serde_json::from_str::<Envelope<IgnoredAny>>(text) {
            Ok(newer) if newer.schema > SCHEMA => Reading::Newer(newer.schema),
            _ => Reading::Damaged,
        },
    }
}

/// Writes a record. What `previous`, the text that this one replaces, holds beyond what this build knows is
/// carried over, byte for byte, as long as the thing it belonged to is there.
pub fn encode<T: Serialize + DeserializeOwned>(data: &T, previous: Option<&str>) -> String {
    let mut record = Envelope { schema: SCHEMA, rev: 1, data: Tree::read(&text(data)) };
    if let Some(Reading::Found { rev, data: known }) = previous.map(read::<T>) {
        record.rev = rev.saturating_add(1);
        if let Some(Ok(old)) = previous.map(serde_json::from_str::<Envelope<Box<RawValue>>>) {
            carry_unknown(Tree::read(old.data.get()), &Tree::read(&text(&known)), &mut record.data);
        }
    }
    text(&record)
}

fn text<T: Serialize>(data: &T) -> String {
    serde_json::to_string(data).expect("a record's keys are text")
}

/// JSON as far as objects go; everything else stays the text it was.
enum Tree {
    Object(BTreeMap<String, Tree>),
    Leaf(String),
}

impl Tree {
    fn read(text: &str) -> Tree {
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
