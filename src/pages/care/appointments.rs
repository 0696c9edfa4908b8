//! All appointments, coming and past.

use super::date_tile;
use crate::components::{Banner, Dock, Empty, Section, Tone, icon, link_row, row_text};
use crate::content::care;
use crate::domain::care::Appointment;
use crate::domain::care::planner::verdict;
use crate::domain::id::Id;
use crate::domain::time::format;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    let day = state.clock.day();
    let content = move || {
        // A coming appointment becomes a past one as time goes by.
        day.get();
        state.clock.returns();
        content(state)
    };
    let can_change = move || !state.vault.is_read_only();
    view! {
        {sub_header("Appointments", BACK, None)}
        {content}
        {move || {
            can_change()
                .then(|| {
                    view! {
                        <Dock>
                            <a class="btn primary grow" href=Route::AddAppointment.hash()>
                                {icon("plus")}
                                "Add appointment"
                            </a>
                        </Dock>
                    }
                })
        }}
    }
    .into_any()
}

fn content(state: &'static State) -> AnyView {
    let now = (state.device.now)();
    let all = state.care.appointments();
    if all.is_empty() {
        return view! {
            <Empty page=true picture=icon("calendar") title="No appointments yet">
                <p>"Add one, and the plan says how it fits your training."</p>
            </Empty>
        }
        .into_any();
    }
    let coming: Vec<_> = all.iter().filter(|(_, appointment)| appointment.is_coming(now)).collect();
    let past: Vec<_> = all.iter().rev().filter(|(_, appointment)| appointment.is_done(now)).collect();
    let coming_rows = coming.iter().map(|(id, appointment)| coming_row(id, appointment)).collect_view();
    let past_rows = past.iter().map(|(id, appointment)| past_row(state, id, appointment)).collect_view();
    let hint = coming.first().and_then(|(_, appointment)| {
        state.care.with_races(|races| care::tag(&verdict(appointment.at.day(), races), appointment.technique))
    });
    let hint = hint.map(|tag| {
        let (tone, icon_name) = if tag.is_good { (Tone::Calm, "check") } else { (Tone::Plain, "info") };
        view! {
            <Banner icon=icon_name tone=tone>
                {tag.long}
                " "
                {super::planner::from_sources(tag.sources)}
            </Banner>
        }
    });
    let section = |title: &'static str, rows: AnyView, hint: Option<AnyView>| {
        view! {
            <Section title=title>
                <ul class="card flush rows-date">{rows}</ul>
                {hint}
            </Section>
        }
    };
    view! {
        <main class="view">
            {(!coming.is_empty())
                .then(|| section("Coming up", coming_rows.into_any(), hint.map(IntoAny::into_any)))}
            {(!past.is_empty()).then(|| section("Past", past_rows.into_any(), None))}
        </main>
    }
    .into_any()
}

fn coming_row(id: &Id, appointment: &Appointment) -> AnyView {
    let text = text!(
        appointment.at.day().short_weekday(),
        " ",
        format::time_of_day(appointment.at.minute_of_day()),
        ", ",
        appointment.length.get().to_string(),
        " min"
    );
    linked_row(Route::EditAppointment(id.clone()), appointment, text, false)
}

fn past_row(state: &'static State, id: &Id, appointment: &Appointment) -> AnyView {
    let route = Route::VisitNotes(id.clone());
    if appointment.has_notes() {
        let first_line = appointment.said.as_str().lines().next().unwrap_or_default();
        let short: String = first_line.chars().take(60).collect();
        let text = if short.is_empty() {
            appointment
                .areas
                .iter()
                .map(crate::domain::body::region::Region::name)
                .collect::<Vec<_>>()
                .join(", ")
        } else {
            let ellipsis = if short == appointment.said.as_str() { "" } else { "…" };
            text!("“", short, ellipsis, "”")
        };
        return linked_row(route, appointment, text, true);
    }
    let label = text!("Add notes, ", appointment.at.day().day_and_month());
    let add = (!state.vault.is_read_only()).then(|| {
        view! {
            <a class="btn soft small" aria-label=label.clone() href=route.clone().hash()>
                "Add notes"
            </a>
        }
    });
    view! {
        <li class="row">
            {date_tile(appointment.at.day(), true)} {row_text(appointment.title(), "Nothing noted yet")} {add}
        </li>
    }
    .into_any()
}

fn linked_row(route: Route, appointment: &Appointment, text: String, is_past: bool) -> AnyView {
    view! {
        <li>
            {link_row(
                route.hash(),
                date_tile(appointment.at.day(), is_past),
                row_text(appointment.title(), text),
            )}
        </li>
    }
    .into_any()
}

/// The page with the facts of an entry while it cannot be changed.
pub(super) fn read_only_page(title: &'static str, facts: Vec<(&'static str, String)>) -> AnyView {
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty()).map(|(name, fact)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd dir="auto">{fact}</dd>
            </div>
        }
    });
    view! {
        {sub_header(title, BACK, None)}
        <main class="view" tabindex="0">
            <div class="card">
                <dl class="facts">{facts.collect_view()}</dl>
                <p class="text-small">"You can look, but not change anything now."</p>
            </div>
        </main>
    }
    .into_any()
}
