//! The row below the map. Everything that comes and goes on Body is in this row, so that the map never moves.
//!
//! One item leads: trouble with saving, an undo, a caution or a hint. The chips of the marked spots follow.

use super::{BodyPage, open_sheet};
use crate::components::{ToastView, action_row, icon, icon_small, level_badge, row_text};
use crate::content::care;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::body::spot::Spot;
use crate::domain::body::spots::TightSpots;
use crate::domain::time::format;
use crate::pages::shell::update_toast::update_toast;
use crate::pages::shell::warnings;
use crate::state::State;
use crate::state::route::Route;
use leptos::html::Div;
use leptos::prelude::*;

/// Shown and announced after a spot was marked severe.
pub(super) const SEVERE_TODAY: &str = "Severe today? Walk first, or swap the run.";
/// The number of taps after which a hint points to the sheets of the spots.
const TAPS_BEFORE_HINT: u8 = 3;

/// "3 spots".
pub(super) fn count_text(spots: &TightSpots) -> String {
    format::count(spots.len(), "spot", "spots")
}

/// The first item in the row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leader {
    Trouble(&'static str),
    Toast,
    Update,
    Offline,
    Note(&'static str),
    Nothing,
}

fn leader(body: BodyPage) -> Leader {
    let state = body.state;
    if let Some(title) = warnings::in_brief(state) {
        Leader::Trouble(title)
    } else if state.notices.toast().with(Option::is_some) {
        Leader::Toast
    } else if state.is_update_offered() {
        Leader::Update
    } else if state.connection.is_hint_due() {
        Leader::Offline
    } else if body.severe.get() {
        Leader::Note(SEVERE_TODAY)
    } else {
        body.spots.with(|spots| note(state, spots)).map_or(Leader::Nothing, Leader::Note)
    }
}

/// The row on a phone.
pub(super) fn row(body: BodyPage, is_list: Memo<bool>) -> AnyView {
    let is_new = body.state.diary.is_new();
    let leader = Memo::new(move |_| leader(body));
    // Scroll back to the start, where the chip of the last tap is.
    let row = NodeRef::<Div>::new();
    Effect::new(move || {
        body.spots.with(TightSpots::newest);
        leader.track();
        if let Some(row) = row.get() {
            row.set_scroll_left(0);
        }
    });
    let hint = move || (leader.get() == Leader::Nothing && is_new.get()).then(hint);
    // The list already shows every spot.
    let chips = move || (!is_list.get()).then(|| chips(body));
    view! {
        <div class="chips spot-row" node_ref=row>
            {move || leader_view(body, leader.get())}
            {move || repeat_chip(body)}
            {hint}
            {chips}
        </div>
    }
    .into_any()
}

/// The row on a wide screen: above the list of the spots, in a box that is always there.
pub(super) fn wide_row(body: BodyPage) -> AnyView {
    let leader = Memo::new(move |_| leader(body));
    view! { <div class="spot-row spot-row-wide">{move || leader_view(body, leader.get())}</div> }.into_any()
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

fn toast(state: &'static State) -> Option<AnyView> {
    let toast = state.notices.toast().get()?;
    let on_dismiss = Callback::new(move |()| state.notices.withdraw(toast.id));
    let view =
        view! { <ToastView text=toast.text lasts=toast.lasts action=toast.action is_pill=true on_dismiss /> };
    Some(view.into_any())
}

/// The hint before the very first tap.
fn hint() -> AnyView {
    view! {
        <div class="row-hint">
            <p>
                <b>"Tap what feels tight."</b>
                " Tap again if it’s stronger."
            </p>
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
        <button class="chip spot" on:click=move |_| open_sheet(body.state, region)>
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

/// "Race tomorrow" or "Massage yesterday: keep it easy", until something is marked. Then, after a few taps, a hint.
pub(crate) fn note(state: &'static State, spots: &TightSpots) -> Option<&'static str> {
    if !spots.is_empty() {
        let is_due = state.preferences.get().taps == TAPS_BEFORE_HINT;
        return is_due.then_some("Tap a name to add how it feels.");
    }
    let today = (state.device.now)().day();
    let race = state.care.with_races(|races| care::race_near(races, today));
    let booked = state.care.appointments();
    race.or_else(|| booked.into_iter().find_map(|(_, appointment)| care::around(&appointment, today)))
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
                    move || open_sheet(body.state, region),
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
