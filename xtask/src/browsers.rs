//! Browsers and their drivers for the tests.

use crate::process::{output, run};
use crate::tools::on_path;
use anyhow::{Result, bail};
use std::process::Command;

/// Makes sure that Chromium and its driver are there.
///
/// # Errors
/// Names the packages to install where this can't be done without asking.
pub fn ensure_chromium() -> Result<()> {
    let has_browser =
        ["chromium", "google-chrome", "chromium-browser"].iter().any(|name| on_path(name).is_some());
    if has_browser && on_path("chromedriver").is_some() {
        return Ok(());
    }
    let packages = ["chromium", "chromium-driver"];
    let is_root = output("id", &["-u"]).as_deref() == Some("0");
    if on_path("apt-get").is_none() || !is_root {
        bail!(
            "Chromium or its driver is missing. Install them and try again: on Debian or Ubuntu\n  \
             sudo apt-get install {}\nelsewhere, Chrome or Chromium and the chromedriver of the same version on PATH",
            packages.join(" ")
        );
    }
    run("Refreshing the package lists", Command::new("apt-get").args(["update", "-qq"]))?;
    run(
        "Installing Chromium and its driver (once; about a minute)",
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}
