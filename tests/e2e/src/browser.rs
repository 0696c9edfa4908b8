//! A browser and its driver.

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, MouseActions, PointerAction, TouchActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::cell::Cell;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};
use xtask::browsers::Engine;

/// The engine that `ENGINE` names, Chromium if nothing is named.
///
/// # Panics
/// When there is none of that name.
pub fn chosen_engine() -> Engine {
    std::env::var("ENGINE").map_or(Engine::Chromium, |name| Engine::named(&name).expect("a known ENGINE"))
}

const fn driver(engine: Engine) -> &'static str {
    match engine {
        Engine::Chromium => "chromedriver",
        Engine::Firefox => "geckodriver",
        Engine::WebKit => "WebKitWebDriver",
    }
}

/// How the browser is opened.
#[derive(Clone, Debug)]
pub struct Options {
    pub engine: Engine,
    pub width: u32,
    pub height: u32,
    /// A phone: touch, and the viewport as given. Firefox's is never narrower than 500 px; `WebKitGTK` has no touch.
    pub mobile: bool,
    pub dark: bool,
    /// Chromium's preferences, such as blocked storage.
    pub preferences: Value,
    /// Whether the driver keeps a log of all requests. It looks into every worker for that, and Chromium then takes such a
    /// worker for busy: a new one may wait for it forever.
    pub logs_requests: bool,
    /// Categories of the performance trace to record, separated by commas; none for no trace.
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
            trace: "",
        }
    }
}

/// A running browser. Ends with it.
pub struct Browser {
    pub client: Client,
    pub engine: Engine,
    driver: Child,
    profile: PathBuf,
    touches: Cell<u32>,
}

impl Browser {
    /// Opens a browser with this profile folder.
    ///
    /// # Errors
    /// When the driver or the browser does not start.
    pub async fn open(profile: &Path, options: &Options) -> Result<Browser> {
        let engine = options.engine;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let driver = Command::new(driver(engine))
            .arg(format!("--port={port}"))
            .env("TZ", morning())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} was not found: `cargo xtask test` gets it", driver(engine)))?;
        let address = format!("http://127.0.0.1:{port}");
        let capabilities = match engine {
            Engine::Chromium => chromium(profile, options),
            Engine::Firefox => firefox(profile, options),
            Engine::WebKit => webkit(),
        };
        let capabilities = capabilities.as_object().expect("an object");
        let mut browser = Err(anyhow::anyhow!("the driver never listened"));
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
                continue;
            }
            let mut builder = ClientBuilder::new(HttpConnector::new());
            let client = builder.capabilities(capabilities.clone()).connect(&address);
            browser = client.await.with_context(|| format!("{engine:?} did not start"));
            break;
        }
        let browser =
            Browser { client: browser?, engine, driver, profile: profile.to_owned(), touches: Cell::new(0) };
        if engine != Engine::Chromium {
            browser.client.set_window_size(options.width, options.height).await?;
        }
        Ok(browser)
    }

    /// A finger at a point, in CSS px; a mouse where the engine knows no fingers.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn touch(&self, x: f64, y: f64) -> Result<()> {
        const BUTTON: u64 = 0;
        self.touches.set(self.touches.get() + 1);
        let to = PointerAction::MoveTo { duration: Some(Duration::ZERO), x, y };
        let (down, up) = (PointerAction::Down { button: BUTTON }, PointerAction::Up { button: BUTTON });
        match self.engine {
            // Faster than an action, and no different to the page.
            Engine::Chromium => {
                let down = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
                self.devtools("Input.dispatchTouchEvent", down).await?;
                let up = json!({ "type": "touchEnd", "touchPoints": [] });
                self.devtools("Input.dispatchTouchEvent", up).await?;
            }
            Engine::Firefox => {
                let finger = TouchActions::new("finger".to_owned()).then(to).then(down).then(up);
                self.client.perform_actions(finger).await?;
            }
            Engine::WebKit => {
                let mouse = MouseActions::new("mouse".to_owned()).then(to).then(down).then(up);
                self.client.perform_actions(mouse).await?;
            }
        }
        Ok(())
    }

    /// How many touches there were since this was last asked.
    pub fn touches(&self) -> u32 {
        self.touches.take()
    }

    /// Quits as a person does, so that the profile is written.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn quit(mut self) -> Result<()> {
        self.client.clone().close().await?;
        self.driver.kill()?;
        self.driver.wait()?;
        Ok(())
    }

    /// Ends browser and driver as a crash does: no chance to write anything any more.
    ///
    /// # Errors
    /// When there is nothing to end.
    pub fn kill(mut self) -> Result<()> {
        anyhow::ensure!(self.kill_processes()?, "no browser to kill");
        self.driver.kill()?;
        self.driver.wait()?;
        Ok(())
    }

    /// Kills every process that works on the profile; `false` if there is none.
    fn kill_processes(&self) -> Result<bool> {
        let profile = self.profile.to_str().context("a profile with a strange name")?;
        let mut processes = vec![];
        for process in std::fs::read_dir("/proc")? {
            let process = process?;
            let command = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
            if String::from_utf8_lossy(&command).contains(profile) {
                processes.push(process.file_name().to_string_lossy().into_owned());
            }
        }
        let found = !processes.is_empty();
        if found {
            // The shell's own `kill`; one that has ended by itself meanwhile is as good as killed.
            Command::new("sh")
                .args(["-c", "kill -KILL \"$@\" 2>/dev/null", "kill"])
                .args(processes)
                .status()?;
        }
        Ok(found)
    }

    /// Runs a command of the `DevTools` protocol.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        Ok(self
            .client
            .issue_cmd(Post("goog/cdp/execute", json!({ "cmd": command, "params": parameters })))
            .await?)
    }

    /// The entries of one of the browser's logs since the last call: `browser` (the console) or `performance`. Other engines than
    /// Chromium keep none.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn log(&self, kind: &str) -> Result<Vec<Value>> {
        if self.engine != Engine::Chromium {
            return Ok(vec![]);
        }
        let entries = self.client.issue_cmd(Post("se/log", json!({ "type": kind }))).await?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }

    /// Every address asked for since the last call, by the page or by its service worker. Only Chromium tells.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn requests(&self) -> Result<Vec<String>> {
        let mut addresses = vec![];
        for entry in self.log("performance").await? {
            let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}"))?;
            let message = &message["message"];
            if message["method"] == "Network.requestWillBeSent" {
                addresses.extend(message["params"]["request"]["url"].as_str().map(str::to_owned));
            }
        }
        Ok(addresses)
    }

    /// The trace events since the browser was opened. The driver hands them over once.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn trace(&self) -> Result<Vec<Value>> {
        let mut events = vec![];
        for entry in self.log("performance").await? {
            let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}"))?;
            if message["message"]["method"] == "Tracing.dataCollected" {
                events.push(message["message"]["params"].clone());
            }
        }
        Ok(events)
    }

    /// Fails if the page has said anything bad on its console, such as a violation of its policy.
    ///
    /// # Errors
    /// With what was said.
    pub async fn check_console(&self) -> Result<()> {
        let bad: Vec<_> =
            self.log("browser").await?.into_iter().filter(|entry| entry["level"] == "SEVERE").collect();
        if !bad.is_empty() {
            bail!("on the console: {bad:#?}");
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failed test the browser is still there.
        let _ = self.kill_processes();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
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

/// A time zone in which it is about ten in the morning, so that tests that move the clock by hours stay within a day
/// whenever they run. The same for as long as the tests run.
fn morning() -> &'static str {
    static ZONE: OnceLock<String> = OnceLock::new();
    ZONE.get_or_init(|| {
        let seconds =
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let hour = i64::try_from(seconds / 3600 % 24).expect("a day has 24 hours");
        // Turned round as POSIX has it: Etc/GMT+5 is five hours behind. There are 12 behind and 14 ahead.
        format!("Etc/GMT{:+}", (hour - 10).min(12))
    })
}

/// A command of the driver beyond the standard.
#[derive(Debug)]
struct Post(&'static str, Value);

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.1.to_string()))
    }
}
