//! Positions, the distance along them, and a sketch of the route.

use crate::domain::run::distance::Distance;

/// The mean radius of the Earth (IUGG), in metres.
const EARTH: f64 = 6_371_008.8;
/// Units of [`Point`] in one degree.
const PER_DEGREE: f64 = 1e7;
/// The most points in a sketch, not counting the last one of the route.
const SKETCHED: usize = 240;

/// A position in ten-millionths of a degree (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub latitude: i32,
    pub longitude: i32,
}

impl Point {
    const MAX_LATITUDE: i64 = 900_000_000;
    const MAX_LONGITUDE: i64 = 1_800_000_000;

    /// `None` if a coordinate is out of range.
    pub fn new(latitude: i64, longitude: i64) -> Option<Point> {
        let fits = latitude.abs() <= Point::MAX_LATITUDE && longitude.abs() <= Point::MAX_LONGITUDE;
        fits.then(|| {
            Some(Point { latitude: latitude.try_into().ok()?, longitude: longitude.try_into().ok()? })
        })?
    }

    /// Whether it is 0° north, 0° east, give or take ten metres.
    pub(super) const fn is_origin(self) -> bool {
        self.latitude.abs() < 1000 && self.longitude.abs() < 1000
    }

    /// The great-circle distance in metres, by the haversine formula.
    pub(super) fn metres_to(self, other: Point) -> f64 {
        let radians = |units: i32| (f64::from(units) / PER_DEGREE).to_radians();
        let half_sine = |from: i32, to: i32| ((radians(to) - radians(from)) / 2.0).sin();
        let (north, east) =
            (half_sine(self.latitude, other.latitude), half_sine(self.longitude, other.longitude));
        let part = north * north + radians(self.latitude).cos() * radians(other.latitude).cos() * east * east;
        2.0 * EARTH * part.sqrt().min(1.0).asin()
    }
}

/// A length in metres as a distance. `None` if it is out of range.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Saturates, and too much is refused.
pub(super) fn distance(metres: f64) -> Option<Distance> {
    Distance::from_metres(metres.round() as u32)
}

/// The route of a run, thinned out for a sketch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route(Vec<Point>);

impl Route {
    pub(super) fn of(points: &[Point]) -> Route {
        let step = points.len().div_ceil(SKETCHED).max(1);
        let mut kept: Vec<_> = points.iter().copied().step_by(step).collect();
        if let Some(last) = points.last().filter(|last| kept.last() != Some(last)) {
            kept.push(*last);
        }
        Route(kept)
    }

    /// The points in a box of this width and height, with `margin` on each side and north up. Empty for a run
    /// that stayed in place or has no positions.
    #[allow(clippy::cast_possible_truncation)] // All within the box.
    pub fn sketch(&self, width: i32, height: i32, margin: i32) -> Vec<(i32, i32)> {
        let Some(first) = self.0.first() else { return vec![] };
        // Longitudes shrink towards the poles. They are relative to the first point, so that a route can
        // cross the antimeridian.
        let shrink = (f64::from(first.latitude) / PER_DEGREE).to_radians().cos();
        let flat: Vec<(f64, f64)> = self
            .0
            .iter()
            .map(|point| {
                let east = (f64::from(point.longitude) - f64::from(first.longitude)) / PER_DEGREE;
                let east = if east > 180.0 {
                    east - 360.0
                } else if east < -180.0 {
                    east + 360.0
                } else {
                    east
                };
                (east * shrink, -f64::from(point.latitude) / PER_DEGREE)
            })
            .collect();
        let span = |of: fn(&(f64, f64)) -> f64| {
            let values = flat.iter().map(of);
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((left, right), (top, bottom)) = (span(|point| point.0), span(|point| point.1));
        let room = (f64::from(width - 2 * margin), f64::from(height - 2 * margin));
        let scale = (room.0 / (right - left)).min(room.1 / (bottom - top));
        if !scale.is_finite() {
            return vec![];
        }
        let position = |value: f64, low: f64, high: f64, size: i32| {
            (f64::from(size) / 2.0 + (value - f64::midpoint(low, high)) * scale).round() as i32
        };
        flat.iter()
            .map(|(x, y)| (position(*x, left, right, width), position(*y, top, bottom, height)))
            .collect()
    }
}
