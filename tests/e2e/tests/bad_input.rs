//! Everything that can be wrong with a phone: full or blocked storage, damaged and newer records, a clock that was set
//! back, a program that does not load. Each problem has its message, and nothing is lost.

use anyhow::{Result, ensure};
use e2e::{App, Options, copy_folder, sealed};
use serde_json::json;

const HOUR: i64 = 3_600_000;

#[test]
fn blocked_storage_keeps_the_session_and_says_so() -> Result<()> {
    e2e::run(async {
        let preferences = json!({ "profile.default_content_setting_values.cookies": 2 });
        let app = App::open(Options { preferences, ..Options::default() }).await?;
        app.tap("Fix").await?;
        app.sees("This browser isn't keeping your data").await?;
        app.tap("Close").await?;
        app.tap_region("calf-l").await?;
        app.sees("Not saved").await?;
        ensure!(app.level("calf-l").await? == 1);
        app.tap("Start run").await?;
        app.sees("Running").await?;
        app.tap("I’m back").await?;
        app.tap("Skip").await?;
        app.sees("minutes left").await?;
        check_copy(&app, "calf-l").await?;
        app.close().await
    })
}

#[test]
fn full_storage_warns_at_the_first_tap_and_saves_once_there_is_room() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let fill = include_str!("../src/js/fill_storage.js");
        app.call(fill, &[]).await?;
        // The first tap fits into the reserve, and the runner gets a warning.
        app.tap_region("quad-l").await?;
        app.sees("Almost out of space").await?;
        app.sees("Saved").await?;
        app.call(fill, &[]).await?;
        app.tap_region("calf-r").await?;
        app.sees("Not saved").await?;
        app.tap_region("shin-r").await?;
        ensure!(app.level("quad-l").await? == 1 && app.level("shin-r").await? == 1);
        app.tap("Fix").await?;
        app.sees("Your phone is out of space").await?;
        check_copy(&app, "shin-r").await?;
        app.tap("Try again").await?;
        app.sees("Your phone is out of space").await?;
        app.call(include_str!("../src/js/remove_fillers.js"), &[]).await?;
        app.tap("Try again").await?;
        app.wait_until("!document.body.innerText.includes('out of space')").await?;
        ensure!(app.level("calf-r").await? == 1);
        app.sees("Saved").await?;
        app.reload().await?;
        ensure!(app.level("quad-l").await? == 1 && app.level("shin-r").await? == 1);
        app.close().await
    })
}

#[test]
fn one_damaged_record_among_a_hundred_is_set_aside_and_shown() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        seed(&app, 100).await?;
        let torn = "{\"schema\":1,\"rev\":2,\"data\":{\"id\":\"seed-42\",";
        app.script(&format!("localStorage.setItem('tightspot:run:seed-42', {})", json!(torn))).await?;
        app.reload().await?;
        app.sees("One damaged entry was set aside").await?;
        app.sees("99 runs are here").await?;
        app.tap("See what’s missing").await?;
        app.sees("run:seed-42").await?;
        app.sees(torn).await?;
        check_copy(&app, "seed-99").await?;
        app.reload().await?;
        ensure!(!app.shows("One damaged entry was set aside").await?, "shown twice");
        app.close().await
    })
}

#[test]
fn data_of_a_newer_build_opens_read_only_and_stays_untouched() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        seed(&app, 3).await?;
        let newer = json!(sealed(9, 1, r#"{"mood":"fine"}"#));
        app.script(&format!("localStorage.setItem('tightspot:run:new', {newer})")).await?;
        let before = app.value("JSON.stringify(localStorage)").await?;
        app.reload().await?;
        app.sees("Read only for now").await?;
        app.tap_region("quad-l").await?;
        ensure!(app.level("quad-l").await? == 0, "a tap changed read-only data");
        ensure!(
            app.value("[...document.querySelectorAll('.body-dock button')].every(button => button.disabled)")
                .await?
                == json!(true)
        );
        app.tap("Journal").await?;
        app.sees("Read only for now").await?;
        app.tap_found("document.querySelector('.run-card')").await?;
        app.sees("Recovery").await?;
        ensure!(!app.shows("Delete this run").await?);
        // No form accepts what it could not save, and no message says that existing data is gone.
        app.tap("Care").await?;
        app.script("location.hash = '#/care/phase'").await?;
        app.tap_found("document.querySelector('.option')").await?;
        app.tap("Done").await?;
        app.sees("Not set").await?;
        app.script("location.hash = '#/journal/add'").await?;
        app.wait_until("!!document.querySelector('.run-card')").await?;
        ensure!(!app.shows("Save run").await?);
        ensure!(app.value("JSON.stringify(localStorage)").await? == before);
        app.close().await
    })
}

#[test]
fn a_clock_set_back_during_a_run_prompts_for_its_time() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("quad-l").await?;
        app.tap("Start run").await?;
        app.set_clock(-24 * HOUR).await?;
        app.sees("Your phone’s clock went back.").await?;
        app.tap("I’m back").await?;
        app.sees("Your clock went back").await?;
        app.fill("Time", "long").await?;
        app.tap("Save finish").await?;
        app.sees("Use numbers, like 46:20").await?;
        app.fill("Time", "49:00:00").await?;
        app.tap("Save finish").await?;
        app.sees("A run can be up to 48 hours long").await?;
        app.fill("Time", "46:20").await?;
        app.tap("Save finish").await?;
        app.tap("Skip").await?;
        app.sees("after 46 min").await?;
        app.sees("30:00").await?;
        app.close().await
    })
}

#[test]
fn a_run_that_never_ended_prompts_for_its_finish() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Start run").await?;
        app.set_clock(72 * HOUR).await?;
        app.sees("Still out?").await?;
        app.tap("I’m back").await?;
        app.sees("Set when you finished.").await?;
        app.fill("Finished at", "").await?;
        app.tap("Save finish").await?;
        app.sees("Set a time").await?;
        let still_running = app.value("JSON.stringify(localStorage).includes('running')").await?;
        ensure!(still_running == json!(true), "the run ended without a question");
        // Half an hour after the start, by the wall clock.
        let time =
            app.value("new Date(Date.now() - 72 * 3600000 + 30 * 60000).toTimeString().slice(0, 5)").await?;
        app.fill("Finished at", time.as_str().unwrap_or_default()).await?;
        app.tap("Save finish").await?;
        app.tap("Skip").await?;
        app.sees("after 30 min").await?;
        app.sees("Still worth a drink").await?;
        app.close().await
    })
}

#[test]
fn a_program_that_does_not_load_gets_a_plain_message() -> Result<()> {
    e2e::run(async {
        let folder = tempfile::tempdir()?;
        copy_folder(&xtask::dist(), folder.path(), |name| !name.contains("_bg.wasm"))?;
        let app = App::open_folder(folder.path(), Options::default()).await?;
        app.sees("Tightspot couldn’t start").await?;
        app.sees("Your data is safe").await
    })
}

#[test]
fn a_browser_without_webassembly_gets_a_plain_message() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let source = json!({ "source": "delete window.WebAssembly" });
        app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", source).await?;
        app.script("location.reload()").await?;
        app.sees("This browser is too old").await?;
        app.sees("Your data is untouched").await
    })
}

#[test]
fn disabled_scripts_get_a_plain_message_under_the_painted_page() -> Result<()> {
    e2e::run(async {
        let preferences = json!({ "profile.managed_default_content_settings.javascript": 2 });
        let app = App::open_folder(&xtask::dist(), Options { preferences, ..Options::default() }).await?;
        app.sees("Scripts are switched off").await?;
        app.sees("Where’s tight?").await
    })
}

/// Writes finished runs as the app writes them.
async fn seed(app: &App, runs: usize) -> Result<()> {
    app.call(include_str!("../src/js/seed_one_day.js"), &[&runs]).await?;
    Ok(())
}

/// Checks that the copy that the app saves contains this text.
async fn check_copy(app: &App, text: &str) -> Result<()> {
    app.call(include_str!("../src/js/catch_copy.js"), &[]).await?;
    app.tap("Save a copy").await?;
    app.wait_until("!!window.copied").await?;
    let expression =
        format!("JSON.parse(window.copied).app === 'tightspot' && window.copied.includes({})", json!(text));
    ensure!(app.value(&expression).await? == json!(true), "the copy lacks {text}");
    Ok(())
}
