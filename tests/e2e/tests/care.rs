//! Care: from a spot that keeps coming back to the massage, what the therapist said, the homework and the next brief.

use anyhow::{Result, ensure};
use e2e::{App, Options, with_ten_runs};
use serde_json::json;

const DAY: i64 = 24 * 3_600_000;

/// Books a massage with Maya at nine on a day, and returns the calendar file.
async fn book(app: &App, day: &str) -> Result<String> {
    app.answer_dialogs("none", "").await?;
    app.script("location.hash = '#/care/appointments/add'").await?;
    app.sees("New appointment").await?;
    app.fill("With", "Maya").await?;
    app.tap("Deep").await?;
    app.fill("Day", day).await?;
    app.fill("Time", "09:00").await?;
    app.script("window.copy = undefined").await?;
    app.tap("Save").await?;
    app.wait_until("!!window.copy").await?;
    app.sees("Appointment saved").await?;
    Ok(app.value("window.copy").await?.as_str().unwrap_or_default().to_owned())
}

/// Returns the text that "Share brief" passes to the phone.
async fn shared(app: &App) -> Result<String> {
    app.call(include_str!("../src/js/catch_share.js"), &[]).await?;
    app.script("location.hash = '#/care'").await?;
    app.tap("Therapist brief").await?;
    app.sees("Nothing leaves your phone until you share it.").await?;
    app.tap("Share brief").await?;
    app.wait_until("!!window.shared").await?;
    Ok(app.value("window.shared").await?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn from_a_recurring_spot_to_the_next_brief_without_a_network() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        with_ten_runs(&app).await?;
        app.wait_until_offline_ready().await?;
        app.kill_server();
        // The hip flexor is third; put on the brief, it comes first.
        app.tap("Journal").await?;
        app.tap("Patterns").await?;
        app.tap_found("document.querySelector('.row[href$=hip-flexor-l]')").await?;
        app.sees("Ask a therapist").await?;
        app.tap("Add").await?;
        app.sees("Added").await?;
        app.tap("Close").await?;
        let brief = shared(&app).await?;
        let position = |words: &str| brief.find(words).unwrap_or(usize::MAX);
        ensure!(
            position("- Left hip flexor") < position("- Left calf, moderate. Tight before 5 of 6 runs."),
            "{brief}"
        );
        ensure!(brief.contains("Running now: "), "{brief}");
        // The appointment, and its calendar file.
        let file = book(&app, &app.day(1).await?).await?;
        ensure!(
            file.contains("SUMMARY:Deep work with Maya\r\n") && file.contains("SEQUENCE:0\r\n"),
            "{file}"
        );
        app.script("location.hash = '#/care'").await?;
        app.sees("Deep work with Maya").await?;
        app.sees("The brief for Maya is ready").await?;
        // The evening after: what she said, and the homework.
        app.set_clock(2 * DAY).await?;
        app.tap("Journal").await?;
        app.script("location.hash = '#/care'").await?;
        app.tap("What did Maya say? Write it down while it’s fresh").await?;
        app.fill("What did Maya say?", "Left calf much looser.").await?;
        app.tap("Left calf").await?;
        app.fill("What?", "Heel drops off a step").await?;
        app.fill("How much?", "3 sets of 12, slow").await?;
        app.tap("Add to the list").await?;
        // Text that is still in the fields goes to the list too; saving does not ask, and saves once.
        app.fill("What?", "Side planks").await?;
        app.tap("Save notes").await?;
        app.sees("Homework from Maya").await?;
        ensure!(!app.shows("Leave without saving?").await?, "asks about what was saved");
        app.sees("0 of 2 today").await?;
        app.tap("Heel drops off a step").await?;
        app.sees("1 of 2 today").await?;
        // The app is closed and opened, still without a network.
        app.wait_until(&in_records("\"said\":\"Left calf much looser.\"")).await?;
        app.reload().await?;
        app.set_clock(3 * DAY).await?;
        book(&app, &app.day(5).await?).await?;
        app.script("location.hash = '#/care'").await?;
        app.sees("0 of 2 today").await?;
        app.tap("How did it go? One minute, before you see Maya").await?;
        app.sees("Ticked 1 of 1 days").await?;
        app.tap("A lot").await?;
        app.tap("It hurt").await?;
        app.sees("It’s paused and noted for Maya.").await?;
        app.tap("Save for Maya").await?;
        app.sees("Noted for the brief").await?;
        app.gone("How did it go?").await?;
        app.gone("Side planks").await?;
        // When the homework is reviewed again, it stays paused.
        app.script("location.hash = '#/care/homework'").await?;
        app.sees("Paused: it hurt").await?;
        app.tap("Save for Maya").await?;
        app.gone("Side planks").await?;
        let brief = shared(&app).await?;
        ensure!(brief.starts_with("For Maya\n"), "{brief}");
        ensure!(brief.contains(": Left calf. “Left calf much looser.”"), "{brief}");
        let homework = "Homework: 1 of 2 kept up. Heel drops off a step: helped a lot. Side planks: it hurt.";
        ensure!(brief.contains(homework), "{brief}");
        app.close().await
    })
}

/// An expression for whether a text is in the records.
fn in_records(text: &str) -> String {
    format!("Object.values(localStorage).some(record => record.includes({}))", json!(text))
}
