//! The breathing pacer. The browser's compositor animates its circles; this file only sets when they began.

use super::{Session, hold_controls};
use crate::components::{breath_lap, icon};
use crate::domain::recovery::breath::{Breath, Phase};
use crate::domain::recovery::guide::{Guide, Position};
use crate::domain::recovery::routine::Step;
use crate::domain::time::format;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::State;
use leptos::prelude::*;

const SESSION: Session = Session::Step(Step::Breathe);

pub(super) fn player(state: &'static State) -> AnyView {
    let breath = Memo::new(move |_| state.preferences.get().breath);
    let gone = move || SESSION.position(state).map_or(0, Position::gone);
    let label = move || match breath.get().phase(gone()).0 {
        _ if SESSION.is_paused(state) => ("Paused", "whenever you’re ready"),
        Phase::In => ("Breathe in", "through your nose"),
        Phase::Out => ("Breathe out", "slow and long"),
    };
    // Rebuild the circles when the session has changed, or after the screen was off, because a running
    // animation can't be moved. A tick of the clock does not rebuild them.
    let session = Memo::new(move |_| SESSION.guide(state));
    let epoch = Memo::new(move |before: Option<&u32>| {
        session.track();
        breath.track();
        state.clock.returns();
        before.map_or(0, |before| before + 1)
    });
    let circles = move |_: u32| untrack(|| session.get().map(|guide| circles(state, breath.get(), &guide)));
    let has_legs_up =
        Memo::new(move |_| SESSION.guide(state).is_some_and(|guide| guide.exercises()[0].has_legs_up));
    let note = move || {
        if has_legs_up.get() {
            "Legs up, arms heavy. Tingly feet or light-headed? Roll over, breathe normally."
        } else {
            "Feeling light-headed? Breathe normally."
        }
    };
    let pace = move || format!("left, about {} breaths a minute", breath.get().a_minute());
    let buzzes = move || state.preferences.get().buzz;
    let buzz = view! {
        <button
            class="icon-btn"
            class:muted=move || !buzzes()
            aria-label="Buzz"
            aria-pressed=move || buzzes().to_string()
            on:click=move |_| state.preferences.change(|settings| settings.buzz = !settings.buzz)
        >
            {icon("phone")}
        </button>
    }
    .into_any();
    view! {
        {sub_header(Step::Breathe.name(), CLOSE, Some(buzz))}
        <main class="player">
            <div class="pacer">
                <For each=move || [epoch.get()] key=|epoch| *epoch children=circles />
                <div class="pacer-label">
                    <b>{move || label().0}</b>
                    <span>{move || label().1}</span>
                </div>
            </div>
            <div class="player-text">
                <span class="timer" role="timer" aria-live="off">
                    {move || format::clock(SESSION.seconds_left(state))}
                </span>
                <p class="text-small">{pace}</p>
            </div>
            {hold_controls(state, SESSION)}
            {super::note(state, move || note().to_owned())}
        </main>
    }
    .into_any()
}

/// The circles, or the lap for those who want less motion. A negative delay aligns them with the session.
fn circles(state: &'static State, breath: Breath, guide: &Guide) -> AnyView {
    let gone = guide.position(state.clock.refresh()).map_or(0, Position::gone);
    let (inhale, exhale) = breath.pace();
    let class = match (guide.is_paused(), inhale == exhale) {
        (true, true) => "pacer-circles paused",
        (true, false) => "pacer-circles long-out paused",
        (false, true) => "pacer-circles",
        (false, false) => "pacer-circles long-out",
    };
    let began = format!("-{gone}ms");
    let lasts = format!("{}s", inhale + exhale);
    view! {
        <div class=class style:--began=began style:--breath=lasts>
            <i class="pacer-edge"></i>
            <i class="pacer-halo-2"></i>
            <i class="pacer-halo-1"></i>
            <i class="pacer-core"></i>
            {breath_lap()}
        </div>
    }
    .into_any()
}
