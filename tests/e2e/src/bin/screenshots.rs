//! Every screen in both themes, 390×844, into `target/screenshots`.

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use e2e::{App, Options, sealed};
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

fn main() -> Result<()> {
    e2e::run(async {
        for dark in [false, true] {
            tour(dark).await?;
        }
        Ok(())
    })
}

struct Camera<'a> {
    app: &'a App,
    theme: &'static str,
    folder: PathBuf,
}

impl Camera<'_> {
    async fn take(&self, name: &str) -> Result<()> {
        // Transitions end, and a spring with them.
        tokio::time::sleep(Duration::from_millis(600)).await;
        let shot = self.app.browser().devtools("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let bytes = BASE64_STANDARD.decode(shot["data"].as_str().context("no picture")?)?;
        let path = self.folder.join(format!("{name}-{}.png", self.theme));
        fs::write(&path, bytes)?;
        println!("{}", path.strip_prefix(xtask::root())?.display());
        Ok(())
    }
}

async fn tour(dark: bool) -> Result<()> {
    let app = App::open(Options { dark, ..Options::default() }).await?;
    let folder = xtask::root().join("target/screenshots");
    fs::create_dir_all(&folder)?;
    let camera = Camera { app: &app, theme: if dark { "dark" } else { "light" }, folder };

    camera.take("04-body-first-launch").await?;
    app.tap("Recover").await?;
    camera.take("15-recover-empty").await?;
    app.tap("Journal").await?;
    camera.take("23-journal-empty").await?;
    app.tap("Body").await?;
    app.open_view("Upper body").await?;
    app.tap_region("neck").await?;
    camera.take("02-body-upper").await?;
    app.open_view("Soles").await?;
    for region in ["arch-l", "arch-l"] {
        app.tap_region(region).await?;
    }
    camera.take("03-body-soles").await?;
    app.open_view("Legs").await?;
    let taps = [
        "hamstring-r",
        "shin-l",
        "quad-r",
        "hip-flexor-l",
        "hip-flexor-l",
        "calf-l",
        "calf-l",
        "it-band-r",
        "it-band-r",
        "it-band-r",
    ];
    for region in taps {
        app.tap_region(region).await?;
    }
    // The caution and the hint have had their time.
    tokio::time::sleep(Duration::from_millis(6500)).await;
    camera.take("01-body-legs").await?;
    app.tap_region("it-band-r").await?;
    camera.take("06-body-cleared").await?;
    app.tap("Undo").await?;
    app.tap_chip("Left calf").await?;
    app.tap("Tight").await?;
    app.fill("Note", "Since Sunday’s hills, low on the outside").await?;
    camera.take("08-spot-sheet").await?;
    app.tap("Roll for 60 s").await?;
    tokio::time::sleep(Duration::from_secs(7)).await;
    camera.take("08b-ease-now").await?;
    app.tap("Done").await?;
    app.tap("Close").await?;
    app.tap_chip("Right IT band").await?;
    app.tap("Sharp").await?;
    camera.take("09-spot-sheet-caution").await?;
    app.tap("Sharp").await?;
    app.tap("Close").await?;
    app.tap("Warm up").await?;
    app.tap("Leg swings").await?;
    app.tap("Hip circles").await?;
    camera.take("10-warm-up").await?;
    app.tap("Back").await?;
    app.tap("Show as a list").await?;
    camera.take("07-body-list").await?;
    app.tap("Show the body map").await?;
    app.tap("Start run").await?;
    camera.take("11-running").await?;
    app.tap("I’m back").await?;
    camera.take("11b-how-far").await?;
    app.tap("Save distance").await?;
    app.tap("Glass 1").await?;
    app.tap("Glass 2").await?;
    app.tap("Start: Stretch gently").await?;
    app.tap("Next stretch").await?;
    tokio::time::sleep(Duration::from_secs(14)).await;
    camera.take("16-stretch-player").await?;
    app.tap("Close").await?;
    app.tap("Stretch gently").await?;
    camera.take("12-recover").await?;
    app.tap("Start: Legs up the wall").await?;
    camera.take("18-legs-up-first-time").await?;
    app.tap("None of these, start").await?;
    tokio::time::sleep(Duration::from_secs(14)).await;
    camera.take("19-legs-up").await?;
    app.tap("Done").await?;
    app.tap("Start: Slow deep breaths").await?;
    camera.take("20-breathe").await?;
    app.tap("Done").await?;
    app.tap("Glass 3").await?;
    tokio::time::sleep(Duration::from_millis(800)).await;
    camera.take("21-routine-done").await?;
    app.tap("And now?").await?;
    app.tap("Same").await?;
    camera.take("13-recover-and-now").await?;
    app.tap("Journal").await?;
    camera.take("22-journal-runs").await?;
    app.tap_found("document.querySelector('.run-card')").await?;
    camera.take("24-run-detail").await?;
    app.tap("Edit run").await?;
    camera.take("25-run-form").await?;
    app.tap("Cancel").await?;
    app.tap("Care").await?;
    camera.take("29-care").await?;
    app.tap_found("document.querySelector('.row[href$=calf]')").await?;
    camera.take("30-guide-calf").await?;
    app.tap("Back").await?;
    app.tap_found("document.querySelector('.row[href$=see-someone]')").await?;
    camera.take("41-when-to-see-someone").await?;
    app.tap("Body").await?;
    camera.take("05-body-new-day").await?;
    app.tap("Settings").await?;
    camera.take("42-settings").await?;
    app.tap_found(
        "[...document.querySelectorAll('.row')].find(row => row.innerText.includes('About and sources'))",
    )
    .await?;
    camera.take("45-about").await?;
    app.tap("Back").await?;
    app.tap("Erase everything").await?;
    camera.take("43-erase-confirm").await?;
    app.tap("Keep my data").await?;
    app.answer_dialogs("tightspot.json", &copy_with_older_runs()).await?;
    app.tap("Bring a copy back").await?;
    camera.take("44-bring-copy-back").await?;
    app.close().await
}

/// A copy with two check-ins of last June and newer settings.
fn copy_with_older_runs() -> String {
    let check_in = |id: &str, ms: u64| {
        let data = json!({
            "id": id,
            "life": { "logged": { "at": { "ms": ms, "offset": 120 } } },
            "spots": { "calf-l": { "level": 2, "order": 0 } },
        });
        format!("\"run:{id}\":{}", sealed(2, 1, &data.to_string()))
    };
    let records = [check_in("june-1", 1_780_719_240_000), check_in("june-2", 1_780_805_640_000)].join(",");
    format!(
        r#"{{"app":"tightspot","copy":1,"schema":2,"made":{{"ms":1781237640000,"offset":120}},"records":{{{records}}},"set_aside":{{}}}}"#
    )
}
