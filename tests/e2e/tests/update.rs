//! Updates with two real builds: the files of both never mix, whatever the network does, and the runner decides when.

use anyhow::{Context, Result, bail, ensure};
use e2e::{App, Options, copy_folder};
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use xtask::finish::{KILL_SWITCH, kept_files, kept_hashes, name_in, stamp};
use xtask::serve::Trouble;

/// A build and its id.
struct Build {
    dir: PathBuf,
    id: String,
}

/// Returns the current build.
fn first_build(folder: &TempDir) -> Result<Build> {
    let dir = folder.path().join("first");
    copy_folder(&xtask::dist(), &dir, |_| true)?;
    let id = stamp(&dir)?;
    Ok(Build { dir, id })
}

/// Returns a later build: every file has the same name and other content, as on a host that was updated in place.
fn later_build(folder: &TempDir, name: &str) -> Result<Build> {
    let dir = folder.path().join(name);
    copy_folder(&xtask::dist(), &dir, |_| true)?;
    for path in kept_files(&dir)? {
        let mut bytes = fs::read(&path)?;
        if path.extension().is_some_and(|kind| kind == "webmanifest") {
            bytes.truncate(bytes.trim_ascii_end().len() - 1);
        }
        bytes.extend(match path.extension().and_then(|extension| extension.to_str()) {
            Some("js") => format!("\n// {name}").into_bytes(),
            Some("html" | "svg") => format!("<!-- {name} -->").into_bytes(),
            Some("css") => format!("/* {name} */").into_bytes(),
            // Decoders ignore what follows the picture.
            Some("webp") => name.as_bytes().to_vec(),
            Some("webmanifest") => format!(", \"later\": \"{name}\"}}").into_bytes(),
            // An empty custom section with this name.
            Some("wasm") => {
                let length = u8::try_from(name.len())?;
                [&[0, length + 1, length], name.as_bytes()].concat()
            }
            other => bail!("no way to change a file of the kind {other:?}"),
        });
        fs::write(&path, bytes)?;
    }
    let id = stamp(&dir)?;
    Ok(Build { dir, id })
}

/// Checks that the page and every file that it requests are from this build.
async fn check_whole(app: &App, build: &Build) -> Result<()> {
    ensure!(
        app.value("document.documentElement.dataset.build").await? == json!(build.id),
        "the page is from another build"
    );
    let (names, hashes): (Vec<_>, Vec<_>) = kept_hashes(&build.dir)?.into_iter().unzip();
    let served = app.call_async(include_str!("../src/js/served_hashes.js"), &[&json!(names)]).await?;
    ensure!(served == json!(hashes), "one of {names:?} is from another build");
    Ok(())
}

/// Waits until the app has started from this build.
async fn wait_for(app: &App, build: &Build) -> Result<()> {
    let has_started =
        "document.documentElement.dataset.build === {} && !!document.querySelector('#app:not([aria-busy])')";
    app.wait_until(&has_started.replace("{}", &json!(build.id).to_string())).await
}

/// Asks the host for a new build. Returns whether one waits afterwards.
async fn ask_for_update(app: &App) -> Result<bool> {
    Ok(app.call_async(include_str!("../src/js/ask_for_update.js"), &[]).await? == json!(true))
}

/// Asks for a new build until the host gets into trouble.
async fn wait_for_trouble(app: &App) -> Result<()> {
    for _ in 0..60 {
        app.script(
            "navigator.serviceWorker.ready.then(registration => registration.update().catch(() => {}))",
        )
        .await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
        if app.host().is_troubled() {
            return Ok(());
        }
    }
    bail!("no request got into trouble")
}

/// Opens a build and waits until it is cached. Checks that this first install does not reload the page.
async fn open(build: &Build) -> Result<App> {
    let app = App::open_folder(&build.dir, Options { logs_requests: false, ..Options::default() }).await?;
    app.script("window.isFirst = true").await?;
    app.host().cache_control("max-age=600");
    app.wait_until("!!document.querySelector('#app:not([aria-busy])')").await?;
    app.wait_until_offline_ready().await?;
    app.stays("window.isFirst", &json!(true), Duration::from_secs(1))
        .await
        .context("the first install reloaded the page")?;
    Ok(app)
}

const TROUBLES: [Trouble; 4] = [
    Trouble::Offline,
    Trouble::Status("404 Not Found"),
    Trouble::Status("500 Internal Server Error"),
    Trouble::CutOff,
];

#[test]
fn a_failed_install_changes_nothing() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        let first = first_build(&folder)?;
        let app = open(&first).await?;
        // One request for the worker itself, and one for each of its files. Every attempt has a build of its own, because
        // the browser caches what an attempt loads.
        let requests = kept_files(&first.dir)?.len() + 1;
        let attempts = (0..requests).flat_map(|index| TROUBLES.map(|trouble| (index, trouble)));
        for (index, trouble) in attempts {
            let next = later_build(&folder, &format!("{trouble:?} at {index}"))?;
            app.host().serve_from(&next.dir);
            app.host().trouble(Some((index, trouble)));
            let waits = ask_for_update(&app).await?;
            ensure!(app.host().is_troubled(), "an install makes only {index} requests");
            ensure!(!waits, "{trouble:?} at request {index}: half a build waits");
            app.host().trouble(None);
            check_whole(&app, &first).await?;
            fs::remove_dir_all(next.dir)?;
        }
        println!("{} failed installs", requests * TROUBLES.len());
        let second = later_build(&folder, "second")?;
        app.host().serve_from(&second.dir);
        ensure!(ask_for_update(&app).await?, "an install without trouble failed");
        check_whole(&app, &first).await?;
        app.close_whatever_it_said().await
    })
}

#[test]
fn a_kill_in_the_middle_of_an_install_changes_nothing() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        let first = first_build(&folder)?;
        let mut app = open(&first).await?;
        for index in 0..=kept_files(&first.dir)?.len() {
            let next = later_build(&folder, &format!("next-{index}"))?;
            app.host().serve_from(&next.dir);
            app.host().trouble(Some((index, Trouble::Silence)));
            // The check that every start makes may still be running; the browser then starts no other.
            wait_for_trouble(&app).await.with_context(|| format!("request {index}"))?;
            app.kill_only()?;
            // Nothing answers any more: the phone was switched off on the road and starts again without a network.
            app.host().trouble(Some((0, Trouble::Offline)));
            app.open_again().await?;
            check_whole(&app, &first).await.with_context(|| format!("killed at request {index}"))?;
        }
        let second = later_build(&folder, "second")?;
        app.host().serve_from(&second.dir);
        app.host().trouble(None);
        ensure!(ask_for_update(&app).await?, "an install without trouble failed");
        app.sees("New version ready").await?;
        app.tap("Update").await?;
        wait_for(&app, &second).await?;
        app.kill_server();
        app.reload().await?;
        check_whole(&app, &second).await?;
        app.close_whatever_it_said().await
    })
}

#[test]
fn an_update_waits_for_the_runner_and_reloads_every_tab_once() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        let first = first_build(&folder)?;
        let second = later_build(&folder, "second")?;
        let mut app = open(&first).await?;
        app.tap_region("quad-l").await?;
        app.sees("Saved").await?;
        app.tap("Start run").await?;
        app.sees("Leave the phone.").await?;
        app.host().serve_from(&second.dir);
        ensure!(ask_for_update(&app).await?, "the second build did not arrive");
        let is_offered = "document.body.innerText.includes('New version ready')";
        app.stays(is_offered, &json!(false), Duration::from_millis(500))
            .await
            .context("offered in the middle of a run")?;
        app.tap("I’m back").await?;
        app.tap("Skip").await?;
        app.sees("New version ready").await?;
        // Until the runner agrees, every start loads the old build.
        app.reload().await?;
        check_whole(&app, &first).await?;
        app.sees("New version ready").await?;

        let client = &app.browser().client;
        let front = client.window().await?;
        let behind = client.new_window(true).await?.handle;
        client.switch_to_window(behind.clone()).await?;
        client.goto(app.url()).await?;
        app.sees("New version ready").await?;
        // This tab has text that is not saved: the update is not offered there, and does not reload the tab.
        app.script("location.hash = '#/care/race/add'").await?;
        app.fill("Name", "Riverside Half").await?;
        app.wait_until("!document.querySelector('.toast')").await?;
        let may_leave = "dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        ensure!(app.value(may_leave).await? == json!(false), "a manual reload would not ask");
        client.switch_to_window(front).await?;
        app.tap("Update").await?;
        wait_for(&app, &second).await?;
        app.script("window.isNew = true").await?;
        app.stays("window.isNew", &json!(true), Duration::from_secs(2))
            .await
            .context("reloaded more than once")?;
        check_whole(&app, &second).await?;
        app.sees("minutes left").await?;
        client.switch_to_window(behind).await?;
        let typed = "document.documentElement.dataset.build + document.querySelector('form input, label input').value";
        ensure!(
            app.value(typed).await? == json!([first.id.as_str(), "Riverside Half"].concat()),
            "a form was reloaded"
        );
        app.script("history.back()").await?;
        app.tap("Leave without saving").await?;
        wait_for(&app, &second).await?;
        ensure!(app.value(may_leave).await? == json!(true), "asks without a reason");
        ensure!(!app.shows("New version ready").await?);

        app.kill_server();
        app.restart_browser().await?;
        check_whole(&app, &second).await?;
        app.close().await
    })
}

#[test]
fn a_build_that_cannot_start_is_replaced_and_a_rollback_works() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        let first = first_build(&folder)?;
        let second = later_build(&folder, "second")?;
        let broken = folder.path().join("broken");
        copy_folder(&first.dir, &broken, |_| true)?;
        for path in kept_files(&broken)? {
            let name = name_in(&broken, &path);
            if path.extension().is_some_and(|kind| kind == "js") && name != "boot.js" {
                fs::write(path, "throw new Error('broken');")?;
            }
        }
        stamp(&broken)?;
        let app = open(&first).await?;
        app.tap_region("quad-l").await?;
        app.sees("Saved").await?;
        app.host().serve_from(&broken);
        ensure!(ask_for_update(&app).await?);
        app.tap("Update").await?;
        app.wait_until("document.documentElement.dataset.trouble === 'start'").await?;
        // Once the host has a good build again, the next load gets it.
        app.host().serve_from(&second.dir);
        app.script("location.reload()").await?;
        wait_for(&app, &second).await?;
        check_whole(&app, &second).await?;
        ensure!(app.level("quad-l").await? == 1);
        // A rollback to the first build works like any update.
        app.host().serve_from(&first.dir);
        ensure!(ask_for_update(&app).await?);
        app.tap("Update").await?;
        wait_for(&app, &first).await?;
        check_whole(&app, &first).await?;
        ensure!(app.level("quad-l").await? == 1);
        app.close_whatever_it_said().await
    })
}

#[test]
fn the_kill_switch_removes_the_worker_and_keeps_the_data() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        let first = first_build(&folder)?;
        let second = later_build(&folder, "second")?;
        let app = open(&first).await?;
        app.tap_region("quad-l").await?;
        app.sees("Saved").await?;
        fs::write(second.dir.join("sw.js"), KILL_SWITCH)?;
        app.host().serve_from(&second.dir);
        app.host().cache_control("no-cache");
        app.script("navigator.serviceWorker.ready.then(registration => registration.update())").await?;
        // The page comes straight from the host.
        app.wait_until("document.evaluate(\"//comment()[. = ' second ']\", document, null, XPathResult.BOOLEAN_TYPE).booleanValue").await?;
        app.wait_until(
            "!navigator.serviceWorker.controller && !!document.querySelector('#app:not([aria-busy])')",
        )
        .await?;
        app.script("window.isQuiet = true").await?;
        app.stays("window.isQuiet", &json!(true), Duration::from_secs(2))
            .await
            .context("it reloads the page over and over")?;
        let remains = app.call_async(include_str!("../src/js/worker_remains.js"), &[]).await?;
        ensure!(remains == json!([0, 0]), "{remains}");
        ensure!(app.level("quad-l").await? == 1);
        app.close().await
    })
}
