//! Two minutes with the legs up the wall, or with the calves on a chair.

use super::{Session, begin, hold_controls};
use crate::components::{Sheet, figure, icon, row_text};
use crate::content::recovery;
use crate::domain::recovery::guide::{Guide, Part};
use crate::domain::recovery::routine::Step;
use crate::domain::settings::LegsUp;
use crate::domain::time::format;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

const SESSION: Session = Session::Step(Step::LegsUp);

/// Who should ask a doctor before lying with the legs up.
const ASK_FIRST: [&str; 5] = [
    "high blood pressure that isn’t under control",
    "glaucoma or another eye-pressure problem, or recent eye surgery",
    "heart trouble, or a blood clot now or before",
    "a hernia",
    "a pregnancy",
];

pub(super) fn player(state: &'static State) -> AnyView {
    let is_chair =
        Memo::new(move |_| SESSION.guide(state).is_some_and(|guide| guide.exercises()[0].id == "legs-chair"));
    let position = move || SESSION.position(state);
    let hour = untrack(|| state.clock.now()).minute_of_day() / 60;
    let is_night = !(5..21).contains(&hour);
    let scene = move || {
        if is_chair.get() {
            view! { <figure class="player-figure">{figure("legs-chair", false)}</figure> }.into_any()
        } else {
            view! {
                <figure class="room" class:night=is_night>
                    <svg class="figure" viewBox="0 0 340 300" aria-hidden="true">
                        <use href="figures.svg#legs-up" width="340" height="300" />
                    </svg>
                </figure>
            }
            .into_any()
        }
    };
    let text = move || match position().map(|position| position.part) {
        _ if SESSION.is_paused(state) => "Paused",
        Some(Part::Ready) => "Get comfy",
        _ if is_chair.get() => "Calves on the seat, back flat, arms heavy.",
        _ => "Hips close, knees soft, arms heavy.",
    };
    let gone = move || match position() {
        Some(position) if position.part != Part::Ready => format::seconds_gone(position.gone()),
        _ => 0,
    };
    let info = view! {
        <a class="icon-btn" aria-label="Before you start" href=Route::LegsUpInfo.hash()>
            {icon("info")}
        </a>
    }
    .into_any();
    view! {
        {sub_header(Step::LegsUp.name(), CLOSE, Some(info))}
        <main class="player">
            {scene} <div class="player-text">
                <span class="timer-hero" role="timer" aria-live="off">
                    {move || format::clock(SESSION.seconds_left(state))}
                </span>
                <p>{text}</p>
            </div>
            <div
                class="progress"
                role="progressbar"
                aria-valuemin="0"
                aria-valuemax=recovery::LEGS_UP
                aria-valuenow=gone
                aria-label=move || format!("{} of {} seconds", gone(), recovery::LEGS_UP)
            >
                <i style:width=move || format!("{}%", gone() * 100 / recovery::LEGS_UP)></i>
            </div>
            {hold_controls(state, SESSION)}
            {super::note(state, || "Tingly feet? Bend your knees and roll over.".to_owned())}
        </main>
    }
    .into_any()
}

/// The sheet that says who should ask a doctor first, and offers the softer way. It opens before the first
/// session, and from the player.
pub(crate) fn check_sheet(is_first: bool) -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    let choose = move |how: LegsUp| {
        state.unlock_sound();
        let before = state.preferences.get_untracked().legs_up;
        state.preferences.change(|settings| settings.legs_up = Some(how));
        if is_first {
            begin(state, Step::LegsUp);
            state.router.replace(Route::LegsUp);
        } else {
            if before != Some(how) {
                begin(state, Step::LegsUp);
            } else if untrack(|| SESSION.is_paused(state)) {
                SESSION.change(state, Guide::toggle_pause);
            }
            state.router.close();
        }
    };
    if !is_first {
        SESSION.change(state, Guide::pause);
    }
    let title = if is_first { "First time? Quick check" } else { "Quick check" };
    view! {
        <Sheet title=title text="Legs up is gentle, but it isn’t for everyone." on_close=close>
            <div class="prose soon">
                <b>"Ask a doctor first if you have"</b>
                <ul>{ASK_FIRST.map(|sign| view! { <li>{sign}</li> }).collect_view()}</ul>
                <p>"Heart trouble, a clot now, or pregnant? Sit back with your feet on a stool instead."</p>
            </div>
            <div class="card card-link">
                <div class="thumb">{figure("legs-chair", false)}</div>
                {row_text("Calves on a chair", format!("Softer. Same {} minutes.", recovery::LEGS_UP / 60))}
            </div>
            <div class="button-stack">
                <button class="btn calm" on:click=move |_| choose(LegsUp::Wall)>
                    {icon("play")}
                    "None of these, start"
                </button>
                <button class="btn quiet" on:click=move |_| choose(LegsUp::Chair)>
                    "Use a chair instead"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}
