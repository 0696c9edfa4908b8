//! A message that stays in the page.

use super::icon::icon;
use leptos::prelude::*;

/// A problem with the app itself. `live` says whether screen readers announce it at once.
pub fn banner(title: String, text: impl Into<String>, live: bool, buttons: AnyView) -> AnyView {
    view! {
        <div class="banner alert" role=if live { "alert" } else { "status" }>
            {icon("warning")}
            <div>
                <b>{title}</b>
                {text.into()}
                <div class="button-row">{buttons}</div>
            </div>
        </div>
    }
    .into_any()
}
