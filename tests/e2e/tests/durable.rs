//! Nothing is ever lost: when the browser is killed, when its files are deleted or damaged, and with two tabs at once.

use anyhow::{Context, Result, ensure};
use e2e::{App, Engine, Options, call};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const FORGETS: &str = "does not keep its profile under a driver";
const TABS: &str = "stops the page behind another tab";

/// Every record of localStorage as an object.
const LOCAL: &str = "Object.fromEntries(Object.keys(localStorage).filter(key => key.startsWith('tightspot:') && key !== 'tightspot:reserve').map(key => [key, localStorage[key]]))";
const LEVELS: &str = include_str!("../src/js/levels.js");

async fn mirror(app: &App) -> Result<Value> {
    app.call_async(include_str!("../src/js/read_mirror.js"), &[]).await
}

/// Waits until both stores hold the same, to the byte: a lost store is refilled in the background.
async fn check_same(app: &App) -> Result<()> {
    let until = Instant::now() + Duration::from_secs(15);
    loop {
        let (local, mirror) = (app.value(LOCAL).await?, mirror(app).await?);
        if local == mirror {
            return Ok(());
        }
        ensure!(Instant::now() < until, "localStorage has {local:#}\nthe mirror has {mirror:#}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn saved(app: &App) -> Result<()> {
    app.wait_until("document.querySelector('.saved:not(.pending)')?.innerText === 'Saved'").await
}

async fn levels(app: &App) -> Result<Value> {
    app.call(LEVELS, &[]).await
}

#[test]
fn what_was_shown_as_saved_survives_a_kill() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, FORGETS) {
        return Ok(());
    }
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        for region in ["quad-l", "calf-r", "knee-l", "shin-r", "hamstring-l"] {
            app.tap_region(region).await?;
            saved(&app).await?;
            let before = levels(&app).await?;
            app.kill_browser().await?;
            app.wait_until("document.querySelectorAll('[data-region][data-lv]').length > 0").await?;
            let after = levels(&app).await?;
            ensure!(before == after, "{before} before the kill, {after} after");
        }
        app.tap("Start run").await?;
        app.sees("Leave the phone.").await?;
        // By now the record is in the mirror: nobody can read the screen faster.
        app.kill_browser().await?;
        app.sees("Running").await?;
        check_same(&app).await?;
        app.close().await
    })
}

fn folders(profile: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let mut found = vec![];
    for entry in fs::read_dir(profile)? {
        let path = entry?.path();
        if path.is_dir() && !path.is_symlink() {
            if path.file_name().is_some_and(|folder| folder == name) {
                found.push(path);
            } else {
                found.extend(folders(&path, name)?);
            }
        }
    }
    Ok(found)
}

/// Makes two check-ins and returns the records.
async fn marked(app: &App) -> Result<Value> {
    for region in ["quad-l", "calf-r", "calf-r"] {
        app.tap_region(region).await?;
    }
    app.tap("Just log it").await?;
    app.sees("Logged for today").await?;
    app.tap_region("knee-l").await?;
    saved(app).await?;
    app.value(LOCAL).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Harm {
    Removed,
    Damaged,
}

/// Harms one store on the disk while the browser is closed, and checks that everything comes back from the other. The
/// names are those of the store's folder in Chromium's and in Firefox's profiles.
async fn comes_back_after(harm: Harm, names: [&str; 2]) -> Result<()> {
    let mut app = App::open(Options::default()).await?;
    let before = marked(&app).await?;
    app.quit_only().await?;
    let mut found = vec![];
    for name in names {
        found.extend(folders(app.profile(), name)?);
    }
    ensure!(!found.is_empty(), "no folder {}", names.join(" or "));
    for path in found {
        match harm {
            Harm::Removed => fs::remove_dir_all(path)?,
            Harm::Damaged => damage(&path)?,
        }
    }
    app.open_again().await?;
    app.wait_until("document.querySelectorAll('[data-region][data-lv]').length > 0").await?;
    if app.browser().engine == Engine::Firefox && harm == Harm::Damaged {
        // Firefox neither repairs nor replaces such a file, nor reports it: the app goes on with the other store.
        app.tap("Journal").await?;
        app.sees("Check-in").await?;
        return app.close_whatever_it_said().await;
    }
    let count = before.as_object().context("no records")?.len();
    app.wait_until(&format!("Object.keys({LOCAL}).length === {count}")).await?;
    ensure!(app.value(LOCAL).await? == before);
    check_same(&app).await?;
    app.tap("Journal").await?;
    app.sees("Check-in").await?;
    app.close().await
}

/// Damages every byte in the middle third of each data file. Files under 100 bytes only name the others, and stay.
fn damage(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            damage(&path)?;
        } else {
            let mut bytes = fs::read(&path)?;
            let third = if bytes.len() < 100 { 0 } else { bytes.len() / 3 };
            for byte in &mut bytes[third..2 * third] {
                *byte ^= 0x5a;
            }
            fs::write(&path, bytes)?;
        }
    }
    Ok(())
}

const LOCAL_STORAGE: [&str; 2] = ["Local Storage", "ls"];
const INDEXED_DB: [&str; 2] = ["IndexedDB", "idb"];

#[test]
fn local_storage_is_restored_from_the_mirror() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, FORGETS) {
        return Ok(());
    }
    e2e::run(async {
        comes_back_after(Harm::Removed, LOCAL_STORAGE).await?;
        comes_back_after(Harm::Damaged, LOCAL_STORAGE).await
    })
}

#[test]
fn the_mirror_is_restored_from_local_storage() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, FORGETS) {
        return Ok(());
    }
    e2e::run(async {
        comes_back_after(Harm::Removed, INDEXED_DB).await?;
        comes_back_after(Harm::Damaged, INDEXED_DB).await
    })
}

#[test]
fn a_changed_byte_is_detected_and_repaired_silently() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let before = marked(&app).await?;
        app.call(include_str!("../src/js/turn_level.js"), &[]).await?;
        app.reload().await?;
        app.wait_until(&format!("Object.keys({LOCAL}).some(key => key.startsWith('tightspot:aside:'))"))
            .await?;
        for (key, text) in before.as_object().context("no records")? {
            app.wait_until(&format!("localStorage[{}] === {text}", json!(key))).await?;
        }
        ensure!(!app.shows("set aside").await?, "a repair was reported to the runner");
        app.tap("Journal").await?;
        app.sees("Check-in").await?;
        app.tap_found("document.querySelector('.run-card')").await?;
        app.sees("Moderate").await?;
        app.close().await
    })
}

#[test]
fn two_tabs_stay_in_sync_and_lose_nothing() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, TABS) {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("quad-l").await?;
        saved(&app).await?;
        let client = &app.browser().client;
        let first = client.window().await?;
        let second = client.new_window(true).await?.handle;
        client.switch_to_window(second.clone()).await?;
        client.goto(app.url()).await?;
        app.wait_until("document.querySelector('[data-region=quad-l]')?.dataset.lv === '1'").await?;
        app.tap_region("calf-r").await?;
        saved(&app).await?;
        client.switch_to_window(first.clone()).await?;
        app.wait_until("document.querySelector('[data-region=calf-r]').dataset.lv === '1'").await?;
        // Both change the same run at once, as fast as the browser can.
        let storm = include_str!("../src/js/storm_region.js");
        app.call(storm, &[&json!("shin-l")]).await?;
        client.switch_to_window(second.clone()).await?;
        app.call(storm, &[&json!("hamstring-r")]).await?;
        for window in [second.clone(), first.clone()] {
            client.switch_to_window(window).await?;
            app.wait_until("window.stormed === true").await?;
            saved(&app).await?;
        }
        let expected = json!({ "calf-r": "1", "hamstring-r": "3", "quad-l": "1", "shin-l": "3" });
        for window in [second.clone(), first.clone()] {
            client.switch_to_window(window).await?;
            let levels = call(LEVELS, &[]);
            app.wait_until(&format!("JSON.stringify({levels}) === {}", json!(expected.to_string()))).await?;
            check_same(&app).await?;
        }
        // A check-in that is logged in one tab leaves the map of the other.
        app.tap("Just log it").await?;
        client.switch_to_window(second).await?;
        app.wait_until("document.querySelectorAll('[data-region][data-lv]').length === 0").await?;
        app.close().await
    })
}

#[test]
fn what_was_erased_stays_erased_after_a_kill() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, FORGETS) {
        return Ok(());
    }
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        marked(&app).await?;
        // Now the records are certainly on the disk.
        app.restart_browser().await?;
        app.tap("Settings").await?;
        app.tap("Erase everything").await?;
        app.tap("Erase it all").await?;
        app.sees("Everything is erased").await?;
        app.wait_until("document.querySelectorAll('[data-region][data-lv]').length === 0").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        app.kill_browser().await?;
        let marked = "document.querySelectorAll('[data-region][data-lv]').length";
        app.wait_until(&format!("{marked} === 0")).await?;
        app.stays(marked, &json!(0), Duration::from_millis(500)).await?;
        app.tap("Journal").await?;
        app.sees("Your runs land here").await?;
        app.close().await
    })
}

#[test]
fn a_copy_is_saved_restored_and_undone() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        marked(&app).await?;
        app.tap("Settings").await?;
        app.answer_dialogs("x", "").await?;
        let save =
            "[...document.querySelectorAll('.row')].find(row => row.innerText.includes('Save a copy'))";
        app.tap_found(save).await?;
        app.wait_until("!!window.copy").await?;
        let copy = app.value("window.copy").await?.as_str().context("no copy")?.to_owned();
        app.tap("Erase everything").await?;
        app.tap("Erase it all").await?;
        app.sees("Tap what feels tight.").await?;

        app.tap("Settings").await?;
        for (name, text, message) in [
            ("holiday.json", "[]", "“holiday.json” isn’t a Tightspot copy. Nothing was changed."),
            ("half.json", &copy[..copy.len() / 2], "“half.json” is cut off or damaged. Nothing was changed."),
            (
                "<img src=x onerror=alert(1)>.json",
                "{",
                "“<img src=x onerror=alert(1)>.json” isn’t a Tightspot copy.",
            ),
        ] {
            app.answer_dialogs(name, text).await?;
            app.tap("Bring a copy back").await?;
            app.sees(message).await?;
            app.tap("Close").await?;
        }
        ensure!(
            app.value("Object.keys(localStorage).sort().join()").await?
                == json!("tightspot:erased,tightspot:reserve")
        );
        app.answer_dialogs("tightspot.json", &copy).await?;
        app.tap("Bring a copy back").await?;
        app.sees("2 runs added").await?;
        app.sees("Nothing is deleted.").await?;
        app.tap("Bring it back").await?;
        app.sees("2 runs are back").await?;
        app.sees("Check-in").await?;
        app.tap("Undo").await?;
        app.sees("Your runs land here").await?;
        app.tap("Settings").await?;
        app.tap("Bring a copy back").await?;
        app.tap("Bring it back").await?;
        // The first toast may still be on the screen.
        app.sees("Check-in").await?;
        app.sees("2 runs are back").await?;
        app.reload().await?;
        // The state before a copy came back is kept too.
        app.tap("Settings").await?;
        app.sees("Before a copy came back").await?;
        app.tap("Back").await?;
        app.tap("Body").await?;
        app.wait_until("document.querySelector('[data-region=knee-l]')?.dataset.lv === '1'").await?;
        check_same(&app).await?;
        app.close().await
    })
}

#[test]
fn a_broken_screen_still_saves_a_copy() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        marked(&app).await?;
        app.answer_dialogs("x", "").await?;
        app.script("document.documentElement.dataset.trouble = 'broke'").await?;
        app.sees("Something broke.").await?;
        app.tap("Save a copy").await?;
        app.wait_until("!!window.copy").await?;
        let text = app.value("window.copy").await?.as_str().unwrap_or_default().to_owned();
        let copy: Value = serde_json::from_str(&text)?;
        ensure!(copy["records"].as_object().is_some_and(|records| records.len() >= 2), "{copy:#}");
        // The app reads its own copy.
        app.script("delete document.documentElement.dataset.trouble").await?;
        app.answer_dialogs("broken.json", &text).await?;
        app.tap("Settings").await?;
        app.tap("Bring a copy back").await?;
        app.sees("Nothing to bring back").await?;
        app.close().await
    })
}

#[test]
fn closing_an_old_routine_keeps_what_only_the_mirror_has() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let day = app.day(-2).await?;
        let record = |rev, note: &str| {
            let life = json!({ "back": { "outing": { "day": day, "took": 2400 }, "routine": {} } });
            let data = json!({ "id": "late", "life": life, "note": note });
            json!(e2e::sealed(2, rev, &data.to_string()))
        };
        // The browser was killed with the last writes of localStorage still in memory, and it is a new day.
        app.sees("Where’s tight?").await?;
        let put = include_str!("../src/js/put_late_run.js");
        app.call_async(put, &[&record(1, ""), &record(2, "Windy")]).await?;
        app.reload().await?;
        app.wait_until("localStorage['tightspot:run:late'].includes('finished')").await?;
        let record = app.value("localStorage['tightspot:run:late']").await?;
        ensure!(record.as_str().is_some_and(|record| record.contains("Windy")), "{record}");
        app.close().await
    })
}
