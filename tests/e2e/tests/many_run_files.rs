//! Many run files at once, packed and unpacked: chosen, shared, dropped, opened with the app, and undone.

#[path = "../../common/fit.rs"]
#[allow(dead_code, reason = "the native tests use the rest")]
mod fit;

use anyhow::{Result, ensure};
use e2e::{App, Options};
use fit::Shape;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const DAY: i64 = 24 * 3_600_000;
/// The number of runs on the journal's page.
const RUNS: &str = "document.querySelectorAll('.run-card').length";

type Files = Vec<(String, Vec<u8>)>;

fn run(day: i64) -> Vec<u8> {
    let default = Shape::default();
    Shape { start: default.start - day * DAY, ..default }.write()
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(vec![], Compression::default());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn zip(files: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    for (index, (name, content)) in files.iter().enumerate() {
        let method =
            if index % 2 == 0 { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method))?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn fixture(name: &str) -> Result<Vec<u8>> {
    Ok(std::fs::read(format!("{}/../fixtures/runs/{name}", env!("CARGO_MANIFEST_DIR")))?)
}

async fn choose(app: &App, files: &[(String, Vec<u8>)]) -> Result<()> {
    app.script("location.hash = '#/journal/file'").await?;
    app.answer_dialogs_with_all(files).await?;
    app.tap_found("document.querySelector('main .btn.quiet, .dock .btn.quiet')").await
}

fn named(files: Vec<(&str, Vec<u8>)>) -> Files {
    files.into_iter().map(|(name, content)| (name.to_owned(), content)).collect()
}

#[test]
fn files_of_every_kind_come_in_together_and_go_with_one_undo() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let mut broken = run(20);
        broken[200] ^= 1;
        let export = zip(&[
            ("activities/1.fit.gz", &gzip(&run(3))?),
            ("activities/2.fit", &run(4)),
            ("media/3.jpg", b"no run"),
            ("activities/4.fit", &run(5)),
            ("activities.csv", b"no run"),
        ])?;
        let files = named(vec![
            ("a.fit", run(1)),
            ("b.fit.gz", gzip(&run(2))?),
            ("export.zip", export),
            ("broken.fit", broken),
            ("ride.tcx", fixture("ride.tcx")?),
            ("a again.fit", run(1)),
        ]);
        choose(&app, &files).await?;
        app.sees("6 runs").await?;
        app.sees("These files have this run twice.").await?;
        app.sees("2 files without a run").await?;
        app.sees("“broken.fit” is damaged. Try to export it again.").await?;
        app.sees("“ride.tcx” is a ride, no run.").await?;
        app.tap("Choose none").await?;
        ensure!(app.value("document.querySelector('.dock .btn.primary').disabled").await? == json!(true));
        app.tap("Choose all").await?;
        app.tap("Add 5 runs").await?;
        app.sees("5 runs added").await?;
        app.wait_until(&[RUNS, " === 5"].concat()).await?;
        app.tap("Undo").await?;
        app.sees("Your runs land here").await?;
        app.close().await
    })
}

#[test]
fn bombs_and_cut_off_archives_are_refused_by_name() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let huge = vec![b' '; 40 << 20];
        let mut cut = gzip(&run(1))?;
        cut.truncate(cut.len() / 2);
        let archive = zip(&[("a.gpx", &huge), ("b.fit", &run(2))])?;
        let mut torn = zip(&[("a.fit", &run(3))])?;
        torn.truncate(torn.len() - 30);
        let files = named(vec![
            ("bomb.gpx.gz", gzip(&huge)?),
            ("cut.fit.gz", cut),
            ("bombs.zip", archive),
            ("torn.zip", torn),
            ("pictures.zip", zip(&[("a.jpg", b"no run")])?),
            ("account.zip", zip(&[("part-1.zip", &zip(&[("a.fit", &run(4))])?)])?),
        ]);
        choose(&app, &files).await?;
        app.sees("6 files without a run").await?;
        for line in [
            "Each of “bomb.gpx.gz”, “a.gpx” is too large to be a run. Up to 32 MB can be read.",
            "“cut.fit.gz” is damaged. Try to export it again.",
            "“torn.zip” is cut off: its end is missing. Try to export it again.",
            "“pictures.zip” has no GPX, TCX or FIT file in it.",
            "“account.zip” has archives in it. Unpack it, and choose those.",
        ] {
            app.sees(line).await?;
        }
        app.sees("Add 1 run").await?;
        app.close().await
    })
}

/// A season moves in with the server killed, while the screen answers.
#[test]
fn a_season_of_files_comes_in_and_can_be_stopped() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        app.kill_server();
        let files: Files = (0..300).map(|day| (format!("{day}.fit"), run(day))).collect();
        // A slow disk, so that there is time to stop.
        app.script(
            "window.read = Blob.prototype.arrayBuffer;
            Blob.prototype.arrayBuffer = async function () {
                await new Promise((resolve) => setTimeout(resolve, 100));
                return window.read.call(this);
            };",
        )
        .await?;
        choose(&app, &files).await?;
        app.wait_until("/Reading ([2-9]|\\d\\d+) of 300/.test(document.body.innerText)").await?;
        app.tap("Stop here").await?;
        app.script("Blob.prototype.arrayBuffer = window.read").await?;
        app.wait_until("!!document.querySelector('.rows-check')").await?;
        let read = app.value("document.querySelector('.section-title, h2').textContent").await?;
        ensure!(read != json!("300 runs"), "it stopped after {read}");
        app.tap("Other files").await?;
        app.sees("Add 300 runs").await?;
        // A tick far down changes nothing else.
        app.script("document.querySelector('main .btn.quiet').click()").await?;
        app.wait_until("document.querySelectorAll('.rows-check [role=checkbox]').length > 60").await?;
        app.script("const box = document.querySelectorAll('.rows-check [role=checkbox]')[60]; box.scrollIntoView({ block: 'center' }); box.focus()").await?;
        let scrolled = app.value("document.querySelector('.view').scrollTop").await?;
        ensure!(scrolled.as_f64() > Some(1000.0), "{scrolled}");
        app.script("document.activeElement.click()").await?;
        app.sees("Add 299 runs").await?;
        ensure!(app.value("document.activeElement.ariaChecked").await? == json!("false"));
        ensure!(app.value("document.querySelector('.view').scrollTop").await? == scrolled);
        app.script("document.activeElement.click()").await?;
        app.tap("Add 300 runs").await?;
        app.sees("300 runs added").await?;
        let stored = "Object.keys(localStorage).filter((key) => key.startsWith('tightspot:run:')).length";
        ensure!(app.value(stored).await? == json!(300));
        app.tap("Undo").await?;
        app.sees("Your runs land here").await?;
        // Once more: everything that is there already is left out.
        choose(&app, &files[..20]).await?;
        app.tap("Add 20 runs").await?;
        app.sees("20 runs added").await?;
        choose(&app, &files[..21]).await?;
        app.sees("Already in your journal.").await?;
        app.sees("Add 1 run").await?;
        app.close().await
    })
}

#[test]
fn a_file_is_dropped_onto_the_app_or_opened_with_it() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.answer_dialogs_with_all(&named(vec![("a.fit", run(1)), ("b.fit", run(2))])).await?;
        app.call(include_str!("../src/js/drop_files.js"), &[]).await?;
        app.sees("Add 2 runs").await?;
        ensure!(app.value("location.hash").await? == json!("#/journal/file"));
        app.close().await
    })
}

#[test]
fn several_files_shared_from_another_app_arrive_once() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.wait_until("!!navigator.serviceWorker.controller").await?;
        app.browser().devtools("Page.navigate", json!({ "url": "about:blank" })).await?;
        app.answer_dialogs_with_all(&named(vec![("a.fit", run(1)), ("b.fit", run(2)), ("c.fit", run(3))]))
            .await?;
        let address = json!([app.url(), "share"].concat());
        app.call(include_str!("../src/js/share_files.js"), &[&address]).await?;
        app.sees("Add 3 runs").await?;
        app.tap("Add 3 runs").await?;
        app.sees("3 runs added").await?;
        app.script("location.hash = '#/journal/shared'").await?;
        app.sees("Which files?").await?;
        app.close().await
    })
}

/// A desktop hands files to the app through `launchQueue`.
#[test]
fn a_desktop_opens_files_with_the_app() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let source = include_str!("../src/js/launch_files.js");
        app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        app.reload().await?;
        app.sees("Journal").await?;
        app.answer_dialogs_with_all(&named(vec![("a.fit", run(1)), ("b.fit", run(2))])).await?;
        // The file of an earlier launch, which the browser hands over again when the page is reloaded, is not opened.
        ensure!(app.value("window.wasAskedForOld ?? false").await? == json!(false));
        ensure!(app.value("location.hash").await? != json!("#/journal/file"));
        // A launch after that is a new one.
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        app.script("launchFiles(window.files)").await?;
        app.sees("Add 2 runs").await?;
        app.close().await
    })
}

#[test]
fn a_run_with_pauses_shows_both_of_its_times() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.script("document.addEventListener('securitypolicyviolation', () => (window.wasReported = true))")
            .await?;
        choose(&app, &named(vec![("cut.gpx", fixture("cut-off.gpx")?)])).await?;
        app.sees("is cut off").await?;
        choose(&app, &named(vec![("paused.gpx", fixture("wild/gpx-gap-between-segments.gpx")?)])).await?;
        app.sees("20:00").await?;
        app.sees("1:20:00").await?;
        app.sees("out for").await?;
        app.sees("Gaps in the track count as pauses.").await?;
        app.tap("Use it").await?;
        app.sees("20:00").await?;
        app.sees("out for").await?;
        app.tap("Edit run").await?;
        app.fill("Time", "19:30").await?;
        app.fill("Out for", "1:10:00").await?;
        app.tap("Save run").await?;
        app.sees("19:30").await?;
        app.sees("1:10:00").await?;
        app.tap("Journal").await?;
        app.sees("19 min, out\u{a0}for\u{a0}1\u{a0}h\u{a0}10").await?;
        ensure!(app.value("window.wasReported ?? false").await? == json!(false));
        app.close().await
    })
}
