//! Exercise figures from the sprite `figures.svg`. They are decorative: the text beside them says the same.

use leptos::prelude::*;

/// A figure. It is drawn for the left side and mirrored for the right.
pub fn figure(name: &'static str, is_mirrored: bool) -> AnyView {
    view! {
        <svg class="figure" class:mirrored=is_mirrored aria-hidden="true">
            <use href=text!("figures.svg#", name) />
        </svg>
    }
    .into_any()
}
