//! The routine goes on with the screen off: its cues are a sound track, and the lock screen moves the session.

use anyhow::{Context, Result, ensure};
use e2e::{App, Engine, Options};
use serde_json::{Value, json};
use std::time::Duration;

/// What the track holds after the end of a session, in seconds.
const TAIL: f64 = 15.0;
/// How far the sound may be from the wall clock, in seconds: what the app leaves alone, and how old the browser's figure may be.
const DRIFT: f64 = 0.15 + 0.1;

fn cannot_play() -> bool {
    e2e::is_left_out(Engine::WebKit, "plays no sound without a sound card here")
}

/// Opens the app at the routine after a run, with the cues that go on with the screen off.
async fn open() -> Result<App> {
    let app = App::open(Options { has_sound_card: true, ..Options::default() }).await?;
    app.script("location.hash = '#/settings'").await?;
    app.tap("1 min").await?;
    app.tap("Keep cues going with the screen off").await?;
    app.script("location.hash = '#/body'").await?;
    app.run_with_spots().await?;
    watch(&app).await?;
    Ok(app)
}

async fn watch(app: &App) -> Result<()> {
    app.call(include_str!("../src/js/watch_track.js"), &[]).await?;
    Ok(())
}

async fn noted(app: &App, step: &str) -> Result<Value> {
    app.call(include_str!("../src/js/run_of_track.js"), &[&json!(step)]).await
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().with_context(|| format!("not a number: {value}"))
}

/// Presses a control of the lock screen.
async fn press(app: &App, action: &str) -> Result<()> {
    app.script(&format!("window.noted.handlers.{action}({{ action: '{action}' }})")).await?;
    Ok(())
}

/// Waits until the track sounds what the wall clock says: a browser takes its time to begin.
async fn check_in_step(app: &App, step: &str) -> Result<()> {
    app.wait_until("!noted.element.paused").await?;
    let mut last = (0.0, 0.0);
    for _ in 0..40 {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let noted = noted(app, step).await?;
        let until = number(&noted["step"]["in-progress"]["hold"]["pace"]["until"])?;
        let left = (until - number(&noted["now"])?) / 1000.0;
        let sounding = number(&noted["track"]["length"])? - TAIL - number(&noted["track"]["position"])?;
        if (left - sounding).abs() < DRIFT {
            return Ok(());
        }
        last = (left, sounding);
    }
    anyhow::bail!("{} s left by the clock, {} s of the track", last.0, last.1)
}

#[test]
fn a_whole_session_plays_while_the_page_is_hidden() -> Result<()> {
    if cannot_play() {
        return Ok(());
    }
    e2e::run(async {
        let mut app = open().await?;
        app.wait_until_offline_ready().await?;
        app.kill_server();
        app.tap("Start: Slow deep breaths").await?;
        app.sees("Breathe in").await?;
        check_in_step(&app, "breathe").await?;
        let before = noted(&app, "breathe").await?;
        ensure!(before["title"] == "Slow deep breaths", "{before}");
        ensure!(before["state"] == "playing", "{before}");
        ensure!(before["locks"] == 0, "holds the screen on");
        let until = number(&before["step"]["in-progress"]["hold"]["pace"]["until"])?;
        let window = app.hide().await?;
        tokio::time::sleep(Duration::from_secs(60 + 15 + 4)).await;
        app.show(window).await?;
        let after = noted(&app, "breathe").await?;
        let ended = &after["ended"];
        ensure!(ended["hidden"] == true, "the track did not end while hidden: {after}");
        ensure!((number(&ended["position"])? - number(&ended["length"])?).abs() < 0.1, "{ended}");
        let off = (number(&ended["at"])? - until) / 1000.0 - TAIL;
        // What the app leaves alone, and how late a busy machine tells.
        ensure!((-DRIFT..2.0).contains(&off), "the track ended {off} s late");
        ensure!(after["played"].as_array().is_some_and(|played| played.len() == 1), "{after}");
        // Saved while hidden, with the moment of its end.
        let saved = after["saved"].as_array().context("nothing saved")?;
        let done = saved
            .iter()
            .find(|saved| saved["text"].as_str().is_some_and(|text| text.contains("\"breathe\":60")));
        let done = done.with_context(|| format!("no record of the end: {after}"))?;
        ensure!(done["hidden"] == true && (number(&done["at"])? - until).abs() < 2500.0, "{done} {until}");
        let at = &after["step"]["done"];
        ensure!(at.to_string().contains(&format!("{until:.0}")), "{at} instead of {until}");
        // Nothing was requested but the picture of the lock screen, and that of the tab by the browser.
        let others = "performance.getEntriesByType('resource').filter(entry => entry.startTime > noted.since) \
            .map(entry => new URL(entry.name).pathname).filter(path => !/^.a.b.(art|icons)./.test(path))";
        ensure!(app.value(others).await? == json!([]), "{}", app.value(others).await?);
        app.close().await
    })
}

#[test]
fn the_lock_screen_moves_the_session() -> Result<()> {
    if cannot_play() {
        return Ok(());
    }
    e2e::run(async {
        let app = open().await?;
        app.tap("Start: Stretch gently").await?;
        app.sees("Standing quad stretch").await?;
        app.wait_until("navigator.mediaSession.metadata?.artist === 'Mild pull, never pain'").await?;
        check_in_step(&app, "stretch").await?;
        let begun = noted(&app, "stretch").await?;
        ensure!(begun["title"] == "Standing quad stretch", "{begun}");
        ensure!(
            begun["picture"].as_str().is_some_and(|picture| picture.ends_with("/art/stretch.webp")),
            "{begun}"
        );
        ensure!(
            begun["handlers"] == json!(["play", "pause", "stop", "previoustrack", "nexttrack"]),
            "{begun}"
        );

        press(&app, "pause").await?;
        app.sees("Paused").await?;
        let paused = noted(&app, "stretch").await?;
        ensure!(
            paused["track"]["isPaused"] == true && paused["state"] == "paused" && paused["line"] == "Paused",
            "{paused}"
        );
        press(&app, "pause").await?;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        app.sees("Paused").await?;

        press(&app, "play").await?;
        app.gone("Paused").await?;
        check_in_step(&app, "stretch").await?;
        let resumed = noted(&app, "stretch").await?;
        ensure!(resumed["track"]["address"] != begun["track"]["address"], "the same track after a pause");

        press(&app, "nexttrack").await?;
        app.sees("Wall calf stretch").await?;
        // Within three seconds.
        press(&app, "previoustrack").await?;
        app.sees("Standing quad stretch").await?;
        check_in_step(&app, "stretch").await?;
        press(&app, "nexttrack").await?;
        app.sees("Wall calf stretch").await?;
        check_in_step(&app, "stretch").await?;
        app.wait_until("navigator.mediaSession.metadata.title === 'Wall calf stretch'").await?;
        // Names are said with a voice of the phone, and no other.
        app.wait_until("noted.said.includes('near: Wall calf stretch')").await?;
        let said = app.value("noted.said").await?;
        let said = said.as_array().context("nothing said")?;
        ensure!(
            said.iter().all(|said| said.as_str().is_some_and(|said| said.starts_with("near: "))),
            "{said:?}"
        );

        // The app's own controls and a changed clock do the same.
        app.tap("Pause").await?;
        app.wait_until("noted.element.paused").await?;
        app.tap("Go on").await?;
        check_in_step(&app, "stretch").await?;
        app.set_clock(3_600_000).await?;
        app.wait_until("noted.played.length >= 7").await?;
        check_in_step(&app, "stretch").await?;

        app.tap("Close").await?;
        app.sees("minutes left").await?;
        app.wait_until("!noted.element.getAttribute('src')").await?;
        ensure!(app.value("navigator.mediaSession.metadata").await? == Value::Null);
        app.close().await
    })
}

#[test]
fn the_next_step_starts_with_the_screen_off() -> Result<()> {
    if cannot_play() {
        return Ok(());
    }
    e2e::run(async {
        let app = open().await?;
        app.tap("Start: Legs up the wall").await?;
        app.tap("None of these, start").await?;
        app.sees("Get comfy").await?;
        check_in_step(&app, "legs_up").await?;
        // The runner ends the step by their headphones.
        app.script("setTimeout(() => window.noted.handlers.nexttrack(), 3000)").await?;
        let window = app.hide().await?;
        tokio::time::sleep(Duration::from_secs(3 + 10 + 5)).await;
        app.show(window).await?;
        app.sees("Breathe").await?;
        check_in_step(&app, "breathe").await?;
        let noted = noted(&app, "breathe").await?;
        let played = noted["played"].as_array().context("nothing played")?;
        ensure!(
            played.last().is_some_and(|last| last["hidden"] == true),
            "started only on the screen: {noted}"
        );
        ensure!(noted["said"].to_string().contains("near: Next: Slow deep breaths"), "{noted}");
        app.close().await
    })
}

#[test]
fn legs_up_and_breaths_at_once_are_one_track() -> Result<()> {
    if cannot_play() {
        return Ok(());
    }
    e2e::run(async {
        let app = open().await?;
        app.tap("Start: Legs up the wall").await?;
        app.tap("None of these, start").await?;
        app.tap("Close").await?;
        // Ticked and opened again, because it is offered for open steps.
        app.tap("Legs up the wall").await?;
        app.tap("Legs up the wall").await?;
        app.tap("Both at once Legs up and slow breaths").await?;
        app.sees("Legs up, arms heavy").await?;
        check_in_step(&app, "breathe").await?;
        let noted = noted(&app, "breathe").await?;
        ensure!((number(&noted["track"]["length"])? - 120.0 - TAIL).abs() < 1.0, "{noted}");
        ensure!(noted["line"] == "With your legs up", "{noted}");
        app.close().await
    })
}

#[test]
fn a_call_pauses_the_session_and_a_refusal_asks_for_a_touch() -> Result<()> {
    if cannot_play() {
        return Ok(());
    }
    e2e::run(async {
        let app = open().await?;
        app.tap("Start: Slow deep breaths").await?;
        check_in_step(&app, "breathe").await?;
        // Something other than the app stops the sound.
        app.script("noted.element.pause()").await?;
        app.sees("whenever you’re ready").await?;
        app.tap("Go on").await?;
        check_in_step(&app, "breathe").await?;
        ensure!(noted(&app, "breathe").await?["locks"] == 0);

        // The browser wants a touch first: until then the screen stays on.
        app.script(
            "noted.play = HTMLMediaElement.prototype.play; \
             HTMLMediaElement.prototype.play = async () => { throw new DOMException('no', 'NotAllowedError') }",
        )
        .await?;
        press(&app, "previoustrack").await?;
        app.sees("Touch the screen once to hear the cues").await?;
        app.wait_until("noted.locks === 1").await?;
        app.script("HTMLMediaElement.prototype.play = noted.play").await?;
        ensure!(!app.shows("Feeling light-headed").await?, "the note is not where the hint is");
        app.tap_found("document.querySelector('.pacer')").await?;
        check_in_step(&app, "breathe").await?;
        app.wait_until("noted.locks === 0").await?;

        // The browser can't play at all.
        app.script(
            "HTMLMediaElement.prototype.play = async () => { throw new DOMException('no', 'NotSupportedError') }",
        )
        .await?;
        press(&app, "previoustrack").await?;
        app.sees("can’t keep cues going with the screen off").await?;
        app.wait_until("noted.locks === 1").await?;
        // The message passes, and Settings keeps it.
        app.tap("Close").await?;
        app.wait_until("location.hash === '#/recover' && !document.querySelector('.toast')").await?;
        app.script("location.hash = '#/settings'").await?;
        app.sees("can’t keep cues going with the screen off").await?;
        app.close().await
    })
}

#[test]
fn the_switches_say_what_they_do() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        app.script("location.hash = '#/settings'").await?;
        app.sees("Stops your music.").await?;
        let is_on = |name: &str| {
            format!("document.querySelector('[role=switch][aria-label=\"{name}\"]').ariaChecked")
        };
        let (sounds, screen_off) = (is_on("Timer sounds"), is_on("Keep cues going with the screen off"));
        ensure!(app.value(&screen_off).await? == "false", "on by default");
        app.tap("Keep cues going with the screen off").await?;
        app.wait_until(&format!("{sounds} === 'true'")).await?;
        app.tap("Timer sounds").await?;
        app.wait_until(&format!("{screen_off} === 'false'")).await?;
        // The choice is not forgotten. A keyboard reaches the switches too.
        app.tab_to("Timer sounds", ' ').await?;
        app.wait_until(&format!("{screen_off} === 'true'")).await?;
        app.sees("Also when the phone is on silent").await?;
        app.close().await
    })
}

/// Safari knows whether sounds may be mute on silent. This is a stand-in for it.
#[test]
fn cues_are_mute_on_silent_unless_the_runner_wants_them() -> Result<()> {
    if e2e::has_no_devtools() {
        return Ok(());
    }
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        let source = "Object.defineProperty(navigator, 'audioSession', { value: { type: 'auto' } })";
        app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        app.reload().await?;
        app.script("location.hash = '#/settings'").await?;
        app.tap("Timer sounds").await?;
        app.script("location.hash = '#/body'").await?;
        app.run_with_spots().await?;
        app.tap("Start: Stretch gently").await?;
        app.wait_until("navigator.audioSession.type === 'ambient'").await?;
        app.tap("Close").await?;
        app.wait_until("location.hash === '#/recover'").await?;
        app.script("location.hash = '#/settings'").await?;
        app.tap("Also when the phone is on silent").await?;
        app.wait_until(
            "document.querySelector('[role=switch][aria-label^=\"Also when\"]').ariaChecked === 'true'",
        )
        .await?;
        app.script("location.hash = '#/recover'").await?;
        app.tap("Go on: Stretch gently").await?;
        app.wait_until("navigator.audioSession.type === 'playback'").await?;
        app.close().await
    })
}
