//! After one visit the app needs no network, at every path that a host may serve it from.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use xtask::serve::Trouble;

/// How often the app starts without a network at each path, unless the variable `STARTS` gives another number.
const STARTS: usize = 5;

/// Reinstalls the worker from a host that redirects `index.html`.
async fn install_through_a_redirect(app: &App) -> Result<()> {
    app.host().redirect_index();
    app.call_async(include_str!("../src/js/forget_worker.js"), &[]).await?;
    app.reload().await?;
    app.wait_until_offline_ready().await?;
    let requests = app.host().requests();
    ensure!(requests.iter().any(|path| path.ends_with("/index.html")), "{requests:?}");
    Ok(())
}

async fn starts_offline_under(path: &str, redirects: bool) -> Result<()> {
    let starts = std::env::var("STARTS").ok().and_then(|starts| starts.parse().ok()).unwrap_or(STARTS);
    let mut app = App::open_under(path, &xtask::dist(), Options::default()).await?;
    app.wait_until_offline_ready().await?;
    if redirects {
        install_through_a_redirect(&app).await?;
    }
    app.tap_region("quad-l").await?;
    app.sees("Saved").await?;
    // The host still records all requests, and answers none.
    app.host().trouble(Some((0, Trouble::Offline)));
    let before = app.host().requests().len();
    for start in 1..=starts {
        app.restart_browser().await.with_context(|| format!("start {start} under {path}"))?;
        ensure!(app.level("quad-l").await? == 1);
    }
    // The browser itself checks for a new service worker.
    let requests = app.host().requests().split_off(before);
    let of_the_app: Vec<_> = requests.iter().filter(|path| !path.ends_with("/sw.js")).collect();
    println!("{starts} of {starts} starts under {path}, {} requests", of_the_app.len());
    ensure!(of_the_app.is_empty(), "the app requested {of_the_app:?}");
    app.close_whatever_it_said().await
}

#[test]
fn every_start_works_at_the_root() -> Result<()> {
    e2e::run(starts_offline_under("/", false))
}

#[test]
fn every_start_works_in_a_folder() -> Result<()> {
    e2e::run(starts_offline_under("/app/", true))
}

#[test]
fn every_start_works_in_a_folder_of_a_folder() -> Result<()> {
    e2e::run(starts_offline_under("/a/b/", false))
}
