//! A touch counts before the program has arrived, and none is lost.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options, held};
use serde_json::{Value, json};
use std::fs;
use std::time::Duration;

/// Region, level and position in the order of marking, of the only check-in in the store.
async fn stored(app: &App) -> Result<Vec<(String, i64, i64)>> {
    let run = app
        .value("JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('tightspot:run:'))?.[1] ?? '{}').data")
        .await?;
    let number = |spot: &Value, field: &str| spot[field].as_i64().unwrap_or_default();
    let spots = run["spots"].as_object().context("no check-in is stored")?;
    let mut spots: Vec<_> = spots
        .iter()
        .map(|(region, spot)| (region.clone(), number(spot, "level"), number(spot, "order")))
        .collect();
    spots.sort_by_key(|(_, _, order)| *order);
    Ok(spots)
}

/// Touches four spots, one of them twice.
async fn touch_four(app: &App) -> Result<()> {
    for (region, level) in [("quad-l", 1), ("calf-r", 1), ("calf-r", 2), ("shin-r", 1), ("glute-l", 1)] {
        app.tap_region(region).await?;
        ensure!(app.level(region).await? == level, "{region} is not marked at once");
    }
    Ok(())
}

async fn are_all_saved(app: &App) -> Result<()> {
    app.sees("Saved").await?;
    let expected = [("quad-l", 1), ("calf-r", 2), ("shin-r", 1), ("glute-l", 1)];
    for (region, level) in expected {
        ensure!(app.level(region).await? == level, "{region} has another level in the app");
    }
    let stored = stored(app).await?;
    let found: Vec<_> = stored.iter().map(|(region, level, _)| (region.as_str(), *level)).collect();
    ensure!(found == expected, "{stored:?}");
    ensure!(app.value("localStorage.getItem('tightspot-memory:early-taps')").await?.is_null());
    Ok(())
}

#[test]
fn four_touches_before_the_program_arrives_are_marked_and_saved_in_order() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.reload_held().await?;
        touch_four(&app).await?;
        app.sees("Left glute").await?;
        ensure!(!app.shows("Saved").await?, "only the program saves");
        ensure!(stored(&app).await.is_err(), "only the program saves");
        app.let_arrive().await?;
        are_all_saved(&app).await?;
        // Once more with marks: the frame shows them, and goes on from them.
        app.reload_held().await?;
        ensure!(app.level("calf-r").await? == 2 && app.level("glute-l").await? == 1);
        app.tap_region("calf-r").await?;
        ensure!(app.level("calf-r").await? == 3);
        app.let_arrive().await?;
        app.sees("Saved").await?;
        ensure!(stored(&app).await?.last() == Some(&("calf-r".to_owned(), 3, 5)));
        app.close().await
    })
}

#[test]
fn three_touches_at_one_point_make_one_region_severe_and_the_fourth_clears_it() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.reload_held().await?;
        let marked = "[...document.querySelectorAll('[data-region][data-lv]')].map(path => path.dataset.region).join()";
        for level in [1, 2, 3] {
            app.tap_region("shin-l").await?;
            ensure!(app.level("shin-l").await? == level && app.value(marked).await? == json!("shin-l"));
        }
        app.tap_region("shin-l").await?;
        ensure!(app.value(marked).await? == json!(""));
        app.tap_region("shin-l").await?;
        app.let_arrive().await?;
        app.sees("Saved").await?;
        ensure!(app.level("shin-l").await? == 1 && app.value(marked).await? == json!("shin-l"));
        app.close().await
    })
}

#[test]
fn touches_are_kept_if_the_program_never_arrives() -> Result<()> {
    e2e::run(async {
        let (folder, app) = held::open(Options::default()).await?;
        app.reload_held().await?;
        touch_four(&app).await?;
        let broken = tempfile::tempdir()?;
        fs::copy(folder.path().join("index.html"), broken.path().join("index.html"))?;
        app.host().serve_from(broken.path());
        app.host().hold(None);
        app.sees("Tightspot couldn’t start").await?;
        app.host().serve_from(folder.path());
        app.reload().await?;
        are_all_saved(&app).await?;
        app.close_whatever_it_said().await
    })
}

#[test]
fn what_was_tapped_on_an_earlier_day_is_logged_for_that_day() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        let taps = "const day = Date.now() - 3 * 864e5; localStorage.setItem('tightspot-memory:early-taps', `knee-l=1@${day} knee-l=2@${day + 1000} x shin-r=1@${day + 2000}`)";
        app.script(taps).await?;
        app.reload().await?;
        ensure!(app.level("knee-l").await? == 0, "it is not today’s");
        let found: Vec<_> =
            stored(&app).await?.into_iter().map(|(region, level, _)| (region, level)).collect();
        ensure!(found == [("knee-l".to_owned(), 2), ("shin-r".to_owned(), 1)], "{found:?}");
        app.tap("Journal").await?;
        app.sees("Left knee").await?;
        app.close().await
    })
}

#[test]
fn a_button_and_a_tab_pressed_early_are_followed() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.reload_held().await?;
        app.tap_region("quad-l").await?;
        app.tap("Start run").await?;
        app.let_arrive().await?;
        app.sees("Running").await?;
        app.sees("1 spot saved").await?;
        app.tap("Discard this run").await?;
        app.tap("Discard").await?;
        app.sees("Where’s tight?").await?;

        app.reload_held().await?;
        app.tap("Journal").await?;
        app.wait_until("document.querySelector('.tabbar [aria-current]').innerText.trim() === 'Journal'")
            .await?;
        app.let_arrive().await?;
        app.wait_until(
            "location.hash === '#/journal' && document.querySelector('h1').innerText.includes('Journal')",
        )
        .await?;
        app.browser().client.back().await?;
        app.sees("Where’s tight?").await?;
        app.close().await
    })
}

/// Region and level of every run and check-in in the store, oldest first.
async fn all_stored(app: &App) -> Result<Value> {
    let levels =
        "Object.entries(data.spots).map(([region, { level }]) => `${region}=${level}`).sort().join(' ')";
    app.value(&format!(
        "Object.keys(localStorage).filter(key => key.startsWith('tightspot:run:')).sort().map(key => JSON.parse(localStorage[key])).map(({{ data }}) => {levels})"
    ))
    .await
}

/// Frames are slow on a busy phone. They must not pause touches a second time, once the sheet lies still.
#[test]
fn a_sheet_pauses_touches_once_however_slow_the_frames() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.call(include_str!("../src/js/note_pauses.js"), &[]).await?;
        app.script(
            "const real = window.requestAnimationFrame.bind(window); \
             window.requestAnimationFrame = (act) => setTimeout(() => real(act), 400)",
        )
        .await?;
        app.tap_chip("Left calf").await?;
        app.sees("What does it feel like?").await?;
        app.wait_until("!document.querySelector('.shell.paused')").await?;
        app.stays("window.pauses", &json!(1), Duration::from_secs(1)).await?;
        app.close().await
    })
}

#[test]
fn a_new_day_begins_with_yesterdays_outlines_and_its_own_check_in() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        for _ in 0..2 {
            app.tap_region("quad-l").await?;
        }
        app.sees("Saved").await?;
        let tomorrow = e2e::call(include_str!("../src/js/set_clock.js"), &[&86_400_000]);
        let tomorrow = json!({ "source": tomorrow });
        app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", tomorrow).await?;
        app.reload_held().await?;
        ensure!(app.level("quad-l").await? == 0);
        ensure!(
            app.value("document.querySelectorAll('[data-region=\"quad-l\"][data-last]').length").await?
                == json!(1)
        );
        app.sees("Same as last time").await?;
        // The first tap on an outline repeats its level.
        app.tap_region("quad-l").await?;
        ensure!(app.level("quad-l").await? == 2);
        app.tap_region("calf-l").await?;
        app.tap("Start run").await?;
        app.let_arrive().await?;
        app.sees("Running").await?;
        app.sees("2 spots saved").await?;
        ensure!(all_stored(&app).await? == json!(["quad-l=2", "calf-l=1 quad-l=2"]));
        app.close().await
    })
}

#[test]
fn a_damaged_record_keeps_no_touch_and_no_start_back() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        let damaged = [
            "",
            "{",
            "null",
            "5",
            "\"x\"",
            "[]",
            "{\"until\":9e15}",
            "{\"until\":9e15,\"spots\":[[1]],\"last\":null,\"tabs\":5,\"counts\":{}}",
            "{\"run\":{}}",
        ];
        for text in damaged {
            app.script(&format!("localStorage.setItem('tightspot-memory:first-screen', {})", json!(text)))
                .await?;
            app.reload_held().await?;
            // A run, as damaged as it is, has no map.
            if text.contains("run") {
                app.let_arrive().await?;
                continue;
            }
            app.tap_region("quad-l").await?;
            ensure!(app.level("quad-l").await? == 1, "{text}");
            app.let_arrive().await?;
            app.sees("Saved").await?;
            ensure!(app.level("quad-l").await? == 1, "{text}");
        }
        app.close_whatever_it_said().await
    })
}

#[test]
fn keys_mark_in_the_frame_and_the_focus_stays() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.reload_held().await?;
        app.script("document.querySelector('[data-region=\"hip-flexor-l\"]').focus()").await?;
        app.press('\u{E007}', false).await?;
        ensure!(app.level("hip-flexor-l").await? == 1);
        app.let_arrive().await?;
        app.sees("Saved").await?;
        app.wait_until("document.activeElement.dataset.region === 'hip-flexor-l'").await?;
        app.close().await
    })
}

#[test]
fn the_takeover_drops_no_touch() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = held::open(Options::default()).await?;
        app.reload_held().await?;
        app.call(include_str!("../src/js/note_pauses.js"), &[]).await?;
        app.let_arrive().await?;
        app.wait_until("performance.getEntriesByName('tightspot:compared').length === 1").await?;
        ensure!(app.value("window.pauses").await? == json!(0));
        // The same note of a real change.
        app.tap("Journal").await?;
        app.wait_until("window.pauses > 0").await?;
        app.close().await
    })
}
