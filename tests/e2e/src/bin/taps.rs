//! Measures how large each region of the map is for a finger: the diameter of the largest circle in which every touch
//! hits it. The app's own hit test gives the circle, with the geometry of the running app; touches on its rim check it.

use anyhow::{Context, Result, ensure};
use e2e::{App, Options};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use tightspot::domain::body::map::{Drawing, Outline, Target, View, nearest};
use tightspot::domain::body::region::{BodyPart, Region};

/// The diameter that WCAG 2.2 and the platforms ask for, in CSS px.
const WANTED: f64 = 44.0;
/// Circles from this diameter on are not checked with touches, in CSS px.
const ROOMY: f64 = 48.0;
/// The least that must be visible of a region in both directions, in CSS px.
const WANTED_VISIBLE: f64 = 24.0;

fn main() -> Result<()> {
    e2e::run(async {
        for (width, height) in [(390, 844), (360, 640)] {
            println!("\n{width}×{height}: region, visible px across, px across that hit it");
            let app = App::open(Options { width, height, ..Options::default() }).await?;
            // The map has its usual size while something is marked: one of these two always is.
            app.tap_region("quad-r").await?;
            app.open_view("Upper").await?;
            app.tap_region("neck").await?;
            let mut misses = vec![];
            for part in BodyPart::ALL {
                let name = ["Legs", "Upper", "Soles"][part as usize];
                app.open_view(name).await?;
                app.wait_until_still().await?;
                for (index, drawing) in View::Part(part).drawings(false).into_iter().enumerate() {
                    let screen = Screen::read(&app, View::Part(part), drawing, index).await?;
                    for (region, circle) in screen.largest_circles() {
                        let visible = screen.narrow_side(region);
                        let text = format!(
                            "{:<10} {:<20} {visible:>6.1} {:>6.1}",
                            drawing.name(),
                            region.id(),
                            circle.across
                        );
                        println!("  {text}");
                        if circle.across < WANTED || visible < WANTED_VISIBLE {
                            misses.push(text);
                        }
                        if circle.across < ROOMY {
                            touch_rim(&app, index, region, &circle).await.with_context(|| region.id())?;
                        }
                    }
                }
            }
            println!("under {WANTED} or {WANTED_VISIBLE} px at {width}×{height}: {}", misses.len());
            for miss in misses {
                println!("  {miss}");
            }
            app.close().await?;
        }
        Ok(())
    })
}

/// One drawing on the screen, in CSS px.
struct Screen {
    targets: Vec<Target>,
    body: Outline,
    /// The position of the art's origin.
    origin: (f64, f64),
    /// Left, top, right, bottom of the drawing.
    bounds: [f64; 4],
    /// For each px of the drawing, by rows: `1` where no button is so near that the browser would give it the touch.
    free: Vec<String>,
    /// Width and height of each region's box.
    boxes: BTreeMap<Region, (f64, f64)>,
}

struct Circle {
    x: f64,
    y: f64,
    across: f64,
}

impl Screen {
    async fn read(app: &App, view: View, drawing: Drawing, index: usize) -> Result<Screen> {
        let silhouette = match drawing {
            Drawing::Front => "sil-front",
            Drawing::Back => "sil-back",
            Drawing::LeftSole | Drawing::RightSole => "sil-soles",
        };
        let found = app.call(include_str!("../js/read_drawing.js"), &[&index, &json!(silhouette)]).await?;
        let number = |value: &Value| value.as_f64().context("a number");
        #[allow(clippy::cast_possible_truncation)] // The app itself measures in single precision.
        let scale = (number(&found["scale"][0])? as f32, number(&found["scale"][1])? as f32);
        let targets = view
            .shapes(drawing)
            .map(|shape| Target {
                region: shape.region,
                outline: Outline::parse(shape.path, scale.0, scale.1),
            })
            .collect();
        let mut boxes = BTreeMap::new();
        for (id, size) in found["boxes"].as_object().context("boxes")? {
            let region = Region::from_id(id).context("a region")?;
            boxes.insert(region, (number(&size[0])?, number(&size[1])?));
        }
        let mut bounds = [0.0; 4];
        for (side, value) in bounds.iter_mut().enumerate() {
            *value = number(&found["box"][side])?;
        }
        Ok(Screen {
            targets,
            body: Outline::parse(found["body"].as_str().context("a silhouette")?, scale.0, scale.1),
            origin: (number(&found["origin"][0])?, number(&found["origin"][1])?),
            bounds,
            free: serde_json::from_value(found["free"].clone())?,
            boxes,
        })
    }

    /// Returns the region that a touch at a point hits.
    fn hit(&self, x: f64, y: f64) -> Option<Region> {
        let [left, top, right, bottom] = self.bounds;
        if x < left || x > right || y < top || y > bottom {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Within the drawing.
        let (row, column) = ((y - top.floor()) as usize, (x - left.floor()) as usize);
        if self.free.get(row).and_then(|row| row.as_bytes().get(column)) != Some(&b'1') {
            return None;
        }
        #[allow(clippy::cast_possible_truncation)] // As the app does.
        let (x, y) = ((x - self.origin.0) as f32, (y - self.origin.1) as f32);
        nearest(&self.targets, x, y, self.body.contains(x, y))
    }

    fn narrow_side(&self, region: Region) -> f64 {
        self.boxes.get(&region).map_or(0.0, |(width, height)| width.min(*height))
    }

    /// Returns the largest circle of each region, of those around each px. A circle reaches to the nearest px that hits
    /// something else.
    fn largest_circles(&self) -> BTreeMap<Region, Circle> {
        let [left, top, right, bottom] = self.bounds;
        let columns =
            || (0..).map(|step| left.floor() - 1.0 + f64::from(step)).take_while(move |x| *x <= right + 1.0);
        let rows =
            || (0..).map(|step| top.floor() - 1.0 + f64::from(step)).take_while(move |y| *y <= bottom + 1.0);
        let cells: Vec<Vec<_>> =
            rows().map(|y| columns().map(|x| (x, y, self.hit(x, y))).collect()).collect();
        let at = |row: usize, column: usize| {
            cells.get(row).and_then(|row| row.get(column)).and_then(|cell| cell.2)
        };
        let mut inside: BTreeMap<Region, Vec<(f64, f64)>> = BTreeMap::new();
        let mut edges: BTreeMap<Region, Vec<(f64, f64)>> = BTreeMap::new();
        for (row, line) in cells.iter().enumerate() {
            for (column, &(x, y, here)) in line.iter().enumerate() {
                if let Some(region) = here {
                    inside.entry(region).or_default().push((x, y));
                }
                let around = [
                    at(row.wrapping_sub(1), column),
                    at(row + 1, column),
                    at(row, column.wrapping_sub(1)),
                    at(row, column + 1),
                ];
                for region in around.into_iter().flatten().filter(|region| Some(*region) != here) {
                    edges.entry(region).or_default().push((x, y));
                }
            }
        }
        let largest = |(region, inside): (Region, Vec<(f64, f64)>)| {
            let edge = edges.get(&region)?;
            let reach = |x: f64, y: f64| {
                edge.iter().map(|(ex, ey)| (x - ex).hypot(y - ey)).fold(f64::INFINITY, f64::min)
            };
            let circles = inside.into_iter().map(|(x, y)| Circle { x, y, across: 2.0 * reach(x, y) - 1.0 });
            let best = circles.max_by(|a, b| a.across.total_cmp(&b.across))?;
            Some((region, best))
        };
        inside.into_iter().filter_map(largest).collect()
    }
}

/// Touches eight points just inside the circle: each must hit the region.
async fn touch_rim(app: &App, index: usize, region: Region, circle: &Circle) -> Result<()> {
    let level = format!(
        "Number(document.querySelectorAll('.bodymap')[{index}].querySelector('[data-region=\"{}\"]').dataset.lv ?? 0)",
        region.id()
    );
    // The app knows touches only to the px, and the circle is no more exact.
    let radius = circle.across / 2.0 - 2.0;
    for eighth in 0..8 {
        let before = app.value(&level).await?.as_i64().context("a level")?;
        let angle = f64::from(eighth) * std::f64::consts::FRAC_PI_4;
        app.browser().touch(circle.x + radius * angle.cos(), circle.y + radius * angle.sin()).await?;
        // The app ignores a second tap that comes sooner, as the bounce of a trembling finger.
        tokio::time::sleep(Duration::from_millis(150)).await;
        let after = app.value(&level).await?;
        ensure!(after == json!((before + 1) % 4), "the touch at {eighth} eighths hits something else");
    }
    Ok(())
}
