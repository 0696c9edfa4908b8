//! What lies between the runs: a spot that came up on the run, shorter ways through the routine, race morning.

use anyhow::{Result, ensure};
use e2e::{App, Engine, Options};
use serde_json::json;

const MINUTE: i64 = 60_000;

/// Goes for a run of 46 minutes and comes back.
async fn run(app: &App) -> Result<()> {
    app.tap("Start run").await?;
    app.sees("Running").await?;
    app.set_clock(46 * MINUTE).await?;
    app.tap("I’m back").await?;
    app.tap("Skip").await?;
    app.sees("Something new?").await
}

#[test]
fn what_came_up_on_the_run_is_marked_stretched_first_and_kept_apart() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        app.kill_server();
        app.tap_region("quad-l").await?;
        run(&app).await?;
        app.sees("4 stretches, 5 min").await?;
        app.sees("0 of 4 done, 9 min to go").await?;
        app.tap("Something new? Came up on the run").await?;
        app.sees("What came up?").await?;
        ensure!(app.level("quad-l").await? == 0, "what was tight before is not new");
        app.tap_region("shin-r").await?;
        app.tap_chip("Right shin").await?;
        app.tap("Sore").await?;
        app.tap("Close").await?;
        app.wait_until("!document.querySelector('[role=dialog]') && location.hash === '#/recover/came-up'")
            .await?;
        app.browser().client.back().await?;
        app.sees("Came up on the run").await?;
        app.sees("Right shin").await?;
        app.tap("Start: Stretch gently").await?;
        app.sees("Kneeling shin stretch").await?;
        app.tap("Close").await?;
        app.sees("to go").await?;

        // A new start keeps it, and the next check-in outlines only what was tight before.
        app.reload().await?;
        app.set_clock(47 * MINUTE).await?;
        app.script("location.hash = '#/recover'").await?;
        app.tap("Finish here").await?;
        app.sees("And now?").await?;
        app.sees("Came up on the run").await?;
        let asked = "[...document.querySelectorAll('.recheck-row[role=group]')].map(row => row.getAttribute('aria-label')).join()";
        ensure!(app.value(asked).await? == json!("Left quad"), "asks how a new spot feels after the run");
        app.tap("See the run").await?;
        app.sees("Before the run").await?;
        app.sees("Mild, sore").await?;
        app.tap("Body").await?;
        let outlined = "[...new Set([...document.querySelectorAll('[data-region][data-last]')].map(region => region.dataset.region))].join()";
        ensure!(app.value(outlined).await? == json!("quad-l"));
        app.close().await
    })
}

#[test]
fn the_short_routine_takes_at_most_four_touches() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, "never hides the page behind another tab") {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("calf-l").await?;
        run(&app).await?;
        app.browser().touches();
        app.tap("Short on time? 2 stretches, then breathe").await?;
        app.sees("Stretch 1 of 2").await?;
        app.sleep_for(3 * MINUTE).await?;
        app.sees("Nice. 2 stretches done.").await?;
        app.tap("Next: Slow deep breaths").await?;
        app.sees("Breathe in").await?;
        app.tap("Done").await?;
        app.sees("2 of 4 done").await?;
        let touches = app.browser().touches();
        ensure!(touches <= 4, "the short routine took {touches} touches");
        app.close().await
    })
}

#[test]
fn slow_breaths_with_the_legs_up_do_both_steps() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, "never hides the page behind another tab") {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        run(&app).await?;
        ensure!(!app.shows("Both at once").await?, "the safety questions come first");
        app.tap("Start: Legs up the wall").await?;
        app.tap("None of these, start").await?;
        app.sees("Get comfy").await?;
        app.tap("Close").await?;
        app.tap("Legs up the wall").await?;
        app.tap("Legs up the wall").await?;
        app.sees("0 of 4 done").await?;
        app.tap("Both at once Legs up and slow breaths").await?;
        app.sees("Breathe in").await?;
        app.sees("Legs up, arms heavy.").await?;
        app.sleep_for(3 * MINUTE).await?;
        app.sees("2 of 4 done").await?;
        app.close().await
    })
}

#[test]
fn a_race_morning_has_a_warm_up_of_its_own() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Warm up").await?;
        app.sees("Walk, then jog easily").await?;
        app.sees("Shoulders down, hands loose").await?;
        ensure!(!app.shows("Strides").await?);
        app.script("location.hash = '#/care/plan'").await?;
        app.tap("Add a race to plan around it Deep work before, light after, at the right days").await?;
        app.fill("Name", "Riverside Ten").await?;
        app.fill("Day", &app.day(0).await?).await?;
        app.tap("10 k").await?;
        app.tap("Save race").await?;
        app.sees("Riverside Ten").await?;
        app.tap("Body").await?;
        app.tap("Warm up").await?;
        app.sees("Strides").await?;
        app.sees("for race morning").await?;
        app.tap("Easy jog").await?;
        app.wait_until("document.querySelector('.check').ariaChecked === 'true' || document.querySelector('.check').getAttribute('aria-checked') === 'true'").await?;
        app.close().await
    })
}

/// Four weeks of runs, none of them on today's weekday.
async fn with_rest_day(app: &App) -> Result<()> {
    app.call(include_str!("../src/js/seed_rest_day.js"), &[]).await?;
    app.reload().await
}

#[test]
fn a_rest_day_says_so_and_its_routine_is_no_run() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        with_rest_day(&app).await?;
        app.kill_server();
        app.sees("Rest day by your rhythm").await?;
        app.browser().touches();
        app.tap("Mobility").await?;
        app.sees("Rest-day mobility").await?;
        app.sees("Get up from the chair").await?;
        app.tap_found("document.querySelectorAll('.row .check')[1]").await?;
        let ticked = "document.querySelectorAll('.row .check')[1].getAttribute('aria-checked')";
        app.wait_until(&format!("{ticked} === 'true'")).await?;
        let touches = app.browser().touches();
        ensure!(touches <= 3, "mobility on a rest day took {touches} touches");
        app.reload().await?;
        ensure!(app.value(ticked).await? == json!("true"));

        app.script("location.hash = '#/recover'").await?;
        app.tap("Do it anyway").await?;
        app.sees("Just back from a run?").await?;
        app.tap("No, a rest day").await?;
        app.sees("Rest day. Move a little first").await?;
        ensure!(!app.shows("minutes left").await? && !app.shows("Something new?").await?);
        app.tap("Stretch gently").await?;
        app.tap("Finish here").await?;
        app.sees("See the day").await?;
        app.tap("See the day").await?;
        ensure!(!app.shows("Edit run").await?);
        app.script("location.hash = '#/body'").await?;
        app.sees("Rest day by your rhythm").await?;
        app.script("location.hash = '#/journal'").await?;
        app.sees("Rest day").await?;
        app.close().await
    })
}

#[test]
fn the_frame_offers_mobility_on_a_rest_day() -> Result<()> {
    e2e::run(async {
        let (_folder, app) = e2e::held::open(Options::default()).await?;
        with_rest_day(&app).await?;
        app.sees("Mobility").await?;
        app.reload_held().await?;
        app.tap("Mobility").await?;
        app.let_arrive().await?;
        app.sees("Rest-day mobility").await?;
        app.close().await
    })
}

#[test]
fn a_sore_sole_leads_next_door_and_the_sheet_tells_its_story() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        e2e::with_ten_runs(&app).await?;
        app.script("location.hash = '#/body/spot/calf-l'").await?;
        app.sees("Tight before 5 of your last 6 runs").await?;
        app.tap("Close").await?;
        app.wait_until("!document.querySelector(\'[role=dialog]\')").await?;
        app.script("location.hash = '#/care/massage/arch'").await?;
        app.sees("Tight calves often go with a sore sole.").await?;
        app.tap("Start: Ease the calf").await?;
        app.tap("None of these, start").await?;
        app.sees("Left calf").await?;
        app.tap("Close").await?;
        // With a sharp calf, the neighbour is closed too.
        app.script("location.hash = '#/body/spot/calf-r'").await?;
        app.tap("Sharp").await?;
        app.tap("Close").await?;
        app.wait_until("!document.querySelector(\'[role=dialog]\')").await?;
        app.script("location.hash = '#/care/massage/arch'").await?;
        app.sees("Tight calves often go with a sore sole.").await?;
        ensure!(!app.shows("Ease the calf").await?);
        app.close().await
    })
}
