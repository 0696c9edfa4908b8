//! New builds: finds one, and lets it take over.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerRegistration;

thread_local! {
    static REGISTRATION: RefCell<Option<ServiceWorkerRegistration>> = const { RefCell::new(None) };
}

/// The message on which the waiting service worker (`sw.js`) takes over.
const TAKE_OVER: &str = "take over";

/// Calls `on_ready` when a new build is completely cached and waiting, and `on_taken_over` when a build other
/// than this page's has taken over.
pub fn watch(on_ready: impl Fn() + 'static, on_taken_over: impl Fn() + 'static) {
    let navigator = super::window().navigator();
    if !super::has(&navigator, "serviceWorker") {
        return;
    }
    let container = navigator.service_worker();
    // The very first service worker takes control of the page that installed it, which is no update.
    let was_controlled = Cell::new(container.controller().is_some());
    super::listen(&container, "controllerchange", move || {
        if was_controlled.replace(true) {
            on_taken_over();
        }
    });
    let Ok(ready) = container.ready() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        REGISTRATION.set(Some(registration.clone()));
        let checked = registration.clone();
        let check_waiting = Rc::new(move || {
            if checked.waiting().is_some() && checked.active().is_some() {
                on_ready();
            }
        });
        check_waiting();
        let updated = registration.clone();
        super::listen(&registration, "updatefound", move || {
            if let Some(worker) = updated.installing() {
                let check_waiting = check_waiting.clone();
                super::listen(&worker, "statechange", move || check_waiting());
            }
        });
    });
}

/// Asks the host whether there is a new build.
pub fn check() {
    REGISTRATION.with_borrow(|registration| {
        // Without a network the request fails, and there is nothing to do.
        if let Some(Ok(update)) = registration.as_ref().map(ServiceWorkerRegistration::update) {
            wasm_bindgen_futures::spawn_local(async move { _ = JsFuture::from(update).await });
        }
    });
}

/// Lets the waiting build take over. Returns `false` if none is waiting.
pub fn activate_update() -> bool {
    REGISTRATION.with_borrow(|registration| {
        let waiting = registration.as_ref().and_then(ServiceWorkerRegistration::waiting);
        waiting.is_some_and(|worker| worker.post_message(&TAKE_OVER.into()).is_ok())
    })
}

pub fn reload() {
    let _ = super::window().location().reload();
}
