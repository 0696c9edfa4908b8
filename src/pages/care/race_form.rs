//! The form to add, change or delete a race.

use super::appointments::read_only_page;
use crate::components::{Banner, icon};
use crate::content::care;
use crate::domain::care::race::{Class, Race};
use crate::domain::care::{Entry, EntryKind, calendar_file};
use crate::domain::id::Id;
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use crate::pages::form::fields;
use crate::pages::form::{self, Form as AnyForm};
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::{State, state};
use leptos::prelude::*;

/// The facts of a race, for the page that cannot change it.
fn facts(race: &Race) -> Vec<(&'static str, String)> {
    let day = race.day.spoken(race.day);
    vec![("Name", race.title().to_owned()), ("Day", day), ("Distance", race.class.title().to_owned())]
}

/// The contents of the form.
#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    day: String,
    class: Class,
    is_for_fun: bool,
}

impl Draft {
    fn check_day(&self, today: Day) -> Result<Day, String> {
        let day = Day::parse(&self.day).ok_or("Pick a day")?;
        Race::check_day(day, today).map_err(|problem| problem.to_string())?;
        Ok(day)
    }
}

impl form::Draft for Draft {
    fn texts(&self) -> Vec<String> {
        let class = Class::ALL.iter().position(|class| *class == self.class).unwrap_or_default();
        vec![self.name.clone(), self.day.clone(), class.to_string(), self.is_for_fun.to_string()]
    }

    fn from_texts(texts: Vec<String>) -> Option<Draft> {
        let [name, day, class, is_for_fun] = texts.try_into().ok()?;
        let class = *Class::ALL.get(class.parse::<usize>().ok()?)?;
        Some(Draft { name, day, class, is_for_fun: is_for_fun == "true" })
    }
}

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    id: StoredValue<Option<Id>>,
    calendar_files: StoredValue<u32>,
    draft: AnyForm<Draft>,
}

pub(crate) fn page(id: Option<Id>) -> AnyView {
    let state = state();
    let old = id.as_ref().and_then(|id| untrack(|| state.care.find(id)));
    let old = old.as_ref().and_then(Entry::race).cloned();
    if !state.vault.may_change() {
        return read_only_page("Race", old.as_ref().map(facts).unwrap_or_default());
    }
    let draft = Draft {
        name: old.as_ref().map_or("", |race| race.name.as_str()).to_owned(),
        day: old.as_ref().map(|race| race.day.iso()).unwrap_or_default(),
        class: old.as_ref().map(|race| race.class).unwrap_or_default(),
        is_for_fun: old.as_ref().is_some_and(|race| race.is_for_fun),
    };
    let form = Form {
        state,
        calendar_files: StoredValue::new(old.map_or(0, |race| race.calendar_files)),
        id: StoredValue::new(id),
        draft: AnyForm::open(state, draft),
    };
    form.view()
}

impl Form {
    fn view(self) -> AnyView {
        let classes = Class::ALL.map(|class| class.title().to_owned()).to_vec();
        let class_index = Signal::derive(move || {
            let chosen = self.draft.with(|draft| draft.class);
            Class::ALL.iter().position(|class| *class == chosen).unwrap_or(0)
        });
        let choose_class =
            Callback::new(move |index: usize| self.draft.change(|draft| draft.class = Class::ALL[index]));
        let choose_size =
            Callback::new(move |index: usize| self.draft.change(|draft| draft.is_for_fun = index == 1));
        let sizes = [
            ("The big one", "Plan massage around it, light only the day before"),
            ("Just for fun", "Shows in the plan, changes nothing else"),
        ];
        let plans = move || {
            self.race().map(|race| {
                view! {
                    <Banner icon="info" title="What this plans" role="status">
                        {self.plan(&race)}
                        " "
                        {super::planner::from_sources(&[crate::content::source::Source::SaltyRunning])}
                    </Banner>
                }
            })
        };
        let actions = self.id.with_value(Option::is_some).then(|| {
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
        let today = (self.state.device.now)().day();
        let name = self.draft.text("Name", |draft| &mut draft.name, Box::new(|_| None));
        let day = self.draft.text(
            "Day",
            |draft| &mut draft.day,
            Box::new(move |draft| draft.check_day(today).err()),
        );
        view! {
            {sub_header("Race", CLOSE, None)}
            <main class="view" on:keydown=fields::on_enter(move || self.save())>
                {self.draft.note()}
                {fields::line("Name", "text", "Riverside Half", name, Some(60), None)}
                {fields::line("Day", "date", "", day, None, None)}
                {fields::chips("Distance", "", classes, class_index, choose_class)}
                <div class="field">
                    <span class="field-label" aria-hidden="true">
                        "How big a day is it?"
                    </span>
                    {fields::options(
                        "How big a day is it?",
                        sizes.map(|(title, text)| (title, text.to_owned())),
                        Signal::derive(move || usize::from(self.draft.with(|draft| draft.is_for_fun))),
                        choose_size,
                    )}
                </div>
                {plans}
                {actions}
            </main>
            {fields::save_dock("Save race", Callback::new(move |()| self.save()))}
        }
        .into_any()
    }

    /// What the race plans, with the other races taken into account.
    fn plan(self, race: &Race) -> String {
        let today = (self.state.device.now)().day();
        let races = self.state.care.races();
        let others = self.id.with_value(|id| {
            races
                .iter()
                .filter(|(other_id, _)| Some(other_id) != id.as_ref())
                .map(|(_, race)| race)
                .collect::<Vec<_>>()
        });
        let all: Vec<&Race> = others.into_iter().chain([race]).collect();
        care::race_plan(race, &all, today)
    }

    /// The race in the fields, if they are valid.
    fn race(self) -> Option<Race> {
        let draft = self.draft.get();
        let day = draft.check_day((self.state.device.now)().day()).ok()?;
        let saved = self.id.get_value().and_then(|id| self.state.care.find(&id));
        let saved = saved.as_ref().and_then(Entry::race).cloned();
        // What the runner answered is about the day that it was on.
        let answered = saved.filter(|saved| saved.day == day);
        Some(Race {
            name: Text::clipped(draft.name.trim()),
            class: draft.class,
            is_for_fun: draft.is_for_fun,
            calendar_files: self.calendar_files.get_value(),
            ..answered.unwrap_or_else(|| Race::new(day, draft.class))
        })
    }

    fn save(self) {
        let state = self.state;
        match untrack(|| self.race()) {
            None => self.draft.show_problems(),
            Some(race) => {
                let id = self.id.get_value().unwrap_or_else(|| state.care.new_id());
                state.care.put(id, EntryKind::Race(race));
                state.router.leave_form();
                state.notices.say("Race saved");
            }
        }
    }

    /// Saves the race and hands over a calendar file of it.
    fn to_calendar(self) {
        match untrack(|| self.race()) {
            None => self.draft.show_problems(),
            Some(race) => {
                if let Some(id) = self.id.get_value() {
                    self.calendar_files.set_value(save_file(self.state, &id, race));
                    self.draft.saved();
                }
            }
        }
    }

    fn delete(self) {
        let state = self.state;
        let Some((entry, text)) = self.id.get_value().and_then(|id| state.care.delete(&id)) else { return };
        let in_calendar = entry.race().filter(|race| race.calendar_files > 0).cloned();
        let message = if let Some(race) = &in_calendar {
            write_file(state, &entry.id, race, true);
            "Race deleted. Open the file to take it out of your calendar."
        } else {
            "Race deleted"
        };
        state.router.leave_form();
        state.notices.show_undo(message, move || {
            state.care.undelete(entry.clone(), text.clone());
            if let Some(race) = &in_calendar {
                let restored = Race { calendar_files: race.calendar_files + 1, ..race.clone() };
                save_file(state, &entry.id, restored);
            }
        });
    }
}

/// Hands over a calendar file and saves the race with the new number of its files. Returns that number.
fn save_file(state: &'static State, id: &Id, mut race: Race) -> u32 {
    write_file(state, id, &race, false);
    race.calendar_files += 1;
    let count = race.calendar_files;
    state.care.put(id.clone(), EntryKind::Race(race));
    count
}

fn write_file(state: &'static State, id: &Id, race: &Race, is_deleted: bool) {
    let name = text!("race-", race.day.iso(), ".ics");
    let file = calendar_file::race(id, race, is_deleted, (state.device.now)());
    (state.device.save_file)(&name, &file);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::form::Draft as _;

    #[test]
    fn a_draft_is_read_back_from_its_texts() {
        let draft = Draft {
            name: "Riverside \"Half\"".to_owned(),
            day: String::new(),
            class: Class::ALL[2],
            is_for_fun: true,
        };
        assert!(Draft::from_texts(draft.texts()) == Some(draft.clone()));
        assert!(Draft::from_texts(vec![]).is_none());
        assert!(Draft::from_texts(vec!["torn".to_owned(); draft.texts().len()]).is_none());
    }
}
