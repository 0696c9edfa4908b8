//! What frames every page: headers, the tab bar, the rail.

use super::warnings;
use crate::components::icon;
use crate::state::route::{Route, Tab};
use crate::state::router::Router;
use crate::state::state;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The header of a tab's root: a large heading at the left, tools and the gear at the right.
pub(super) fn root_header(
    title: &'static str,
    sub: impl Fn() -> Option<String> + Send + 'static,
    tools: AnyView,
) -> AnyView {
    view! {
        <header class="topbar">
            <h1 tabindex="-1">
                {title} {move || sub().map(|sub| view! { <span class="topbar-sub">{sub}</span> })}
            </h1>
            {tools}
            {gear()}
        </header>
        {warnings::banners()}
    }
    .into_any()
}

/// The header of a sub-page: a way back at the left.
pub(super) fn sub_header(
    title: impl IntoView + 'static,
    back: (&'static str, &'static str),
    right: Option<AnyView>,
) -> AnyView {
    let router = &state().router;
    let (icon_name, label) = back;
    view! {
        <header class="topbar compact">
            <button class="icon-btn" aria-label=label on:click=move |_| router.close()>
                {icon(icon_name)}
            </button>
            <h1 tabindex="-1">{title}</h1>
            {right.unwrap_or_else(|| view! { <span class="topbar-spacer"></span> }.into_any())}
        </header>
        {warnings::banners()}
    }
    .into_any()
}

pub(super) const BACK: (&str, &str) = ("left", "Back");
pub(super) const CLOSE: (&str, &str) = ("close", "Close");

pub(super) fn gear() -> AnyView {
    let router = &state().router;
    view! {
        <button class="icon-btn gear" aria-label="Settings" on:click=move |_| router.go(Route::Settings)>
            {icon("gear")}
        </button>
    }
    .into_any()
}

/// The four tabs at the bottom.
pub(super) fn tab_bar() -> AnyView {
    view! {
        <nav class="tabbar" aria-label="Main">
            {Tab::ALL.map(tab_link).collect_view()}
        </nav>
    }
    .into_any()
}

/// The four tabs and Settings at the side of a wide screen.
pub(super) fn rail() -> AnyView {
    let router = &state().router;
    let in_settings = move || matches!(router.route(), Route::Settings | Route::Erase | Route::SetAside);
    view! {
        <nav class="rail" aria-label="Main">
            <img src="icons/favicon.svg" alt="" width="44" height="44" />
            {Tab::ALL.map(tab_link).collect_view()}
            <a
                class="rail-last"
                href=Route::Settings.hash()
                aria-current=move || in_settings().then_some("page")
                on:click=move |event| follow(router, &event, Route::Settings)
            >
                {icon("gear")}
                <span>Settings</span>
            </a>
        </nav>
    }
    .into_any()
}

fn tab_link(tab: Tab) -> AnyView {
    let state = state();
    let icon_name = match tab {
        Tab::Body => "body",
        Tab::Recover => "recover",
        Tab::Journal => "journal",
        Tab::Care => "care",
    };
    let is_here = move || state.router.route().tab() == Some(tab);
    // What waits behind a tab, for screen readers.
    let day = state.clock.day();
    let waits = Memo::new(move |_| match tab {
        Tab::Recover => state.diary.recovering().with(Option::is_some).then_some(", routine open"),
        Tab::Care => state.has_homework(day.get()).then_some(", homework for today"),
        Tab::Body | Tab::Journal => None,
    });
    view! {
        <a
            href=tab.root().hash()
            aria-current=move || is_here().then_some("page")
            on:click=move |event| follow(&state.router, &event, tab.root())
        >
            {icon(icon_name)}
            <span>{tab.name()}</span>
            {move || {
                waits
                    .get()
                    .map(|words| {
                        view! {
                            <i class="tab-dot"></i>
                            <span class="visually-hidden">{words}</span>
                        }
                    })
            }}
        </a>
    }
    .into_any()
}

/// Follows a link within the app; a click that wants a new tab or window is left to the browser.
pub(super) fn follow(router: &'static Router, event: &MouseEvent, route: Route) {
    if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
        event.prevent_default();
        router.go(route);
    }
}

/// Tells screen readers and keyboards that a new page is here.
pub(super) fn focus_heading() {
    focus("h1");
}

/// Names the document after the page: browsers show that in tabs and in the history, screen readers say it.
pub(super) fn name_document() {
    let heading = document().query_selector("h1").ok().flatten().and_then(|heading| heading.first_child());
    if let Some(name) = heading.and_then(|heading| heading.text_content()) {
        document().set_title(&[name.as_str(), " · Tightspot"].concat());
    }
}

/// Takes the focus to the first of these.
pub(super) fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Whether nothing has the focus.
pub(super) fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}
