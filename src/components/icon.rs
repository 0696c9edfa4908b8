//! Icons from the sprite `public/icons.svg`, which is in the page itself. They are decorative: the text beside them,
//! or the button's `aria-label`, says what they mean.

use leptos::prelude::*;

/// 24 px.
pub fn icon(name: &'static str) -> AnyView {
    icon_of(name, "icon")
}

/// 20 px.
pub fn icon_small(name: &'static str) -> AnyView {
    icon_of(name, "icon icon-sm")
}

/// 28 px.
pub fn icon_large(name: &'static str) -> AnyView {
    icon_of(name, "icon icon-lg")
}

/// An icon with its own classes.
pub fn icon_of(name: &'static str, class: &'static str) -> AnyView {
    view! {
        <svg class=class aria-hidden="true">
            <use href=text!("#i-", name) />
        </svg>
    }
    .into_any()
}

/// An icon on a tile. The class is `brand`, `plain` or empty.
pub fn icon_tile(name: &'static str, class: &'static str) -> AnyView {
    view! { <span class=text!("icon-tile ", class)>{icon(name)}</span> }.into_any()
}
