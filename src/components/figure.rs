//! Exercise figures, from the sprite `figures.svg`. Decoration: the words beside them say the same.

use leptos::prelude::*;

/// A figure, drawn for the left side; mirrored for the right.
pub fn figure(name: &'static str, is_mirrored: bool) -> AnyView {
    view! {
        <svg class="figure" class:mirrored=is_mirrored aria-hidden="true">
            <use href=["figures.svg#", name].concat() />
        </svg>
    }
    .into_any()
}
