//! A round checkbox.

use super::icon::icon;
use leptos::prelude::*;

pub fn check(
    label: &str,
    checked: impl Fn() -> bool + Copy + Send + Sync + 'static,
    on_toggle: impl Fn() + 'static,
) -> AnyView {
    let label = label.to_owned();
    view! {
        <button
            class="check"
            role="checkbox"
            aria-checked=move || checked().to_string()
            aria-label=label
            on:click=move |_| on_toggle()
        >
            {icon("check")}
        </button>
    }
    .into_any()
}
