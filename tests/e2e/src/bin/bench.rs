//! Measures the work per tap and at the start, in Chromium, with an empty journal and with ten years of runs. Both are
//! open at once, each in a browser of its own, and measured in turns, so that other load on the machine affects both.

use anyhow::{Context, Result};
use e2e::{App, Options};

/// Ten years with a run a day.
const RUNS: usize = 3650;
const TURNS: usize = 7;
const TAPS: usize = 200;
/// The most that a tap may cost with the full journal, relative to the empty one.
const BUDGET_RATIO: f64 = 1.10;

fn main() -> Result<()> {
    e2e::run(async {
        let (empty, full) = (App::open(Options::default()).await?, App::open(Options::default()).await?);
        empty.wait_until_offline_ready().await?;
        full.wait_until_offline_ready().await?;
        seed(&full).await?;

        let (mut on_empty, mut on_full) = (vec![], vec![]);
        let (mut reads, mut starts, mut empty_starts, mut compares) = (vec![], vec![], vec![], vec![]);
        for _ in 0..TURNS {
            empty.reload().await?;
            full.reload().await?;
            reads.push(span(&full, "tightspot:read", "tightspot:have-read").await?);
            let is_compared = "performance.getEntriesByName('tightspot:compared').length > 0";
            full.wait_until(is_compared).await?;
            empty.wait_until(is_compared).await?;
            compares.push(span(&full, "tightspot:compare", "tightspot:compared").await?);
            starts.push(since_navigation(&full).await?);
            empty_starts.push(since_navigation(&empty).await?);
            on_empty.push(tap_cost(&empty).await?);
            on_full.push(tap_cost(&full).await?);
        }
        let (tap_empty, tap_full) = (median(&mut on_empty), median(&mut on_full));
        let (read, start, empty_start) = (median(&mut reads), median(&mut starts), median(&mut empty_starts));
        println!("medians of {TURNS} turns in one run; a tap is the median of {TAPS}");
        println!("tap, empty journal           {tap_empty:8.3} ms   (state change, record write, screen)");
        println!("tap, {RUNS} runs              {tap_full:8.3} ms");
        println!("ratio                        {:8.3}      budget {BUDGET_RATIO}", tap_full / tap_empty);
        println!("reading {RUNS} records        {read:8.1} ms");
        println!(
            "whole start, {RUNS} runs      {start:8.1} ms   (navigation to first screen of the program)"
        );
        println!("whole start, empty journal   {empty_start:8.1} ms");
        println!(
            "comparing with the mirror    {:8.1} ms   ({RUNS} records read from it and compared, in the background)",
            median(&mut compares)
        );
        println!("share of reading             {:8.1} %", 100.0 * read / start);
        anyhow::ensure!(tap_full / tap_empty <= BUDGET_RATIO, "a tap costs more with a long journal");
        Ok(())
    })
}

/// Returns the milliseconds that one tap takes: the key's handler, and everything before the browser may paint.
async fn tap_cost(app: &App) -> Result<f64> {
    let value = app.call_async(include_str!("../js/tap_cost.js"), &[&TAPS]).await?;
    value.as_f64().context("no time came back")
}

async fn span(app: &App, from: &str, to: &str) -> Result<f64> {
    let mark = |name: &str| format!("performance.getEntriesByName('{name}')[0].startTime");
    app.value(&format!("{} - {}", mark(to), mark(from))).await?.as_f64().context("no marks")
}

async fn since_navigation(app: &App) -> Result<f64> {
    app.value("performance.getEntriesByName('tightspot:shown')[0].startTime")
        .await?
        .as_f64()
        .context("no mark")
}

/// Writes runs as the app writes them, with four spots each.
async fn seed(app: &App) -> Result<()> {
    app.call(include_str!("../js/seed_ten_years.js"), &[&RUNS]).await?;
    Ok(())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
