//! Ten years of a run a day in Chromium with the processor slowed down four times: opening the journal, working out the
//! patterns, opening pages and scrolling through them.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use serde_json::{Value, json};
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
    let script = format!(
        "const done = arguments[arguments.length - 1]; const now = () => document.querySelector({awaited})?.textContent; \
         const before = now(), began = performance.now(), since = () => performance.now() - began; (async () => {{ \
           document.querySelector({tapped}).click(); \
           for (let turn = 0; turn < 100 && (!now() || now() === before); turn++) await null; \
           const built = since(); if (!now() || now() === before) throw new Error('not in this turn'); \
           await new Promise(requestAnimationFrame); await new Promise(later => setTimeout(later)); \
           done([built, since()]) }})()",
        awaited = json!(awaited),
        tapped = json!(tapped)
    );
    let found: Value = app.browser().client.execute_async(&script, vec![]).await?;
    found[0].as_f64().zip(found[1].as_f64()).context("no time came back")
}

/// Opens twelve pages, then scrolls through them; gives the longest task of both in milliseconds, and the number of cards.
async fn scroll(app: &App) -> Result<(f64, f64, i64)> {
    app.tap("Journal").await?;
    app.tap("Runs").await?;
    let script = "const done = arguments[arguments.length - 1]; (async () => { let longest = 0; \
        const pause = (ms) => new Promise(later => setTimeout(later, ms)); \
        await pause(1000); \
        new PerformanceObserver(list => list.getEntries().forEach(task => longest = Math.max(longest, task.duration))).observe({ type: 'longtask' }); \
        for (let page = 0; page < 12; page++) { \
          [...document.querySelectorAll('.btn')].find(button => button.textContent === 'Show older').click(); await pause(300); } \
        const opening = longest; longest = 0; \
        const view = document.querySelector('.view'); \
        while (view.scrollTop + view.clientHeight < view.scrollHeight - 1) { view.scrollBy(0, 60); await new Promise(requestAnimationFrame); } \
        await pause(500); \
        done([opening, longest, document.querySelectorAll('.run-card').length]) })()";
    let found: Value = app.browser().client.execute_async(script, vec![]).await?;
    let number = |place: usize| found[place].as_f64().context("no task");
    Ok((number(0)?, number(1)?, found[2].as_i64().context("no cards")?))
}

/// Runs with four spots each, and a self-massage every third day.
async fn seed(app: &App) -> Result<()> {
    app.script(&format!(
        "const areas = ['calf-l', 'it-band-r', 'quad-l', 'arch-r']; \
         for (let place = 0; place < {RUNS}; place++) {{ \
           const id = 'seed-' + place, ms = Date.now() - (place + 1) * 86400000; \
           const day = new Date(ms).toISOString().slice(0, 10), at = (later) => ({{ ms: ms + later, offset: 0 }}); \
           const spots = Object.fromEntries(areas.map((area, order) => [area, {{ level: 1 + (place + order) % 3, order }}])); \
           const data = {{ id, life: {{ finished: {{ outing: {{ day, took: 2780, at: {{ started: at(0) }} }}, routine: {{}} }} }}, spots, distance: 8200 }}; \
           localStorage.setItem('tightspot:run:' + id, JSON.stringify({{ schema: 1, rev: 1, data }})); \
           if (place % 3) continue; \
           const massage = {{ id: 'ease-' + place, area: 'calf', side: 'left', tool: 'roller', progress: {{ done: {{ at: at(4e7), took: 60 }} }} }}; \
           localStorage.setItem('tightspot:massage:' + massage.id, JSON.stringify({{ schema: 1, rev: 1, data: massage }})) }}"
    ))
    .await?;
    app.reload().await
}

fn median(times: Vec<(f64, f64)>) -> (f64, f64) {
    let (mut built, mut painted): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
    built.sort_by(f64::total_cmp);
    painted.sort_by(f64::total_cmp);
    (built[built.len() / 2], painted[painted.len() / 2])
}
