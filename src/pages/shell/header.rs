//! The headers of pages.

use super::warnings;
use crate::components::icon;
use crate::state::route::Route;
use crate::state::state;
use leptos::prelude::*;

/// The header of a tab's root: a large heading at the left, tools and the gear at the right.
pub(crate) fn root_header(
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

/// The header of a sub-page: a Back or Close button at the left. `back` is its icon and its label.
pub(crate) fn sub_header(
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

pub(crate) const BACK: (&str, &str) = ("left", "Back");
pub(crate) const CLOSE: (&str, &str) = ("close", "Close");

pub(crate) fn gear() -> AnyView {
    view! {
        <a class="icon-btn gear" aria-label="Settings" href=Route::Settings.hash()>
            {icon("gear")}
        </a>
    }
    .into_any()
}
