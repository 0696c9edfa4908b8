//! The browsers for the tests, and their drivers.

use crate::process::{output, run};
use crate::root;
use crate::tools::{self, on_path};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// `WebKitGTK`, the closest to Safari that runs on Linux.
    WebKit,
}

impl Engine {
    /// # Errors
    /// When no engine has this name.
    pub fn named(name: &str) -> Result<Engine> {
        match name {
            "chromium" => Ok(Engine::Chromium),
            "firefox" => Ok(Engine::Firefox),
            "webkit" => Ok(Engine::WebKit),
            _ => bail!("no such engine: {name} (chromium, firefox or webkit)"),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// The Debian packages that provide it.
    const fn packages(self) -> &'static [&'static str] {
        match self {
            Engine::Chromium => &["chromium", "chromium-driver"],
            Engine::Firefox => &["firefox-esr", "pulseaudio"],
            Engine::WebKit => &["webkit2gtk-driver", "xvfb", "xauth"],
        }
    }

    fn is_installed(self) -> bool {
        let has = |names: &[&str]| names.iter().any(|name| on_path(name).is_some());
        match self {
            Engine::Chromium => {
                has(&["chromium", "google-chrome", "chromium-browser"]) && has(&["chromedriver"])
            }
            // On Linux the tests bring a sound card, which a server without one lacks.
            Engine::Firefox => {
                has(&["firefox", "firefox-esr"]) && (!cfg!(target_os = "linux") || has(&["pulseaudio"]))
            }
            Engine::WebKit => has(&["WebKitWebDriver"]) && has(&["xvfb-run"]) && has(&["xauth"]),
        }
    }

    /// Makes sure that the browser and its driver are installed.
    ///
    /// # Errors
    /// When they can't be installed from here. The error says what to install.
    pub fn ensure(self) -> Result<Driven> {
        if !self.is_installed() {
            let is_root = output("id", &["-u"]).as_deref() == Some("0");
            if on_path("apt-get").is_none() || !is_root {
                bail!(
                    "{self:?} or its driver is missing. Install them and try again: on Debian or Ubuntu\n  \
                     sudo apt-get install {}\nelsewhere, the browser and the driver of the same version on PATH",
                    self.packages().join(" ")
                );
            }
            run("Refreshing the package lists", Command::new("apt-get").args(["update", "-qq"]))?;
            run(
                &format!("Installing {self:?} and its driver (once; about a minute)"),
                Command::new("apt-get")
                    .args(["install", "-y", "-qq", "--no-install-recommends"])
                    .args(self.packages())
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )?;
        }
        let driver = if self == Engine::Firefox { Some(tools::geckodriver()?) } else { None };
        Ok(Driven { engine: self, driver })
    }
}

/// An installed browser with its driver.
pub struct Driven {
    engine: Engine,
    /// Where the driver is, if not on PATH.
    driver: Option<PathBuf>,
}

impl Driven {
    /// Returns a Cargo command for tests and programs that drive this browser.
    ///
    /// # Errors
    /// When a folder has a name that PATH can't contain.
    pub fn cargo(&self) -> Result<Command> {
        // WebKitGTK's window needs a display and fills it.
        let mut command = if self.engine == Engine::WebKit {
            let mut command = Command::new("xvfb-run");
            command.args(["-a", "-s", "-screen 0 390x844x24", "cargo"]);
            command
        } else {
            Command::new("cargo")
        };
        command.current_dir(root()).env("ENGINE", self.engine.name());
        if let Some(folder) = self.driver.as_ref().and_then(|driver| driver.parent()) {
            let path: OsString = std::env::var_os("PATH").unwrap_or_default();
            let all = [folder.to_owned()].into_iter().chain(std::env::split_paths(&path));
            command.env("PATH", std::env::join_paths(all)?);
        }
        Ok(command)
    }
}
