//! Guided sessions: stretches, legs up the wall, slow breaths, self-massage. A session is a deadline in its
//! record. The player only shows its position and gives its cues.

mod breathe;
mod cues;
mod ended;
mod exercises;
mod hands_free;
mod legs_up;
mod massage_check;

pub(super) use legs_up::check_sheet;
pub(super) use massage_check::ask_first;

use crate::components::{icon, icon_large};
use crate::content::advice;
use crate::content::plan::Ease;
use crate::content::recovery::{self, Amount, Recovery};
use crate::domain::body::spots::TightSpots;
use crate::domain::care::race::was_marathon;
use crate::domain::feedback::Feedback;
use crate::domain::massage::Massage;
use crate::domain::recovery::guide::{Exercise, Guide, Position};
use crate::domain::recovery::routine::Step;
use crate::domain::run::Run;
use crate::domain::time::format;
use crate::domain::time::instant::{Instant, SECOND};
use crate::pages::shell::focus::focus_heading;
use crate::state::hands_free::TOUCH_FIRST;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The subject of a guided session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Session {
    Step(Step),
    Massage,
}

impl Session {
    /// The guide of the session while it is under way; tracked.
    fn guide(self, state: &'static State) -> Option<Guide> {
        match self {
            Session::Step(step) => state.diary.recovering().with(|run| {
                run.as_ref().and_then(Run::routine).and_then(|routine| routine.guide(step)).cloned()
            }),
            Session::Massage => {
                state.massages.under_way().with(|massage| massage.as_ref().and_then(Massage::guide).cloned())
            }
        }
    }

    fn position(self, state: &'static State) -> Option<Position> {
        self.guide(state).and_then(|guide| guide.position(state.clock.now()))
    }

    fn is_paused(self, state: &'static State) -> bool {
        self.guide(state).is_some_and(|guide| guide.is_paused())
    }

    /// Seconds left of the current part.
    fn seconds_left(self, state: &'static State) -> format::Seconds {
        self.position(state).map_or(0, |position| format::seconds_left(position.left))
    }

    fn change(self, state: &'static State, act: impl FnOnce(&mut Guide, Instant)) {
        let now = state.clock.refresh();
        match self {
            Session::Step(step) => {
                state.diary.routine(|routine| routine.change_guide(step, |guide| act(guide, now)));
            }
            Session::Massage => state.massages.change_guide(|guide| act(guide, now)),
        }
    }

    /// Ends the session, whatever time is left. A step then shows its end and offers the next step.
    fn finish(self, state: &'static State) {
        if !state.vault.may_change() {
            return;
        }
        let now = state.clock.refresh();
        match self {
            Session::Step(step) => {
                state.hands_free.finish();
                state.ended.set(Some(self.route()));
                state.diary.routine(|routine| routine.tick(step, Some(now)));
            }
            Session::Massage => {
                state.massages.prepare(None);
                match state.massages.finish() {
                    Some(id) => {
                        let undo = move || _ = state.massages.remove(&id);
                        _ = state.notices.show_undo("It’s in your log", undo);
                    }
                    None => state.notices.show("Too short for the log"),
                }
                state.router.close();
            }
        }
    }

    /// Whether its controls lead from exercise to exercise.
    fn has_several(self) -> bool {
        self == Session::Step(Step::Stretch)
    }

    const fn name(self) -> &'static str {
        match self {
            Session::Step(step) => step.name(),
            Session::Massage => "Self-massage",
        }
    }

    /// The page of its player.
    const fn route(self) -> Route {
        match self {
            Session::Step(Step::Stretch) => Route::Stretch,
            Session::Step(Step::LegsUp) => Route::LegsUp,
            Session::Step(Step::Breathe) => Route::Breathe,
            Session::Step(Step::Rehydrate) => Route::Recover,
            Session::Massage => Route::Massage,
        }
    }

    /// The sentence at the end. A skipped step has its own.
    fn ended_text(self, state: &'static State) -> &'static str {
        let is_open = |step: Step| {
            let recovering = state.diary.recovering();
            recovering
                .with(|run| run.as_ref().and_then(Run::routine).is_some_and(|routine| !routine.is_done(step)))
        };
        match self {
            Session::Step(step) if is_open(step) => "Skipped. The step stays open.",
            Session::Step(Step::LegsUp) => "Nice. Roll to your side before you get up.",
            Session::Step(Step::Stretch) => "Nice and loose. Shake it out.",
            Session::Step(_) => "Nice. Stay a moment if you like.",
            Session::Massage => "Nice. It’s in your log.",
        }
    }
}

/// Starts a step of the routine or continues it, and opens its player. Must be called from a user gesture,
/// because sounds need one.
pub(super) fn open_step(state: &'static State, step: Step) {
    state.unlock_sound();
    let session = Session::Step(step);
    let route = session.route();
    if let Some(guide) = untrack(|| session.guide(state)) {
        if guide.is_paused() {
            session.change(state, Guide::toggle_pause);
        }
        state.router.go(route);
        return;
    }
    let settings = state.preferences.get_untracked();
    let closed = untrack(|| advice::no_legs_up(&advised(state))).filter(|_| step == Step::LegsUp);
    if let Some(why) = closed {
        state.notices.show(why);
        return;
    }
    if step == Step::LegsUp && settings.legs_up.is_none() {
        state.router.go(Route::LegsUpCheck);
        return;
    }
    if step == Step::Stretch {
        state.is_short_on_time.set(false);
    }
    open_new(state, step);
}

/// "Two stretches, then breathe." Must be called from a user gesture.
pub(super) fn open_short(state: &'static State) {
    state.unlock_sound();
    state.is_short_on_time.set(true);
    open_new(state, Step::Stretch);
}

/// Slow breaths with the legs up. Must be called from a user gesture.
pub(super) fn open_both(state: &'static State) {
    state.unlock_sound();
    start(state, Step::Breathe, recovery::both_at_once(&state.preferences.get_untracked()));
    state.router.go(Route::Breathe);
}

fn open_new(state: &'static State, step: Step) {
    if begin(state, step) {
        state.router.go(Session::Step(step).route());
    } else {
        state.notices.show("Nothing to stretch today: leave those spots alone");
    }
}

/// The spots of the run that is just over, and those that must be spared.
pub(super) fn advised(state: &'static State) -> TightSpots {
    let spots = state.diary.just_over().map(|run| run.all_spots().into_owned());
    spots.unwrap_or_default().with_spared(&state.diary.spared())
}

/// What the routine of the run that is just over depends on. After a marathon it is always the mild one.
pub(super) fn recovery(state: &'static State, amount: Amount) -> Recovery {
    let run = state.diary.just_over();
    let turn = state.with_own_entries(|all| {
        let is_earlier = |other: &&&Run| run.as_ref().is_none_or(|run| other.id != run.id);
        all.iter().filter(is_earlier).filter(|other| other.timing().is_some()).count()
    });
    let is_mild = run.as_ref().is_some_and(|run| state.care.with_races(|races| was_marathon(run, races)));
    Recovery {
        advised: advised(state),
        turn,
        came_up: run.map(|run| run.came_up).unwrap_or_default(),
        amount: if is_mild { Amount::Mild } else { amount },
    }
}

/// Starts a step of the routine from its beginning. Returns `false` if it has no exercises: every move may
/// load a spot that must be spared.
fn begin(state: &'static State, step: Step) -> bool {
    let amount = if state.is_short_on_time.get_untracked() { Amount::Short } else { Amount::Full };
    let exercises = untrack(|| recovery(state, amount)).session(step, &state.preferences.get_untracked());
    start(state, step, exercises)
}

fn start(state: &'static State, step: Step, exercises: Vec<Exercise>) -> bool {
    let guide = Guide::start(exercises, state.clock.refresh());
    let is_begun = guide.is_some();
    if let Some(guide) = guide {
        state.diary.routine(|routine| routine.begin(step, guide));
    }
    is_begun
}

/// Starts a self-massage. The first one ever asks who should see a doctor before. Must be called from a user gesture.
pub(super) fn massage(state: &'static State, ease: Ease) {
    state.unlock_sound();
    state.massages.finish();
    state.massages.prepare(Some(ease));
    state.ended.set(None);
    if state.preferences.get_untracked().massage_checked {
        state.massages.begin();
    }
    state.router.go(Route::Massage);
}

/// Continues the self-massage that the runner left in the middle. Must be called from a user gesture.
pub(super) fn go_on_with_massage(state: &'static State) {
    state.unlock_sound();
    if untrack(|| Session::Massage.is_paused(state)) {
        Session::Massage.change(state, Guide::toggle_pause);
    }
    state.router.go(Route::Massage);
}

pub(super) fn page(session: Session) -> AnyView {
    let state = state();
    state.clock.watch();
    hands_free::follow(state, session);
    cues::schedule(state, session);
    // Pause for later when the runner leaves: nobody holds a stretch on another page. Turning the phone
    // removes the page too, but does not leave it.
    on_cleanup(move || {
        if state.router.route_untracked().page() != session.route() {
            session.change(state, Guide::pause);
            state.ended.set(None);
            state.massages.prepare(None);
        }
    });
    let ended = Memo::new(move |_| {
        session.guide(state).is_some_and(|guide| guide.ended(state.clock.now()).is_some())
    });
    Effect::new(move |_| {
        if ended.get() && state.vault.may_change() {
            untrack(|| {
                // The session ends in the record; the player stays to say so.
                state.ended.set(Some(session.route()));
                state.close_overdue();
                state.hands_free.finish();
                state.give_feedback(Feedback::End);
                state.notices.say(session.ended_text(state));
            });
            request_animation_frame(focus_heading);
        }
    });
    let is_on = Memo::new(move |_| session.guide(state).is_some());
    let has_ended = Memo::new(move |_| state.ended.with(Option::is_some));
    let is_unchecked = Memo::new(move |_| {
        state.massages.prepared().is_some()
            && !state.preferences.get().massage_checked
            && state.vault.may_change()
    });
    (move || match session {
        Session::Step(Step::LegsUp) if is_on.get() => legs_up::player(state),
        Session::Step(Step::Breathe) if is_on.get() => breathe::player(state),
        _ if is_on.get() => exercises::player(state, session),
        Session::Step(step) => ended::step(state, step),
        Session::Massage if has_ended.get() => ended::massage(state),
        // Nothing, once the answer is given and the massage has ended elsewhere.
        Session::Massage if is_unchecked.get() => massage_check::page(state),
        Session::Massage => ().into_any(),
    })
    .into_any()
}

/// Start over, pause, done.
fn hold_controls(state: &'static State, session: Session) -> AnyView {
    let done = move |_| session.finish(state);
    view! {
        <div class="player-controls">
            <button
                class="icon-btn large ring"
                aria-label="Start over"
                on:click=move |_| session.change(state, Guide::restart)
            >
                {icon_large("refresh")}
            </button>
            {pause_button(state, session)}
            <button class="icon-btn large ring" aria-label="Done" on:click=done>
                {icon_large("check")}
            </button>
        </div>
    }
    .into_any()
}

fn pause_button(state: &'static State, session: Session) -> AnyView {
    let is_paused = move || session.is_paused(state);
    let toggle = move |_| {
        state.unlock_sound();
        session.change(state, Guide::toggle_pause);
    };
    view! {
        <button
            class="icon-btn huge calm-solid"
            aria-label=move || if is_paused() { "Go on" } else { "Pause" }
            on:click=toggle
        >
            {move || icon_large(if is_paused() { "play" } else { "pause" })}
        </button>
    }
    .into_any()
}

/// The note below the controls: the usual one, unless the browser wants a touch before it plays the cues.
fn note(state: &'static State, usual: impl Fn() -> String + Send + 'static) -> AnyView {
    let is_refused = move || state.hands_free.is_wanted() && state.hands_free.is_refused();
    let text = move || if is_refused() { TOUCH_FIRST.to_owned() } else { usual() };
    view! { <p class="player-note">{text}</p> }.into_any()
}

/// Sounds on or off, at the right of a player's header.
fn sound_button(state: &'static State) -> AnyView {
    let is_on = move || state.preferences.get().sounds;
    let toggle = move |_| {
        state.preferences.change(|settings| settings.sounds = !settings.sounds);
        state.unlock_sound();
    };
    view! {
        <button class="icon-btn" aria-label="Sounds" aria-pressed=move || is_on().to_string() on:click=toggle>
            {move || icon(if is_on() { "sound" } else { "sound-off" })}
        </button>
    }
    .into_any()
}

/// The share of the current part that is left, in hundredths of a percent.
fn share_left(state: &'static State, session: Session) -> u32 {
    let position = session.position(state);
    position.map_or(0, |position| {
        let whole = i64::from(position.length) * SECOND;
        u32::try_from(position.left * 10_000 / whole.max(1)).unwrap_or(0)
    })
}
