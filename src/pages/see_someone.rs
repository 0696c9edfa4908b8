//! When to see someone. The app never diagnoses; this page says where its help ends.

use crate::components::{Banner, Dock, Section, Tone, icon, icon_small};
use crate::content::advice::Words;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use leptos::prelude::*;

const EMERGENCY: [&str; 7] = [
    "Chest pain or pressure, trouble breathing, fainting, or a heartbeat that won’t settle. Also in the shoulder, neck, \
    jaw or arm, if it comes with effort",
    "A face that drops, an arm or leg suddenly weak or numb on one side, trouble speaking, or a sudden headache unlike any \
    other",
    "Confused, collapsed, very hot, or a seizure, during or after a run",
    "After much drinking: bad headache, throwing up, puffy hands, confusion",
    "A swollen or painful calf together with short breath or chest pain",
    "Numb between the legs, or suddenly unable to hold or pass urine or stool, with back or leg pain",
    "A lower leg that is rock hard, with pain that keeps growing at rest, after a hard run or a knock",
];
const TODAY: [&str; 7] = [
    "You can’t put weight on it, or it looks out of place",
    "A snap in the calf or heel, and you can’t stand on your toes",
    "One calf is swollen, warm, red or sore without a clear reason. Don’t massage it",
    "Pain deep in the groin or hip with each step, or when you hop",
    "Numbness is spreading, or a leg or foot feels weak",
    "Redness and heat that spread, or with a fever",
    "Cola-coloured urine, or muscles far more painful, swollen or weak than the run explains",
];
const SOON: [&str; 7] = [
    "Sore in one exact spot on a bone, more so the longer you run, or sore there when you hop",
    "Pain at night, or when you’re resting",
    "Sharp pain that makes you limp or change your stride",
    "A joint that locks, gives way or stays swollen",
    "A pop or snap, then pain or bruising",
    "Shin or calf that gets tight and full at the same point of each run and eases when you stop, perhaps with a numb foot",
    "Anything sharp, numb or swollen that is still there after a few days",
];
const WORTH_BOOKING: [&str; 5] = [
    "The same spot for three weeks, even with easy running",
    "It keeps getting stronger",
    "Self-massage makes it worse",
    "Heel or Achilles that is stiff and sore on the first steps each morning, for two weeks",
    "Periods that have stopped, or several bone injuries",
];

pub(super) fn page() -> AnyView {
    view! {
        {sub_header("When to see someone", BACK, None)}
        <main class="view" tabindex="0">
            <Banner icon="warning" title="Emergency: stop, and call your emergency number" tone=Tone::Alert>
                <ul>{EMERGENCY.map(|sign| view! { <li>{sign}</li> }).collect_view()}</ul>
            </Banner>
            {list("Today, and don’t run", "card prose urgent", &TODAY)}
            {list("In the next few days, and no running on it until then", "card prose soon", &SOON)}
            {list("Worth booking", "card prose", &WORTH_BOOKING)}
            <p class="text-note">
                "Tightspot keeps your notes. It can’t tell what’s wrong, so if you’re worried, ask a doctor or physio."
            </p>
        </main>
        <Dock>
            <a class="btn primary grow" href=Route::Notes.hash()>
                {icon("clipboard")}
                "Open my notes to show them"
            </a>
        </Dock>
    }
    .into_any()
}

/// A link to this page, for banners.
pub(super) fn link() -> AnyView {
    view! {
        <a class="banner-link" href=Route::SeeSomeone.hash()>
            "When to see someone"
        </a>
    }
    .into_any()
}

/// Words of caution, with the link.
pub(super) fn banner(words: Words) -> AnyView {
    let tone = if words.is_urgent { Tone::Alert } else { Tone::Calm };
    view! {
        <Banner icon="shield" title=words.title tone=tone role="status">
            {words.text}
            {link()}
        </Banner>
    }
    .into_any()
}

/// The same link as a button of its own.
pub(super) fn button() -> AnyView {
    view! {
        <a class="btn plain small" href=Route::SeeSomeone.hash()>
            {icon_small("shield")}
            "When to see someone"
        </a>
    }
    .into_any()
}

fn list(title: &'static str, class: &'static str, signs: &'static [&'static str]) -> AnyView {
    view! {
        <Section title=title>
            <div class=class>
                <ul>{signs.iter().map(|sign| view! { <li>{*sign}</li> }).collect_view()}</ul>
            </div>
        </Section>
    }
    .into_any()
}
