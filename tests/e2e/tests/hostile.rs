//! Hostile texts, typed, restored from a copy and as file names: they are text and nothing else.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options, sealed};
use serde_json::json;

/// Texts that could run, break a layout or reverse the reading direction.
const SEEDS: &[&str] = &[
    "<script>window.pwned = 1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "<svg><script>window.pwned=1</script></svg>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<body onload=window.pwned=1>",
    "<a href=javascript:window.pwned=1>x</a>",
    "<details open ontoggle=window.pwned=1>",
    "<input autofocus onfocus=window.pwned=1>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<form action=//evil.example><button>x",
    "<template><img src=x onerror=window.pwned=1></template>",
    "<math><mtext><img src=x onerror=window.pwned=1>",
    "</textarea><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "--><script>window.pwned=1</script>",
    "]]><script>window.pwned=1</script>",
    "';window.pwned=1;//",
    "\";window.pwned=1;//",
    "`;window.pwned=1;//",
    "${window.pwned=1}",
    "{{constructor.constructor('window.pwned=1')()}}",
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#60;script&#62;window.pwned=1",
    "%3Cscript%3Ewindow.pwned=1",
    "\\u003cscript\\u003ewindow.pwned=1",
    "=1+1",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(1)",
    "a,b;c\td",
    "\"quoted\"",
    "'quoted'",
    "\u{202e}txt.exe",
    "\u{2066}isolated",
    "\u{200f}\u{5d0}\u{5d1}\u{5d2} abc",
    "\u{645}\u{631}\u{62d}\u{628}\u{627}",
    "zero\u{200b}width\u{200d}\u{feff}",
    "soft\u{ad}hyphen",
    "z\u{310}\u{311}\u{312}\u{313}\u{314}\u{315}\u{316}a\u{317}\u{318}lgo",
    "\u{1f9d8}\u{1f3fd}\u{200d}\u{2640}\u{fe0f}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
    "\u{1f1e9}\u{1f1ea}",
    "\u{fffd}\u{fffe}",
    "\u{10ffff}",
    "null",
    "undefined",
    "__proto__",
    "constructor",
    "NaN",
    "true",
    "{}",
    "[]",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// Returns each of them alone, within words, quoted, in upper case, repeated and with an accent: over three hundred.
fn texts() -> Vec<String> {
    let around: [fn(&str) -> String; 6] = [
        str::to_owned,
        |seed| format!("tight {seed} after hills"),
        |seed| format!("\"{seed}\""),
        |seed| seed.to_uppercase(),
        |seed| format!("{seed}\n{seed}"),
        |seed| format!("x{seed}\u{301}"),
    ];
    let fitting = |text: String| text.chars().take(200).collect::<String>().trim().to_owned();
    around.iter().flat_map(|around| SEEDS.iter().map(move |seed| fitting(around(seed)))).collect()
}

/// Returns a copy in which each text is the note of a run and of its spot.
fn copy_with(texts: &[String]) -> String {
    let record = |(number, text): (usize, &String)| {
        let ms = 1_465_000_000_000_u64 + number as u64 * 86_400_000;
        let data = json!({
            "id": format!("hostile-{number}"),
            "life": { "logged": { "at": { "ms": ms, "offset": 0 } } },
            "spots": { "calf-l": { "level": 2, "feelings": ["tight"], "note": text, "order": 0 } },
            "note": text,
        });
        format!("\"run:hostile-{number}\":{}", sealed(2, 1, &data.to_string()))
    };
    let records: Vec<_> = texts.iter().enumerate().map(record).collect();
    format!(
        r#"{{"app":"tightspot","copy":1,"schema":2,"made":{{"ms":1781583240000,"offset":0}},"records":{{{}}},"set_aside":{{}}}}"#,
        records.join(",")
    )
}

#[test]
fn hostile_texts_are_shown_as_text_and_nothing_else() -> Result<()> {
    e2e::run(async {
        let texts = texts();
        ensure!(texts.len() >= 300, "only {} texts", texts.len());
        let app = App::open(Options::default()).await?;
        app.call(include_str!("../src/js/count_violations.js"), &[]).await?;
        app.tap("Settings").await?;
        app.answer_dialogs("<img src=x onerror=window.pwned=1>.json", &copy_with(&texts)).await?;
        app.tap("Bring a copy back").await?;
        app.sees("<img src=x onerror=window.pwned=1>.json").await?;
        app.tap("Bring it back").await?;
        app.sees(&format!("{} runs are back", texts.len())).await?;

        // The page of each run shows its text twice, exactly as it is. Chromium allows 200 changes of its history in 10
        // seconds, and each visit makes two.
        app.browser().client.update_timeouts(long_scripts()).await?;
        let wrong = app.call_async(include_str!("../src/js/visit_hostile_runs.js"), &[&json!(texts)]).await?;
        ensure!(wrong == json!([]), "not shown as they are: {wrong:#}");

        // Typed into a note, they are stored as they are.
        app.tap("Body").await?;
        app.tap_region("quad-l").await?;
        app.tap_chip("Left quad").await?;
        let stored = "JSON.parse(Object.keys(localStorage).filter(key => key.startsWith('tightspot:run:') && !key.includes('hostile')).map(key => localStorage[key])[0]).data.spots['quad-l'].note";
        for text in texts.iter().take(SEEDS.len()) {
            app.fill("Note", text).await?;
            app.wait_until(&format!("{stored} === {}", json!(text))).await?;
        }
        // A megabyte is cut to the limit of the field.
        let (field, megabyte) = ("document.querySelector('textarea, .sheet input')", "'m'.repeat(1 << 20)");
        app.call(include_str!("../src/js/fill.js"), &[&field, &megabyte]).await?;
        app.wait_until(&format!("{stored} === 'm'.repeat(200)")).await?;
        app.tap("Close").await?;

        app.tap("Settings").await?;
        app.script("window.copy = undefined").await?;
        app.tap_found("[...document.querySelectorAll('.row')].find(row => row.innerText.includes('Table for a spreadsheet'))").await?;
        app.wait_until("!!window.copy").await?;
        let table = app.value("window.copy").await?.as_str().context("no table")?.to_owned();
        for seed in ["=1+1", "+1", "-1", "@SUM(1)"] {
            ensure!(table.contains(&format!("'{seed}")) && !table.contains(&format!(",{seed},")), "{seed}");
        }
        ensure!(app.value("window.pwned ?? null").await?.is_null(), "a text ran as a script");
        ensure!(app.value("window.reports").await? == json!(0), "the content security policy was violated");
        ensure!(
            app.value("document.querySelectorAll('iframe, base, main script, main style').length").await?
                == json!(0)
        );
        app.close().await
    })
}

fn long_scripts() -> fantoccini::wd::TimeoutConfiguration {
    let long = Some(std::time::Duration::from_mins(2));
    fantoccini::wd::TimeoutConfiguration::new(long, long, None)
}
