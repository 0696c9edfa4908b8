//! What Care plans and counts, and what it refuses.

use anyhow::{Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use e2e::{App, Options, with_care, with_ten_runs};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3_600_000;

/// An expression for whether a text is in the records.
fn in_records(text: &str) -> String {
    format!("Object.values(localStorage).some(record => record.includes({}))", json!(text))
}

#[test]
fn a_race_makes_a_plan_and_appointments_are_rated_by_it() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Care").await?;
        app.tap("Plan").await?;
        app.tap("Add a race to plan around it Deep work before, light after, at the right days").await?;
        app.tap("Save race").await?;
        app.sees("Pick a day").await?;
        for (wrong, message) in [
            ("1970-01-01", "That’s in the past"),
            ("2399-12-31", "That’s more than two years away"),
            ("2400-01-01", "Pick a day"),
        ] {
            app.fill("Day", wrong).await?;
            app.tap("Save race").await?;
            app.sees(message).await?;
        }
        app.fill("Name", "Riverside Half").await?;
        app.fill("Day", &app.day(11).await?).await?;
        app.sees("What this plans").await?;
        app.tap("Save race").await?;
        app.sees("Riverside Half").await?;
        app.sees("in 11 days").await?;
        ensure!(app.value("document.querySelectorAll('.plan-strip .ideal').length").await? == json!(2));
        ensure!(app.value("document.querySelectorAll('.plan-strip .light').length").await? == json!(3));
        // Five days before is ideal, two days before is close; both can be booked.
        app.tap("Add appointment").await?;
        app.fill("Day", &app.day(6).await?).await?;
        app.sees("Good spot in your plan").await?;
        app.fill("Day", &app.day(9).await?).await?;
        app.sees("A bit close").await?;
        app.fill("Time", "25:99").await?;
        app.tap("Save").await?;
        app.sees("Set a time, like 17:30").await?;
        app.answer_dialogs("none", "").await?;
        app.fill("Time", "17:30").await?;
        app.tap("Save").await?;
        app.sees("2 days before, a bit close").await?;
        // The file of a moved appointment replaces the event, that of a cancelled one removes it.
        app.script("location.hash = '#/care/appointments'").await?;
        app.tap_found("document.querySelector('.card .row')").await?;
        app.fill("Day", &app.day(6).await?).await?;
        app.script("window.copy = undefined").await?;
        app.tap("Save").await?;
        app.wait_until("!!window.copy").await?;
        let file = app.value("window.copy").await?;
        ensure!(file.as_str().is_some_and(|file| file.contains("SEQUENCE:1\r\n")), "{file}");
        app.tap_found("document.querySelector('.card .row')").await?;
        app.script("window.copy = undefined").await?;
        app.tap("Cancel this appointment").await?;
        app.sees("No appointments yet").await?;
        app.wait_until("!!window.copy").await?;
        let file: Value = app.value("window.copy").await?;
        ensure!(
            file.as_str()
                .is_some_and(|file| file.contains("METHOD:CANCEL\r\n") && file.contains("SEQUENCE:2\r\n")),
            "{file}"
        );
        app.tap("Undo").await?;
        app.sees("Coming up").await?;
        app.close().await
    })
}

#[test]
fn the_week_counts_massages_and_missing_tools_are_not_suggested() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap("Care").await?;
        app.sees("0/2").await?;
        app.sees("Roller, 90 s").await?;
        app.tap("Log Left calf for today").await?;
        app.sees("1/2").await?;
        app.tap("Undo").await?;
        app.sees("0/2").await?;
        // What was logged by mistake can also be removed later, and the focus stays where it was.
        app.tap("Log Left calf for today").await?;
        app.sees("1/2").await?;
        ensure!(!app.shows("Left calf").await?, "suggests again what was just eased");
        app.wait_until("document.activeElement.ariaPressed === 'true'").await?;
        app.tap("Self-massage today").await?;
        app.sees("Calf taken out of the log").await?;
        app.sees("0/2").await?;
        app.tap("Dismiss").await?;
        app.tap("Training phase Not set").await?;
        app.tap(
            "Building Longer or faster weeks. Self-massage 3 times a week, deep work every 2 to 3 weeks.",
        )
        .await?;
        app.tap("Done").await?;
        app.sees("0/3").await?;
        app.tap("Guides by area").await?;
        app.tap("Roller").await?;
        app.tap_found("document.querySelector('.row[href$=ribs]')").await?;
        app.sees("Fingers only: they feel how much is enough here.").await?;
        app.tap("Log it").await?;
        app.sees("Ribs logged for today").await?;
        app.tap("Care").await?;
        app.sees("1/3").await?;
        app.sees("Stick, 90 s").await?;
        app.close().await
    })
}

#[test]
fn a_form_saves_once_and_leaves_no_trace_in_the_history() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Care").await?;
        app.tap("Plan").await?;
        app.tap("Add a race to plan around it Deep work before, light after, at the right days").await?;
        app.fill("Day", &app.day(11).await?).await?;
        app.call(include_str!("../src/js/save_twice.js"), &[]).await?;
        app.sees("in 11 days").await?;
        let races = "Object.values(localStorage).filter(record => record.includes('\"race\"')).length";
        ensure!(app.value(races).await? == json!(1), "the race was saved twice");
        ensure!(app.value("location.hash").await? == json!("#/care/plan"));
        // After changes are discarded, Back leads to the page before.
        app.tap("Edit race").await?;
        app.fill("Name", "Another").await?;
        app.script("history.back()").await?;
        app.tap("Leave without saving").await?;
        app.wait_until("location.hash === '#/care/plan'").await?;
        ensure!(!app.shows("Another").await?);
        app.script("history.back()").await?;
        app.wait_until("location.hash === '#/care'").await?;
        // Deleting a race removes it from the calendar as well, and Undo adds it again.
        app.answer_dialogs("none", "").await?;
        app.tap("Plan").await?;
        app.tap("Edit race").await?;
        app.script("window.copy = undefined").await?;
        app.tap("Add to your calendar").await?;
        app.wait_until("window.copy?.includes('SEQUENCE:0\\r\\n')").await?;
        app.tap("Delete this race").await?;
        app.wait_until(
            "window.copy?.includes('METHOD:CANCEL\\r\\n') && window.copy.includes('SEQUENCE:1\\r\\n')",
        )
        .await?;
        app.tap("Undo").await?;
        app.wait_until(
            "window.copy?.includes('METHOD:PUBLISH\\r\\n') && window.copy.includes('SEQUENCE:2\\r\\n')",
        )
        .await?;
        app.sees("in 11 days").await?;
        // A past race is still listed.
        app.tap("Add a race").await?;
        app.fill("Name", "Last week").await?;
        app.fill("Day", &app.day(-10).await?).await?;
        app.tap("Save race").await?;
        app.sees("Past races").await?;
        app.sees("10 days ago").await?;
        app.close().await
    })
}

#[test]
fn the_brief_prints_alone_on_one_page() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options { dark: true, ..Options::default() }).await?;
        with_ten_runs(&app).await?;
        with_care(&app).await?;
        app.tap("Therapist brief").await?;
        app.sees("Please focus on").await?;
        let pdf = app.browser().devtools("Page.printToPDF", json!({ "printBackground": false })).await?;
        let pdf = BASE64_STANDARD.decode(pdf["data"].as_str().unwrap_or_default())?;
        let pages = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
        ensure!(pdf.starts_with(b"%PDF") && pages == 1, "{pages} pages");
        app.browser().devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        // Nothing but the brief, in dark ink on white, whatever the theme.
        let visible = app.call(include_str!("../src/js/visible_beside_brief.js"), &[]).await?;
        ensure!(visible == json!(""), "{visible}");
        let ink = "getComputedStyle(document.querySelector('.brief-paper h2')).color";
        ensure!(app.value(ink).await? == json!("rgb(20, 26, 54)"), "{}", app.value(ink).await?);
        app.close().await
    })
}

#[test]
fn too_much_input_gets_a_plain_message_and_damages_nothing() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        // An hour-long appointment of yesterday, one that ends before it begins, and 500 pieces of homework.
        let seal = |data: Value| e2e::sealed(2, 1, &data.to_string());
        let now = app.value("Date.now()").await?.as_i64().unwrap_or_default();
        let given = app.day(-2).await?;
        let visit = |id: &str, length: i64| json!({ "id": id, "what": { "appointment": { "with": "Maya", "at": { "ms": now - DAY, "offset": 0 }, "length": length, "technique": "deep" } } });
        let mut records = vec![
            ("visit".to_owned(), seal(visit("visit", 60))),
            ("backwards".to_owned(), seal(visit("backwards", -60))),
        ];
        for number in 0..500 {
            let id = format!("homework-{number}");
            let what = json!({ "what": format!("Exercise {number}"), "rhythm": "daily", "given": given });
            let data = json!({ "id": id, "what": { "homework": what } });
            records.push((id, seal(data)));
        }
        app.call(include_str!("../src/js/store_care.js"), &[&json!(records)]).await?;
        app.reload().await?;
        app.sees("One damaged entry was set aside").await?;
        app.tap("See what’s missing").await?;
        app.script("location.hash = '#/care'").await?;
        app.sees("0 of 500 today").await?;
        app.tap_found("document.querySelector('.card-link[href$=notes]')").await?;
        app.sees("20 at most, and more than three rarely get done.").await?;
        app.fill("What did Maya say?", &"é".repeat(10_000)).await?;
        app.sees("2000 characters fit. Left out: “é").await?;
        app.tap("Save notes").await?;
        app.wait_until(&in_records(&"é".repeat(2000))).await?;
        ensure!(
            app.value(&in_records(&"é".repeat(2001))).await? == json!(false),
            "more than fits was stored"
        );
        app.reload().await?;
        ensure!(!app.shows("damaged").await?, "the app can't read what it wrote");
        app.close().await
    })
}

#[test]
fn one_flipped_switch_counts_as_a_change_and_flipped_back_as_none() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.script("location.hash = '#/care/appointments'").await?;
        app.tap("Add appointment").await?;
        app.tap("Add to your calendar").await?;
        app.tap("Back").await?;
        app.sees("Leave without saving?").await?;
        app.tap("Keep editing").await?;
        app.tap("Add to your calendar").await?;
        app.tap("Back").await?;
        app.gone("Save appointment").await?;
        ensure!(!app.shows("Leave without saving?").await?, "asks although nothing changed");
        Ok(())
    })
}
