//! The Care tab: what a runner does for the body between runs.

pub(super) mod appointment_form;
pub(super) mod appointments;
pub(super) mod brief;
mod day;
pub(super) mod ease_week;
pub(super) mod finding;
pub(super) mod guide;
pub(super) mod guides;
pub(super) mod homework;
mod kinds;
pub(super) mod next_door;
pub(super) mod phase;
pub(super) mod planner;
pub(super) mod race_form;
pub(super) mod visit_notes;
mod week;

use crate::components::{
    Section, icon, icon_large, icon_tile, link_card, link_row, row_text, row_title, value_row,
};
use crate::content::{care, source, visit};
use crate::domain::care::Appointment;
use crate::domain::care::planner::verdict;
use crate::domain::id::Id;
use crate::domain::time::format;
use crate::pages::shell::header::root_header;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// For how many days after an appointment the app asks what the therapist said.
const ASKED_FOR: i64 = 7;

pub(super) fn page() -> AnyView {
    let state = state();
    let day = state.clock.day();
    let next = move || {
        day.get();
        next_massage(state)
    };
    view! {
        {root_header("Care", || None, ().into_any())}
        <main class="view">
            {move || week::card(state, day.get())}
            <div class="tiles">
                {tile(Route::Guides, "fingers", "Guides by area")}
                {tile(Route::Brief, "clipboard", "Therapist brief")}
            </div>
            {next}
            {homework::today(state, false)}
            <Section title="Good to know">
                <div class="card flush rows-icon">
                    {value_row(
                        Route::Phase.hash(),
                        icon("trend"),
                        row_title("Training phase"),
                        view! { <span class="row-value">{move || phase::name(state)}</span> }.into_any(),
                    )}
                    {link_row(Route::Mobility.hash(), icon("warmup"), row_title("Rest-day mobility"))}
                    {link_row(Route::Finding.hash(), icon("fingers"), row_title("Finding a therapist"))}
                    {see_someone_row()}
                </div>
            </Section>
        </main>
    }
    .into_any()
}

fn tile(route: Route, icon_name: &'static str, name: &'static str) -> AnyView {
    view! { <a href=route.hash()>{icon_large(icon_name)} {name}</a> }.into_any()
}

fn next_massage(state: &'static State) -> AnyView {
    let now = (state.device.now)();
    let today = now.day();
    let next = state.care.next(now);
    let plan = Route::Planner;
    let card = match &next {
        Some((id, appointment)) => appointment_card(state, id, appointment),
        None if race_near(state, today).is_some() => ().into_any(),
        None if state.preferences.get().no_massages => no_massages(state),
        None => nothing_booked(state),
    };
    let can_change = !state.vault.is_read_only();
    // The brief is offered from the day before.
    let brief = next
        .as_ref()
        .filter(|(_, appointment)| appointment.wants_brief && appointment.at.day().days_since(today) <= 1);
    let brief = brief.map(|(_, appointment)| {
        let title = appointment.name().map_or_else(
            || "Your brief is ready".to_owned(),
            |name| format!("The brief for {name} is ready"),
        );
        prompt(Route::Brief, "clipboard", title, "Look it over and share it".to_owned())
    });
    let last = state.care.last(now).filter(|(_, appointment)| {
        can_change && !appointment.has_notes() && today.days_since(appointment.at.day()) <= ASKED_FOR
    });
    let notes = last.map(|(id, appointment)| {
        let title = appointment
            .name()
            .map_or_else(|| "How was the massage?".to_owned(), |name| format!("What did {name} say?"));
        prompt(Route::VisitNotes(id), "note", title, "Write it down while it’s fresh".to_owned())
    });
    let link = view! {
        <a class="btn plain small" href=plan.hash()>
            "Plan"
        </a>
    }
    .into_any();
    view! {
        <Section title="Next massage" tools=link>
            {notes}
            {day::cards(state, today)}
            {card}
            {brief}
            {day::around_massage(state, today)}
        </Section>
    }
    .into_any()
}

fn race_near(state: &'static State, today: crate::domain::time::calendar::Day) -> Option<&'static str> {
    state.care.with_races(|races| care::race_near(races, today))
}

fn prompt(route: Route, icon_name: &'static str, title: String, text: String) -> AnyView {
    link_card(route.hash(), icon_tile(icon_name, "brand"), row_text(title, text))
}

fn appointment_card(state: &'static State, id: &Id, appointment: &Appointment) -> AnyView {
    let route = Route::EditAppointment(id.clone());
    let today = (state.device.now)().day();
    let day = appointment.at.day();
    let when = match day.days_since(today) {
        -1 => "Yesterday".to_owned(),
        0 => "Today".to_owned(),
        1 => "Tomorrow".to_owned(),
        _ => day.short_weekday().to_owned(),
    };
    let tag = state.care.with_races(|races| care::tag(&verdict(day, races), appointment.technique));
    let tag = tag.map(|tag| text!(" ", tag.long)).unwrap_or_default();
    let text = text!(when, " ", format::time_of_day(appointment.at.minute_of_day()), ".", tag);
    link_card(route.hash(), date_tile(day, false), row_text(appointment.title(), text))
}

pub(super) fn date_tile(day: crate::domain::time::calendar::Day, is_past: bool) -> AnyView {
    view! {
        <span class="date-tile" class:past=is_past>
            <b>{day.of_month()}</b>
            <span>{day.short_month()}</span>
        </span>
    }
    .into_any()
}

/// The stand-in for runners who get no massages.
fn no_massages(state: &'static State) -> AnyView {
    let stand_in = text!(visit::STAND_IN, " ", source::names(visit::STAND_IN_SOURCES));
    view! {
        {link_card(
            Route::Guides.hash(),
            icon_tile("fingers", ""),
            row_text("No massages planned", stand_in),
        )}
        {planner::plan_again(state)}
    }
    .into_any()
}

/// The proposal of the planner, shown if nothing is booked.
fn nothing_booked(state: &'static State) -> AnyView {
    let quiet = move |_| {
        state.preferences.change(|settings| settings.no_massages = true);
        state.page_moved();
        state.notices.show_undo("No more proposals", move || {
            state.preferences.change(|settings| settings.no_massages = false);
        });
    };
    let not_for_me = (!state.vault.is_read_only()).then(|| {
        view! {
            <button class="btn plain small" on:click=quiet>
                "I don’t get massages"
            </button>
        }
    });
    let proposal = planner::with_proposals(state, 1, |proposals, rest| {
        let text = proposals.first().map_or_else(
            || "Plan around your training and your races".to_owned(),
            |proposal| {
                let today = (state.device.now)().day();
                text!("How about ", proposal.day.spoken(today), "? ", care::why(proposal, rest).0)
            },
        );
        prompt(Route::Planner, "calendar", "Nothing booked".to_owned(), text)
    });
    view! {
        {proposal}
        {not_for_me}
    }
    .into_any()
}

/// The link to "When to see someone", on Care and in Settings.
pub(super) fn see_someone_row() -> AnyView {
    link_row(
        Route::SeeSomeone.hash(),
        icon("shield"),
        row_text("When to see someone", "Pain, numbness, swelling"),
    )
}
