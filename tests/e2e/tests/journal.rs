//! A long journal, filtered by month and by area, and the example for newcomers.

use anyhow::{Result, ensure};
use e2e::{App, Options};
use serde_json::json;

/// Reloads the app with 200 runs, one every other day, the newest on 2026-06-16, with the left calf in every fifth.
async fn with_a_year(app: &App) -> Result<()> {
    app.call(include_str!("../src/js/seed_year.js"), &[]).await?;
    app.reload().await
}

/// Returns the days of the cards on the screen.
async fn days(app: &App) -> Result<Vec<String>> {
    let days = app.value("[...document.querySelectorAll('.run-day')].map(day => day.textContent)").await?;
    Ok(serde_json::from_value(days)?)
}

#[test]
fn adding_a_note_keeps_the_exact_distance() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        with_a_year(&app).await?;
        app.script("location.hash = '#/journal/run/year-42/edit'").await?;
        app.fill("Note", "Windy").await?;
        app.tap("Save run").await?;
        app.sees("Windy").await?;
        let distance = app.value("JSON.parse(localStorage['tightspot:run:year-42']).data.distance").await?;
        ensure!(distance == json!(5042), "{distance}");
        app.close().await
    })
}

#[test]
fn a_long_journal_is_filtered_by_month_and_by_area() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        with_a_year(&app).await?;
        app.tap("Journal").await?;
        app.sees("Sun 14 June").await?;
        // Two pages load at once, the others when the runner scrolls near them.
        app.sees("Show older").await?;
        let first = days(&app).await?;
        ensure!((18..26).contains(&first.len()), "{} cards", first.len());
        // New cards are appended, and all of them are still there after a visit to a run.
        app.script("document.querySelector('.view').scrollTop = 1e6").await?;
        app.wait_until(&format!("document.querySelectorAll('.run-card').length >= {}", first.len() + 6))
            .await?;
        let all = days(&app).await?;
        ensure!(all.starts_with(&first), "{all:?}");
        app.tap_found("document.querySelectorAll('.run-card')[30]").await?;
        app.sees("Delete this run").await?;
        app.script("history.back()").await?;
        app.wait_until(&format!("document.querySelectorAll('.run-card').length === {}", all.len())).await?;
        ensure!(days(&app).await? == all, "other cards than before");
        // A month back, and from there to one day.
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
        // One area only.
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
fn a_filter_without_results_can_be_cleared() -> Result<()> {
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
fn the_example_is_labelled_stores_nothing_and_goes_with_one_tap() -> Result<()> {
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
        ensure!(!app.shows("Ease it now").await?, "the example can log something");
        app.wait_until_still().await?;
        app.tap_found("document.querySelector('.run-evidence')").await?;
        app.sees("46:20").await?;
        ensure!(!app.shows("Delete this run").await?, "the example can be changed");
        app.script("history.back()").await?;
        app.sees("What you can do").await?;
        app.script("history.back()").await?;
        app.tap("Runs").await?;
        app.sees("This is an example").await?;
        app.wait_until("document.querySelectorAll('.run-card').length === 17").await?;
        ensure!(app.value(keys).await? == before, "something was stored");
        app.tap("Remove the example").await?;
        app.sees("Your runs land here").await?;
        // The runner's first own check-in ends it too.
        app.tap("Patterns").await?;
        app.tap("See an example").await?;
        app.tap("Body").await?;
        app.tap_region("calf-l").await?;
        app.tap("Journal").await?;
        app.sees("Your runs land here").await?;
        app.close().await
    })
}
