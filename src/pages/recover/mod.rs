//! After the run: drink, stretch, legs up, breathe.

pub(super) mod after_run;
mod all_done;

use crate::components::{
    Empty, check, empty_lap, icon, icon_of, icon_small, mini_lap, minute_dashes, row_text,
};
use crate::content::{advice, plan, stretch};
use crate::domain::feedback::Feedback;
use crate::domain::recovery::routine::{REHYDRATE_WITHIN, RehydrateWindow, Routine, Step, StepState};
use crate::domain::run::{Run, RunId, Timing};
use crate::domain::time::format;
use crate::domain::time::instant::{Instant, MINUTE};
use crate::pages::run::how_far;
use crate::pages::shell::focus::focus;
use crate::pages::shell::header::root_header;
use crate::pages::{care, player, see_someone};
use crate::state::{State, state};
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Routine,
    /// All four are done.
    Done,
    /// The routine was closed before all four were done.
    Closed,
    Nothing,
}

pub(super) fn page() -> AnyView {
    let state = state();
    state.clock.watch();
    let recovering = state.diary.recovering();
    let shown = Memo::new(move |_| {
        if recovering.with(Option::is_some) {
            Shown::Routine
        } else {
            match state.todays_run() {
                Some(run) if run.routine().is_some_and(Routine::is_complete) => Shown::Done,
                Some(_) => Shown::Closed,
                None => Shown::Nothing,
            }
        }
    });
    (move || match shown.get() {
        Shown::Routine => open_routine(state),
        Shown::Done => all_done::page(),
        Shown::Closed => after_run::page(),
        Shown::Nothing => nothing(state),
    })
    .into_any()
}

fn nothing(state: &'static State) -> AnyView {
    let begin = move |_| state.diary.recover_without_start();
    // A run that is under way opens the routine with "I'm back".
    let is_running = state.diary.is_running();
    view! {
        {root_header("Recover", || None, ().into_any())}
        <Empty
            page=true
            picture=view! {
                <div class="lap">{empty_lap()} <div>{icon_of("recover", "icon icon-xl")}</div></div>
            }
                .into_any()
            title="Nothing to do yet"
        >
            <p>"Your recovery lap opens when you tap “I’m back”: drink, stretch, legs up, breathe."</p>
            {move || {
                (!state.vault.is_read_only() && !is_running.get())
                    .then(|| {
                        view! {
                            <button class="btn calm-soft small" on:click=begin>
                                {icon_small("play")}
                                "Do it anyway"
                            </button>
                        }
                    })
            }}
        </Empty>
    }
    .into_any()
}

fn open_routine(state: &'static State) -> AnyView {
    let sub = move || timing(state).map(Timing::summary);
    // A session that was running when the app was closed ends here too.
    let has_ended = Memo::new(move |_| {
        let (routine, now) = (routine(state), state.clock.now());
        Step::ALL.into_iter().any(|step| routine.guide(step).is_some_and(|guide| guide.ended(now).is_some()))
    });
    Effect::new(move || {
        if has_ended.get() && state.vault.may_change() {
            untrack(|| state.close_overdue());
        }
    });
    let words = Memo::new(move |_| advice::left_out(&player::advised(state)));
    // The urgent ones come first. The others leave the rows where the frame has painted them.
    let urgent = move || words.get().filter(|words| words.is_urgent).map(see_someone::banner);
    let left_out = move || words.get().filter(|words| !words.is_urgent).map(see_someone::banner);
    let reasons = move || {
        let reasons = stretch::reasons(&player::advised(state));
        reasons.into_iter().map(|reason| view! { <p class="text-small">{reason}</p> }).collect_view()
    };
    view! {
        {root_header("Recover", sub, how_far::link(state))}
        <main class="view dense" inert=move || state.vault.is_read_only()>
            {urgent} {drink_card(state)}
            <ul class="card flush routine">
                {[Step::Stretch, Step::LegsUp, Step::Breathe]
                    .map(|step| step_row(state, step))
                    .collect_view()}
            </ul>
            {reasons} {left_out}
            {care::homework::today(state, true)}
            <div class="lap-foot">
                {move || mini_lap(&routine(state))}
                <p class="text-small">{move || format!("{} of 4 done", routine(state).done_count())}</p>
                <button class="btn plain small" on:click=move |_| finish_here(state)>
                    "Finish here"
                </button>
            </div>
            {see_someone::button()}
        </main>
    }
    .into_any()
}

/// The open routine.
fn routine(state: &'static State) -> Routine {
    state.diary.recovering().with(|run| run.as_ref().and_then(Run::routine).cloned()).unwrap_or_default()
}

fn timing(state: &'static State) -> Option<Timing> {
    state.diary.recovering().with(|run| run.as_ref().and_then(Run::timing))
}

/// When the run ended, which is known when its routine opens.
fn finish(state: &'static State) -> Instant {
    timing(state).and_then(Timing::finished).unwrap_or_else(|| state.clock.now())
}

fn window(state: &'static State) -> RehydrateWindow {
    routine(state).rehydrate_window(finish(state), state.clock.now())
}

fn drink_card(state: &'static State) -> AnyView {
    let is_done = move || routine(state).is_done(Step::Rehydrate);
    let minutes = Signal::derive(move || match window(state) {
        RehydrateWindow::Open { left } => 30 - format::minutes_gone(left + MINUTE - 1).min(30),
        RehydrateWindow::Passed { .. } => 30,
    });
    let time = move || match window(state) {
        RehydrateWindow::Open { left } if is_done() => {
            format::minutes_long(format::minutes_gone(REHYDRATE_WITHIN - left))
        }
        RehydrateWindow::Open { left } => format::clock(format::seconds_left(left)),
        RehydrateWindow::Passed { since_finish } => format::minutes_long(format::minutes_gone(since_finish)),
    };
    let is_late = move || matches!(window(state), RehydrateWindow::Passed { .. });
    let counts_up = move || is_late() || is_done();
    let caption = move || if counts_up() { "since you finished" } else { "minutes left" };
    let title = move || if is_done() { advice::TO_THIRST } else { "Rehydrate" };
    let note =
        move || if is_done() { "Best in the first half hour".to_owned() } else { advice::rehydrate_within() };
    let amount = move || {
        let is_long = timing(state).is_some_and(Timing::is_long);
        advice::drinking(is_done(), is_late(), is_long, routine(state).glasses())
    };
    view! {
        <section class="card calm drink-card">
            <div class="row">
                {check("Rehydrate", is_done, move || toggle(state, Step::Rehydrate))}
                {row_text(title, note)}
            </div>
            <div class="lap">
                {minute_dashes(minutes, Signal::derive(is_done))}
                <div>
                    <span class="timer" role="timer" aria-live="off">
                        {time}
                    </span>
                    <p class="lap-caption">{caption}</p>
                </div>
            </div>
            <div class="drink-amount">
                <p>
                    <b>{move || amount().0}</b>
                    <span class="text-small">{move || amount().1}</span>
                </p>
                {glasses(state)}
            </div>
        </section>
    }
    .into_any()
}

/// The glasses so far, and one more. Counted, never a target: no empty glass waits to be filled. A tap on a glass takes it
/// back.
fn glasses(state: &'static State) -> AnyView {
    let so_far = move || routine(state).glasses();
    let set = move |glasses: u8| {
        let now = (state.device.now)();
        change(state, |routine| routine.drink(glasses, now));
    };
    let take_back = move || {
        set(untrack(so_far).saturating_sub(1));
        request_animation_frame(|| focus(".glasses .ring"));
    };
    let glass = move |index: u8| {
        view! {
            <button
                class="glass"
                aria-pressed="true"
                aria-label=format!("Glass {}", index + 1)
                on:click=move |_| take_back()
            >
                {icon("glass")}
            </button>
        }
    };
    let is_full = move || so_far() == Routine::MAX_GLASSES;
    view! {
        <span class="glasses" role="group" aria-label="Glasses">
            <For each=move || 0..so_far() key=|index| *index children=glass />
            <button
                class="icon-btn ring"
                aria-label="One more glass"
                class:full=is_full
                on:click=move |_| set(untrack(so_far) + 1)
            >
                {icon("plus")}
            </button>
        </span>
    }
    .into_any()
}

/// Why a step is not for today's spots.
fn is_closed(state: &'static State, step: Step) -> Option<&'static str> {
    advice::no_legs_up(&player::advised(state)).filter(|_| step == Step::LegsUp)
}

fn step_row(state: &'static State, step: Step) -> AnyView {
    let step_state = move || routine(state).state(step).clone();
    let is_done = move || routine(state).is_done(step);
    let is_next = move || {
        let routine = routine(state);
        Step::ALL.into_iter().find(|step| step.is_guided() && !routine.is_done(*step)) == Some(step)
    };
    let guide = move || routine(state).guide(step).cloned();
    let line = move || match (step_state(), guide()) {
        (_, Some(guide)) => {
            let left = format::clock(format::seconds_left(guide.left(state.clock.now())));
            text!(if guide.is_paused() { "Paused, " } else { "" }, left, " to go")
        }
        (StepState::Done(at), None) => done_text(step, &routine(state), at),
        _ if is_closed(state, step).is_some() => is_closed(state, step).unwrap_or_default().to_owned(),
        _ if step == Step::Breathe => format::count(
            usize::try_from(state.preferences.get().breath.minutes()).unwrap_or(2),
            "minute",
            "minutes",
        ),
        _ if step == Step::LegsUp => format::count((plan::LEGS_UP / 60) as usize, "minute", "minutes"),
        _ if timing(state).is_some_and(|timing| timing.has_cooled_down(state.clock.now())) => {
            format!("Cooled down? Walk a few minutes first. {} s a side", stretch::HOLD)
        }
        _ => format!("Walk a few minutes first. {} s a side", stretch::HOLD),
    };
    let button = move || {
        let class = match (is_done(), is_next()) {
            (true, _) => "btn plain small muted",
            (false, true) => "btn calm small",
            (false, false) => "btn calm-soft small",
        };
        let label = match (is_done(), guide().is_some()) {
            (_, true) => "Go on",
            (true, false) => "Again",
            (false, false) => "Start",
        };
        if is_closed(state, step).is_some() {
            return ().into_any();
        }
        view! {
            <button
                class=class
                on:click=move |_| player::open_step(state, step)
                aria-label=text!(label, ": ", step.name())
            >
                {(!is_done()).then(|| icon_small("play"))}
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <li class="row" class:row-done=is_done>
            {check(step.name(), is_done, move || toggle(state, step))}
            {row_text(step.name(), line)}
            {button}
        </li>
    }
    .into_any()
}

/// "5 stretches, done 7:09".
fn done_text(step: Step, routine: &Routine, at: Option<Instant>) -> String {
    let when =
        at.map_or_else(|| "done".to_owned(), |at| text!("done ", format::time_of_day(at.minute_of_day())));
    let stretched = routine.guided().stretched.len();
    if step == Step::Stretch && stretched > 0 {
        text!(format::count(stretched, "stretch", "stretches"), ", ", when)
    } else {
        text!("D", when[1..])
    }
}

fn toggle(state: &'static State, step: Step) {
    let now = (state.device.now)();
    let is_done = untrack(|| routine(state)).is_done(step);
    change(state, |routine| if is_done { routine.untick(step) } else { routine.tick(step, Some(now)) });
    if !is_done {
        state.give_feedback(Feedback::Ticked);
    }
}

/// Changes the open routine. If that was the last tick, it can be undone for a while.
fn change(state: &'static State, change: impl FnOnce(&mut Routine)) {
    if let Some((id, before)) = state.diary.routine(change) {
        offer_to_go_on(state, "All four done", id, before);
    }
}

fn finish_here(state: &'static State) {
    if let Some((id, before)) = state.diary.close_routine() {
        offer_to_go_on(state, "Routine finished", id, before);
    }
}

fn offer_to_go_on(state: &'static State, text: &'static str, id: RunId, before: Routine) {
    state.notices.show_long_undo(text, move || state.diary.go_on(&id, before.clone()));
    request_animation_frame(crate::pages::shell::focus::focus_heading);
}
