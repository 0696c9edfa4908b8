//! Everything around the pages: headers, tabs, sheets and messages.

pub(super) mod focus;
pub(super) mod header;
pub(super) mod install;
mod links;
pub(super) mod tabs;
mod touch_guard;
pub(super) mod update_toast;
pub(super) mod warnings;

use super::{page_view, sheet_view};
use crate::components::ToastView;
use crate::state::route::Route;
use crate::state::{Layout, Stage, State, state};
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
    let has_sheet = Memo::new(move |_| shown.with(Route::is_sheet) || state.router.held().get().is_some());
    let damaged = state.vault.damaged();
    let covered = move || has_sheet.get() || damaged.get() > 0;
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
    // The scroll position at which the runner left each page, in CSS px.
    let scroll_tops = StoredValue::new(BTreeMap::<String, i32>::new());
    let on_scroll = move |event: Event| {
        let view = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(view) = view.filter(|view| view.class_list().contains("view")) {
            scroll_tops.update_value(|tops| _ = tops.insert(page.get_untracked().hash(), view.scroll_top()));
        }
    };
    let guard = Guard::new(state, shown);
    // A new page starts at its top, or after Back where the runner left it. Its heading gets the focus, so that
    // screen readers announce the page.
    Effect::new(move |before: Option<Route>| {
        let page = page.get();
        let is_journal_tab = |route: &Route| matches!(route, Route::Journal | Route::Patterns);
        if before
            .as_ref()
            .is_some_and(|before| *before != page && is_journal_tab(before) && is_journal_tab(&page))
        {
            request_animation_frame(|| focus::focus("[role=tab][aria-selected=true]"));
        } else if before.is_some_and(|before| before != page) {
            let top = scroll_tops.with_value(|tops| tops.get(&page.hash()).copied());
            let top = top.filter(|_| state.router.came_back()).unwrap_or(0);
            request_animation_frame(move || {
                focus::focus_heading();
                if let Ok(Some(view)) = document().query_selector(".view") {
                    view.set_scroll_top(top);
                }
            });
        }
        page
    });
    let is_running = state.diary.is_running();
    Effect::new(move || {
        page.get();
        is_running.get();
        if state.built.get() == Stage::Shown {
            request_animation_frame(focus::name_document);
        }
    });
    let is_update_offered = Memo::new(move |_| state.is_update_offered());
    Effect::new(move || {
        if is_update_offered.get() {
            state.notices.say("New version ready. Your data stays as it is.");
        }
    });
    let is_room = move || page.get() == Route::LegsUp;
    let has_map = Memo::new(move |_| page.get() == Route::Body && !is_running.get());
    let has_page = Memo::new(move |_| state.built.get() >= Stage::Page);
    let page_view = move || has_page.get().then(|| page_view(&page.get()));
    let framed = move || {
        if is_phone.get() {
            view! {
                <div class="app" class:room-screen=is_room inert=covered>
                    {page_view}
                    {tabs}
                </div>
            }
            .into_any()
        } else if has_map.get() {
            view! {
                <div class="wide" inert=covered>
                    {tabs}
                    {page_view}
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="wide wide-page" inert=covered>
                    {tabs}
                    <div class="app" class:room-screen=is_room>
                        {page_view}
                    </div>
                </div>
            }
            .into_any()
        }
    };
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
            {framed}
            <aside class="toasts" aria-label="Messages">
                {move || (!has_map.get()).then(|| toast(state))}
                {move || (!has_map.get() && is_update_offered.get()).then(|| update_toast(state))}
            </aside>
            {sheet_view(shown)}
            {warnings::damaged_sheet}
            <p class="visually-hidden" role="status" aria-live="polite">
                {state.notices.spoken()}
            </p>
        </div>
    }
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
