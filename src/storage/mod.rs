//! Records and their safety. Knows a key-value store only as a trait, so that every failure can be tested.
//!
//! One record for each thing, one key for each record, all under one prefix.

mod copy;
mod key_value;
pub mod memory;
mod merge;
mod mirror;
mod record;
mod records;
mod restore;
mod second;

pub use copy::COPY_FORMAT;
pub use key_value::{KeyValue, StoreError};
pub use mirror::{Done, Mirror, kept};
pub use record::{Reading, SCHEMA, encode, read, seal};
pub use records::{Change, Changed, ERASED, Key, Loaded, Records, SetAside};
pub use restore::{BadCopy, LARGEST_COPY, Restore, Undo};
