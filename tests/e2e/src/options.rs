//! How a browser is opened, and what its driver is asked for.

use serde_json::{Value, json};
use std::path::Path;
use xtask::browsers::Engine;

/// Returns the engine that the variable `ENGINE` names, Chromium if it is not set.
///
/// # Panics
/// When there is no such engine.
pub fn chosen_engine() -> Engine {
    std::env::var("ENGINE").map_or(Engine::Chromium, |name| Engine::named(&name).expect("a known ENGINE"))
}

/// How the browser is opened.
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Debug)]
pub struct Options {
    pub engine: Engine,
    pub width: u32,
    pub height: u32,
    /// Whether to emulate a phone, with touch and exactly this viewport. Firefox's viewport is never narrower than
    /// 500 px, and `WebKitGTK` has no touch.
    pub mobile: bool,
    pub dark: bool,
    /// Chromium's preferences, such as blocked storage.
    pub preferences: Value,
    /// Whether the driver logs all requests. It attaches to every worker for that, and Chromium then takes the worker for
    /// busy: a new worker may wait for it forever.
    pub logs_requests: bool,
    /// Whether Firefox, which plays nothing without a sound card, gets one that drops what it plays.
    pub has_sound_card: bool,
    /// Categories of the performance trace to record, separated by commas; empty for no trace.
    pub trace: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            engine: chosen_engine(),
            width: 390,
            height: 844,
            mobile: true,
            dark: false,
            preferences: json!({}),
            logs_requests: true,
            has_sound_card: false,
            trace: "",
        }
    }
}

impl Options {
    /// What the driver is asked for.
    pub(crate) fn capabilities(&self, profile: &Path) -> Value {
        match self.engine {
            Engine::Chromium => chromium(profile, self),
            Engine::Firefox => firefox(profile, self),
            Engine::WebKit => webkit(),
        }
    }
}

fn chromium(profile: &Path, options: &Options) -> Value {
    let mut arguments: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-prefers-no-reduced-motion",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments.push(format!("--window-size={},{}", options.width, options.height));
    if options.dark {
        arguments.push("--force-dark-mode".to_owned());
    }
    let mut chrome = json!({
        "args": arguments,
        "prefs": options.preferences,
    });
    let mut logs = json!({ "browser": "ALL" });
    if options.logs_requests {
        chrome["perfLoggingPrefs"]["enableNetwork"] = json!(true);
        logs["performance"] = json!("ALL");
    }
    if !options.trace.is_empty() {
        chrome["perfLoggingPrefs"]["traceCategories"] = json!(options.trace);
    }
    if options.mobile {
        let metrics = json!({
            "width": options.width, "height": options.height, "pixelRatio": 2, "touch": true, "mobile": true,
        });
        chrome["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": chrome,
        "goog:loggingPrefs": logs,
    })
}

fn firefox(profile: &Path, options: &Options) -> Value {
    let preferences = json!({
        "app.update.enabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "browser.tabs.closeWindowWithLastTab": false,
        // Compiling the program a second time, for speed, takes longer than most tests.
        "javascript.options.wasm_optimizingjit": false,
        "dom.w3c_touch_events.enabled": 1,
        "ui.prefersReducedMotion": 0,
        "ui.systemUsesDarkTheme": i32::from(options.dark),
    });
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": { "args": ["-headless", "-profile", profile], "prefs": preferences },
    })
}

fn webkit() -> Value {
    let folder = format!("/usr/lib/{}-linux-gnu/webkit2gtk-4.1", std::env::consts::ARCH);
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": {
            "binary": format!("{folder}/MiniBrowser"),
            "args": ["--automation", "--full-screen"],
        },
    })
}
