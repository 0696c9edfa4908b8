//! Journals for the tests: runs, appointments and files of a runner.

use crate::{App, sealed};
use anyhow::Result;
use serde_json::json;

/// Reloads the app with a race in eleven days, a massage in six days, and one three weeks ago with its homework.
///
/// # Errors
/// When the app does not start.
pub async fn with_care(app: &App) -> Result<()> {
    let now = app.value("Date.now()").await?.as_i64().unwrap_or_default();
    let offset = app.value("-new Date().getTimezoneOffset()").await?;
    let massage = |id: &str, days: i64, files: u32| {
        let at = json!({ "ms": now + days * 86_400_000, "offset": offset });
        let appointment = json!({ "with": "Maya", "at": at, "length": 60, "technique": "deep", "calendar_files": files, "wants_brief": true });
        json!({ "id": id, "what": { "appointment": appointment } })
    };
    let given = app.day(-21).await?;
    let homework = |id: &str, what: &str, dose: &str, rhythm: &str, ticks: Vec<String>| {
        let ticks: serde_json::Map<_, _> = ticks.into_iter().map(|day| (day, json!(true))).collect();
        let homework = json!({ "what": what, "dose": dose, "rhythm": rhythm, "from": "Maya", "given": given, "ticks": ticks });
        json!({ "id": id, "what": { "homework": homework } })
    };
    let mut ticked = vec![];
    for ago in [0, 1, 2, 4, 5, 7, 8, 9, 11, 12, 14, 15, 16, 18, 19, 20] {
        ticked.push(app.day(-ago).await?);
    }
    let last_three = ticked[..3].to_vec();
    let race = json!({ "name": "Riverside Half", "day": app.day(11).await?, "class": "half" });
    let records = [
        massage("care-1", -21, 1),
        massage("care-2", 6, 1),
        json!({ "id": "care-3", "what": { "race": race } }),
        homework("care-4", "Heel drops off a step", "3 sets of 12, slow", "daily", ticked),
        homework("care-5", "Ball under the left foot", "2 minutes", "daily", last_three),
        homework("care-6", "Side planks", "3 × 30 s each side", "daily", vec![]),
    ];
    for record in &records {
        let id = record["id"].as_str().unwrap_or_default();
        let text = json!(sealed(2, 1, &record.to_string()));
        app.script(&format!("localStorage.setItem('tightspot:care:{id}', {text})")).await?;
    }
    for ago in [2_i64, 5] {
        let at = json!({ "ms": now - ago * 86_400_000, "offset": offset });
        let data = json!({ "id": format!("massage-{ago}"), "area": "calf", "tool": "roller", "progress": { "done": { "at": at, "took": 90 } } });
        let text = json!(sealed(2, 1, &data.to_string()));
        app.script(&format!("localStorage.setItem('tightspot:massage:massage-{ago}', {text})")).await?;
    }
    app.script("location.hash = '#/care'").await?;
    app.reload().await?;
    app.tap("Training phase Not set").await?;
    app.tap("Building Longer or faster weeks. Self-massage 3 times a week, deep work every 2 to 3 weeks.")
        .await?;
    app.tap("Done").await?;
    app.script("document.querySelector('.view').scrollTop = 0").await?;
    app.sees("Deep work with Maya").await
}

/// Returns the GPX file of a run of 8.2 km in 46:20 that began this many minutes ago.
///
/// # Errors
/// When the script fails.
pub async fn run_file(app: &App, minutes_ago: i64) -> Result<Vec<u8>> {
    const FIXTURE: &str = include_str!("../../fixtures/runs/garmin-connect.gpx");
    let moved = app.call(include_str!("js/moved_run_file.js"), &[&json!(FIXTURE), &minutes_ago]).await?;
    Ok(moved.as_str().unwrap_or_default().as_bytes().to_vec())
}

/// Reloads the app with ten runs of the last weeks: the left calf keeps coming back, the right IT band gets worse.
///
/// # Errors
/// When the app does not start.
pub async fn with_ten_runs(app: &App) -> Result<()> {
    // Newest first: days ago, then the levels of the left calf, the right IT band, the left hip flexor and the neck.
    const RUNS: [(u32, [u8; 4]); 10] = [
        (1, [2, 3, 2, 0]),
        (3, [2, 2, 0, 0]),
        (5, [0, 0, 0, 0]),
        (7, [3, 1, 0, 0]),
        (9, [1, 0, 1, 0]),
        (12, [1, 0, 0, 0]),
        (14, [0, 1, 0, 0]),
        (17, [1, 0, 0, 0]),
        (20, [0, 0, 0, 0]),
        (23, [0, 0, 1, 0]),
    ];
    for (index, (ago, levels)) in RUNS.into_iter().enumerate() {
        let day =
            app.value(&format!("new Date(Date.now() - {ago} * 86400000).toLocaleDateString('sv')")).await?;
        let areas = ["calf-l", "it-band-r", "hip-flexor-l", "neck"];
        let spots: serde_json::Map<_, _> = areas
            .into_iter()
            .zip(levels)
            .filter(|(_, level)| *level > 0)
            .map(|(area, level)| (area.to_owned(), json!({ "level": level, "order": 0 })))
            .collect();
        let done = json!({ "done": null });
        let open = json!("skipped");
        let data = json!({
            "id": format!("ten-{index}"),
            "life": { "finished": {
                "outing": { "day": day, "took": 2400 + 60 * index },
                "routine": { "rehydrate": done, "stretch": if index % 3 == 0 { &open } else { &done }, "glasses": 3 },
            } },
            "spots": spots,
            "distance": 8000 + 400 * index,
        });
        let record = json!(sealed(2, 1, &data.to_string()));
        app.script(&format!("localStorage.setItem('tightspot:run:ten-{index}', {record})")).await?;
    }
    app.reload().await
}
