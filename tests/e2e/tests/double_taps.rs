//! Every control of every screen, tapped twice in quick succession: nothing is recorded twice, nothing is destroyed, and
//! nothing on the next page is pressed. And every route opened directly, whether its subject exists or not.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options, sealed, with_care, with_ten_runs, without_worker};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::Duration;

/// Milliseconds between the taps.
const GAPS: [u64; 3] = [90, 150, 300];
/// A control that does the same on many screens is tapped on this many of them.
const OFTEN: usize = 2;

const IDLE: &[&str] = &[
    "#/body",
    "#/body/spot/calf-l",
    "#/body/warm-up",
    "#/body/start",
    "#/recover",
    "#/journal",
    "#/journal/patterns",
    "#/journal/patterns/calf-l",
    "#/journal/week/2026-06-15",
    "#/journal/file",
    "#/journal/add",
    "#/journal/add/spots",
    "#/journal/run/ten-0",
    "#/journal/run/ten-0/edit",
    "#/care",
    "#/care/massage",
    "#/care/massage/calf",
    "#/care/mobility",
    "#/care/plan",
    "#/care/appointments",
    "#/care/appointments/add",
    "#/care/appointments/care-2",
    "#/care/appointments/care-1/notes",
    "#/care/race/add",
    "#/care/race/care-3",
    "#/care/phase",
    "#/care/finding",
    "#/care/exercises",
    "#/care/brief",
    "#/care/brief/edit",
    "#/care/homework",
    "#/care/see-someone",
    "#/care/notes",
    "#/settings",
    "#/settings/about",
    "#/settings/erase",
    "#/settings/restore",
    "#/settings/set-aside",
];
const RUNNING: &[&str] = &["#/body", "#/body/discard"];
const FORGOTTEN: &[&str] = &["#/body/finish"];
const RECOVERING: &[&str] = &[
    "#/recover",
    "#/recover/came-up",
    "#/recover/came-up/shin-r",
    "#/recover/how-far",
    "#/recover/check",
    "#/recover/stretch",
    "#/recover/legs-up",
    "#/recover/legs-up/check",
    "#/recover/breathe",
];
const CLOSED: &[&str] = &["#/recover", "#/recover/and-now", "#/recover/came-up"];

const SEEN: &str = include_str!("../src/js/seen.js");
const DOCK_BUTTONS: &str = include_str!("../src/js/dock_buttons.js");

/// The data of one runner's phone, which is restored before each tap, and the routes to open with it.
struct World {
    store: Value,
    routes: &'static [&'static str],
}

/// Restores the phone's data and opens a route.
async fn open(app: &App, store: &Value, route: &str) -> Result<()> {
    app.call(include_str!("../src/js/reset_phone.js"), &[store, &json!(route)]).await?;
    app.wait_until(
        "!window.isOld && !!document.querySelector('#app:not([aria-busy]) .shell:not(.paused) h1')",
    )
    .await?;
    app.call(include_str!("../src/js/note_presses.js"), &[]).await?;
    // A tap would miss what still slides.
    app.wait_until_still().await
}

async fn store(app: &App) -> Result<Value> {
    app.value(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key !== 'tightspot:reserve'))",
    )
    .await
}

/// Taps the control with this index twice.
async fn tap_twice(app: &App, index: usize, gap: u64) -> Result<()> {
    let at = app.call(include_str!("../src/js/aim_at_control.js"), &[&index]).await?;
    let (x, y) = (at[0].as_f64().unwrap_or_default(), at[1].as_f64().unwrap_or_default());
    app.browser().touch_twice(x, y, Duration::from_millis(gap)).await?;
    tokio::time::sleep(Duration::from_millis(60)).await;
    app.wait_until("!document.querySelector('.shell.paused')").await
}

fn ids(seen: &Value, kind: &str) -> BTreeSet<String> {
    seen[kind].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Describes what two taps did that one would not have done.
fn harm(name: &str, before: &Value, after: &Value) -> String {
    let mut harm = String::new();
    if after["inert"] == json!(true) {
        harm.push_str("nothing can be tapped any more; ");
    }
    if after["others"] != json!([]) {
        let _ = write!(harm, "it pressed {}; ", after["others"]);
    }
    for kind in ["run", "massage", "care"] {
        let (before, after) = (ids(before, kind), ids(after, kind));
        let (new, gone) = (after.difference(&before).count(), before.difference(&after).count());
        // This control is meant to erase everything.
        let gone = if name == "Erase it all" { 0 } else { gone };
        if new > 1 || gone > 1 || (new > 0 && gone > 0) {
            let _ = write!(harm, "{new} new {kind}, {gone} gone; ");
        }
    }
    harm
}

#[test]
fn a_second_tap_records_nothing_destroys_nothing_and_presses_nothing_on_the_next_page() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let stage = without_worker()?;
        // There are many requests, and no test reads their log.
        let options = Options { logs_requests: false, ..Options::default() };
        let app = App::open_folder(stage.path(), options).await?;
        // A tap can't dismiss the browser's own install prompt.
        app.without_offers().await?;
        app.browser().client.refresh().await?;
        let worlds = worlds(&app).await?;
        let (mut wrong, mut moved, mut tapped) = (String::new(), String::new(), 0);
        let mut often: Vec<String> = vec![];
        for World { store, routes } in &worlds {
            for route in *routes {
                open(&app, store, route).await?;
                let controls = app.call(include_str!("../src/js/controls.js"), &[]).await?;
                let mut is_fresh = true;
                for (index, control) in controls.as_array().into_iter().flatten().enumerate() {
                    let name = control["name"].as_str().unwrap_or_default().to_owned();
                    let is_often = often.iter().filter(|tapped| **tapped == name).count() >= OFTEN;
                    if control["free"] != json!(true) || is_often {
                        continue;
                    }
                    often.push(name.clone());
                    if !std::mem::take(&mut is_fresh) {
                        open(&app, store, route).await?;
                    }
                    let (before, docks) = (app.call(SEEN, &[]).await?, app.call(DOCK_BUTTONS, &[]).await?);
                    let gap = GAPS[tapped % GAPS.len()];
                    tap_twice(&app, index, gap).await.with_context(|| format!("{route}, “{name}”"))?;
                    let after = app.call(SEEN, &[]).await?;
                    let harm = harm(&name, &before, &after);
                    if !harm.is_empty() {
                        let _ = writeln!(wrong, "{route}, “{name}” after {gap} ms: {harm}");
                    }
                    if ["hash", "heading", "sheet"].iter().all(|part| before[part] == after[part]) {
                        let now = app.call(DOCK_BUTTONS, &[]).await?;
                        if !docks_agree(&docks, &now) {
                            let _ = writeln!(moved, "{route}, “{name}”: {docks} → {now}");
                        }
                    }
                    tapped += 1;
                }
            }
        }
        println!("{tapped} controls were tapped twice");
        ensure!(tapped > 150, "only {tapped} controls");
        ensure!(wrong.is_empty(), "{wrong}");
        ensure!(moved.is_empty(), "buttons that moved while their page stayed:\n{moved}");
        app.close_whatever_it_said().await
    })
}

fn docks_agree(before: &Value, after: &Value) -> bool {
    before
        .as_object()
        .into_iter()
        .flatten()
        .all(|(name, position)| after.get(name).is_none_or(|after| after == position))
}

/// Returns phones with ten runs and two marked spots, during a run, with a forgotten run, with an open routine whose
/// players are paused, and with a finished routine.
async fn worlds(app: &App) -> Result<Vec<World>> {
    let start = async |app: &App| app.wait_until("!!document.querySelector('#app:not([aria-busy])')").await;
    start(app).await?;
    with_ten_runs(app).await?;
    with_care(app).await?;
    app.tap("Body").await?;
    for area in ["calf-l", "calf-l", "shin-r"] {
        app.tap_region(area).await?;
    }
    let idle = store(app).await?;
    app.tap("Start run").await?;
    let running = store(app).await?;
    let mut forgotten = running.clone();
    forget(&mut forgotten)?;
    app.tap("I’m back").await?;
    app.tap("Skip").await?;
    for (step, answer) in [
        ("Stretch gently", None),
        ("Legs up the wall", Some("None of these, start")),
        ("Slow deep breaths", None),
    ] {
        app.tap(&["Start: ", step].concat()).await?;
        if let Some(answer) = answer {
            app.tap(answer).await?;
        }
        app.tap("Close").await?;
        app.sees("of 4 done").await?;
    }
    let recovering = store(app).await?;
    app.tap("Finish here").await?;
    app.sees("Good enough for today.").await?;
    let closed = store(app).await?;
    Ok(vec![
        World { store: idle, routes: IDLE },
        World { store: running, routes: RUNNING },
        World { store: forgotten, routes: FORGOTTEN },
        World { store: recovering, routes: RECOVERING },
        World { store: closed, routes: CLOSED },
    ])
}

/// Moves the start of the current run back by seven hours.
fn forget(store: &mut Value) -> Result<()> {
    for (_, text) in store.as_object_mut().context("a store")? {
        let Ok(mut record) = serde_json::from_str::<Value>(text.as_str().unwrap_or_default()) else {
            continue;
        };
        let Some(started) = record["data"]["life"]["running"]["started"]["ms"].as_i64() else { continue };
        record["data"]["life"]["running"]["started"]["ms"] = json!(started - 7 * 3_600_000);
        *text = json!(sealed(2, record["rev"].as_u64().unwrap_or(1), &record["data"].to_string()));
        return Ok(());
    }
    anyhow::bail!("no run is under way")
}

#[test]
fn every_route_opens_whether_its_subject_exists_or_not() -> Result<()> {
    e2e::run(async {
        let stage = without_worker()?;
        let app = App::open_folder(stage.path(), Options::default()).await?;
        app.wait_until("!!document.querySelector('#app:not([aria-busy])')").await?;
        let all = [IDLE, RUNNING, FORGOTTEN, RECOVERING, CLOSED].concat();
        let more = [
            "#/massage",
            "#/recover/install",
            "#/settings/install",
            "#/body/trouble",
            "#/journal/shared",
            "#/nowhere",
        ];
        let mut wrong = String::new();
        for route in all.iter().chain(&more) {
            // A new phone has none of these runs, races and timers.
            open(&app, &json!({}), route).await?;
            check(&app, route, &mut wrong).await?;
        }
        ensure!(wrong.is_empty(), "cold: {wrong}");
        // Forward leads to subjects that no longer exist.
        open(&app, &json!({}), "#/body").await?;
        app.tap("Start run").await?;
        app.tap("Discard this run").await?;
        app.tap("Discard").await?;
        app.wait_until("location.hash === '#/body'").await?;
        app.script("history.forward()").await?;
        check(&app, "Forward to the question of a run that was discarded", &mut wrong).await?;
        app.sees("Where’s tight?").await?;
        app.tap("Start run").await?;
        app.tap("I’m back").await?;
        app.tap("Skip").await?;
        app.tap("Start: Slow deep breaths").await?;
        app.tap("Done").await?;
        app.sees("Breaths done").await?;
        app.tap("Done").await?;
        app.script("history.forward()").await?;
        check(&app, "Forward to a session that is over", &mut wrong).await?;
        app.sees("1 of 4 done").await?;
        // Another tab deletes the run.
        app.tap("Finish here").await?;
        app.tap("See the run").await?;
        app.sees("Delete this run").await?;
        let run = app.value("location.href").await?.as_str().unwrap_or_default().to_owned();
        for part in ["", "/edit"] {
            app.script(&format!("location.href = {}", json!([&run, part].concat()))).await?;
        }
        app.sees("Save run").await?;
        let here = app.browser().client.window().await?;
        let tab = app.browser().client.new_window(true).await?.handle;
        app.browser().client.switch_to_window(tab).await?;
        app.browser().client.goto(&run).await?;
        app.tap("Delete this run").await?;
        app.sees("Run deleted").await?;
        app.browser().client.switch_to_window(here).await?;
        app.sees("That isn’t here any more").await?;
        check(&app, "the form of a run that was deleted in another tab", &mut wrong).await?;
        app.sees("Your runs land here").await?;
        ensure!(wrong.is_empty(), "{wrong}");
        app.close_whatever_it_said().await
    })
}

/// Checks that the page has a heading and takes touches.
async fn check(app: &App, what: &str, wrong: &mut String) -> Result<()> {
    tokio::time::sleep(Duration::from_millis(250)).await;
    app.wait_until("!document.querySelector('.shell.paused')").await?;
    let seen = app.call(SEEN, &[]).await?;
    if seen["inert"] == json!(true) || seen["heading"] == json!("") {
        let _ = writeln!(wrong, "{what}: {seen}");
    }
    Ok(())
}
