//! The body map as a picture, in run details and as thumbnails.

use super::body_map::{badge, badge_place, drawn, mark, silhouette};
use super::figure::figure;
use crate::domain::body::map::{Drawing, View};
use crate::domain::body::region::{BodyPart, Region};
use crate::domain::body::spots::TightSpots;
use leptos::prelude::*;

/// One drawing with its marks and badges. Hidden from screen readers: the spots are listed beside it.
pub fn map_picture(view: View, drawing: Drawing, spots: &TightSpots) -> AnyView {
    let mark = |region| spots.level(region).map(|level| (level.number(), level.number().into()));
    marked_picture(view, drawing, mark)
}

/// One drawing; `marked` returns the fill of an area (1 to 3) and the number on it.
pub fn marked_picture(
    view: View,
    drawing: Drawing,
    marked: impl Fn(Region) -> Option<(u8, usize)>,
) -> AnyView {
    let (mut regions, mut marks, mut badges) = (String::new(), String::new(), String::new());
    for shape in view.shapes(drawing) {
        regions += &text!("<path class=\"bm-r\" d=\"", shape.path, "\"/>");
        if let Some((fill, number)) = marked(shape.region) {
            let (region, fill, number) = (shape.region.id(), fill.to_string(), number.to_string());
            marks += &mark(&region, &fill, shape.path);
            badges += &badge(&region, &fill, &number, &badge_place(shape, view, drawing, false));
        }
    }
    let content = drawn((view, drawing, false), &regions, &marks, &badges);
    view! {
        <svg class="bodymap" viewBox=view.view_box(drawing) aria-hidden="true" inner_html=content></svg>
    }
    .into_any()
}

/// A picture of an exercise: its figure, or the areas that it is for where no figure shows them.
#[derive(Clone, PartialEq)]
pub enum Picture {
    /// A figure, and whether it is mirrored for the right side.
    Figure(&'static str, bool),
    Areas(Vec<Region>),
}

impl Picture {
    pub fn view(self) -> AnyView {
        match self {
            Picture::Figure(name, is_mirrored) => figure(name, is_mirrored),
            Picture::Areas(regions) => area_picture(&regions),
        }
    }
}

/// The side of the body that shows these areas best, with the areas filled in.
fn area_picture(regions: &[Region]) -> AnyView {
    let Some(first) = regions.first() else { return ().into_any() };
    let view = View::Part(BodyPart::of(first.area()));
    let shows =
        |drawing: &Drawing| view.shapes(*drawing).filter(|shape| regions.contains(&shape.region)).count();
    let drawings = view.drawings(false);
    // The first of equally good ones: the front.
    let best = drawings.iter().rev().copied().max_by_key(shows).unwrap_or(Drawing::Front);
    let (mut shapes, mut marks) = (String::new(), String::new());
    for shape in view.shapes(best) {
        shapes += &text!("<path class=\"bm-r\" d=\"", shape.path, "\"/>");
        if regions.contains(&shape.region) {
            marks += &text!("<path class=\"bm-area\" d=\"", shape.path, "\"/>");
        }
    }
    let content = drawn((view, best, false), &shapes, &marks, "");
    view! {
        <svg class="bodymap area-picture" viewBox=view.view_box(best) aria-hidden="true" inner_html=content></svg>
    }
    .into_any()
}

/// Thumbnails of the front and the back: the legs, or the whole body if a mark is above the hip.
pub fn map_thumbs(spots: &TightSpots) -> AnyView {
    let all_on_the_legs = spots.count_in(BodyPart::UpperBody) == 0;
    let view = if all_on_the_legs { View::LEGS } else { View::Whole };
    let crop = if all_on_the_legs { "104 372 192 522" } else { "20 0 360 900" };
    let thumb = |drawing: Drawing| {
        let mut content = text!("<use class=\"bm-sil\" href=\"", silhouette(drawing), "\"/>");
        for shape in view.shapes(drawing) {
            if let Some(level) = spots.level(shape.region) {
                content += &mark(&shape.region.id(), &level.number().to_string(), shape.path);
            }
        }
        view! {
            <svg class="bodymap thumbnail" viewBox=crop aria-hidden="true" inner_html=content></svg>
        }
    };
    view! { <span class="map-thumbs">{[Drawing::Front, Drawing::Back].map(thumb).collect_view()}</span> }
        .into_any()
}
