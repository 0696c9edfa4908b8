//! Kills the browser at random moments in the middle of tapping, over and over: everything that was shown as saved must
//! still exist afterwards, undamaged. The argument is the number of kills, 200 if it is missing.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime};

fn main() -> Result<()> {
    let kills: usize = std::env::args().nth(1).map_or(Ok(200), |kills| kills.parse())?;
    e2e::run(async move {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        let (mut waits, mut acknowledged) = (vec![], 0);
        for kill in 1..=kills {
            app.call(include_str!("../js/storm.js"), &[]).await?;
            app.wait_until("window.acked !== null").await?;
            // Any moment will do; the clock's digits are random enough.
            let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.subsec_nanos();
            tokio::time::sleep(Duration::from_millis(u64::from(nanos % 300))).await;
            let report = app.value("({ acked: window.acked, waits: window.waits })").await?;
            app.kill_browser().await?;
            waits.extend(report["waits"].as_array().context("no waits")?.iter().filter_map(Value::as_f64));
            let acked: Value =
                serde_json::from_str(report["acked"].as_str().context("nothing acknowledged")?)?;
            acknowledged += report["waits"].as_array().map_or(0, Vec::len);
            app.wait_until("!!Object.keys(localStorage).find(key => key.startsWith('tightspot:run:'))")
                .await?;
            // Until both stores are read and compared.
            tokio::time::sleep(Duration::from_millis(300)).await;
            let after = app.call(include_str!("../js/stored_check_ins.js"), &[]).await?;
            let runs = after["run"].as_array().context("no runs")?;
            ensure!(runs.len() == 1, "{} check-ins after kill {kill}", runs.len());
            let found: Value = serde_json::from_str(runs[0].as_str().unwrap_or_default())?;
            let (before, now) = (acked["rev"].as_u64(), found["rev"].as_u64());
            ensure!(now >= before, "kill {kill}: revision {before:?} was saved, {now:?} was found");
            ensure!(now != before || acked == found, "kill {kill}: the same revision has another text");
            ensure!(after["aside"] == 0, "kill {kill}: a record is torn");
            if kill % 20 == 0 {
                println!("{kill} kills, {acknowledged} changes acknowledged, 0 lost, 0 torn");
            }
        }
        waits.sort_by(f64::total_cmp);
        let (median, p99) = (waits[waits.len() / 2], waits[waits.len() * 99 / 100]);
        println!("{kills} kills, {acknowledged} changes acknowledged, 0 lost, 0 torn");
        println!("from a tap to \"Saved\": median {median:.1} ms, p99 {p99:.1} ms");
        app.close().await?;
        storm_in_tabs(3).await
    })
}

/// Changes that each tab makes to one run.
const CHANGES: usize = 3_003;

/// Changes the same run in several tabs at once, three spots in each, as fast as the browser can: in the end all tabs
/// show the same, with every change.
async fn storm_in_tabs(tabs: usize) -> Result<()> {
    let areas =
        ["shin-l", "calf-l", "quad-l", "shin-r", "calf-r", "quad-r", "hamstring-l", "hamstring-r", "glute-l"];
    let app = App::open(Options::default()).await?;
    let client = &app.browser().client;
    let mut windows = vec![client.window().await?];
    for _ in 1..tabs {
        let window = client.new_window(true).await?.handle;
        client.switch_to_window(window.clone()).await?;
        client.goto(app.url()).await?;
        app.wait_until("!!document.querySelector('[data-region]')").await?;
        windows.push(window);
    }
    // The run exists in all tabs before they start.
    app.tap_region("knee-l").await?;
    for window in &windows {
        client.switch_to_window(window.clone()).await?;
        app.wait_until("document.querySelector('[data-region=knee-l]').dataset.lv === '1'").await?;
    }
    for (window, areas) in windows.iter().zip(areas.chunks(3)) {
        client.switch_to_window(window.clone()).await?;
        app.call(include_str!("../js/storm_areas.js"), &[&json!(areas), &CHANGES]).await?;
    }
    // Each spot was tapped 1,001 times, and every four taps lead back to no level: it ends on the first level.
    let mut seen = vec![];
    for window in &windows {
        client.switch_to_window(window.clone()).await?;
        let began = Instant::now();
        while app
            .value("window.stormed && document.querySelector('.saved:not(.pending)')?.innerText === 'Saved'")
            .await?
            != true
        {
            ensure!(began.elapsed() < Duration::from_mins(5), "a tab never finished");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    for window in windows {
        client.switch_to_window(window).await?;
        seen.push(app.call(include_str!("../js/levels.js"), &[]).await?);
    }
    for levels in &seen {
        ensure!(*levels == seen[0], "tabs differ: {seen:#?}");
        for area in &areas[..3 * tabs] {
            ensure!(levels[area] == "1", "{area} lost changes: {levels}");
        }
    }
    println!("{tabs} tabs, {CHANGES} changes of one run each: the same in all, none lost");
    // The app vibrates without a user gesture, which Chromium reports on the console.
    app.close_whatever_it_said().await
}
