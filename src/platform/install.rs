//! Installing the app on the home screen.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{Callable, Callback};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The global in which `boot.js` keeps the install prompt, which may arrive before the program has loaded.
const OFFER: &str = "installOffer";

/// Whether the app already runs from the home screen.
pub fn is_installed() -> bool {
    let navigator = super::window().navigator();
    let is_standalone =
        Reflect::get(&navigator, &"standalone".into()).is_ok_and(|standalone| standalone.is_truthy());
    let matches =
        |query| super::window().match_media(query).ok().flatten().is_some_and(|list| list.matches());
    is_standalone || matches("(display-mode: standalone)") || matches("(display-mode: minimal-ui)")
}

/// Whether the browser has an install prompt to show.
pub fn can_ask() -> bool {
    super::has(&super::window(), OFFER)
}

/// Whether the runner can install through "Share". Only browsers on iPhone and iPad have this property.
pub fn is_by_hand() -> bool {
    super::has(&super::window().navigator(), "standalone")
}

/// Calls `on_offer` whenever the browser offers an install prompt, and `on_installed` after the installation.
pub fn watch(on_offer: impl Fn() + 'static, on_installed: impl Fn() + 'static) {
    super::listen(&super::window(), "beforeinstallprompt", on_offer);
    super::listen(&super::window(), "appinstalled", on_installed);
}

/// Shows the browser's install prompt, once per offer, and calls back with whether the runner agreed.
pub fn ask(on_answer: Callback<bool>) {
    let window = super::window();
    let answer = Reflect::get(&window, &OFFER.into()).and_then(|offer| {
        Reflect::delete_property(&window, &OFFER.into())?;
        Reflect::get(&offer, &"prompt".into())?.dyn_into::<Function>()?.call0(&offer)?;
        Reflect::get(&offer, &"userChoice".into())?.dyn_into::<Promise>()
    });
    let Ok(answer) = answer else {
        on_answer.try_run(false);
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        let outcome =
            JsFuture::from(answer).await.and_then(|choice| Reflect::get(&choice, &"outcome".into()));
        on_answer.try_run(outcome.is_ok_and(|outcome| outcome == "accepted"));
    });
}
