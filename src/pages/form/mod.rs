//! A form that is being filled in: its draft, its initial draft, and a copy of both that outlives the page.
//! Phones discard a page while the runner looks something up in another app.

pub(super) mod fields;
pub(super) mod leave;

use crate::components::icon;
use crate::domain::time::instant::HOUR;
use crate::state::State;
use crate::state::route::Route;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How long the phone keeps a draft, in milliseconds.
const KEPT_FOR: i64 = 24 * HOUR;

/// The texts and choices in a form, before they are parsed.
pub(super) trait Draft: Clone + PartialEq + Send + Sync + 'static {
    /// Returns each field as a text, in a fixed order.
    fn texts(&self) -> Vec<String>;

    /// Parses the result of [`Draft::texts`]; `None` for anything else.
    fn from_texts(texts: Vec<String>) -> Option<Self>;
}

/// A draft that the phone keeps, and the initial draft of its form.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Milliseconds since 1970 UTC.
    at: i64,
    first: Vec<String>,
    now: Vec<String>,
}

pub(super) struct Form<D: 'static> {
    state: &'static State,
    name: StoredValue<String>,
    first: StoredValue<D>,
    now: RwSignal<D>,
    /// The draft was restored after the phone discarded the page.
    was_kept: RwSignal<bool>,
    /// The labels of the fields whose problems are shown: those that the runner left, and all after "Save".
    checked: RwSignal<Vec<&'static str>>,
}

impl<D> Clone for Form<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Form<D> {}

/// A text of a form, bound to a field.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) value: Signal<String>,
    pub(super) on_input: Callback<String>,
    pub(super) on_leave: Callback<()>,
    pub(super) problem: Signal<Option<String>>,
}

const ALL: &str = "";

/// Returns what is wrong with a field. Boxed, so that all checks have the same type.
pub(super) type Check<D> = Box<dyn Fn(&D) -> Option<String> + Send + Sync>;

impl<D: Draft> Form<D> {
    /// Opens the form of this page, with the draft that the phone kept, or else with `first`.
    pub(super) fn open(state: &'static State, first: D) -> Form<D> {
        let page = state.router.route_untracked().page();
        let name = page.hash();
        let now = (state.device.now)().ms();
        let kept = (state.device.recall)(&name).and_then(|text| serde_json::from_str::<Kept>(&text).ok());
        let kept = kept.filter(|kept| (now - kept.at).abs() < KEPT_FOR);
        let kept = kept.and_then(|kept| D::from_texts(kept.first).zip(D::from_texts(kept.now)));
        let was_kept = kept.is_some();
        let (first, draft) = kept.unwrap_or_else(|| (first.clone(), first));
        let form = Form {
            state,
            name: StoredValue::new(name),
            first: StoredValue::new(first),
            now: RwSignal::new(draft),
            was_kept: RwSignal::new(was_kept),
            checked: RwSignal::new(vec![]),
        };
        state.router.guard(was_kept);
        on_cleanup(move || form.on_page_removed(&page));
        form
    }

    /// Forgets the draft when the runner has left the page. Turning the phone removes the page too, but does
    /// not leave it.
    fn on_page_removed(self, page: &Route) {
        if self.state.router.route_untracked().page() != *page {
            self.state.router.guard(false);
            self.name.with_value(|name| (self.state.device.remember)(name, None));
        }
    }

    pub(super) fn get(self) -> D {
        self.now.get()
    }

    pub(super) fn with<T>(self, read: impl FnOnce(&D) -> T) -> T {
        self.now.with(read)
    }

    pub(super) fn first(self) -> D {
        self.first.get_value()
    }

    /// Changes the draft. While it differs from the initial one, leaving asks first, and the phone keeps it.
    pub(super) fn change(self, change: impl FnOnce(&mut D)) {
        self.now.update(change);
        let now = self.now.get_untracked();
        let first = self.first.get_value();
        let is_changed = now != first;
        self.state.router.guard(is_changed);
        let kept = Kept { at: (self.state.device.now)().ms(), first: first.texts(), now: now.texts() };
        let text = is_changed.then(|| serde_json::to_string(&kept).ok()).flatten();
        self.name.with_value(|name| (self.state.device.remember)(name, text.as_deref()));
    }

    /// Like [`Form::change`], for callbacks that outlive the form. Does nothing once the form is gone.
    pub(super) fn try_change(self, change: impl FnOnce(&mut D)) {
        if !self.now.is_disposed() {
            self.change(change);
        }
    }

    /// Makes the saved draft the initial one. Later changes are compared with it.
    pub(super) fn saved(self) {
        self.first.set_value(self.now.get_untracked());
        self.change(|_| ());
    }

    /// Binds a text of the draft to a field. `check` returns what is wrong with it.
    pub(super) fn text(
        self,
        label: &'static str,
        field: fn(&mut D) -> &mut String,
        check: Check<D>,
    ) -> Typed {
        let value = Signal::derive(move || {
            self.now.track();
            self.now.try_update_untracked(|draft| field(draft).clone()).unwrap_or_default()
        });
        let on_leave = move |()| {
            if !value.with_untracked(String::is_empty) {
                self.checked.update(|checked| checked.push(label));
            }
        };
        let problem = Signal::derive(move || {
            let is_checked =
                self.checked.with(|checked| checked.iter().any(|name| *name == label || *name == ALL));
            if is_checked { self.now.with(|draft| check(draft)) } else { None }
        });
        Typed {
            value,
            on_input: Callback::new(move |text| self.change(|draft| *field(draft) = text)),
            on_leave: Callback::new(on_leave),
            problem,
        }
    }

    /// Shows the problems of all fields, and moves the focus to the first.
    pub(super) fn show_problems(self) {
        self.checked.set(vec![ALL]);
        crate::pages::form::fields::focus_problem();
    }

    /// The banner for a restored draft, with a button that starts over.
    pub(super) fn note(self) -> AnyView {
        let start_over = move |_| {
            self.was_kept.set(false);
            let first = self.first.get_value();
            self.change(|draft| *draft = first);
        };
        (move || {
            self.was_kept.get().then(|| {
                view! {
                    <div class="banner slim" role="status">
                        {icon("note")}
                        <span>"Not saved yet: you were here before."</span>
                        <button class="btn plain small" on:click=start_over>
                            "Start over"
                        </button>
                    </div>
                }
            })
        })
        .into_any()
    }
}

/// At startup, offers to return to a form that the runner was filling in when the phone discarded the page.
pub fn offer_draft(state: &'static State) {
    let names = (state.device.remembered)();
    // Drafts are named after the address of their form.
    let mut routes = names.iter().filter(|name| name.starts_with('#')).map(|name| Route::parse(name));
    let Some(route) = routes.find(|route| untrack(|| state.resolved(route.clone())) == *route) else {
        return;
    };
    if state.router.route_untracked() == Route::Body {
        state.notices.offer("Something isn’t saved yet", "Go on", move || state.router.go(route.clone()));
    }
}
