//! The sheet of one spot: its level, its feelings, a note. Every change is saved at once.

use crate::components::{
    Banner, Choice, ChoiceKind, Choices, Picture, Sheet, Tone, icon_small, level_badge, row_text,
};
use crate::content::hands;
use crate::content::massage;
use crate::content::offer;
use crate::content::plan::Ease;
use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::{Region, Side};
use crate::domain::body::spots::TightSpots;
use crate::domain::patterns;
use crate::domain::run::Moment;
use crate::domain::text::Note;
use crate::pages::body::described_level_names;
use crate::pages::form::fields;
use crate::pages::{player, see_someone};
use crate::state::diary::SpotUndo;
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn sheet(moment: Moment, region: Region) -> AnyView {
    let state = state();
    let spots = state.diary.marks(moment);
    let level = Memo::new(move |_| spots.with(|spots| spots.level(region)));
    let feelings =
        move || spots.with(|spots| spots.get(region).map(|spot| spot.feelings)).unwrap_or_default();
    let marked = move || spots.with_untracked(|spots| spots.get(region).cloned());
    let note = RwSignal::new(marked().map(|spot| spot.note.as_str().to_owned()).unwrap_or_default());
    // The spot that "None" has cleared. Marking it again restores its feelings and its note.
    let cleared = RwSignal::new(None::<SpotUndo>);
    let close = Callback::new(move |()| state.router.close());

    let set_level = move |level: Option<Level>| {
        if level.is_none() {
            cleared.set(clear(state, moment, region));
            return;
        }
        if let Some(undo) = cleared.get_untracked().filter(|_| marked().is_none()) {
            state.diary.undo(undo);
        }
        cleared.set(None);
        state.diary.set_level(moment, region, level);
    };
    // A feeling or a note marks the spot, if it is not marked yet.
    let mark = move || {
        if level.get_untracked().is_none() {
            set_level(Some(Level::Mild));
        }
    };
    let toggle = move |feeling: Feeling| {
        mark();
        state.diary.edit_spot(moment, region, |spot| spot.feelings = spot.feelings.toggled(feeling));
    };
    let write = move |text: String| {
        if !text.is_empty() {
            mark();
        }
        state.diary.edit_spot(moment, region, |spot| spot.note = Note::clipped(&text));
        note.set(text);
    };
    let choices = described_level_names()
        .into_iter()
        .map(|(level, word)| Choice {
            content: view! {
                {level_badge(level, false)}
                {word}
            }
            .into_any(),
            label: None,
        })
        .collect();
    let chips = Feeling::ALL
        .into_iter()
        .map(|feeling| {
            view! {
                <button
                    class="chip"
                    aria-pressed=move || feelings().contains(feeling).to_string()
                    on:click=move |_| toggle(feeling)
                >
                    {feeling.word()}
                </button>
            }
        })
        .collect_view();
    // A memo, so that nothing is rebuilt while the runner writes a note.
    let sheet = Memo::new(move |_| {
        let lacks = state.preferences.get().lacks;
        offer::sheet(region, &advised(state, moment), &lacks, state.hands())
    });
    let caution = Memo::new(move |_| sheet.with(|sheet| sheet.caution.clone()));
    let severe = Memo::new(move |_| sheet.with(|sheet| sheet.severe));
    let offered = Memo::new(move |_| {
        let can_change = !state.vault.is_read_only();
        sheet.with(|sheet| (sheet.ease.filter(|_| can_change), sheet.reason))
    });
    let is_flagged = Memo::new(move |_| feelings().are_flagged());
    let offer = move || match offered.get() {
        (Some(ease), _) => ease_card(state, region, ease),
        (None, Some(reason)) => view! { <p class="text-small">{reason}</p> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        <Sheet title=region.name() text=untrack(|| story(state, region)) on_close=close>
            <Choices
                kind=ChoiceKind::Radio
                class="segmented levels"
                label="How tight?"
                choices=choices
                chosen=Signal::derive(move || level.get().map_or(0, |level| usize::from(level.number())))
                on_choose=Callback::new(move |index: usize| {
                    set_level(u8::try_from(index).ok().and_then(Level::from_number));
                })
            />
            <div class="field">
                <span class="field-label">"What does it feel like?"</span>
                <div class="chips wrap feelings" role="group" aria-label="What does it feel like?">
                    {chips}
                </div>
            </div>
            {fields::words("Note", "Anything to remember?", note.into(), write, Note::LIMIT)}
            // The height does not depend on the content, so that the controls above stay under the thumb.
            <div class="spot-advice">
                {move || caution.get().map(see_someone::banner)}
                {move || severe.get().map(severe_banner)}
                {offer}
                {move || is_flagged.get().then(|| buttons(state, moment, region))}
            </div>
        </Sheet>
    }
    .into_any()
}

/// "Tight before 5 of your last 6 runs", or on how many it came up. Empty if there is no pattern.
fn story(state: &'static State, region: Region) -> String {
    let now = (state.device.now)();
    let deep = state.care.deep_ends(now);
    state.with_own_entries(|all| {
        let newest = patterns::telling(all.iter().copied(), &deep, now.day());
        let recurring = patterns::recurrences(&newest).into_iter().find(|found| found.region == region);
        let came_up = patterns::came_up(&newest).into_iter().find(|found| found.region == region);
        recurring.map(|found| found.sentence()).or(came_up.map(|found| found.words())).unwrap_or_default()
    })
}

/// The spots that the advice is about.
fn advised(state: &'static State, moment: Moment) -> TightSpots {
    match moment {
        Moment::Before => state.diary.advised(),
        Moment::After => player::advised(state),
    }
}

/// The line of an area whose spot is severe.
fn severe_banner(line: &'static str) -> AnyView {
    view! {
        <Banner icon="shield" tone=Tone::Calm role="status">
            {line}
            {see_someone::link()}
        </Banner>
    }
    .into_any()
}

/// The right tool, how hard, and what to mind.
fn ease_card(state: &'static State, region: Region, ease: Ease) -> AnyView {
    let Ease { guide, tool, hold, .. } = ease;
    let is_mirrored = region.side() == Some(Side::Right);
    let picture = match massage::figure(guide.area, tool) {
        Some(figure) => Picture::Figure(figure, is_mirrored),
        None => Picture::Areas(vec![region]),
    };
    let gentle = hands::gentle_today(state.hands()).map(|words| text!(words, " ")).unwrap_or_default();
    let how = text!(massage::how(guide, tool), " ", gentle, ease.pressure().words(), " ", guide.caution);
    view! {
        <div class="card ease-card">
            <div class="thumb">{picture.view()}</div>
            {row_text("Ease it now", how)}
            <button class="btn calm small" on:click=move |_| player::massage(state, ease)>
                {icon_small("timer")}
                {format!("{} for {hold} s", tool.verb())}
            </button>
        </div>
    }
    .into_any()
}

/// Clears a spot, and offers to undo that with its feelings and its note.
fn clear(state: &'static State, moment: Moment, region: Region) -> Option<SpotUndo> {
    let undo = state.diary.set_level(moment, region, None)?;
    let back = undo.clone();
    state.notices.show_undo(text!(region.name(), " cleared"), move || {
        state.diary.undo(back.clone());
    });
    Some(undo)
}

fn buttons(state: &'static State, moment: Moment, region: Region) -> AnyView {
    let clear = move |_| {
        clear(state, moment, region);
        state.router.close();
    };
    view! {
        <div class="button-row">
            <button class="btn quiet grow" on:click=clear>
                "Clear spot"
            </button>
            <button class="btn primary grow" on:click=move |_| state.router.close()>
                "Done"
            </button>
        </div>
    }
    .into_any()
}
