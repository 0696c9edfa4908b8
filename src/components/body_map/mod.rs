//! One interactive drawing of the body map. Each region has its own memo, so that a tap updates only that
//! region and its badge.

mod touch;

use super::picture::{badge, clip, details, mask, silhouette};
use crate::domain::body::level::Level;
use crate::domain::body::map::{Drawing, Shape, View};
use crate::domain::body::region::Region;
use crate::domain::body::spots::TightSpots;
use crate::domain::body::tap::Gesture;
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use leptos::svg::G;
use touch::Touch;
use wasm_bindgen::JsCast;

#[component]
pub fn BodyMap(
    view: View,
    drawing: Drawing,
    /// Whether the drawing is flipped, as in a mirror.
    mirrored: bool,
    #[prop(into)] spots: Signal<TightSpots>,
    /// Last time's spots, drawn as outlines.
    #[prop(into)]
    outlined: Signal<TightSpots>,
    /// Shows where a first tap could go.
    #[prop(into)]
    beacon: Signal<bool>,
    on_tap: Callback<Region>,
    /// Long press, context menu or Shift+Enter.
    on_hold: Callback<Region>,
    /// A sideways swipe, `true` if to the left.
    on_swipe: Callback<bool>,
) -> impl IntoView {
    let shapes: Vec<&'static Shape> = view.shapes(drawing).collect();
    let order: Vec<Region> = shapes.iter().map(|shape| shape.region).collect();
    let level_of = |region: Region| Memo::new(move |_| spots.with(|spots| spots.level(region)));
    let levels: Vec<(&'static Shape, Memo<Option<Level>>)> =
        shapes.into_iter().map(|shape| (shape, level_of(shape.region))).collect();

    // Roving tabindex: one region of the drawing is in the tab order, and the arrow keys reach the others.
    let focusable = RwSignal::new(order.first().copied());
    let art = NodeRef::<G>::new();
    let touch = Touch::new(view, drawing, art, on_tap, on_hold);

    let on_pointer_up = move |event: PointerEvent| match touch.up(&event) {
        Gesture::SwipeLeft => on_swipe.run(true),
        Gesture::SwipeRight => on_swipe.run(false),
        Gesture::Tap | Gesture::Nothing => {}
    };
    let on_context_menu = move |event: MouseEvent| {
        event.prevent_default();
        if let Some(region) = region_of(event.target()) {
            touch.held(region);
        }
    };
    // Screen readers click without a pointer. The tap rule ignores a click that echoes a real touch.
    let on_click = move |event: MouseEvent| {
        if event.detail() == 0
            && let Some(region) = region_of(event.target())
        {
            touch.tap(region, event.time_stamp());
        }
    };
    let regions_in_order = StoredValue::new(order);
    let on_keydown = move |event: KeyboardEvent| {
        let Some(region) = region_of(event.target()) else { return };
        let step = match event.key().as_str() {
            "Enter" | " " => {
                event.prevent_default();
                // A key that is held down counts as one tap.
                if event.repeat() {
                    return;
                }
                let act = if event.shift_key() { on_hold } else { on_tap };
                act.run(region);
                return;
            }
            "ArrowDown" | "ArrowRight" => 1,
            "ArrowUp" | "ArrowLeft" => -1,
            _ => return,
        };
        event.prevent_default();
        let next = regions_in_order.with_value(|order| neighbour(order, region, step));
        focusable.set(Some(next));
        focus_region(&event, next);
    };

    let regions =
        levels.iter().map(|&(shape, level)| region_path(shape, level, outlined, focusable)).collect_view();
    let marks = levels
        .iter()
        .map(|&(shape, level)| {
            move || {
                level.get().map(|level| {
                    view! { <path class="bm-r bm-mark" data-lv=level.number() d=shape.path /> }
                })
            }
        })
        .collect_view();
    let badges = levels
        .iter()
        .map(|&(shape, level)| {
            let (x, y) = shape.badge_place(view, drawing);
            let position = if mirrored { (400.0 * view.stretch() - x, y) } else { (x, y) };
            move || {
                level
                    .get()
                    .map(|level| badge(position, view.badge_scale(), level.number(), level.number().into()))
            }
        })
        .collect_view();
    let stretch = view.transform(mirrored);
    let label = match drawing {
        Drawing::Front => "Body map, front",
        Drawing::Back => "Body map, back",
        Drawing::LeftSole => "Body map, left sole",
        Drawing::RightSole => "Body map, right sole",
    };
    view! {
        <svg
            class="bodymap"
            viewBox=view.view_box(drawing)
            role="group"
            aria-label=label
            on:pointerdown=move |event| touch.down(&event)
            on:pointermove=move |event| touch.moved(&event)
            on:pointerup=on_pointer_up
            on:pointercancel=move |_| touch.cancel()
            on:contextmenu=on_context_menu
            on:click=on_click
            on:keydown=on_keydown
        >
            <g mask=mask(view, drawing)>
                <g transform=stretch node_ref=art clip-path=clip(drawing)>
                    <use class="bm-sil" href=silhouette(drawing) />
                    {regions}
                    <use class="bm-details" href=details(drawing) />
                    {marks}
                </g>
            </g>
            <g class="bm-badges" aria-hidden="true">
                {badges}
            </g>
            {move || {
                beacon
                    .get()
                    .then(|| {
                        view! {
                            <circle class="beacon" cx="170.1" cy="554.4" r="22" />
                            <circle class="beacon outer" cx="170.1" cy="554.4" r="34" />
                        }
                    })
            }}
        </svg>
    }
}

/// The path that takes touches and the focus and is read out. The fill of a mark is drawn again above the
/// fine lines.
fn region_path(
    shape: &'static Shape,
    level: Memo<Option<Level>>,
    outlined: Signal<TightSpots>,
    focusable: RwSignal<Option<Region>>,
) -> AnyView {
    let region = shape.region;
    let is_outlined =
        Memo::new(move |_| level.get().is_none() && outlined.with(|spots| spots.get(region).is_some()));
    let label = move || match (level.get(), is_outlined.get()) {
        (Some(level), _) => text!(region.name(), ", ", level.lower()),
        (None, true) => text!(region.name(), ", tight last time"),
        (None, false) => region.name(),
    };
    view! {
        <path
            class="bm-r"
            d=shape.path
            role="button"
            data-region=region.id()
            data-lv=move || level.get().map(Level::number)
            data-last=move || is_outlined.get().then_some("")
            tabindex=move || if focusable.get() == Some(region) { "0" } else { "-1" }
            aria-label=label
            on:focus=move |_| focusable.set(Some(region))
        />
    }
    .into_any()
}

fn neighbour(order: &[Region], region: Region, step: isize) -> Region {
    let index = order.iter().position(|candidate| *candidate == region).unwrap_or(0);
    let next = index.saturating_add_signed(step).min(order.len().saturating_sub(1));
    order.get(next).copied().unwrap_or(region)
}

fn region_of(target: Option<web_sys::EventTarget>) -> Option<Region> {
    let element = target?.dyn_into::<web_sys::Element>().ok()?;
    Region::from_id(&element.get_attribute("data-region")?)
}

fn focus_region(event: &KeyboardEvent, region: Region) {
    let map = event.current_target().and_then(|map| map.dyn_into::<web_sys::Element>().ok());
    let path =
        map.and_then(|map| map.query_selector(&format!("[data-region='{}']", region.id())).ok().flatten());
    if let Some(path) = path.and_then(|path| path.dyn_into::<web_sys::SvgElement>().ok()) {
        let _ = path.focus();
    }
}
