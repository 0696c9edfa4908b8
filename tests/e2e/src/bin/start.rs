//! Measures a first visit and a start, in Chromium with a processor four times slower: the time from navigation until a touch is
//! answered, and until the whole app is there. The app is measured in turns with its twin, the same page with a page of
//! hand-written JavaScript instead of the program.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options, copy_folder};
use serde_json::json;
use std::fs;
use tempfile::TempDir;
use xtask::finish::stamp;

const TURNS: usize = 15;
/// Ten years with a run a day.
const RUNS: usize = 3650;
// Budgets: the most that something may take, relative to the twin.
const ANSWER: f64 = 1.15;
const WHOLE: f64 = 1.6;
const FIRST_WHOLE: f64 = 6.5;
const FULL_WHOLE: f64 = 2.5;
/// The most that a start with a full journal may take at full speed, relative to an empty one. The aim is 1.25.
const FULL: f64 = 3.0;

/// Milliseconds since navigation: until a touch is answered, and until the whole app is there.
type Times = (Vec<f64>, Vec<f64>);

fn main() -> Result<()> {
    e2e::run(async {
        let twin_folder = twin()?;
        let options = || Options { logs_requests: false, ..Options::default() };
        let app = App::open_folder(&xtask::dist(), options()).await?;
        let full = App::open_folder(&xtask::dist(), options()).await?;
        let twin = App::open_folder(twin_folder.path(), options()).await?;
        let full_twin = App::open_folder(twin_folder.path(), options()).await?;
        let all = [&app, &twin, &full, &full_twin];
        for app in all {
            app.host().pack();
            app.wait_until_offline_ready().await?;
            let script = json!({ "source": include_str!("../js/touch_at_first_paint.js") });
            app.browser().devtools("Network.enable", json!({})).await?;
            app.browser().devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
        }
        for app in [&full, &full_twin] {
            app.call(include_str!("../js/seed_ten_years.js"), &[&RUNS]).await?;
        }
        for app in all {
            app.browser().client.goto("about:blank").await?;
        }

        let mut first: [Times; 2] = Default::default();
        for _ in 0..TURNS {
            for (app, times) in [&app, &twin].into_iter().zip(&mut first) {
                visit(app, true, 4, times).await?;
            }
        }
        let mut starts: [Times; 4] = Default::default();
        let mut fast: [Times; 2] = Default::default();
        for _ in 0..TURNS {
            for (app, times) in all.into_iter().zip(&mut starts) {
                visit(app, false, 4, times).await?;
            }
            for (app, times) in [&app, &full].into_iter().zip(&mut fast) {
                visit(app, false, 1, times).await?;
            }
        }
        println!("medians of {TURNS} turns in one run, in ms since navigation; processor 4× slower");
        println!("the whole app is compared with the twin's answer, when the twin is whole");
        println!("{:<44}{:>8}{:>8}{:>8}{:>8}", "", "app", "twin", "ratio", "budget");
        let mut missed = vec![];
        let mut line = |name: &str, app: &[f64], twin: &[f64], budget: f64| {
            // Of each turn, because the load on the machine changes from turn to turn.
            let ratio = median(app.iter().zip(twin).map(|(app, twin)| app / twin));
            let (app, twin) = (median(app.iter().copied()), median(twin.iter().copied()));
            println!("{name:<44}{app:>8.0}{twin:>8.0}{ratio:>8.2}{budget:>8}");
            if ratio > budget {
                missed.push(name.to_owned());
            }
        };
        let [first, first_twin] = first;
        line("first visit, slow 4G: a touch is answered", &first.0, &first_twin.0, ANSWER);
        line("first visit, slow 4G: the whole app", &first.1, &first_twin.0, FIRST_WHOLE);
        let [start, twin, full, full_twin] = starts;
        line("start: a touch is answered", &start.0, &twin.0, ANSWER);
        line("start: the whole app", &start.1, &twin.0, WHOLE);
        line("start, 3,650 runs: a touch is answered", &full.0, &full_twin.0, ANSWER);
        line("start, 3,650 runs: the whole app", &full.1, &full_twin.0, FULL_WHOLE);
        println!("{:<44}{:>8}{:>8}{:>8}{:>8}", "at full speed", "full", "empty", "ratio", "budget");
        line("start: the whole app", &fast[1].1, &fast[0].1, FULL);
        ensure!(missed.is_empty(), "over the budget: {}", missed.join("; "));
        Ok(())
    })
}

/// Opens the app anew and notes its times.
async fn visit(app: &App, is_first: bool, slower: u32, times: &mut Times) -> Result<()> {
    let browser = app.browser();
    browser.client.goto("about:blank").await?;
    if is_first {
        let origin = app.host().url();
        browser
            .devtools("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": "all" }))
            .await?;
        browser.devtools("Network.clearBrowserCache", json!({})).await?;
        // Slow 4G: 1.6 Mbit/s with 150 ms to the host and back.
        let slow = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750 });
        browser.devtools("Network.emulateNetworkConditions", slow).await?;
    }
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
    browser.client.goto(app.url()).await?;
    let shown = "performance.getEntriesByName('tightspot:shown')[0]?.startTime";
    app.wait_until(&format!("!!window.answered && !!{shown}")).await?;
    let number = async |expression: &str| app.value(expression).await?.as_f64().context("no time");
    times.0.push(number("window.answered").await?);
    times.1.push(number(shown).await?);
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await?;
    let fast = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.emulateNetworkConditions", fast).await?;
    app.wait_until_offline_ready().await?;
    // A page in the background must not take time from the next one.
    Ok(browser.client.goto("about:blank").await?)
}

/// The build with the twin's script instead of the program.
fn twin() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let is_program = |name: &str| name == "boot.js" || name.starts_with("tightspot-");
    copy_folder(&xtask::dist(), folder.path(), |name| !is_program(name))?;
    let page_path = folder.path().join("index.html");
    let page = fs::read_to_string(&page_path)?;
    let (head, rest) = page.split_once("<script src=\"./boot.js\"").context("the page loads boot.js")?;
    let (_, rest) = rest.split_once("</script>").context("the script ends")?;
    // The preloads of the program follow the script.
    let (_, body) = rest.split_once("</head>").context("the head ends")?;
    let page =
        format!("{head}<script src=\"./twin.js\"></script></head>{body}").replace("aria-busy=\"true\"", "");
    fs::write(&page_path, page)?;
    fs::write(folder.path().join("twin.js"), include_str!("../js/twin.js"))?;
    stamp(folder.path())?;
    Ok(folder)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
