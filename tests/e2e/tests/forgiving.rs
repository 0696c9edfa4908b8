//! Nothing ends or disappears by accident, numbers are understood as people type them, and typed text is never lost.

use anyhow::{Result, ensure};
use e2e::{App, Engine, Options};
use serde_json::{Value, json};
use std::time::Duration;

const ENTER: char = '\u{E007}';
const HOUR: i64 = 3_600_000;

/// Returns the data of the only run in the store.
async fn the_run(app: &App) -> Result<Value> {
    let runs = "Object.keys(localStorage).filter(key => key.startsWith('tightspot:run:'))";
    ensure!(app.value(&format!("{runs}.length")).await? == json!(1), "not one run");
    app.value(&format!("JSON.parse(localStorage[{runs}[0]]).data")).await
}

#[test]
fn a_discarded_run_and_a_finished_routine_come_back() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap("Start run").await?;
        let started = the_run(&app).await?["life"].clone();
        app.tap("Discard this run").await?;
        app.tap("Discard").await?;
        app.sees("Run discarded.").await?;
        app.tap("Undo").await?;
        app.sees("I’m back").await?;
        ensure!(the_run(&app).await?["life"] == started, "the start was lost");
        app.tap("I’m back").await?;
        app.tap("Skip").await?;

        app.tap("Stretch gently").await?;
        app.tap("Finish here").await?;
        app.sees("Good enough for today.").await?;
        app.tap("Undo").await?;
        app.sees("1 of 4 done").await?;
        app.tap("Finish here").await?;
        // Long after the toast.
        app.reload().await?;
        app.tap("Go on with it").await?;
        app.sees("1 of 4 done").await?;
        // The fourth tick.
        for step in ["Rehydrate", "Legs up the wall", "Slow deep breaths"] {
            app.tap(step).await?;
        }
        app.sees("All four. Nicely done.").await?;
        app.tap("Undo").await?;
        app.sees("3 of 4 done").await?;
        // The distance can still be added.
        app.tap("Add distance").await?;
        app.tap("Save distance").await?;
        app.gone("Add distance").await?;
        ensure!(the_run(&app).await?["distance"] == json!(5000));
        app.close().await
    })
}

#[test]
fn a_spot_that_was_cleared_with_none_can_be_restored() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap_chip("Left calf").await?;
        app.fill("Note", "since the hill session").await?;
        app.tap("Sore").await?;
        app.tap("0 None").await?;
        app.tap("2 Moderate").await?;
        let spot = the_run(&app).await?["spots"]["calf-l"].clone();
        ensure!(
            spot["level"] == 2
                && spot["note"] == "since the hill session"
                && spot["feelings"] == json!(["sore"]),
            "{spot}"
        );
        app.tap("0 None").await?;
        app.tap("Close").await?;
        app.tap("Undo").await?;
        app.wait_until("document.querySelector('[data-region=calf-l]').dataset.lv === '2'").await?;
        ensure!(the_run(&app).await?["spots"]["calf-l"]["note"] == "since the hill session");
        // The focus returns to the chip, although its level has changed.
        app.tap_chip("Left calf").await?;
        app.tap("3 Severe").await?;
        app.tap("Close").await?;
        app.wait_until("document.activeElement.matches('.chip.spot')").await?;
        // A text that is too long shows what was cut off.
        app.tap_chip("Left calf").await?;
        app.fill("Note", &["x".repeat(200), "and the end".to_owned()].concat()).await?;
        app.sees("200 characters fit. Left out: “and the end”").await?;
        app.close().await
    })
}

#[test]
fn two_quick_taps_log_once() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap_region("shin-r").await?;
        let (x, y) = middle(&app, "[...document.querySelectorAll('.body-dock button')].at(-1)").await?;
        for gap in [0, 220, 1300] {
            tokio::time::sleep(Duration::from_millis(gap)).await;
            app.browser().touch(x, y).await?;
        }
        app.sees("Logged for today: 2 spots").await?;
        ensure!(the_run(&app).await?["spots"]["calf-l"]["level"] == 1);
        app.sees("Same as last time").await?;
        // "Nothing tight" can be logged too, and does not hide last time's spots.
        app.wait_until("!document.querySelector('.toast')").await?;
        app.tap("Just log it").await?;
        app.sees("Logged: nothing tight today").await?;
        app.sees("2 spots, outlined").await?;
        app.close().await
    })
}

async fn middle(app: &App, expression: &str) -> Result<(f64, f64)> {
    let at = app.call(include_str!("../src/js/middle.js"), &[&expression]).await?;
    Ok((at[0].as_f64().unwrap_or_default(), at[1].as_f64().unwrap_or_default()))
}

#[test]
fn typing_replaces_a_suggested_value_and_enter_saves() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap("Start run").await?;
        app.tap("I’m back").await?;
        app.type_into("Distance", "10").await?;
        app.press(ENTER, false).await?;
        app.sees("minutes left").await?;
        ensure!(the_run(&app).await?["distance"] == json!(10_000), "{}", the_run(&app).await?["distance"]);

        // A marathon in "330" can't be 3 min 30 s.
        app.tap("Journal").await?;
        app.tap("Add a run").await?;
        app.type_into("Distance", "42,195").await?;
        app.type_into("Time", "330").await?;
        app.wait_until("document.querySelector('[inputmode=numeric]').value === '3:30'").await?;
        app.press(ENTER, false).await?;
        app.sees("3 min 30 s or 3 h 30?").await?;
        app.tap("3 h 30").await?;
        for text in ["42.2 km", "3:30:00"] {
            app.sees(text).await?;
        }
        // A problem appears when its field loses the focus, and disappears once it is fixed.
        app.tap("Edit run").await?;
        app.type_into("Time", "fast").await?;
        app.type_into("Distance", "42.2").await?;
        app.sees("Use numbers, like 46:20").await?;
        app.type_into("Time", "5:38/km").await?;
        app.gone("Use numbers, like 46:20").await?;
        app.tap("Save run").await?;
        app.sees("3:57:43").await?;
        app.gone("Save run").await?;
        // Back leads on from the run, not to it again.
        app.tap("Back").await?;
        app.sees("This week").await?;
        app.close().await
    })
}

#[test]
fn a_forgotten_run_ends_at_a_suggested_time() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Start run").await?;
        app.set_clock(7 * HOUR).await?;
        app.tap("I’m back").await?;
        app.sees("Still out? Set when you finished.").await?;
        let filled = "document.querySelector('.sheet input').value";
        ensure!(app.value(filled).await? != json!(""), "nothing is filled in");
        app.tap("1 h 30 min").await?;
        app.tap("Save finish").await?;
        app.tap("Skip").await?;
        ensure!(the_run(&app).await?["life"]["back"]["outing"]["took"] == json!(5400));
        // A finish before the start.
        app.tap("Body").await?;
        app.tap("Start run").await?;
        app.set_clock(14 * HOUR).await?;
        app.tap("I’m back").await?;
        let earlier = "new Date(Date.now() - 8 * 3600000).toTimeString().slice(0, 5)";
        let earlier = app.value(earlier).await?.as_str().unwrap_or_default().to_owned();
        app.fill("Finished at", &earlier).await?;
        app.tap("Save finish").await?;
        app.sees("That’s before the start at").await?;
        // Or the run is discarded.
        app.tap("Discard this run").await?;
        app.tap("Discard").await?;
        app.sees("Where’s tight?").await?;
        app.close().await
    })
}

#[test]
fn a_form_is_restored_after_the_phone_discarded_the_page() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.tap("Journal").await?;
        app.tap("Add a run").await?;
        app.fill("Distance", "8,2").await?;
        app.fill("Note", "on the beach").await?;
        app.tap("Mark spots").await?;
        app.tap_region("calf-l").await?;
        app.script("window.onbeforeunload = null").await?;
        app.reload().await?;
        app.tap("Done").await?;
        app.sees("Not saved yet").await?;
        app.sees("Left calf").await?;
        if app.browser().engine != Engine::WebKit {
            // The phone ends the app, and the next start does not open the form.
            app.script("window.onbeforeunload = null").await?;
            app.restart_browser().await?;
            app.sees("Something isn’t saved yet").await?;
            app.tap("Go on").await?;
        }
        app.wait_until("document.querySelector('main textarea').value === 'on the beach'").await?;
        app.tap("Save run").await?;
        app.sees("8.2 km").await?;
        app.sees("on the beach").await?;
        // Saving, leaving and starting over all delete the draft.
        for leave in ["Leave without saving", "Start over"] {
            app.tap("Edit run").await?;
            app.fill("Note", "in the woods").await?;
            if leave == "Start over" {
                app.script("window.onbeforeunload = null").await?;
                app.reload().await?;
                app.tap(leave).await?;
            }
            app.tap("Close").await?;
            if leave != "Start over" {
                app.tap(leave).await?;
            }
            app.sees("on the beach").await?;
            let drafts =
                "Object.keys(localStorage).filter(key => key.startsWith('tightspot-memory:#')).length";
            ensure!(app.value(drafts).await? == json!(0), "a draft is left after “{leave}”");
        }
        app.close().await
    })
}

#[test]
fn clocks_fit_into_their_laps_and_their_digits_have_one_width() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        for (width, height) in [(320, 568), (360, 640), (390, 844), (844, 390), (820, 1180)] {
            let app = App::open(Options { width, height, ..Options::default() }).await?;
            app.tap("Start run").await?;
            for hours in [0, 1, 13] {
                app.set_clock(hours * HOUR).await?;
                app.wait_until(&format!(
                    "document.querySelector('.timer-hero').innerText.startsWith('{hours}:')"
                ))
                .await?;
                let gap = app.call(include_str!("../src/js/clock_gap.js"), &[]).await?;
                let gap = gap.as_f64().unwrap_or_default();
                ensure!(gap > 14.0, "{width}×{height}: {hours} h is {gap} px from its lap");
            }
            let digits = "[...document.querySelectorAll('[role=timer]')].every(timer => getComputedStyle(timer).fontVariantNumeric === 'tabular-nums')";
            ensure!(app.value(digits).await? == json!(true), "the digits vary in width");
            app.close().await?;
        }
        Ok(())
    })
}

#[test]
fn a_sheet_follows_the_finger_by_its_head_and_by_its_content() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        for part in [".sheet-head h2", ".sheet .field-label"] {
            app.tap_chip("Left calf").await?;
            app.sees("What does it feel like?").await?;
            app.wait_until_still().await?;
            let top = "document.querySelector('.sheet').getBoundingClientRect().top";
            let before = app.value(top).await?.as_f64().unwrap_or_default();
            let (x, y) = middle(&app, &format!("document.querySelector('{part}')")).await?;
            let finger = async |kind: &'static str, down: f64| {
                let points = if kind == "touchEnd" { json!([]) } else { json!([{ "x": x, "y": y + down }]) };
                let event = json!({ "type": kind, "touchPoints": points });
                app.browser().devtools("Input.dispatchTouchEvent", event).await
            };
            // A little way, from where it springs back.
            finger("touchStart", 0.0).await?;
            for down in [10.0, 40.0, 80.0] {
                finger("touchMove", down).await?;
                tokio::time::sleep(Duration::from_millis(120)).await;
            }
            let now = app.value(top).await?.as_f64().unwrap_or_default();
            ensure!(
                (now - before - 80.0).abs() <= 12.0,
                "{part}: it moved {} px with a finger that moved 80",
                now - before
            );
            finger("touchEnd", 0.0).await?;
            app.wait_until(&format!("Math.abs({top} - {before}) < 1")).await?;
            // All the way, which closes it.
            finger("touchStart", 0.0).await?;
            for down in [10.0, 100.0, 200.0, 300.0] {
                finger("touchMove", down).await?;
            }
            finger("touchEnd", 0.0).await?;
            app.wait_until("!document.querySelector('.sheet')").await?;
        }
        app.close().await
    })
}

#[test]
fn four_hundred_runs_load_by_scrolling_alone() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.call(include_str!("../src/js/seed_every_other_day.js"), &[&400]).await?;
        app.reload().await?;
        app.tap("Journal").await?;
        let (cards, view) =
            ("document.querySelectorAll('.run-card').length", "document.querySelector('.view')");
        app.wait_until(&format!("{view}.scrollTop = {view}.scrollHeight, {cards} === 400")).await?;
        // A month of last year is three taps away.
        app.script(&format!("{view}.scrollTop = 0")).await?;
        let year = app.value("new Date().getFullYear()").await?.as_i64().unwrap_or_default();
        app.tap_found("document.querySelector('.month h2 button')").await?;
        app.tap("Year before").await?;
        app.sees(&(year - 1).to_string()).await?;
        app.tap_found("document.querySelector('.month-of-year:not(:disabled)')").await?;
        app.sees(&format!("January {}", year - 1)).await?;
        app.sees("Until").await?;
        // The range of the patterns is remembered.
        app.tap("Patterns").await?;
        app.tap("All").await?;
        app.tap("Body").await?;
        app.reload().await?;
        app.tap("Journal").await?;
        app.tap("Patterns").await?;
        app.wait_until("[...document.querySelectorAll('[role=radio]')].find(radio => radio.innerText === 'All').ariaChecked === 'true'").await?;
        app.close().await
    })
}
