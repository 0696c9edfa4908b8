//! The marked spots by name: as chips under the map, as a list beside it.

use super::{BodyPage, open_sheet};
use crate::components::{icon, icon_small, legend, level_badge};
use crate::content::care;
use crate::domain::region::Region;
use crate::domain::spots::{Spot, TightSpots};
use crate::domain::words;
use leptos::prelude::*;

/// Said once a spot has been marked severe.
pub(super) const SEVERE_TODAY: &str = "Severe today? Walk first, or swap the run.";

/// "3 spots".
pub(super) fn count_text(spots: &TightSpots) -> String {
    words::count(spots.len(), "spot", "spots")
}

/// The chip row; in its place, before the first tap ever, a hint.
pub(super) fn row(body: BodyPage, is_list: Memo<bool>) -> AnyView {
    let is_new = body.state.diary.is_new();
    // The list names every spot itself.
    let beside_the_list =
        move || view! { <div class="chips chips-bare">{pill(body)} {move || repeat_chip(body)}</div> };
    (move || match (is_list.get(), is_new.get()) {
        (true, _) => beside_the_list().into_any(),
        (false, true) => first_hint(),
        (false, false) => chips(body),
    })
    .into_any()
}

fn first_hint() -> AnyView {
    view! {
        <div class="body-hint">
            <p>
                <b>"Tap what feels tight."</b>
                " Tap again if it’s stronger."
            </p>
            {legend()}
        </div>
    }
    .into_any()
}

fn chips(body: BodyPage) -> AnyView {
    let shown = move || {
        let spots = body.spots.with(TightSpots::newest_then_strongest);
        spots
            .into_iter()
            .enumerate()
            .map(|(place, (region, spot))| (region, spot, place == 0))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="chips" role="group" aria-label="Marked spots">
            {pill(body)}
            {move || repeat_chip(body)}
            <For
                each=shown
                key=|(region, spot, newest)| (*region, spot.level, *newest)
                children=move |(region, spot, newest)| chip(body, region, &spot, newest)
            />
        </div>
    }
    .into_any()
}

fn chip(body: BodyPage, region: Region, spot: &Spot, newest: bool) -> AnyView {
    let level = spot.level;
    // Only the newest spells its level; screen readers hear it with each.
    let class = (!newest).then_some("visually-hidden");
    view! {
        <button class="chip spot" on:click=move |_| open_sheet(body.state, region)>
            {level_badge(Some(level), false)}
            {region.name()}
            " "
            <small class=class>{level.word()}</small>
        </button>
    }
    .into_any()
}

/// What comes before the chips for a while: "Undo", a caution, or the hint after the third tap ever.
pub(super) fn pill(body: BodyPage) -> AnyView {
    (move || {
        if let Some((text, undo)) = body.undo.get() {
            let undo = StoredValue::new(Some(undo));
            let on_undo = move |_| {
                if let Some(undo) = undo.try_update_value(Option::take).flatten() {
                    body.state.diary.undo(undo);
                    body.undo.set(None);
                    body.say("Undone".to_owned());
                }
            };
            return view! {
                <div class="toast toast-pill">
                    <p>{text}</p>
                    <button class="btn" on:click=on_undo>
                        {icon("undo")}
                        "Undo"
                    </button>
                </div>
            }
            .into_any();
        }
        if body.severe.get() {
            return view! {
                <p class="chip offer">{SEVERE_TODAY}</p>
            }
            .into_any();
        }
        if let Some(words) = massage_near(body) {
            return view! { <p class="chip offer">{words}</p> }.into_any();
        }
        if body.state.preferences.get().taps == 3 && !body.spots.with(TightSpots::is_empty) {
            return view! { <p class="chip offer">"Tap a name to add how it feels."</p> }.into_any();
        }
        ().into_any()
    })
    .into_any()
}

/// "Massage yesterday: keep it easy", until something is marked.
fn massage_near(body: BodyPage) -> Option<&'static str> {
    let today = (body.state.device.now)().day();
    let booked = body.state.care.appointments().into_iter();
    let mut near = booked.filter_map(|(_, one)| care::around(&one, today));
    near.next().filter(|_| body.spots.with(TightSpots::is_empty))
}

/// "Same as last time", while nothing is marked.
fn repeat_chip(body: BodyPage) -> AnyView {
    let last = body.outlined.get();
    if last.is_empty() || !body.spots.with(TightSpots::is_empty) || body.undo.with(Option::is_some) {
        return ().into_any();
    }
    view! {
        <button class="chip offer" on:click=move |_| body.repeat_last()>
            {icon_small("refresh")}
            "Same as last time "
            <small>{[count_text(&last).as_str(), ", outlined"].concat()}</small>
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
                <button class="row" on:click=move |_| open_sheet(body.state, region)>
                    {level_badge(Some(spot.level), false)}
                    <div class="row-text">
                        <b>{region.name()}</b>
                        <span>{described(&spot)}</span>
                    </div>
                    {icon_small("right")}
                </button>
            }
        };
        view! { <div class="card flush inset-54">{spots.into_iter().map(row).collect_view()}</div> }
            .into_any()
    };
    rows.into_any()
}

/// "Moderate, tight, sore".
pub(in crate::pages) fn described(spot: &Spot) -> String {
    let feelings = spot.feelings.iter().map(|feeling| [", ", feeling.lower()].concat());
    std::iter::once(spot.level.word().to_owned()).chain(feelings).collect()
}
