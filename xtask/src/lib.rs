//! The project's own commands, as a library so that the end-to-end tests can serve the app the same way.

pub mod audit;
pub mod browsers;
pub mod build;
pub mod finish;
pub mod process;
pub mod serve;
pub mod size;
pub mod test;
pub mod tools;

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the checkout").to_owned()
}

/// The deployable build.
pub fn dist() -> PathBuf {
    root().join("dist")
}
