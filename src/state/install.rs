//! Installing the app on the home screen: offered after a finished routine, and always in Settings.

use super::device::Device;
use super::preferences::Preferences;
use leptos::prelude::*;

/// How this browser installs the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstallMethod {
    /// Through a prompt that the app can open.
    Asks,
    /// By hand, through "Share".
    ByHand,
}

pub struct Install {
    device: &'static Device,
    preferences: &'static Preferences,
    method: RwSignal<Option<InstallMethod>>,
}

impl Install {
    pub fn new(
        device: &'static Device,
        preferences: &'static Preferences,
        method: Option<InstallMethod>,
    ) -> Install {
        Install { device, preferences, method: RwSignal::new(method) }
    }

    /// How the app can be installed; `None` if it is installed, or if the browser can't.
    pub fn method(&'static self) -> Option<InstallMethod> {
        self.method.get()
    }

    /// The browser offers an install prompt.
    pub fn offered(&'static self) {
        self.method.set(Some(InstallMethod::Asks));
    }

    /// The app was installed.
    pub fn installed(&'static self) {
        self.method.set(None);
        // A browser that refused persistent storage to a page often grants it to an installed app.
        (self.device.request_persistence)(Callback::new(|_| ()));
    }

    /// Opens the browser's prompt. A refusal also dismisses the hint; the browser may offer a prompt again.
    pub fn ask(&'static self) {
        self.method.set(None);
        (self.device.ask_to_install)(Callback::new(move |agreed: bool| {
            if !agreed {
                self.dismiss();
            }
        }));
    }

    /// Dismisses the hint for good.
    pub fn dismiss(&'static self) {
        self.preferences.change(|settings| settings.no_install_hint = true);
    }
}
