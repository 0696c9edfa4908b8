//! Finds or installs what a build needs: the wasm target, Trunk, the wasm-bindgen CLI. Uses the tools on PATH
//! if their versions fit, else installs them into a folder that all checkouts share.

use crate::process::{output, run};
use crate::root;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";

/// The paths of the tools.
pub struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
}

impl Tools {
    /// Returns a command that finds all tools.
    ///
    /// # Errors
    /// When a folder has a name that PATH can't contain.
    pub fn command(&self, program: &str) -> Result<Command> {
        let folders = [&self.trunk, &self.wasm_bindgen].into_iter().filter_map(|tool| tool.parent());
        let path = env::var_os("PATH").unwrap_or_default();
        let all = folders.map(Path::to_owned).chain(env::split_paths(&path));
        let mut command = Command::new(program);
        command.current_dir(root()).env("PATH", env::join_paths(all)?);
        Ok(command)
    }

    /// Returns a command that runs Trunk.
    ///
    /// # Errors
    /// As [`Tools::command`].
    pub fn trunk(&self) -> Result<Command> {
        self.command(&self.trunk.to_string_lossy())
    }

    /// The runner of the browser tests, which comes with the wasm-bindgen CLI.
    pub fn test_runner(&self) -> OsString {
        self.wasm_bindgen.with_file_name(exe("wasm-bindgen-test-runner")).into_os_string()
    }
}

/// Installs what is missing. Instant if nothing is.
///
/// # Errors
/// When a tool can't be installed. The error says which one, and why.
pub fn ensure() -> Result<Tools> {
    ensure_target()?;
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    Ok(Tools {
        wasm_bindgen: ensure_tool(&Tool {
            name: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: &wasm_bindgen,
            features: &[],
            takes: "about 2 minutes",
        })?,
        trunk: ensure_tool(&Tool {
            name: "trunk",
            package: "trunk",
            version: TRUNK,
            features: &["--no-default-features", "--features", "rustls"],
            takes: "4 to 6 minutes",
        })?,
    })
}

/// Finds or installs Firefox's driver.
///
/// # Errors
/// When it is missing and can't be installed.
pub fn geckodriver() -> Result<PathBuf> {
    ensure_tool(&Tool {
        name: "geckodriver",
        package: "geckodriver",
        version: GECKODRIVER,
        features: &[],
        takes: "1 to 2 minutes",
    })
}

fn ensure_target() -> Result<()> {
    let sysroot = output("rustc", &["--print", "sysroot"])
        .context("rustc was not found: install Rust from rustup.rs")?;
    if Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").exists() {
        return Ok(());
    }
    run(
        "Installing the wasm target (once; under a minute)",
        Command::new("rustup").args(["target", "add", TARGET]).current_dir(root()),
    )
    .with_context(|| format!("the target {TARGET} is missing and could not be added"))
}

/// Installs rustfmt and clippy if a minimal toolchain lacks them.
///
/// # Errors
/// When rustup can't add them.
pub fn ensure_linters() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output("cargo", &[subcommand, "--version"]).is_none() {
            run(
                &format!("Installing {component} (once; a few seconds)"),
                Command::new("rustup").args(["component", "add", component]).current_dir(root()),
            )
            .with_context(|| format!("{component} is missing and could not be added"))?;
        }
    }
    Ok(())
}

struct Tool<'a> {
    name: &'a str,
    package: &'a str,
    version: &'a str,
    features: &'a [&'a str],
    takes: &'a str,
}

fn ensure_tool(tool: &Tool<'_>) -> Result<PathBuf> {
    let fits = |path: &Path| {
        output(&path.to_string_lossy(), &["--version"])
            .is_some_and(|text| text.split_whitespace().nth(1) == Some(tool.version))
    };
    if let Some(path) = on_path(tool.name).filter(|path| fits(path)) {
        return Ok(path);
    }
    let home = cache()?.join(format!("{}-{}", tool.package, tool.version));
    let path = home.join("bin").join(exe(tool.name));
    if fits(&path) {
        return Ok(path);
    }
    // Installed into another folder and then moved, so that an interrupted install is never mistaken for a
    // complete one.
    let partial = cache()?.join(format!("{}-{}-half-{}", tool.package, tool.version, std::process::id()));
    let mut install = Command::new("cargo");
    install
        .args(["install", "--locked", "--quiet", tool.package, "--version", tool.version])
        .args(tool.features)
        .arg("--root")
        .arg(&partial)
        .current_dir(root());
    run(&format!("Installing {} {} (once; {})", tool.package, tool.version, tool.takes), &mut install)
        .with_context(|| format!("{} {} could not be installed", tool.package, tool.version))?;
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    fs::rename(&partial, &home).with_context(|| format!("could not move the tool to {}", home.display()))?;
    if !fits(&path) {
        bail!("{} was installed but does not run", path.display());
    }
    Ok(path)
}

/// The folder for tools, shared by all checkouts of this user.
fn cache() -> Result<PathBuf> {
    let home = || env::var_os("HOME").map(PathBuf::from);
    let base = env::var_os("XDG_CACHE_HOME")
        .or_else(|| env::var_os("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| home().map(|home| home.join(".cache")))
        .context("no home folder to keep the tools in: set XDG_CACHE_HOME")?;
    let cache = base.join("tightspot").join("tools");
    fs::create_dir_all(&cache).with_context(|| format!("could not make {}", cache.display()))?;
    Ok(cache)
}

/// The path of a program, if it is on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(exe(program))).find(|path| path.is_file())
}

fn exe(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock is missing")?;
    version_in(&lock, package).with_context(|| format!("{package} is not in Cargo.lock"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }
}
