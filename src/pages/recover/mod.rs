//! After the run: drink, stretch, legs up, breathe.

pub(super) mod after_run;
mod all_done;
mod came_up;
mod drink;

use crate::components::{Banner, Empty, Tone, check, empty_lap, icon_of, icon_small, mini_lap, row_text};
use crate::content::recovery::{Amount, SHORT_STRETCHES, WALK};
use crate::content::{advice, stretch};
use crate::domain::feedback::Feedback;
use crate::domain::recovery::routine::{Routine, Step, StepState};
use crate::domain::run::{Run, RunId, Timing};
use crate::domain::time::format;
use crate::domain::time::instant::Instant;
use crate::pages::run::how_far;
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
    const QUESTION: &str = "Just back from a run?";
    let is_asking = RwSignal::new(false);
    let begin = move |_| {
        is_asking.set(true);
        state.notices.say(QUESTION.to_owned());
    };
    let answer = move |text: &'static str, class: &'static str, open: fn(&'static State)| {
        view! {
            <button class=class on:click=move |_| open(state)>
                {text}
            </button>
        }
    };
    let ask = move || {
        view! {
            <p>
                <b>{QUESTION}</b>
            </p>
            <div class="button-row">
                {answer("Yes", "btn calm", |state| state.diary.recover_without_start())}
                {answer("No, a rest day", "btn quiet", |state| state.diary.rest())}
            </div>
        }
    };
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
                        if is_asking.get() {
                            return ask().into_any();
                        }
                        view! {
                            <button class="btn calm-soft small" on:click=begin>
                                {icon_small("play")}
                                "Do it anyway"
                            </button>
                        }
                            .into_any()
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
    let is_rest = Memo::new(move |_| is_rest_day(state));
    let drink = move || if is_rest.get() { drink::row(state) } else { drink::card(state) };
    let came_up = move || (!is_rest.get()).then(|| came_up::card(state));
    let is_mild = Memo::new(move |_| player::recovery(state, Amount::Full).amount == Amount::Mild);
    let gently = move || {
        is_mild.get().then(|| {
            view! {
                <Banner icon="info" tone=Tone::Calm role="status">
                    {advice::AFTER_MARATHON}
                </Banner>
            }
        })
    };
    view! {
        {root_header("Recover", sub, how_far::link(state))}
        <main class="view dense" inert=move || state.vault.is_read_only()>
            {urgent} {gently} {drink} {came_up}
            <p class="text-small walk-first">{move || walk_first(state)}</p>
            <ul class="card flush routine">
                {[Step::Stretch, Step::LegsUp, Step::Breathe]
                    .map(|step| step_row(state, step))
                    .collect_view()}
            </ul>
            {shortcuts(state)} {reasons} {left_out}
            {care::homework::today(state, true)}
            <div class="lap-foot">
                {move || mini_lap(&routine(state))}
                <p class="text-small">{move || progress(state)}</p>
                <button class="btn plain small" on:click=move |_| finish_here(state)>
                    "Finish here"
                </button>
            </div>
            {see_someone::button()}
        </main>
    }
    .into_any()
}

/// Whether the open routine is that of a rest day.
fn is_rest_day(state: &'static State) -> bool {
    state.diary.recovering().with(|run| run.as_ref().is_some_and(|run| run.is_rest))
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
        _ => planned(state, step),
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

/// "4 stretches, 5 min": what a step that is still open takes.
fn planned(state: &'static State, step: Step) -> String {
    let recovery = player::recovery(state, Amount::Full);
    let minutes = format!("{} min", recovery.minutes(step, &state.preferences.get()));
    let stretches = || format::count(recovery.stretches().len(), "stretch", "stretches");
    match step {
        Step::Stretch if recovery.stretches().is_empty() => "Nothing to stretch today".to_owned(),
        Step::Stretch if recovery.amount == Amount::Mild => {
            text!("If you like: ", stretches(), ", ", minutes)
        }
        Step::Stretch => text!(stretches(), ", ", minutes),
        _ => minutes,
    }
}

/// "1 of 4 done, 9 min to go".
fn progress(state: &'static State) -> String {
    let (routine, recovery) = (routine(state), player::recovery(state, Amount::Full));
    let open = Step::ALL.into_iter().filter(|step| !routine.is_done(*step));
    let minutes: u32 = open.map(|step| recovery.minutes(step, &state.preferences.get())).sum();
    let done = format!("{} of 4 done", routine.done_count());
    if minutes > 0 { format!("{done}, {minutes} min to go") } else { done }
}

/// What comes before the stretches.
fn walk_first(state: &'static State) -> String {
    let has_cooled_down = timing(state).is_some_and(|timing| timing.has_cooled_down(state.clock.now()));
    if is_rest_day(state) {
        return "Rest day. Move a little first, so that you’re warm.".to_owned();
    }
    let lead = if has_cooled_down { "Cooled down? Walk first" } else { "Walk first" };
    format!("{lead}, {} to {} easy minutes.", WALK.0, WALK.1)
}

/// Shorter ways through the routine, while its guided steps are open.
fn shortcuts(state: &'static State) -> AnyView {
    let is_open = move |step: Step| routine(state).state(step) == &StepState::Open;
    let is_mild = move || player::recovery(state, Amount::Full).amount == Amount::Mild;
    let short = move || is_open(Step::Stretch) && is_open(Step::Breathe) && !is_mild();
    let both = move || {
        // The safety questions come before the first session with the legs up.
        let has_checked = state.preferences.get().legs_up.is_some();
        let is_closed = is_closed(state, Step::LegsUp).is_some();
        is_open(Step::LegsUp) && is_open(Step::Breathe) && has_checked && !is_closed
    };
    let (short, both) = (Memo::new(move |_| short()), Memo::new(move |_| both()));
    let chip = move |title: &'static str, text: String, open: fn(&'static State)| {
        view! {
            <button class="chip offer" on:click=move |_| open(state)>
                <span>
                    <b>{title}</b>
                    <small>{text}</small>
                </span>
            </button>
        }
    };
    view! {
        <div class="chips wrap shortcuts">
            {move || {
                short.get().then(|| chip("Short on time?", format!("{SHORT_STRETCHES} stretches, then breathe"), player::open_short))
            }}
            {move || both.get().then(|| chip("Both at once", "Legs up and slow breaths".to_owned(), player::open_both))}
        </div>
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
