//! The self-massage card: the last seven days, and what to ease next.

use super::guides::tool_icon;
use crate::components::{goal_lap, icon_small, icon_tile, row_text};
use crate::content::hands;
use crate::content::plan::Ease;
use crate::content::suggestion::{self, Suggestion};
use crate::domain::body::region::Region;
use crate::domain::care::week::LastSeven;
use crate::domain::massage::{Massage, Progress};
use crate::domain::patterns;
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::pages::player;
use crate::pages::shell::focus::focus;
use crate::state::State;
use leptos::prelude::*;

pub(super) fn card(state: &'static State, today: Day) -> AnyView {
    let phase = state.preferences.get().training();
    let week = state.massages.done().with(|done| LastSeven::of(done, phase, today));
    let suggestion = suggestion(state);
    let (count, goal) = (week.count(), week.goal);
    let days = week.days().map(|(day, done)| self::day(state, day, done, day == today, suggestion));
    view! {
        <section class="card calm week-card">
            <header>
                <div>
                    <h2>"Self-massage"</h2>
                    <p class="text-small">{week.words()}</p>
                </div>
                <div class="lap">
                    {goal_lap(count, goal)} <div>
                        <b>{format!("{}/{goal}", count.min(goal))}</b>
                    </div>
                </div>
            </header>
            <ul class="week-days">{days.collect_view()}</ul>
            {under_way(state).or_else(|| suggestion.and_then(|suggestion| suggestion_row(state, suggestion))).or_else(|| no_row(state))}
        </section>
    }
    .into_any()
}

fn day(state: &'static State, day: Day, done: bool, is_today: bool, next: Option<Suggestion>) -> AnyView {
    let name = if is_today { "Today" } else { day.short_weekday() };
    let mark = if done { icon_small("check") } else { ().into_any() };
    let can_toggle = is_today && (done || next.is_some()) && !state.vault.is_read_only();
    let cell = if can_toggle {
        let label = match next {
            Some(next) if !done => text!("Log ", suggestion_name(next), " for today"),
            _ => "Self-massage today".to_owned(),
        };
        let toggle = move |_| match next {
            Some(next) if !done => log_suggestion(state, next),
            _ => remove_last(state, day),
        };
        view! {
            <button aria-label=label aria-pressed=done.to_string() on:click=toggle>
                <i>{mark}</i>
            </button>
        }
        .into_any()
    } else {
        view! { <i>{mark}</i> }.into_any()
    };
    let status = match (done, is_today) {
        (true, _) => "done",
        (false, true) => "not yet",
        (false, false) => "nothing",
    };
    view! {
        <li class:done=done class:today=is_today>
            {cell}
            <span>{name}</span>
            <span class="visually-hidden">{status}</span>
        </li>
    }
    .into_any()
}

/// Removes the last self-massage of the day from the log, in case it was logged by mistake.
fn remove_last(state: &'static State, day: Day) {
    let is_of_day =
        |massage: &&Massage| matches!(massage.progress, Progress::Done { at, .. } if at.day() == day);
    let last = state
        .massages
        .done()
        .with_untracked(|done| done.iter().rfind(is_of_day).map(|massage| massage.id.clone()));
    if let Some((massage, text)) = last.and_then(|id| state.massages.remove(&id)) {
        let message = text!(massage.area.title(), " taken out of the log");
        state.notices.show_undo(message, move || state.massages.restore(massage.clone(), text.clone()));
        restore_focus();
    }
}

/// Puts the focus back on the button of the day, which is rebuilt after a change.
fn restore_focus() {
    request_animation_frame(|| focus(".week-days button"));
}

fn suggestion_name(next: Suggestion) -> String {
    next.region.map_or_else(|| next.guide.area.title(), Region::name)
}

/// `None` if today is no day for it.
fn ease(state: &'static State, next: Suggestion) -> Option<Ease> {
    let whole = Ease::whole(next.guide, next.tool, next.region.and_then(Region::side), next.level);
    whole.on(untrack(|| state.hands()))
}

/// Logs the suggested self-massage, for a runner who did it without the timer.
fn log_suggestion(state: &'static State, next: Suggestion) {
    let Some(Ease { guide, tool, side, hold, .. }) = ease(state, next) else { return };
    if let Some(id) = state.massages.log(guide.area, side, tool, hold) {
        let text = text!(next.guide.area.title(), " logged for today");
        state.notices.show_undo(text, move || _ = state.massages.remove(&id));
        restore_focus();
    }
}

/// Suggests what to ease next, from today's spots (or those of the newest entry of the last three days) and
/// the recurring ones. `None` on a day for none.
fn suggestion(state: &'static State) -> Option<Suggestion> {
    let today = (state.device.now)().day();
    let (spots, lacks) = (state.recent_spots(), state.preferences.get().lacks);
    let deep = state.care.deep_ends((state.device.now)());
    if hands::no_massage_today(state.hands()).is_some() {
        return None;
    }
    state.massages.done().with(|massages| {
        state.with_own_entries(|all| {
            let newest = patterns::telling(all.iter().copied(), &deep, today);
            let recurring = patterns::recurrences(&newest);
            let today = suggestion::Today {
                day: today,
                spots: &spots,
                recurring: &recurring,
                massages,
                lacks: &lacks,
            };
            suggestion::suggest(&today)
        })
    })
}

/// The row of a self-massage that was interrupted.
fn under_way(state: &'static State) -> Option<AnyView> {
    let massage = state.massages.under_way().get()?;
    let left = format::clock(format::seconds_left(massage.guide()?.left((state.device.now)())));
    let region = Region::new(massage.area, massage.side);
    let name = region.map_or_else(|| massage.area.title(), Region::name);
    let label = text!("Go on: ", name);
    let view = view! {
        <div class="card-link inset">
            {icon_tile(tool_icon(massage.tool), "")} {row_text(name, text!("Paused, ", left, " to go"))}
            <button
                class="btn calm small"
                aria-label=label
                on:click=move |_| player::go_on_with_massage(state)
            >
                {icon_small("play")}
                "Go on"
            </button>
        </div>
    };
    Some(view.into_any())
}

/// Why nothing is suggested, if today is no day for it.
fn no_row(state: &'static State) -> Option<AnyView> {
    let words = hands::no_massage_today(state.hands())?;
    Some(view! { <p class="text-small">{words}</p> }.into_any())
}

fn suggestion_row(state: &'static State, next: Suggestion) -> Option<AnyView> {
    let ease = ease(state, next)?;
    let gentle =
        hands::gentle_today(state.hands()).map(|words| text!(words, " ", ease.pressure().words(), " "));
    let Suggestion { region, tool, .. } = next;
    let name = suggestion_name(next);
    let label = text!("Start: ", name);
    let start = move |_| {
        player::massage(state, ease);
    };
    let can_start = !state.vault.is_read_only();
    let row = view! {
        <div class="card-link inset">
            {icon_tile(tool_icon(tool), "")} <div class="row-text">
                <b>{name}</b>
                <span>
                    {format!(
                        "{}, {} s{}",
                        tool.name(),
                        ease.hold,
                        if region.is_none() { " a side" } else { "" },
                    )}
                </span>
                <small class="row-how">{gentle} {next.guide.caution}</small>
            </div>
            {can_start
                .then(|| {
                    view! {
                        <button class="btn calm small" aria-label=label on:click=start>
                            {icon_small("play")}
                            "Start"
                        </button>
                    }
                })}
        </div>
    };
    Some(row.into_any())
}
