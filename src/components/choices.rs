//! One of several: segments, tabs, levels. Arrow keys move and choose, as the patterns for radio groups and
//! tab lists ask.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// One thing to choose.
pub struct Choice {
    pub content: AnyView,
    /// Its name, where the content alone does not say it.
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
    /// The place of what is chosen; beyond the last, nothing is.
    #[prop(into)]
    chosen: Signal<usize>,
    on_choose: Callback<usize>,
    /// The class of each choice.
    #[prop(optional)]
    each: &'static str,
    /// Stands before the choices, such as the name of a row.
    #[prop(optional)]
    lead: Option<AnyView>,
) -> impl IntoView {
    let (group, item) = match kind {
        ChoiceKind::Radio => ("radiogroup", "radio"),
        ChoiceKind::Tab => ("tablist", "tab"),
    };
    let count = choices.len();
    let on_keydown = move |event: KeyboardEvent| {
        // Before anything is chosen, the first is next.
        let here = chosen.get_untracked().min(count);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" if here == count => 0,
            "ArrowRight" | "ArrowDown" => (here + 1) % count,
            "ArrowLeft" | "ArrowUp" => (here + count - 1) % count,
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
        .map(|(place, Choice { content, label })| {
            let is_chosen = move || chosen.get() == place;
            let takes_focus = move || is_chosen() || place == 0 && chosen.get() >= count;
            let state = move || is_chosen().to_string();
            let is_tab = kind == ChoiceKind::Tab;
            view! {
                <button
                    class=each
                    role=item
                    data-place=place
                    aria-label=label
                    aria-checked=move || (!is_tab).then(state)
                    aria-selected=move || is_tab.then(state)
                    tabindex=move || if takes_focus() { "0" } else { "-1" }
                    on:click=move |_| on_choose.run(place)
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
