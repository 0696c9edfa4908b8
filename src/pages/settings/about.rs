//! What the app is, what it can't do, and where its advice comes from.

use crate::components::{Section, row_text};
use crate::content::source::{self, Source};
use crate::content::{advice, massage, recovery, stretch, warm_up};
use crate::pages::shell::header::{BACK, sub_header};
use leptos::prelude::*;

const CANT: [&str; 3] = [
    "It doesn’t diagnose anything or replace a physio or doctor.",
    "Its hints come from your own notes. A pattern isn’t a cause.",
    "It sends nothing anywhere. Your data lives on this phone only.",
];

/// What, the rest of the sentence, and the studies behind it.
const CAREFUL: [(&str, &str, &[Source]); 7] = [
    (
        "Drinking.",
        " Drink to thirst. Drinking far more than thirst asks can make you dangerously ill.",
        &[Source::Drinking],
    ),
    (
        "Stretching",
        " feels good and keeps you moving. It doesn’t stop next-day soreness.",
        &[Source::StretchSoreness],
    ),
    (
        "Massage",
        " can ease tightness for a while. It doesn’t “flush” anything out of your muscles, or make you faster.",
        &[Source::MassageReview],
    ),
    ("Pressing harder", " doesn’t loosen more.", &[Source::RollingForce]),
    (
        "A sore outer hip",
        " gets no stretch across the body: that position presses on its tendons. Leaving the stretch out is our choice.",
        &[Source::HipTendon],
    ),
    (
        "“What helped”",
        " counts your own runs. It needs at least four each way and a clear difference. Sore spots tend to settle anyway, \
        so that’s no proof.",
        &[],
    ),
    (
        "Legs up and slow breaths",
        " help many people wind down. That’s all we promise: slow breathing was tested at rest, not after runs.",
        &[Source::Breathing],
    ),
];

/// A rule, its sources, and what is our own choice.
type Rule = (String, String, String);

fn rules() -> Vec<Rule> {
    let steps = recovery::routine_rules()
        .map(|(rule, sources, ours)| (rule, source::names(sources), ours.to_owned()));
    let (rule, sources) = warm_up::RULE;
    let moves = warm_up::ALL.iter().filter(|warm_up| warm_up.named_by.is_none()).map(|warm_up| warm_up.name);
    let moves = moves.collect::<Vec<_>>().join(", ").to_ascii_lowercase();
    let warm_ups = (text!("Warm-up. ", rule), source::names(sources), moves);
    let (rule, sources) = stretch::RULE;
    let stretches =
        (text!("Stretches. ", rule), source::names(sources), "which stretch for which spot".to_owned());
    let (rule, sources) = massage::RULE;
    let areas = massage::ALL.iter().filter(|guide| guide.named_by.is_empty()).map(|guide| guide.area.lower());
    let areas = text!("how long, how hard, and these areas: ", areas.collect::<Vec<_>>().join(", "));
    let massages = (text!("Self-massage. ", rule), source::names(sources), areas);
    let groin = (
        "Groin pain with each step: a doctor today".to_owned(),
        source::names(&[Source::HipBone]),
        "the other lines of “When to see someone”, which are common practice".to_owned(),
    );
    steps.into_iter().chain([warm_ups, stretches, massages, groin]).collect()
}

pub(crate) fn page() -> AnyView {
    let rules = rules().into_iter().map(|(rule, sources, ours)| {
        view! {
            <li>
                <b>{rule}</b>
                {sources}
                <br />
                {text!("Our choice: ", ours, ".")}
            </li>
        }
    });
    let source = |source: Source| {
        view! {
            <li>
                <b>{source.title()}</b>
                {source.place()}
                {source
                    .link()
                    .map(|link| {
                        view! {
                            <br />
                            <span class="source-link">{link}</span>
                        }
                    })}
            </li>
        }
    };
    let careful = |(what, line, sources): (&'static str, &'static str, &[Source])| {
        let sources =
            if sources.is_empty() { String::new() } else { text!(" (", source::names(sources), ")") };
        view! {
            <li>
                <b>{what}</b>
                {line}
                {sources}
            </li>
        }
    };
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
                    <p>{advice::NO_MEDICAL_ADVICE.concat()}</p>
                    <ul>{CANT.map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </div>
            </Section>
            <Section title="What we’re careful about">
                <div class="card prose">
                    <ul>{CAREFUL.map(careful).collect_view()}</ul>
                </div>
            </Section>
            <Section title="The rule each one follows">
                <ul class="card source-list">{rules.collect_view()}</ul>
            </Section>
            <Section title="The articles">
                <ul class="card source-list">{Source::ARTICLES.map(source).collect_view()}</ul>
            </Section>
            <Section title="The studies">
                <ul class="card source-list">{Source::STUDIES.map(source).collect_view()}</ul>
            </Section>
        </main>
    }
    .into_any()
}
