//! The app in a browser, from its first start to its end.

use crate::browser::Browser;
use crate::folder::copy_folder;
use crate::options::Options;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use xtask::serve::Host;

/// How long to wait for anything.
const PATIENCE: Duration = Duration::from_secs(15);

/// The app in a browser, on a host of its own, with a profile that outlives both.
pub struct App {
    browser: Option<Browser>,
    host: Option<Host>,
    url: String,
    options: Options,
    profile: TempDir,
}

impl App {
    /// Serves `dist/` under `/a/b/` and opens it.
    ///
    /// # Errors
    /// When the build is missing, or the browser or the app does not start.
    pub async fn open(options: Options) -> Result<App> {
        let app = App::open_folder(&xtask::dist(), options).await?;
        app.started().await?;
        Ok(app)
    }

    /// The same for any folder, without waiting for the app to start.
    ///
    /// # Errors
    /// When the folder is missing or the browser does not start.
    pub async fn open_folder(folder: &Path, options: Options) -> Result<App> {
        ensure!(folder.join("index.html").is_file(), "no build in {}: `cargo xtask build`", folder.display());
        App::open_under("/a/b/", folder, options).await
    }

    /// The same under any path.
    ///
    /// # Errors
    /// When the folder is missing or the browser does not start.
    pub async fn open_under(path: &str, folder: &Path, options: Options) -> Result<App> {
        let host = Host::start(folder, path, 0)?;
        let url = host.url();
        let profile = tempfile::tempdir()?;
        let browser = Browser::open(profile.path(), &options).await?;
        browser.client.goto(&url).await?;
        Ok(App { browser: Some(browser), host: Some(host), url, options, profile })
    }

    pub fn browser(&self) -> &Browser {
        self.browser.as_ref().expect("open")
    }

    /// The address of the app, ending with a slash.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host that serves the app.
    pub fn host(&self) -> &Host {
        self.host.as_ref().expect("not killed")
    }

    /// Stops the server for good.
    pub fn kill_server(&mut self) {
        self.host = None;
    }

    /// Quits the browser and opens it again with the same profile, at the same address.
    ///
    /// # Errors
    /// When the browser or the app does not start again.
    pub async fn restart_browser(&mut self) -> Result<()> {
        self.quit_only().await?;
        self.open_again().await
    }

    /// Quits the browser as a person does.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn quit_only(&mut self) -> Result<()> {
        self.browser.take().context("no browser")?.quit().await
    }

    /// Kills the browser at once and opens it again with the same profile, at the same address.
    ///
    /// # Errors
    /// When the browser or the app does not start again.
    pub async fn kill_browser(&mut self) -> Result<()> {
        self.kill_only()?;
        self.open_again().await
    }

    /// Kills the browser at once.
    ///
    /// # Errors
    /// When no browser is open.
    pub fn kill_only(&mut self) -> Result<()> {
        self.browser.take().context("no browser")?.kill()
    }

    /// Opens the browser again with the same profile, at the same address.
    ///
    /// # Errors
    /// When the browser or the app does not start again.
    pub async fn open_again(&mut self) -> Result<()> {
        let browser = Browser::open(self.profile.path(), &self.options).await?;
        browser.client.goto(&self.url).await?;
        self.browser = Some(browser);
        self.started().await
    }

    /// The browser's profile folder.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// Quits the browser. Fails if the console has errors.
    ///
    /// # Errors
    /// With the errors on the console.
    pub async fn close(mut self) -> Result<()> {
        let browser = self.browser.take().expect("open");
        browser.check_console().await?;
        browser.quit().await
    }

    /// Quits the browser after a test that causes errors on the console.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn close_whatever_it_said(mut self) -> Result<()> {
        self.quit_only().await
    }

    /// Reloads the page, as a person does.
    ///
    /// # Errors
    /// When the app does not start again.
    pub async fn reload(&self) -> Result<()> {
        self.call(include_str!("js/reload.js"), &[]).await?;
        self.wait_until("!window.isOld && document.readyState === 'complete'").await?;
        self.started().await
    }

    /// Waits until the program has taken over.
    ///
    /// # Errors
    /// When it does not.
    pub async fn started(&self) -> Result<()> {
        self.wait_until("!!document.querySelector('#app:not([aria-busy])')")
            .await
            .context("the app did not start")
    }

    /// Waits until the service worker has cached the build and controls the page.
    ///
    /// # Errors
    /// When it never does.
    pub async fn wait_until_offline_ready(&self) -> Result<()> {
        self.wait_until("!!navigator.serviceWorker.controller").await
    }

    /// Runs a script, the body of a function, and returns what it returns.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.browser().client.execute(script, vec![]).await?)
    }

    /// Returns the value of an expression.
    ///
    /// # Errors
    /// When it throws.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.script(&format!("return ({expression});")).await
    }

    /// Calls a function of `src/js` and returns its result; see [`call`].
    ///
    /// # Errors
    /// When it throws.
    pub async fn call(&self, function: &str, arguments: &[&dyn Display]) -> Result<Value> {
        self.value(&call(function, arguments)).await
    }

    /// The same for a function with a callback as its last parameter: returns what that is called with.
    ///
    /// # Errors
    /// When it throws, or does not call back in time.
    pub async fn call_async(&self, function: &str, arguments: &[&dyn Display]) -> Result<Value> {
        // The driver passes its own callback as the last argument of the script.
        let mut arguments = arguments.to_vec();
        arguments.push(&"arguments[arguments.length - 1]");
        Ok(self.browser().client.execute_async(&call(function, &arguments), vec![]).await?)
    }

    /// Waits until an expression is true.
    ///
    /// # Errors
    /// When it is not true within 15 seconds.
    pub async fn wait_until(&self, expression: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            // A script fails while the page changes: try again.
            if self.value(expression).await.is_ok_and(|value| value == json!(true)) {
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                let text = self.value("document.body.innerText").await.unwrap_or_default();
                bail!("never came true: {expression}\non the screen:\n{}", text.as_str().unwrap_or_default());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Checks that nothing happens for this long: an expression must keep the expected value.
    ///
    /// # Errors
    /// When it has another value, or throws.
    pub async fn stays(&self, expression: &str, expected: &Value, duration: Duration) -> Result<()> {
        let began = Instant::now();
        loop {
            let value = self.value(expression).await?;
            ensure!(value == *expected, "{value} after {:?}, not {expected}: {expression}", began.elapsed());
            if began.elapsed() >= duration {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// An expression that calls a function of `src/js`, whose files hold one function each. The arguments are expressions
/// too, such as JSON.
pub fn call(function: &str, arguments: &[&dyn Display]) -> String {
    let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
    format!("({function})({})", arguments.join(", "))
}

/// Returns the text of a record as the app stores it, with its checksum.
pub fn sealed(schema: u32, rev: u64, data: &str) -> String {
    let sum = crc32fast::hash(format!("{schema}:{rev}:{data}").as_bytes());
    format!(r#"{{"schema":{schema},"rev":{rev},"sum":"{sum:08x}","data":{data}}}"#)
}

/// Returns a copy of the build without its id, so that it registers no service worker, and without `_headers`.
///
/// # Errors
/// When there is no build, or it has no id.
pub fn without_worker() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    copy_folder(&xtask::dist(), folder.path(), |name| name != "_headers")?;
    let path = folder.path().join("index.html");
    let page = fs::read_to_string(&path)?;
    let (before, rest) = page.split_once(" data-build=\"").context("the page has no build id")?;
    let (_, rest) = rest.split_once('"').context("an open quote")?;
    fs::write(&path, [before, rest].concat())?;
    Ok(folder)
}
