//! Finds or installs what a build needs: the wasm target, Trunk, the wasm-bindgen CLI. Uses the tools on PATH
//! if their versions fit, else installs them into a folder that all checkouts share: prebuilt with `cargo binstall` if that is
//! there, else from source, beside each other.

use crate::process::{Step, output, run, run_together};
use crate::root;
use anyhow::{Context, Result};
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
    ensure_beside(vec![])
}

/// Installs the tools that are missing, while these other steps run.
///
/// # Errors
/// When a tool can't be installed or a step fails.
pub fn ensure_beside(steps: Vec<Step>) -> Result<Tools> {
    let wasm_bindgen = Tool {
        name: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: locked_version("wasm-bindgen")?,
        features: &[],
    };
    let trunk = Tool {
        name: "trunk",
        package: "trunk",
        version: TRUNK.to_owned(),
        features: &["--no-default-features", "--features", "rustls"],
    };
    let paths = ensure_tools(&[trunk, wasm_bindgen], steps)?;
    let [trunk, wasm_bindgen] = paths.try_into().ok().context("there are two tools")?;
    Ok(Tools { trunk, wasm_bindgen })
}

/// Finds or installs Firefox's driver.
///
/// # Errors
/// When it is missing and can't be installed.
pub fn geckodriver() -> Result<PathBuf> {
    let tool =
        Tool { name: "geckodriver", package: "geckodriver", version: GECKODRIVER.to_owned(), features: &[] };
    ensure_tools(&[tool], vec![])?.pop().context("there is one tool")
}

/// Adds the wasm target if it is missing.
///
/// # Errors
/// When Rust is missing, or the target can't be added.
pub fn ensure_target() -> Result<()> {
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

struct Tool {
    name: &'static str,
    package: &'static str,
    version: String,
    features: &'static [&'static str],
}

/// Returns the path of each tool. Installs those that are missing, while the other steps run.
fn ensure_tools(tools: &[Tool], mut steps: Vec<Step>) -> Result<Vec<PathBuf>> {
    let mut missing = vec![];
    for tool in tools {
        if tool.found()?.is_none() && !tool.install_prebuilt()? {
            steps.push(tool.install_from_source()?);
            missing.push(tool);
        }
    }
    if !steps.is_empty() {
        run_together(steps)?;
    }
    for tool in missing {
        tool.move_into_place()?;
    }
    let path =
        |tool: &Tool| tool.found()?.with_context(|| format!("{} was installed but does not run", tool.name));
    tools.iter().map(path).collect()
}

impl Tool {
    /// The tool of this version on PATH, or else in the shared folder.
    fn found(&self) -> Result<Option<PathBuf>> {
        let fits = |path: &PathBuf| {
            output(&path.to_string_lossy(), &["--version"])
                .is_some_and(|text| text.split_whitespace().nth(1) == Some(&self.version))
        };
        let installed = self.home()?.join("bin").join(exe(self.name));
        Ok(on_path(self.name).into_iter().chain([installed]).find(fits))
    }

    fn home(&self) -> Result<PathBuf> {
        Ok(cache()?.join(format!("{}-{}", self.package, self.version)))
    }

    /// Tools are installed into this folder and then moved, so that an interrupted install is never mistaken for a complete one.
    fn partial(&self) -> Result<PathBuf> {
        Ok(cache()?.join(format!("{}-{}-half-{}", self.package, self.version, std::process::id())))
    }

    /// Downloads the tool with `cargo binstall`. `false` if that is not there, or has no such tool.
    fn install_prebuilt(&self) -> Result<bool> {
        if output("cargo", &["binstall", "-V"]).is_none() {
            return Ok(false);
        }
        let mut install = Command::new("cargo");
        install
            .args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"])
            .arg(self.partial()?)
            .arg(format!("{}@{}", self.package, self.version))
            .current_dir(root());
        let is_installed =
            run(&format!("Downloading {} {}", self.package, self.version), &mut install).is_ok();
        if is_installed {
            self.move_into_place()?;
        }
        Ok(is_installed && self.found()?.is_some())
    }

    /// Compiles quickly rather than to a fast tool: it does little work in a build.
    fn install_from_source(&self) -> Result<Step> {
        let mut command = Command::new("cargo");
        command
            .args(["install", "--locked", self.package, "--version", &self.version])
            .args(self.features)
            .arg("--root")
            .arg(self.partial()?)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .current_dir(root());
        Ok(Step { what: format!("Installing {} {} (once)", self.package, self.version), command })
    }

    fn move_into_place(&self) -> Result<()> {
        let home = self.home()?;
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::rename(self.partial()?, &home)
            .with_context(|| format!("could not move the tool to {}", home.display()))
    }
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
