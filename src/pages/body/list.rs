//! Body as a list of areas. It can do everything that the map can, for keyboards and screen readers.

use super::BodyPage;
use crate::components::{Choice, ChoiceKind, Choices, Section, legend, level_badge};
use crate::domain::body::level::Level;
use crate::domain::body::map::View;
use crate::domain::body::region::{Area, BodyPart, Region};
use crate::domain::body::tap::LONG_PRESS_MS;
use crate::state::Layout;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use std::time::Duration;

type Part = (&'static str, &'static [Area]);

fn sections(part: BodyPart) -> &'static [Part] {
    match part {
        BodyPart::Legs => &[
            ("Hips", &[Area::HipFlexor, Area::OuterHip, Area::Glute]),
            ("Thighs", &[Area::ItBand, Area::Quad, Area::Adductor, Area::Hamstring]),
            ("Knees", &[Area::Knee, Area::KneeBack]),
            ("Lower legs", &[Area::Shin, Area::Calf, Area::Achilles]),
            ("Ankles and feet", &[Area::Ankle, Area::Foot, Area::Heel]),
        ],
        BodyPart::UpperBody => &[
            ("Neck and shoulders", &[Area::Neck, Area::Shoulder]),
            ("Chest and ribs", &[Area::Chest, Area::Ribs, Area::Abdomen]),
            ("Back", &[Area::UpperBack, Area::LowerBack]),
        ],
        BodyPart::Soles => &[("Soles", &[Area::Toes, Area::Arch, Area::Heel])],
    }
}

pub(super) fn list(body: BodyPage) -> AnyView {
    let inside = move || {
        // The whole body shows all parts. The heel belongs to two of them and is listed with the legs.
        let shown: Vec<Part> = match body.view.get() {
            View::Part(part) => sections(part).to_vec(),
            View::Whole => {
                let soles: Part = ("Soles", &[Area::Toes, Area::Arch]);
                [BodyPart::Legs, BodyPart::UpperBody]
                    .into_iter()
                    .flat_map(sections)
                    .copied()
                    .chain([soles])
                    .collect()
            }
        };
        shown.into_iter().map(|section| section_view(body, section)).collect_view()
    };
    let key = view! {
        <div class="level-key" aria-hidden="true">
            <span>"None"</span>
            <span>"Mild"</span>
            <span>"Mod."</span>
            <span>"Severe"</span>
        </div>
    };
    let is_phone = body.state.layout.get_untracked() == Layout::Phone;
    let class = if is_phone { "view list-view" } else { "view list-view wide-list" };
    // Wide screens show the legend beside the list.
    let levels = is_phone.then(legend);
    view! { <div class=class>{key} {inside} {levels}</div> }.into_any()
}

fn section_view(body: BodyPage, (title, kinds): Part) -> AnyView {
    let rows = Region::all().filter(|region| kinds.contains(&region.area())).map(|region| row(body, region));
    let rows = rows.collect_view();
    view! {
        <Section title=title>
            <div class="card flush">{rows}</div>
        </Section>
    }
    .into_any()
}

fn row(body: BodyPage, region: Region) -> AnyView {
    let chosen = Memo::new(move |_| {
        body.spots.with(|spots| spots.level(region).map_or(0, |level| usize::from(level.number())))
    });
    let on_choose = Callback::new(move |index: usize| {
        let level = u8::try_from(index).ok().and_then(Level::from_number);
        if level.map_or(0, |level| usize::from(level.number())) != chosen.get_untracked() {
            body.set_level(region, level);
        }
    });
    let choices = [None, Some(Level::Mild), Some(Level::Moderate), Some(Level::Severe)]
        .into_iter()
        .map(|level| Choice {
            content: level_badge(level, false),
            label: Some(level.map_or("None", Level::word)),
        })
        .collect();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    };
    let press = move |_| {
        stop();
        let hold = Duration::from_millis(LONG_PRESS_MS.into());
        timer.set_value(set_timeout_with_handle(move || body.open_sheet(region), hold).ok());
    };
    let on_context_menu = move |event: MouseEvent| {
        event.prevent_default();
        stop();
        body.open_sheet(region);
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" && event.shift_key() {
            event.prevent_default();
            body.open_sheet(region);
        }
    };
    on_cleanup(stop);
    let name = view! {
        <b
            on:pointerdown=press
            on:pointerup=move |_| stop()
            on:pointercancel=move |_| stop()
            on:pointerleave=move |_| stop()
        >
            {region.name()}
        </b>
    }
    .into_any();
    view! {
        <div on:keydown=on_keydown on:contextmenu=on_context_menu class="level-row-box">
            <Choices
                kind=ChoiceKind::Radio
                class="row level-row"
                label=region.name()
                choices=choices
                chosen=chosen
                on_choose=on_choose
                lead=name
            />
        </div>
    }
    .into_any()
}
