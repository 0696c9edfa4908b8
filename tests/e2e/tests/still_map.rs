//! The map never moves, on any shape of screen and in any state; three touches at one point make one area severe.
//!
//! The app runs in a frame, in a page of the same host, because Firefox and `WebKitGTK` can't make their windows as narrow
//! as a phone. There, events stand in for fingers; Chromium repeats the same with real touches.

use anyhow::{Context, Result, ensure};
use e2e::{App, Engine, Options, without_worker};
use serde_json::{Value, json};
use std::fs;
use std::time::Duration;
use tempfile::TempDir;

const SIZES: [(u32, u32); 7] =
    [(320, 568), (360, 640), (390, 664), (390, 844), (412, 915), (844, 390), (820, 1180)];
/// The area to touch. The knee begins right above it: if the map moved by 20 px, a touch would hit that.
const AREA: &str = "shin-l";

/// The page around the frame.
const PLAY: &str = r#"<!doctype html>
<meta charset="utf-8">
<style>body { margin: 0 } iframe { border: 0; display: block }</style>
<script src="play.js"></script>"#;

/// Returns the build without its service worker, with three more pages: one that runs the app in a frame, one that stays
/// as it is painted before the program loads, and one that starts without a network.
fn stage() -> Result<TempDir> {
    // A service worker would answer requests for the other pages too.
    let folder = without_worker()?;
    let page = fs::read_to_string(folder.path().join("index.html"))?;
    let boot = page.find("<script").context("the page has no script")?;
    let end = boot + page[boot..].find("</script>").context("the script has no end")? + "</script>".len();
    fs::write(folder.path().join("painted.html"), [&page[..boot], &page[end..]].concat())?;
    let offline = "<script src=\"offline.js\"></script>";
    fs::write(folder.path().join("offline.html"), [&page[..boot], offline, &page[boot..]].concat())?;
    fs::write(
        folder.path().join("offline.js"),
        "Object.defineProperty(navigator, 'onLine', { value: false })",
    )?;
    fs::write(folder.path().join("play.html"), PLAY)?;
    fs::write(folder.path().join("play.js"), include_str!("../src/js/play.js"))?;
    Ok(folder)
}

/// The app on one shape of screen.
struct Screen<'a> {
    app: &'a App,
    width: u32,
    height: u32,
    text: u32,
    /// Where every region was at first.
    at_first: Value,
}

impl Screen<'_> {
    async fn open(&self, page: &str) -> Result<()> {
        let Screen { width, height, text, .. } = self;
        self.app.script(&format!("play({width}, {height}, {text}, '{page}')")).await?;
        self.app.wait_until("window.isOpen").await?;
        if page != "painted.html" {
            self.app.wait_until("!!seen.querySelector('#app:not([aria-busy]) [data-region]')").await?;
        }
        Ok(())
    }

    /// Checks that every region is within half a px of where it was at first.
    async fn is_still(&self, state: &str) -> Result<()> {
        let now = self.app.value("regions()").await?;
        let (now, first) = (now.as_object().context("areas")?, self.at_first.as_object().context("areas")?);
        ensure!(!first.is_empty() && now.len() == first.len(), "{} areas", now.len());
        for (area, position) in now {
            let moved = farthest(position, &first[area]);
            ensure!(
                moved <= 0.5,
                "{}×{} at {} %, {state}: {area} moved by {moved} px, from {} to {position}",
                self.width,
                self.height,
                self.text,
                first[area]
            );
        }
        Ok(())
    }

    async fn press(&self, name: &str) -> Result<()> {
        let name = json!(name);
        self.app.wait_until(&format!("!!named({name})")).await?;
        self.app.script(&format!("named({name}).click()")).await?;
        // A new page takes no touches for a moment.
        self.app.wait_until("!seen.querySelector('.shell.paused')").await
    }

    async fn sees(&self, selector: &str) -> Result<()> {
        self.app.wait_until(&format!("!!seen.querySelector({})", json!(selector))).await
    }
}

/// Returns the largest difference between two boxes.
fn farthest(before: &Value, after: &Value) -> f64 {
    let numbers =
        |value: &Value| value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect::<Vec<_>>();
    numbers(before)
        .iter()
        .zip(numbers(after))
        .map(|(before, after)| (before - after).abs())
        .fold(0.0, f64::max)
}

#[test]
fn the_map_stays_in_place_whatever_appears_around_it() -> Result<()> {
    e2e::run(async {
        let stage = stage()?;
        let app = App::open_folder(stage.path(), Options::default()).await?;
        app.browser().client.goto(&[app.url(), "play.html"].concat()).await?;
        for (width, height) in SIZES {
            for text in [100, 200] {
                let screen = Screen { app: &app, width, height, text, at_first: json!({}) };
                play_through(screen).await.with_context(|| format!("{width}×{height} at {text} %"))?;
            }
        }
        app.close_whatever_it_said().await
    })
}

async fn play_through(mut screen: Screen<'_>) -> Result<()> {
    let app = screen.app;
    let is_landscape = screen.height < 480;
    app.script("forget()").await?;
    app.wait_until("window.isNew").await?;
    screen.open("painted.html").await?;
    let painted = app.value("maps()").await?;
    screen.open("index.html").await?;
    screen.at_first = app.value("regions()").await?;
    // In landscape, no map is painted before the program loads.
    if !is_landscape {
        let (painted, map) = (painted.as_array().context("maps")?, app.value("maps()").await?);
        ensure!(painted.len() == 2, "{} maps are painted", painted.len());
        for (index, painted) in painted.iter().enumerate() {
            let moved = farthest(painted, &map[index]);
            ensure!(moved <= 0.5, "the painted map moved by {moved} px, from {painted} to {}", map[index]);
        }
    }
    // Three touches at one point, which is measured once.
    let at = app.value(&format!("middle('{AREA}')")).await?;
    for count in 1..=3 {
        app.script(&format!("touch({}, {})", at[0], at[1])).await?;
        tokio::time::sleep(Duration::from_millis(180)).await;
        screen.is_still(&format!("after touch {count}")).await?;
    }
    let levels = app.value("levels()").await?;
    ensure!(levels == json!({ AREA: "3" }), "three touches at one point made {levels}");
    screen.sees(".row-ask").await?;
    screen.is_still("with a question").await?;
    screen.press("Just tight").await?;
    screen.is_still("after the answer").await?;
    app.script(&format!("touch({}, {})", at[0], at[1])).await?;
    screen.sees(".toast").await?;
    screen.is_still("with an undo").await?;
    screen.press("Undo").await?;
    screen.is_still("after the undo").await?;
    // Two taps that a busy phone delivers at once count as two.
    app.script("touchTwiceWhileBusy('shin-r')").await?;
    app.wait_until("levels()['shin-r'] === '2'").await.context("two taps of a busy phone")?;
    screen.press("Start run").await?;
    screen.press("Discard this run").await?;
    screen.press("Discard").await?;
    screen.sees(".toast").await?;
    screen.is_still("after a run was discarded").await?;
    screen.press("Just log it").await?;
    screen.is_still("logged").await?;
    screen.open("index.html").await?;
    screen.is_still("with last time's outlines").await?;
    screen.press("Same as last time 2 spots, outlined").await?;
    screen.is_still("same as last time").await?;
    screen.open("offline.html").await?;
    app.wait_until("seen.body.innerText.includes('You’re offline.')").await?;
    screen.is_still("offline").await?;
    let fill = include_str!("../src/js/fill_storage.js");
    app.call(fill, &[]).await?;
    app.script("touch(...middle('knee-r'))").await?;
    screen.sees(".toast-alert").await?;
    screen.is_still("almost out of space").await?;
    app.call(fill, &[]).await?;
    app.script("touch(...middle('knee-l'))").await?;
    screen.is_still("out of space").await
}

#[test]
fn three_real_touches_at_one_point_make_one_area_severe() -> Result<()> {
    if e2e::is_left_out(Engine::Firefox, "is never as narrow as a phone")
        || e2e::is_left_out(Engine::WebKit, "has no touch")
    {
        return Ok(());
    }
    e2e::run(async {
        for (width, height) in SIZES {
            for text in [16, 32] {
                let preferences = json!({ "webkit.webprefs.default_font_size": text });
                let app = App::open(Options { width, height, preferences, ..Options::default() }).await?;
                app.wait_until_still().await?;
                let shape = format!("document.querySelector('[data-region={AREA}]')");
                let at = app.call(include_str!("../src/js/middle.js"), &[&shape]).await?;
                for _ in 0..3 {
                    app.browser().touch(at[0].as_f64().unwrap_or(0.0), at[1].as_f64().unwrap_or(0.0)).await?;
                    tokio::time::sleep(Duration::from_millis(180)).await;
                }
                let levels = app.call(include_str!("../src/js/levels.js"), &[]).await?;
                ensure!(levels == json!({ AREA: "3" }), "{width}×{height}, {text} px text: {levels}");
                app.close().await?;
            }
        }
        Ok(())
    })
}
