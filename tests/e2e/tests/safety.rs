//! What the app says to a runner with pain: on the way to a run, after it, and days later. Nothing here is a wall.

use anyhow::{Result, ensure};
use e2e::{App, Engine, Options};
use serde_json::json;

const DAY: i64 = 24 * 3_600_000;
/// Where the regions of the map are. Not their boxes: those of Firefox grow with the outline of a mark.
const PLACES: &str = "JSON.stringify([...document.querySelectorAll('.body-figures [data-region]')].map(region => { const { a, d, e, f } = region.getScreenCTM(); return [a, d, e, f]; }))";

async fn tap_region_times(app: &App, region: &str, times: usize) -> Result<()> {
    for _ in 0..times {
        app.tap_region(region).await?;
    }
    Ok(())
}

/// Marks the left calf sharp.
async fn mark_sharp_calf(app: &App) -> Result<()> {
    app.tap_region("calf-l").await?;
    app.tap_chip("Left calf").await?;
    app.tap("Sharp").await?;
    app.sees("No roller, no massage, no stretch, and no run on it today.").await?;
    app.tap("Done").await
}

/// Waits until the sheet is closed and takes no more touches.
async fn is_closed(app: &App) -> Result<()> {
    app.wait_until("!document.querySelector('[role=dialog]') && !document.querySelector('.shell.paused')")
        .await
}

#[test]
fn a_severe_chest_names_the_emergency_and_offers_no_move() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.open_view("Upper").await?;
        // Asked at the first tap, and at each until it is answered.
        app.tap_region("chest-l").await?;
        app.sees("Pressure or pain inside?").await?;
        tap_region_times(&app, "chest-l", 2).await?;
        app.sees("Pressure or pain inside?").await?;
        app.tap("Yes").await?;
        app.sees("Call your emergency number.").await?;
        ensure!(!app.shows("Ease it now").await?, "offers to ease a chest");
        app.tap("Close").await?;
        is_closed(&app).await?;
        app.tap("Warm up").await?;
        app.sees("Nothing to warm up for").await?;
        app.sees("Call your emergency number.").await?;
        ensure!(
            app.value("document.querySelectorAll('main .row').length").await? == json!(0),
            "offers a move"
        );
        app.tap("Start run").await?;
        app.sees("Left chest is sharp").await?;
        app.sees("Call your emergency number.").await?;
        ensure!(!app.shows("Walk only").await?, "offers a walk");
        // At any level, its sheet says so.
        app.tap("Close").await?;
        // Closing goes back in the history, a little later.
        is_closed(&app).await?;
        app.script("location.hash = '#/body/spot/chest-r'").await?;
        app.tap_found("document.querySelectorAll('[role=radio]')[1]").await?;
        app.sees("Chest: muscle, or inside?").await?;
        app.close().await
    })
}

#[test]
fn a_sharp_calf_is_asked_about_before_the_run_and_three_days_later() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        app.kill_server();
        let before = app.value(PLACES).await?;
        mark_sharp_calf(&app).await?;
        is_closed(&app).await?;
        app.tap("Start run").await?;
        app.sees("Left calf is sharp").await?;
        app.sees("After a snap, or you can’t stand on your toes: a doctor today.").await?;
        app.tap("Rest today").await?;
        app.sees("Resting today, logged").await?;
        ensure!(!app.shows("Since").await?, "a run has started");
        app.tap("Undo").await?;
        app.wait_until("document.querySelectorAll('.bm-mark').length > 0").await?;
        app.tap("Start run").await?;
        app.tap("Rest today").await?;
        app.sees("Resting today, logged").await?;
        app.tap("Journal").await?;
        app.sees("Check-in").await?;

        // Two days later it is still asked about before a run; three days later by itself.
        app.set_clock(2 * DAY).await?;
        app.tap("Body").await?;
        ensure!(!app.shows("And now?").await?, "asks too early");
        app.tap("Start run").await?;
        app.sees("Left calf was sharp on").await?;
        app.tap("Close").await?;
        is_closed(&app).await?;
        app.set_clock(3 * DAY).await?;
        app.tap("Journal").await?;
        app.tap("Body").await?;
        app.sees("And now?").await?;
        ensure!(app.value(PLACES).await? == before, "the map has moved");
        app.tap("Still there").await?;
        app.sees("Emergency: stop, and call your emergency number").await?;
        app.tap("Open my notes to show them").await?;
        app.sees("Not just tight").await?;
        app.sees("Felt sharp.").await?;
        app.tap("Body").await?;
        ensure!(!app.shows("And now?").await?, "asks again at once");
        app.set_clock(6 * DAY).await?;
        app.tap("Journal").await?;
        app.tap("Body").await?;
        app.sees("And now?").await?;
        app.tap("Gone").await?;
        app.gone("And now?").await?;
        app.tap("Undo").await?;
        app.sees("And now?").await?;
        app.tap("Gone").await?;
        app.sees("Left calf: gone").await?;
        // The answer stays, and nothing speaks against a run any more.
        app.reload().await?;
        ensure!(!app.shows("And now?").await?, "the answer is forgotten");
        app.tap("Start run").await?;
        app.sees("Since").await?;
        app.close().await
    })
}

#[test]
fn the_third_tap_asks_once_and_one_tap_answers() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let before = app.value(PLACES).await?;
        tap_region_times(&app, "knee-l", 3).await?;
        app.sees("Sharp, swollen or on the bone?").await?;
        ensure!(app.value(PLACES).await? == before, "the map has moved");
        app.tap("Just tight").await?;
        app.gone("Sharp, swollen or on the bone?").await?;
        app.wait_until(
            "Object.values(localStorage).some(record => record.includes('\"feelings\":[\"tight\"]'))",
        )
        .await?;
        // Answered: severe again, it does not ask again.
        tap_region_times(&app, "knee-l", 4).await?;
        ensure!(app.level("knee-l").await? == 3);
        // A cleared spot is asked about as a new one; the next tap on the map answers nothing.
        app.sees("Sharp, swollen or on the bone?").await?;
        app.tap_region("quad-r").await?;
        app.gone("Sharp, swollen or on the bone?").await?;
        // A severe joint speaks against a run. The walk is told from a run.
        app.tap("Start run").await?;
        app.sees("Left knee is severe").await?;
        app.tap("Walk only").await?;
        app.sees("Walking").await?;
        app.reload().await?;
        app.sees("Walking").await?;
        app.tap("I’m back").await?;
        app.tap("Skip").await?;
        app.sees("Severe in a joint or tendon").await?;
        app.tap("Finish here").await?;
        app.tap("Journal").await?;
        app.sees(", walk").await?;
        // Once a day: the next start does not ask.
        app.tap("Body").await?;
        tap_region_times(&app, "knee-l", 3).await?;
        app.tap("Start run").await?;
        app.sees("Running").await?;
        app.close().await
    })
}

#[test]
fn worse_after_the_run_leads_to_someone_and_twice_in_three_says_so() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        for (run, answer) in [(0, "Worse"), (1, "Same"), (2, "Worse")] {
            app.tap("Body").await?;
            app.tap_region("hamstring-l").await?;
            app.tap("Start run").await?;
            app.tap("I’m back").await?;
            app.tap("Skip").await?;
            app.tap("Finish here").await?;
            app.sees("How do today’s spots feel after the run?").await?;
            ensure!(!app.shows("When to see someone").await?, "run {run}: before the answer");
            app.tap(answer).await?;
            if answer == "Worse" {
                app.sees("When to see someone").await?;
            }
            let twice = app.shows("Left hamstring was worse after 2 of your last 3 runs.").await?;
            ensure!(twice == (run == 2), "run {run}: {twice}");
            app.set_clock((run + 1) * DAY).await?;
        }
        app.close().await
    })
}

#[test]
fn a_severe_spot_is_eased_for_a_short_while_and_only_goes_on_if_it_is_easier() -> Result<()> {
    if e2e::is_left_out(Engine::WebKit, "never hides the page behind another tab") {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        tap_region_times(&app, "calf-r", 3).await?;
        app.sees("Sharp, or swollen, warm or red?").await?;
        // Before the answer nothing is offered.
        app.tap_chip("Right calf").await?;
        app.sees("Swollen, warm or red on one side only: don’t rub it").await?;
        ensure!(!app.shows("Ease it now").await?, "offers to roll what may be a clot");
        app.tap("Close").await?;
        is_closed(&app).await?;
        app.script("location.hash = '#/care/massage/calf'").await?;
        app.sees("Swollen, warm or red on one side only: don’t rub it").await?;
        ensure!(!app.shows("Start, 40 s a side").await?, "the guide offers to roll what may be a clot");
        // The sheet takes the answer, too.
        app.tap("Body").await?;
        app.tap_chip("Right calf").await?;
        app.tap("Tight").await?;
        // The caution stands in the card, before the start.
        app.sees("Not if the calf is swollen, warm or throbbing").await?;
        app.tap("Roll for 40 s").await?;
        app.sees("Ask a doctor first if you").await?;
        app.tap("Leave it").await?;
        app.tap("Roll for 40 s").await?;
        app.tap("None of these, start").await?;
        app.sees("Get ready").await?;
        app.sleep_for(60_000).await?;
        app.sees("Easier than before?").await?;
        app.tap("Yes, 40 s more").await?;
        app.sleep_for(60_000).await?;
        app.sees("That’s enough for today.").await?;
        app.tap("Done").await?;
        app.sees("Right calf").await?;
        // It is asked once only.
        app.tap("Roll for 40 s").await?;
        app.sees("Get ready").await?;
        app.close().await
    })
}
