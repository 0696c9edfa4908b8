//! The tab bar of a phone, and the rail of a wide screen.

use crate::components::icon;
use crate::state::route::Tab;
use crate::state::{State, state};
use leptos::prelude::*;

/// The four tabs at the bottom.
pub(crate) fn tab_bar() -> AnyView {
    view! {
        <nav class="tabbar" aria-label="Main">
            {Tab::BAR.map(tab_link).collect_view()}
        </nav>
    }
    .into_any()
}

/// The four tabs and Settings, at the side of a wide screen.
pub(crate) fn rail() -> AnyView {
    view! {
        <nav class="rail" aria-label="Main">
            <img src="icons/favicon.svg" alt="" width="44" height="44" />
            {Tab::BAR.map(tab_link).collect_view()}
            {tab_link(Tab::Settings)}
        </nav>
    }
    .into_any()
}

fn tab_link(tab: Tab) -> AnyView {
    let state = state();
    let is_here = move || state.router.route().tab() == tab;
    // A dot for open tasks, with words for screen readers.
    let tasks = Memo::new(move |_| tasks(state, tab));
    let dot = move || {
        let words = tasks.get()?;
        Some(view! {
            <i class="tab-dot"></i>
            <span class="visually-hidden">{words}</span>
        })
    };
    view! {
        <a
            class:rail-last=tab == Tab::Settings
            href=tab.root().hash()
            aria-current=move || is_here().then_some("page")
        >
            {icon(tab.icon())}
            <span>{tab.name()}</span>
            {dot}
        </a>
    }
    .into_any()
}

/// The open tasks of a tab, in words.
pub(super) fn tasks(state: &'static State, tab: Tab) -> Option<&'static str> {
    match tab {
        Tab::Recover => state.diary.recovering().with(Option::is_some).then_some(", routine open"),
        Tab::Care => state.has_homework(state.clock.day().get()).then_some(", homework for today"),
        Tab::Body | Tab::Journal | Tab::Settings => None,
    }
}
