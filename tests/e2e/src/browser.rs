//! A browser and its driver.

use crate::folder::copy_folder;
use crate::options::Options;
use crate::sound_card::SoundCard;
use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, MouseActions, PointerAction, TouchActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::cell::Cell;
use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};
use tokio::time::error::Elapsed;
use tokio::time::timeout;
use xtask::browsers::Engine;

const fn driver(engine: Engine) -> &'static str {
    match engine {
        Engine::Chromium => "chromedriver",
        Engine::Firefox => "geckodriver",
        Engine::WebKit => "WebKitWebDriver",
    }
}

/// A start takes a few seconds, on a busy machine too.
const LONGEST_START: Duration = Duration::from_mins(1);

/// Returns the session that the driver at this port opens.
async fn session(port: u16, capabilities: Value) -> Result<Client> {
    let capabilities = capabilities.as_object().expect("an object");
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if TcpStream::connect(("127.0.0.1", port)).is_err() {
            continue;
        }
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        return Ok(builder.capabilities(capabilities.clone()).connect(&address).await?);
    }
    bail!("the driver never listened")
}

/// A running browser and its driver. Dropping this kills both.
pub struct Browser {
    pub client: Client,
    pub engine: Engine,
    driver: Child,
    profile: PathBuf,
    touches: Cell<u32>,
    /// Dropped last, after the browser.
    _sound_card: Option<SoundCard>,
}

impl Browser {
    /// Opens a browser with this profile folder.
    ///
    /// # Errors
    /// When the driver or the browser does not start.
    pub async fn open(profile: &Path, options: &Options) -> Result<Browser> {
        if options.engine == Engine::Firefox && fs::read_dir(profile)?.next().is_none() {
            copy_folder(&started_once().await?, profile, |name| name != "lock")?;
        }
        let started = Browser::start(profile, options).await;
        match &started {
            // WebKitGTK's driver never answers if the browser ends before the two have connected. No test has begun yet.
            Err(error) if options.engine == Engine::WebKit && error.is::<Elapsed>() => {
                let _ = writeln!(std::io::stderr(), "{error:#}. It is opened again.");
                Browser::start(profile, options).await
            }
            _ => started,
        }
    }

    async fn start(profile: &Path, options: &Options) -> Result<Browser> {
        let engine = options.engine;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let needs_card = options.has_sound_card && engine == Engine::Firefox && cfg!(target_os = "linux");
        let sound_card = needs_card.then(|| SoundCard::open(profile)).transpose()?;
        let errors = profile.join("driver-errors.txt");
        let mut driver = Command::new(driver(engine))
            .arg(format!("--port={port}"))
            .env("TZ", morning())
            .envs(sound_card.iter().map(|card| ("PULSE_SERVER", card.address())))
            .stdout(Stdio::null())
            .stderr(fs::File::create(&errors)?)
            .spawn()
            .with_context(|| format!("{} was not found: `cargo xtask test` gets it", driver(engine)))?;
        let session = timeout(LONGEST_START, session(port, options.capabilities(profile))).await;
        let client = match session.map_err(anyhow::Error::from).flatten() {
            Ok(client) => client,
            Err(error) => {
                driver.kill()?;
                driver.wait()?;
                let errors = fs::read_to_string(errors).unwrap_or_default();
                return Err(error.context(format!("{engine:?} did not start; its driver said {errors:?}")));
            }
        };
        let browser = Browser {
            client,
            engine,
            driver,
            profile: profile.to_owned(),
            touches: Cell::new(0),
            _sound_card: sound_card,
        };
        if engine != Engine::Chromium {
            browser.client.set_window_size(options.width, options.height).await?;
        }
        Ok(browser)
    }

    /// Touches a point, in CSS px. Clicks there with a mouse if the engine has no touch.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn touch(&self, x: f64, y: f64) -> Result<()> {
        const BUTTON: u64 = 0;
        self.touches.set(self.touches.get() + 1);
        let to = PointerAction::MoveTo { duration: Some(Duration::ZERO), x, y };
        let (down, up) = (PointerAction::Down { button: BUTTON }, PointerAction::Up { button: BUTTON });
        match self.engine {
            // Faster than an action, and the page sees no difference.
            Engine::Chromium => self.touch_at(x, y, SystemTime::now()).await?,
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

    /// Touches a point twice. By the time stamps of the page's events, the touches are exactly `gap` apart, however
    /// long each takes to arrive.
    ///
    /// # Errors
    /// When the browser refuses, or is not Chromium.
    pub async fn touch_twice(&self, x: f64, y: f64, gap: Duration) -> Result<()> {
        let first = SystemTime::now();
        self.touch_at(x, y, first).await?;
        let second = first + gap;
        tokio::time::sleep(second.duration_since(SystemTime::now()).unwrap_or_default()).await;
        self.touch_at(x, y, second).await
    }

    /// Touches a point, in Chromium. The page's events have this time stamp.
    async fn touch_at(&self, x: f64, y: f64, at: SystemTime) -> Result<()> {
        let at = at.duration_since(SystemTime::UNIX_EPOCH)?.as_secs_f64();
        for (kind, points) in [("touchStart", json!([{ "x": x, "y": y }])), ("touchEnd", json!([]))] {
            let event = json!({ "type": kind, "touchPoints": points, "timestamp": at });
            self.devtools("Input.dispatchTouchEvent", event).await?;
        }
        Ok(())
    }

    /// Returns the number of touches since the last call.
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

    /// Kills the browser and its driver, as a crash does: neither can write anything any more.
    ///
    /// # Errors
    /// When no browser runs.
    pub fn kill(mut self) -> Result<()> {
        anyhow::ensure!(self.kill_processes()?, "no browser to kill");
        self.driver.kill()?;
        self.driver.wait()?;
        Ok(())
    }

    /// Kills every process that uses the profile. Returns whether there was one.
    fn kill_processes(&self) -> Result<bool> {
        let profile = self.profile.to_str().context("a profile with a strange name")?;
        let mut processes = vec![];
        for process in fs::read_dir("/proc")? {
            let process = process?;
            let command = fs::read(process.path().join("cmdline")).unwrap_or_default();
            if String::from_utf8_lossy(&command).contains(profile) {
                processes.push(process.file_name().to_string_lossy().into_owned());
            }
        }
        let found = !processes.is_empty();
        if found {
            // The shell's own `kill`. It is fine if a process has ended in the meantime.
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

    /// Returns the entries of one of the browser's logs since the last call: `browser` (the console) or `performance`.
    /// Always empty in other engines than Chromium.
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

    /// Returns the URLs that the page or its service worker requested since the last call. Always empty in other engines
    /// than Chromium.
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

    /// Returns the trace events since the last call, or since the browser was opened.
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

    /// Fails if the console has errors, such as violations of the content security policy.
    ///
    /// # Errors
    /// With these errors.
    pub async fn check_console(&self) -> Result<()> {
        let errors: Vec<_> =
            self.log("browser").await?.into_iter().filter(|entry| entry["level"] == "SEVERE").collect();
        if !errors.is_empty() {
            bail!("on the console: {errors:#?}");
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failed test the browser still runs.
        let _ = self.kill_processes();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Returns a Firefox profile that was started once, without a page. Firefox starts in half of the time with a copy of it.
async fn started_once() -> Result<PathBuf> {
    let target = xtask::root().join("target");
    let kept = target.join("firefox-profile");
    if !kept.exists() {
        fs::create_dir_all(&target)?;
        let new = tempfile::tempdir_in(&target)?;
        let options = Options { engine: Engine::Firefox, ..Options::default() };
        Browser::start(new.path(), &options).await?.quit().await?;
        // Another process may have made one in the meantime.
        let _ = fs::rename(new.path(), &kept);
    }
    Ok(kept)
}

/// Returns a time zone in which it is about ten in the morning, so that tests that move the clock by hours stay within
/// one day whenever they run. It does not change while the tests run.
fn morning() -> &'static str {
    static ZONE: OnceLock<String> = OnceLock::new();
    ZONE.get_or_init(|| {
        let seconds =
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let hour = i64::try_from(seconds / 3600 % 24).expect("a day has 24 hours");
        // POSIX inverts the sign: Etc/GMT+5 is five hours behind. The zones go from 12 hours behind to 14 ahead.
        format!("Etc/GMT{:+}", (hour - 10).min(12))
    })
}

/// A driver command that `WebDriver` does not specify.
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
