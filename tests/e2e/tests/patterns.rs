//! The patterns in all runs, and the links from them.

use anyhow::{Result, ensure};
use e2e::{App, Options};
use serde_json::json;

#[test]
fn a_recurring_spot_links_to_its_runs_and_to_what_helps() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap("Journal").await?;
        app.tap("Patterns").await?;
        app.sees("Three runs and patterns start to show.").await?;
        e2e::with_ten_runs(&app).await?;
        app.sees("Left calf leads, 6 of 10 runs").await?;
        let sentences = app.call(include_str!("../src/js/sentences.js"), &[]).await?;
        let expected = "Left calf: Tight before 5 of your last 6 runs; \
            Right IT band: 4 of 10, getting stronger; Left hip flexor: 3 of 10, steady";
        ensure!(sentences == json!(expected), "{sentences}");
        app.sees("Your left calf speaks up far more often.").await?;
        // It lists exactly these runs. One of them opens the run, and Back returns.
        app.tap_found("document.querySelector('.row[href$=calf-l]')").await?;
        app.sees("These are the six:").await?;
        ensure!(app.value("document.querySelectorAll('.run-evidence').length").await? == json!(6));
        // Scrolling a part of the sheet into view while it still slides in must not push the whole app up.
        ensure!(app.call(include_str!("../src/js/pushed_shell.js"), &[]).await? == json!(0));
        app.wait_until_still().await?;
        app.tap_found("document.querySelectorAll('.run-evidence')[3]").await?;
        app.sees("Delete this run").await?;
        app.sees("Severe").await?;
        app.script("history.back()").await?;
        app.sees("What you can do").await?;
        app.sees("More hills, speed or pushing off hard of late?").await?;
        app.tap("Start").await?;
        app.tap("None of these, start").await?;
        app.sees("Begin a hand’s width above the heel, above the tendon.").await?;
        app.tap("Close").await?;
        app.close().await
    })
}

#[test]
fn a_jump_in_distance_is_mentioned_while_a_spot_gets_worse() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        // 40 km today and 10 km in each week before, with the IT band tighter in the newer half.
        for (index, ago) in [0, 7, 14, 21, 28, 35].into_iter().enumerate() {
            let (metres, level) = (if ago == 0 { 40_000 } else { 10_000 }, if index < 3 { 3 } else { 1 });
            app.call(include_str!("../src/js/seed_run_days_ago.js"), &[&index, &ago, &metres, &level])
                .await?;
        }
        app.reload().await?;
        app.tap("Journal").await?;
        app.tap("Patterns").await?;
        app.sees("This week is 40.0 km so far, your last four were about 10.0 km each.").await?;
        app.close().await
    })
}

#[test]
fn a_range_counts_only_its_own_runs() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        e2e::with_ten_runs(&app).await?;
        app.tap("Journal").await?;
        for (day, level) in [("2025-03-01", 1), ("2025-02-01", 1)] {
            let data = json!({
                "id": format!("old-{day}"),
                "life": { "finished": { "outing": { "day": day, "took": 2400 }, "routine": {} } },
                "spots": { "calf-l": { "level": level, "order": 0 } },
            });
            let record = json!(e2e::sealed(2, 1, &data.to_string()));
            app.script(&format!("localStorage.setItem('tightspot:run:old-{day}', {record})")).await?;
        }
        app.reload().await?;
        app.tap("Patterns").await?;
        app.sees("Left calf leads, 6 of 10 runs").await?;
        app.tap("All").await?;
        app.sees("Left calf leads, 8 of 12 runs").await?;
        app.tap("30 days").await?;
        app.sees("Left calf leads, 6 of 10 runs").await?;
        app.close().await
    })
}
