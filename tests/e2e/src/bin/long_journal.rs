//! Ten years of a run a day in Chromium with the processor slowed down four times: opening the journal, working out the
//! patterns, opening pages and scrolling through them.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use serde_json::json;
use std::time::Duration;

const RUNS: usize = 3650;
const TURNS: usize = 7;
/// Slower than this machine, so that it is like a phone of the middle class.
const SLOWER: u32 = 4;
/// The most that the first rows of the journal may take, in milliseconds.
const FIRST_ROWS: f64 = 100.0;
/// The most that the patterns may take, in milliseconds.
const PATTERNS: f64 = 50.0;

fn main() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        seed(&app).await?;
        println!(
            "{RUNS} runs, medians of {TURNS} turns in one run, in ms from the tap: built (and all worked out), painted"
        );
        let mut kept = true;
        for slower in [1, SLOWER] {
            app.browser().devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
            let (mut rows, mut patterns, mut range) = (vec![], vec![], vec![]);
            for _ in 0..TURNS {
                rows.push(time(&app, "[href='#/journal']", ".run-card").await?);
                tokio::time::sleep(Duration::from_millis(500)).await;
                patterns.push(time(&app, "[role=tab]:nth-child(2)", ".helped-list").await?);
                tokio::time::sleep(Duration::from_millis(500)).await;
                range.push(time(&app, "[role=radio]:nth-child(3)", ".heat-card").await?);
                app.tap("Body").await?;
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            println!("processor {slower}× slower");
            let (rows, patterns, range) = (median(rows), median(patterns), median(range));
            println!("  journal, first rows     {:6.1} {:6.1}", rows.0, rows.1);
            println!("  patterns                {:6.1} {:6.1}", patterns.0, patterns.1);
            println!("  patterns of all runs    {:6.1} {:6.1}", range.0, range.1);
            kept &= slower > 1 || rows.1 <= FIRST_ROWS;
            kept &= range.0 <= PATTERNS;
        }
        let (opening, scrolling, cards) = scroll(&app).await?;
        println!(
            "  longest task (0: none over 50 ms) while pages were opened up to {cards} cards {opening:.0} ms, while these were scrolled through {scrolling:.0} ms"
        );
        ensure!(
            kept,
            "a budget is not kept: {FIRST_ROWS} ms until the first rows at full speed, {PATTERNS} ms for the patterns of all"
        );
        app.close().await
    })
}

/// Milliseconds from a tap until something is built, with all that is worked out for it, and until it is painted.
async fn time(app: &App, tapped: &str, awaited: &str) -> Result<(f64, f64)> {
    let times = app.call_async(include_str!("../js/time_tap.js"), &[&json!(tapped), &json!(awaited)]).await?;
    times[0].as_f64().zip(times[1].as_f64()).context("no time came back")
}

/// Opens twelve pages, then scrolls through them; gives the longest task of both in milliseconds, and the number of cards.
async fn scroll(app: &App) -> Result<(f64, f64, i64)> {
    app.tap("Journal").await?;
    app.tap("Runs").await?;
    let found = app.call_async(include_str!("../js/scroll_journal.js"), &[]).await?;
    let longest = |part: usize| found[part].as_f64().context("no task");
    Ok((longest(0)?, longest(1)?, found[2].as_i64().context("no cards")?))
}

/// Runs with four spots each, and a self-massage every third day.
async fn seed(app: &App) -> Result<()> {
    app.call(include_str!("../js/seed_runs_and_massages.js"), &[&RUNS]).await?;
    app.reload().await
}

fn median(times: Vec<(f64, f64)>) -> (f64, f64) {
    let (mut built, mut painted): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
    built.sort_by(f64::total_cmp);
    painted.sort_by(f64::total_cmp);
    (built[built.len() / 2], painted[painted.len() / 2])
}
