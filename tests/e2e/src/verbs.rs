//! What a user does and sees: verbs for touch and for the keyboard.

use crate::app::{App, call};
use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use std::time::Duration;

impl App {
    /// Waits until this text is on the screen.
    ///
    /// # Errors
    /// When it does not appear.
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

    /// Waits until this text is no longer on the screen.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self, text: &str) -> Result<()> {
        self.wait_until(&format!("!document.body.innerText.includes({})", json!(text))).await
    }

    /// Taps the middle of the element that an expression returns.
    ///
    /// # Errors
    /// When there is none, or something else covers it.
    pub async fn tap_found(&self, expression: &str) -> Result<()> {
        self.wait_until(&format!("!!({expression})")).await?;
        self.wait_until_still().await?;
        let is_still = call(include_str!("js/is_still.js"), &[]);
        // Try again while the element moves or is redrawn, and while a new page takes no touches yet. Scrolling it to the
        // centre moves it out from under a toast.
        let mut over = Value::Null;
        for attempt in 0..30 {
            let block = if attempt == 0 { "nearest" } else { "center" };
            let target =
                self.call(include_str!("js/aim.js"), &[&expression, &json!(block), &is_still]).await?;
            if target["free"] == json!(true) {
                let at = |axis: &str| target[axis].as_f64().unwrap_or_default();
                return self.browser().touch(at("x"), at("y")).await;
            }
            over = target["over"].clone();
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("covered by {over}: {expression}")
    }

    /// Taps a button, link or other control by its name (its label, or else its text).
    ///
    /// # Errors
    /// When there is none.
    pub async fn tap(&self, name: &str) -> Result<()> {
        self.tap_found(&by_name(name)).await
    }

    /// Opens a view of the map by its tab, whatever count the tab shows.
    ///
    /// # Errors
    /// When there is no such tab.
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
    /// When there is none.
    pub async fn tap_chip(&self, name: &str) -> Result<()> {
        let name = json!(name);
        self.tap_found(&format!(
            "[...document.querySelectorAll('.chip.spot')].find(chip => chip.innerText.includes({name}))"
        ))
        .await
    }

    /// Taps a region of the map, at the point deepest inside its shape.
    ///
    /// # Errors
    /// When it is not drawn.
    pub async fn tap_region(&self, id: &str) -> Result<()> {
        let (x, y) = self.point_in_region(id).await?;
        self.browser().touch(x, y).await?;
        // The app ignores a second tap that comes sooner, as the bounce of a trembling finger.
        tokio::time::sleep(Duration::from_millis(150)).await;
        Ok(())
    }

    /// Returns the point of the viewport that lies deepest inside a region, once touches count there.
    ///
    /// # Errors
    /// When the region is not drawn.
    pub async fn point_in_region(&self, id: &str) -> Result<(f64, f64)> {
        self.wait_until_still().await?;
        let expression = format!("document.querySelector('[data-region=\"{id}\"]')");
        self.wait_until(&format!("!!{expression} && !document.querySelector('.shell.paused')")).await?;
        let point = self.call(include_str!("js/deepest_point.js"), &[&expression]).await?;
        let number = |name: &str| point[name].as_f64().with_context(|| format!("{id} is not drawn"));
        Ok((number("x")?, number("y")?))
    }

    /// Returns the level of a region as the map shows it, 0 for none.
    ///
    /// # Errors
    /// When it is not drawn.
    pub async fn level(&self, id: &str) -> Result<i64> {
        let value = self
            .value(&format!("Number(document.querySelector('[data-region=\"{id}\"]').dataset.lv ?? 0)"))
            .await?;
        value.as_i64().with_context(|| format!("{id} has no level"))
    }

    /// Enters a text into the field with this label, all at once.
    ///
    /// # Errors
    /// When there is none.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = call(include_str!("js/field_by_label.js"), &[&json!(label)]);
        self.wait_until(&format!("!!({field})")).await?;
        self.call(include_str!("js/fill.js"), &[&field, &json!(text)]).await?;
        Ok(())
    }

    /// Taps the field with this label and types, key by key.
    ///
    /// # Errors
    /// When there is none.
    pub async fn type_into(&self, label: &str, text: &str) -> Result<()> {
        let label = json!(label);
        self.tap_found(&format!(
            "[...document.querySelectorAll('label')].find(label => label.querySelector('span')?.innerText.trim() === {label})?.querySelector('input')"
        ))
        .await?;
        // The field selects its text in the next frame.
        tokio::time::sleep(Duration::from_millis(150)).await;
        for key in text.chars() {
            self.press(key, false).await?;
        }
        Ok(())
    }

    /// Presses a key, with or without Shift.
    ///
    /// # Errors
    /// When the browser refuses.
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

    /// Catches what the app saves as a file in `window.copy`, and answers file dialogs with a text file.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn answer_dialogs(&self, name: &str, text: &str) -> Result<()> {
        self.call(include_str!("js/answer_dialogs.js"), &[&json!(name), &json!(text)]).await?;
        Ok(())
    }

    /// Answers file dialogs with a file of this name and content.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn answer_dialogs_with(&self, name: &str, content: &[u8]) -> Result<()> {
        let content = json!(BASE64_STANDARD.encode(content));
        self.call(include_str!("js/answer_dialogs_with_bytes.js"), &[&json!(name), &content]).await?;
        Ok(())
    }

    /// Answers file dialogs with these files from now on: names and contents.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn answer_dialogs_with_all(&self, files: &[(String, Vec<u8>)]) -> Result<()> {
        let files = files.iter().map(|(name, content)| json!([name, BASE64_STANDARD.encode(content)]));
        let files = json!(files.collect::<Vec<_>>());
        self.call(include_str!("js/answer_dialogs_with_all.js"), &[&files]).await?;
        Ok(())
    }

    /// Sets the page's clock this many milliseconds ahead of the real one, until the page is left.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn set_clock(&self, ms: i64) -> Result<()> {
        self.call(include_str!("js/set_clock.js"), &[&ms]).await?;
        Ok(())
    }

    /// Lets the phone sleep: hides the app, and moves the wall clock forward by this many milliseconds meanwhile.
    ///
    /// # Errors
    /// When a script or the driver fails.
    pub async fn sleep_for(&self, ms: i64) -> Result<()> {
        let offset = self.value("window.clockIsOff ?? 0").await?.as_i64().unwrap_or_default();
        self.set_clock(offset).await?;
        self.script(&format!(
            "document.addEventListener('visibilitychange', () => {{ window.clockIsOff += {ms} }}, {{ once: true }})"
        ))
        .await?;
        let window = self.hide().await?;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        self.show(window).await?;
        // Two ticks of the app's clock.
        tokio::time::sleep(Duration::from_millis(600)).await;
        Ok(())
    }

    /// Runs with seven spots and comes back to the open routine.
    ///
    /// # Errors
    /// When a step can't be done.
    pub async fn run_with_spots(&self) -> Result<()> {
        for region in ["it-band-r", "it-band-r", "it-band-r", "calf-l", "calf-l", "hip-flexor-l", "quad-r"] {
            self.tap_region(region).await?;
        }
        self.tap("Start run").await?;
        self.tap("I’m back").await?;
        self.tap("Skip").await?;
        self.sees("minutes left").await
    }

    /// Returns the day this many days from now by the real clock, as `YYYY-MM-DD`.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn day(&self, from_now: i64) -> Result<String> {
        let script = format!(
            "new Date((window.RealDate ?? Date).now() + {from_now} * 86400000).toLocaleDateString('sv')"
        );
        Ok(self.value(&script).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Reloads the app as if in Safari on an iPhone, installed on the home screen or not.
    ///
    /// # Errors
    /// When the app does not start again.
    pub async fn as_iphone(&self, is_installed: bool) -> Result<()> {
        self.without_offers().await?;
        let source = format!(
            "Object.defineProperty(navigator, 'standalone', {{ value: {is_installed}, configurable: true }})"
        );
        self.browser().devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        self.reload().await
    }

    /// Hides the browser's own offers to install the app from the app, from the next load on.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn without_offers(&self) -> Result<()> {
        let source = call(include_str!("js/refuse_offers.js"), &[]);
        self.browser().devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        Ok(())
    }

    /// Hides the app behind a new tab. Returns the app's window, for [`App::show`].
    ///
    /// # Errors
    /// When the browser opens no tab.
    pub async fn hide(&self) -> Result<WindowHandle> {
        let client = &self.browser().client;
        let here = client.window().await?;
        let tab = client.new_window(true).await?;
        client.switch_to_window(tab.handle).await?;
        Ok(here)
    }

    /// Closes the tab in front and returns to the app.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn show(&self, here: WindowHandle) -> Result<()> {
        let client = &self.browser().client;
        client.close_window().await?;
        client.switch_to_window(here).await?;
        self.wait_until("document.visibilityState === 'visible'").await
    }

    /// Moves the focus to the control with this name by Tab or Shift+Tab, then presses a key there.
    ///
    /// # Errors
    /// When the focus never gets there.
    pub async fn tab_to(&self, name: &str, key: char) -> Result<()> {
        const TAB: char = '\u{E004}';
        self.wait_until_still().await?;
        self.wait_until(&format!("!!({})", by_name(name))).await?;
        for _ in 0..120 {
            let has_focus = format!("document.activeElement === ({})", by_name(name));
            if self.value(&has_focus).await? == json!(true) {
                return self.press(key, false).await;
            }
            // Tabbing on past the end of the page would lead through the browser's own controls.
            let is_before_focus = self.call(include_str!("js/is_before_focus.js"), &[&by_name(name)]).await?;
            self.press(TAB, is_before_focus == json!(true)).await?;
        }
        bail!("Tab never reaches {name}")
    }

    /// Waits until no transition runs, apart from those of laps: a tap easily misses a sheet that still slides in. A hidden
    /// page counts as still: nothing is drawn there, and so no transition ever ends.
    ///
    /// # Errors
    /// When a transition never ends.
    pub async fn wait_until_still(&self) -> Result<()> {
        self.wait_until(&call(include_str!("js/is_still.js"), &[])).await
    }
}

/// An expression for the first visible control with this name that is not behind a sheet.
fn by_name(name: &str) -> String {
    call(include_str!("js/control_by_name.js"), &[&json!(name)])
}
