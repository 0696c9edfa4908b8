//! One spot: its level, what it feels like, a note. Everything saves on change.

use super::body::described_level_names;
use crate::components::{Choice, ChoiceKind, Choices, Sheet, icon, level_badge};
use crate::domain::level::{Feeling, Level};
use crate::domain::note::Note;
use crate::domain::region::Region;
use crate::state::state;
use leptos::prelude::*;

pub(super) fn sheet(region: Region) -> AnyView {
    let state = state();
    let spots = state.diary.spots();
    let level = Memo::new(move |_| spots.with(|spots| spots.level(region)));
    let feelings =
        move || spots.with(|spots| spots.get(region).map(|spot| spot.feelings)).unwrap_or_default();
    let note =
        spots.with_untracked(|spots| spots.get(region).map(|spot| spot.note.clone())).unwrap_or_default();
    let close = Callback::new(move |()| state.router.close());

    let set_level = move |level: Option<Level>| {
        state.diary.set_level(region, level);
    };
    // A feeling or a note on what is not marked yet marks it.
    let mark = move || {
        if level.get_untracked().is_none() {
            set_level(Some(Level::Mild));
        }
    };
    let toggle = move |feeling: Feeling| {
        mark();
        state.diary.edit_spot(region, |spot| spot.feelings = spot.feelings.toggled(feeling));
    };
    let write = move |text: String| {
        if !text.is_empty() {
            mark();
        }
        state.diary.edit_spot(region, |spot| spot.note = Note::clipped(&text));
    };
    let choices = described_level_names()
        .into_iter()
        .map(|(level, word)| Choice {
            content: view! { {level_badge(level, false)} {word} }.into_any(),
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
    let caution = move || {
        feelings().need_care().then(|| {
            view! {
                <div class="banner calm" role="status">
                    {icon("shield")}
                    <div>
                        <b>"Sharp or numb is different"</b>
                        "Skip the roller and the hard stretch today. If it’s still there in a few days, see a physio or doctor."
                    </div>
                </div>
            }
        })
    };
    let clear = move |_| {
        set_level(None);
        state.notices.say([region.name().as_str(), " cleared"].concat());
        state.router.close();
    };
    view! {
        <Sheet title=region.name() on_close=close>
            <Choices
                kind=ChoiceKind::Radio
                class="segmented levels"
                label="How tight?"
                choices=choices
                chosen=Signal::derive(move || level.get().map_or(0, |level| usize::from(level.number())))
                on_choose=Callback::new(move |place: usize| {
                    set_level(u8::try_from(place).ok().and_then(Level::from_number));
                })
            />
            <div class="field">
                <span class="field-label">"What does it feel like?"</span>
                <div class="chips wrap" role="group" aria-label="What does it feel like?">
                    {chips}
                </div>
            </div>
            <label class="field">
                <span class="field-label">"Note"</span>
                <textarea
                    class="input"
                    rows="1"
                    maxlength=Note::LIMIT
                    placeholder="Anything to remember?"
                    prop:value=note.as_str().to_owned()
                    on:input=move |event| write(event_target_value(&event))
                ></textarea>
            </label>
            {caution}
            <div class="button-row">
                <button class="btn quiet grow" disabled=move || level.get().is_none() on:click=clear>
                    "Clear spot"
                </button>
                <button class="btn primary grow" on:click=move |_| close.run(())>
                    "Done"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}
