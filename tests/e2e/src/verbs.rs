//! What its user does with the app and sees of it: verbs for a finger and for a keyboard.

use crate::app::App;
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
            let place = self
                .value(&format!(
                    "(() => {{ const found = {expression}; if (!found) return {{ over: 'nothing: it is gone' }}; \
                     found.scrollIntoView({{ block: '{block}', behavior: 'instant' }}); \
                     const box = found.getBoundingClientRect(); \
                     const x = box.x + box.width / 2, y = box.y + box.height / 2; \
                     const over = document.elementFromPoint(x, y); \
                     return {{ x, y, over: over?.outerHTML.slice(0, 80) ?? 'nothing: it is off the screen', free: !document.querySelector('.shell.paused') && (found === over || found.contains(over) || over?.contains(found)) }} }})()"
                ))
                .await?;
            if place["free"] == json!(true) {
                let at = |axis: &str| place[axis].as_f64().unwrap_or_default();
                return self.browser().touch(at("x"), at("y")).await;
            }
            over = place["over"].clone();
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

    /// A file dialog is answered with this file.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn answer_dialogs_with(&self, name: &str, content: &[u8]) -> Result<()> {
        self.script(&format!(
            "HTMLInputElement.prototype.click = function () {{ \
               const bytes = Uint8Array.from(atob('{}'), sign => sign.charCodeAt(0)); \
               const data = new DataTransfer(); data.items.add(new File([bytes], {})); \
               this.files = data.files; this.dispatchEvent(new Event('change')) }}",
            BASE64_STANDARD.encode(content),
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
        let source = "addEventListener('beforeinstallprompt', \
            (event) => event.isTrusted && event.stopImmediatePropagation(), true)";
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
            let back = format!(
                "document.activeElement !== document.body && \
                 !!(document.activeElement.compareDocumentPosition({}) & Node.DOCUMENT_POSITION_PRECEDING)",
                by_name(name)
            );
            self.press(TAB, self.value(&back).await? == json!(true)).await?;
        }
        bail!("Tab never leads to {name}")
    }

    /// Waits until nothing moves but laps: sheets slide in, and what moves is easily missed. In a tab behind another
    /// nothing is drawn, and so nothing ever comes to rest.
    ///
    /// # Errors
    /// When something never comes to rest.
    pub async fn wait_until_still(&self) -> Result<()> {
        self.wait_until(
            "document.hidden || document.getAnimations().every(motion => motion.playState !== 'running' || motion instanceof CSSAnimation \
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
