//! The release build.

use crate::process::run;
use crate::tools;
use anyhow::Result;

/// Builds the app into `dist/`, ready for any static host under any path.
///
/// # Errors
/// When a tool can't be installed or the build fails.
pub fn release() -> Result<()> {
    let tools = tools::ensure()?;
    run("Building the app (about 2 minutes from scratch)", tools.trunk()?.args(["build", "--release"]))
}
