//! Drives a real browser against the built app, with a finger, a keyboard and no mercy for the server.

mod app;
mod browser;

pub use app::{App, sealed};
pub use browser::{Browser, Engine, Options};

use std::future::Future;

/// Runs one test on its own runtime. Chromium, its driver and the host end with it.
///
/// # Errors
/// Those of the test.
pub fn run<F: Future<Output = anyhow::Result<()>>>(test: F) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(test)
}
