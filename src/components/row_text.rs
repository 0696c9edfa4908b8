//! The text of a row: a name and a line about it.

use leptos::prelude::*;

/// A name in bold over a line of small text.
pub fn row_text(name: impl IntoView + 'static, line: impl IntoView + 'static) -> AnyView {
    of_views(name.into_any(), line.into_any())
}

/// One function for all rows, because inlining it in each row costs the program a few hundred bytes.
#[inline(never)]
fn of_views(name: AnyView, line: AnyView) -> AnyView {
    view! {
        <span class="row-text">
            <b>{name}</b>
            <span>{line}</span>
        </span>
    }
    .into_any()
}
