//! When to see someone. The app never diagnoses; this page says where its help ends.

use crate::components::{Banner, Dock, Section, Tone, icon};
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use leptos::prelude::*;

const TODAY: [&str; 4] = [
    "You can’t put weight on it, or it looks out of place",
    "One calf is swollen, warm and sore, without a clear reason. Don’t massage it",
    "Numbness is spreading, or a leg or foot feels weak",
    "Redness, heat and a fever",
];
const SOON: [&str; 6] = [
    "Anything sharp, numb or swollen that stays for a few days",
    "Sore in one exact spot on a bone, more so the longer you run",
    "Pain at night, or when you’re resting",
    "Sharp pain that makes you limp or change your stride",
    "A joint that locks or gives way",
    "A pop or snap, then pain or bruising",
];
const WORTH_BOOKING: [&str; 3] = [
    "The same spot for three weeks, even with easy running",
    "It keeps getting stronger",
    "Self-massage makes it worse",
];

pub(super) fn page() -> AnyView {
    view! {
        {sub_header("When to see someone", BACK, None)}
        <main class="view" tabindex="0">
            <Banner
                icon="warning"
                title="Chest pain, trouble breathing or fainting. Numb between the legs, or trouble with bladder or bowel"
                tone=Tone::Alert
            >
                "Stop and call your emergency number now."
            </Banner>
            {list("Today", "card prose urgent", &TODAY)}
            {list("In the next few days", "card prose soon", &SOON)}
            {list("Worth booking", "card prose", &WORTH_BOOKING)}
            <p class="text-note">
                "Tightspot keeps your notes. It can’t tell what’s wrong, so if you’re worried, ask a doctor or physio."
            </p>
        </main>
        <Dock>
            <a class="btn primary grow" href=Route::Brief.hash()>
                {icon("clipboard")}
                "Open my brief to show them"
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
