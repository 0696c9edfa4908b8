//! Running other programs.

use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Runs a command and shows its output. Fails if the command fails.
///
/// # Errors
/// When it can't be started or does not succeed.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    let began = Instant::now();
    eprintln!("\n── {what}");
    let status = command.status().with_context(|| format!("could not start {command:?}"))?;
    if !status.success() {
        bail!("{what}: failed ({status})");
    }
    eprintln!("── {what}: done in {} s", began.elapsed().as_secs());
    Ok(())
}

/// The trimmed standard output of a command, or `None` if it can't be started or fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
