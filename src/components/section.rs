//! The large parts of a page.

use super::icon::icon;
use leptos::prelude::*;

/// A part of a page under a heading.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    /// A few words beside the heading.
    #[prop(optional, into)]
    note: String,
    /// A control beside the heading.
    #[prop(optional)]
    tools: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <header>
                <h2>{title}</h2>
                {(!note.is_empty()).then(|| view! { <span class="text-note">{note}</span> })}
                {tools}
            </header>
            {children()}
        </section>
    }
}

/// The buttons and links at the bottom of a page. A landmark, because links outside of one are hard to find by ear.
#[component]
pub fn Dock(
    /// No tab bar is below it.
    #[prop(optional)]
    last: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="dock" class:dock-last=last aria-label="Actions">
            {children()}
        </section>
    }
}

/// A page or a part of one without content, and what to do about it.
#[component]
pub fn Empty(
    /// It is the whole page.
    #[prop(optional)]
    page: bool,
    /// Shown above the title.
    #[prop(optional)]
    picture: Option<AnyView>,
    title: &'static str,
    children: Children,
) -> impl IntoView {
    let inside = view! {
        {picture}
        <h2 class="text-title">{title}</h2>
        {children()}
    };
    if page {
        view! { <main class="empty">{inside}</main> }.into_any()
    } else {
        view! { <div class="empty">{inside}</div> }.into_any()
    }
}

/// How much attention a banner asks for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Calm,
    /// A problem with the app itself or with the runner's data.
    Alert,
}

/// A message in the page that stays.
#[component]
pub fn Banner(
    icon: &'static str,
    #[prop(optional, into)] title: String,
    #[prop(optional)] tone: Tone,
    /// `status` or `alert`, if screen readers announce it when it appears.
    #[prop(optional)]
    role: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "banner",
        Tone::Calm => "banner calm",
        Tone::Alert => "banner alert",
    };
    view! {
        <div class=class role=role>
            {self::icon(icon)}
            <div dir="auto">{(!title.is_empty()).then(|| view! { <b>{title}</b> })} {children()}</div>
        </div>
    }
}

/// Sentences as a list.
pub fn sentences(lines: impl IntoIterator<Item = String>) -> AnyView {
    let items = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! { <ul class="sentences">{items}</ul> }.into_any()
}
