//! Stretches and self-massage: a figure, a sentence, a lap.

use super::{Session, hold_controls, pause_button, share_left, sound_button};
use crate::components::{Picture, icon_large, level_badge, timer_lap};
use crate::content::massage;
use crate::content::stretch::{self, Stretch};
use crate::domain::body::region::{Area, Region, Side};
use crate::domain::massage::Massage;
use crate::domain::recovery::guide::{Exercise, Guide, Part, Position};
use crate::domain::recovery::routine::Step;
use crate::domain::time::format;
use crate::domain::time::instant::Instant;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::State;
use leptos::prelude::*;

/// The texts and the picture of an exercise.
#[derive(Clone, PartialEq)]
struct Shown {
    name: String,
    picture: Picture,
    how: String,
}

/// Areas of the body share ids with stretches, so only a stretch session looks one up.
pub(super) fn stretch_of(session: Session, exercise: &Exercise) -> Option<&'static Stretch> {
    stretch::find(&exercise.id).filter(|_| session == Session::Step(Step::Stretch))
}

/// The current side, or the next one.
fn side_of(exercise: &Exercise, part: Part) -> Option<Side> {
    match part {
        Part::Ready => exercise.sides.first(),
        Part::Hold(side) => side,
        Part::Switch(side) => Some(side),
    }
}

fn shown(state: &'static State, session: Session, exercise: &Exercise, part: Part) -> Shown {
    let side = side_of(exercise, part);
    let is_mirrored = side == Some(Side::Right);
    if let Some(stretch) = stretch_of(session, exercise) {
        let how = stretch::how(stretch, side);
        let picture = Picture::Figure(stretch.figure, is_mirrored);
        return Shown { name: stretch.name.to_owned(), picture, how };
    }
    let tool = state.massages.under_way().with(|massage| massage.as_ref().map(|massage| massage.tool));
    let area = exercise.area().and_then(massage::find);
    let region = exercise.area().and_then(|area| Region::new(area, side));
    let name = region.map(Region::name).or(exercise.area().map(Area::title));
    let figure = exercise.area().zip(tool).and_then(|(area, tool)| massage::figure(area, tool));
    let picture = match figure {
        Some(figure) => Picture::Figure(figure, is_mirrored),
        None => Picture::Areas(region.into_iter().collect()),
    };
    Shown {
        name: name.unwrap_or_default(),
        picture,
        how: area.zip(tool).map(|(guide, tool)| massage::how(guide, tool).to_owned()).unwrap_or_default(),
    }
}

/// The name of an exercise, or that of its session if it has none.
pub(super) fn name(state: &'static State, session: Session, exercise: &Exercise, part: Part) -> String {
    match session {
        Session::Step(Step::Stretch) | Session::Massage => {
            untrack(|| shown(state, session, exercise, part)).name
        }
        Session::Step(_) => session.name().to_owned(),
    }
}

/// What the runner does in a part of an exercise.
pub(super) fn caption(session: Session, exercise: &Exercise, index: usize, part: Part) -> String {
    let is_stretch = session == Session::Step(Step::Stretch);
    match (part, exercise.sides.first(), exercise.sides.second()) {
        (Part::Ready, ..) if is_stretch && index == 0 => "Mild pull, never pain".to_owned(),
        (Part::Ready, ..) => "Get ready".to_owned(),
        (Part::Switch(_), ..) => "Switch sides".to_owned(),
        (Part::Hold(Some(side)), Some(first), Some(second)) if side == first => {
            text!(first.title(), " side, then ", second.word())
        }
        (Part::Hold(Some(side)), ..) => text!(side.title(), " side"),
        (Part::Hold(None), ..) => "Hold, and breathe".to_owned(),
    }
}

pub(super) fn player(state: &'static State, session: Session) -> AnyView {
    let current = Memo::new(move |_| {
        let guide = session.guide(state)?;
        // At its very end a session still shows its last exercise.
        let last = guide.exercises().len() - 1;
        let position = guide.position(state.clock.now());
        let (index, part) =
            position.map_or((last, Part::Ready), |Position { exercise, part, .. }| (exercise, part));
        Some((index, part))
    });
    let with_exercise = move |read: &dyn Fn(&Guide, &Exercise, usize, Part) -> Option<String>| {
        let (index, part) = current.get()?;
        session.guide(state).and_then(|guide| read(&guide, guide.exercises().get(index)?, index, part))
    };
    let count = untrack(|| session.guide(state)).map_or(1, |guide| guide.exercises().len());
    let is_stretch = session == Session::Step(Step::Stretch);
    let index = Memo::new(move |_| current.get().map_or(0, |(index, _)| index));
    let title = move || {
        if is_stretch { format!("Stretch {} of {count}", index.get() + 1) } else { session.name().to_owned() }
    };
    let pips = (count > 1).then(|| {
        let pip = move |pip: usize| {
            let class = move || match index.get() {
                now if pip < now => "done",
                now if pip == now => "now",
                _ => "",
            };
            view! { <i class=class></i> }
        };
        view! {
            <div class="pips" role="img" aria-label=title>
                {(0..count).map(pip).collect_view()}
            </div>
        }
    });
    let shown = Memo::new(move |_| {
        let (index, part) = current.get()?;
        session.guide(state).and_then(|guide| {
            guide.exercises().get(index).map(|exercise| shown(state, session, exercise, part))
        })
    });
    let caption = move || {
        let is_paused = session.is_paused(state);
        let text = with_exercise(&|_, exercise, index, part| Some(caption(session, exercise, index, part)));
        if is_paused { "Paused".to_owned() } else { text.unwrap_or_default() }
    };
    let next = move || {
        with_exercise(&|guide, _, index, _| {
            let next = guide.exercises().get(index + 1)?;
            Some(text!("Next: ", stretch::find(&next.id).map_or("", |stretch| stretch.short)))
        })
        .or_else(|| {
            let care_note = |exercise: &Exercise| Some(massage::find(exercise.area()?)?.caution.to_owned());
            with_exercise(&|_, exercise, _, _| care_note(exercise)).filter(|_| !is_stretch)
        })
        .unwrap_or_else(|| "The last one".to_owned())
    };
    let toggle = move |_| {
        // This touch only starts the track.
        if untrack(|| state.hands_free.is_refused()) {
            return;
        }
        state.unlock_sound();
        session.change(state, Guide::toggle_pause);
    };
    view! {
        {sub_header(title, CLOSE, Some(sound_button(state)))}
        <main class="player">
            {pips} <figure class="player-figure" on:click=toggle>
                {move || shown.get().map(|shown| shown.picture.view())}
                {move || current.get().and_then(|(index, _)| tag(state, session, index))}
            </figure>
            <div class="player-text">
                <h2 class="text-title">{move || shown.get().map(|shown| shown.name)}</h2>
                <p>{move || shown.get().map(|shown| shown.how)}</p>
            </div>
            <div class="lap" on:click=toggle>
                {timer_lap(Signal::derive(move || share_left(state, session)))}
                <div>
                    <span class="timer" role="timer" aria-live="off">
                        {move || format::clock(session.seconds_left(state))}
                    </span>
                    <p class="lap-caption">{caption}</p>
                </div>
            </div>
            {if session.has_several() { stretch_controls(state, session) } else { hold_controls(state, session) }}
            {super::note(state, next)}
        </main>
    }
    .into_any()
}

/// The tag on the figure: the spot with its level, or the tool.
fn tag(state: &'static State, session: Session, index: usize) -> Option<AnyView> {
    let guide = session.guide(state)?;
    let exercise = guide.exercises().get(index)?;
    if session == Session::Massage {
        let tool = state
            .massages
            .under_way()
            .with(|massage: &Option<Massage>| massage.as_ref().map(|massage| massage.tool))?;
        return Some(view! { <figcaption class="tag brand">{tool.name()}</figcaption> }.into_any());
    }
    let region = exercise.region()?;
    let level = state.diary.recovering().with(|run| run.as_ref().and_then(|run| run.spots.level(region)))?;
    let text = text!(region.name(), ", ", level.lower());
    Some(view! { <figcaption class="tag">{level_badge(Some(level), true)} {text}</figcaption> }.into_any())
}

/// Previous, pause, next.
fn stretch_controls(state: &'static State, session: Session) -> AnyView {
    let step = |label: &'static str, icon_name: &'static str, act: fn(&mut Guide, Instant)| {
        view! {
            <button class="icon-btn large ring" aria-label=label on:click=move |_| session.change(state, act)>
                {icon_large(icon_name)}
            </button>
        }
    };
    view! {
        <div class="player-controls">
            {step("Previous stretch", "prev", Guide::previous)} {pause_button(state, session)}
            {step("Next stretch", "next", Guide::next)}
        </div>
    }
    .into_any()
}
