//! Drives the built app in a real browser, by touch and by keyboard, with a server that can fail in many ways.

mod app;
mod browser;
mod folder;
pub mod held;
mod journals;
mod options;
mod sound_card;
mod tour;
mod verbs;

pub use app::{App, call, sealed, without_worker};
pub use browser::Browser;
pub use folder::copy_folder;
pub use journals::{run_file, with_care, with_ten_runs};
pub use options::{Options, chosen_engine};
pub use tour::{Pace, tour, troubles};
pub use xtask::browsers::Engine;

use std::future::Future;
use std::io::Write;

/// Runs one test on its own runtime. The browser, its driver and the host end with it.
///
/// # Errors
/// Those of the test.
pub fn run<F: Future<Output = anyhow::Result<()>>>(test: F) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(test)
}

/// Whether to skip a test that needs `DevTools`, which only Chromium's driver has. Prints a note if so.
pub fn has_no_devtools() -> bool {
    [Engine::Firefox, Engine::WebKit].into_iter().any(|engine| is_left_out(engine, "has no DevTools here"))
}

/// Whether to skip a test because this engine can't do what it needs. Prints a note if so, straight to stderr: the test
/// runner captures what passing tests print.
pub fn is_left_out(engine: Engine, why: &str) -> bool {
    let left_out = chosen_engine() == engine;
    if left_out {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        let _ = writeln!(std::io::stderr(), "skipped in {engine:?}, which {why}: {name}");
    }
    left_out
}
