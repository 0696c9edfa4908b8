//! The one toast above the tab bar. It stays while it has the focus.

use super::icon::icon;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

#[component]
pub fn ToastView(
    text: String,
    /// How long it stays.
    lasts: Duration,
    undo: Option<Arc<dyn Fn() + Send + Sync>>,
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let focused = StoredValue::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let wind = move || {
        let handle = set_timeout_with_handle(
            move || {
                if !focused.try_get_value().unwrap_or(true) {
                    on_dismiss.run(());
                }
            },
            lasts,
        );
        timer.set_value(handle.ok());
    };
    let stop = move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    };
    wind();
    on_cleanup(stop);
    view! {
        <div
            class="toast"
            on:focusin=move |_| focused.set_value(true)
            on:focusout=move |_| {
                focused.set_value(false);
                stop();
                wind();
            }
        >
            <p>{text}</p>
            {undo
                .map(|undo| {
                    view! {
                        <button
                            class="btn"
                            on:click=move |_| {
                                undo();
                                on_dismiss.run(());
                            }
                        >
                            {icon("undo")}
                            "Undo"
                        </button>
                    }
                })}
            <button class="icon-btn" aria-label="Dismiss" on:click=move |_| on_dismiss.run(())>
                {icon("close")}
            </button>
        </div>
    }
}
