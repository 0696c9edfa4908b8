//! Takes every screen in both themes at 390×844 into `target/screenshots`; or, with the argument `manifest`, the few
//! pictures that browsers show before the app is installed, into `public/screenshots`; or, with `lock-screen`, the
//! pictures of the sessions, into `public/art`.

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use e2e::{App, Options, Pace};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::Duration;

fn main() -> Result<()> {
    e2e::run(async {
        match std::env::args().nth(1).as_deref() {
            None => all().await,
            Some("manifest") => for_manifest().await,
            Some("lock-screen") => for_lock_screen().await,
            Some(other) => bail!("unknown argument: {other}"),
        }
    })
}

async fn all() -> Result<()> {
    let folder = xtask::root().join("target/screenshots");
    for theme in ["light", "dark"] {
        let app = App::open(Options { dark: theme == "dark", ..Options::default() }).await?;
        e2e::tour(&app, Pace::Leisurely, async |name| {
            take(&app, &folder.join(format!("{name}-{theme}.png"))).await
        })
        .await?;
        app.close().await?;
        let app = App::open(Options { dark: theme == "dark", ..Options::default() }).await?;
        e2e::troubles(&app, async |name| take(&app, &folder.join(format!("{name}-{theme}.png"))).await)
            .await?;
        app.close_whatever_it_said().await?;
    }
    Ok(())
}

async fn for_manifest() -> Result<()> {
    let folder = xtask::root().join("public/screenshots");
    let app = App::open(Options::default()).await?;
    e2e::tour(&app, Pace::Leisurely, async |name| {
        let picture = match name {
            "01-body-legs" => "body.png",
            "12-recover" => "recover.png",
            "16-stretch-player" => "stretch.png",
            _ => return Ok(()),
        };
        take(&app, &folder.join(picture)).await
    })
    .await?;
    app.close().await?;
    let app = App::open(Options { width: 1024, height: 768, ..Options::default() }).await?;
    for region in ["quad-r", "it-band-r", "it-band-r", "it-band-r", "calf-l", "calf-l", "neck"] {
        app.tap_region(region).await?;
    }
    // Until the caution and the hint have disappeared.
    tokio::time::sleep(Duration::from_millis(6500)).await;
    take(&app, &folder.join("wide.png")).await?;
    app.close().await
}

/// Draws the figures on the ground of the players. A lock screen is not of the app's theme, so they are all light.
async fn for_lock_screen() -> Result<()> {
    let app = App::open(Options::default()).await?;
    for (name, symbol) in [
        ("stretch", "figures.svg#hamstring"),
        ("legs-up", "figures.svg#legs-up"),
        ("legs-chair", "figures.svg#legs-chair"),
        ("breathe", "#i-breath"),
        ("massage", "figures.svg#roller-calf"),
    ] {
        app.call(include_str!("../js/draw_figure.js"), &[&json!(symbol)]).await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
        // The emulated phone has two pixels for each. The pictures are 256 pixels wide.
        let clip = json!({ "x": 0, "y": 0, "width": 384, "height": 384, "scale": 1.0 / 3.0 });
        save(
            &app,
            json!({ "format": "webp", "quality": 75, "clip": clip }),
            &xtask::root().join(format!("public/art/{name}.webp")),
        )
        .await?;
    }
    app.close().await
}

async fn take(app: &App, path: &Path) -> Result<()> {
    // Until all transitions have ended, springs included.
    tokio::time::sleep(Duration::from_millis(600)).await;
    save(app, json!({ "format": "png" }), path).await
}

async fn save(app: &App, options: Value, path: &Path) -> Result<()> {
    let shot = app.browser().devtools("Page.captureScreenshot", options).await?;
    fs::create_dir_all(path.parent().context("a folder")?)?;
    fs::write(path, BASE64_STANDARD.decode(shot["data"].as_str().context("no picture")?)?)?;
    println!("{}", path.strip_prefix(xtask::root())?.display());
    Ok(())
}
