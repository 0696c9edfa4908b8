//! Drives a real browser against the built app, with a finger, a keyboard and no mercy for the server.

mod app;
mod browser;
mod tour;
mod verbs;

pub use app::{App, call, copy_folder, sealed, without_worker};
pub use browser::{Browser, Options, chosen_engine};
pub use tour::{Pace, run_file, tour, troubles, with_care, with_ten_runs};
pub use xtask::browsers::Engine;

use std::future::Future;
use std::io::Write;

/// Runs one test on its own runtime. Chromium, its driver and the host end with it.
///
/// # Errors
/// Those of the test.
pub fn run<F: Future<Output = anyhow::Result<()>>>(test: F) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(test)
}

/// Whether a test is to be left out because it needs what only Chromium's driver can do. Says so.
pub fn has_no_devtools() -> bool {
    [Engine::Firefox, Engine::WebKit].into_iter().any(|engine| is_left_out(engine, "has no DevTools here"))
}

/// Whether a test is to be left out because this engine can't do what it needs. Says so past the test runner, which keeps
/// what passing tests print to itself.
pub fn is_left_out(engine: Engine, why: &str) -> bool {
    let left_out = chosen_engine() == engine;
    if left_out {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        let _ = writeln!(std::io::stderr(), "left out in {engine:?}, which {why}: {name}");
    }
    left_out
}
