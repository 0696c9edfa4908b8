//! The planner: massages around training and races.

use super::date_tile;
use crate::components::{
    Section, icon, icon_small, icon_tile, link_card, link_row, row_text, row_title, sentences, value_row,
};
use crate::content::source::{self, Source};
use crate::content::{care, race};
use crate::domain::care::planner::{Fit, PartKind, Proposal, RestDays, next_race, parts, propose, verdict};
use crate::domain::care::{Appointment, Race};
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// How many days the strip shows.
const STRIP: u64 = 16;
/// The strip begins at most this many days before the race.
const BEFORE: u64 = 11;
const PROPOSED: usize = 3;

pub(crate) fn page() -> AnyView {
    let state = state();
    let day = state.clock.day();
    let add = (!untrack(|| state.vault.is_read_only())).then(|| {
        view! {
            <a class="icon-btn" aria-label="Add appointment" href=Route::AddAppointment.hash()>
                {icon("plus")}
            </a>
        }
        .into_any()
    });
    view! {
        {sub_header("Race & massage", BACK, add)}
        <main class="view">
            {move || {
                day.get();
                content(state)
            }}
        </main>
    }
    .into_any()
}

fn content(state: &'static State) -> AnyView {
    let now = (state.device.now)();
    let today = now.day();
    let races = state.care.races();
    let race_refs: Vec<&Race> = races.iter().map(|(_, race)| race).collect();
    let chosen = next_race(&race_refs, today);
    let id = chosen
        .and_then(|chosen| races.iter().find(|(_, race)| std::ptr::eq(race, chosen)))
        .map(|(id, _)| id.clone());
    let bookings: Vec<_> = state.care.appointments();
    let coming = bookings.iter().filter(|(_, appointment)| appointment.is_coming(now)).count();
    let others = races.iter().filter(|(other_id, _)| Some(other_id) != id.as_ref());
    let (mut coming_races, mut past_races): (Vec<_>, Vec<_>) =
        others.partition(|(_, race)| race.day >= today);
    order::by_number(&mut coming_races, |(_, race)| race.day.epoch_days());
    order::by_number(&mut past_races, |(_, race)| -race.day.epoch_days());
    let row = |(id, race): &(Id, Race)| race_row(id, race, today);
    let others = coming_races.into_iter().map(row).collect_view();
    let past = (!past_races.is_empty()).then(|| {
        let rows = past_races.into_iter().map(row).collect_view();
        view! {
            <Section title="Past races">
                <div class="card flush rows-icon">{rows}</div>
            </Section>
        }
    });
    let can_change = !state.vault.is_read_only();
    view! {
        {match (chosen, id) {
            (Some(race), Some(id)) => {
                view! {
                    {race_card(state, &id, race, &race_refs, &bookings, today)}
                    {timeline(race, &race_refs, &bookings, today)}
                }
                    .into_any()
            }
            _ => no_race(can_change),
        }}
        {if state.preferences.get().no_massages {
            plan_again(state)
        } else {
            proposals(state, can_change)
        }}
        <div class="card flush rows-icon">
            {others}
            {value_row(
                Route::Appointments.hash(),
                icon("calendar"),
                row_title("All appointments"),
                view! { <span class="row-value">{(coming > 0).then(|| format!("{coming} coming"))}</span> }
                    .into_any(),
            )}
            {can_change.then(|| link_row(Route::AddRace.hash(), icon("flag"), row_title("Add a race")))}
        </div>
        {past}
    }
    .into_any()
}

fn no_race(can_change: bool) -> AnyView {
    if !can_change {
        return ().into_any();
    }
    view! {
        {link_card(
            Route::AddRace.hash(),
            icon_tile("flag", "brand"),
            row_text("Add a race to plan around it", "Deep work before, light after, at the right days"),
        )}
    }
    .into_any()
}

fn race_row(id: &Id, race: &Race, today: Day) -> AnyView {
    let route = Route::EditRace(id.clone());
    let text = text!(race.day.spoken(today), ", ", race.distance_in_days(today));
    view! { {link_row(route.hash(), icon("flag"), row_text(race.title().to_owned(), text))} }.into_any()
}

fn race_card(
    state: &'static State,
    id: &Id,
    race: &Race,
    races: &[&Race],
    bookings: &[(Id, Appointment)],
    today: Day,
) -> AnyView {
    let route = Route::EditRace(id.clone());
    let edit = (!state.vault.is_read_only()).then(|| {
        view! {
            <a class="icon-btn" aria-label="Edit race" href=route.clone().hash()>
                {icon("edit")}
            </a>
        }
    });
    let first = race.day.minus(BEFORE).max(today);
    let last = first.plus(STRIP - 1);
    let is_booked = |day: Day| bookings.iter().any(|(_, booking)| booking.at.day() == day);
    let cell = |day: Day| {
        let fit = verdict(day, races).fit;
        let class = match fit {
            Fit::Race => "race",
            Fit::Light => "light",
            Fit::Ideal => "deep ideal",
            Fit::Deep => "deep",
            Fit::Close | Fit::Open => "",
        };
        let is_race = races.iter().any(|race| race.day == day);
        let mark = if is_race {
            icon_small("flag")
        } else if is_booked(day) {
            icon_small("fingers")
        } else {
            ().into_any()
        };
        let class = if is_race { "race" } else { class };
        view! {
            <div class=class class:today=day == today>
                <i>{mark}</i>
                <span>{day.of_month()}</span>
            </div>
        }
    };
    let days = || (0..STRIP).map(|days| first.plus(days));
    let cells: Vec<_> = days().map(cell).collect();
    let day_names = |days: Vec<Day>| days.into_iter().map(Day::day_and_month).collect::<Vec<_>>().join(", ");
    let sentence = |label: &str, days: Vec<Day>| {
        if days.is_empty() { String::new() } else { text!(" ", label, " ", day_names(days), ".") }
    };
    let spoken = [
        &first.to(last),
        ". ",
        &care::race_plan(race, races, today),
        &sentence("Ideal on", days().filter(|day| verdict(*day, races).fit == Fit::Ideal).collect()),
        &sentence("Booked on", days().filter(|day| is_booked(*day)).collect()),
        &sentence("Race on", days().filter(|day| races.iter().any(|race| race.day == *day)).collect()),
    ];
    let spoken = spoken.concat();
    let text = text!(race.day.spoken(today), ", ", race.distance_in_days(today));
    let massages = state.care.massage_days((state.device.now)());
    let lessons = race::lessons(races, race.day, &massages);
    view! {
        <div class="card">
            <div class="race-head">
                {icon_tile("flag", "brand")} {row_text(race.title().to_owned(), text)} {edit}
            </div>
            <div class="plan-strip" role="img" aria-label=spoken>
                {cells}
            </div>
            <ul class="plan-key" aria-hidden="true">
                <li>
                    <i class="deep"></i>
                    "Deep"
                </li>
                <li>
                    <i class="ideal"></i>
                    "Ideal"
                </li>
                <li>
                    <i class="light"></i>
                    "Light only"
                </li>
            </ul>
            {(!lessons.is_empty())
                .then(|| {
                    view! {
                        <div class="lessons">
                            <b>"Before your last races"</b>
                            {sentences(lessons)}
                        </div>
                    }
                })}
            <p class="text-note">"Deep work is slow and firm, on tight places. Light work is long, soft strokes."</p>
        </div>
    }
    .into_any()
}

/// The plan as a list, for screen readers as well: the parts of the plan and the bookings, sorted by day.
fn timeline(race: &Race, races: &[&Race], bookings: &[(Id, Appointment)], today: Day) -> AnyView {
    let parts = parts(race, races, today);
    let first = race.day.minus(21).max(today);
    let last = race.day.plus(21);
    let mut rows: Vec<(Day, u8, AnyView)> = vec![];
    for part in &parts {
        let (title, text, sources) = care::part(part, race.class);
        let when = match part.to {
            None => text!("From ", part.from.short()),
            Some(to) if to <= part.from.max(today) => {
                text!(to.short_weekday(), " ", to.of_month().to_string())
            }
            Some(to) => part.from.max(today).short_to(to),
        };
        let class = match part.kind {
            PartKind::DeepBefore | PartKind::DeepAfter => "window",
            PartKind::Race => "race",
            PartKind::LightBefore | PartKind::LightAfter => "",
        };
        let row = view! {
            <li class=class>
                <span class="when">{when}</span>
                <i class="dot"></i>
                <div class="what">
                    <b>{title}</b>
                    <p class="text-small">{text} {from_sources(sources)}</p>
                </div>
            </li>
        };
        rows.push((part.from.max(today), 0, row.into_any()));
    }
    for (_, appointment) in
        bookings.iter().filter(|(_, appointment)| (first..=last).contains(&appointment.at.day()))
    {
        rows.push((appointment.at.day(), 1, booked(appointment, races)));
    }
    order::by_number(&mut rows, |(day, rank, _)| 2 * day.epoch_days() + i64::from(*rank));
    let rows: Vec<_> = rows.into_iter().map(|(_, _, row)| row).collect();
    view! { <ol class="timeline">{rows}</ol> }.into_any()
}

fn booked(appointment: &Appointment, races: &[&Race]) -> AnyView {
    let day = appointment.at.day();
    let when = text!(day.short_weekday(), " ", day.of_month().to_string());
    let time = format::time_of_day(appointment.at.minute_of_day());
    let title = appointment.name().map_or_else(|| time.clone(), |name| text!(name, ", ", time));
    let text = text!(appointment.technique.phrase(), ", ", appointment.length.get().to_string(), " min");
    let tag = care::tag(&verdict(day, races), appointment.technique).map(|tag| {
        let (class, icon_name) = if tag.is_good { ("tag calm", "check") } else { ("tag", "info") };
        view! { <span class=class>{icon_small(icon_name)} {tag.short}</span> }
    });
    // A booking within a window continues the band of that window.
    let is_within = matches!(verdict(day, races).fit, Fit::Ideal | Fit::Deep);
    view! {
        <li class="booked" class:window=is_within>
            <span class="when">{when}</span>
            <i class="dot"></i>
            <div class="what">
                <div>
                    <b dir="auto">{title}</b>
                    <span class="text-small">{text}</span>
                    {tag}
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// "Salty Running" in small print, after a sentence of the plan.
pub(super) fn from_sources(sources: &[Source]) -> Option<AnyView> {
    let names = source::names(sources);
    (!names.is_empty()).then(|| view! { <small class="text-note">{names}</small> }.into_any())
}

/// Calls `read` with the next days that the planner proposes, and the weekdays on which the runner rests.
pub(super) fn with_proposals<T>(
    state: &'static State,
    count: usize,
    read: impl FnOnce(&[Proposal<'_>], RestDays) -> T,
) -> T {
    let today = (state.device.now)().day();
    let phase = state.preferences.get().training();
    let deep = state.care.deep_days();
    let rest = state.with_own_entries(|all| RestDays::of(all, today));
    state.care.with_races(|races| read(&propose(today, phase, &deep, races, rest, count), rest))
}

fn proposals(state: &'static State, can_change: bool) -> AnyView {
    let today = (state.device.now)().day();
    let rows = with_proposals(state, PROPOSED, |proposals, rest| {
        let row = |proposal: &Proposal<'_>| {
            let (words, sources) = care::why(proposal, rest);
            view! {
                <li class="row">
                    {date_tile(proposal.day, false)} <div class="row-text">
                        <b>{proposal.day.spoken(today)}</b>
                        <span>{words} " " {from_sources(sources)}</span>
                    </div>
                </li>
            }
        };
        proposals.iter().map(row).collect_view()
    });
    // The first one is not deep.
    let title = if state.care.deep_days().is_empty() { "Next massages" } else { "Next deep work" };
    let book = can_change.then(|| {
        view! {
            <a class="btn soft small" href=Route::AddAppointment.hash()>
                {icon_small("plus")}
                "Book a slot"
            </a>
        }
    });
    view! {
        <Section title=title tools=book.into_any()>
            <ul class="card flush rows-date">{rows}</ul>
        </Section>
    }
    .into_any()
}

/// Takes "I don't get massages" back.
pub(super) fn plan_again(state: &'static State) -> AnyView {
    let back = move |_| {
        state.preferences.change(|settings| settings.no_massages = false);
        state.page_moved();
    };
    let button = view! {
        <button class="btn plain small" on:click=back>
            "Plan massages again"
        </button>
    };
    (!state.vault.is_read_only()).then_some(button).into_any()
}
