//! A choice between several options: segments, tabs, levels. Arrow keys move and choose, as the ARIA patterns
//! for radio groups and tab lists require.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// One option.
pub struct Choice {
    pub content: AnyView,
    /// The accessible name, if the content alone does not say it.
    pub label: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ChoiceKind {
    Radio,
    Tab,
}

#[component]
pub fn Choices(
    kind: ChoiceKind,
    class: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    /// Index of the chosen option. An index past the last option means that none is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    on_choose: Callback<usize>,
    /// The class of each choice.
    #[prop(optional)]
    each: &'static str,
    /// Shown before the choices, such as the name of a row.
    #[prop(optional)]
    lead: Option<AnyView>,
) -> impl IntoView {
    let (group, item) = match kind {
        ChoiceKind::Radio => ("radiogroup", "radio"),
        ChoiceKind::Tab => ("tablist", "tab"),
    };
    let count = choices.len();
    let on_keydown = move |event: KeyboardEvent| {
        // If nothing is chosen, this is `count`, and an arrow forward chooses the first option.
        let current = chosen.get_untracked().min(count);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" if current == count => 0,
            "ArrowRight" | "ArrowDown" => (current + 1) % count,
            "ArrowLeft" | "ArrowUp" => (current + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        on_choose.run(next);
        let group = event.current_target().and_then(|group| group.dyn_into::<web_sys::Element>().ok());
        let chosen =
            group.and_then(|group| group.query_selector(&format!("[data-place='{next}']")).ok().flatten());
        if let Some(chosen) = chosen.and_then(|chosen| chosen.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = chosen.focus();
        }
    };
    let buttons: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(index, Choice { content, label })| {
            let is_chosen = move || chosen.get() == index;
            let takes_focus = move || is_chosen() || index == 0 && chosen.get() >= count;
            let state = move || is_chosen().to_string();
            let is_tab = kind == ChoiceKind::Tab;
            view! {
                <button
                    class=each
                    role=item
                    data-place=index
                    aria-label=label
                    aria-checked=move || (!is_tab).then(state)
                    aria-selected=move || is_tab.then(state)
                    tabindex=move || if takes_focus() { "0" } else { "-1" }
                    on:click=move |_| on_choose.run(index)
                >
                    {content}
                </button>
            }
        })
        .collect();
    view! {
        <div class=class role=group aria-label=label on:keydown=on_keydown>
            {lead}
            {buttons}
        </div>
    }
}
