//! A race: add it, change it, delete it.

use super::appointment_form::never;
use super::appointments::gone;
use crate::components::icon;
use crate::content::care;
use crate::domain::calendar::Day;
use crate::domain::care::race::{Class, Race};
use crate::domain::care::{Entry, What, calendar_file};
use crate::domain::id::Id;
use crate::domain::instant::MINUTE;
use crate::domain::note::Text;
use crate::pages::fields;
use crate::pages::frame::{CANCEL, sub_header};
use crate::state::{State, state};
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    id: StoredValue<Option<Id>>,
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
    if id.is_some() && old.is_none() || !state.vault.may_change() {
        return gone("Race");
    }
    let form = Form {
        state,
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
                            {care::race_plan(&race)}
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
                {fields::chips("Distance", classes, class_place, choose_class)}
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
        })
    }

    fn save(self) {
        let state = self.state;
        match untrack(|| self.race()) {
            Err(problem) => self.bad_day.set(Some(problem)),
            Ok(race) => {
                let id = self.id.get_value().unwrap_or_else(|| state.care.new_id());
                state.care.put_what(id, What::Race(race));
                state.router.guard(false);
                state.router.close();
                state.notices.say("Race saved");
            }
        }
    }

    fn to_calendar(self) {
        if let (Some(id), Ok(race)) = (self.id.get_value(), untrack(|| self.race())) {
            let now = (self.state.device.now)();
            // The minutes since 1970 rise with each file, so that a later one replaces the event.
            let sequence = u32::try_from(now.ms() / MINUTE).unwrap_or_default();
            let name = ["race-", &race.day.iso(), ".ics"].concat();
            (self.state.device.hand_over)(&name, &calendar_file::race(&id, &race, sequence, now));
        }
    }

    fn delete(self) {
        let state = self.state;
        if let Some((entry, text)) = self.id.get_value().and_then(|id| state.care.delete(&id)) {
            state.router.guard(false);
            state.router.close();
            state.notices.show_undo("Race deleted", move || state.care.undelete(entry.clone(), text.clone()));
        }
    }
}
