//! A switch.

use leptos::prelude::*;

pub fn switch(
    label: &'static str,
    on: impl Fn() -> bool + Copy + Send + Sync + 'static,
    on_toggle: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            class="switch"
            role="switch"
            aria-checked=move || on().to_string()
            aria-label=label
            on:click=move |_| on_toggle()
        ></button>
    }
    .into_any()
}
