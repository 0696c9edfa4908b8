//! A walk through every screen, in the states that the screenshots show.

use crate::{App, run_file, sealed, with_care, with_ten_runs};
use anyhow::Result;
use serde_json::json;
use std::time::Duration;

/// Whether the walk waits where a screenshot needs some time to have passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Timers are half-way.
    Leisurely,
    Hurried,
}

impl Pace {
    async fn wait(self, ms: u64) {
        if self == Pace::Leisurely {
            tokio::time::sleep(Duration::from_millis(ms)).await;
        }
    }
}

/// Walks through a new runner's app and calls `stop` at every screen, with the name of its screenshot.
///
/// # Errors
/// Those of `stop`, and when a screen does not appear.
pub async fn tour(
    app: &App,
    pace: Pace,
    mut stop: impl AsyncFnMut(&'static str) -> Result<()>,
) -> Result<()> {
    app.as_iphone(false).await?;
    stop("04-body-first-launch").await?;
    app.tap("Recover").await?;
    stop("15-recover-empty").await?;
    app.tap("Journal").await?;
    stop("23-journal-empty").await?;
    app.tap("Patterns").await?;
    app.tap("See an example").await?;
    app.sees("leads, ").await?;
    stop("27-patterns-example").await?;
    app.tap("Runs").await?;
    app.sees("Yesterday, 6:12").await?;
    stop("22-journal-example").await?;
    app.tap("Remove the example").await?;
    app.tap("Body").await?;
    app.open_view("Upper").await?;
    app.tap_region("neck").await?;
    stop("02-body-upper").await?;
    app.open_view("Soles").await?;
    app.tap_region("arch-l").await?;
    stop("03-body-soles").await?;
    app.open_view("Legs").await?;
    let taps = [
        "hamstring-r",
        "shin-l",
        "quad-r",
        "hip-flexor-l",
        "hip-flexor-l",
        "calf-l",
        "calf-l",
        "it-band-r",
        "it-band-r",
        "it-band-r",
    ];
    for region in taps {
        app.tap_region(region).await?;
    }
    stop("79-severe-ask").await?;
    app.tap("Just tight").await?;
    stop("01-body-legs").await?;
    app.tap_region("it-band-r").await?;
    stop("06-body-cleared").await?;
    app.tap("Undo").await?;
    app.tap_chip("Left calf").await?;
    app.tap("Tight").await?;
    app.fill("Note", "Since Sunday’s hills, low on the outside").await?;
    stop("08-spot-sheet").await?;
    app.tap("Roll for 60 s").await?;
    stop("08c-massage-check").await?;
    app.tap("None of these, start").await?;
    pace.wait(7000).await;
    stop("08b-ease-now").await?;
    app.tap("Done").await?;
    app.sees("Note").await?;
    app.tap("Close").await?;
    app.tap_chip("Right IT band").await?;
    app.tap("Sharp").await?;
    stop("09-spot-sheet-caution").await?;
    app.tap("Close").await?;
    app.tap("Start run").await?;
    stop("78-start-run-asks").await?;
    app.tap("Close").await?;
    app.wait_until("!document.querySelector(\'[role=dialog]\')").await?;
    app.script("location.hash = '#/care/notes'").await?;
    stop("41b-my-notes").await?;
    app.script("location.hash = '#/body/spot/chest-l'").await?;
    app.tap("Sore").await?;
    stop("09b-spot-sheet-emergency").await?;
    app.tap_found("document.querySelector('[role=radio]')").await?;
    app.tap("Close").await?;
    app.tap("Body").await?;
    app.tap_chip("Right IT band").await?;
    app.tap("Sharp").await?;
    app.tap("Close").await?;
    // With large text, a toast leaves little room on the next page.
    app.wait_until("!document.querySelector('.toast')").await?;
    app.tap("Warm up").await?;
    app.tap("Leg swings").await?;
    app.tap("Hip circles").await?;
    stop("10-warm-up").await?;
    app.tap("Back").await?;
    app.tap("Show as a list").await?;
    stop("07-body-list").await?;
    app.tap("Show the body map").await?;
    app.tap("Start run").await?;
    stop("11-running").await?;
    app.tap("I’m back").await?;
    stop("11b-how-far").await?;
    app.tap("Save distance").await?;
    app.tap("One more glass").await?;
    app.tap("Start: Stretch gently").await?;
    app.tap("Next stretch").await?;
    pace.wait(14000).await;
    stop("16-stretch-player").await?;
    app.tap("Close").await?;
    app.tap("Stretch gently").await?;
    stop("12-recover").await?;
    app.tap("Something new? Came up on the run").await?;
    stop("80-came-up").await?;
    app.tap_region("shin-r").await?;
    app.tap_chip("Right shin").await?;
    stop("80b-came-up-sheet").await?;
    app.tap("Close").await?;
    app.tap("Done").await?;
    stop("80c-recover-came-up").await?;
    app.tap("Start: Legs up the wall").await?;
    stop("18-legs-up-first-time").await?;
    app.tap("None of these, start").await?;
    pace.wait(14000).await;
    stop("19-legs-up").await?;
    app.tap("Done").await?;
    app.sees("Next: Slow deep breaths").await?;
    stop("82-step-done-next").await?;
    app.tap("Next: Slow deep breaths").await?;
    stop("20-breathe").await?;
    app.tap("Done").await?;
    stop("82b-last-step-done").await?;
    app.tap("Done").await?;
    app.sees("All four. Nicely done.").await?;
    pace.wait(800).await;
    stop("21-routine-done").await?;
    app.tap("Keep it on your Home Screen. Works offline.").await?;
    stop("52-ios-install").await?;
    app.tap("Got it").await?;
    app.tap("And now?").await?;
    app.tap("Same").await?;
    stop("13-recover-and-now").await?;
    app.tap("Journal").await?;
    stop("22-journal-runs").await?;
    app.tap_found("document.querySelector('.run-card')").await?;
    stop("24-run-detail").await?;
    app.tap("Edit run").await?;
    stop("25-run-form").await?;
    app.answer_dialogs_with("morning-run.gpx", &run_file(app, 50).await?).await?;
    app.tap("Fill in from a file GPX, TCX or FIT from your watch").await?;
    app.sees("reads fine").await?;
    stop("26-run-import").await?;
    app.tap("Close").await?;
    app.tap("Back").await?;
    app.tap("Care").await?;
    stop("29-care-new").await?;
    app.tap("Rest-day mobility").await?;
    stop("29-rest-day").await?;
    app.tap("Back").await?;
    app.tap("Guides by area").await?;
    stop("29-guides").await?;
    for (area, name) in [("calf", "30-guide-calf"), ("ribs", "31-guide-ribs"), ("neck", "32-guide-neck")] {
        app.tap_found(&format!("document.querySelector('.row[href$={area}]')")).await?;
        stop(name).await?;
        app.tap("Back").await?;
    }
    app.tap("Back").await?;
    app.tap_found("document.querySelector('.row[href$=see-someone]')").await?;
    stop("41-when-to-see-someone").await?;
    app.tap("Body").await?;
    stop("05-body-new-day").await?;
    app.tap("Settings").await?;
    stop("42-settings").await?;
    app.tap_found(
        "[...document.querySelectorAll('.row')].find(row => row.innerText.includes('About and sources'))",
    )
    .await?;
    stop("45-about").await?;
    app.tap("Back").await?;
    app.tap("Erase everything").await?;
    stop("43-erase-confirm").await?;
    app.tap("Keep my data").await?;
    app.answer_dialogs("tightspot.json", &copy_with_older_runs()).await?;
    app.tap("Bring a copy back").await?;
    stop("44-bring-copy-back").await?;
    with_ten_runs(app).await?;
    app.script("location.hash = '#/journal'").await?;
    app.tap("Patterns").await?;
    app.sees("leads, ").await?;
    stop("27-patterns").await?;
    app.tap_found("document.querySelector('.row[href$=calf-l]')").await?;
    stop("28-keeps-coming-back").await?;
    app.tap("Close").await?;
    app.script("document.querySelector('.season').scrollIntoView()").await?;
    stop("83-season").await?;
    app.tap("As a table").await?;
    app.tap_found("document.querySelectorAll('.season-table a')[1]").await?;
    stop("83b-season-week").await?;
    app.tap("Done").await?;
    with_care(app).await?;
    stop("29-care").await?;
    app.tap("Training phase Building").await?;
    stop("37-training-phase").await?;
    app.tap("Close").await?;
    app.tap("Therapist brief").await?;
    stop("38-therapist-brief").await?;
    app.tap("Edit").await?;
    stop("38b-brief-edit").await?;
    app.tap("Close").await?;
    app.tap("Back").await?;
    app.tap("Plan").await?;
    stop("33-planner").await?;
    app.tap("Edit race").await?;
    stop("36-race-form").await?;
    app.tap("Back").await?;
    app.tap_found("document.querySelector('.row[href$=appointments]')").await?;
    stop("34-appointments").await?;
    app.tap("Add appointment").await?;
    stop("35-appointment-form").await?;
    app.tap("What’s what?").await?;
    stop("35b-kinds-of-massage").await?;
    app.tap("Back").await?;
    app.tap_found("document.querySelector('[aria-label^=\"Add notes\"]')").await?;
    app.tap("Edit Side planks").await?;
    stop("39-visit-notes").await?;
    app.tap("Back").await?;
    app.tap("Leave without saving").await?;
    app.script("location.hash = '#/care/homework'").await?;
    app.sees("Homework since").await?;
    stop("40-homework-check").await?;
    app.script("location.hash = '#/care'").await?;
    app.tap("Finding a therapist").await?;
    stop("84-finding-a-therapist").await?;
    app.tap("Close").await?;
    app.tap("Change the exercises").await?;
    stop("85-my-exercises").await?;
    app.tap("Back").await?;
    let seed = include_str!("js/seed_care.js");
    app.call(seed, &[&json!([["race-of-yesterday", -1, {}]]), &json!([["visit-of-today", 0, {}]])]).await?;
    app.reload().await?;
    app.sees("On the day").await?;
    app.script("document.querySelector('.on-the-day').scrollIntoView()").await?;
    stop("86-on-the-day").await?;
    app.script("document.querySelector('.question').scrollIntoView()").await?;
    stop("87-legs-on-the-day").await?;
    Ok(())
}

/// Calls `stop` at every screen for trouble with the phone, the data or the program. The app is unusable afterwards.
///
/// # Errors
/// Those of `stop`, and when a screen does not appear.
pub async fn troubles(app: &App, mut stop: impl AsyncFnMut(&'static str) -> Result<()>) -> Result<()> {
    let offline = json!({ "source": "Object.defineProperty(navigator, 'onLine', { value: false })" });
    app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", offline).await?;
    app.reload().await?;
    app.sees("You’re offline.").await?;
    stop("46-offline").await?;
    let fill = include_str!("js/fill_storage.js");
    app.call(fill, &[]).await?;
    app.tap_region("shin-r").await?;
    app.sees("Almost out of space").await?;
    app.call(fill, &[]).await?;
    app.tap_region("calf-r").await?;
    app.sees("Fix").await?;
    stop("47-not-saved").await?;
    app.tap("Fix").await?;
    app.sees("Your phone is out of space").await?;
    stop("47-errors").await?;
    app.tap("Close").await?;
    app.call(include_str!("js/remove_fillers.js"), &[]).await?;
    app.script(r#"localStorage.setItem('tightspot:run:torn', '{"schema":2,')"#).await?;
    app.reload().await?;
    app.sees("One damaged entry was set aside").await?;
    stop("48-data-recovered").await?;
    app.tap("See what’s missing").await?;
    stop("48b-set-aside").await?;
    app.script(&format!(
        "localStorage.setItem('tightspot:run:newer', {})",
        json!(sealed(9, 1, r#"{"mood":"fine"}"#))
    ))
    .await?;
    app.reload().await?;
    app.sees("Read only for now").await?;
    stop("49-read-only").await?;
    for (trouble, name) in [("start", "51-no-start"), ("old", "51-old-browser"), ("broke", "51-crash")] {
        app.script(&format!("document.documentElement.dataset.trouble = '{trouble}'")).await?;
        stop(name).await?;
    }
    Ok(())
}

/// Returns a copy with two check-ins of June 2026.
fn copy_with_older_runs() -> String {
    let check_in = |id: &str, ms: u64| {
        let data = json!({
            "id": id,
            "life": { "logged": { "at": { "ms": ms, "offset": 120 } } },
            "spots": { "calf-l": { "level": 2, "order": 0 } },
        });
        format!("\"run:{id}\":{}", sealed(2, 1, &data.to_string()))
    };
    let records = [check_in("june-1", 1_780_719_240_000), check_in("june-2", 1_780_805_640_000)].join(",");
    format!(
        r#"{{"app":"tightspot","copy":1,"schema":2,"made":{{"ms":1781237640000,"offset":120}},"records":{{{records}}},"set_aside":{{}}}}"#
    )
}
