//! What the app is, what it can't do, and where its advice comes from.

use crate::components::{Section, row_text};
use crate::content::source::Source;
use crate::content::{massage, plan, stretch, warm_up};
use crate::pages::shell::header::{BACK, sub_header};
use leptos::prelude::*;

const CANT: [&str; 3] = [
    "It doesn’t diagnose anything or replace a physio or doctor.",
    "Its hints come from your own notes. A pattern isn’t a cause.",
    "It sends nothing anywhere. Your data lives on this phone only.",
];

const CAREFUL: [(&str, &str); 5] = [
    ("Drinking.", " Drink to thirst. More isn’t better."),
    ("Stretching", " feels good and keeps you moving. It doesn’t stop next-day soreness."),
    ("Massage", " can ease tightness for a while. It doesn’t “flush” anything out of your muscles."),
    (
        "“What helped”",
        " counts your own runs. It calls two shares different only from four runs each on, 35 points apart, and if \
        the 95 % interval (Newcombe 1998) leaves out zero. That’s no proof.",
    ),
    ("Legs up and slow breaths", " help many people wind down. That’s all we promise."),
];

pub(crate) fn page() -> AnyView {
    let warm_ups = warm_up::ALL.iter().map(|warm_up| (warm_up.name.to_owned(), warm_up.sources));
    let stretches = stretch::ALL.iter().map(|stretch| (stretch.name.to_owned(), stretch.sources));
    let massages =
        massage::ALL.iter().map(|guide| (text!("Self-massage: ", guide.area.title()), guide.sources));
    let steps = plan::ROUTINE_SOURCES.into_iter().map(|(name, sources)| (name.to_owned(), sources));
    let items = steps.chain(warm_ups).chain(stretches).chain(massages).map(|(name, sources)| {
        let sources = sources.iter().map(|source| source.short()).collect::<Vec<_>>().join(", ");
        view! {
            <li>
                <b>{name}</b>
                {sources}
            </li>
        }
    });
    view! {
        {sub_header("About and sources", BACK, None)}
        <main class="view" tabindex="0">
            <div class="card-link">
                <img src="icons/favicon.svg" alt="" width="64" height="64" />
                {row_text(
                    concat!("Tightspot ", env!("CARGO_PKG_VERSION")),
                    "A body journal for runners. No account, no ads, no tracking.",
                )}
            </div>
            <Section title="What it can’t do">
                <div class="card prose">
                    <ul>{CANT.map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </div>
            </Section>
            <Section title="What we’re careful about">
                <div class="card prose">
                    <ul>
                        {CAREFUL
                            .map(|(what, line)| {
                                view! {
                                    <li>
                                        <b>{what}</b>
                                        {line}
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </div>
            </Section>
            <Section title="Sources">
                <ul class="card source-list">
                    {Source::ALL
                        .map(|source| {
                            view! {
                                <li>
                                    <b>{source.title()}</b>
                                    {source.place()}
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </Section>
            <Section title="Where each move comes from">
                <ul class="card source-list">{items.collect_view()}</ul>
            </Section>
        </main>
    }
    .into_any()
}
