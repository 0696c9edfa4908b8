//! Care: what keeps a runner running between runs.

use super::frame::{follow, root_header};
use crate::components::{icon, icon_small};
use crate::content::massage;
use crate::domain::region::Kind;
use crate::state::route::Route;
use crate::state::state;
use leptos::prelude::*;

pub(super) fn page() -> AnyView {
    let router = &state().router;
    let guides = Kind::ALL.into_iter().filter(|area| massage::find(*area).is_some()).map(|area| {
        let route = Route::Guide(area);
        view! {
            <a class="row" href=route.hash() on:click=move |event| follow(router, &event, route.clone())>
                <div class="row-text">
                    <b>{area.title()}</b>
                    <span>{massage::find(area).map(|guide| guide.tools[0].name())}</span>
                </div>
                {icon_small("right")}
            </a>
        }
    });
    view! {
        {root_header("Care", || None, ().into_any())}
        <main class="view">
            <section class="section">
                <header>
                    <h2>"Self-massage"</h2>
                </header>
                <div class="card flush">{guides.collect_view()}</div>
            </section>
            <section class="section">
                <header>
                    <h2>"Good to know"</h2>
                </header>
                <div class="card flush inset-52">{see_someone_row()}</div>
            </section>
        </main>
    }
    .into_any()
}

/// The way to "When to see someone", from Care and from Settings.
pub(super) fn see_someone_row() -> AnyView {
    let router = &state().router;
    view! {
        <a class="row" href=Route::SeeSomeone.hash() on:click=move |event| follow(router, &event, Route::SeeSomeone)>
            {icon("shield")}
            <div class="row-text">
                <b>"When to see someone"</b>
                <span>"Pain, numbness, swelling"</span>
            </div>
            {icon_small("right")}
        </a>
    }
    .into_any()
}
