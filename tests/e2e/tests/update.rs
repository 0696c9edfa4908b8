//! Updates with two real builds: never files of both, whatever the network does in the middle; the runner decides when.

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

/// The app as it is.
fn first_build(folder: &TempDir) -> Result<Build> {
    let dir = folder.path().join("first");
    copy_folder(&xtask::dist(), &dir, |_| true)?;
    let id = stamp(&dir)?;
    Ok(Build { dir, id })
}

/// A later build, in which every file is another under the same name, as on a host that was updated in place.
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
            Some("webmanifest") => format!(", \"later\": \"{name}\"}}").into_bytes(),
            // A custom section of this name, with nothing in it.
            Some("wasm") => {
                let length = u8::try_from(name.len())?;
                [&[0, length + 1, length], name.as_bytes()].concat()
            }
            other => bail!("how is a file of the kind {other:?} to be another?"),
        });
        fs::write(&path, bytes)?;
    }
    let id = stamp(&dir)?;
    Ok(Build { dir, id })
}

/// The page is of this build, and so is every file that it gets when it asks.
async fn check_whole(app: &App, build: &Build) -> Result<()> {
    ensure!(
        app.value("document.documentElement.dataset.build").await? == json!(build.id),
        "the page is of another build"
    );
    let (names, hashes): (Vec<_>, Vec<_>) = kept_hashes(&build.dir)?.into_iter().unzip();
    let served = app.call_async(include_str!("../src/js/served_hashes.js"), &[&json!(names)]).await?;
    ensure!(served == json!(hashes), "of {names:?} one is of another build");
    Ok(())
}

/// Waits until the app is there, of this build.
async fn wait_for(app: &App, build: &Build) -> Result<()> {
    let is_it = "document.documentElement.dataset.build === {} && !!document.querySelector('.shell')";
    app.wait_until(&is_it.replace("{}", &json!(build.id).to_string())).await
}

/// Asks the host for a new build. Gives whether one waits then.
async fn ask_for_update(app: &App) -> Result<bool> {
    Ok(app.call_async(include_str!("../src/js/ask_for_update.js"), &[]).await? == json!(true))
}

/// Asks for a new build until the host is in trouble over it.
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
    bail!("nothing was asked for")
}

/// Opens a build and waits until it is kept. The first that is ever kept does not load the page anew.
async fn open(build: &Build) -> Result<App> {
    let app = App::open_folder(&build.dir, Options { logs_requests: false, ..Options::default() }).await?;
    app.script("window.isFirst = true").await?;
    app.host().cache_control("max-age=600");
    app.wait_until("!!document.querySelector('.shell')").await?;
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
fn an_install_in_trouble_changes_nothing() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        let first = first_build(&folder)?;
        let app = open(&first).await?;
        // The worker itself, and each of its files. Every attempt is a build of its own: what an attempt gets stays in
        // the browser's own cache.
        let requests = kept_files(&first.dir)?.len() + 1;
        for (place, trouble) in (0..requests).flat_map(|place| TROUBLES.map(|trouble| (place, trouble))) {
            let next = later_build(&folder, &format!("{trouble:?} at {place}"))?;
            app.host().serve_from(&next.dir);
            app.host().trouble(Some((place, trouble)));
            let waits = ask_for_update(&app).await?;
            ensure!(app.host().is_troubled(), "an install makes only {place} requests");
            ensure!(!waits, "{trouble:?} at request {place}: half a build waits");
            app.host().trouble(None);
            check_whole(&app, &first).await?;
            fs::remove_dir_all(next.dir)?;
        }
        println!("{} installs in trouble", requests * TROUBLES.len());
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
        for place in 0..=kept_files(&first.dir)?.len() {
            let next = later_build(&folder, &format!("next-{place}"))?;
            app.host().serve_from(&next.dir);
            app.host().trouble(Some((place, Trouble::Silence)));
            // The look that every start takes may still be under way; the browser then takes no other.
            wait_for_trouble(&app).await.with_context(|| format!("request {place}"))?;
            app.kill_only()?;
            // Nothing answers any more: the phone was switched off under way and comes back without network.
            app.host().trouble(Some((0, Trouble::Offline)));
            app.open_again().await?;
            check_whole(&app, &first).await.with_context(|| format!("killed at request {place}"))?;
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
fn an_update_waits_for_the_runner_and_takes_every_tab_along_once() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        let first = first_build(&folder)?;
        let second = later_build(&folder, "second")?;
        let mut app = open(&first).await?;
        app.tap_region("quad-l").await?;
        app.sees("Saved").await?;
        app.tap("Start run").await?;
        app.sees("Enjoy the run.").await?;
        app.host().serve_from(&second.dir);
        ensure!(ask_for_update(&app).await?, "the second build did not arrive");
        let is_offered = "document.body.innerText.includes('New version ready')";
        app.stays(is_offered, &json!(false), Duration::from_millis(500))
            .await
            .context("offered in the middle of a run")?;
        app.tap("I’m back").await?;
        app.tap("Skip").await?;
        app.sees("New version ready").await?;
        // As long as nobody agrees, every start is the old build.
        app.reload().await?;
        check_whole(&app, &first).await?;
        app.sees("New version ready").await?;

        let client = &app.browser().client;
        let front = client.window().await?;
        let behind = client.new_window(true).await?.handle;
        client.switch_to_window(behind.clone()).await?;
        client.goto(app.url()).await?;
        app.sees("New version ready").await?;
        // What is typed and not saved is in this tab alone: it is not offered there, nor loaded over.
        app.script("location.hash = '#/care/race/add'").await?;
        app.fill("Name", "Riverside Half").await?;
        app.wait_until("!document.querySelector('.toast')").await?;
        let leaves = "dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        ensure!(app.value(leaves).await? == json!(false), "a reload by hand would not ask");
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
            "loaded over a form"
        );
        app.script("history.back()").await?;
        app.tap("Leave without saving").await?;
        wait_for(&app, &second).await?;
        ensure!(app.value(leaves).await? == json!(true), "asks for nothing");
        ensure!(!app.shows("New version ready").await?);

        app.kill_server();
        app.restart_browser().await?;
        check_whole(&app, &second).await?;
        app.close().await
    })
}

#[test]
fn a_build_that_cannot_start_gives_way_by_itself_and_one_can_go_back() -> Result<()> {
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
        // Mended on the host: the next look at the app brings it.
        app.host().serve_from(&second.dir);
        app.script("location.reload()").await?;
        wait_for(&app, &second).await?;
        check_whole(&app, &second).await?;
        ensure!(app.level("quad-l").await? == 1);
        // Back to the first, as to any other build.
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
fn the_kill_switch_takes_the_worker_away_and_leaves_the_data() -> Result<()> {
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
        // The page of the host, straight from there.
        app.wait_until("document.evaluate(\"//comment()[. = ' second ']\", document, null, XPathResult.BOOLEAN_TYPE).booleanValue").await?;
        app.wait_until("!navigator.serviceWorker.controller && !!document.querySelector('.shell')").await?;
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
