//! Records and their safety. Knows a key-value store only as a trait, so that every failure can be tested.
//!
//! One record for each thing, one key for each record, all under one prefix.

mod copy;
mod key_value;
mod load;
pub mod memory;
mod merge;
mod mirror;
mod quarantine;
mod record;
mod records;
mod restore;
mod sync;

pub use copy::{COPY_FORMAT, made};
pub use key_value::{KeyValue, StoreError};
pub use load::Loaded;
pub use mirror::{Done, Mirror, resolve};
pub use quarantine::Quarantined;
pub use record::{Reading, SCHEMA, encode, read, seal};
pub use records::{Change, Changed, ERASED, Key, Records};
pub use restore::{BadCopy, LARGEST_COPY, Prefer, Restore, Undo};
