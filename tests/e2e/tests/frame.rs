//! The frame, which is painted before the program has loaded, is the screen that the program will show.

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use e2e::{App, Engine, Options, held};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tightspot::domain::body::map::{Drawing, Outline, Target, View, nearest};
use tightspot::domain::body::region::Region;

#[test]
fn an_open_run_has_its_own_frame() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.tap_region("quad-l").await?;
        app.tap("Start run").await?;
        app.sees("Running").await?;
        let clock = app.value("document.querySelector('.topbar-sub').innerText").await?;
        app.reload_held().await?;
        app.sees("1 spot saved").await?;
        ensure!(
            app.value("document.querySelector('h1').innerText")
                .await?
                .as_str()
                .unwrap_or_default()
                .starts_with("Running")
        );
        ensure!(app.value("document.querySelector('.topbar-sub').innerText").await? == clock);
        ensure!(app.value("document.querySelectorAll('[data-region]').length").await? == json!(0));
        // Touches where the map was mark nothing.
        for y in [300.0, 400.0, 500.0, 600.0] {
            app.browser().touch(120.0, y).await?;
        }
        ensure!(app.value("localStorage.getItem('tightspot-memory:early-taps')").await?.is_null());
        app.tap("I’m back").await?;
        app.let_arrive().await?;
        app.sees("How far").await?;
        app.close().await
    })
}

#[test]
fn the_time_of_a_run_is_written_as_the_app_writes_it() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        for (minutes, begin) in [(7, "7:0"), (65, "1:05:0"), (601, "10:01:0")] {
            let (_folder, app) = held::open(Options::default()).await?;
            app.tap("Start run").await?;
            app.sees("Running").await?;
            let later = e2e::call(include_str!("../src/js/set_clock.js"), &[&(minutes * 60_000)]);
            let later = json!({ "source": later });
            app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", later).await?;
            let timer = "(timer => timer.innerText.slice(0, -1) + timer.className)(document.querySelector('[role=timer]'))";
            app.reload_held().await?;
            let painted = app.value(timer).await?;
            ensure!(painted.as_str().unwrap_or_default().starts_with(begin), "{painted}");
            app.let_arrive().await?;
            ensure!(app.value(timer).await? == painted, "{painted}");
            app.close().await?;
        }
        Ok(())
    })
}

#[test]
fn an_open_routine_has_its_own_frame() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.tap("Recover").await?;
        app.tap("Do it anyway").await?;
        app.tap("Yes").await?;
        app.tap("Stretch gently").await?;
        app.sees("1 of 4 done").await?;
        let summary = app.value("document.querySelector('.topbar-sub').innerText").await?;
        let done = "[...document.querySelectorAll('.check')].map(check => check.ariaChecked ?? check.getAttribute('aria-checked')).join()";
        app.reload_held().await?;
        ensure!(app.value(done).await? == json!("false,true,false,false"));
        ensure!(app.value("document.querySelector('.topbar-sub').innerText").await? == summary);
        ensure!(app.value("document.querySelectorAll('.tab-dot').length").await? == json!(1));
        let title = "document.querySelector('.topbar h1').getBoundingClientRect().top";
        let rows = "[...document.querySelectorAll('.routine .row')].map(row => Math.round(row.getBoundingClientRect().top - document.querySelector('.drink-card').getBoundingClientRect().top)).join()";
        app.tap("Legs up the wall").await?;
        let (title_before, rows_before) = (app.value(title).await?, app.value(rows).await?);
        app.let_arrive().await?;
        app.sees("2 of 4 done").await?;
        let (title, rows) = (app.value(title).await?, app.value(rows).await?);
        ensure!(
            title == title_before && rows == rows_before,
            "{title_before} {rows_before} → {title} {rows}"
        );
        app.close().await
    })
}

#[test]
fn nothing_is_painted_before_it_is_filled_in() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.tap_region("quad-l").await?;
        app.tap_region("shin-l").await?;
        let note = json!({ "source": include_str!("../src/js/note_frames.js") });
        app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", note).await?;
        // A slow phone paints while it still reads the page.
        app.browser().devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 6 })).await?;
        for (tab, expected) in [("Body", "2 Body"), ("Journal", "2 Journal")] {
            app.tap(tab).await?;
            for _ in 0..5 {
                app.reload_held().await?;
                app.wait_until("window.painted.size > 0").await?;
                let painted = app.value("[...window.painted].join()").await?;
                ensure!(painted == json!(expected), "{painted}");
                app.let_arrive().await?;
            }
        }
        app.close().await
    })
}

#[test]
fn at_another_address_the_frame_is_empty_until_the_runner_goes_to_body() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap_region("calf-l").await?;
        app.tap("Journal").await?;
        app.reload_held().await?;
        ensure!(!app.shows("Where’s tight?").await? && app.shows("Journal").await?);
        app.tap("Body").await?;
        app.sees("Where’s tight?").await?;
        ensure!(app.level("calf-l").await? == 2);
        app.tap_region("calf-l").await?;
        app.let_arrive().await?;
        app.sees("Saved").await?;
        app.wait_until("document.querySelector('[data-region=\"calf-l\"]').dataset.lv === '3'").await?;
        app.reload().await?;
        ensure!(app.level("calf-l").await? == 3);
        app.close().await
    })
}

#[test]
fn a_wide_screen_has_no_frame_and_does_not_wait_for_its_paint() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        for (width, height) in [(1280, 800), (844, 390)] {
            let (_folder, app) = held::open(Options { width, height, ..Options::default() }).await?;
            app.reload_held().await?;
            ensure!(app.value("frame.isVisible()").await? == json!(false), "{width}×{height}");
            ensure!(!app.shows("Where’s tight?").await?);
            app.let_arrive().await?;
            app.sees("Where’s tight?").await?;
            app.close().await?;
        }
        Ok(())
    })
}

/// The rule in hit.js is that of `domain/body/map/hit.rs`, also on a mirrored front.
#[test]
fn the_frame_and_the_program_agree_on_every_touch() -> Result<()> {
    if e2e::is_left_out(Engine::Firefox, "has scripts of its own beside those of the page") {
        return Ok(());
    }
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        for mirror in [false, true] {
            let record =
                json!({ "mirror": mirror, "spots": [], "last": [], "counts": [0, 0, 0], "until": 9e15 });
            let record = json!(record.to_string());
            app.script(&format!("localStorage.setItem('tightspot-memory:first-screen', {record})")).await?;
            app.reload_held().await?;
            let maps = app.call(include_str!("../src/js/frame_hits.js"), &[&4]).await?;
            let maps = maps.as_array().context("no maps")?;
            ensure!(maps.len() == 2, "{} maps", maps.len());
            let is_mirrored = maps[0]["scale"][0].as_f64().is_some_and(|scale| scale < 0.0);
            ensure!(is_mirrored == mirror);
            for (map, drawing) in maps.iter().zip([Drawing::Front, Drawing::Back]) {
                agrees(map, drawing)?;
            }
        }
        app.close().await
    })
}

fn agrees(map: &Value, drawing: Drawing) -> Result<()> {
    #[allow(clippy::cast_possible_truncation)]
    let number = |value: &Value| value.as_f64().unwrap_or_default() as f32;
    let (scale, origin) = (&map["scale"], &map["origin"]);
    let outline = |path: &str| Outline::parse(path, number(&scale[0]), number(&scale[1]));
    let targets: Vec<_> = View::LEGS
        .shapes(drawing)
        .map(|shape| Target { region: shape.region, outline: outline(shape.path) })
        .collect();
    let drawings = fs::read_to_string(xtask::root().join("public/drawings.svg"))?;
    let id = format!("id=\"sil-{}\" d=\"", drawing.name().to_lowercase());
    let (_, silhouette) = drawings.split_once(&id).context("no silhouette")?;
    let body = outline(silhouette.split('"').next().unwrap_or_default());
    let hits = map["hits"].as_array().context("no touches")?;
    ensure!(hits.len() > 2000, "only {} touches", hits.len());
    let mut regions = BTreeSet::new();
    for hit in hits {
        let (x, y) = (number(&hit[0]) - number(&origin[0]), number(&hit[1]) - number(&origin[1]));
        let said = hit[2].as_str().unwrap_or_default();
        // At a border, a rounding may decide.
        let near = [(0.0, 0.0), (0.02, 0.0), (-0.02, 0.0), (0.0, 0.02), (0.0, -0.02)];
        let meant = near.map(|(dx, dy)| {
            let (x, y) = (x + dx, y + dy);
            nearest(&targets, x, y, body.contains(x, y)).map(Region::id).unwrap_or_default()
        });
        ensure!(meant.iter().any(|meant| meant == said), "{drawing:?} {x},{y}: {said}, but {meant:?}");
        regions.insert(said);
    }
    ensure!(regions.len() == targets.len() + 1, "{drawing:?}: only {regions:?}");
    Ok(())
}

/// Equal, with nothing that the program adds: the first screen of a new phone, and one with marks in each view and an open
/// routine.
#[test]
fn the_frame_is_the_app_to_the_pixel() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        for (width, height) in [(390, 844), (360, 640), (412, 915)] {
            for dark in [false, true] {
                let (_folder, app) =
                    held::open(Options { width, height, dark, ..Options::default() }).await?;
                let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }, { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } }] });
                app.browser().devtools("Emulation.setEmulatedMedia", still).await?;
                compare(&app, &format!("{width}×{height} new")).await?;
                app.open_view("Upper").await?;
                app.tap_region("neck").await?;
                app.tap("Recover").await?;
                app.tap("Do it anyway").await?;
                app.tap("Yes").await?;
                app.tap("Body").await?;
                compare(&app, &format!("{width}×{height} outlined, routine open")).await?;
                for region in ["quad-l", "calf-r", "calf-r", "knee-l", "knee-l", "knee-l"] {
                    app.tap_region(region).await?;
                }
                app.open_view("Soles").await?;
                app.tap_region("arch-l").await?;
                compare(&app, &format!("{width}×{height} marked")).await?;
                if width == 390 {
                    app.tap("Settings").await?;
                    app.tap("Mirror the front").await?;
                    app.tap("Back").await?;
                    compare(&app, "mirrored").await?;
                }
                app.close().await?;
            }
        }
        Ok(())
    })
}

async fn compare(app: &App, what: &str) -> Result<()> {
    app.reload_held().await?;
    app.wait_until("!document.querySelector('#app[data-first]')").await?;
    let before = app.browser().client.screenshot().await?;
    app.let_arrive().await?;
    app.wait_until("!document.querySelector('#app[data-first]')").await?;
    let after = app.browser().client.screenshot().await?;
    let [a, b] = [&before, &after].map(|png| json!(BASE64_STANDARD.encode(png)));
    let differing = app.call_async(include_str!("../src/js/differing_pixels.js"), &[&a, &b]).await?;
    if differing != json!("") {
        let folder = xtask::root().join("target/screenshots");
        fs::create_dir_all(&folder)?;
        let keep = |name: &str, png: &[u8]| fs::write(Path::new(&folder).join(name), png);
        keep("frame-before.png", &before)?;
        keep("frame-after.png", &after)?;
    }
    ensure!(differing == json!(""), "{what}: {differing}; see target/screenshots/frame-*.png");
    Ok(())
}
