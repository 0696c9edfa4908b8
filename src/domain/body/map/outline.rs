//! A region's outline as polygons, for measuring how far a touch is from it.

/// Straight pieces for each curve. In the largest drawing a curve spans about 150 px, so eight pieces stay
/// within a pixel of it.
pub const PIECES: u8 = 8;

/// Closed polygons, in art units times the scale given to [`Outline::parse`].
#[derive(Clone, Debug)]
pub struct Outline(Vec<Vec<(f32, f32)>>);

impl Outline {
    /// Parses the path data of the art (absolute `M`, relative `c`, `s` and `l`, and `z`) and scales every
    /// coordinate. Any other command ends the outline; a test checks that the art has none.
    pub fn parse(path: &str, scale_x: f32, scale_y: f32) -> Outline {
        let mut reader = Reader(path.as_bytes());
        let mut polygons = vec![];
        let mut polygon = vec![];
        let (mut at, mut control) = ((0.0, 0.0), (0.0, 0.0));
        let mut command = b'z';
        while let Some(next) = reader.command_or(command) {
            command = next;
            let relative = |at: (f32, f32), (x, y): (f32, f32)| (at.0 + x * scale_x, at.1 + y * scale_y);
            match command {
                b'M' => {
                    let Some(point) = reader.point() else { break };
                    at = relative((0.0, 0.0), point);
                    polygon.push(at);
                }
                b'l' => {
                    let Some(point) = reader.point() else { break };
                    at = relative(at, point);
                    polygon.push(at);
                    control = at;
                }
                b'c' | b's' => {
                    let first = if command == b'c' {
                        let Some(point) = reader.point() else { break };
                        relative(at, point)
                    } else {
                        (2.0 * at.0 - control.0, 2.0 * at.1 - control.1)
                    };
                    let (Some(second), Some(end)) = (reader.point(), reader.point()) else { break };
                    let (second, end) = (relative(at, second), relative(at, end));
                    for piece in 1..=PIECES {
                        polygon
                            .push(on_curve([at, first, second, end], f32::from(piece) / f32::from(PIECES)));
                    }
                    (at, control) = (end, second);
                }
                b'z' => polygons.push(std::mem::take(&mut polygon)),
                _ => break,
            }
            if matches!(command, b'M' | b'z') {
                control = at;
            }
        }
        Outline(polygons)
    }

    /// 0 inside, otherwise the distance to the nearest edge.
    pub fn distance(&self, x: f32, y: f32) -> f32 {
        if self.contains(x, y) {
            return 0.0;
        }
        let edges = self.0.iter().flat_map(|polygon| edges(polygon));
        edges.map(|(a, b)| distance_to_edge((x, y), a, b)).fold(f32::INFINITY, f32::min)
    }

    /// Whether the point is inside, by the even-odd rule.
    pub fn contains(&self, x: f32, y: f32) -> bool {
        let crossings = self.0.iter().flat_map(|polygon| edges(polygon)).filter(|((ax, ay), (bx, by))| {
            (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        });
        crossings.count() % 2 == 1
    }
}

fn edges(polygon: &[(f32, f32)]) -> impl Iterator<Item = ((f32, f32), (f32, f32))> + '_ {
    let closing = polygon.iter().skip(1).chain(polygon.first());
    polygon.iter().copied().zip(closing.copied())
}

fn distance_to_edge((x, y): (f32, f32), (ax, ay): (f32, f32), (bx, by): (f32, f32)) -> f32 {
    let (dx, dy) = (bx - ax, by - ay);
    let length_squared = dx * dx + dy * dy;
    let along = if length_squared > 0.0 {
        (((x - ax) * dx + (y - ay) * dy) / length_squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - ax - along * dx).hypot(y - ay - along * dy)
}

/// The point at `t`, 0 to 1, of a cubic Bézier curve.
fn on_curve(points: [(f32, f32); 4], t: f32) -> (f32, f32) {
    let u = 1.0 - t;
    let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
    points
        .into_iter()
        .zip(weights)
        .fold((0.0, 0.0), |(x, y), (point, weight)| (x + point.0 * weight, y + point.1 * weight))
}

/// Reads commands and numbers from path data.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// The next command letter, or `current` if a number follows. In the art a number never follows the point
    /// of an `M`. `None` at the end.
    fn command_or(&mut self, current: u8) -> Option<u8> {
        self.skip_separators();
        let next = *self.0.first()?;
        if next.is_ascii_alphabetic() {
            self.0 = &self.0[1..];
            return Some(next);
        }
        Some(current)
    }

    fn point(&mut self) -> Option<(f32, f32)> {
        Some((self.number()?, self.number()?))
    }

    /// Parses a decimal such as `-18.2`, `.5` or `7`. Written by hand, because the standard parser, which is
    /// exact to the last bit, would make the program noticeably larger.
    fn number(&mut self) -> Option<f32> {
        self.skip_separators();
        let negative = self.0.first() == Some(&b'-');
        let mut rest = &self.0[usize::from(negative)..];
        let (mut value, mut unit, mut fraction, mut has_digits) = (0.0_f32, 1.0_f32, false, false);
        while let Some(&byte) = rest.first() {
            match byte {
                b'0'..=b'9' => {
                    value = value * 10.0 + f32::from(byte - b'0');
                    if fraction {
                        unit *= 10.0;
                    }
                    has_digits = true;
                }
                b'.' if !fraction => fraction = true,
                _ => break,
            }
            rest = &rest[1..];
        }
        self.0 = rest;
        has_digits.then_some(if negative { -value / unit } else { value / unit })
    }

    fn skip_separators(&mut self) {
        while let Some(b' ' | b',') = self.0.first() {
            self.0 = &self.0[1..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Drawing, View};
    use super::*;

    #[track_caller]
    fn check(outline: &Outline, x: f32, y: f32, distance: f32) {
        let found = outline.distance(x, y);
        assert!((found - distance).abs() < 0.05, "{found} instead of {distance}");
    }

    #[test]
    fn distances_to_a_square_count_from_its_edges_and_corners() {
        let square = Outline::parse("M10 10l20 0 0 20-20 0z", 1.0, 1.0);
        check(&square, 20.0, 20.0, 0.0);
        check(&square, 35.0, 20.0, 5.0);
        check(&square, 20.0, 4.0, 6.0);
        check(&square, 33.0, 34.0, 5.0);
        check(&square, 5.0, 15.0, 5.0);
        check(&Outline::parse("M10 10l20 0 0 20-20 0z", 2.0, 0.5), 62.0, 10.0, 2.0);
    }

    #[test]
    fn curves_and_reflected_controls_are_followed() {
        // A circle of radius 10 around (10, 10), the second half by reflected controls.
        let circle = Outline::parse("M0 10c0-13.3 20-13.3 20 0s-20 13.3-20 0z", 1.0, 1.0);
        check(&circle, 10.0, 10.0, 0.0);
        check(&circle, 10.0, -5.0, 5.0);
        check(&circle, 10.0, 25.0, 5.0);
        check(&circle, 25.0, 10.0, 5.0);
    }

    #[test]
    fn a_second_shape_starts_at_its_own_point() {
        let two = Outline::parse("M0 0l10 0 0 10-10 0zM50.5 0l10 0 0 10-10 0z", 1.0, 1.0);
        check(&two, 5.0, 5.0, 0.0);
        check(&two, 55.0, 5.0, 0.0);
        check(&two, 30.0, 5.0, 20.0);
    }

    #[test]
    fn all_of_the_art_is_parsed_to_its_end() {
        for drawing in [Drawing::Front, Drawing::Back, Drawing::LeftSole, Drawing::RightSole] {
            for shape in View::Whole.shapes(drawing) {
                let outline = Outline::parse(shape.path, 1.0, 1.0);
                assert_eq!(outline.0.len(), shape.path.matches('z').count(), "{:?}", shape.region);
                assert!(outline.0.iter().all(|polygon| polygon.len() > 3));
                assert!(outline.distance(shape.centre.0, shape.centre.1) < 6.0);
            }
        }
        assert!(Outline::parse("M1 2q3 4", 1.0, 1.0).0.is_empty());
        assert!(Outline::parse("", 1.0, 1.0).0.is_empty());
    }
}
