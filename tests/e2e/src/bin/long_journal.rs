//! Measures ten years of daily runs in Chromium, at full speed and with the processor slowed down four times: opening the
//! journal, computing the patterns, opening pages of the journal and scrolling through them.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use serde_json::json;
use std::time::Duration;

const RUNS: usize = 3650;
const TURNS: usize = 7;
/// How many times slower than this machine a mid-range phone is.
const SLOWER: u32 = 4;
/// The budget for the first rows of the journal, in milliseconds.
const FIRST_ROWS: f64 = 100.0;
/// The budget for the patterns, in milliseconds.
const PATTERNS: f64 = 50.0;
/// The budget for the season of ten years, in milliseconds.
const SEASON: f64 = 50.0;

fn main() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        seed(&app).await?;
        println!(
            "{RUNS} runs, medians of {TURNS} turns in one run, in ms from the tap: computed and built, painted"
        );
        let mut is_within_budget = true;
        for slower in [1, SLOWER] {
            app.browser().devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
            let (mut rows, mut patterns, mut range, mut season) = (vec![], vec![], vec![], vec![]);
            for _ in 0..TURNS {
                rows.push(time(&app, "[href='#/journal']", ".run-card").await?);
                tokio::time::sleep(Duration::from_millis(500)).await;
                patterns.push(time(&app, "[role=tab]:nth-child(2)", ".helped-list").await?);
                tokio::time::sleep(Duration::from_millis(500)).await;
                range.push(time(&app, "[role=radio]:nth-child(3)", ".heat-card").await?);
                tokio::time::sleep(Duration::from_millis(500)).await;
                season.push(time(&app, ALL_OF_SEASON, ".season-months").await?);
                // The app remembers the range.
                app.script("document.querySelector('[aria-label=Range] [role=radio]').click()").await?;
                app.tap("Body").await?;
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            println!("processor {slower}× slower");
            let (rows, patterns, range, season) =
                (median(rows), median(patterns), median(range), median(season));
            println!("  journal, first rows     {:6.1} {:6.1}", rows.0, rows.1);
            println!("  patterns                {:6.1} {:6.1}", patterns.0, patterns.1);
            println!("  patterns of all runs    {:6.1} {:6.1}", range.0, range.1);
            println!("  season of all runs      {:6.1} {:6.1}", season.0, season.1);
            is_within_budget &= season.0 <= SEASON;
            is_within_budget &= slower > 1 || rows.1 <= FIRST_ROWS;
            is_within_budget &= range.0 <= PATTERNS;
        }
        // All pages of ten years take minutes to scroll through on a slow processor.
        app.browser().devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await?;
        let (opening, scrolling, cards) = scroll(&app).await?;
        println!(
            "  longest task (0: none over 50 ms) while opening pages up to {cards} cards {opening:.0} ms, while scrolling through them {scrolling:.0} ms"
        );
        ensure!(
            is_within_budget,
            "over budget: {FIRST_ROWS} ms until the first rows at full speed, {PATTERNS} ms for the patterns of all, {SEASON} ms for the season"
        );
        app.close().await
    })
}

/// Returns the milliseconds from a tap until an element is computed and built, and until it is painted.
async fn time(app: &App, tapped: &str, awaited: &str) -> Result<(f64, f64)> {
    let times = app.call_async(include_str!("../js/time_tap.js"), &[&json!(tapped), &json!(awaited)]).await?;
    times[0].as_f64().zip(times[1].as_f64()).context("no time came back")
}

/// Opens twelve more pages of the journal, then scrolls through all of them. Returns the longest task of each part in
/// milliseconds, and the number of cards.
async fn scroll(app: &App) -> Result<(f64, f64, i64)> {
    app.tap("Journal").await?;
    app.tap("Runs").await?;
    let found = app.call_async(include_str!("../js/scroll_journal.js"), &[]).await?;
    let longest = |part: usize| found[part].as_f64().context("no task");
    Ok((longest(0)?, longest(1)?, found[2].as_i64().context("no cards")?))
}

/// The control that shows all weeks of the season.
const ALL_OF_SEASON: &str = "[aria-label='How far back'] [role=radio]:nth-child(3)";

/// Writes runs with four spots each, a self-massage on every third day, a race every quarter and a massage every month.
async fn seed(app: &App) -> Result<()> {
    app.call(include_str!("../js/seed_runs_and_massages.js"), &[&RUNS]).await?;
    let every = |days: i64, kind: &str| -> serde_json::Value {
        (1..3650 / days).map(|index| json!([format!("{kind}-{index}"), -index * days, {}])).collect()
    };
    app.call(include_str!("../js/seed_care.js"), &[&every(91, "race"), &every(30, "visit")]).await?;
    app.reload().await
}

fn median(times: Vec<(f64, f64)>) -> (f64, f64) {
    let (mut built, mut painted): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
    built.sort_by(f64::total_cmp);
    painted.sort_by(f64::total_cmp);
    (built[built.len() / 2], painted[painted.len() / 2])
}
