//! The self-massage of one area: the tool, how, how hard, and the timer.

use crate::components::{Banner, Dock, Empty, Picture, Tone, icon, icon_large};
use crate::content;
use crate::content::massage::{self, Pressure};
use crate::content::plan::Ease;
use crate::content::{advice, hands, source};
use crate::domain::body::region::{Area, Region};
use crate::domain::massage::Tool;
use crate::pages::care::guides::tool_icon;
use crate::pages::care::next_door;
use crate::pages::shell::header::{BACK, sub_header};
use crate::pages::{player, see_someone};
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page(area: Area) -> AnyView {
    let state = state();
    let inside = match massage::find(area) {
        Some(guide) => with_guide(state, guide),
        None => view! {
            <Empty page=true picture=icon("shield") title="Left alone, on purpose">
                <p>{massage::reason_for_none(area).unwrap_or_default()}</p>
                {neighbours(state, area)}
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

/// "Look next door", as a card.
fn neighbours(state: &'static State, area: Area) -> Option<AnyView> {
    content::next_door::find(area)?;
    Some(
        view! { <div class="card flush neighbours">{next_door::rows(state, area, None, true)}</div> }
            .into_any(),
    )
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
    // The severest of today's spots there makes it shorter.
    let level = untrack(|| {
        let advised = state.diary.advised();
        advised.iter().filter(|(region, _)| region.area() == guide.area).map(|(_, spot)| spot.level).max()
    });
    let today = untrack(|| state.hands());
    let whole = Ease::whole(guide, guide.tools[0], None, level);
    let ease = whole.on(today).unwrap_or(whole);
    let (hold, pressure) = (ease.hold, ease.pressure());
    let Pressure { aim: (from, to), stop } = pressure;
    let mark = |mark: u8| {
        let (is_aim, is_over) = ((from..=to).contains(&mark), mark > stop);
        view! { <i class:aim=is_aim class:over=is_over></i> }
    };
    let marks = (1..=10).map(mark).collect_view();
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
        if let Some(id) = state.massages.log(guide.area, None, tool.get_untracked(), hold * sides) {
            let text = text!(guide.area.title(), " logged for today");
            state.notices.show_undo(text, move || _ = state.massages.remove(&id));
        }
    };
    let start = move |_| {
        player::massage(state, Ease { tool: tool.get_untracked(), ..ease });
    };
    let label =
        if guide.area.is_paired() { format!("Start, {hold} s a side") } else { format!("Start, {hold} s") };
    let picture = move || match massage::figure(guide.area, tool.get()) {
        Some(figure) => Picture::Figure(figure, false),
        None => Picture::Areas(Region::all().filter(|region| region.area() == guide.area).collect()),
    };
    let waits = hands::no_massage_today(today);
    let forbidden = move || advice::no_massage_now(&state.diary.advised(), guide.area).or(waits);
    let gentle = hands::gentle_today(today).map(|words| {
        view! {
            <Banner icon="care" tone=Tone::Calm>
                {words}
            </Banner>
        }
    });
    let rule = text!(massage::RULE.0, ": ", source::names(massage::RULE.1), ". ");
    let area = match guide.named_by {
        [] => "The area, the tool and the time are our choice.".to_owned(),
        named_by => text!("Area and tool: ", source::names(named_by), ". The time is our choice."),
    };
    view! {
        <main class="view">
            <div class="tool-picker" role="group" aria-label="Tool">
                {tools.collect_view()}
            </div>
            {reasons}
            {gentle}
            <figure class="card guide-figure">
                {move || picture().view()} {best}
            </figure>
            <ol class="steps">{steps}</ol>
            <div class="card pressure">
                <b>"How hard?"</b>
                <p class="text-small">
                    {text!(pressure.words(), " Breathing easily is the test.")}
                </p>
                <div
                    class="pressure-scale"
                    role="img"
                    aria-label=pressure.words()
                >
                    {marks}
                </div>
                <div class="pressure-key">
                    <span>"1"</span>
                    <b>{format!("{from}–{to}, stop at {stop}")}</b>
                    <span>"10"</span>
                </div>
            </div>
            <Banner icon="shield" title="Take care">
                {guide.caution} " "
                {move || forbidden().unwrap_or("Leave what’s sharp, numb, swollen or on the bone.")}
                {see_someone::link()}
            </Banner>
            {neighbours(state, guide.area)}
            <p class="text-small">{format!("{} s is enough right before a run.", massage::EASE)}</p>
            {player::ask_first()}
            <p class="text-note">{rule} {area}</p>
        </main>
        {move || {
            (!state.vault.is_read_only() && forbidden().is_none())
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
