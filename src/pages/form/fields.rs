//! The fields of forms.

use crate::components::{Choice, ChoiceKind, Choices, Dock, icon, row_text};
use crate::domain::run::distance::{Distance, Units};
use crate::domain::run::typed::with_colons;
use crate::domain::time::format::{self, Seconds};
use crate::pages::form::Typed;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The meaning of a typed number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    Distance(Units),
    /// How long a run took.
    Length,
}

/// A number field with a number pad. It selects its content on focus, so that typing replaces it. A length of
/// time gets its colons while it is typed. `help` returns the line that says how the number is read.
pub(crate) fn number(
    label: &'static str,
    kind: Number,
    text: Typed,
    help: impl Fn() -> Option<String> + Send + 'static,
) -> AnyView {
    let (problem, field) = (text.problem, text);
    let id = label.replace(' ', "-");
    let described = text!(id, "-problem ", id, "-help");
    let on_input = move |event| {
        let input: HtmlInputElement = event_target(&event);
        let typed = input.value();
        // Insert colons only while typing at the end, not during a correction in the middle.
        let is_at_end = input.selection_start().ok().flatten() == u32::try_from(typed.len()).ok();
        let text = if kind == Number::Length && is_at_end { with_colons(&typed) } else { typed };
        input.set_value(&text);
        field.on_input.run(text);
    };
    let on_focus = move |event: FocusEvent| {
        let input: HtmlInputElement = event_target(&event);
        // Select after the tap has set the caret.
        request_animation_frame(move || input.select());
    };
    let (pad, unit) = match kind {
        Number::Distance(units) => ("decimal", Some(units.sign())),
        Number::Length => ("numeric", None),
    };
    view! {
        <div class="field">
            <label class="field">
                <span class="field-label">{label}</span>
                <span class="input-unit">
                    <input
                        class="input"
                        inputmode=pad
                        enterkeyhint="done"
                        autocomplete="off"
                        prop:value=text.value
                        aria-invalid=move || problem.with(Option::is_some).then_some("true")
                        aria-describedby=described
                        on:input=on_input
                        on:focus=on_focus
                        on:blur=move |_| on_blur(text)
                    />
                    {unit.map(|unit| view! { <span>{unit}</span> })}
                </span>
            </label>
            <span class="field-error" id=text!(id, "-problem") role="alert">
                {move || problem.get()}
            </span>
            <span class="field-help" id=text!(id, "-help")>
                {move || help().filter(|_| problem.with(Option::is_none))}
            </span>
        </div>
    }
    .into_any()
}

/// A field also loses the focus when its form is removed. The callback does not exist any more then.
fn on_blur(text: Typed) {
    let _ = text.on_leave.try_run(());
}

/// Calls `save` for Enter in a field of one line, once for a key that is held down.
pub(crate) fn on_enter(save: impl Fn() + 'static) -> impl Fn(KeyboardEvent) + 'static {
    let router = &crate::state::state().router;
    move |event| {
        let is_input = event.target().is_some_and(|target| target.has_type::<HtmlInputElement>());
        if is_input && event.key() == "Enter" {
            event.prevent_default();
            if !event.repeat() && !router.is_leaving() {
                save();
            }
        }
    }
}

/// Asks which of these readings of a number is meant. `on_choose` gets the index.
pub(crate) fn question(names: Vec<String>, on_choose: impl Fn(usize) + Copy + Send + 'static) -> AnyView {
    let asks = match &names[..] {
        [name] => text!("Is ", name, " right?"),
        names => text!(names.join(" or "), "?"),
    };
    let chips = names.into_iter().enumerate().map(|(index, name)| {
        view! {
            <button class="chip offer" on:click=move |_| on_choose(index)>
                {name}
            </button>
        }
    });
    let label = asks.clone();
    view! {
        <div class="field-question" role="group" aria-label=label>
            <p role="alert">{asks}</p>
            <div class="chips wrap">{chips.collect_view()}</div>
        </div>
    }
    .into_any()
}

/// "3 min 30 s" or "3 h 30".
pub(crate) fn length_name(seconds: Seconds) -> String {
    match (seconds / 60, seconds % 60) {
        (minutes, 0) if minutes > 0 => format::short(seconds),
        (0..60, rest) => format!("{} min {rest} s", seconds / 60),
        _ => format::clock(seconds),
    }
}

/// "800 m" or "8.2 km".
pub(crate) fn distance_name(distance: Distance, units: Units) -> String {
    if distance.metres() < 1000 && units == Units::Kilometres {
        format!("{} m", distance.metres())
    } else {
        distance.text(units)
    }
}

/// A field for one line of text, a day or a time, with its problem below. `kind` is the type of the input;
/// `latest` is the last day that can be chosen.
pub(crate) fn line(
    label: &'static str,
    kind: &'static str,
    placeholder: &'static str,
    text: Typed,
    limit: Option<usize>,
    latest: Option<String>,
) -> AnyView {
    let problem_id = text!("problem-", label).replace([' ', '?'], "-");
    let described = problem_id.clone();
    let problem = text.problem;
    // The problem is outside the label, so that it is not part of the accessible name.
    view! {
        <div class="field">
            <label class="field">
                <span class="field-label">{label}</span>
                <input
                    class="input"
                    type=kind
                    placeholder=placeholder
                    maxlength=limit
                    max=latest
                    prop:value=text.value
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    on:input=move |event| text.on_input.run(event_target_value(&event))
                    on:blur=move |_| on_blur(text)
                />
            </label>
            <span class="field-error" id=problem_id role="alert">
                {move || problem.get()}
            </span>
        </div>
    }
    .into_any()
}

/// How many characters of the text that does not fit are shown.
const LEFT_OUT_SHOWN: usize = 80;

/// A field for text. `limit` is in characters. Text beyond it stays in the field and is shown as left out.
pub(crate) fn words(
    label: impl IntoView + 'static,
    placeholder: &'static str,
    value: Signal<String>,
    on_input: impl Fn(String) + 'static,
    limit: usize,
) -> AnyView {
    let left_out = Memo::new(move |_| {
        value.with(|text| text.char_indices().nth(limit).map(|(end, _)| text[end..].to_owned()))
    });
    let too_long = move || {
        left_out.get().map(|rest| {
            let shown: String = rest.chars().take(LEFT_OUT_SHOWN).collect();
            let more = if shown.len() < rest.len() { "…" } else { "" };
            format!("{limit} characters fit. Left out: “{shown}{more}”")
        })
    };
    view! {
        <div class="field">
            <label class="field">
                <span class="field-label">{label}</span>
                <textarea
                    class="input"
                    rows="1"
                    placeholder=placeholder
                    prop:value=value
                    on:input=move |event| on_input(event_target_value(&event))
                ></textarea>
            </label>
            <span class="field-help" role="status" dir="auto">
                {too_long}
            </span>
        </div>
    }
    .into_any()
}

/// A single choice: chips below a question. `about` names its subject if a page asks it more than once.
pub(crate) fn chips(
    question: &'static str,
    about: &str,
    choices: Vec<String>,
    chosen: Signal<usize>,
    on_choose: Callback<usize>,
) -> AnyView {
    let choices = choices.into_iter().map(|name| Choice { content: name.into_any(), label: None }).collect();
    let label = text!(question, " ", about).trim_end().to_owned();
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">
                {question}
            </span>
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

/// A single choice between options that each have a sentence.
pub(crate) fn options(
    question: &'static str,
    choices: impl IntoIterator<Item = (&'static str, String)>,
    chosen: Signal<usize>,
    on_choose: Callback<usize>,
) -> AnyView {
    let choices = choices
        .into_iter()
        .map(|(title, text)| {
            let content = view! { {row_text(title, text)} };
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

/// Moves the focus to the first field with a problem.
pub(crate) fn focus_problem() {
    request_animation_frame(|| crate::pages::shell::focus::focus("[aria-invalid=true]"));
}

/// The dock with "Back" and the button that saves.
pub(crate) fn save_dock(name: &'static str, on_save: Callback<()>) -> AnyView {
    let router = &crate::state::state().router;
    view! {
        <Dock last=true>
            <button class="btn quiet" on:click=move |_| router.close()>
                "Back"
            </button>
            <button
                class="btn primary grow"
                on:click=move |_| {
                    if !router.is_leaving() {
                        on_save.run(());
                    }
                }
            >
                {icon("check")}
                {name}
            </button>
        </Dock>
    }
    .into_any()
}
