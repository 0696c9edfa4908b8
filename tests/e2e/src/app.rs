//! The app as its user sees it: verbs for a finger and for a keyboard.

use crate::browser::{Browser, Options};
use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use xtask::serve::Host;

/// How long anything may take to show up.
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
    /// When the build, the browser or the app is not there.
    pub async fn open(options: Options) -> Result<App> {
        let app = App::open_folder(&xtask::dist(), options).await?;
        app.wait_for_start().await?;
        Ok(app)
    }

    /// The same for any folder, without waiting for the app to start.
    ///
    /// # Errors
    /// When the folder or the browser is not there.
    pub async fn open_folder(folder: &Path, options: Options) -> Result<App> {
        ensure!(folder.join("index.html").is_file(), "no build in {}: `cargo xtask build`", folder.display());
        let host = Host::start(folder, "/a/b/", 0)?;
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
    /// When the browser does not come back.
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
    /// When the browser does not come back.
    pub async fn kill_browser(&mut self) -> Result<()> {
        self.kill_only()?;
        self.open_again().await
    }

    /// Kills the browser at once.
    ///
    /// # Errors
    /// When there is none.
    pub fn kill_only(&mut self) -> Result<()> {
        self.browser.take().context("no browser")?.kill(self.profile.path())
    }

    /// Opens the browser again with the same profile, at the same address.
    ///
    /// # Errors
    /// When the browser does not come back.
    pub async fn open_again(&mut self) -> Result<()> {
        let browser = Browser::open(self.profile.path(), &self.options).await?;
        browser.client.goto(&self.url).await?;
        self.browser = Some(browser);
        self.wait_for_start().await
    }

    /// The folder in which the browser keeps everything.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// Ends the browser; fails if the page has complained on its console.
    ///
    /// # Errors
    /// With the complaint.
    pub async fn close(mut self) -> Result<()> {
        let browser = self.browser.take().expect("open");
        browser.check_console().await?;
        browser.quit().await
    }

    /// Ends the browser where the page had every reason to complain.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn close_whatever_it_said(mut self) -> Result<()> {
        self.quit_only().await
    }

    /// Loads the page again, as a person does.
    ///
    /// # Errors
    /// When the app does not come back.
    pub async fn reload(&self) -> Result<()> {
        self.script("window.isOld = true; location.reload()").await?;
        self.wait_until("!window.isOld && document.readyState === 'complete'").await?;
        self.wait_for_start().await
    }

    async fn wait_for_start(&self) -> Result<()> {
        self.wait_until("!!document.querySelector('.shell')").await.context("the app did not start")
    }

    /// Waits until the service worker has everything and is in charge.
    ///
    /// # Errors
    /// When it never is.
    pub async fn wait_until_offline_ready(&self) -> Result<()> {
        self.wait_until("!!navigator.serviceWorker.controller").await
    }

    /// Runs a script and gives what it returns.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.browser().client.execute(script, vec![]).await?)
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// When it throws.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.script(&format!("return ({expression});")).await
    }

    /// Waits until an expression is true.
    ///
    /// # Errors
    /// When it is not within 15 seconds.
    pub async fn wait_until(&self, expression: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            // While a page is being left, scripts fail: that is no answer either.
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

    /// Waits until this text is on the screen.
    ///
    /// # Errors
    /// When it does not show up.
    pub async fn sees(&self, text: &str) -> Result<()> {
        self.wait_until(&format!("document.body.innerText.includes({})", json!(text))).await
    }

    /// Whether this text is on the screen now.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn shows(&self, text: &str) -> Result<bool> {
        Ok(self.value(&format!("document.body.innerText.includes({})", json!(text))).await? == json!(true))
    }

    /// Taps the middle of the first element that an expression finds.
    ///
    /// # Errors
    /// When there is none, or something else lies over it.
    pub async fn tap_found(&self, expression: &str) -> Result<()> {
        self.wait_until(&format!("!!({expression})")).await?;
        self.script(&format!("({expression}).scrollIntoView({{ block: 'nearest' }})")).await?;
        let place = self
            .value(&format!(
                "(() => {{ const found = {expression}; const box = found.getBoundingClientRect(); \
                 const x = box.x + box.width / 2, y = box.y + box.height / 2; \
                 const over = document.elementFromPoint(x, y); \
                 return {{ x, y, free: found === over || found.contains(over) || over?.contains(found) }} }})()"
            ))
            .await?;
        ensure!(place["free"] == json!(true), "covered by something else: {expression}");
        self.browser()
            .touch(place["x"].as_f64().unwrap_or_default(), place["y"].as_f64().unwrap_or_default())
            .await
    }

    /// Taps a button, link or the like by its name (its label, or else its text).
    ///
    /// # Errors
    /// When it is not there.
    pub async fn tap(&self, name: &str) -> Result<()> {
        self.wait_until_still().await?;
        self.tap_found(&by_name(name)).await
    }

    /// Taps the tab of a view of the map, whatever count it shows.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn open_view(&self, name: &str) -> Result<()> {
        let tab = format!(
            "[...document.querySelectorAll('[role=tab]')].find(tab => tab.innerText.startsWith({}))",
            json!(name)
        );
        self.tap_found(&tab).await?;
        self.wait_until(&format!("({tab}).getAttribute('aria-selected') === 'true'")).await
    }

    /// Taps the chip of a marked spot.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn tap_chip(&self, name: &str) -> Result<()> {
        let name = json!(name);
        self.tap_found(&format!(
            "[...document.querySelectorAll('.chip.spot')].find(chip => chip.innerText.includes({name}))"
        ))
        .await
    }

    /// Taps a region of the map at its badge.
    ///
    /// # Errors
    /// When it is not drawn.
    pub async fn tap_region(&self, id: &str) -> Result<()> {
        self.wait_until_still().await?;
        let expression = format!("document.querySelector('[data-region=\"{id}\"]')");
        self.wait_until(&format!("!!{expression}")).await?;
        // The point deepest inside of the shape.
        let place = self
            .value(&format!(
                "(() => {{ const shape = {expression}, box = shape.getBBox(), at = shape.ownerSVGElement.createSVGPoint(); \
                 const inside = [], outside = []; \
                 for (let i = -1; i < 14; i++) for (let j = -1; j < 14; j++) {{ \
                   at.x = box.x + box.width * i / 12; at.y = box.y + box.height * j / 12; \
                   (shape.isPointInFill(at) ? inside : outside).push(at.matrixTransform(shape.getScreenCTM())); }} \
                 const depth = (one) => Math.min(...outside.map(other => Math.hypot(one.x - other.x, one.y - other.y))); \
                 const {{ x, y }} = inside.reduce((best, one) => depth(one) > depth(best) ? one : best); return {{ x, y }} }})()"
            ))
            .await?;
        self.browser()
            .touch(place["x"].as_f64().unwrap_or_default(), place["y"].as_f64().unwrap_or_default())
            .await?;
        // Longer than the echo of a trembling finger.
        tokio::time::sleep(Duration::from_millis(150)).await;
        Ok(())
    }

    /// The level of a region as the map shows it, 0 for none.
    ///
    /// # Errors
    /// When it is not drawn.
    pub async fn level(&self, id: &str) -> Result<i64> {
        let value = self
            .value(&format!("Number(document.querySelector('[data-region=\"{id}\"]').dataset.lv ?? 0)"))
            .await?;
        value.as_i64().with_context(|| format!("{id} has no level"))
    }

    /// Types into the field with this label.
    ///
    /// # Errors
    /// When there is none.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let label = json!(label);
        let field = format!(
            "[...document.querySelectorAll('label')].find(label => label.querySelector('span')?.innerText.trim() === {label} \
             || label.innerText.trim().startsWith({label}))?.querySelector('input, textarea')"
        );
        self.wait_until(&format!("!!({field})")).await?;
        self.script(&format!(
            "const field = {field}; field.focus(); field.value = {}; field.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            json!(text)
        ))
        .await?;
        Ok(())
    }

    /// Presses a key, with Shift if asked.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn press(&self, key: char, shift: bool) -> Result<()> {
        const SHIFT: char = '\u{E008}';
        let mut keys = KeyActions::new("keyboard".to_owned());
        if shift {
            keys = keys.then(KeyAction::Down { value: SHIFT });
        }
        keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        if shift {
            keys = keys.then(KeyAction::Up { value: SHIFT });
        }
        self.browser().client.perform_actions(keys).await?;
        Ok(())
    }

    /// What the app hands over as a file is kept in `window.copy`, and a file dialog is answered with this text.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn answer_dialogs(&self, name: &str, text: &str) -> Result<()> {
        self.script(&format!(
            "HTMLAnchorElement.prototype.click = function () {{}}; \
             const create = window.RealCreate ??= URL.createObjectURL; \
             URL.createObjectURL = (blob) => {{ blob.text().then(text => window.copy = text); return create.call(URL, blob) }}; \
             HTMLInputElement.prototype.click = function () {{ \
               const data = new DataTransfer(); data.items.add(new File([{}], {})); \
               this.files = data.files; this.dispatchEvent(new Event('change')) }}",
            json!(text),
            json!(name)
        ))
        .await?;
        Ok(())
    }

    /// Sets the page's clock by so many milliseconds from the real one, as long as the page stays.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn set_clock(&self, ms: i64) -> Result<()> {
        // Firefox runs scripts beside the page, with a `Date` of their own.
        self.script(&format!(
            "window.clockIsOff = {ms}; \
             if (!window.RealDate) {{ const Real = window.RealDate = window.Date; \
             window.Date = class extends Real {{ \
               constructor(...parts) {{ parts.length ? super(...parts) : super(Real.now() + window.clockIsOff) }} \
               static now() {{ return Real.now() + window.clockIsOff }} }} }}"
        ))
        .await?;
        Ok(())
    }

    /// Puts the app behind another tab, so that it is hidden, and gives the window to come back to.
    ///
    /// # Errors
    /// When the browser opens no tab.
    pub async fn hide(&self) -> Result<WindowHandle> {
        let client = &self.browser().client;
        let here = client.window().await?;
        let other = client.new_window(true).await?;
        client.switch_to_window(other.handle).await?;
        Ok(here)
    }

    /// Closes the tab in front and comes back to the app.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn show(&self, here: WindowHandle) -> Result<()> {
        let client = &self.browser().client;
        client.close_window().await?;
        client.switch_to_window(here).await?;
        self.wait_until("document.visibilityState === 'visible'").await
    }

    /// Moves the focus with Tab, or back with Shift and Tab, until it is on something of this name, then presses a key
    /// there.
    ///
    /// # Errors
    /// When Tab never leads there.
    pub async fn tab_to(&self, name: &str, key: char) -> Result<()> {
        const TAB: char = '\u{E004}';
        self.wait_until_still().await?;
        self.wait_until(&format!("!!({})", by_name(name))).await?;
        for _ in 0..120 {
            let here = format!("document.activeElement === ({})", by_name(name));
            if self.value(&here).await? == json!(true) {
                return self.press(key, false).await;
            }
            // Past the end of the page the browser's own controls would come first.
            let back = format!(
                "document.activeElement !== document.body && \
                 !!(document.activeElement.compareDocumentPosition({}) & Node.DOCUMENT_POSITION_PRECEDING)",
                by_name(name)
            );
            self.press(TAB, self.value(&back).await? == json!(true)).await?;
        }
        bail!("Tab never leads to {name}")
    }

    /// Waits until nothing moves but laps: sheets slide in, and what moves is easily missed.
    async fn wait_until_still(&self) -> Result<()> {
        self.wait_until(
            "document.getAnimations().every(motion => motion.playState !== 'running' || motion instanceof CSSAnimation \
             || motion.effect.target.closest('.lap'))",
        )
            .await
    }
}

/// The first visible control of this name that is not behind a sheet.
fn by_name(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('button, a, [role=button], [role=radio], [role=checkbox], input, textarea')].find(control => \
         !control.closest('[inert]') && control.checkVisibility() && \
         (control.getAttribute('aria-label') ?? control.innerText).trim().replace(/\\s+/g, ' ') === {})",
        json!(name)
    )
}

/// The text of a record as the app writes it.
pub fn sealed(schema: u32, rev: u64, data: &str) -> String {
    let sum = crc32fast::hash(format!("{schema}:{rev}:{data}").as_bytes());
    format!(r#"{{"schema":{schema},"rev":{rev},"sum":"{sum:08x}","data":{data}}}"#)
}
