//! How many touches the main jobs take, and how the routine goes from step to step.

use anyhow::{Result, ensure};
use e2e::{App, Engine, Options};
use serde_json::json;
use std::time::Duration;

/// Checks that there were at most this many touches since the last call.
fn took_at_most(app: &App, most: u32, what: &str) -> Result<()> {
    let touches = app.browser().touches();
    ensure!(touches <= most, "{what} took {touches} touches");
    Ok(())
}

#[test]
fn the_main_jobs_take_few_touches() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, "never hides the page behind another tab") {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        app.tap("Start run").await?;
        app.sees("1 spot saved").await?;
        took_at_most(&app, 2, "a check-in and the start")?;
        app.tap("I’m back").await?;
        app.tap("Save distance").await?;
        app.sees("minutes left").await?;
        took_at_most(&app, 2, "the end of a run of the usual distance")?;

        app.tap("One more glass").await?;
        app.tap("Start: Stretch gently").await?;
        app.sees("Stretch 1 of 4").await?;
        app.sleep_for(10 * 60_000).await?;
        app.sees("Nice. 4 stretches done.").await?;
        // The questions of the first time need an answer: nothing starts by itself before that.
        app.tap("Next: Legs up the wall").await?;
        app.tap("None of these, start").await?;
        app.sees("Get comfy").await?;
        // A hidden page would wait for the runner, who can't see the next step start there.
        app.tap("Done").await?;
        app.sees("Roll to your side before you get up.").await?;
        app.sees("Starts in").await?;
        app.sees("Breathe in").await?;
        app.sleep_for(130_000).await?;
        app.sees("4 of 4 done").await?;
        took_at_most(&app, 5, "the whole routine")?;

        app.tap("Done").await?;
        app.tap("Body").await?;
        app.browser().touches();
        app.tap("Same as last time 1 spot, outlined").await?;
        app.tap("Start run").await?;
        app.sees("1 spot saved").await?;
        took_at_most(&app, 2, "the same as last time and the start")?;

        app.tap("Discard this run").await?;
        app.tap("Discard").await?;
        app.sees("Run discarded.").await?;
        app.browser().touches();
        app.tap("Journal").await?;
        app.tap("Add a run").await?;
        app.tap("Yesterday").await?;
        app.type_into("Distance", "8,2").await?;
        app.type_into("Time", "4620").await?;
        app.sees("5:39 /km").await?;
        app.tap("Save run").await?;
        app.sees("46:20").await?;
        took_at_most(&app, 6, "yesterday's run and its two fields")?;
        app.close().await
    })
}

#[test]
fn the_next_step_waits_once_the_screen_is_touched() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.run_with_spots().await?;
        app.tap("Start: Legs up the wall").await?;
        app.tap("None of these, start").await?;
        app.tap("Done").await?;
        app.sees("Starts in").await?;
        app.tap_found("document.querySelector('.player-figure')").await?;
        app.sees("Start whenever you’re ready.").await?;
        let waits = "document.body.innerText.includes('Start whenever you’re ready.')";
        app.stays(waits, &json!(true), Duration::from_secs(11)).await?;
        app.tap("Done for now").await?;
        app.sees("1 of 4 done").await?;
        app.close().await
    })
}
