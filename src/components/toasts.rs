//! The only toast: above the tab bar, or as a pill in a row. It stays while it has the focus.

use super::icon::icon;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// The action of a toast's button.
type Act = Arc<dyn Fn() + Send + Sync>;

#[component]
pub fn ToastView(
    text: String,
    /// How long it stays.
    lasts: Duration,
    /// The name and the action of its button.
    action: Option<(&'static str, Act)>,
    /// Shown in a row, with only the text and the button.
    #[prop(optional)]
    is_pill: bool,
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let focused = StoredValue::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let start_timer = move || {
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
    let stop_timer = move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    };
    start_timer();
    on_cleanup(stop_timer);
    let action = action.map(|(name, act)| {
        let on_click = move |_| {
            act();
            on_dismiss.run(());
        };
        view! {
            <button class="btn" on:click=on_click>
                {(name == "Undo").then(|| icon("undo"))}
                {name}
            </button>
        }
    });
    let dismiss = (!is_pill).then(|| {
        view! {
            <button class="icon-btn" aria-label="Dismiss" on:click=move |_| on_dismiss.run(())>
                {icon("close")}
            </button>
        }
    });
    view! {
        <div
            class="toast"
            on:focusin=move |_| focused.set_value(true)
            on:focusout=move |_| {
                focused.set_value(false);
                stop_timer();
                start_timer();
            }
        >
            <p>{text}</p>
            {action}
            {dismiss}
        </div>
    }
}
