//! "Look next door", in the guide of an area and in the sheet of a recurring spot.

use super::ease_week;
use super::guides::tool_icon;
use crate::components::{icon_small, icon_tile, row_text};
use crate::content::plan::Ease;
use crate::content::{advice, hands, massage, next_door};
use crate::domain::body::region::{Area, Side};
use crate::pages::player;
use crate::state::State;
use leptos::prelude::*;

/// The line of an area, a row for each neighbour that may be eased now, and "Ease the week" where training may have to do with
/// it. Empty if it has no line.
pub(crate) fn rows(state: &'static State, area: Area, side: Option<Side>, has_week: bool) -> AnyView {
    let Some(next_door) = next_door::find(area) else { return ().into_any() };
    let line = view! { <div class="row">{icon_tile("info", "plain")} {row_text("Look next door", next_door.line)}</div> };
    let may_ease = !untrack(|| state.vault.is_read_only()) && !state.is_example();
    let (advised, lacks) = (untrack(|| state.recent_spots()), state.preferences.get_untracked().lacks);
    let today = untrack(|| state.hands());
    let waits = hands::no_massage_today(today).filter(|_| !next_door.ease.is_empty());
    let waits = waits.map(|words| view! { <div class="row">{icon_tile("care", "plain")} {row_text("No self-massage today", words)}</div> });
    let gentle = hands::gentle_today(today).map(|words| text!(words, " ")).unwrap_or_default();
    let eases = next_door.ease.iter().filter_map(|neighbour| {
        let guide = massage::find(*neighbour).filter(|guide| may_ease && !advised.forbids_massage(guide.area))?;
        let is_closed = advice::no_massage_now(&advised, guide.area).is_some();
        let tool = massage::best_tool(guide, &lacks).filter(|_| !is_closed)?;
        let side = side.filter(|_| guide.area.is_paired());
        let levels = advised.iter().filter(|(region, _)| region.area() == guide.area);
        let ease = Ease::whole(guide, tool, side, levels.map(|(_, spot)| spot.level).max()).on(today)?;
        let title = text!("Ease the ", guide.area.lower());
        let label = text!("Start: ", title);
        Some(view! {
            <div class="row next-door">
                {icon_tile(tool_icon(tool), "")} {row_text(title, text!(tool.name(), ". ", gentle, guide.caution))}
                <button class="btn calm-soft small" aria-label=label on:click=move |_| player::massage(state, ease)>
                    {icon_small("play")}
                    "Start"
                </button>
            </div>
        })
    });
    view! {
        {line}
        {eases.collect_view()}
        {waits}
        {(next_door.eases_week && has_week).then(|| ease_week::row(state, area, side))}
    }
    .into_any()
}
