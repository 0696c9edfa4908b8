//! Tap, run, recover: by touch and by keyboard, with the server dead and the browser restarted.

use anyhow::{Result, ensure};
use e2e::{App, Engine, Options};
use serde_json::json;

const ENTER: char = '\u{E007}';
const SPACE: char = ' ';
const RIGHT: char = '\u{E014}';

#[test]
fn the_main_job_by_touch_survives_server_and_browser() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.sees("Tap what feels tight.").await?;
        ensure!(!app.shows("Saved").await?, "nothing is saved before the first tap");

        // Four spots: one to severe, one cleared and undone, one in the upper body, one sole.
        for _ in 0..3 {
            app.tap_region("it-band-r").await?;
        }
        app.sees("Saved").await?;
        for _ in 0..4 {
            app.tap_region("calf-l").await?;
        }
        app.sees("Left calf cleared").await?;
        app.tap("Undo").await?;
        app.wait_until("document.querySelector('[data-region=\"calf-l\"]').dataset.lv === '3'").await?;
        app.open_view("Upper body").await?;
        app.tap_region("neck").await?;
        app.open_view("Soles").await?;
        app.tap_region("arch-l").await?;
        app.tap_region("arch-l").await?;
        app.open_view("Legs").await?;
        ensure!(app.level("it-band-r").await? == 3 && app.level("calf-l").await? == 3);

        // A note on one of them.
        app.tap_chip("Left calf").await?;
        app.fill("Note", "Since Sunday’s hills, low on the outside").await?;
        app.tap("Sore").await?;
        app.tap("Close").await?;

        app.tap("Start run").await?;
        app.sees("4 spots saved").await?;
        app.reload().await?;
        app.sees("Running").await?;
        app.wait_until("document.title === 'Running · Tightspot'").await?;
        app.wait_until_offline_ready().await?;

        // From here on there is no server.
        app.kill_server();
        app.tap("I’m back").await?;
        app.tap("Save distance").await?;
        app.sees("minutes left").await?;
        app.tap("Rehydrate").await?;
        app.tap("Stretch gently").await?;
        app.sees("2 of 4 done").await?;
        app.tap("Start: Legs up the wall").await?;
        app.tap("None of these, start").await?;
        app.sees("Get comfy").await?;
        app.tap("Done").await?;
        app.sees("3 of 4 done").await?;
        app.tap("Done for now").await?;
        app.tap("Slow deep breaths").await?;
        app.sees("All four. Nicely done.").await?;

        app.browser().check_console().await?;
        let asked = app.browser().requests().await?;
        let engine = app.browser().engine;
        ensure!(!asked.is_empty() || engine != Engine::Chromium, "the log of requests is empty");
        if engine == Engine::WebKit {
            // Under a driver, WebKit does not keep its profile.
            app.reload().await?;
            app.tap("Body").await?;
        } else {
            app.restart_browser().await?;
        }

        app.sees("Same as last time").await?;
        app.tap("Journal").await?;
        app.sees("5.0 km").await?;
        app.sees("Right IT band").await?;
        app.tap_found("document.querySelector('.run-card')").await?;
        for text in [
            "Left calf",
            "Severe, sore",
            "Since Sunday’s hills, low on the outside",
            "Neck",
            "Left arch",
            "4 of 4",
        ] {
            app.sees(text).await?;
        }
        app.tap("Edit run").await?;
        app.sees("Save run").await?;
        app.tap("Close").await?;
        app.tap("Back").await?;
        app.tap("Add a run").await?;
        app.sees("Tight before the run").await?;
        app.tap("Back").await?;
        app.tap("Care").await?;
        app.tap_found("document.querySelector('.row[href$=see-someone]')").await?;
        app.sees("Emergency: stop, and call your emergency number").await?;
        app.tap("Recover").await?;
        app.sees("All four. Nicely done.").await?;
        app.tap("Body").await?;
        app.tap("Settings").await?;
        app.sees("1 run,").await?;

        let elsewhere: Vec<_> = app
            .browser()
            .requests()
            .await?
            .into_iter()
            .chain(asked)
            .filter(|address| {
                !address.starts_with(app.url())
                    && !address.starts_with("data:")
                    && !address.starts_with("chrome")
            })
            .collect();
        ensure!(elsewhere.is_empty(), "requests that leave the app: {elsewhere:?}");
        app.close().await
    })
}

#[test]
fn the_main_job_by_keyboard_through_the_list() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tab_to("Show as a list", ENTER).await?;
        app.sees("Lower legs").await?;
        // Arrows choose within a row: none, mild, moderate.
        app.script("document.querySelector('[aria-label=\"Left calf\"] [tabindex=\"0\"]').focus()").await?;
        app.press(RIGHT, false).await?;
        app.press(RIGHT, false).await?;
        app.wait_until("document.activeElement.getAttribute('aria-label') === 'Moderate'").await?;
        app.wait_until("document.activeElement.getAttribute('aria-checked') === 'true'").await?;
        app.wait_until("document.querySelector('[aria-live]').textContent === 'Left calf, moderate, saved'")
            .await?;
        // Shift+Enter opens the sheet; its heading gets the focus, and Escape returns it.
        app.press(ENTER, true).await?;
        app.wait_until("document.activeElement.id === 'sheet-title'").await?;
        app.tab_to("Sharp", SPACE).await?;
        app.sees("Sharp is different").await?;
        app.press('\u{E00C}', false).await?;
        app.wait_until("document.activeElement.getAttribute('aria-label') === 'Moderate'").await?;

        app.tab_to("Start run", ENTER).await?;
        app.sees("Left calf is sharp").await?;
        app.tab_to("Run anyway", ENTER).await?;
        app.sees("Since").await?;
        app.tab_to("I’m back", ENTER).await?;
        app.tab_to("Skip", ENTER).await?;
        for step in ["Rehydrate", "Stretch gently", "Legs up the wall", "Slow deep breaths"] {
            app.tab_to(step, SPACE).await?;
        }
        app.sees("All four. Nicely done.").await?;
        app.wait_until("document.activeElement.tagName === 'H1'").await?;
        app.close().await
    })
}

#[test]
fn the_map_by_keyboard() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tab_to("Left hip flexor", SPACE).await?;
        app.wait_until("document.activeElement.getAttribute('aria-label') === 'Left hip flexor, mild'")
            .await?;
        app.press(RIGHT, false).await?;
        app.press(ENTER, false).await?;
        app.wait_until("document.activeElement.getAttribute('aria-label') === 'Right hip flexor, mild'")
            .await?;
        app.press(ENTER, true).await?;
        app.sees("What does it feel like?").await?;
        app.tap("Close").await?;
        app.wait_until("document.activeElement.dataset.region === 'hip-flexor-r'").await?;
        app.close().await
    })
}

#[test]
fn back_and_forward_work_as_on_any_phone() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("quad-l").await?;
        app.tap_chip("Left quad").await?;
        app.sees("What does it feel like?").await?;
        app.script("history.back()").await?;
        app.wait_until("!document.querySelector('.sheet')").await?;
        app.script("history.forward()").await?;
        app.sees("What does it feel like?").await?;
        app.tap("Close").await?;
        app.tap("Start run").await?;
        app.tap("I’m back").await?;
        app.tap("Skip").await?;
        app.tap("Start: Slow deep breaths").await?;
        app.sees("Breathe in").await?;
        app.script("history.back()").await?;
        app.sees("of 4 done").await?;
        // A form with changes asks before it closes.
        app.tap("Journal").await?;
        app.tap("Add a run").await?;
        app.fill("Note", "on the beach").await?;
        app.script("history.back()").await?;
        app.sees("Leave without saving?").await?;
        app.tap("Keep editing").await?;
        app.wait_until("document.querySelector('main textarea').value === 'on the beach'").await?;
        app.tap("Back").await?;
        app.tap("Leave without saving").await?;
        app.sees("This week").await?;
        app.close().await
    })
}

#[test]
fn a_past_run_is_refused_added_deleted_and_restored() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Journal").await?;
        app.sees("Your runs land here").await?;
        app.tap_found("document.querySelector('.empty .btn')").await?;
        app.fill("Day", "2999-01-01").await?;
        app.fill("Distance", "far").await?;
        app.fill("Time", "fast").await?;
        app.tap("Save run").await?;
        app.sees("Use numbers, like 8.2").await?;
        app.sees("Use numbers, like 46:20").await?;
        app.fill("Distance", "16,0").await?;
        app.fill("Time", "1:34:10").await?;
        app.tap("Save run").await?;
        app.sees("Pick a day").await?;
        app.fill("Day", "2026-06-14").await?;
        app.fill("Started at", "09:05").await?;
        app.tap("Mark spots").await?;
        app.tap_region("calf-l").await?;
        app.tap_region("calf-l").await?;
        app.tap("Done").await?;
        app.tap("Rehydrated").await?;
        app.tap("Save run").await?;
        for text in ["Sun 14 June", "16.0 km", "1:34:10", "9:05", "Left calf", "1 of 4"] {
            app.sees(text).await?;
        }
        app.tap("Delete this run").await?;
        app.sees("Run deleted").await?;
        app.sees("Your runs land here").await?;
        app.tap("Undo").await?;
        app.sees("8 to 14 June").await?;
        ensure!(
            app.value("Object.keys(localStorage).filter(key => key.startsWith('tightspot:run:')).length")
                .await?
                == json!(1)
        );
        app.close().await
    })
}

#[test]
fn erasing_asks_first_and_leaves_other_apps_alone() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.script("localStorage.setItem('other', 'kept')").await?;
        app.tap_region("quad-l").await?;
        app.tap("Settings").await?;
        app.tap("Erase everything").await?;
        app.wait_until("document.activeElement.innerText === 'Keep my data'").await?;
        app.tap("Keep my data").await?;
        app.tap("Dark").await?;
        app.wait_until("document.documentElement.dataset.theme === 'dark'").await?;
        app.tap("Erase everything").await?;
        app.tap("Erase it all").await?;
        app.sees("Everything is erased").await?;
        app.sees("Tap what feels tight.").await?;
        ensure!(
            app.value("Object.keys(localStorage).sort().join()").await?
                == json!("other,tightspot:erased,tightspot:reserve")
        );
        app.close().await
    })
}

#[test]
fn a_check_in_without_a_run_is_logged_undone_and_repeated() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap_region("calf-l").await?;
        app.tap_region("shin-r").await?;
        app.tap("Just log it").await?;
        app.sees("Logged for today").await?;
        ensure!(app.level("calf-l").await? == 0, "the map is not empty for the next check-in");
        app.tap("Undo").await?;
        app.wait_until("document.querySelector('[data-region=\"calf-l\"]').dataset.lv === '2'").await?;
        app.tap("Just log it").await?;
        app.sees("2 spots, outlined").await?;
        // One tap on an outline takes last time's level. The others stay until a region without one is tapped.
        app.tap_region("calf-l").await?;
        ensure!(app.level("calf-l").await? == 2);
        ensure!(app.value("document.querySelectorAll('[data-last]').length").await? == json!(1));
        app.tap_region("knee-r").await?;
        ensure!(app.value("document.querySelectorAll('[data-last]').length").await? == json!(0));
        app.tap("Just log it").await?;
        app.tap_found("document.querySelector('button.chip.offer')").await?;
        app.sees("2 spots marked").await?;
        ensure!(app.level("knee-r").await? == 1 && app.level("calf-l").await? == 2);
        app.tap("Undo").await?;
        app.wait_until("!document.querySelector('[data-region][data-lv]')").await?;
        app.tap("Journal").await?;
        app.sees("Check-in").await?;
        app.close().await
    })
}

#[test]
fn every_region_is_reachable_by_a_finger_and_every_icon_is_drawn() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.wait_until(
            "[...document.querySelectorAll('.tabbar use')].every(icon => icon.getBBox().width > 0)",
        )
        .await?;
        let mut reached = 0;
        for view in ["Legs", "Upper body", "Soles"] {
            app.open_view(view).await?;
            let ids = app
                .value("[...new Set([...document.querySelectorAll('[data-region]')].map(shape => shape.dataset.region))]")
                .await?;
            for id in ids.as_array().into_iter().flatten().filter_map(|id| id.as_str()) {
                let before = app.level(id).await?;
                app.tap_region(id).await?;
                let after = app.level(id).await?;
                ensure!(after == before + 1, "a tap on {id} changed its level from {before} to {after}");
                reached += 1;
            }
        }
        // 46 regions, of which the two heels are in two views.
        ensure!(reached == 48, "{reached} regions");
        app.close().await
    })
}
