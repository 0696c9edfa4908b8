//! The SVG of the drawings as text, which the browser parses at once.

use crate::domain::body::map::{Drawing, Shape, View};
use crate::domain::body::region::BodyPart;

/// The silhouette of a drawing. Its path is in the page itself (`public/drawings.svg`).
pub(in crate::components) fn silhouette(drawing: Drawing) -> &'static str {
    match drawing {
        Drawing::Front => "#sil-front",
        Drawing::Back => "#sil-back",
        Drawing::LeftSole | Drawing::RightSole => "#sil-soles",
    }
}

const fn details(drawing: Drawing) -> &'static str {
    match drawing {
        Drawing::Front => "#det-front",
        Drawing::Back => "#det-back",
        Drawing::LeftSole | Drawing::RightSole => "#det-soles",
    }
}

/// Fades out a part of the body at its end.
const fn mask(view: View, drawing: Drawing) -> &'static str {
    match (view, drawing) {
        (View::Part(BodyPart::Legs), _) => " mask=\"url(#legs)\"",
        (View::Part(BodyPart::UpperBody), Drawing::Back) => " mask=\"url(#upper-back)\"",
        (View::Part(BodyPart::UpperBody), _) => " mask=\"url(#upper-front)\"",
        _ => "",
    }
}

const fn clip(drawing: Drawing) -> &'static str {
    match drawing {
        Drawing::LeftSole => " clip-path=\"url(#sole-l)\"",
        Drawing::RightSole => " clip-path=\"url(#sole-r)\"",
        _ => "",
    }
}

/// The content of the `<svg>` of a drawing: the regions, the marks above the fine lines, and the badges above all.
pub(in crate::components) fn drawn(
    (view, drawing, mirrored): (View, Drawing, bool),
    regions: &str,
    marks: &str,
    badges: &str,
) -> String {
    text!(
        "<g",
        mask(view, drawing),
        "><g class=\"bm-art\" transform=\"",
        view.transform(mirrored),
        "\"",
        clip(drawing),
        "><use class=\"bm-sil\" href=\"",
        silhouette(drawing),
        "\"/>",
        regions,
        "<use class=\"bm-details\" href=\"",
        details(drawing),
        "\"/>",
        marks,
        "</g></g><g class=\"bm-badges\" aria-hidden=\"true\">",
        badges,
        "</g>"
    )
}

/// The content of the `<svg>` of a [`super::BodyMap`], nothing marked. `data-at` is the place of a region's badge.
pub(in crate::components) fn interactive(view: View, drawing: Drawing, mirrored: bool) -> String {
    // Roving tabindex: one region of the drawing is in the tab order, and the arrow keys reach the others.
    let mut tabindex = "0";
    let mut regions = String::new();
    for shape in view.shapes(drawing) {
        regions += &text!(
            "<path class=\"bm-r\" role=\"button\" data-region=\"",
            shape.region.id(),
            "\" tabindex=\"",
            tabindex,
            "\" aria-label=\"",
            shape.region.name(),
            "\" data-at=\"",
            badge_place(shape, view, drawing, mirrored),
            "\" d=\"",
            shape.path,
            "\"/>"
        );
        tabindex = "-1";
    }
    let shows_beacon = view == View::LEGS && drawing == Drawing::Front;
    drawn((view, drawing, mirrored), &regions, "", "") + if shows_beacon { BEACON } else { "" }
}

/// Shows where a first tap could go, while the map has `data-beacon`.
const BEACON: &str = "<circle class=\"beacon\" cx=\"170.1\" cy=\"554.4\" r=\"22\"/>\
    <circle class=\"beacon outer\" cx=\"170.1\" cy=\"554.4\" r=\"34\"/>";

/// The place and the size of a badge, as an SVG `transform`, to the nearest art unit.
#[allow(clippy::cast_possible_truncation)] // The art is under a thousand units wide.
pub(in crate::components) fn badge_place(
    shape: &Shape,
    view: View,
    drawing: Drawing,
    mirrored: bool,
) -> String {
    let (x, y) = shape.badge_place(view, drawing);
    let x = if mirrored { view.mirrored_width() - x } else { x };
    let coordinate = |value: f32| (value.round() as i32).to_string();
    text!("translate(", coordinate(x), " ", coordinate(y), ") ", view.badge_scale())
}

/// The fill of a mark.
pub fn mark(region: &str, level: &str, path: &str) -> String {
    text!("<path class=\"bm-r bm-mark\" data-of=\"", region, "\" data-lv=\"", level, "\" d=\"", path, "\"/>")
}

/// The number on a mark. `at` is the result of [`badge_place`].
pub fn badge(region: &str, level: &str, number: &str, at: &str) -> String {
    text!(
        "<g transform=\"",
        at,
        "\"><g class=\"bm-badge\" data-of=\"",
        region,
        "\" data-lv=\"",
        level,
        "\"><circle r=\"14.5\"/><text y=\"0.8\">",
        number,
        "</text></g></g>"
    )
}
