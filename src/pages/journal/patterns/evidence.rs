//! The runs behind a recurring spot, and what to do next.

use crate::components::{Section, Sheet, icon_small, icon_tile, level_badge, row_text};
use crate::content::{hands, plan};
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::patterns::{Helped, Recurrence, SORE_HOURS, helped, is_sore_from_massage, telling};
use crate::domain::run::Run;
use crate::domain::time::format;
use crate::domain::time::instant::Instant;
use crate::pages::care::guides::tool_icon;
use crate::pages::care::{ease_week, next_door};
use crate::pages::player;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The runs behind one row, and what to do next.
pub(crate) fn sheet(region: Region) -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    untrack(move || {
        state.with_entries(|all| {
            let today = (state.device.now)().day();
            let deep = state.deep_ends();
            let newest = telling(all.iter().copied(), &deep, today);
            let recurrence = Recurrence::of(region, &newest);
            let tone = if recurrence.needs_attention() { ". Worth showing someone. " } else { ". " };
            let text = text!(recurrence.sentence(), tone, recurrence.evidence_heading());
            let left_out = left_out(all, &deep, newest.last().copied());
            let rows: Vec<_> = recurrence
                .evidence()
                .into_iter()
                .map(|(run, level)| evidence_row(state, run, level))
                .collect();
            let treated = state.with_massages(|massages| helped(all.iter().copied(), massages));
            let helped = treated.into_iter().find(|helped| helped.region == region);
            let next = next_steps(state, &recurrence, helped);
            view! {
                <Sheet title=region.name() text=text on_close=close>
                    <div class="card">{rows}</div>
                    {left_out}
                    <Section title="What you can do">
                        <div class="card flush">{next}</div>
                    </Section>
                </Sheet>
            }
            .into_any()
        })
    })
}

/// How many runs since the oldest of those that count are left out, because they followed a deep massage.
fn left_out(all: &[&Run], deep: &[Instant], oldest: Option<&Run>) -> Option<AnyView> {
    let since = oldest?.day();
    let runs = all.iter().take_while(|run| run.day() >= since).filter(|run| run.timing().is_some());
    let count = runs.filter(|run| is_sore_from_massage(run, deep)).count();
    let runs = format::count(count, "run", "runs");
    let words = format!("{runs} within {SORE_HOURS} hours after a deep massage left out.");
    (count > 0).then(|| view! { <p class="text-note">{words}</p> }.into_any())
}

fn evidence_row(state: &'static State, run: &Run, level: Option<Level>) -> AnyView {
    let today = (state.device.now)().day();
    let route = Route::Run(run.id.clone());
    let distance = run.distance.map(|distance| distance.text(state.preferences.units()));
    view! {
        <a class="run-evidence" href=route.hash()>
            <span>{run.day().spoken_short(today)}</span>
            <span class="evidence-level">{level_badge(level, true)} {level.map_or("None", Level::word)}</span>
            <span class="text-note">{distance}</span>
        </a>
    }
    .into_any()
}

/// The next steps. Easing comes first, unless a run has a flagged spot or the recurrence needs attention:
/// then "When to see someone" comes first.
fn next_steps(state: &'static State, recurrence: &Recurrence<'_>, helped: Option<Helped>) -> AnyView {
    let region = recurrence.region;
    let treated = helped.map(|helped| helped.treated);
    let advised = untrack(|| state.diary.advised());
    let today = state.hands();
    let ease = plan::ease_recurring(recurrence, &advised, &state.preferences.get_untracked().lacks, today)
        .filter(|_| !state.vault.is_read_only() && !state.is_example())
        .map(|ease| {
            let text = format!("{}, {} s.", ease.tool.name(), ease.hold);
            let text = match treated {
                Some(tally) => format!("{text} Easier next time {} of {}.", tally.easier, tally.of),
                None => text,
            };
            let gentle = hands::gentle_today(today).map(|words| text!(" ", words)).unwrap_or_default();
            let text = text!(text, gentle, " ", ease.guide.caution);
            view! {
                <div class="row">
                    {icon_tile(tool_icon(ease.tool), "")} {row_text("Ease it now", text)}
                    <button class="btn calm small" on:click=move |_| player::massage(state, ease)>
                        {icon_small("play")}
                        "Start"
                    </button>
                </div>
            }
            .into_any()
        });
    let see_someone = view! {
        <a class="row" href=Route::SeeSomeone.hash()>
            {icon_tile("shield", "plain")}
            {row_text("When to see someone", "If it hurts at rest or makes you limp")}
            {icon_small("right")}
        </a>
    }
    .into_any();
    let ask = (!state.vault.is_read_only() && !state.is_example()).then(|| ask_row(state, region));
    let next_door = next_door::rows(state, region.area(), region.side(), false);
    let week = (recurrence.flagged_count() == 0).then(|| ease_week::row(state, region.area(), region.side()));
    if helped.is_some_and(|helped| helped.is_tried_in_vain()) {
        let text = "You eased it often, and it made no clear difference. It may come from somewhere else.";
        return view! {
            <div class="row">{icon_tile("trend", "plain")} {row_text("Time for other eyes", text)}</div>
            {ask}
            {next_door}
            {week}
            {see_someone}
            {ease}
        }
        .into_any();
    }
    if recurrence.needs_attention() || recurrence.flagged_count() > 0 {
        view! {
            {see_someone}
            {ease}
            {next_door}
            {week}
            {ask}
        }
        .into_any()
    } else {
        view! {
            {ease}
            {next_door}
            {week}
            {ask}
            {see_someone}
        }
        .into_any()
    }
}

/// A row with a button that puts the area at the top of the brief, or takes it off again.
fn ask_row(state: &'static State, region: Region) -> AnyView {
    let name = state
        .care
        .next((state.device.now)())
        .and_then(|(_, appointment)| appointment.name().map(str::to_owned));
    let (title, text) = match name {
        Some(name) => (text!("Ask ", name), "Puts it at the top of the brief"),
        None => ("Ask a therapist".to_owned(), "Adds it to a brief you can share"),
    };
    let is_asked = move || state.preferences.get().brief.asked.contains(region);
    let toggle = move |_| {
        let wanted = !untrack(is_asked);
        state
            .preferences
            .change(|settings| crate::pages::care::brief::put(&mut settings.brief, region, wanted));
        let suffix = if wanted { " is on your brief" } else { " is off your brief" };
        state.notices.say(text!(region.name(), suffix));
    };
    view! {
        <div class="row">
            {icon_tile("clipboard", "plain")} {row_text(title, text)}
            <button class="btn soft small" aria-pressed=move || is_asked().to_string() on:click=toggle>
                {move || icon_small(if is_asked() { "check" } else { "plus" })}
                {move || if is_asked() { "Added" } else { "Add" }}
            </button>
        </div>
    }
    .into_any()
}
