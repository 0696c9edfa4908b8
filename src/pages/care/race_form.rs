//! A race: add it, change it, delete it.

use super::appointment_form::never;
use super::appointments::{gone, looked_at};
use crate::components::icon;
use crate::content::care;
use crate::domain::calendar::Day;
use crate::domain::care::race::{Class, Race};
use crate::domain::care::{Entry, What, calendar_file};
use crate::domain::id::Id;
use crate::domain::note::Text;
use crate::pages::fields;
use crate::pages::frame::{CANCEL, sub_header};
use crate::state::{State, state};
use leptos::prelude::*;

/// What is known of it, where nothing can be changed.
fn facts(race: &Race) -> Vec<(&'static str, String)> {
    let day = race.day.spoken(race.day);
    vec![("Name", race.title().to_owned()), ("Day", day), ("Distance", race.class.title().to_owned())]
}

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    id: StoredValue<Option<Id>>,
    calendar_files: StoredValue<u32>,
    name: RwSignal<String>,
    day: RwSignal<String>,
    class: RwSignal<Class>,
    is_for_fun: RwSignal<bool>,
    bad_day: RwSignal<Option<String>>,
}

pub(in crate::pages) fn page(id: Option<Id>) -> AnyView {
    let state = state();
    let old = id.as_ref().and_then(|id| untrack(|| state.care.find(id)));
    let old = old.as_ref().and_then(Entry::race).cloned();
    if id.is_some() && old.is_none() {
        return gone("Race");
    }
    if !state.vault.may_change() {
        return looked_at("Race", old.as_ref().map(facts).unwrap_or_default());
    }
    let form = Form {
        state,
        calendar_files: StoredValue::new(old.as_ref().map_or(0, |race| race.calendar_files)),
        id: StoredValue::new(id),
        name: RwSignal::new(old.as_ref().map_or("", |race| race.name.as_str()).to_owned()),
        day: RwSignal::new(old.as_ref().map(|race| race.day.iso()).unwrap_or_default()),
        class: RwSignal::new(old.as_ref().map(|race| race.class).unwrap_or_default()),
        is_for_fun: RwSignal::new(old.is_some_and(|race| race.is_for_fun)),
        bad_day: RwSignal::new(None),
    };
    on_cleanup(move || state.router.guard(false));
    Effect::new(move |before: Option<()>| {
        let _ = (form.name.get(), form.day.get(), form.class.get(), form.is_for_fun.get());
        if before.is_some() {
            state.router.guard(true);
            form.bad_day.set(None);
        }
    });
    form.view()
}

impl Form {
    fn view(self) -> AnyView {
        let classes = Class::ALL.map(|class| class.title().to_owned()).to_vec();
        let class_place = Signal::derive(move || {
            let class = self.class.get();
            Class::ALL.iter().position(|one| *one == class).unwrap_or(0)
        });
        let choose_class = Callback::new(move |place: usize| self.class.set(Class::ALL[place]));
        let choose_size = Callback::new(move |place: usize| self.is_for_fun.set(place == 1));
        let sizes = [
            ("The big one", "Plan massage around it, light only the day before"),
            ("Just for fun", "Shows in the plan, changes nothing else"),
        ];
        let plans = move || {
            self.race().ok().map(|race| {
                view! {
                    <div class="banner" role="status">
                        {icon("info")} <div>
                            <b>"What this plans"</b>
                            {self.plan(&race)}
                            " "
                            {super::planner::from_sources(&[crate::content::source::Source::SaltyRunning])}
                        </div>
                    </div>
                }
            })
        };
        let old = self.id.with_value(Option::is_some).then(|| {
            view! {
                <button class="btn quiet" on:click=move |_| self.to_calendar()>
                    {icon("calendar")}
                    "Add to your calendar"
                </button>
                <button class="btn alert" on:click=move |_| self.delete()>
                    {icon("trash")}
                    "Delete this race"
                </button>
            }
        });
        view! {
            {sub_header("Race", CANCEL, None)}
            <main class="view">
                {fields::line("Name", "text", "Riverside Half", self.name, never(), Some(60))}
                {fields::line("Day", "date", "", self.day, self.bad_day.into(), None)}
                {fields::chips("Distance", "", classes, class_place, choose_class)}
                <div class="field">
                    <span class="field-label" aria-hidden="true">"How big a day is it?"</span>
                    {fields::options(
                        "How big a day is it?",
                        &sizes,
                        Signal::derive(move || usize::from(self.is_for_fun.get())),
                        choose_size,
                    )}
                </div>
                {plans}
                {old}
            </main>
            {fields::save_dock("Save race", Callback::new(move |()| self.save()))}
        }
        .into_any()
    }

    /// What it plans among the other races.
    fn plan(self, race: &Race) -> String {
        let today = (self.state.device.now)().day();
        let races = self.state.care.races();
        let others = self.id.with_value(|id| {
            races
                .iter()
                .filter(|(other, _)| Some(other) != id.as_ref())
                .map(|(_, race)| race)
                .collect::<Vec<_>>()
        });
        let all: Vec<&Race> = others.into_iter().chain([race]).collect();
        care::race_plan(race, &all, today)
    }

    /// What is in the fields, or what is wrong with the day.
    fn race(self) -> Result<Race, String> {
        let day = self.day.with(|text| Day::parse(text)).ok_or("Pick a day")?;
        let today = (self.state.device.now)().day();
        Race::check_day(day, today).map_err(|problem| problem.to_string())?;
        Ok(Race {
            name: Text::clipped(self.name.get().trim()),
            day,
            class: self.class.get(),
            is_for_fun: self.is_for_fun.get(),
            calendar_files: self.calendar_files.get_value(),
        })
    }

    fn say(self, problem: String) {
        self.bad_day.set(Some(problem));
        fields::focus_problem();
    }

    fn save(self) {
        let state = self.state;
        match untrack(|| self.race()) {
            Err(problem) => self.say(problem),
            Ok(race) => {
                let id = self.id.get_value().unwrap_or_else(|| state.care.new_id());
                state.care.put_what(id, What::Race(race));
                state.router.leave_form();
                state.notices.say("Race saved");
            }
        }
    }

    /// What goes to the calendar is kept as well.
    fn to_calendar(self) {
        match untrack(|| self.race()) {
            Err(problem) => self.say(problem),
            Ok(race) => {
                if let Some(id) = self.id.get_value() {
                    self.calendar_files.set_value(hand_over(self.state, &id, race));
                    self.state.router.guard(false);
                }
            }
        }
    }

    fn delete(self) {
        let state = self.state;
        let Some((entry, text)) = self.id.get_value().and_then(|id| state.care.delete(&id)) else { return };
        let in_calendar = entry.race().filter(|race| race.calendar_files > 0).cloned();
        let words = if let Some(race) = &in_calendar {
            write_file(state, &entry.id, race, true);
            "Race deleted. Open the file to take it out of your calendar."
        } else {
            "Race deleted"
        };
        state.router.leave_form();
        state.notices.show_undo(words, move || {
            state.care.undelete(entry.clone(), text.clone());
            if let Some(race) = &in_calendar {
                let again = Race { calendar_files: race.calendar_files + 1, ..race.clone() };
                hand_over(state, &entry.id, again);
            }
        });
    }
}

/// Hands a calendar file over and keeps the race with their new number, which it gives.
fn hand_over(state: &'static State, id: &Id, mut race: Race) -> u32 {
    write_file(state, id, &race, false);
    race.calendar_files += 1;
    let count = race.calendar_files;
    state.care.put_what(id.clone(), What::Race(race));
    count
}

fn write_file(state: &'static State, id: &Id, race: &Race, is_deleted: bool) {
    let name = ["race-", &race.day.iso(), ".ics"].concat();
    let file = calendar_file::race(id, race, is_deleted, (state.device.now)());
    (state.device.hand_over)(&name, &file);
}
