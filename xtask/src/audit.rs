//! Audits with Lighthouse, which needs Node.

use crate::browsers::Engine;
use crate::serve::Host;
use crate::tools::on_path;
use crate::{build, dist, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::Duration;

const LIGHTHOUSE: &str = "lighthouse@12.8.2";
const RUNS: usize = 5;
/// The most runs to try in total, because other work on the machine spoils some.
const ATTEMPTS: usize = 20;
/// A run counts only if the machine was at most this many times faster or slower than its slowdown assumed.
const UNSTEADY: f64 = 1.25;
/// The lowest accepted score in each category.
const FLOOR: u64 = 100;
/// Lighthouse's benchmark index of the phone that its mobile profile represents: the index of a high-end
/// desktop, 1500 to 2000, divided by the profile's slowdown of 4 (docs/throttling.md, "CPU throttling", which
/// says to choose the slowdown by the index).
const PHONE: f64 = 1750.0 / 4.0;

/// Runs Lighthouse on the mobile profile, each time with a fresh browser, and prints the worst score of each
/// category with the audits that cost it points.
///
/// # Errors
/// When Node or the browser is missing, Lighthouse fails, or a score is under [`FLOOR`].
pub fn run() -> Result<()> {
    if on_path("npx").is_none() {
        bail!("npx was not found: Lighthouse needs Node 18 or later (nodejs.org)");
    }
    Engine::Chromium.ensure()?;
    let chromium = ["chromium", "google-chrome", "chromium-browser"].into_iter().find_map(on_path);
    build::release()?;
    let host = Host::start(&dist(), "/", 0)?;
    host.pack();
    // Lighthouse estimates from what arrived before the first paint. Without a delay, that is everything.
    host.delay(Duration::from_millis(100));
    let folder = root().join("target/audit");
    fs::create_dir_all(&folder)?;
    let mut worst: BTreeMap<String, (u64, Vec<String>)> = BTreeMap::new();
    // The first run only measures the speed of this machine.
    let mut slowdown = 4.0_f64;
    let mut run = 0;
    for _ in 0..=ATTEMPTS {
        if run > RUNS {
            break;
        }
        let file = folder.join(format!("{run}.json"));
        let mut lighthouse = Command::new("npx");
        lighthouse
            .args(["--yes", LIGHTHOUSE, &host.url(), "--quiet", "--output=json"])
            .arg(format!("--output-path={}", file.display()))
            .arg(format!("--throttling.cpuSlowdownMultiplier={slowdown:.2}"))
            .arg("--chrome-flags=--headless=new --no-sandbox")
            .env("CHROME_PATH", chromium.as_deref().context("no Chromium")?);
        // Sometimes Lighthouse misses the start of its own trace and asks to try again.
        if !lighthouse.status()?.success() && !lighthouse.status()?.success() {
            bail!("Lighthouse failed twice");
        }
        let report: Value = serde_json::from_slice(&fs::read(&file)?)?;
        let index = report["environment"]["benchmarkIndex"].as_f64().context("no benchmark index")?;
        println!("run {run}: benchmark index {index:.0}, slowdown {slowdown:.2}");
        let fitting = (index / PHONE).max(1.0);
        let is_off = slowdown.max(fitting) > UNSTEADY * slowdown.min(fitting);
        slowdown = fitting;
        if run > 0 && is_off {
            println!("run {run}: repeated, because the speed of the machine has changed");
            continue;
        }
        run += 1;
        if run == 1 {
            continue;
        }
        let run = run - 1;
        for (name, score, deductions) in scores(&report)? {
            println!("run {run}: {name} {score}");
            let entry = worst.entry(name).or_insert((101, vec![]));
            if score < entry.0 {
                *entry = (score, deductions);
            }
        }
    }
    if run <= RUNS {
        bail!(
            "the speed of the machine varies too much: {} of {RUNS} runs counted in {ATTEMPTS} attempts",
            run.max(1) - 1
        );
    }
    println!("\nThe worst of {RUNS}");
    let mut is_enough = true;
    for (name, (score, deductions)) in worst {
        println!("  {name}: {score}");
        is_enough &= score >= FLOOR;
        for deduction in deductions {
            println!("    {deduction}");
        }
    }
    if is_enough { Ok(()) } else { bail!("a score is too low") }
}

/// Returns each category with its score from 0 to 100 and the weighted audits that are not perfect.
fn scores(report: &Value) -> Result<Vec<(String, u64, Vec<String>)>> {
    let mut scores = vec![];
    for (name, category) in report["categories"].as_object().context("no categories")? {
        let score = category["score"].as_f64().with_context(|| format!("no score for {name}"))?;
        let mut deductions = vec![];
        for part in category["auditRefs"].as_array().context("no audits")? {
            let audit = &report["audits"][part["id"].as_str().unwrap_or_default()];
            let value = audit["score"].as_f64().unwrap_or(1.0);
            if value < 1.0 && part["weight"].as_f64().unwrap_or_default() > 0.0 {
                let shown = audit["displayValue"].as_str().unwrap_or_default();
                deductions.push(format!("{} {value:.2} {shown}", part["id"].as_str().unwrap_or_default()));
            }
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // From 0 to 100.
        scores.push((name.clone(), (score * 100.0).round() as u64, deductions));
    }
    Ok(scores)
}
