//! The self-massage of one area: the tool, how, how hard, and the timer.

use crate::components::{Banner, Dock, Empty, figure, icon, icon_large};
use crate::content::{massage, plan};
use crate::domain::body::region::Area;
use crate::domain::massage::Tool;
use crate::pages::care::guides::tool_icon;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page(area: Area) -> AnyView {
    let state = state();
    let inside = match massage::find(area) {
        Some(guide) => with_guide(state, guide),
        None => view! {
            <Empty page=true picture=icon("shield") title="Left alone, on purpose">
                <p>{massage::reason_for_none(area).unwrap_or_default()}</p>
                <button class="btn quiet" on:click=move |_| state.router.close()>
                    "Choose another area"
                </button>
            </Empty>
        }
        .into_any(),
    };
    view! {
        {sub_header(area.title(), BACK, None)}
        {inside}
    }
    .into_any()
}

fn with_guide(state: &'static State, guide: &'static massage::Guide) -> AnyView {
    let lacks = state.preferences.get_untracked().lacks;
    let tool = RwSignal::new(massage::best_tool(guide, &lacks).unwrap_or(guide.tools[0]));
    let tools = Tool::ALL.map(|choice| {
        let fits = guide.tools.contains(&choice);
        view! {
            <button
                aria-pressed=move || (tool.get() == choice).to_string()
                disabled=!fits
                on:click=move |_| tool.set(choice)
            >
                {icon_large(tool_icon(choice))}
                {choice.name()}
            </button>
        }
    });
    let (from, to) = guide.pressure;
    let marks = (1..=10).map(|mark| view! { <i class:aim=(from..=to).contains(&mark)></i> }).collect_view();
    // Why the other tools are disabled, each reason once.
    let mut reasons: Vec<&str> = vec![];
    for unfit in Tool::ALL.into_iter().filter(|choice| !guide.tools.contains(choice)) {
        let reason = massage::unsuitable(guide.area, unfit);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let reasons = (!reasons.is_empty()).then(|| view! { <p class="text-small">{reasons.join(" ")}</p> });
    // The first tool of a guide is its best.
    let best =
        move || (tool.get() == guide.tools[0]).then(|| view! { <span class="tag brand">"Best here"</span> });
    let steps = move || {
        let step = |(title, text): (&'static str, &'static str)| {
            view! {
                <li>
                    <b>{title}</b>
                    {text}
                </li>
            }
        };
        massage::steps(guide, tool.get()).map(step).collect_view()
    };
    let log = move |_| {
        let sides = if guide.area.is_paired() { 2 } else { 1 };
        if let Some(id) = state.massages.log(guide.area, None, tool.get_untracked(), guide.hold * sides) {
            let text = text!(guide.area.title(), " logged for today");
            state.notices.show_undo(text, move || _ = state.massages.remove(&id));
        }
    };
    let start = move |_| {
        (state.device.unlock_sound)();
        state.massages.begin(guide.area, None, tool.get_untracked(), plan::self_massage(guide, None));
        state.router.go(Route::Massage);
    };
    let label = if guide.area.is_paired() {
        format!("Start, {} s a side", guide.hold)
    } else {
        format!("Start, {} s", guide.hold)
    };
    let sources = guide.sources.iter().map(|source| source.short()).collect::<Vec<_>>().join(", ");
    view! {
        <main class="view">
            <div class="tool-picker" role="group" aria-label="Tool">
                {tools.collect_view()}
            </div>
            {reasons}
            <figure class="card guide-figure">
                {move || figure(massage::figure(guide.area, tool.get()), false)} {best}
            </figure>
            <ol class="steps">{steps}</ol>
            <div class="card pressure">
                <b>"How hard?"</b>
                <p class="text-small">
                    {format!("“Good sore”, {from} to {to} out of 10. You can still breathe easily.")}
                </p>
                <div class="pressure-scale" role="img" aria-label=format!("Aim for {from} to {to} of 10")>
                    {marks}
                </div>
                <div class="pressure-key">
                    <span>"1"</span>
                    <b>{format!("{from}–{to}")}</b>
                    <span>"10"</span>
                </div>
            </div>
            <Banner icon="shield" title="Take care">
                {guide.caution}
                {move || {
                    if state.diary.is_off_limits(guide.area) {
                        " It’s sharp, numb or swollen: leave it alone, and see someone if it stays."
                    } else {
                        " Skip it where it’s sharp, numb or swollen."
                    }
                }}
            </Banner>
            <p class="text-note">{text!("From ", sources)}</p>
        </main>
        {move || {
            (!state.vault.is_read_only() && !state.diary.is_off_limits(guide.area))
                .then(|| {
                    let label = label.clone();
                    view! {
                        <Dock>
                            <button class="btn quiet" data-logs="" on:click=log>
                                {icon("check")}
                                "Log it"
                            </button>
                            <button class="btn calm grow" on:click=start>
                                {icon("timer")}
                                {label}
                            </button>
                        </Dock>
                    }
                })
        }}
    }
    .into_any()
}
