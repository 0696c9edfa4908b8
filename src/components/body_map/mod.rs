//! One interactive drawing of the body map. Its SVG is text that the browser parses at once, or comes from the frame that is
//! already on the screen. The program changes only levels, outlines and the focus.

mod markup;
mod touch;

pub use markup::{badge, mark};
pub(in crate::components) use markup::{badge_place, drawn, silhouette};

use crate::domain::body::level::Level;
use crate::domain::body::map::{Drawing, View};
use crate::domain::body::region::Region;
use crate::domain::body::regions::Regions;
use crate::domain::body::spots::TightSpots;
use crate::domain::body::tap::Gesture;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use leptos::svg::Svg;
use touch::Touch;
use wasm_bindgen::JsCast;
use web_sys::Element;

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
    /// Areas that a therapist worked on, drawn as outlines too.
    #[prop(into)]
    worked_on: Signal<Regions>,
    /// Shows where a first tap could go.
    #[prop(into)]
    beacon: Signal<bool>,
    on_tap: Callback<Region>,
    /// Long press, context menu or Shift+Enter.
    on_hold: Callback<Region>,
    /// A sideways swipe, `true` if to the left.
    on_swipe: Callback<bool>,
) -> impl IntoView {
    let order: Vec<Region> = view.shapes(drawing).map(|shape| shape.region).collect();
    let svg = NodeRef::<Svg>::new();
    let touch = Touch::new(view, drawing, svg, on_tap, on_hold);

    let on_pointer_up = move |event: PointerEvent| match touch.up(&event) {
        Gesture::SwipeLeft => on_swipe.run(true),
        Gesture::SwipeRight => on_swipe.run(false),
        Gesture::Tap | Gesture::Nothing => {}
    };
    let on_context_menu = move |event: MouseEvent| {
        event.prevent_default();
        if let Some((_, region)) = region_of(event.target()) {
            touch.held(region);
        }
    };
    // Screen readers click without a pointer. The tap rule ignores a click that echoes a real touch.
    let on_click = move |event: MouseEvent| {
        if event.detail() == 0
            && let Some((_, region)) = region_of(event.target())
        {
            touch.tap(region, event.time_stamp());
        }
    };
    let regions = order.clone();
    let on_keydown = move |event: KeyboardEvent| {
        let Some((_, region)) = region_of(event.target()) else { return };
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
        let next = neighbour(&regions, region, step);
        let path = svg.get_untracked().and_then(|svg| path_of(&svg, next));
        if let Some(path) = path.and_then(|path| path.dyn_into::<web_sys::SvgElement>().ok()) {
            let _ = path.focus();
        }
    };
    // The region that was focused last is the one in the tab order.
    let on_focus_in = move |event: FocusEvent| {
        let Some((path, _)) = region_of(event.target()) else { return };
        let before = svg.get_untracked().and_then(|svg| svg.query_selector("[tabindex='0']").ok().flatten());
        if let Some(before) = before {
            let _ = before.set_attribute("tabindex", "-1");
        }
        let _ = path.set_attribute("tabindex", "0");
    };

    let label = match drawing {
        Drawing::Front => "Body map, front",
        Drawing::Back => "Body map, back",
        Drawing::LeftSole => "Body map, left sole",
        Drawing::RightSole => "Body map, right sole",
    };
    let painted = painted_map(label, view.transform(mirrored));
    let content =
        if painted.is_some() { String::new() } else { markup::interactive(view, drawing, mirrored) };
    let painted = StoredValue::new_local(painted);
    Effect::new(move |paths: Option<Vec<Element>>| {
        let Some(svg) = svg.get() else { return vec![] };
        if let Some(painted) = painted.try_update_value(Option::take).flatten() {
            while let Some(part) = painted.first_child() {
                let _ = svg.append_child(&part);
            }
        }
        let paths = paths
            .filter(|paths| !paths.is_empty())
            .unwrap_or_else(|| order.iter().filter_map(|region| path_of(&svg, *region)).collect());
        for (path, &region) in paths.iter().zip(&order) {
            let level = spots.with(|spots| spots.level(region));
            let outline = if level.is_some() {
                None
            } else if outlined.with(|spots| spots.get(region).is_some()) {
                Some(", tight last time")
            } else {
                worked_on.get().contains(region).then_some(", worked on by your therapist")
            };
            paint(&svg, path, region, level, outline);
        }
        paths
    });
    view! {
        <svg
            class="bodymap"
            viewBox=view.view_box(drawing)
            role="group"
            aria-label=label
            data-beacon=move || beacon.get().then_some("")
            node_ref=svg
            on:pointerdown=move |event| touch.down(&event)
            on:pointermove=move |event| touch.moved(&event)
            on:pointerup=on_pointer_up
            on:pointercancel=move |_| touch.cancel()
            on:contextmenu=on_context_menu
            on:click=on_click
            on:keydown=on_keydown
            on:focusin=on_focus_in
            inner_html=content
        ></svg>
    }
}

/// The same map in the frame, if the frame is still on the screen.
fn painted_map(label: &str, transform: &str) -> Option<Element> {
    // The frame itself is rendered natively.
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    let map =
        text!("#app[aria-busy] .bodymap[aria-label='", label, "']:has(.bm-art[transform='", transform, "'])");
    document().query_selector(&map).ok().flatten()
}

/// Shows the level of a region, or its outline, which the given words explain. Changes nothing that is shown already.
/// `frame.js` does the same in the frame.
fn paint(svg: &Element, path: &Element, region: Region, level: Option<Level>, outline: Option<&'static str>) {
    let is_outlined = outline.is_some();
    let number = level.map(|level| level.number().to_string());
    let is_same = path.get_attribute("data-lv") == number && path.has_attribute("data-last") == is_outlined;
    if is_same {
        return;
    }
    set_attribute(path, "data-lv", number.as_deref());
    set_attribute(path, "data-last", is_outlined.then_some(""));
    let state =
        level.map_or_else(|| outline.unwrap_or_default().to_owned(), |level| text!(", ", level.lower()));
    set_attribute(path, "aria-label", Some(&text!(region.name(), state)));

    let of = |class: &str| svg.query_selector(&text!(class, "[data-of='", region.id(), "']")).ok().flatten();
    let (shown_mark, shown_badge) = (of(".bm-mark"), of(".bm-badge"));
    match (number, shown_mark, shown_badge) {
        (Some(number), Some(mark), Some(badge)) => {
            set_attribute(&mark, "data-lv", Some(&number));
            set_attribute(&badge, "data-lv", Some(&number));
            if let Ok(Some(text)) = badge.query_selector("text") {
                text.set_text_content(Some(&number));
            }
        }
        (Some(number), ..) => {
            let insert = |place: &str, markup: &str| {
                if let Ok(Some(place)) = svg.query_selector(place) {
                    let _ = place.insert_adjacent_html("beforeend", markup);
                }
            };
            let attribute = |name| path.get_attribute(name).unwrap_or_default();
            insert(".bm-art", &mark(&region.id(), &number, &attribute("d")));
            insert(".bm-badges", &badge(&region.id(), &number, &number, &attribute("data-at")));
        }
        (None, mark, badge) => {
            let placed_badge = badge.and_then(|badge| badge.parent_element());
            mark.into_iter().chain(placed_badge).for_each(|part| part.remove());
        }
    }
}

fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn neighbour(order: &[Region], region: Region, step: isize) -> Region {
    let index = order.iter().position(|candidate| *candidate == region).unwrap_or(0);
    let next = index.saturating_add_signed(step).min(order.len().saturating_sub(1));
    order.get(next).copied().unwrap_or(region)
}

fn region_of(target: Option<web_sys::EventTarget>) -> Option<(Element, Region)> {
    let path = target?.dyn_into::<Element>().ok()?;
    let region = Region::from_id(&path.get_attribute("data-region")?)?;
    Some((path, region))
}

fn path_of(svg: &Element, region: Region) -> Option<Element> {
    svg.query_selector(&text!("[data-region='", region.id(), "']")).ok().flatten()
}
