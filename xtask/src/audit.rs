//! Lighthouse, where Node is there.

use crate::browsers::Engine;
use crate::serve::Host;
use crate::tools::on_path;
use crate::{build, dist, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

const LIGHTHOUSE: &str = "lighthouse@12.8.2";
const RUNS: usize = 5;

/// Runs Lighthouse on the mobile profile, each time with a fresh browser, and prints the worst score of each category with
/// what cost it points.
///
/// # Errors
/// When Node or the browser is missing, Lighthouse fails, or a score is under 100.
pub fn run() -> Result<()> {
    if on_path("npx").is_none() {
        bail!("npx was not found: Lighthouse needs Node 18 or later (nodejs.org)");
    }
    Engine::Chromium.ensure()?;
    let chromium = ["chromium", "google-chrome", "chromium-browser"].into_iter().find_map(on_path);
    build::release()?;
    let host = Host::start(&dist(), "/", 0)?;
    host.pack();
    let folder = root().join("target/audit");
    fs::create_dir_all(&folder)?;
    let mut worst: BTreeMap<String, (u64, Vec<String>)> = BTreeMap::new();
    for run in 1..=RUNS {
        let file = folder.join(format!("{run}.json"));
        let mut lighthouse = Command::new("npx");
        lighthouse
            .args(["--yes", LIGHTHOUSE, &host.url(), "--quiet", "--output=json"])
            .arg(format!("--output-path={}", file.display()))
            .arg("--chrome-flags=--headless=new --no-sandbox")
            .env("CHROME_PATH", chromium.as_deref().context("no Chromium")?);
        // Now and then it misses the start of its own trace, and says to try again.
        if !lighthouse.status()?.success() && !lighthouse.status()?.success() {
            bail!("Lighthouse failed twice");
        }
        let report: Value = serde_json::from_slice(&fs::read(&file)?)?;
        for (name, score, deductions) in scores(&report)? {
            println!("run {run}: {name} {score}");
            let entry = worst.entry(name).or_insert((101, vec![]));
            if score < entry.0 {
                *entry = (score, deductions);
            }
        }
    }
    println!("\nThe worst of {RUNS}");
    let mut is_perfect = true;
    for (name, (score, deductions)) in worst {
        println!("  {name}: {score}");
        is_perfect &= score == 100;
        for deduction in deductions {
            println!("    {deduction}");
        }
    }
    if is_perfect { Ok(()) } else { bail!("not 100 everywhere") }
}

/// Each category, its score from 0 to 100, and the audits with a weight that are not perfect.
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
