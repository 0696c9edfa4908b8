//! The level as a number on its colour: number first, colour second.

use crate::domain::body::level::Level;
use leptos::prelude::*;

/// 26 px, or 20 px if small. Decorative: the level's word is beside it or in the label.
pub fn level_badge(level: Option<Level>, small: bool) -> AnyView {
    let number = level.map_or(0, Level::number);
    view! {
        <i class=if small { "level level-sm" } else { "level" } data-lv=number aria-hidden="true">
            {number}
        </i>
    }
    .into_any()
}

/// The three levels, and what each means.
pub fn legend() -> AnyView {
    let entries: Vec<_> = Level::ALL
        .into_iter()
        .map(|level| view! { <li>{level_badge(Some(level), true)} {level.sentence()}</li> })
        .collect();
    view! {
        <ul class="legend" aria-label="Levels">
            {entries}
        </ul>
    }
    .into_any()
}
