//! For everyone: axe-core finds nothing on any screen, in either theme, with large text, in forced colours and without
//! motion.

use anyhow::{Context, Result, bail, ensure};
use e2e::{App, Options, Pace, sealed};
use serde_json::{Value, json};
use std::fmt::Write;
use std::time::Duration;

/// Deque's checker, as released.
const AXE: &str = include_str!("../vendor/axe-core-4.14.1.min.js");

/// How a runner's phone shows the app: what media queries ask for.
struct Look {
    name: &'static str,
    media: &'static [(&'static str, &'static str)],
}

const LIGHT: (&str, &str) = ("prefers-color-scheme", "light");
const DARK: (&str, &str) = ("prefers-color-scheme", "dark");
const STILL: (&str, &str) = ("prefers-reduced-motion", "reduce");
const FORCED: (&str, &str) = ("forced-colors", "active");

const NORMAL_TEXT: &[Look] = &[
    Look { name: "light", media: &[LIGHT] },
    Look { name: "dark", media: &[DARK] },
    Look { name: "light, forced colours", media: &[LIGHT, FORCED] },
    Look { name: "dark, forced colours", media: &[DARK, FORCED] },
];
const LARGE_TEXT: &[Look] = &[
    Look { name: "light, 200 % text, no motion", media: &[LIGHT, STILL] },
    Look { name: "dark, 200 % text, no motion", media: &[DARK, STILL] },
];

async fn show(app: &App, look: &Look) -> Result<()> {
    let features: Vec<Value> =
        look.media.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    app.browser().devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
    for (name, value) in look.media {
        ensure!(
            app.value(&format!("matchMedia('({name}: {value})').matches")).await? == json!(true),
            "the browser does not apply {name}: {value}"
        );
    }
    Ok(())
}

/// Returns how many rules the current screen passes, and its violations as text.
async fn check(app: &App) -> Result<(u64, String)> {
    app.wait_until_still().await?;
    if app.value("typeof axe === 'object'").await? != json!(true) {
        app.script(AXE).await?;
    }
    app.call(include_str!("../src/js/fill_letters_as_painted.js"), &[]).await?;
    let found = app.call_async(include_str!("../src/js/run_axe.js"), &[]).await?;
    let passes = found["passes"].as_u64().with_context(|| format!("axe says {found}"))?;
    let mut text = String::new();
    for violation in found["violations"].as_array().context("no violations")? {
        writeln!(text, "  {}: {}", violation["id"], violation["help"])?;
        for node in violation["nodes"].as_array().unwrap_or(&vec![]) {
            writeln!(text, "    {}", node.as_str().unwrap_or_default().replace('\n', " "))?;
        }
    }
    Ok((passes, text))
}

#[test]
fn axe_finds_nothing_with_normal_text() -> Result<()> {
    axe_finds_nothing(100, NORMAL_TEXT)
}

#[test]
fn axe_finds_nothing_with_large_text() -> Result<()> {
    axe_finds_nothing(200, LARGE_TEXT)
}

/// Checks every screen in each of these looks. `text` is its size in percent of the browser's default.
fn axe_finds_nothing(text: u32, looks: &[Look]) -> Result<()> {
    e2e::run(async {
        let preferences = json!({
            "webkit.webprefs.default_font_size": 16 * text / 100,
            "webkit.webprefs.default_fixed_font_size": 13 * text / 100,
        });
        let mut all = String::new();
        let mut counts = vec![(0, 0, 0); looks.len()];
        for is_well in [true, false] {
            let app = App::open(Options { preferences: preferences.clone(), ..Options::default() }).await?;
            show(&app, &looks[0]).await?;
            let stop = async |name: &'static str| {
                for (look, (screens, passed, bad)) in looks.iter().zip(&mut counts) {
                    show(&app, look).await?;
                    let (good, violations) = check(&app).await?;
                    *screens += 1;
                    *passed += good;
                    if !violations.is_empty() {
                        *bad += 1;
                        writeln!(all, "{name}, {}:\n{violations}", look.name)?;
                    }
                }
                Ok(())
            };
            if is_well {
                e2e::tour(&app, Pace::Hurried, stop).await
            } else {
                e2e::troubles(&app, stop).await
            }
            .with_context(|| format!("{text} % text; before it:\n{all}"))?;
            app.close_whatever_it_said().await?;
        }
        println!("{:<32}{:>8}{:>8}{:>12}", "axe-core", "screens", "passed", "violations");
        for (look, (screens, passed, bad)) in looks.iter().zip(counts) {
            println!("{:<32}{screens:>8}{passed:>8}{bad:>12}", look.name);
        }
        if all.is_empty() { Ok(()) } else { bail!("{all}") }
    })
}

async fn check_fits(app: &App, name: &str, all: &mut String) -> Result<()> {
    app.wait_until_still().await?;
    let found = app.call(include_str!("../src/js/sticking_out.js"), &[]).await?;
    let found = found.as_str().context("no text")?;
    if !found.is_empty() {
        writeln!(all, "{name}:\n{found}")?;
    }
    // The page scrolls above the tabs, however long it is.
    let is_low = "document.querySelector('.tabbar')?.getBoundingClientRect().bottom > innerHeight + 1";
    if app.value(is_low).await? == json!(true) {
        writeln!(all, "{name}: the tabs are below the screen")?;
    }
    Ok(())
}

#[test]
fn nothing_sticks_out_of_the_narrowest_phone() -> Result<()> {
    e2e::run(async {
        let mut all = String::new();
        for text in [16, 32] {
            let preferences = json!({ "webkit.webprefs.default_font_size": text });
            let app =
                App::open(Options { width: 320, height: 640, preferences, ..Options::default() }).await?;
            e2e::tour(&app, Pace::Hurried, async |name| {
                check_fits(&app, &format!("{name}, {text} px text"), &mut all).await
            })
            .await?;
            app.close().await?;
        }
        ensure!(all.is_empty(), "{all}");
        Ok(())
    })
}

const PAGES: [&str; 14] = [
    "#/body",
    "#/recover",
    "#/journal",
    "#/journal/run/one",
    "#/journal/run/one/edit",
    "#/care",
    "#/care/massage/calf",
    "#/care/plan",
    "#/care/race/race",
    "#/care/appointments",
    "#/care/appointments/visit/notes",
    "#/care/brief",
    "#/settings",
    "#/settings/about",
];

#[test]
fn long_words_and_right_to_left_notes_fit_every_shape_of_screen() -> Result<()> {
    let long = "Wadenkrampfverdachtsuntersuchung".repeat(6);
    let hebrew = "שוק שמאלית תפוסה אחרי העליות";
    e2e::run(async {
        let mut all = String::new();
        for (width, height) in [(320, 640), (844, 390), (768, 1024), (1280, 800)] {
            let app = App::open(Options { width, height, ..Options::default() }).await?;
            let run = json!({
                "id": "one",
                "life": { "finished": { "outing": { "day": "2026-06-14", "took": 2780 }, "routine": {} } },
                "spots": { "calf-l": { "level": 2, "order": 0, "note": hebrew } },
                "note": long,
            });
            let record = json!(sealed(2, 1, &run.to_string()));
            app.script(&format!("localStorage.setItem('tightspot:run:one', {record})")).await?;
            let name = long.chars().take(60).collect::<String>();
            let now = app.value("Date.now()").await?.as_i64().unwrap_or_default();
            let day = app.day(11).await?;
            let visit = |days: i64| {
                let at = json!({ "ms": now + days * 86_400_000, "offset": 0 });
                json!({ "appointment": { "with": name, "at": at, "length": 60, "technique": "deep", "said": if days < 0 { &long } else { "" } } })
            };
            for (id, what) in [
                ("race", json!({ "race": { "name": name, "day": day, "class": "half" } })),
                ("next", visit(6)),
                ("visit", visit(-9)),
            ] {
                let record = json!(sealed(2, 1, &json!({ "id": id, "what": what }).to_string()));
                app.script(&format!("localStorage.setItem('tightspot:care:{id}', {record})")).await?;
            }
            app.reload().await?;
            for hash in PAGES {
                app.script(&format!("location.hash = '{hash}'")).await?;
                app.wait_until(&format!("location.hash === '{hash}'")).await?;
                check_fits(&app, &format!("{hash} at {width}×{height}"), &mut all).await?;
                if hash == "#/journal/run/one" {
                    app.sees(&long).await?;
                    app.sees(hebrew).await?;
                    let note = "[...document.querySelectorAll('[dir=auto]')].find(note => note.innerText.includes('שוק'))";
                    let direction = app.value(&format!("getComputedStyle({note}).direction")).await?;
                    ensure!(direction == json!("rtl"), "the note does not begin at the right");
                }
            }
            app.close().await?;
        }
        ensure!(all.is_empty(), "{all}");
        Ok(())
    })
}

/// Collects everything that live regions say from now on.
async fn listen(app: &App) -> Result<()> {
    app.call(include_str!("../src/js/listen.js"), &[]).await?;
    Ok(())
}

/// Checks that exactly this was said since the last call.
async fn hears(app: &App, expected: &[&str]) -> Result<()> {
    app.wait_until(&format!("window.heard.length >= {}", expected.len())).await?;
    // Long enough for an echo.
    app.stays("window.heard", &json!(expected), Duration::from_millis(300)).await?;
    app.script("window.heard.splice(0)").await?;
    Ok(())
}

#[test]
fn a_screen_reader_hears_each_thing_once() -> Result<()> {
    e2e::run(async {
        let app = App::open(Options::default()).await?;
        listen(&app).await?;
        app.tap_region("quad-l").await?;
        hears(&app, &["Left quad, mild, saved"]).await?;
        app.tap_region("quad-l").await?;
        hears(&app, &["Left quad, moderate, saved"]).await?;
        app.tap_region("quad-l").await?;
        hears(&app, &["Left quad, severe, saved. Sharp, swollen or on the bone?"]).await?;
        app.tap_region("quad-l").await?;
        hears(&app, &["Left quad cleared, saved"]).await?;
        app.tap("Undo").await?;
        hears(&app, &["Undone, saved"]).await?;
        app.tap("Start run").await?;
        hears(&app, &["Running"]).await?;
        app.tap("I’m back").await?;
        app.tap("Skip").await?;
        hears(&app, &[]).await?;
        app.tap("Start: Stretch gently").await?;
        hears(&app, &["Get ready: Standing quad stretch", "Left side, 30 seconds"]).await?;
        app.tap("Close").await?;
        app.tap("Finish here").await?;
        app.tap("Journal").await?;
        app.tap_found("document.querySelector('.run-card')").await?;
        app.script("window.heard.splice(0)").await?;
        app.tap("Delete this run").await?;
        hears(&app, &["Run deleted"]).await?;
        app.close().await
    })
}
