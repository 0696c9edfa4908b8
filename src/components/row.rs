//! Rows of a card, and cards that look like one row.

use super::icon::{icon, icon_small};
use leptos::prelude::*;

/// A title in bold over a note in small text. Either may be the runner's own text, in any direction of writing.
pub fn row_text(title: impl IntoView + 'static, note: impl IntoView + 'static) -> AnyView {
    text_of(title.into_any(), Some(view! { <span dir="auto">{note.into_any()}</span> }.into_any()))
}

/// A title without a note.
pub fn row_title(title: impl IntoView + 'static) -> AnyView {
    text_of(title.into_any(), None)
}

/// Not generic: each instance of a view costs the program a few hundred bytes.
fn text_of(title: AnyView, note: Option<AnyView>) -> AnyView {
    view! {
        <span class="row-text">
            <b dir="auto">{title}</b>
            {note}
        </span>
    }
    .into_any()
}

/// A row with something at its end, such as a switch.
pub fn row(lead: AnyView, text: AnyView, trail: AnyView) -> AnyView {
    view! { <div class="row">{lead} {text} {trail}</div> }.into_any()
}

/// The same as an item of a list.
pub fn list_row(lead: AnyView, text: AnyView, trail: AnyView) -> AnyView {
    view! { <li class="row">{lead} {text} {trail}</li> }.into_any()
}

/// A row that leads to a place of the app.
pub fn link_row(href: String, lead: AnyView, text: AnyView) -> AnyView {
    value_row(href, lead, text, ().into_any())
}

/// The same, with a value before the arrow.
pub fn value_row(href: String, lead: AnyView, text: AnyView, value: AnyView) -> AnyView {
    view! {
        <a class="row" href=href>
            {lead}
            {text}
            {value}
            {icon_small("right")}
        </a>
    }
    .into_any()
}

/// A row that does something.
pub fn action_row(lead: AnyView, text: AnyView, on_press: impl Fn() + 'static) -> AnyView {
    view! {
        <button class="row" on:click=move |_| on_press()>
            {lead}
            {text}
            {icon_small("right")}
        </button>
    }
    .into_any()
}

/// A card that leads to a place of the app.
pub fn link_card(href: String, lead: AnyView, text: AnyView) -> AnyView {
    view! {
        <a class="card card-link" href=href>
            {lead}
            {text}
            {icon("right")}
        </a>
    }
    .into_any()
}

/// A card that does something.
pub fn action_card(lead: AnyView, text: AnyView, on_press: impl Fn() + 'static) -> AnyView {
    view! {
        <button class="card card-link" on:click=move |_| on_press()>
            {lead}
            {text}
            {icon("right")}
        </button>
    }
    .into_any()
}
