//! What its user does with the app and sees of it: verbs for a finger and for a keyboard.

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

    /// Waits until this text is not on the screen any more.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self, text: &str) -> Result<()> {
        self.wait_until(&format!("!document.body.innerText.includes({})", json!(text))).await
    }

    /// Taps the middle of the first element that an expression finds.
    ///
    /// # Errors
    /// When there is none, or something else lies over it.
    pub async fn tap_found(&self, expression: &str) -> Result<()> {
        self.wait_until(&format!("!!({expression})")).await?;
        // What still moves, or is drawn anew, is waited for as a runner's eye does, and so is the moment in which a new page
        // takes no touches; from under a toast it is scrolled.
        let mut over = Value::Null;
        for attempt in 0..30 {
            let block = if attempt == 0 { "nearest" } else { "center" };
            let target = self.call(include_str!("js/aim.js"), &[&expression, &json!(block)]).await?;
            if target["free"] == json!(true) {
                let at = |axis: &str| target[axis].as_f64().unwrap_or_default();
                return self.browser().touch(at("x"), at("y")).await;
            }
            over = target["over"].clone();
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("covered by {over}: {expression}")
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
        self.wait_until(&format!("!!{expression} && !document.querySelector('.shell.paused')")).await?;
        let point = self.call(include_str!("js/deepest_point.js"), &[&expression]).await?;
        self.browser()
            .touch(point["x"].as_f64().unwrap_or_default(), point["y"].as_f64().unwrap_or_default())
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
        // The field selects what is in it in the next frame.
        tokio::time::sleep(Duration::from_millis(150)).await;
        for key in text.chars() {
            self.press(key, false).await?;
        }
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
        self.call(include_str!("js/answer_dialogs.js"), &[&json!(name), &json!(text)]).await?;
        Ok(())
    }

    /// A file dialog is answered with this file.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn answer_dialogs_with(&self, name: &str, content: &[u8]) -> Result<()> {
        let content = json!(BASE64_STANDARD.encode(content));
        self.call(include_str!("js/answer_dialogs_with_bytes.js"), &[&json!(name), &content]).await?;
        Ok(())
    }

    /// Sets the page's clock by so many milliseconds from the real one, as long as the page stays.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn set_clock(&self, ms: i64) -> Result<()> {
        self.call(include_str!("js/set_clock.js"), &[&ms]).await?;
        Ok(())
    }

    /// The day so many days from now, by the real clock, as a day field has it.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn day(&self, from_now: i64) -> Result<String> {
        let script = format!(
            "new Date((window.RealDate ?? Date).now() + {from_now} * 86400000).toLocaleDateString('sv')"
        );
        Ok(self.value(&script).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Loads the app again in what it takes for Safari on an iPhone, from the home screen or not.
    ///
    /// # Errors
    /// When the app does not come back.
    pub async fn as_iphone(&self, is_installed: bool) -> Result<()> {
        self.without_offers().await?;
        let source = format!(
            "Object.defineProperty(navigator, 'standalone', {{ value: {is_installed}, configurable: true }})"
        );
        self.browser().devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        self.reload().await
    }

    /// Keeps the browser's own offers to install the app from it, from the next start on.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn without_offers(&self) -> Result<()> {
        let source = call(include_str!("js/refuse_offers.js"), &[]);
        self.browser().devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
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
            let is_behind = self.call(include_str!("js/is_before_focus.js"), &[&by_name(name)]).await?;
            self.press(TAB, is_behind == json!(true)).await?;
        }
        bail!("Tab never leads to {name}")
    }

    /// Waits until nothing moves but laps: sheets slide in, and what moves is easily missed. In a tab behind another
    /// nothing is drawn, and so nothing ever comes to rest.
    ///
    /// # Errors
    /// When something never comes to rest.
    pub async fn wait_until_still(&self) -> Result<()> {
        self.wait_until(&call(include_str!("js/is_still.js"), &[])).await
    }
}

/// The first visible control of this name that is not behind a sheet.
fn by_name(name: &str) -> String {
    call(include_str!("js/control_by_name.js"), &[&json!(name)])
}
