//! The tab bar of a phone, and the rail of a wide screen.

use crate::components::icon;
use crate::state::route::router::Router;
use crate::state::route::{Route, Tab};
use crate::state::state;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The four tabs at the bottom.
pub(crate) fn tab_bar() -> AnyView {
    view! {
        <nav class="tabbar" aria-label="Main">
            {Tab::ALL.map(tab_link).collect_view()}
        </nav>
    }
    .into_any()
}

/// The four tabs and Settings at the side of a wide screen.
pub(crate) fn rail() -> AnyView {
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
pub(crate) fn follow(router: &'static Router, event: &MouseEvent, route: Route) {
    if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
        event.prevent_default();
        router.go(route);
    }
}
