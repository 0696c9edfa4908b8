//! Records and their safety. Knows a key-value store only as a trait, so that every failure can be tested.
//!
//! Each record is stored under a key of its own. All keys share one prefix.

mod change;
mod copy;
mod key;
mod key_value;
mod kind;
mod load;
pub mod memory;
mod merge;
mod mirror;
mod quarantine;
mod record;
mod records;
mod restore;
mod sync;

pub use change::{Change, Changed};
pub use copy::{COPY_FORMAT, made};
pub use key::{ERASED, Key};
pub use key_value::{KeyValue, StoreError};
pub use kind::{AnyRecord, Record, RecordKind};
pub use load::Loaded;
pub use merge::resolve;
pub use mirror::{Done, Mirror};
pub use quarantine::Quarantined;
pub use record::{Reading, SCHEMA, encode, read, seal};
pub use records::Records;
pub use restore::{BadCopy, LARGEST_COPY, Prefer, Restore, Undo};
