//! Installing the app: the hint, the browser's prompt, the iPhone's sheet; and the first start without a network.

use anyhow::{Result, ensure};
use e2e::{App, Options};
use serde_json::json;

const HINT: &str = "Keep it on your Home Screen.";

async fn offer(app: &App, outcome: &str) -> Result<()> {
    let is_kept = app.call(include_str!("../src/js/offer_install.js"), &[&json!(outcome)]).await?;
    ensure!(is_kept == json!(true), "the browser shows its own prompt");
    Ok(())
}

/// Opens the app in a browser that makes no offers of its own.
async fn open() -> Result<App> {
    let app = App::open(Options::default()).await?;
    app.without_offers().await?;
    app.reload().await?;
    Ok(app)
}

#[test]
fn chromium_itself_finds_the_app_installable() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        finish_a_routine(&app).await?;
        app.sees(HINT).await?;
        let errors = app.browser().devtools("Page.getInstallabilityErrors", json!({})).await?;
        ensure!(errors["installabilityErrors"] == json!([]), "{errors}");
        let manifest = app.browser().devtools("Page.getAppManifest", json!({})).await?;
        ensure!(manifest["errors"] == json!([]), "{}", manifest["errors"]);
        for picture in ["icons", "screenshots", "shortcuts"] {
            let all = manifest["manifest"][picture].as_array().map_or(0, Vec::len);
            ensure!(all > 0, "the browser sees no {picture} in {}", manifest["manifest"]);
        }
        app.close().await
    })
}

/// Finishes a routine. From then on the app suggests to install it.
async fn finish_a_routine(app: &App) -> Result<()> {
    app.tap("Recover").await?;
    app.tap("Do it anyway").await?;
    app.tap("Yes").await?;
    app.tap("Finish here").await?;
    app.sees("Good enough for today.").await
}

#[test]
fn the_browser_asks_when_the_runner_wants_to_install() -> Result<()> {
    e2e::run(async {
        let app = open().await?;
        offer(&app, "accepted").await?;
        app.sees("Tap what feels tight.").await?;
        ensure!(!app.shows(HINT).await?, "a hint comes between a newcomer and the map");
        finish_a_routine(&app).await?;
        app.tap("Keep it on your Home Screen. Works offline.").await?;
        app.wait_until("window.asked === 1").await?;
        app.script("dispatchEvent(new Event('appinstalled'))").await?;
        app.gone(HINT).await?;
        app.tap("Body").await?;
        app.tap("Settings").await?;
        ensure!(!app.shows("Add to Home Screen").await?, "the app is installed already");
        app.close().await
    })
}

#[test]
fn a_dismissed_hint_stays_away_and_settings_still_offer_to_install() -> Result<()> {
    e2e::run(async {
        let app = open().await?;
        finish_a_routine(&app).await?;
        ensure!(!app.shows(HINT).await?, "a hint that leads nowhere");
        offer(&app, "dismissed").await?;
        app.tap("Don’t show this again").await?;
        app.gone(HINT).await?;
        app.reload().await?;
        offer(&app, "dismissed").await?;
        app.sees("Good enough for today.").await?;
        ensure!(!app.shows(HINT).await?, "dismissed, and back again");
        app.tap("Body").await?;
        app.tap("Settings").await?;
        app.tap("Add to Home Screen").await?;
        app.wait_until("window.asked === 1").await?;
        app.gone("Add to Home Screen").await?;
        app.close().await
    })
}

#[test]
fn an_iphone_gets_instructions_and_a_warning_about_the_journal() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.as_iphone(false).await?;
        app.tap("Settings").await?;
        app.tap("Add to Home Screen").await?;
        app.sees("Choose Add to Home Screen").await?;
        ensure!(!app.shows("starts its own journal").await?, "there is no journal to warn about yet");
        app.tap("Got it").await?;
        app.gone("Keep Tightspot handy").await?;
        app.tap("Back").await?;
        finish_a_routine(&app).await?;
        app.tap("Keep it on your Home Screen. Works offline.").await?;
        app.sees("Keep Tightspot handy").await?;
        app.sees("starts its own journal").await?;
        app.tap("Got it").await?;
        app.gone("Keep Tightspot handy").await?;
        app.tap("Body").await?;
        app.tap("Settings").await?;
        app.tap("Add to Home Screen").await?;
        app.tap("Got it").await?;
        app.sees("Erase everything").await?;
        app.as_iphone(true).await?;
        ensure!(!app.shows("Add to Home Screen").await?, "the app runs from the home screen already");
        app.close().await
    })
}

#[test]
fn the_first_start_without_a_network_says_that_all_is_well() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        let offline =
            json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
        app.browser().devtools("Network.enable", json!({})).await?;
        app.browser().devtools("Network.emulateNetworkConditions", offline).await?;
        app.reload().await?;
        app.sees("You’re offline.").await?;
        app.tap("Journal").await?;
        app.sees("You’re offline. Everything still works.").await?;
        app.reload().await?;
        ensure!(!app.shows("You’re offline.").await?, "said twice");
        app.close().await
    })
}
