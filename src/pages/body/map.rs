//! The two figures of a view.

use super::{BodyPage, phone_views};
use crate::components::{BodyMap, map_picture};
use crate::domain::body::map::{Drawing, View};
use crate::domain::body::region::{BodyPart, Region};
use crate::domain::body::regions::Regions;
use crate::domain::body::spots::TightSpots;
use crate::state::{Layout, state};
use leptos::prelude::*;

pub(super) fn figures_in(body: BodyPage) -> AnyView {
    let is_first_launch = body.state.diary.is_new();
    let beacon = Signal::derive(move || is_first_launch.get() && body.view.get() == View::LEGS);
    let on_tap = Callback::new(move |region| body.tap(region));
    let on_hold = Callback::new(move |region| body.open_sheet(region));
    figures(
        body.view,
        body.spots.into(),
        body.outlined.into(),
        body.worked_on.into(),
        beacon,
        on_tap,
        on_hold,
    )
}

/// Two figures with captions. Swiping them sideways changes the view.
pub(crate) fn figures(
    view: RwSignal<View>,
    spots: Signal<TightSpots>,
    outlined: Signal<TightSpots>,
    worked_on: Signal<Regions>,
    beacon: Signal<bool>,
    on_tap: Callback<Region>,
    on_hold: Callback<Region>,
) -> AnyView {
    let state = state();
    let is_phone = move || state.layout.get() == Layout::Phone;
    let on_swipe = Callback::new(move |left: bool| {
        let views = phone_views();
        if let Some(index) = views.iter().position(|other| *other == view.get_untracked()) {
            let next = index.saturating_add_signed(if left { 1 } else { -1 }).min(views.len() - 1);
            view.set(views[next]);
        }
    });
    let mirror = Memo::new(move |_| state.preferences.get().mirror);
    let figure = move |drawing: Drawing, mirror: bool, view: View| {
        let shows_beacon = Signal::derive(move || beacon.get() && drawing == Drawing::Front);
        let map = view! {
            <BodyMap
                view=view
                drawing=drawing
                mirrored=mirror && drawing == Drawing::Front
                spots=spots
                outlined=outlined
                worked_on=worked_on
                beacon=shows_beacon
                on_tap=on_tap
                on_hold=on_hold
                on_swipe=on_swipe
            />
        };
        let map =
            if is_phone() { view! { <div class="body-fit">{map}</div> }.into_any() } else { map.into_any() };
        view! { <figure>{map} {caption(drawing, mirror)}</figure> }
    };
    let class = move || match (is_phone(), view.get()) {
        (true, View::Part(BodyPart::Soles)) => "body-figures view-soles",
        (true, _) => "body-figures",
        (false, _) => "wide-figures",
    };
    let inside = move || {
        let (view, mirror) = (view.get(), mirror.get());
        view.drawings(mirror).into_iter().map(|drawing| figure(drawing, mirror, view)).collect_view()
    };
    view! { <div class=class>{inside}</div> }.into_any()
}

fn caption(drawing: Drawing, mirror: bool) -> AnyView {
    let (left, right) = match drawing {
        Drawing::Front if mirror => ("Left", "Right"),
        Drawing::Front => ("Right", "Left"),
        Drawing::Back => ("Left", "Right"),
        Drawing::LeftSole | Drawing::RightSole => ("", ""),
    };
    view! {
        <figcaption class="side-caption">
            <span>{left}</span>
            <b>{drawing.name()}</b>
            <span>{right}</span>
        </figcaption>
    }
    .into_any()
}

/// The button between the feet of the whole bodies: switches to the soles and back.
pub(super) fn soles_tile(body: BodyPage) -> AnyView {
    let soles = View::Part(BodyPart::Soles);
    let on_soles = move || body.view.get() == soles;
    let pictures = move || {
        body.spots.with(|spots| {
            soles.drawings(false).map(|drawing| map_picture(soles, drawing, spots)).collect_view()
        })
    };
    view! {
        <button
            class="card wide-soles"
            on:click=move |_| body.view.set(if on_soles() { View::Whole } else { soles })
        >
            {move || (!on_soles()).then(pictures)}
            <span>{move || if on_soles() { "Whole body" } else { "Soles" }}</span>
        </button>
    }
    .into_any()
}
