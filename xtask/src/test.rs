//! Runs the tests, the benchmarks and the other checks.

use crate::browsers::{Driven, Engine};
use crate::process::{output, run, run_apart};
use crate::tools::{self, Tools};
use crate::{build, root, size};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::sync::Mutex;
use std::thread;

/// Checks formatting, lints, native tests, browser tests, the size budget, and the end-to-end tests against
/// the release build.
///
/// # Errors
/// When one of them fails. The later ones then do not run.
pub fn everything() -> Result<()> {
    let tools = tools::ensure()?;
    thread::scope(|scope| {
        // The release build keeps only one core busy for most of its time.
        let release = scope.spawn(build::release);
        fast()?;
        in_the_browser(&tools)?;
        release.join().expect("the build returns its errors")
    })?;
    size::check()?;
    journeys()
}

/// Checks lints and tests of the program as it is in the browser.
fn in_the_browser(tools: &Tools) -> Result<()> {
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
    Engine::Chromium.ensure()?;
    run(
        "Browser tests, in Chromium",
        tools
            .command("cargo")?
            .args(["test", "--target", "wasm32-unknown-unknown", "--test", "browser"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.test_runner())
            .env("CHROMEDRIVER", tools::on_path("chromedriver").unwrap_or_default())
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

/// Checks what needs neither a browser nor the wasm target: formatting, lints and native tests.
///
/// # Errors
/// When one of them fails. The later ones then do not run.
pub fn fast() -> Result<()> {
    tools::ensure_linters()?;
    run("Formatting", cargo().args(["fmt", "--all", "--check"]))?;
    run(
        "Lints",
        cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]),
    )?;
    run("Native tests", cargo().args(["test", "--workspace", "--exclude", "e2e", "--quiet"]))
}

/// The outcomes by test target, in the order of [`ENGINES`].
type Rows = BTreeMap<String, [&'static str; 3]>;

const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// The engines whose tests run one after another, beside those of the other lane. The tests mostly wait, so that two
/// browsers leave two cores idle for half of the time.
const LANES: [&[Engine]; 2] = [&[Engine::Chromium], &[Engine::Firefox, Engine::WebKit]];

/// Runs every end-to-end test in Chromium and the journeys in the other engines. Prints a table of results.
fn journeys() -> Result<()> {
    let mut rows = Rows::new();
    for entry in fs::read_dir(root().join("tests/e2e/tests"))? {
        let name = entry?.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        rows.insert(name, ["", "-", "-"]);
    }
    let browsers = ENGINES.map(|engine| (engine, engine.ensure()));
    run("Compiling the end-to-end tests", cargo().args(["test", "--package", "e2e", "--no-run", "--quiet"]))?;
    let rows = Mutex::new(rows);
    thread::scope(|scope| {
        for lane in LANES {
            let browsers = browsers.iter().filter(|(engine, _)| lane.contains(engine));
            scope.spawn(|| browsers.for_each(|(engine, browser)| journeys_in(*engine, browser, &rows)));
        }
    });
    let rows = rows.into_inner().expect("no thread panics with the lock");
    println!("\n{:<12}{:>10}{:>10}{:>10}", "Journeys", "Chromium", "Firefox", "WebKit");
    for (name, [chromium, firefox, webkit]) in &rows {
        println!("{name:<12}{chromium:>10}{firefox:>10}{webkit:>10}");
    }
    for (engine, browser) in &browsers {
        if let Err(missing) = browser {
            println!("{engine:?} was skipped: {missing:#}");
        }
    }
    if rows.values().flatten().any(|outcome| *outcome == "FAILED") {
        bail!("an end-to-end test failed");
    }
    Ok(())
}

/// Runs the tests of one engine and notes their outcomes.
fn journeys_in(engine: Engine, browser: &Result<Driven>, rows: &Mutex<Rows>) {
    let names: Vec<_> = rows.lock().expect("no thread panics with the lock").keys().cloned().collect();
    for name in names {
        if engine != Engine::Chromium && !JOURNEYS.contains(&name.as_str()) {
            continue;
        }
        let outcome = match browser {
            Ok(browser) => {
                let tested = e2e(browser, &[&name], "")
                    .and_then(|mut command| run_apart(&format!("{name}, in {engine:?}"), &mut command));
                if tested.is_ok() { "ok" } else { "FAILED" }
            }
            Err(_) => "SKIPPED",
        };
        let mut rows = rows.lock().expect("no thread panics with the lock");
        if let Some(row) = rows.get_mut(&name) {
            row[engine as usize] = outcome;
        }
    }
}

/// The end-to-end tests that every engine must pass. The others need what only Chromium's driver can do.
const JOURNEYS: &[&str] = &[
    "main_job",
    "safety",
    "week",
    "visits",
    "instant",
    "frame",
    "still_map",
    "forgiving",
    "guided",
    "hands_free",
    "few_touches",
    "durable",
    "journal",
    "patterns",
    "run_files",
    "many_run_files",
    "care",
    "planner",
];

/// The long end-to-end tests that depend on no timer and so can run in parallel.
const SIDE_BY_SIDE: &[&str] = &["everyone"];

/// Runs only the end-to-end tests whose name contains `filter`, in one engine, against a fresh build.
///
/// # Errors
/// When one fails.
pub fn end_to_end(filter: &str, engine: &str) -> Result<()> {
    let engine = Engine::named(engine)?;
    let browser = engine.ensure()?;
    build::release()?;
    let targets = if engine == Engine::Chromium { &[] } else { JOURNEYS };
    run(&format!("End-to-end tests, in {engine:?}"), &mut e2e(&browser, targets, filter)?)
}

/// Runs the benchmarks, natively and in the browser.
///
/// # Errors
/// When a budget is exceeded, or the browser or the build is not available.
pub fn bench() -> Result<()> {
    run("Benchmarks", cargo().args(["bench", "-q", "--bench", "patterns"]))?;
    program("long_journal", &[], Engine::Chromium)?;
    program("many_run_files", &[], Engine::Chromium)?;
    program("bench", &[], Engine::Chromium)?;
    program("pacer", &[], Engine::Chromium)?;
    bench_start()
}

/// Measures a first visit and a start, in turns with the same page in hand-written JavaScript.
///
/// # Errors
/// When a budget is exceeded, or the browser or the build is not available.
pub fn bench_start() -> Result<()> {
    program("start", &[], Engine::Chromium)
}

/// Measures how large each region is for a finger.
///
/// # Errors
/// When a touch hits another region than the rule says, or the browser or the build is not available.
pub fn taps() -> Result<()> {
    program("taps", &[], Engine::Chromium)
}

/// Kills a browser this many times in the middle of tapping. In Chromium, three tabs then change one run as
/// fast as they can.
///
/// # Errors
/// When anything that was shown as saved is lost, or the browser or the build is not available.
pub fn torture(kills: &str, engine: &str) -> Result<()> {
    program("torture", &[kills], Engine::named(engine)?)
}

/// Feeds this many inputs each to the readers of records and copies, and to those of run files. libFuzzer
/// finds the inputs by following the branches that the readers take.
///
/// # Errors
/// When an input breaks something. `fuzz/artifacts` then has the input.
pub fn fuzz(inputs: &str) -> Result<()> {
    // What `cargo fuzz` passes, without its sanitizers: they need a nightly compiler, and there is no unsafe
    // code here.
    const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
        -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks";
    let folder = root().join("fuzz");
    let found = folder.join("target").join("found");
    std::fs::create_dir_all(folder.join("artifacts"))?;
    let host = output("rustc", &["--print", "host-tuple"]).context("rustc does not print its host")?;
    let runs = ["tests/fixtures/runs", "tests/fixtures/runs/wild"].map(|path| root().join(path));
    for target in ["run_files", "records"] {
        std::fs::create_dir_all(found.join(target))?;
        let mut command = Command::new("cargo");
        command
            .current_dir(&folder)
            .env("RUSTFLAGS", COVERAGE)
            .args(["run", "--release", "--target", &host, "--bin", target, "--"])
            .args([
                &format!("-runs={inputs}"),
                "-max_len=8192",
                "-artifact_prefix=artifacts/",
                "-print_final_stats=1",
            ])
            .args([found.join(target), folder.join("corpus").join(target)])
            .args(if target == "run_files" { &runs[..] } else { &[] });
        run(&format!("Fuzzing {target}"), &mut command)?;
    }
    Ok(())
}

/// Takes screenshots of every screen in both themes, or the pictures for the manifest.
///
/// # Errors
/// When the browser or the build is not available.
pub fn screenshots(which: &[&str]) -> Result<()> {
    program("screenshots", which, Engine::Chromium)
}

/// Runs a program of `tests/e2e` against a fresh build.
fn program(name: &str, arguments: &[&str], engine: Engine) -> Result<()> {
    let browser = engine.ensure()?;
    build::release()?;
    let mut command = browser.cargo()?;
    command.args(["run", "--quiet", "--package", "e2e", "--bin", name, "--"]).args(arguments);
    run(&format!("{name}, in {engine:?}"), &mut command)
}

/// One test at a time, because many browsers slow each other down and the tests depend on timers.
fn e2e(browser: &Driven, targets: &[&str], filter: &str) -> Result<Command> {
    let mut command = browser.cargo()?;
    // Without backtraces, the end of the output says what failed.
    command.env("RUST_BACKTRACE", "0").args(["test", "--package", "e2e", "--no-fail-fast"]);
    for target in targets {
        command.args(["--test", target]);
    }
    let side_by_side = !targets.is_empty() && targets.iter().all(|target| SIDE_BY_SIDE.contains(target));
    command.args(["--", if side_by_side { "--test-threads=2" } else { "--test-threads=1" }, filter]);
    Ok(command)
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root());
    command
}
