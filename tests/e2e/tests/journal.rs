//! A long journal, looked through by month and by area, and the example that a newcomer can look at.

use anyhow::{Result, ensure};
use e2e::{App, Options};
use serde_json::json;

/// A run every other day, the newest on 2026-06-16: 200 of them, the left calf in every fifth.
async fn with_a_year(app: &App) -> Result<()> {
    app.call(include_str!("../src/js/seed_year.js"), &[]).await?;
    app.reload().await
}

/// The days of the cards that are shown.
async fn days(app: &App) -> Result<Vec<String>> {
    let days = app.value("[...document.querySelectorAll('.run-day')].map(day => day.textContent)").await?;
    Ok(serde_json::from_value(days)?)
}

#[test]
fn a_note_leaves_the_metres_of_a_run_alone() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        with_a_year(&app).await?;
        app.script("location.hash = '#/journal/run/year-42/edit'").await?;
        app.fill("Note", "Windy").await?;
        app.tap("Save run").await?;
        app.sees("Windy").await?;
        let kept = "JSON.parse(localStorage['tightspot:run:year-42']).data.distance";
        ensure!(app.value(kept).await? == json!(5042), "{}", app.value(kept).await?);
        app.close().await
    })
}

#[test]
fn a_long_journal_is_looked_through_by_month_and_by_area() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        with_a_year(&app).await?;
        app.tap("Journal").await?;
        app.sees("Sun 14 June").await?;
        // Two pages come by themselves, the others as they come near.
        app.sees("Show older").await?;
        let first = days(&app).await?;
        ensure!((18..26).contains(&first.len()), "{} cards", first.len());
        // What comes is put behind what is there, and all of it is still there after a look at a run.
        app.script("document.querySelector('.view').scrollTop = 1e6").await?;
        app.wait_until(&format!("document.querySelectorAll('.run-card').length >= {}", first.len() + 6))
            .await?;
        let open = days(&app).await?;
        ensure!(open.starts_with(&first), "{open:?}");
        app.tap_found("document.querySelectorAll('.run-card')[30]").await?;
        app.sees("Delete this run").await?;
        app.script("history.back()").await?;
        app.wait_until(&format!("document.querySelectorAll('.run-card').length === {}", open.len())).await?;
        ensure!(days(&app).await? == open, "the pages are closed again");
        // A month back, and from there to a day.
        app.tap("Month before").await?;
        app.sees("Until Sun 31 May").await?;
        ensure!(days(&app).await?[0] == "Sun 31 May");
        let day = "Fri 15 May, 1 entry, nothing tight";
        app.tap_found(&format!(
            "[...document.querySelectorAll('button.month-day')].find(day => day.innerText.includes('{day}'))"
        ))
        .await?;
        app.sees("Until Fri 15 May").await?;
        ensure!(days(&app).await?[0] == "Fri 15 May");
        app.tap("Newest").await?;
        app.gone("Until").await?;
        ensure!(days(&app).await?[0] == "Tue 16 June");
        let at_end = "document.querySelector('[aria-label=\"Month after\"]').ariaDisabled";
        ensure!(app.value(at_end).await? == json!("true"), "there is no later month");
        // One area.
        app.tap("Left calf 40").await?;
        app.wait_until("document.querySelectorAll('.run-card').length < 30").await?;
        ensure!(
            days(&app).await?[..3] == ["Tue 16 June", "Sat 6 June", "Wed 27 May"],
            "{:?}",
            days(&app).await?
        );
        app.tap("All runs").await?;
        app.sees("Sun 14 June").await?;
        app.close().await
    })
}

#[test]
fn what_the_list_leaves_out_can_always_be_brought_back() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        // Twelve runs; the neck is tight in one of them.
        app.call(include_str!("../src/js/seed_twelve_runs.js"), &[]).await?;
        app.reload().await?;
        app.tap("Journal").await?;
        app.tap("Neck 1").await?;
        app.wait_until("document.querySelectorAll('.run-card').length === 1").await?;
        app.tap_found("document.querySelector('.run-card')").await?;
        app.tap("Delete this run").await?;
        app.sees("No run like that.").await?;
        let chosen =
            "document.querySelector('[role=radio][aria-checked=true]')?.textContent.replace(/\\s+/g, '')";
        app.wait_until(&format!("{chosen} === 'Neck0'")).await?;
        app.tap("All runs").await?;
        app.wait_until("document.querySelectorAll('.run-card').length === 11").await?;
        app.close().await
    })
}

#[test]
fn the_example_is_marked_keeps_nothing_and_goes_in_one_tap() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let keys = "Object.keys(localStorage).sort().join()";
        let before = app.value(keys).await?;
        app.tap("Journal").await?;
        app.tap("Patterns").await?;
        app.tap("See an example").await?;
        app.sees("This is an example").await?;
        app.sees("Left calf leads, 9 of 10 runs").await?;
        app.sees("Easing seems to help").await?;
        app.tap_found("document.querySelector('.row[href$=calf-l]')").await?;
        app.sees("When to see someone").await?;
        ensure!(!app.shows("Ease it now").await?, "an example that logs something");
        app.wait_until_still().await?;
        app.tap_found("document.querySelector('.run-evidence')").await?;
        app.sees("46:20").await?;
        ensure!(!app.shows("Delete this run").await?, "an example that can be changed");
        app.script("history.back()").await?;
        app.sees("What you can do").await?;
        app.script("history.back()").await?;
        app.tap("Runs").await?;
        app.sees("This is an example").await?;
        app.wait_until("document.querySelectorAll('.run-card').length === 17").await?;
        ensure!(app.value(keys).await? == before, "something was kept");
        app.tap("Remove the example").await?;
        app.sees("Your runs land here").await?;
        // A run of one's own ends it too.
        app.tap("Patterns").await?;
        app.tap("See an example").await?;
        app.tap("Body").await?;
        app.tap_region("calf-l").await?;
        app.tap("Journal").await?;
        app.sees("Your runs land here").await?;
        app.close().await
    })
}
