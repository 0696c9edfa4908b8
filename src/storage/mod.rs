//! Records and their safety. Knows a key-value store only as a trait, so that every failure can be tested.
//!
//! One record for each thing, one key for each record, all under one prefix. The durable mirror and the way
//! back from a copy will live beside `copy`.

mod copy;
mod key_value;
pub mod memory;
mod record;
mod records;

pub use copy::COPY_FORMAT;
pub use key_value::{KeyValue, StoreError};
pub use record::{Reading, SCHEMA, encode, read};
pub use records::{Key, Loaded, Records, SetAside};
