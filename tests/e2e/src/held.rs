//! The app before its program has arrived, which the host holds back.

use crate::app::{App, without_worker};
use crate::options::Options;
use anyhow::Result;
use tempfile::TempDir;

const PROGRAM: &str = ".wasm";

/// Opens the app on a host that can hold back the program. Returns the folder of the build too, which must live as long.
///
/// # Errors
/// When the browser or the app does not start.
pub async fn open(options: Options) -> Result<(TempDir, App)> {
    // A service worker would answer from its cache.
    let folder = without_worker()?;
    let app = App::open_folder(folder.path(), options).await?;
    app.host().cache_control("no-store");
    app.started().await?;
    Ok((folder, app))
}

impl App {
    /// Loads the page again, as far as it goes without the program.
    ///
    /// # Errors
    /// When the frame does not appear.
    pub async fn reload_held(&self) -> Result<()> {
        self.host().hold(Some(PROGRAM));
        self.call(include_str!("js/reload.js"), &[]).await?;
        self.wait_until("!window.isOld && !!document.querySelector('#app[aria-busy] .tabbar')").await
    }

    /// Lets the program arrive.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn let_arrive(&self) -> Result<()> {
        self.host().hold(None);
        self.started().await
    }
}
