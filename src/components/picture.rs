//! The body map as a picture, in run details and as thumbnails.

use crate::domain::body::map::{Drawing, View};
use crate::domain::body::region::{BodyPart, Region};
use crate::domain::body::spots::TightSpots;
use leptos::prelude::*;

/// The silhouette of a drawing. Its path is in the page itself (`index.html`).
pub(crate) fn silhouette(drawing: Drawing) -> &'static str {
    match drawing {
        Drawing::Front => "#sil-front",
        Drawing::Back => "#sil-back",
        Drawing::LeftSole | Drawing::RightSole => "#sil-soles",
    }
}

pub(super) fn details(drawing: Drawing) -> &'static str {
    match drawing {
        Drawing::Front => "#det-front",
        Drawing::Back => "#det-back",
        Drawing::LeftSole | Drawing::RightSole => "#det-soles",
    }
}

/// The mask that fades out a part of the body at its end.
pub(super) fn mask(view: View, drawing: Drawing) -> Option<&'static str> {
    match (view, drawing) {
        (View::Part(BodyPart::Legs), _) => Some("url(#legs)"),
        (View::Part(BodyPart::UpperBody), Drawing::Back) => Some("url(#upper-back)"),
        (View::Part(BodyPart::UpperBody), _) => Some("url(#upper-front)"),
        _ => None,
    }
}

pub(super) fn clip(drawing: Drawing) -> Option<&'static str> {
    match drawing {
        Drawing::LeftSole => Some("url(#sole-l)"),
        Drawing::RightSole => Some("url(#sole-r)"),
        _ => None,
    }
}

/// One drawing with its marks and badges. Hidden from screen readers: the spots are listed beside it.
pub fn map_picture(view: View, drawing: Drawing, spots: &TightSpots) -> AnyView {
    let mark = |region| spots.level(region).map(|level| (level.number(), level.number().into()));
    marked_picture(view, drawing, mark)
}

/// One drawing; `mark` returns the fill of an area (1 to 3) and the number on it.
pub fn marked_picture(view: View, drawing: Drawing, mark: impl Fn(Region) -> Option<(u8, usize)>) -> AnyView {
    let shapes: Vec<_> = view.shapes(drawing).collect();
    let regions = shapes.iter().map(|shape| view! { <path class="bm-r" d=shape.path /> }).collect_view();
    let marked = || shapes.iter().filter_map(|shape| Some((shape, mark(shape.region)?)));
    let fills = marked().map(|(shape, (fill, _))| view! { <path class="bm-r" data-lv=fill d=shape.path /> });
    let badges = marked().map(|(shape, (fill, number))| {
        badge(shape.badge_place(view, drawing), view.badge_scale(), fill, number)
    });
    let stretch = view.transform(false);
    view! {
        <svg class="bodymap" viewBox=view.view_box(drawing) aria-hidden="true">
            <g mask=mask(view, drawing) clip-path=clip(drawing)>
                <g transform=stretch>
                    <use class="bm-sil" href=silhouette(drawing) />
                    {regions}
                    <use href=details(drawing) />
                    {fills.collect_view()}
                </g>
            </g>
            <g class="bm-badges">{badges.collect_view()}</g>
        </svg>
    }
    .into_any()
}

/// The number on a mark, placed to the nearest art unit.
#[allow(clippy::cast_possible_truncation)] // The art is under a thousand units wide.
pub(super) fn badge((x, y): (f32, f32), scale: &'static str, fill: u8, number: usize) -> AnyView {
    let transform = format!("translate({} {}) {scale}", x.round() as i32, y.round() as i32);
    view! {
        <g transform=transform>
            <g class="bm-badge" data-lv=fill>
                <circle r="14.5" />
                <text y="0.8">{number}</text>
            </g>
        </g>
    }
    .into_any()
}

/// Thumbnails of the front and the back: the legs, or the whole body if a mark is above the hip.
pub fn map_thumbs(spots: &TightSpots) -> AnyView {
    let all_on_the_legs = spots.count_in(BodyPart::UpperBody) == 0;
    let view = if all_on_the_legs { View::LEGS } else { View::Whole };
    let crop = if all_on_the_legs { "104 372 192 522" } else { "20 0 360 900" };
    let thumb = |drawing: Drawing| {
        let marks = view.shapes(drawing).filter_map(|shape| {
            let level = spots.level(shape.region)?.number();
            Some(view! { <path class="bm-r" data-lv=level d=shape.path /> })
        });
        view! {
            <svg class="bodymap thumbnail" viewBox=crop aria-hidden="true">
                <use class="bm-sil" href=silhouette(drawing) />
                {marks.collect_view()}
            </svg>
        }
    };
    view! { <span class="map-thumbs">{[Drawing::Front, Drawing::Back].map(thumb).collect_view()}</span> }
        .into_any()
}
