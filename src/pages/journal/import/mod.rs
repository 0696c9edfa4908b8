//! The import of runs from files.

mod one;

pub(crate) use one::{page, shared_page};
