//! Measures in Chromium, at full speed and with the processor slowed down four times, how long a season of run files takes:
//! reading them, saving the runs and undoing that; and the longest task of each, in which the screen can't answer.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use serde_json::json;
use std::time::{Duration, Instant};

const FILES: usize = 300;
/// How many times slower than this machine a mid-range phone is.
const SLOWER: u32 = 4;
/// The budget for reading and saving together on a phone, in seconds.
const TOTAL: f64 = 60.0;
/// The budget for the longest task on a phone, in milliseconds.
const LONGEST: f64 = 300.0;

fn main() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let bytes = app.call(include_str!("../js/make_run_files.js"), &[&FILES]).await?;
        println!(
            "{FILES} GPX files of 45 minutes with a point every second, {bytes} bytes in all, one of them cut off"
        );
        let mut is_within_budget = true;
        for slower in [1, SLOWER] {
            app.browser().devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
            println!("processor {slower}× slower");
            app.script("location.hash = '#/journal/file'").await?;
            let choose = "document.querySelector('main .btn.quiet')";
            let read = measure(&app, "read", choose, "!!document.querySelector('.rows-check')").await?;
            app.sees("1 file without a run").await?;
            let add = "document.querySelector('.dock .btn.primary')";
            let saved = measure(&app, "saved", add, "!!document.querySelector('.run-card')").await?;
            let undo = "[...document.querySelectorAll('button')].find((button) => button.innerText.includes('Undo'))";
            let empty = "document.body.innerText.includes('Your runs land here')";
            let undone = measure(&app, "undone", undo, empty).await?;
            let longest = read.1.max(saved.1).max(undone.1);
            is_within_budget &= slower == 1 || (read.0 + saved.0 <= TOTAL && longest <= LONGEST);
        }
        ensure!(
            is_within_budget,
            "over budget: {TOTAL} s to read and save, {LONGEST} ms for the longest task"
        );
        app.close().await
    })
}

/// Clicks, waits, and returns the seconds until then and the milliseconds of the longest task (0: none over 50 ms).
async fn measure(app: &App, name: &str, clicked: &str, awaited: &str) -> Result<(f64, f64)> {
    tokio::time::sleep(Duration::from_millis(700)).await;
    let begin = Instant::now();
    app.script(&format!("window.longest = 0; {clicked}.click()")).await?;
    while app.value(awaited).await? != json!(true) {
        ensure!(begin.elapsed() < Duration::from_mins(5), "it never was {name}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let seconds = begin.elapsed().as_secs_f64();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let longest = app.value("window.longest").await?.as_f64().context("no tasks")?;
    println!("  {name:7} {seconds:5.1} s, longest task {longest:4.0} ms");
    Ok((seconds, longest))
}
