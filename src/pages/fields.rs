//! The fields that forms are made of.

use crate::components::{Choice, ChoiceKind, Choices};
use leptos::prelude::*;

/// One line of text, a day or a time, with its problem under it. `kind` is the type of the input.
pub(super) fn line(
    label: &'static str,
    kind: &'static str,
    placeholder: &'static str,
    value: RwSignal<String>,
    problem: Signal<Option<String>>,
    limit: Option<usize>,
) -> AnyView {
    let problem_id = ["problem-", label].concat().replace([' ', '?'], "-");
    let described = problem_id.clone();
    // The problem is no part of the name.
    view! {
        <div class="field">
            <label class="field">
                <span class="field-label">{label}</span>
                <input
                    class="input"
                    type=kind
                    placeholder=placeholder
                    maxlength=limit
                    prop:value=value
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
            <span class="field-error" id=problem_id role="alert">
                {move || problem.get()}
            </span>
        </div>
    }
    .into_any()
}

/// Words, as many as fit. Says so when no more do.
pub(super) fn words(
    label: impl IntoView + 'static,
    placeholder: &'static str,
    value: Signal<String>,
    on_input: impl Fn(String) + 'static,
    limit: usize,
) -> AnyView {
    let is_full = Memo::new(move |_| value.with(|text| text.chars().nth(limit - 1).is_some()));
    let full = move || is_full.get().then(|| format!("That’s as much as fits: {limit} characters."));
    view! {
        <div class="field">
            <label class="field">
                <span class="field-label">{label}</span>
                <textarea
                    class="input"
                    rows="1"
                    maxlength=limit
                    placeholder=placeholder
                    prop:value=value
                    on:input=move |event| on_input(event_target_value(&event))
                ></textarea>
            </label>
            <span class="field-help" role="status">
                {full}
            </span>
        </div>
    }
    .into_any()
}

/// One of a few, as chips under a question. `about` is what it is asked of, where it is asked more than once.
pub(super) fn chips(
    question: &'static str,
    about: &str,
    choices: Vec<String>,
    chosen: Signal<usize>,
    on_choose: Callback<usize>,
) -> AnyView {
    let choices = choices.into_iter().map(|name| Choice { content: name.into_any(), label: None }).collect();
    let label = [question, " ", about].concat().trim_end().to_owned();
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">{question}</span>
            <Choices
                kind=ChoiceKind::Radio
                class="chips wrap"
                each="chip"
                label=label
                choices=choices
                chosen=chosen
                on_choose=on_choose
            />
        </div>
    }
    .into_any()
}

/// One of a few, each with a sentence.
pub(super) fn options(
    question: &'static str,
    choices: &[(&'static str, &'static str)],
    chosen: Signal<usize>,
    on_choose: Callback<usize>,
) -> AnyView {
    let choices = choices
        .iter()
        .map(|(title, text)| {
            let content = view! {
                <div class="row-text">
                    <b>{*title}</b>
                    <span>{*text}</span>
                </div>
            };
            Choice { content: content.into_any(), label: None }
        })
        .collect();
    view! {
        <Choices
            kind=ChoiceKind::Radio
            class="button-stack"
            each="option"
            label=question
            choices=choices
            chosen=chosen
            on_choose=on_choose
        />
    }
    .into_any()
}

/// Takes the runner to the first field that something is wrong with.
pub(super) fn focus_problem() {
    request_animation_frame(|| super::frame::focus("[aria-invalid=true]"));
}

/// "Cancel" and what saves.
pub(super) fn save_dock(name: &'static str, on_save: Callback<()>) -> AnyView {
    let router = &crate::state::state().router;
    view! {
        <div class="dock dock-last">
            <button class="btn quiet" on:click=move |_| router.close()>
                "Cancel"
            </button>
            <button class="btn primary grow" on:click=move |_| {
                // The second of two quick taps.
                if !router.is_leaving() {
                    on_save.run(());
                }
            }>
                {crate::components::icon("check")}
                {name}
            </button>
        </div>
    }
    .into_any()
}
