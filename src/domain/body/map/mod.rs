//! The body map: which shapes each view draws, where their badges sit, and which shape a touch hits.

mod art;
mod hit;
mod outline;

pub use hit::{REACH, REACH_OFF_BODY, Target, head_start, nearest};
pub use outline::{Outline, PIECES};

use super::region::{Area, BodyPart, Region, Side};
use crate::domain::order;

/// One drawn region, in art units (400 wide).
#[derive(Debug)]
pub struct Shape {
    pub region: Region,
    /// Where the badge sits.
    pub centre: (f32, f32),
    /// SVG path data.
    pub path: &'static str,
}

/// One of the drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Drawing {
    Front,
    Back,
    LeftSole,
    RightSole,
}

impl Drawing {
    /// All its shapes, in any view.
    fn art(self) -> &'static [Shape] {
        match self {
            Drawing::Front => &art::FRONT,
            Drawing::Back => &art::BACK,
            Drawing::LeftSole | Drawing::RightSole => &art::SOLES,
        }
    }

    const fn has(self, region: Region) -> bool {
        match self {
            Drawing::Front | Drawing::Back => true,
            Drawing::LeftSole => matches!(region.side(), Some(Side::Left)),
            Drawing::RightSole => matches!(region.side(), Some(Side::Right)),
        }
    }

    /// The name in captions and for screen readers.
    pub const fn name(self) -> &'static str {
        match self {
            Drawing::Front => "Front",
            Drawing::Back => "Back",
            Drawing::LeftSole => "Left sole",
            Drawing::RightSole => "Right sole",
        }
    }
}

/// What the map shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// Front and back, head to foot. For wide screens.
    Whole,
    Part(BodyPart),
}

impl View {
    pub const LEGS: View = View::Part(BodyPart::Legs);

    /// The two drawings, left to right on the screen. If mirrored, the soles are swapped.
    pub const fn drawings(self, mirror: bool) -> [Drawing; 2] {
        match self {
            View::Part(BodyPart::Soles) if mirror => [Drawing::LeftSole, Drawing::RightSole],
            View::Part(BodyPart::Soles) => [Drawing::RightSole, Drawing::LeftSole],
            _ => [Drawing::Front, Drawing::Back],
        }
    }

    const fn shows(self, kind: Area) -> bool {
        match self {
            View::Whole => true,
            View::Part(part) => part.shows(kind),
        }
    }

    /// The shapes drawn in this view, in focus order: hips to feet, left before right.
    pub fn shapes(self, drawing: Drawing) -> impl Iterator<Item = &'static Shape> {
        let mut shapes: Vec<_> = drawing
            .art()
            .iter()
            .filter(|shape| self.shows(shape.region.area()) && drawing.has(shape.region))
            .collect();
        order::by_number(&mut shapes, |shape| order::rising(shape.region.slot()));
        shapes.into_iter()
    }

    /// How many times wider the drawing is than the art.
    pub const fn stretch(self) -> f32 {
        match self {
            View::Part(BodyPart::Legs) => 1.1,
            _ => 1.0,
        }
    }

    /// The crop as an SVG `viewBox`, after the stretch.
    pub const fn view_box(self, drawing: Drawing) -> &'static str {
        match (self, drawing) {
            (View::Part(BodyPart::Legs), _) => "118.8 379 202.4 513",
            (View::Part(BodyPart::UpperBody), _) => "67 10 266 462",
            (View::Part(BodyPart::Soles), Drawing::LeftSole) => "234 8 112 248",
            (View::Part(BodyPart::Soles), _) => "54 8 112 248",
            (View::Whole, _) => "0 0 400 900",
        }
    }

    /// The stretch as an SVG transform. If mirrored, it also flips the drawing around the middle of the art.
    pub const fn transform(self, mirrored: bool) -> &'static str {
        match (self, mirrored) {
            (View::Part(BodyPart::Legs), false) => "scale(1.1 1)",
            (View::Part(BodyPart::Legs), true) => "translate(440 0) scale(-1.1 1)",
            (_, false) => "scale(1 1)",
            (_, true) => "translate(400 0) scale(-1 1)",
        }
    }

    /// The sum of the x of a point and that of its mirror image.
    pub fn mirrored_width(self) -> f32 {
        400.0 * self.stretch()
    }

    /// The size of a badge relative to its size on the legs, as an SVG transform, so that badges are equally
    /// large on the screen in every view.
    pub const fn badge_scale(self) -> &'static str {
        match self {
            View::Part(BodyPart::Legs) => "scale(1)",
            View::Part(BodyPart::UpperBody) => "scale(1.15)",
            View::Part(BodyPart::Soles) => "scale(.62)",
            View::Whole => "scale(1.25)",
        }
    }
}

impl Shape {
    /// The position of the badge in a view. On the narrow IT band it is a little further outwards, away from
    /// other shapes.
    pub fn badge_place(&self, view: View, drawing: Drawing) -> (f32, f32) {
        let (x, y) = self.centre;
        let outwards = match (self.region.area(), drawing, self.region.side()) {
            (Area::ItBand, Drawing::Front, Some(Side::Left))
            | (Area::ItBand, Drawing::Back, Some(Side::Right)) => 3.0,
            (Area::ItBand, ..) => -3.0,
            _ => 0.0,
        };
        ((x + outwards) * view.stretch(), y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn shown(view: View) -> HashSet<Region> {
        view.drawings(false)
            .into_iter()
            .flat_map(|drawing| view.shapes(drawing))
            .map(|shape| shape.region)
            .collect()
    }

    #[test]
    fn every_region_is_drawn_in_its_part_and_only_there() {
        for part in BodyPart::ALL {
            let expected: HashSet<_> = Region::all().filter(|region| part.shows(region.area())).collect();
            assert_eq!(shown(View::Part(part)), expected, "{part:?}");
        }
    }

    #[test]
    fn the_art_has_only_valid_regions() {
        for drawing in [Drawing::Front, Drawing::Back, Drawing::LeftSole] {
            for shape in drawing.art() {
                assert_eq!(Region::new(shape.region.area(), shape.region.side()), Some(shape.region));
            }
        }
    }

    #[test]
    fn left_is_the_runners_left_in_every_drawing() {
        for (drawing, left_is_on_the_right) in
            [(Drawing::Front, true), (Drawing::Back, false), (Drawing::LeftSole, true)]
        {
            for shape in drawing.art() {
                let on_the_right = shape.centre.0 > 200.0;
                let expected = match shape.region.side() {
                    Some(Side::Left) => left_is_on_the_right,
                    Some(Side::Right) => !left_is_on_the_right,
                    None => on_the_right,
                };
                assert_eq!(on_the_right, expected, "{:?}", shape.region);
                let is_central = (shape.centre.0 - 200.0).abs() < 1.0;
                assert_eq!(is_central, shape.region.side().is_none());
            }
        }
    }

    #[test]
    fn badges_sit_on_their_shape_and_further_outwards_on_the_it_band() {
        for view in [View::LEGS, View::Part(BodyPart::UpperBody), View::Part(BodyPart::Soles), View::Whole] {
            for drawing in view.drawings(false) {
                for shape in view.shapes(drawing) {
                    let (x, y) = shape.badge_place(view, drawing);
                    let outline = Outline::parse(shape.path, 1.0, 1.0);
                    let distance = outline.distance(x / view.stretch(), y);
                    assert!(distance < 6.0, "{:?} in {view:?}: {distance}", shape.region);
                    let from_middle = |x: f32| (x / view.stretch() - 200.0).abs();
                    let moved = from_middle(x) - (shape.centre.0 - 200.0).abs();
                    let expected = if shape.region.area() == Area::ItBand { 3.0 } else { 0.0 };
                    assert!((moved - expected).abs() < 0.01);
                }
            }
        }
    }

    #[test]
    fn shapes_come_hips_first_and_left_first() {
        let names: Vec<_> = View::LEGS.shapes(Drawing::Back).take(4).map(|shape| shape.region.id()).collect();
        assert_eq!(names, ["outer-hip-l", "outer-hip-r", "glute-l", "glute-r"]);
        assert_eq!(View::Part(BodyPart::Soles).drawings(true), [Drawing::LeftSole, Drawing::RightSole]);
    }
}
