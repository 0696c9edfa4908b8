//! The form to add, change or cancel an appointment.

use super::appointments::read_only_page;
use crate::components::{Banner, Tone, icon, row_text, switch};
use crate::content::{care, visit};
use crate::domain::body::regions::Regions;
use crate::domain::care::appointment::{Minutes, Technique};
use crate::domain::care::planner::verdict;
use crate::domain::care::{Appointment, EntryKind, calendar_file};
use crate::domain::id::Id;
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::pages::form::fields;
use crate::pages::form::{self, Form as AnyForm};
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::{State, state};
use leptos::prelude::*;

const LENGTHS: [u16; 4] = [30, 45, 60, 90];
/// The proposed time of an appointment, in minutes since midnight.
const PROPOSED_AT: u16 = 17 * 60 + 30;
/// How many days an appointment may be ahead: two years. It may be as many days ago, for runners who add past
/// ones.
const FARTHEST: i64 = 731;

/// The contents of the form.
#[derive(Clone, PartialEq)]
struct Draft {
    with: String,
    day: String,
    time: String,
    length: u16,
    technique: Technique,
    is_for_injury: bool,
    to_calendar: bool,
    wants_brief: bool,
    note: String,
}

impl Draft {
    fn day(&self) -> Option<Day> {
        Day::parse(&self.day)
    }

    fn problem_of_day(&self, today: Day) -> Option<String> {
        match self.day() {
            None => Some("Pick a day".to_owned()),
            Some(day) if day.days_since(today).abs() > FARTHEST => {
                Some("That’s more than two years away".to_owned())
            }
            Some(_) => None,
        }
    }

    fn problem_of_time(&self) -> Option<String> {
        let is_wrong = format::parse_time_of_day(&self.time).is_none();
        is_wrong.then(|| "Set a time, like 17:30".to_owned())
    }
}

impl form::Draft for Draft {
    fn texts(&self) -> Vec<String> {
        let [with, day, time, note] = [&self.with, &self.day, &self.time, &self.note].map(String::clone);
        let technique =
            Technique::ALL.iter().position(|technique| *technique == self.technique).unwrap_or_default();
        let chosen = [self.is_for_injury, self.to_calendar, self.wants_brief];
        let chosen = chosen.map(|yes| if yes { '1' } else { '0' }).into_iter().collect();
        vec![with, day, time, note, self.length.to_string(), technique.to_string(), chosen]
    }

    fn from_texts(texts: Vec<String>) -> Option<Draft> {
        let [with, day, time, note, length, technique, chosen] = texts.try_into().ok()?;
        let length = length.parse().ok()?;
        let technique = *Technique::ALL.get(technique.parse::<usize>().ok()?)?;
        let mut chosen = chosen.chars().map(|yes| yes == '1');
        let (is_for_injury, to_calendar, wants_brief) = (chosen.next()?, chosen.next()?, chosen.next()?);
        Some(Draft { with, day, time, length, technique, is_for_injury, to_calendar, wants_brief, note })
    }
}

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    id: StoredValue<Option<Id>>,
    old: StoredValue<Option<Appointment>>,
    draft: AnyForm<Draft>,
}

pub(crate) fn page(id: Option<Id>) -> AnyView {
    let state = state();
    let old = id.as_ref().and_then(|id| untrack(|| state.care.appointment(id)));
    if !state.vault.may_change() {
        let today = (state.device.now)().day();
        return read_only_page(
            "Appointment",
            old.as_ref().map(|appointment| facts(appointment, today)).unwrap_or_default(),
        );
    }
    Form::new(state, id, old).view()
}

/// The facts of an appointment, for the page that cannot change it.
fn facts(appointment: &Appointment, today: Day) -> Vec<(&'static str, String)> {
    let when =
        text!(appointment.at.day().spoken(today), ", ", format::time_of_day(appointment.at.minute_of_day()));
    vec![
        ("With", appointment.with.as_str().to_owned()),
        ("When", when),
        ("How long", format!("{} min", appointment.length.get())),
        ("What kind", appointment.technique.title().to_owned()),
        ("Note", appointment.note.as_str().to_owned()),
    ]
}

impl Form {
    fn new(state: &'static State, id: Option<Id>, old: Option<Appointment>) -> Form {
        let now = (state.device.now)();
        let booked = untrack(|| state.care.appointments());
        // The defaults: the therapist of the last appointment, and the day that the planner proposes.
        let with = old
            .as_ref()
            .or(booked.last().map(|(_, appointment)| appointment))
            .map_or("", |appointment| appointment.with.as_str());
        let proposed = untrack(|| {
            super::planner::with_proposals(state, 1, |proposals, _| {
                proposals.first().map(|proposal| proposal.day)
            })
        });
        let day = old.as_ref().map_or(proposed.unwrap_or(now.day().plus(1)), |old| old.at.day());
        // A first massage is not deep.
        let first_choice = if booked.is_empty() { Technique::Sports } else { Technique::Deep };
        let minute = old.as_ref().map_or(PROPOSED_AT, |old| old.at.minute_of_day());
        let draft = Draft {
            with: with.to_owned(),
            day: day.iso(),
            time: format::time_field(minute),
            length: old.as_ref().map_or(60, |old| old.length.get()),
            technique: old.as_ref().map_or(first_choice, |old| old.technique),
            is_for_injury: old.as_ref().is_some_and(|old| old.is_for_injury),
            to_calendar: old.as_ref().is_none_or(|old| old.calendar_files > 0),
            wants_brief: old.as_ref().is_none_or(|old| old.wants_brief),
            note: old.as_ref().map_or("", |old| old.note.as_str()).to_owned(),
        };
        Form {
            state,
            id: StoredValue::new(id),
            draft: AnyForm::open(state, draft),
            old: StoredValue::new(old),
        }
    }

    fn view(self) -> AnyView {
        let is_new = self.old.with_value(Option::is_none);
        let title = if is_new { "New appointment" } else { "Appointment" };
        let mut lengths: Vec<u16> = LENGTHS.to_vec();
        let current = untrack(|| self.draft.with(|draft| draft.length));
        if !lengths.contains(&current) {
            lengths.push(current);
        }
        let names = lengths.iter().enumerate();
        let names = names
            .map(|(index, length)| if index == 0 { format!("{length} min") } else { length.to_string() });
        let names = names.collect();
        let lengths = StoredValue::new(lengths);
        let length_index = Signal::derive(move || {
            let chosen = self.draft.with(|draft| draft.length);
            lengths.with_value(|lengths| lengths.iter().position(|length| *length == chosen)).unwrap_or(0)
        });
        let choose_length = Callback::new(move |index: usize| {
            self.draft.change(|draft| draft.length = lengths.with_value(|lengths| lengths[index]));
        });
        let kinds = Technique::ALL.map(|technique| technique.title().to_owned()).to_vec();
        let kind_index = Signal::derive(move || {
            let chosen = self.draft.with(|draft| draft.technique);
            Technique::ALL.iter().position(|technique| *technique == chosen).unwrap_or(0)
        });
        let choose_kind = Callback::new(move |index: usize| {
            self.draft.change(|draft| draft.technique = Technique::ALL[index]);
        });
        let cancel = (!is_new).then(|| {
            view! {
                <button class="btn alert" on:click=move |_| self.cancel()>
                    {icon("trash")}
                    "Cancel this appointment"
                </button>
            }
        });
        let is_first = is_new && untrack(|| self.state.care.appointments()).is_empty();
        let is_ahead = Memo::new(move |_| self.is_ahead());
        let today = (self.state.device.now)().day();
        let with = self.draft.text("With", |draft| &mut draft.with, Box::new(|_| None));
        let day = self.draft.text(
            "Day",
            |draft| &mut draft.day,
            Box::new(move |draft| draft.problem_of_day(today)),
        );
        let time = self.draft.text("Time", |draft| &mut draft.time, Box::new(Draft::problem_of_time));
        view! {
            {sub_header(title, CLOSE, None)}
            <main class="view" on:keydown=fields::on_enter(move || self.save())>
                {self.draft.note()}
                {fields::line("With", "text", "Name of the therapist", with, Some(60), None)}
                <div class="field-pair">
                    {fields::line("Day", "date", "", day, None, None)}
                    {fields::line("Time", "time", "", time, None, None)}
                </div>
                {fields::chips("How long?", "", names, length_index, choose_length)}
                <div class="field">
                    {fields::chips("What kind?", "", kinds, kind_index, choose_kind)}
                    <p class="field-help">{move || visit::what_it_is(self.draft.with(|draft| draft.technique))}</p>
                    {is_first.then(|| view! { <p class="field-help">{visit::FIRST}</p> })}
                </div>
                {super::kinds::whats_what()}
                {move || self.hint()}
                <div class="card flush rows-icon">
                    <div class="row">
                        {icon("shield")} {row_text("For an injury", "Rest on that day")}
                        {switch(
                            "For an injury",
                            move || self.draft.with(|draft| draft.is_for_injury),
                            move || self.draft.change(|draft| draft.is_for_injury = !draft.is_for_injury),
                        )}
                    </div>
                </div>
                {move || is_ahead.get().then(|| self.switches())}
                {fields::words(
                    "Note",
                    "Address, what to bring",
                    Signal::derive(move || self.draft.with(|draft| draft.note.clone())),
                    move |text| self.draft.change(|draft| draft.note = text),
                    Text::<200>::LIMIT,
                )}
                {cancel}
            </main>
            {fields::save_dock("Save", Callback::new(move |()| self.save()))}
        }
        .into_any()
    }

    /// The switches for an appointment that is still to come.
    fn switches(self) -> AnyView {
        view! {
            <div class="card flush rows-icon">
                <div class="row">
                    {icon("calendar")}
                    {row_text("Add to your calendar", "Saves one calendar file. Your calendar reminds you.")}
                    {switch(
                        "Add to your calendar",
                        move || self.draft.with(|draft| draft.to_calendar),
                        move || self.draft.change(|draft| draft.to_calendar = !draft.to_calendar),
                    )}
                </div>
                <div class="row">
                    {icon("clipboard")} {row_text("Get the brief ready", "Shows on Care the day before")}
                    {switch(
                        "Get the brief ready",
                        move || self.draft.with(|draft| draft.wants_brief),
                        move || self.draft.change(|draft| draft.wants_brief = !draft.wants_brief),
                    )}
                </div>
            </div>
        }
        .into_any()
    }

    /// A banner that says how the day suits the plan.
    fn hint(self) -> AnyView {
        let Some(day) = self.draft.with(Draft::day) else { return ().into_any() };
        let technique = self.draft.with(|draft| draft.technique);
        let tag = self.state.care.with_races(|races| care::tag(&verdict(day, races), technique));
        let (is_good, title, text, sources) = match tag {
            Some(tag) if tag.is_good => (true, "Good spot in your plan", tag.long, tag.sources),
            Some(tag) => (false, "A bit close", tag.long, tag.sources),
            None => (
                true,
                "No race is near",
                "Best on a rest day, or after the workout on the day before one. Leave half a day between it and a hard run.".to_owned(),
                care::OPEN_DAY,
            ),
        };
        let (tone, icon_name) = if is_good { (Tone::Calm, "check") } else { (Tone::Plain, "info") };
        view! {
            <Banner icon=icon_name title=title tone=tone role="status">
                {text}
                " "
                {super::planner::from_sources(sources)}
            </Banner>
        }
        .into_any()
    }

    /// Whether the day in its field is today or later. A past appointment is of no use in a calendar.
    fn is_ahead(self) -> bool {
        let today = (self.state.device.now)().day();
        self.draft.with(Draft::day).is_some_and(|day| day >= today)
    }

    fn save(self) {
        let state = self.state;
        let draft = untrack(|| self.draft.get());
        let today = (state.device.now)().day();
        let day = draft.day().filter(|_| draft.problem_of_day(today).is_none());
        let minute = format::parse_time_of_day(&draft.time);
        let at = day.zip(minute).and_then(|(day, minute)| (state.device.local)(day, minute));
        let Some(at) = at else {
            self.draft.show_problems();
            return;
        };
        // Never `None`, because the form offers only valid lengths.
        let Some(length) = Minutes::new(draft.length) else { return };
        let old = self.old.get_value();
        let mut appointment = Appointment {
            with: Text::clipped(draft.with.trim()),
            at,
            length,
            technique: draft.technique,
            is_for_injury: draft.is_for_injury,
            note: Text::clipped(&draft.note),
            wants_brief: draft.wants_brief,
            calendar_files: old.as_ref().map_or(0, |old| old.calendar_files),
            is_cancelled: false,
            said: old.as_ref().map(|old| old.said.clone()).unwrap_or_default(),
            change: old.as_ref().map(|old| old.change.clone()).unwrap_or_default(),
            areas: old.map_or(Regions::default(), |old| old.areas),
        };
        let id = self.id.get_value().unwrap_or_else(|| state.care.new_id());
        if draft.to_calendar && appointment.is_coming((state.device.now)()) {
            save_file(state, &id, &appointment);
            appointment.calendar_files += 1;
        }
        state.care.put(id, EntryKind::Appointment(appointment));
        state.router.leave_form();
        state.notices.say("Appointment saved");
    }

    /// Cancels the appointment, and says how to remove it from the calendar.
    fn cancel(self) {
        let state = self.state;
        let (Some(id), Some(old)) = (self.id.get_value(), self.old.get_value()) else { return };
        let in_calendar = old.calendar_files > 0;
        let mut cancelled = Appointment { is_cancelled: true, ..old.clone() };
        if in_calendar {
            save_file(state, &id, &cancelled);
            cancelled.calendar_files += 1;
        }
        state.care.put(id.clone(), EntryKind::Appointment(cancelled.clone()));
        state.router.leave_form();
        let text = if in_calendar {
            "Cancelled. Open the file to take it out of your calendar."
        } else {
            "Cancelled"
        };
        state.notices.show_undo(text, move || {
            let mut restored = Appointment { is_cancelled: false, ..cancelled.clone() };
            if in_calendar {
                save_file(state, &id, &restored);
                restored.calendar_files += 1;
            }
            state.care.put(id.clone(), EntryKind::Appointment(restored));
        });
    }
}

fn save_file(state: &'static State, id: &Id, appointment: &Appointment) {
    let name = text!("massage-", appointment.at.day().iso(), ".ics");
    (state.device.save_file)(&name, &calendar_file::appointment(id, appointment, (state.device.now)()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::form::Draft as _;

    #[test]
    fn a_draft_is_read_back_from_its_texts() {
        let draft = Draft {
            with: "Maya".to_owned(),
            day: "2026-06-20".to_owned(),
            time: String::new(),
            length: 45,
            technique: Technique::Active,
            is_for_injury: true,
            to_calendar: false,
            wants_brief: true,
            note: "shoes".to_owned(),
        };
        assert!(Draft::from_texts(draft.texts()) == Some(draft.clone()));
        assert!(Draft::from_texts(vec![]).is_none());
        assert!(Draft::from_texts(vec!["torn".to_owned(); draft.texts().len()]).is_none());
    }
}
