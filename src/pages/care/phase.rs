//! "Where are you in training?"

use crate::components::Sheet;
use crate::content::source::{self, Source};
use crate::domain::care::Phase;
use crate::pages::form::fields;
use crate::state::{State, state};
use leptos::prelude::*;

/// The chosen phase, for the row on Care.
pub(super) fn name(state: &'static State) -> String {
    state.preferences.get().phase.map_or("Not set", Phase::title).to_owned()
}

pub(crate) fn sheet() -> AnyView {
    let state = state();
    let close = Callback::new(move |()| state.router.close());
    // Nothing is chosen at first: there is no default phase.
    let chosen = move || {
        let chosen = state.preferences.get().phase;
        Phase::ALL.into_iter().position(|phase| Some(phase) == chosen).unwrap_or(usize::MAX)
    };
    let choose = Callback::new(move |index: usize| {
        state.preferences.change(|settings| settings.phase = Phase::ALL.get(index).copied());
    });
    let (from, to) = Phase::Building.cadence();
    let [building, maintaining] = [
        format!(
            "Longer or faster weeks. Self-massage {} times a week, deep work every {} to {} weeks.",
            Phase::Building.self_massages(),
            from / 7,
            to / 7,
        ),
        format!(
            "Steady weeks. Self-massage {} times a week, deep work about once a month.",
            Phase::Maintaining.self_massages(),
        ),
    ];
    let choices = [(Phase::Building.title(), building), (Phase::Maintaining.title(), maintaining)];
    view! {
        <Sheet
            title="Where are you in training?"
            text="Sets how often Care nudges you. Change it any time."
            on_close=close
        >
            {fields::options("Training phase", choices, Signal::derive(chosen), choose)}
            <p class="text-note">
                {text!(
                    "Deep work is slow and firm, and can leave you sore for a while. Near a race the plan proposes it only \
                    where it fits. How often: ",
                    source::names(&[Source::Castell, Source::MassageProGuide, Source::SaltyRunning]),
                    ". How it’s split between the two is our choice.",
                )}
            </p>
            <button class="btn primary" on:click=move |_| state.router.close()>
                "Done"
            </button>
        </Sheet>
    }
    .into_any()
}
