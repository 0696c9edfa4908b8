//! "What’s what?": what each kind of massage is.

use crate::content::{source, visit};
use crate::domain::care::Technique;
use leptos::prelude::*;

pub(super) fn whats_what() -> AnyView {
    let kinds = Technique::ALL.map(|technique| {
        view! {
            <dt>{technique.title()}</dt>
            <dd>{visit::what_it_is(technique)}</dd>
        }
    });
    view! {
        <details class="card whats-what">
            <summary>"What’s what?"</summary>
            <dl>{kinds.collect_view()}</dl>
            <p>{visit::NOT_SURE}</p>
            <p class="text-note">{source::names(visit::KINDS)}</p>
        </details>
    }
    .into_any()
}
