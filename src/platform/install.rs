//! Putting the app onto the home screen.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{Callable, Callback};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Where `boot.js` keeps what the browser offered, which may be before the program is here.
const OFFER: &str = "installOffer";

/// Whether the app runs from the home screen already.
pub fn is_installed() -> bool {
    let navigator = super::window().navigator();
    let says_so =
        Reflect::get(&navigator, &"standalone".into()).is_ok_and(|standalone| standalone.is_truthy());
    let matches =
        |query| super::window().match_media(query).ok().flatten().is_some_and(|list| list.matches());
    says_so || matches("(display-mode: standalone)") || matches("(display-mode: minimal-ui)")
}

/// Whether the browser asks the runner when told to.
pub fn can_ask() -> bool {
    super::has(&super::window(), OFFER)
}

/// Whether the runner can do it by hand, through "Share": only browsers on iPhone and iPad know this property.
pub fn is_by_hand() -> bool {
    super::has(&super::window().navigator(), "standalone")
}

/// Calls `on_offer` whenever the browser offers to ask, and `on_installed` when the app has come onto the home screen.
pub fn watch(on_offer: impl Fn() + 'static, on_installed: impl Fn() + 'static) {
    super::listen(&super::window(), "beforeinstallprompt", on_offer);
    super::listen(&super::window(), "appinstalled", on_installed);
}

/// Has the browser ask the runner, once for each offer, and tells whether they agreed.
pub fn ask(tell: Callback<bool>) {
    let window = super::window();
    let answer = Reflect::get(&window, &OFFER.into()).and_then(|offer| {
        Reflect::delete_property(&window, &OFFER.into())?;
        Reflect::get(&offer, &"prompt".into())?.dyn_into::<Function>()?.call0(&offer)?;
        Reflect::get(&offer, &"userChoice".into())?.dyn_into::<Promise>()
    });
    let Ok(answer) = answer else {
        tell.try_run(false);
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        let outcome =
            JsFuture::from(answer).await.and_then(|choice| Reflect::get(&choice, &"outcome".into()));
        tell.try_run(outcome.is_ok_and(|outcome| outcome == "accepted"));
    });
}
