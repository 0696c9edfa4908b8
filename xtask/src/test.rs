//! Running everything that can fail.

use crate::process::run;
use crate::{browsers, build, root, size, tools};
use anyhow::Result;
use std::process::Command;

/// Formatting, lints, native tests, browser tests, the size budget, and the end-to-end tests against the
/// release build.
///
/// # Errors
/// With the first that fails.
pub fn everything() -> Result<()> {
    let tools = tools::ensure()?;
    tools::ensure_linters()?;
    run("Formatting", cargo().args(["fmt", "--all", "--check"]))?;
    run(
        "Lints",
        cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]),
    )?;
    run(
        "Lints for the browser",
        cargo().args([
            "clippy",
            "--target",
            "wasm32-unknown-unknown",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    run("Native tests", cargo().args(["test", "--workspace", "--exclude", "e2e", "--quiet"]))?;
    browsers::ensure_chromium()?;
    run(
        "Browser tests, in Chromium",
        tools
            .command("cargo")?
            .args(["test", "--target", "wasm32-unknown-unknown", "--test", "browser"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.test_runner())
            .env("CHROMEDRIVER", tools::on_path("chromedriver").unwrap_or_default())
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )?;
    build::release()?;
    size::check()?;
    run("End-to-end tests, in Chromium", &mut e2e(&[]))?;
    println!("\nEngines: Chromium tested; Firefox and WebKit skipped, their journeys are not written yet.");
    Ok(())
}

/// Only the end-to-end tests whose name contains `filter`, against a fresh build.
///
/// # Errors
/// When one fails.
pub fn end_to_end(filter: &str) -> Result<()> {
    browsers::ensure_chromium()?;
    build::release()?;
    run("End-to-end tests, in Chromium", &mut e2e(&[filter]))
}

/// The benchmarks in the browser.
///
/// # Errors
/// When the browser or the build can't be had.
pub fn bench() -> Result<()> {
    browsers::ensure_chromium()?;
    build::release()?;
    for bin in ["bench", "pacer"] {
        run("Benchmarks, in Chromium", cargo().args(["run", "--quiet", "--package", "e2e", "--bin", bin]))?;
    }
    Ok(())
}

/// Kills the browser in the middle of tapping, so many times.
///
/// # Errors
/// When anything that was shown as saved is lost, or the browser or the build can't be had.
pub fn torture(kills: &str) -> Result<()> {
    browsers::ensure_chromium()?;
    build::release()?;
    run(
        "Killing Chromium",
        cargo().args(["run", "--quiet", "--package", "e2e", "--bin", "torture", "--", kills]),
    )
}

/// Every screen in both themes.
///
/// # Errors
/// When the browser or the build can't be had.
pub fn screenshots() -> Result<()> {
    browsers::ensure_chromium()?;
    build::release()?;
    run(
        "Screenshots, in Chromium",
        cargo().args(["run", "--quiet", "--package", "e2e", "--bin", "screenshots"]),
    )
}

/// One browser at a time: they share the machine with each other's clocks.
fn e2e(filter: &[&str]) -> Command {
    let mut command = cargo();
    command.args(["test", "--package", "e2e", "--", "--test-threads=1"]).args(filter);
    command
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root());
    command
}
