//! New builds: the one that waits, and the moment it takes over.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerRegistration;

thread_local! {
    static REGISTRATION: RefCell<Option<ServiceWorkerRegistration>> = const { RefCell::new(None) };
}

/// What the waiting service worker understands.
const TAKE_OVER: &str = "take over";

/// Calls `on_ready` when a whole new build is kept and waits, and `on_taken_over` when one is in charge that is not
/// the one of this page.
pub fn watch(on_ready: impl Fn() + 'static, on_taken_over: impl Fn() + 'static) {
    let navigator = super::window().navigator();
    if !super::has(&navigator, "serviceWorker") {
        return;
    }
    let container = navigator.service_worker();
    // The first build that is ever kept takes charge of the page that it came with.
    let was_in_charge = Cell::new(container.controller().is_some());
    super::listen(&container, "controllerchange", move || {
        if was_in_charge.replace(true) {
            on_taken_over();
        }
    });
    let Ok(ready) = container.ready() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        REGISTRATION.set(Some(registration.clone()));
        let waits = registration.clone();
        let look = Rc::new(move || {
            if waits.waiting().is_some() && waits.active().is_some() {
                on_ready();
            }
        });
        look();
        let found = registration.clone();
        super::listen(&registration, "updatefound", move || {
            if let Some(worker) = found.installing() {
                let look = look.clone();
                super::listen(&worker, "statechange", move || look());
            }
        });
    });
}

/// Asks the host whether there is a new build.
pub fn check() {
    REGISTRATION.with_borrow(|registration| {
        // Without network there is none to be had.
        if let Some(Ok(asked)) = registration.as_ref().map(ServiceWorkerRegistration::update) {
            wasm_bindgen_futures::spawn_local(async move { _ = JsFuture::from(asked).await });
        }
    });
}

/// Lets the waiting build take over; `false` if none waits.
pub fn activate_update() -> bool {
    REGISTRATION.with_borrow(|registration| {
        let waiting = registration.as_ref().and_then(ServiceWorkerRegistration::waiting);
        waiting.is_some_and(|worker| worker.post_message(&TAKE_OVER.into()).is_ok())
    })
}

/// Loads the page anew.
pub fn reload() {
    let _ = super::window().location().reload();
}
