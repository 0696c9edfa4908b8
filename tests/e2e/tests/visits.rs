//! The appointment itself, what a race teaches, exercises of one's own, and the season.

use anyhow::{Result, ensure};
use e2e::{App, Options, with_ten_runs};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3_600_000;

async fn seed(app: &App, races: Value, massages: Value) -> Result<()> {
    app.call(include_str!("../src/js/seed_care.js"), &[&races, &massages]).await?;
    app.reload().await
}

/// Starts the app again, and moves the clock to a number of days from now.
async fn days_later(app: &App, days: i64) -> Result<()> {
    app.reload().await?;
    app.set_clock(days * DAY).await?;
    app.script("document.dispatchEvent(new Event('visibilitychange'))").await?;
    Ok(())
}

async fn go(app: &App, place: &str) -> Result<()> {
    app.script(&format!("location.hash = '{place}'")).await?;
    Ok(())
}

const OUTLINED: &str = "[...new Set([...document.querySelectorAll('[data-region][data-last]')].map(region => region.dataset.region))].join()";

#[test]
fn a_massage_from_the_day_before_to_the_week_after() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        seed(&app, json!([]), json!([["visit", 1, {}]])).await?;
        app.kill_server();
        app.sees("Massage tomorrow. No hard run this evening.").await?;
        go(&app, "#/care").await?;
        app.sees("Deep massage tomorrow: gently.").await?;

        days_later(&app, 1).await?;
        app.sees("On the day").await?;
        app.sees("Too much or too little: say so at once.").await?;
        app.sees("What did you notice?").await?;
        app.sees("Massage today: that’s enough for these muscles.").await?;
        ensure!(!app.shows("Start: ").await?, "a self-massage beside a deep massage");

        days_later(&app, 2).await?;
        app.sees("sore beyond three days? Tell Maya, or see someone.").await?;
        app.tap("What did Maya say? Write it down while it’s fresh").await?;
        app.fill("What did Maya say?", "Quad is the problem").await?;
        app.fill("Change in training?", "Fewer hills").await?;
        app.tap("Other").await?;
        app.tap("Left quad").await?;
        app.tap("Save notes").await?;
        app.sees("Notes saved").await?;
        go(&app, "#/body").await?;
        app.sees("Massage yesterday.").await?;
        app.wait_until(&format!("{OUTLINED} === 'quad-l'")).await?;

        days_later(&app, 4).await?;
        app.sees("Maya: Fewer hills").await?;
        ensure!(app.value(OUTLINED).await? == json!("quad-l"));
        let label = "document.querySelector('[data-region=quad-l]').getAttribute('aria-label')";
        ensure!(app.value(label).await? == json!("Left quad, worked on by your therapist"));
        ensure!(!app.shows("Same as last time").await?, "it was never tight");
        app.tap_region("quad-l").await?;
        ensure!(app.level("quad-l").await? == 1);

        days_later(&app, 9).await?;
        app.sees("Where’s tight?").await?;
        ensure!(!app.shows("Fewer hills").await?);
        app.close().await
    })
}

#[test]
fn the_form_explains_the_kinds_and_keeps_the_one_that_older_builds_do_not_know() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.answer_dialogs("none", "").await?;
        go(&app, "#/care/appointments/add").await?;
        app.sees("Your first? Ask for medium pressure, not deep.").await?;
        app.tap("What’s what?").await?;
        app.sees("Still pressure on one tender point until it eases.").await?;
        app.sees("Not sure? Say what’s tight and let them choose.").await?;
        app.tap("Active").await?;
        app.sees("They press while you, or they, move the leg.").await?;
        app.tap("For an injury").await?;
        app.fill("Day", &app.day(0).await?).await?;
        app.fill("Time", "12:00").await?;
        // Forms survive a new start.
        app.reload().await?;
        let chosen = "[...document.querySelectorAll('[role=radio][aria-checked=true]')].map(radio => radio.innerText).join()";
        ensure!(app.value(chosen).await? == json!("60,Active"), "{}", app.value(chosen).await?);
        app.tap("Save").await?;
        app.sees("Appointment saved").await?;
        let record = "JSON.parse(localStorage[Object.keys(localStorage).find(key => key.startsWith('tightspot:care:'))]).data.what.appointment";
        let record = app.value(record).await?;
        ensure!(record["technique"] == json!("sports") && record["is_active"] == json!(true), "{record}");
        go(&app, "#/care").await?;
        app.sees("for an injury: rest today.").await?;
        app.tap("Finding a therapist").await?;
        app.sees("Ask runners, your club, the running shop, or your physio.").await?;
        app.close().await
    })
}

#[test]
fn a_race_teaches_the_next_one() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        seed(&app, json!([["race", -1, {}]]), json!([["visit", -6, {}]])).await?;
        app.kill_server();
        go(&app, "#/care").await?;
        app.sees("Just after a race: gently").await?;
        app.sees("Massage 5 days before. Legs on the day?").await?;
        app.tap("Light").await?;
        app.sees("Noted for the next race").await?;
        ensure!(!app.shows("Legs on the day?").await?);
        app.tap("Undo").await?;
        app.sees("Legs on the day?").await?;
        // A second tap in the same place presses nothing of what has moved there.
        let light =
            "[...document.querySelectorAll('.question button')].find(button => button.innerText === 'Light')";
        app.script(&format!("{light}.scrollIntoView({{ block: 'center' }})")).await?;
        app.wait_until_still().await?;
        let place = "(box => [box.x + box.width / 2, box.y + box.height / 2])";
        let at = app.value(&format!("{place}({light}.getBoundingClientRect())")).await?;
        let (x, y) = (at[0].as_f64().unwrap_or_default(), at[1].as_f64().unwrap_or_default());
        app.tap_found(light).await?;
        app.browser().touch(x, y).await?;
        app.sees("Noted for the next race").await?;
        ensure!(app.value("location.hash").await? == json!("#/care"), "the second tap went elsewhere");
        app.reload().await?;
        app.sees("Nothing booked").await?;
        ensure!(!app.shows("Legs on the day?").await?, "asked twice");

        days_later(&app, 3).await?;
        app.sees("Riverside Half was 4 days ago. What’s still there?").await?;
        app.tap("Nothing left").await?;
        app.sees("Good. Noted").await?;
        ensure!(!app.shows("What’s still there?").await?);
        app.tap("Undo").await?;
        app.sees("What’s still there?").await?;
        app.tap("Mark it").await?;
        app.sees("Riverside Half was 4 days ago.").await?;
        app.tap_region("calf-l").await?;
        app.tap("Care").await?;
        ensure!(!app.shows("What’s still there?").await?, "marked, and asked again");
        app.tap("Therapist brief").await?;
        app.sees("Still there 4 days after Riverside Half.").await?;

        go(&app, "#/care/race/add").await?;
        app.fill("Name", "City Half").await?;
        app.fill("Day", &app.day(20).await?).await?;
        app.tap("Save race").await?;
        app.sees("Race saved").await?;
        go(&app, "#/care/plan").await?;
        app.sees("Riverside Half: massage 5 days before, legs light.").await?;
        app.close().await
    })
}

#[test]
fn runners_without_massages_are_left_in_peace() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        go(&app, "#/care").await?;
        app.sees("Nothing booked").await?;
        app.tap("I don’t get massages").await?;
        app.sees("is a fair stand-in").await?;
        ensure!(!app.shows("Nothing booked").await?);
        app.tap("Plan").await?;
        app.sees("Add a race").await?;
        ensure!(!app.shows("Next massages").await?);
        app.tap("Back").await?;
        app.tap("Plan massages again").await?;
        app.sees("Nothing booked").await?;
        app.close().await
    })
}

#[test]
fn exercises_of_ones_own_need_no_therapist() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        go(&app, "#/care").await?;
        app.tap("My exercises Strength, mobility, what a physio gave you").await?;
        app.fill("What?", "Squats on one leg").await?;
        app.fill("How much?", "3 sets of 8").await?;
        app.tap("Save").await?;
        app.sees("Saved").await?;
        app.sees("0 of 1 today").await?;
        app.tap("Squats on one leg").await?;
        app.sees("1 of 1 today").await?;
        app.reload().await?;
        app.sees("1 of 1 today").await?;
        app.tap("Change the exercises").await?;
        app.sees("On the list").await?;
        app.tap("Take off Squats on one leg").await?;
        app.tap("Save").await?;
        app.sees("Strength, mobility").await?;
        ensure!(!app.shows("Squats on one leg").await?);
        app.close().await
    })
}

#[test]
fn the_back_of_the_knee_is_told_apart_from_the_front() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.tap_region("knee-back-r").await?;
        app.tap_region("knee-l").await?;
        app.sees("Back of right knee").await?;
        app.reload().await?;
        ensure!(app.level("knee-back-r").await? == 1 && app.level("knee-r").await? == 0);
        ensure!(app.level("knee-l").await? == 1 && app.level("knee-back-l").await? == 0);
        // A build without the area reads the record, and keeps what it does not know.
        let fields = "(run => [Object.keys(run.spots).join(), Object.keys(run.more_spots).join()].join(' '))(JSON.parse(localStorage[Object.keys(localStorage).find(key => key.startsWith('tightspot:run:'))]).data)";
        ensure!(app.value(fields).await? == json!("knee-l knee-back-r"), "{}", app.value(fields).await?);
        app.tap_chip("Back of right knee").await?;
        app.sees("Vessels and a nerve run there").await?;
        app.tap("Swollen, hot").await?;
        app.sees("a doctor today").await?;
        app.tap("Close").await?;
        app.tap("Show as a list").await?;
        app.sees("Back of left knee").await?;
        go(&app, "#/care/brief").await?;
        app.sees("Back of right knee, mild").await?;
        app.close().await
    })
}

#[test]
fn an_easy_week_is_planned_and_looked_at_again() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        with_ten_runs(&app).await?;
        go(&app, "#/journal/patterns/calf-l").await?;
        app.sees("Flat instead of hills, one easy run less.").await?;
        app.tap("Plan").await?;
        app.sees("Easy week: Left calf. Flat, one run less.").await?;
        go(&app, "#/body").await?;
        app.sees("Easy week: Left calf.").await?;
        days_later(&app, 8).await?;
        app.sees("Where’s tight?").await?;
        ensure!(!app.shows("Easy week").await?);
        app.close().await
    })
}

#[test]
fn the_season_opens_its_weeks_and_says_the_same_as_a_table() -> Result<()> {
    e2e::run(async {
        let mut app = App::open(Options::default()).await?;
        app.wait_until_offline_ready().await?;
        with_ten_runs(&app).await?;
        app.kill_server();
        go(&app, "#/journal/patterns").await?;
        app.sees("Side by side, not cause and effect.").await?;
        let bars = "document.querySelector('.season-bars').getAttribute('d').split('M').length - 1";
        let drawn = app.value(bars).await?;
        app.script("document.querySelector('.season').scrollIntoView()").await?;
        ensure!(
            app.value("document.querySelector('.app').scrollTop").await? == json!(0),
            "the page slid away under the tab bar"
        );
        app.tap("As a table").await?;
        let rows = "document.querySelectorAll('.season-table tbody tr').length";
        app.wait_until(&format!("{rows} > 0")).await?;
        ensure!(app.value(rows).await? == drawn, "the table has other weeks than the picture");
        let sum = "[...document.querySelectorAll('.season-table tbody tr')].map(row => parseFloat(row.children[1].innerText)).reduce((sum, km) => sum + km, 0).toFixed(1)";
        ensure!(app.value(sum).await? == json!("98.0"), "{}", app.value(sum).await?);
        // A tap on the newest week that has runs opens them.
        app.script("document.querySelector('.season-rows').scrollIntoView({ block: 'center' })").await?;
        let at = "(box => [box.right - box.width / 24 - box.width / 12, box.bottom - 60])(document.querySelector('.season-rows').getBoundingClientRect())";
        let at = app.value(at).await?;
        app.browser().touch(at[0].as_f64().unwrap_or(0.0), at[1].as_f64().unwrap_or(0.0)).await?;
        app.wait_until("location.hash.startsWith('#/journal/week/')").await?;
        app.tap("Done").await?;
        app.wait_until("location.hash === '#/journal/patterns'").await?;
        app.script("document.querySelector('.season-table a').click()").await?;
        app.wait_until("location.hash.startsWith('#/journal/week/')").await?;
        app.close().await
    })
}
