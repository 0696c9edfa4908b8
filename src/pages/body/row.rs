//! The row below the map. Everything that comes and goes on Body is in this row, so that the map never moves.
//!
//! One item leads: trouble with saving, an undo, a caution or a hint. The chips of the marked spots follow.

use super::BodyPage;
use crate::components::{ToastView, action_row, icon, icon_small, level_badge, row_text};
use crate::content::{advice, care, easing, race, visit};
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::body::spot::Spot;
use crate::domain::body::spots::TightSpots;
use crate::domain::run::Moment;
use crate::domain::run::recent::Question;
use crate::domain::time::format;
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::update_toast::update_toast;
use crate::pages::shell::warnings;
use crate::state::State;
use crate::state::route::Route;
use leptos::html::Div;
use leptos::prelude::*;

/// The number of taps after which a hint points to the sheets of the spots.
const TAPS_BEFORE_HINT: u8 = 3;

/// "3 spots".
pub(super) fn count_text(spots: &TightSpots) -> String {
    format::count(spots.len(), "spot", "spots")
}

/// The first item in the row.
#[derive(Clone, PartialEq, Eq)]
enum Leader {
    Trouble(&'static str),
    Toast,
    /// What does the spot of the last tap feel like?
    Asked(Region),
    /// Is what was sharp days ago gone?
    DaysLater(Question),
    Update,
    Offline,
    Note(String),
    Nothing,
}

fn leader(body: BodyPage) -> Leader {
    let state = body.state;
    if let Some(title) = warnings::in_brief(state) {
        Leader::Trouble(title)
    } else if state.notices.toast().with(Option::is_some) {
        Leader::Toast
    } else if let Some(region) = body.asked.get().filter(|region| body.asks_about(*region)) {
        Leader::Asked(region)
    } else if body.moment == Moment::After {
        Leader::Nothing
    } else if state.is_update_offered() {
        Leader::Update
    } else if let Some(question) = question(state) {
        Leader::DaysLater(question)
    } else if state.connection.is_hint_due() {
        Leader::Offline
    } else {
        body.spots.with(|spots| note(state, spots)).map_or(Leader::Nothing, Leader::Note)
    }
}

/// Nothing is asked of a runner who can only look.
fn question(state: &'static State) -> Option<Question> {
    state.clock.day().get();
    if state.vault.is_read_only() { None } else { state.diary.question() }
}

/// The row on a phone.
pub(super) fn row(body: BodyPage, is_list: Memo<bool>) -> AnyView {
    let is_new = body.state.diary.is_new();
    let leader = Memo::new(move |_| leader(body));
    // Scroll back to the start, where the chip of the last tap is. Once the row has changed: a browser keeps the chip that it
    // has snapped to in its place.
    let row = NodeRef::<Div>::new();
    Effect::new(move || {
        body.spots.with(TightSpots::newest);
        leader.track();
        if let Some(row) = row.get() {
            request_animation_frame(move || row.set_scroll_left(0));
        }
    });
    let hint = move || (leader.get() == Leader::Nothing && is_new.get()).then(hint);
    // The list already shows every spot.
    let chips = move || (!is_list.get()).then(|| chips(body));
    view! {
        <div class="chips spot-row" node_ref=row>
            {move || leader_view(body, leader.get())}
            {move || repeat_chip(body)}
            {move || rest_day_note(body, leader.get())}
            {hint}
            {chips}
        </div>
    }
    .into_any()
}

/// The row on a wide screen: above the list of the spots, in a box that is always there.
pub(super) fn wide_row(body: BodyPage) -> AnyView {
    let leader = Memo::new(move |_| leader(body));
    view! {
        <div class="spot-row spot-row-wide">
            {move || leader_view(body, leader.get())} {move || rest_day_note(body, leader.get())}
        </div>
    }
    .into_any()
}

fn leader_view(body: BodyPage, leader: Leader) -> AnyView {
    let state = body.state;
    match leader {
        Leader::Trouble(title) => view! {
            <div class="toast toast-alert" role="alert">
                {icon("warning")}
                <p>{title}</p>
                <a class="btn" href=Route::Trouble.hash()>
                    "Fix"
                </a>
            </div>
        }
        .into_any(),
        Leader::Toast => (move || toast(state)).into_any(),
        Leader::Asked(region) => what_it_feels_like(body, region),
        Leader::DaysLater(question) => days_later(body, question),
        Leader::Update => update_toast(state),
        Leader::Offline => view! {
            <p class="row-note" role="status">
                {icon("offline")}
                <span>
                    <b>"You’re offline."</b>
                    " Everything still works."
                </span>
            </p>
        }
        .into_any(),
        Leader::Note(words) => view! {
            <p class="row-note">
                <span>{words}</span>
            </p>
        }
        .into_any(),
        Leader::Nothing => ().into_any(),
    }
}

/// A question with two answers.
fn ask(
    label: String,
    words: AnyView,
    (yes, no): (&'static str, &'static str),
    on_answer: impl Fn(bool) + Copy + 'static,
) -> AnyView {
    let answer = move |name: &'static str, is_yes: bool| {
        let words = name.split(' ').map(|word| view! { <span>{word} " "</span> }).collect_view();
        view! {
            <button class="chip" on:click=move |_| on_answer(is_yes)>
                <span class="ask-words">{words}</span>
            </button>
        }
    };
    view! {
        <div class="row-ask" role="group" aria-label=label>
            <p>{words}</p>
            {answer(yes, true)}
            {answer(no, false)}
        </div>
    }
    .into_any()
}

fn what_it_feels_like(body: BodyPage, region: Region) -> AnyView {
    let (lead, question, no) = advice::question(region.area());
    let words = view! {
        <b>{lead}</b>
        " "
        {question}
    };
    ask(region.name(), words.into_any(), ("Yes", no), move |is_yes| body.answer(region, is_yes))
}

fn days_later(body: BodyPage, question: Question) -> AnyView {
    let state = body.state;
    let name = question.region.name();
    let (words, short) = advice::days_later(&question, (state.device.now)().day());
    let label = text!(name, " ", words);
    let answer = move |is_gone: bool| {
        let undo = state.diary.answer(question.region, is_gone);
        if !is_gone {
            state.router.go(Route::SeeSomeone);
        } else if let Some(undo) = undo {
            body.say("Noted".to_owned());
            body.offer_undo(text!(question.region.name(), ": gone"), undo);
            request_animation_frame(focus_heading);
        }
    };
    let words = view! {
        <b>{name}</b>
        " "
        {short}
    };
    ask(label, words.into_any(), ("Gone", "Still there"), answer)
}

fn toast(state: &'static State) -> Option<AnyView> {
    let toast = state.notices.toast().get()?;
    let on_dismiss = Callback::new(move |()| state.notices.withdraw(toast.id));
    let view =
        view! { <ToastView text=toast.text lasts=toast.lasts action=toast.action is_pill=true on_dismiss /> };
    Some(view.into_any())
}

/// Who the app's tips are for, at the first use.
pub(super) fn whom_tips_are_for() -> AnyView {
    let [what, whom, not] = advice::NO_MEDICAL_ADVICE;
    view! { <small class="text-note">{what} <span class="optional-adults">{whom}</span> {not}</small> }
        .into_any()
}

/// The hint before the very first tap.
fn hint() -> AnyView {
    view! {
        <div class="row-hint">
            <p>
                <b>"Tap what feels tight."</b>
                " Tap again if it’s stronger."
            </p>
            {whom_tips_are_for()}
            <span class="levels-key" aria-hidden="true">
                {Level::ALL.map(|level| level_badge(Some(level), false)).collect_view()}
            </span>
        </div>
    }
    .into_any()
}

fn chips(body: BodyPage) -> AnyView {
    let shown = move || body.spots.with(TightSpots::newest_then_strongest);
    // Keyed by region alone: a chip survives a change of its level, so that the focus can return to it.
    view! {
        <span class="contents" role="group" aria-label="Marked spots">
            <For each=shown key=|(region, _)| *region children=move |(region, _)| chip(body, region) />
        </span>
    }
    .into_any()
}

fn chip(body: BodyPage, region: Region) -> AnyView {
    let level = Memo::new(move |before: Option<&Option<Level>>| {
        // While the chip of a cleared spot is being removed, it shows the last level.
        body.spots.with(|spots| spots.level(region)).or(before.copied().flatten())
    });
    let is_newest = Memo::new(move |_| body.spots.with(TightSpots::newest) == Some(region));
    let words = move || level.get().map_or("", Level::sentence);
    view! {
        <button class="chip spot" on:click=move |_| body.open_sheet(region)>
            {move || level_badge(level.get(), false)}
            <span>
                <b>{region.name()}</b>
                " "
                <small class:visually-hidden=move || !is_newest.get()>{words}</small>
            </span>
        </button>
    }
    .into_any()
}

/// What the day brings, until something is marked: a race, a massage, what is still there after a race, what to change in
/// training. Then, after a few taps, a hint.
pub(crate) fn note(state: &'static State, spots: &TightSpots) -> Option<String> {
    if !spots.is_empty() {
        let is_due = state.preferences.get().taps == TAPS_BEFORE_HINT;
        return is_due.then(|| "Tap a name to add how it feels.".to_owned());
    }
    let today = (state.device.now)().day();
    let booked = state.care.appointments();
    let appointments = || booked.iter().map(|(_, appointment)| appointment);
    let massage = || {
        visit::nearest(appointments(), today).map(|(appointment, around)| visit::running(appointment, around))
    };
    let near = state.care.with_races(|races| care::race_near(races, today)).or_else(massage);
    let left = || state.asks_whats_left().map(|(_, race)| race::whats_left(&race, today));
    let change = || appointments().rev().find_map(|appointment| visit::change(appointment, today));
    near.map(str::to_owned)
        .or_else(left)
        .or_else(change)
        .or_else(|| ease_week(state))
        .or_else(|| worked_on(state))
}

/// "Easy week: Left calf.", or what came of it.
fn ease_week(state: &'static State) -> Option<String> {
    let week = state.preferences.get().ease_week?;
    if state.diary.advised().off_limits().any(|area| area == week.area) {
        return None;
    }
    let today = (state.device.now)().day();
    let reached = state.with_own_entries(|entries| week.stage(entries.iter().copied(), today))?;
    Some(easing::words(week, reached))
}

/// "Worked on, though you never marked it: Right quad.", if the therapist worked on areas that were never marked.
fn worked_on(state: &'static State) -> Option<String> {
    let names: Vec<String> = state.worked_on().iter().map(Region::name).collect();
    (!names.is_empty()).then(|| {
        text!(
            "Worked on, though you never marked it: ",
            names.join(", "),
            ". It’s outlined to keep an eye on."
        )
    })
}

/// "Rest day by your rhythm", while nothing is marked and nothing else leads.
fn rest_day_note(body: BodyPage, leader: Leader) -> Option<AnyView> {
    let is_due = leader == Leader::Nothing
        && body.moment == Moment::Before
        && body.spots.with(TightSpots::is_empty)
        && body.state.is_rest_day();
    is_due.then(|| {
        view! {
            <p class="row-note rest-note">
                {icon("legs-up")} <span>
                    <b>"Rest day by your rhythm"</b>
                    " "
                    <small>"Run if you feel like it."</small>
                </span>
            </p>
        }
        .into_any()
    })
}

/// "Same as last time", while nothing is marked.
fn repeat_chip(body: BodyPage) -> AnyView {
    let last = body.outlined.get();
    if last.is_empty() || !body.spots.with(TightSpots::is_empty) || body.state.vault.is_read_only() {
        return ().into_any();
    }
    view! {
        <button class="chip offer" on:click=move |_| body.repeat_last()>
            {icon_small("refresh")}
            <span>
                <b>"Same as last time"</b>
                " "
                <small>{text!(count_text(&last), ", outlined")}</small>
            </span>
        </button>
    }
    .into_any()
}

/// The spots as rows, for wide screens.
pub(super) fn side_list(body: BodyPage) -> AnyView {
    let rows = move || {
        let spots = body.spots.with(TightSpots::strongest_first);
        if spots.is_empty() {
            return repeat_chip(body);
        }
        let row = |(region, spot): (Region, Spot)| {
            view! {
                {action_row(
                    level_badge(Some(spot.level), false),
                    row_text(region.name(), described(&spot)),
                    move || body.open_sheet(region),
                )}
            }
        };
        view! { <div class="card flush rows-level">{spots.into_iter().map(row).collect_view()}</div> }
            .into_any()
    };
    rows.into_any()
}

/// "Moderate, tight, sore".
pub(crate) fn described(spot: &Spot) -> String {
    let feelings = spot.feelings.iter().map(|feeling| text!(", ", feeling.lower()));
    std::iter::once(spot.level.word().to_owned()).chain(feelings).collect()
}
