//! Which region a touch hits. A thumb is wider than an IT band, so the nearest shape wins, and the narrow
//! strips get a head start.

use super::outline::Outline;
use crate::domain::body::region::{Area, Region};

/// How far a touch on the body reaches, in CSS px.
pub const REACH: f32 = 12.0;
/// How far a touch beside the body reaches, in CSS px. It reaches further because there is nothing else to
/// hit.
pub const REACH_OFF_BODY: f32 = 20.0;

/// A shape on the screen that a touch can hit.
#[derive(Clone, Debug)]
pub struct Target {
    pub region: Region,
    /// In CSS px.
    pub outline: Outline,
}

/// The region that a touch at a point in CSS px hits, if any. `on_body` is whether the point is within the
/// drawn silhouette.
pub fn nearest(targets: &[Target], x: f32, y: f32, on_body: bool) -> Option<Region> {
    let reach = if on_body { REACH } else { REACH_OFF_BODY };
    targets
        .iter()
        .map(|target| (target.region, target.outline.distance(x, y)))
        .filter(|(_, distance)| *distance <= reach)
        .map(|(region, distance)| (region, distance - head_start(region.area())))
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(region, _)| region)
}

/// CSS px by which a shape counts as nearer than it is.
pub const fn head_start(kind: Area) -> f32 {
    match kind {
        Area::ItBand => 10.0,
        Area::Achilles | Area::Adductor => 8.0,
        Area::Ankle | Area::OuterHip => 6.0,
        Area::Heel | Area::Foot => 4.0,
        Area::HipFlexor => 3.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::View;
    use super::*;
    use crate::domain::body::region::BodyPart;

    fn region(id: &str) -> Region {
        Region::from_id(id).unwrap()
    }

    /// A 10 px wide upright bar with its left edge at `x`.
    fn bar(id: &str, x: i32) -> Target {
        Target { region: region(id), outline: Outline::parse(&format!("M{x} 0l10 0 0 100-10 0z"), 1.0, 1.0) }
    }

    #[track_caller]
    fn check(targets: &[Target], x: f32, on_body: bool, expected: Option<&str>) {
        assert_eq!(nearest(targets, x, 50.0, on_body), expected.map(region), "at {x}");
    }

    #[test]
    fn a_touch_reaches_12_px_and_20_beside_the_body() {
        let calf = [bar("calf-l", 100)];
        check(&calf, 122.0, true, Some("calf-l"));
        check(&calf, 122.1, true, None);
        check(&calf, 130.0, false, Some("calf-l"));
        check(&calf, 130.1, false, None);
        check(&calf, 105.0, true, Some("calf-l"));
        check(&[], 0.0, false, None);
    }

    #[test]
    fn the_nearer_shape_wins_and_narrow_strips_have_a_head_start() {
        let plain = [bar("calf-l", 100), bar("shin-l", 120)];
        check(&plain, 114.0, true, Some("calf-l"));
        check(&plain, 116.0, true, Some("shin-l"));
        // 9 px from the band and inside the quad: the band. 11 px away: the quad.
        let strip = [bar("it-band-l", 100), bar("quad-l", 118)];
        check(&strip, 119.0, true, Some("it-band-l"));
        check(&strip, 121.0, true, Some("quad-l"));
    }

    #[test]
    fn a_head_start_does_not_lengthen_the_reach() {
        let band = [bar("it-band-l", 100)];
        check(&band, 122.0, true, Some("it-band-l"));
        check(&band, 122.5, true, None);
    }

    #[test]
    fn each_narrow_strip_has_the_head_start_of_the_design() {
        for (id, px) in [
            ("it-band-l", 10.0),
            ("achilles-r", 8.0),
            ("adductor-l", 8.0),
            ("ankle-r", 6.0),
            ("outer-hip-l", 6.0),
            ("heel-l", 4.0),
            ("foot-r", 4.0),
            ("hip-flexor-l", 3.0),
            ("calf-l", 0.0),
            ("neck", 0.0),
        ] {
            assert!((head_start(region(id).area()) - px).abs() < f32::EPSILON, "{id}");
        }
    }

    /// At 390×844 a unit of the legs is about 0.9 px (UI-SPEC 4.1).
    const PX: f32 = 0.9;

    #[test]
    fn on_the_real_body_every_region_is_hit_at_its_centre() {
        for part in BodyPart::ALL {
            let view = View::Part(part);
            for drawing in view.drawings(false) {
                let targets: Vec<_> = view
                    .shapes(drawing)
                    .map(|shape| Target {
                        region: shape.region,
                        outline: Outline::parse(shape.path, PX * view.stretch(), PX),
                    })
                    .collect();
                for shape in view.shapes(drawing) {
                    let (x, y) = (shape.centre.0 * PX * view.stretch(), shape.centre.1 * PX);
                    assert_eq!(nearest(&targets, x, y, true), Some(shape.region), "{drawing:?}");
                }
            }
        }
    }
}
