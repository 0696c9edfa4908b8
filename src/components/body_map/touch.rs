//! Touches on the map: taps by the hit rule, long presses, swipes.

use super::markup::silhouette;
use crate::domain::body::map::{Drawing, Outline, Target, View, nearest};
use crate::domain::body::region::Region;
use crate::domain::body::tap::{Gesture, LONG_PRESS_MS, LastTap, STILL_WITHIN_PX, gesture};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::svg::Svg;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::SvgGraphicsElement;

/// A touch with one finger on one drawing. A second finger cancels it, because that is a pinch.
#[derive(Clone, Copy)]
pub(super) struct Touch {
    view: View,
    drawing: Drawing,
    svg: NodeRef<Svg>,
    on_tap: Callback<Region>,
    on_hold: Callback<Region>,
    down: StoredValue<Option<Down>>,
    last: StoredValue<LastTap>,
    timer: StoredValue<Option<TimeoutHandle>>,
    measured: StoredValue<Option<Measured>>,
}

#[derive(Clone, Copy)]
struct Down {
    pointer: i32,
    x: f32,
    y: f32,
}

/// The shapes at their size on the screen. Valid as long as the drawing keeps its size.
#[derive(Clone)]
struct Measured {
    scale: (f32, f32),
    targets: Vec<Target>,
    /// The silhouette, if the page has it.
    body: Option<Outline>,
}

impl Touch {
    pub(super) fn new(
        view: View,
        drawing: Drawing,
        svg: NodeRef<Svg>,
        on_tap: Callback<Region>,
        on_hold: Callback<Region>,
    ) -> Touch {
        let touch = Touch {
            view,
            drawing,
            svg,
            on_tap,
            on_hold,
            down: StoredValue::new(None),
            last: StoredValue::new(LastTap::default()),
            timer: StoredValue::new(None),
            measured: StoredValue::new(None),
        };
        on_cleanup(move || touch.stop_timer());
        touch
    }

    pub(super) fn down(self, event: &PointerEvent) {
        self.stop_timer();
        let second_finger = self.down.get_value().is_some_and(|down| down.pointer != event.pointer_id());
        if second_finger || event.button() != 0 {
            self.down.set_value(None);
            return;
        }
        let (x, y) = position(event);
        self.down.set_value(Some(Down { pointer: event.pointer_id(), x, y }));
        let timer =
            set_timeout_with_handle(move || self.long_press(), Duration::from_millis(LONG_PRESS_MS.into()));
        self.timer.set_value(timer.ok());
    }

    pub(super) fn moved(self, event: &PointerEvent) {
        if let Some(down) = self.down.get_value() {
            let (x, y) = position(event);
            if (x - down.x).hypot(y - down.y) > STILL_WITHIN_PX {
                self.stop_timer();
            }
        }
    }

    pub(super) fn cancel(self) {
        self.stop_timer();
        self.down.set_value(None);
    }

    /// Handles a lifted finger. Calls `on_tap` before it returns a tap.
    pub(super) fn up(self, event: &PointerEvent) -> Gesture {
        self.stop_timer();
        let Some(down) = self.down.get_value().filter(|down| down.pointer == event.pointer_id()) else {
            return Gesture::Nothing;
        };
        self.down.set_value(None);
        let (x, y) = position(event);
        let gesture = gesture(x - down.x, y - down.y);
        if gesture == Gesture::Tap
            && let Some(region) = self.region_at(x, y)
        {
            self.tap(region, event.time_stamp());
        }
        gesture
    }

    /// Calls `on_tap` for this region, unless the tap is an echo of the last one. `at` is the event's own
    /// timestamp in milliseconds, because a busy phone may deliver two taps at once.
    pub(super) fn tap(self, region: Region, at: f64) {
        let mut counts = false;
        self.last.update_value(|last| counts = last.counts(region, at));
        if counts {
            self.on_tap.run(region);
        }
    }

    /// Handles a long press that the browser detected first, or a right click.
    pub(super) fn held(self, region: Region) {
        self.cancel();
        self.on_hold.run(region);
    }

    fn long_press(self) {
        let Some(down) = self.down.try_get_value().flatten() else { return };
        if let Some(region) = self.region_at(down.x, down.y) {
            self.held(region);
        }
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_get_value().flatten() {
            timer.clear();
            self.timer.set_value(None);
        }
    }

    fn region_at(self, x: f32, y: f32) -> Option<Region> {
        let art = self.svg.get_untracked()?.query_selector(".bm-art").ok()??;
        let art: SvgGraphicsElement = art.unchecked_into();
        let matrix = art.get_screen_ctm()?;
        let scale = (matrix.a(), matrix.d());
        let measured = self.measured.get_value().filter(|measured| measured.scale == scale);
        let measured = measured.unwrap_or_else(|| {
            let measured = self.measure(scale);
            self.measured.set_value(Some(measured.clone()));
            measured
        });
        let (x, y) = (x - matrix.e(), y - matrix.f());
        let on_body = measured.body.is_some_and(|body| body.contains(x, y));
        nearest(&measured.targets, x, y, on_body)
    }

    fn measure(self, scale: (f32, f32)) -> Measured {
        let targets = self
            .view
            .shapes(self.drawing)
            .map(|shape| Target {
                region: shape.region,
                outline: Outline::parse(shape.path, scale.0, scale.1),
            })
            .collect();
        let body = document().get_element_by_id(&silhouette(self.drawing)[1..]);
        let path = body.and_then(|body| body.get_attribute("d"));
        Measured { scale, targets, body: path.map(|path| Outline::parse(&path, scale.0, scale.1)) }
    }
}

#[allow(clippy::cast_precision_loss)] // Screens are a few thousand px wide.
fn position(event: &PointerEvent) -> (f32, f32) {
    (event.client_x() as f32, event.client_y() as f32)
}
