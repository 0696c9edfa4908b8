//! "Ease the week", in the sheet of a recurring spot and in some guides.

use crate::components::{icon_small, icon_tile, row_text};
use crate::content::{easing, source};
use crate::domain::body::region::{Area, Side};
use crate::domain::care::ease_week::EaseWeek;
use crate::state::State;
use leptos::prelude::*;

/// A row with a button that plans an easy week, or takes it back. None for an area that must be left alone: that is no matter of
/// an easier week.
pub(crate) fn row(state: &'static State, area: Area, side: Option<Side>) -> Option<AnyView> {
    if untrack(|| state.diary.advised()).off_limits().any(|closed| closed == area) {
        return None;
    }
    let today = (state.device.now)().day();
    let planned = move || {
        let week = state.preferences.get().ease_week.filter(|week| week.is_for(area, side))?;
        let reached = state.with_own_entries(|entries| week.stage(entries.iter().copied(), today))?;
        Some((week, reached))
    };
    let is_planned = Memo::new(move |_| planned().is_some());
    let text = move || {
        planned().map_or_else(
            || text!(easing::proposal(), " ", source::names(easing::SOURCES)),
            |(week, reached)| easing::words(week, reached),
        )
    };
    let toggle = move |_| {
        let before = state.preferences.get_untracked().ease_week;
        let week = (!is_planned.get_untracked()).then_some(EaseWeek { area, side, since: today });
        state.preferences.change(|settings| settings.ease_week = week);
        let text = if week.is_some() { "Body reminds you for a week" } else { "Taken back" };
        state.notices.show_undo(text, move || {
            state.preferences.change(|settings| settings.ease_week = before);
        });
    };
    let can_change = !state.vault.is_read_only() && !state.is_example();
    let button = can_change.then(|| {
        view! {
            <button class="btn soft small" aria-pressed=move || is_planned.get().to_string() on:click=toggle>
                {move || icon_small(if is_planned.get() { "check" } else { "plus" })}
                {move || if is_planned.get() { "Planned" } else { "Plan" }}
            </button>
        }
    });
    let row = view! {
        <div class="row">
            {icon_tile("trend", "plain")} {row_text("Ease the week", text)} {button}
        </div>
    };
    Some(row.into_any())
}
