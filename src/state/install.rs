//! Putting the app onto the home screen: offered after a finished routine, and always in Settings.

use super::device::Device;
use super::preferences::Preferences;
use leptos::prelude::*;

/// How this browser does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstallMethod {
    /// It asks the runner when told to.
    Asks,
    /// The runner does it by hand, through "Share".
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

    /// How the app can be put onto the home screen; `None` if it is there, or can't.
    pub fn method(&'static self) -> Option<InstallMethod> {
        self.method.get()
    }

    /// The browser offers to ask.
    pub fn offered(&'static self) {
        self.method.set(Some(InstallMethod::Asks));
    }

    /// The app is on the home screen.
    pub fn installed(&'static self) {
        self.method.set(None);
        // A browser that would not promise it to a page often does to an app.
        (self.device.request_persistence)(Callback::new(|_| ()));
    }

    /// Has the browser ask. A no counts for the hint as well; the browser offers again when it sees fit.
    pub fn ask(&'static self) {
        self.method.set(None);
        (self.device.ask_to_install)(Callback::new(move |agreed: bool| {
            if !agreed {
                self.dismiss();
            }
        }));
    }

    /// The hint does not come back.
    pub fn dismiss(&'static self) {
        self.preferences.change(|settings| settings.no_install_hint = true);
    }
}
