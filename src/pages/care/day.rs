//! What Care says about today: a race, an appointment, a long run, and what it asks after a race.

use crate::components::{Banner, Tone, sentences};
use crate::content::visit::{self, Around};
use crate::content::{care, hands, race, source};
use crate::domain::care::race::{Legs, asks_about_legs};
use crate::domain::care::{Appointment, Race};
use crate::domain::id::Id;
use crate::domain::patterns::much_longer;
use crate::domain::time::calendar::Day;
use crate::pages::shell::focus::focus_heading;
use crate::state::State;
use crate::state::route::Route;
use leptos::prelude::*;

pub(super) fn cards(state: &'static State, today: Day) -> AnyView {
    let near = state.care.with_races(|races| care::race_near(races, today));
    let near = near.map(|words| view! { <Banner icon="care" tone=Tone::Calm>{words}</Banner> });
    let booked = state.care.appointments();
    let is_booked = |day: Day| booked.iter().any(|(_, appointment)| appointment.at.day() == day);
    view! {
        {near}
        {after_race(state, today)}
        {long_run(state, today, is_booked)}
    }
    .into_any()
}

/// What an appointment of these days asks for.
pub(super) fn around_massage(state: &'static State, today: Day) -> Option<AnyView> {
    let booked = state.care.appointments();
    visit::nearest(booked.iter().map(|(_, appointment)| appointment), today)
        .map(|(appointment, around)| around_card(appointment, around))
}

fn around_card(appointment: &Appointment, around: Around) -> AnyView {
    let running = visit::running(appointment, around);
    match around {
        Around::DayBefore => view! { <Banner icon="care" tone=Tone::Calm>{running}</Banner> }.into_any(),
        Around::OnTheDay => {
            let ask = text!("Ask: ", visit::QUESTIONS.join(" "));
            let lines = visit::ON_THE_DAY.map(str::to_owned).into_iter().chain([ask]);
            view! {
                <section class="card on-the-day">
                    <h3>"On the day"</h3>
                    <p>{running}</p>
                    {sentences(lines)}
                    <p class="text-note">{source::names(visit::ON_THE_DAY_SOURCES)}</p>
                </section>
            }
            .into_any()
        }
        Around::DayAfter => {
            let words = visit::day_after(appointment);
            view! {
                <Banner icon="care" tone=Tone::Calm title=running>
                    {words}
                    {crate::pages::see_someone::link()}
                </Banner>
            }
            .into_any()
        }
    }
}

/// "What’s still there?" and "Legs on the day?", one after the other.
fn after_race(state: &'static State, today: Day) -> AnyView {
    if state.vault.is_read_only() {
        return ().into_any();
    }
    if let Some((id, race)) = state.asks_whats_left() {
        return whats_left(state, id, &race, today);
    }
    let races = state.care.races();
    let all: Vec<&Race> = races.iter().map(|(_, race)| race).collect();
    let asked = asks_about_legs(&all, today).filter(|_| !state.preferences.get().no_massages);
    let asked = asked.and_then(|asked| races.iter().find(|(_, race)| std::ptr::eq(race, asked)));
    asked.map(|(id, race)| legs_on_the_day(state, id.clone(), race)).into_any()
}

fn whats_left(state: &'static State, id: Id, race: &Race, today: Day) -> AnyView {
    let nothing = move |_| {
        let follow_up = |id: &Id, is_over: bool| {
            state.care.change_race(id, |race| race.is_followed_up = is_over);
        };
        follow_up(&id, true);
        let id = id.clone();
        state.notices.show_undo("Good. Noted", move || follow_up(&id, false));
        state.page_moved();
        request_animation_frame(focus_heading);
    };
    view! {
        <section class="card question">
            <h3 dir="auto">{race::whats_left(race, today)}</h3>
            <p class="text-small">
                "The first soreness has gone by now. What’s left is worth showing: it goes into your brief. "
                {super::planner::from_sources(race::LEARNING)}
            </p>
            <div class="button-row">
                <button class="btn quiet grow" on:click=nothing>
                    "Nothing left"
                </button>
                <button class="btn primary grow" on:click=move |_| state.router.go(Route::Body)>
                    "Mark it"
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn legs_on_the_day(state: &'static State, id: Id, race: &Race) -> AnyView {
    let massages = state.care.massage_days((state.device.now)());
    let id = StoredValue::new(id);
    let answer = move |legs: Legs| {
        id.with_value(|id| state.care.change_race(id, |race| race.legs = Some(legs)));
        let id = id.get_value();
        state.notices.show_undo(
            if legs == Legs::Unsaid { "Skipped" } else { "Noted for the next race" },
            move || {
                state.care.change_race(&id, |race| race.legs = None);
            },
        );
        state.page_moved();
        request_animation_frame(focus_heading);
    };
    let answers = Legs::ALL.map(|legs| {
        view! {
            <button class="btn soft grow" on:click=move |_| answer(legs)>
                {legs.title()}
            </button>
        }
    });
    view! {
        <section class="card question">
            <h3 dir="auto">{race.title().to_owned()}</h3>
            <p>{race::legs_question(race, &massages)}</p>
            <div class="button-row">{answers.collect_view()}</div>
            <p class="text-small">
                "The best day differs from runner to runner. The next race shows it. "
                {super::planner::from_sources(race::LEARNING)}
            </p>
            <button class="btn quiet small" on:click=move |_| answer(Legs::Unsaid)>
                "Skip"
            </button>
        </section>
    }
    .into_any()
}

/// A light massage after a run that was much longer than usual. Around a race, the plan says it.
fn long_run(state: &'static State, today: Day, is_booked: impl Fn(Day) -> bool) -> Option<AnyView> {
    let settings = state.preferences.get();
    let run = state.with_own_entries(|entries| much_longer(entries, today))?;
    let day = today.minus(run.days_ago.unsigned_abs());
    let has_massage = (0..=2).any(|days| is_booked(day.plus(days)));
    let is_suitable = hands::suits_light_massage(state.hands(), &state.recent_spots());
    let is_due = !settings.no_massages && !has_massage && is_suitable;
    is_due.then(|| {
        view! {
            <Banner icon="care" tone=Tone::Calm>
                {race::after_long_run(run, settings.units)} " " {super::planner::from_sources(race::LONG_RUN)}
            </Banner>
        }
        .into_any()
    })
}
