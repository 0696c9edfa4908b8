//! Measures the breathing pacer with a performance trace of Chromium over ten seconds, at full speed and with the
//! processor slowed down six times. Fails if any script runs on an animation frame.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const SECONDS: u64 = 10;

fn main() -> Result<()> {
    e2e::run(async {
        for slower in [1, 6] {
            trace(slower).await?;
        }
        Ok(())
    })
}

async fn trace(slower: u32) -> Result<()> {
    let options = Options {
        trace: "devtools.timeline,devtools.timeline.frame,blink.user_timing,viz",
        ..Options::default()
    };
    let app = App::open(options).await?;
    app.tap("Start run").await?;
    app.tap("I’m back").await?;
    app.tap("Skip").await?;
    app.tap("Start: Slow deep breaths").await?;
    app.sees("Breathe in").await?;
    app.browser().devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    app.script("performance.mark('pacer:from')").await?;
    tokio::time::sleep(Duration::from_secs(SECONDS)).await;
    app.script("performance.mark('pacer:to')").await?;
    let events = app.browser().trace().await?;
    let at =
        |mark: &str| events.iter().find(|event| event["name"] == mark).and_then(|event| event["ts"].as_f64());
    let (from, to) = at("pacer:from").zip(at("pacer:to")).context("no marks in the trace")?;
    let events =
        events.iter().filter(|event| event["ts"].as_f64().is_some_and(|ts| (from..to).contains(&ts)));
    let events: Vec<&Value> = events.collect();

    let mut counts = BTreeMap::<&str, (usize, f64)>::new();
    for event in &events {
        let count = counts.entry(event["name"].as_str().unwrap_or_default()).or_default();
        count.0 += 1;
        count.1 += event["dur"].as_f64().unwrap_or_default() / 1000.0;
    }
    let total = |name: &str| counts.get(name).copied().unwrap_or_default();
    println!("pacer, processor {slower}× slower, {SECONDS} s");
    for (name, label) in [
        ("FireAnimationFrame", "scripts on animation frames"),
        ("TimerFire", "timers: the app's clock and the cues"),
        ("FunctionCall", "all script calls"),
        ("UpdateLayoutTree", "style recalculations"),
        ("Layout", "layouts"),
        ("Paint", "paints"),
        ("Display::DrawAndSwap", "frames drawn"),
    ] {
        let (count, ms) = total(name);
        println!("  {label:<40}{count:>6}{ms:>10.1} ms");
    }
    ensure!(total("Display::DrawAndSwap").0 > 0, "the circles do not move");
    ensure!(total("FireAnimationFrame").0 == 0, "scripts ran on animation frames");
    app.close().await
}
