//! The release build.

use crate::process::{Step, run};
use crate::{root, tools};
use anyhow::Result;
use std::process::Command;

/// Builds the app into `dist/`, ready for any static host under any path.
///
/// # Errors
/// When a tool can't be installed or the build fails.
pub fn release() -> Result<()> {
    tools::ensure_target()?;
    // The same call of cargo as Trunk's, which then has nothing left to compile.
    let program = cargo(
        "Compiling the program",
        &["--target=wasm32-unknown-unknown", "--profile", "wasm-release", "--bin", "tightspot"],
    );
    let frame = cargo("Compiling the frame", &["--package", "frame"]);
    let tools = tools::ensure_beside(vec![program, frame])?;
    run("Building the app", tools.trunk()?.args(["build", "--release"]))
}

fn cargo(what: &str, arguments: &[&str]) -> Step {
    let mut command = Command::new("cargo");
    command.arg("build").args(arguments).current_dir(root());
    Step { what: what.to_owned(), command }
}
