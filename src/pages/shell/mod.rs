//! Everything around the pages: headers, tabs, sheets and messages.

pub(crate) mod first_screen;
pub(super) mod focus;
pub(super) mod header;
pub(super) mod install;
mod links;
pub(super) mod tabs;
mod touch_guard;
pub(super) mod update_toast;
pub(super) mod warnings;

use super::view_of;
use crate::components::ToastView;
use crate::pages::form;
use crate::state::route::Route;
use crate::state::{Layout, State, state};
use leptos::ev::Event;
use leptos::prelude::*;
use std::collections::BTreeMap;
use touch_guard::Guard;
use update_toast::update_toast;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The whole app: the page, the tabs, and the layers above them.
#[component]
pub fn Shell() -> impl IntoView {
    let state = state();
    let shown = state.shown();
    let page = Memo::new(move |_| shown.with(Route::page));
    let on_scroll = follow_scroll(state, page);
    let guard = Guard::new(state, shown);
    name_document(state, page);
    let is_running = state.diary.is_running();
    let has_map = Memo::new(move |_| page.get() == Route::Body && !is_running.get());
    let is_update_offered = Memo::new(move |_| state.is_update_offered());
    announce_update(state, is_update_offered);
    view! {
        <div
            class="shell"
            class:paused=move || guard.is_paused()
            on:scroll:capture=on_scroll
            on:pointerdown:capture=move |event| guard.pointer_down(&event)
            on:pointermove:capture=move |event| guard.rest_of_touch(&event)
            on:pointerup:capture=move |event| guard.rest_of_touch(&event)
            on:mousedown:capture=move |event| guard.rest_of_touch(&event)
            on:click:capture=move |event| guard.click(&event)
            on:click=move |event| links::follow(state, &event)
        >
            {framed_page(state, shown, page, has_map)}
            <aside class="toasts" aria-label="Messages">
                {move || (!has_map.get()).then(|| toast(state))}
                {move || (!has_map.get() && is_update_offered.get()).then(|| update_toast(state))}
            </aside>
            {sheet(state, shown)}
            {warnings::damaged_sheet}
            <p class="visually-hidden" role="status" aria-live="polite">
                {state.notices.spoken()}
            </p>
        </div>
    }
}

/// The page with the tab bar below it, or with the rail beside it on a wide screen. Inert under a sheet.
fn framed_page(state: &'static State, shown: Memo<Route>, page: Memo<Route>, has_map: Memo<bool>) -> AnyView {
    let has_sheet = Memo::new(move |_| shown.with(Route::is_sheet) || state.router.held().get().is_some());
    let damaged = state.vault.damaged();
    let is_covered = move || has_sheet.get() || damaged.get() > 0;
    let is_phone = Memo::new(move |_| state.layout.get() == Layout::Phone);
    let tabs = move || {
        if !is_phone.get() {
            tabs::rail()
        } else if page.get().hides_tabs() {
            ().into_any()
        } else {
            tabs::tab_bar()
        }
    };
    let is_room = move || page.get() == Route::LegsUp;
    let page_view = move || view_of(&page.get());
    let framed = move || {
        if is_phone.get() {
            view! { <div class="app" class:room-screen=is_room inert=is_covered>{page_view} {tabs}</div> }
                .into_any()
        } else if has_map.get() {
            view! { <div class="wide" inert=is_covered>{tabs} {page_view}</div> }.into_any()
        } else {
            view! {
                <div class="wide wide-page" inert=is_covered>
                    {tabs}
                    <div class="app" class:room-screen=is_room>{page_view}</div>
                </div>
            }
            .into_any()
        }
    };
    framed.into_any()
}

/// Starts a new page at its top, or where the runner left it if they come back, and moves the focus to its heading. Returns
/// the handler for the scroll events.
fn follow_scroll(state: &'static State, page: Memo<Route>) -> impl Fn(Event) + 'static {
    // How far down each page was left, in CSS px.
    let scroll_tops = StoredValue::new(BTreeMap::<String, i32>::new());
    let is_journal_tab = |route: &Route| matches!(route, Route::Journal | Route::Patterns);
    Effect::new(move |before: Option<Route>| {
        let page = page.get();
        match before.filter(|before| *before != page) {
            None => {}
            // Between the two tabs of the journal the focus stays on the tabs.
            Some(before) if is_journal_tab(&before) && is_journal_tab(&page) => {
                request_animation_frame(|| focus::focus("[role=tab][aria-selected=true]"));
            }
            Some(_) => {
                let top = scroll_tops.with_value(|tops| tops.get(&page.hash()).copied());
                let top = top.filter(|_| state.router.came_back()).unwrap_or(0);
                request_animation_frame(move || {
                    focus::focus_heading();
                    if let Ok(Some(view)) = document().query_selector(".view") {
                        view.set_scroll_top(top);
                    }
                });
            }
        }
        page
    });
    move |event: Event| {
        let view = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(view) = view.filter(|view| view.class_list().contains("view")) {
            scroll_tops.update_value(|tops| _ = tops.insert(page.get_untracked().hash(), view.scroll_top()));
        }
    }
}

/// Names the document after the heading of the page.
fn name_document(state: &'static State, page: Memo<Route>) {
    let is_running = state.diary.is_running();
    Effect::new(move || {
        page.get();
        is_running.get();
        request_animation_frame(focus::name_document);
    });
}

/// Tells screen readers about a new build.
fn announce_update(state: &'static State, is_offered: Memo<bool>) {
    Effect::new(move || {
        if is_offered.get() {
            state.notices.say("New version ready. Your data stays as it is.");
        }
    });
}

fn toast(state: &'static State) -> AnyView {
    (move || {
        state.notices.toast().get().map(|toast| {
            let on_dismiss = Callback::new(move |()| state.notices.withdraw(toast.id));
            view! { <ToastView text=toast.text lasts=toast.lasts action=toast.action on_dismiss /> }
        })
    })
    .into_any()
}

/// The sheet over the page: the question of a form that is about to be left, or that of the address.
fn sheet(state: &'static State, shown: Memo<Route>) -> AnyView {
    let sheet = Memo::new(move |_| Some(shown.get()).filter(Route::is_sheet));
    let is_held = Memo::new(move |_| state.router.held().with(Option::is_some));
    (move || if is_held.get() { Some(form::leave::sheet()) } else { sheet.get().as_ref().map(view_of) })
        .into_any()
}
