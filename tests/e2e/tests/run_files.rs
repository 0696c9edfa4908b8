//! Runs from files: previewed, imported, undone, refused, and shared from another app.

#[path = "../../common/fit.rs"]
#[allow(dead_code, reason = "the native tests use the rest")]
mod fit;

use anyhow::{Result, ensure};
use e2e::{App, Options};
use serde_json::json;

const IMPORT: &str = "Import files";

/// Returns the texts of the options, with a star before those that are chosen.
const OPTIONS: &str = include_str!("../src/js/options.js");

async fn choose(app: &App, name: &str, content: &[u8]) -> Result<()> {
    app.script("location.hash = '#/journal/file'").await?;
    app.answer_dialogs_with(name, content).await?;
    app.tap_found("document.querySelector('main .btn.quiet, .dock .btn.quiet')").await
}

/// Reads a fixture.
fn fixture(name: &str) -> Result<Vec<u8>> {
    Ok(std::fs::read(format!("{}/../fixtures/runs/{name}", env!("CARGO_MANIFEST_DIR")))?)
}

#[test]
fn a_run_that_just_ended_fills_in_the_check_in_and_starts_the_routine() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        // Fifty minutes later.
        app.set_clock(50 * 60_000).await?;
        app.tap("Journal").await?;
        let file = e2e::run_file(&app, 50).await?;
        app.answer_dialogs_with("morning-run.gpx", &file).await?;
        app.tap(IMPORT).await?;
        app.sees("GPX, 50 kB, reads fine").await?;
        app.sees("8.2 km").await?;
        app.sees("46:20").await?;
        ensure!(app.value("document.querySelectorAll('.route circle').length").await? == json!(2));
        let options = app.call(OPTIONS, &[]).await?;
        ensure!(
            options.as_str().is_some_and(|text| text.ends_with("; A new run") && text.starts_with("* ")),
            "{options}"
        );
        app.tap("Use it").await?;
        // It ended three minutes and forty seconds ago, so there is still time for a drink.
        app.sees("Filled in").await?;
        app.sees("Within 30 minutes of finishing").await?;
        app.sees("after 46 min").await?;
        app.tap("Journal").await?;
        app.sees("8.2 km").await?;
        app.sees("Left calf").await?;
        app.close().await
    })
}

#[test]
fn importing_a_run_can_be_undone() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        choose(&app, "old.fit", &fit::Shape::default().write()).await?;
        app.sees("reads fine").await?;
        ensure!(app.call(OPTIONS, &[]).await? == json!("* A new run"));
        app.tap("Use it").await?;
        app.sees("Run added").await?;
        app.sees("8.2 km").await?;
        app.tap("Undo").await?;
        app.sees("Your runs land here").await?;
        // Imported again, it is recognised the next time, and nothing is duplicated.
        choose(&app, "old.fit", &fit::Shape::default().write()).await?;
        app.tap("Use it").await?;
        app.sees("8.2 km").await?;
        choose(&app, "old.gpx", &fixture("garmin-connect.gpx")?).await?;
        app.sees("About the same start.").await?;
        app.tap("Use it").await?;
        app.sees("Filled in").await?;
        app.tap("Journal").await?;
        app.wait_until("document.querySelectorAll('.run-card').length === 1").await?;
        app.close().await
    })
}

#[test]
fn undoing_an_import_reopens_the_routine_that_it_closed() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        choose(&app, "first.gpx", &e2e::run_file(&app, 120).await?).await?;
        app.tap("Use it").await?;
        app.sees("since you finished").await?;
        choose(&app, "second.gpx", &e2e::run_file(&app, 50).await?).await?;
        app.tap("Use it").await?;
        app.sees("Within 30 minutes of finishing").await?;
        app.tap("Undo").await?;
        app.script("location.hash = '#/recover'").await?;
        app.sees("since you finished").await?;
        app.sees("0 of 4 done").await?;
        ensure!(!app.shows("Good enough for today").await?);
        app.close().await
    })
}

#[test]
fn one_of_several_runs_is_chosen_and_a_missing_distance_typed() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        choose(&app, "two.gpx", &fixture("two-runs-and-a-ride.gpx")?).await?;
        app.sees("2 runs").await?;
        app.sees("Left out: a ride.").await?;
        app.tap_found("document.querySelectorAll('[role=checkbox]')[0]").await?;
        app.tap("Add 1 run").await?;
        app.sees("Run added").await?;
        app.sees("4.4 km").await?;
        // For a run that is being edited, one of them is chosen.
        app.tap_found("document.querySelector('.run-card')").await?;
        app.tap("Edit run").await?;
        app.answer_dialogs_with("two.gpx", &fixture("two-runs-and-a-ride.gpx")?).await?;
        app.tap("Fill in from a file GPX, TCX or FIT from your watch").await?;
        app.sees("Which run?").await?;
        let options = app.call(OPTIONS, &[]).await?;
        ensure!(options.as_str().is_some_and(|text| text.matches("; ").count() == 3), "{options}");
        app.tap("Close").await?;
        app.wait_until("!document.querySelector('[role=dialog]')").await?;
        choose(&app, "gym.tcx", &fixture("no-distance.tcx")?).await?;
        app.sees("Not in the file").await?;
        app.fill("Distance", "far").await?;
        app.tap("Use it").await?;
        app.sees("Use numbers, like 8.2").await?;
        app.fill("Distance", "7.5").await?;
        app.tap_found("document.querySelectorAll('.option')[1]").await?;
        app.tap("Use it").await?;
        app.sees("7.5 km").await?;
        app.close().await
    })
}

#[test]
fn broken_and_foreign_files_change_nothing_and_say_why() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Journal").await?;
        let mut flipped = fit::Shape::default().write();
        flipped[200] ^= 1;
        let future = fit::Shape { start: 4_000_000_000_000, ..fit::Shape::default() };
        for (name, content, message) in [
            (
                "empty.gpx",
                fixture("empty.gpx")?,
                "“empty.gpx” is empty. If it is in a cloud folder, download it first. Nothing was changed.",
            ),
            ("cut.gpx", fixture("cut-off.gpx")?, "“cut.gpx” is cut off: its end is missing."),
            ("bomb.gpx", fixture("entity-bomb.gpx")?, "“bomb.gpx” isn’t a GPX, TCX or FIT file."),
            ("outside.gpx", fixture("external-entity.gpx")?, "“outside.gpx” isn’t a GPX, TCX or FIT file."),
            ("<b>page</b>.gpx", fixture("web-page.gpx")?, "“<b>page</b>.gpx” isn’t a GPX, TCX or FIT file."),
            (
                "plan.gpx",
                fixture("planned-route.gpx")?,
                "“plan.gpx” is a planned route without times, no run.",
            ),
            ("ride.tcx", fixture("ride.tcx")?, "“ride.tcx” is a ride, no run."),
            ("flipped.fit", flipped, "“flipped.fit” is damaged."),
            ("locked.fit", fit::wrap(14, &[0xFF; 400]), "“locked.fit” is protected. Try GPX."),
            ("tomorrow.fit", future.write(), "That's in the future."),
        ] {
            choose(&app, name, &content).await?;
            app.sees(message).await?;
        }
        ensure!(app.value("document.querySelector('.dock .btn.primary').disabled").await? == json!(true));
        app.call(include_str!("../src/js/answer_dialogs_with_huge_file.js"), &[]).await?;
        app.tap("Other file").await?;
        app.sees("“huge.gpx” is too large to be a run. Up to 32 MB can be read.").await?;
        // A wrong file extension does no harm.
        choose(&app, "right.fit", &fixture("prefixed-1.0.gpx")?).await?;
        app.sees("GPX, 13 kB, reads fine").await?;
        app.tap("Close").await?;
        app.wait_until("!document.querySelector(\'[role=dialog]\')").await?;
        app.script("location.hash = '#/journal'").await?;
        app.sees("Your runs land here").await?;
        app.close().await
    })
}

#[test]
fn a_file_shared_from_another_app_arrives_once() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.wait_until("!!navigator.serviceWorker.controller").await?;
        // The phone's share sheet sends a form from outside, and the browser then opens the app.
        app.browser().devtools("Page.navigate", json!({ "url": "about:blank" })).await?;
        app.answer_dialogs_with_all(&[("Läufe 16.6..tcx".to_owned(), fixture("garmin.tcx")?)]).await?;
        let address = json!([app.url(), "share"].concat());
        app.call(include_str!("../src/js/share_files.js"), &[&address]).await?;
        app.sees("Läufe 16.6..tcx").await?;
        app.sees("46:20").await?;
        app.tap("Use it").await?;
        app.sees("8.2 km").await?;
        app.script("location.hash = '#/journal/shared'").await?;
        app.sees("Which files?").await?;
        app.close().await
    })
}
