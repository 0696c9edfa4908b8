//! An appointment: add it, change it, cancel it.

use super::appointments::{find, gone, looked_at};
use crate::components::{icon, switch};
use crate::content::care;
use crate::domain::calendar::Day;
use crate::domain::care::appointment::{Minutes, Technique};
use crate::domain::care::planner::verdict;
use crate::domain::care::{Appointment, What, calendar_file};
use crate::domain::id::Id;
use crate::domain::note::Text;
use crate::domain::regions::Regions;
use crate::domain::words;
use crate::pages::fields;
use crate::pages::frame::{CANCEL, sub_header};
use crate::state::{State, state};
use leptos::prelude::*;

const LENGTHS: [u16; 4] = [30, 45, 60, 90];
/// Minutes since midnight at which an appointment is proposed.
const PROPOSED_AT: u16 = 17 * 60 + 30;

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    id: StoredValue<Option<Id>>,
    old: StoredValue<Option<Appointment>>,
    with: RwSignal<String>,
    day: RwSignal<String>,
    time: RwSignal<String>,
    length: RwSignal<u16>,
    technique: RwSignal<Technique>,
    to_calendar: RwSignal<bool>,
    wants_brief: RwSignal<bool>,
    note: RwSignal<String>,
    bad_day: RwSignal<Option<String>>,
    bad_time: RwSignal<Option<String>>,
}

pub(in crate::pages) fn page(id: Option<Id>) -> AnyView {
    let state = state();
    let old = id.as_ref().and_then(|id| find(state, id)).filter(|one| !one.is_cancelled);
    if id.is_some() && old.is_none() {
        return gone("Appointment");
    }
    if !state.vault.may_change() {
        let today = (state.device.now)().day();
        return looked_at("Appointment", old.as_ref().map(|one| facts(one, today)).unwrap_or_default());
    }
    let form = Form::new(state, id, old);
    on_cleanup(move || state.router.guard(false));
    form.guard();
    form.view()
}

/// What is known of it, where nothing can be changed.
fn facts(one: &Appointment, today: Day) -> Vec<(&'static str, String)> {
    let when = [&one.at.day().spoken(today), ", ", &words::time_of_day(one.at.minute_of_day())].concat();
    vec![
        ("With", one.with.as_str().to_owned()),
        ("When", when),
        ("How long", format!("{} min", one.length.get())),
        ("What kind", one.technique.title().to_owned()),
        ("Note", one.note.as_str().to_owned()),
    ]
}

impl Form {
    fn new(state: &'static State, id: Option<Id>, old: Option<Appointment>) -> Form {
        let now = (state.device.now)();
        let booked = untrack(|| state.care.appointments());
        // The same therapist as last time, and the day that the planner proposes.
        let with = old.as_ref().or(booked.last().map(|(_, one)| one)).map_or("", |one| one.with.as_str());
        let proposed =
            untrack(|| super::planner::with_proposals(state, 1, |all, _| all.first().map(|one| one.day)));
        let day = old.as_ref().map_or(proposed.unwrap_or(now.day().plus(1)), |one| one.at.day());
        let minute = old.as_ref().map_or(PROPOSED_AT, |one| one.at.minute_of_day());
        Form {
            state,
            id: StoredValue::new(id),
            with: RwSignal::new(with.to_owned()),
            day: RwSignal::new(day.iso()),
            time: RwSignal::new(words::time_field(minute)),
            length: RwSignal::new(old.as_ref().map_or(60, |one| one.length.get())),
            technique: RwSignal::new(old.as_ref().map_or(Technique::Deep, |one| one.technique)),
            to_calendar: RwSignal::new(old.as_ref().is_none_or(|one| one.calendar_files > 0)),
            wants_brief: RwSignal::new(old.as_ref().is_none_or(|one| one.wants_brief)),
            note: RwSignal::new(old.as_ref().map_or("", |one| one.note.as_str()).to_owned()),
            old: StoredValue::new(old),
            bad_day: RwSignal::new(None),
            bad_time: RwSignal::new(None),
        }
    }

    /// Leaving a changed form asks first. Problems go with the next change.
    fn guard(self) {
        Effect::new(move |before: Option<bool>| {
            let _ = (self.with.get(), self.day.get(), self.time.get(), self.length.get(), self.note.get());
            let _ = (self.technique.get(), self.wants_brief.get());
            if before.is_some() {
                self.state.router.guard(true);
                self.bad_day.set(None);
                self.bad_time.set(None);
            }
            true
        });
    }

    fn view(self) -> AnyView {
        let is_new = self.old.with_value(Option::is_none);
        let title = if is_new { "New appointment" } else { "Appointment" };
        let mut lengths: Vec<u16> = LENGTHS.to_vec();
        let own = self.length.get_untracked();
        if !lengths.contains(&own) {
            lengths.push(own);
        }
        let names = lengths.iter().enumerate();
        let names = names
            .map(|(place, length)| if place == 0 { format!("{length} min") } else { length.to_string() });
        let names = names.collect();
        let places = StoredValue::new(lengths);
        let length_place = Signal::derive(move || {
            let length = self.length.get();
            places.with_value(|all| all.iter().position(|one| *one == length)).unwrap_or(0)
        });
        let choose_length = Callback::new(move |place: usize| {
            self.length.set(places.with_value(|all| all[place]));
        });
        let kinds = Technique::ALL.map(|one| one.title().to_owned()).to_vec();
        let kind_place = Signal::derive(move || {
            let technique = self.technique.get();
            Technique::ALL.iter().position(|one| *one == technique).unwrap_or(0)
        });
        let choose_kind = Callback::new(move |place: usize| self.technique.set(Technique::ALL[place]));
        let cancel = (!is_new).then(|| {
            view! {
                <button class="btn alert" on:click=move |_| self.cancel()>
                    {icon("trash")}
                    "Cancel this appointment"
                </button>
            }
        });
        let is_ahead = Memo::new(move |_| self.is_ahead());
        view! {
            {sub_header(title, CANCEL, None)}
            <main class="view">
                {fields::line("With", "text", "Name of the therapist", self.with, never(), Some(60))}
                <div class="field-pair">
                    {fields::line("Day", "date", "", self.day, self.bad_day.into(), None)}
                    {fields::line("Time", "time", "", self.time, self.bad_time.into(), None)}
                </div>
                {fields::chips("How long?", "", names, length_place, choose_length)}
                <div class="field">
                    {fields::chips("What kind?", "", kinds, kind_place, choose_kind)}
                    <p class="field-help">"Deep can leave you sore for a day or two. Light shouldn’t."</p>
                </div>
                {move || self.hint()}
                {move || is_ahead.get().then(|| self.switches())}
                {fields::words("Note", "Address, what to bring", self.note.into(), move |text| self.note.set(text), Text::<200>::LIMIT)}
                {cancel}
            </main>
            {fields::save_dock("Save", Callback::new(move |()| self.save()))}
        }
        .into_any()
    }

    /// What is offered for an appointment that is still to come.
    fn switches(self) -> AnyView {
        view! {
            <div class="card flush inset-52">
                    <div class="row">
                        {icon("calendar")} <div class="row-text">
                            <b>"Add to your calendar"</b>
                            <span>"Saves one calendar file. Your calendar reminds you."</span>
                        </div>
                        {switch("Add to your calendar", move || self.to_calendar.get(), move || self.to_calendar.update(|on| *on = !*on))}
                    </div>
                    <div class="row">
                        {icon("clipboard")} <div class="row-text">
                            <b>"Get the brief ready"</b>
                            <span>"Shows on Care the day before"</span>
                        </div>
                        {switch("Get the brief ready", move || self.wants_brief.get(), move || self.wants_brief.update(|on| *on = !*on))}
                    </div>
            </div>
        }
        .into_any()
    }

    /// How the day suits the plan.
    fn hint(self) -> AnyView {
        let Some(day) = self.day.with(|text| Day::parse(text)) else { return ().into_any() };
        let technique = self.technique.get();
        let tag = self.state.care.with_races(|races| care::tag(&verdict(day, races), technique));
        let (is_good, title, text, sources) = match tag {
            Some(tag) if tag.is_good => (true, "Good spot in your plan", tag.long, tag.sources),
            Some(tag) => (false, "Think it over", tag.long, tag.sources),
            None => (
                true,
                "No race is near",
                "Best on a rest day. Leave half a day between it and a hard run.".to_owned(),
                care::AROUND,
            ),
        };
        let (class, icon_name) = if is_good { ("banner calm", "check") } else { ("banner", "info") };
        view! {
            <div class=class role="status">
                {icon(icon_name)}
                <div dir="auto">
                    <b>{title}</b>
                    {text}
                    " "
                    {super::planner::from_sources(sources)}
                </div>
            </div>
        }
        .into_any()
    }

    /// Whether it is today or later, as far as the fields say: a calendar has no use for what is over.
    fn is_ahead(self) -> bool {
        let today = (self.state.device.now)().day();
        self.day.with(|text| Day::parse(text)).is_some_and(|day| day >= today)
    }

    fn save(self) {
        let state = self.state;
        let Some(day) = self.day.with_untracked(|text| Day::parse(text)) else {
            say(self.bad_day, "Pick a day");
            return;
        };
        let today = (state.device.now)().day();
        // Two years ahead, and as long back for those who note their past ones.
        if day.days_since(today).abs() > 731 {
            say(self.bad_day, "That’s more than two years away");
            return;
        }
        let minute = self.time.with_untracked(|text| words::parse_time_of_day(text));
        let Some(at) = minute.and_then(|minute| (state.device.local)(day, minute)) else {
            say(self.bad_time, "Set a time, like 17:30");
            return;
        };
        // Within its choices.
        let Some(length) = Minutes::new(self.length.get_untracked()) else { return };
        let old = self.old.get_value();
        let mut one = Appointment {
            with: Text::clipped(self.with.get_untracked().trim()),
            at,
            length,
            technique: self.technique.get_untracked(),
            note: Text::clipped(&self.note.get_untracked()),
            wants_brief: self.wants_brief.get_untracked(),
            calendar_files: old.as_ref().map_or(0, |one| one.calendar_files),
            is_cancelled: false,
            said: old.as_ref().map(|one| one.said.clone()).unwrap_or_default(),
            areas: old.map_or(Regions::default(), |one| one.areas),
        };
        let id = self.id.get_value().unwrap_or_else(|| state.care.new_id());
        if self.to_calendar.get_untracked() && one.is_coming((state.device.now)()) {
            hand_over(state, &id, &one);
            one.calendar_files += 1;
        }
        state.care.put_what(id, What::Appointment(one));
        state.router.leave_form();
        state.notices.say("Appointment saved");
    }

    /// Cancels it, and says how it leaves the calendar.
    fn cancel(self) {
        let state = self.state;
        let (Some(id), Some(old)) = (self.id.get_value(), self.old.get_value()) else { return };
        let in_calendar = old.calendar_files > 0;
        let mut one = Appointment { is_cancelled: true, ..old.clone() };
        if in_calendar {
            hand_over(state, &id, &one);
            one.calendar_files += 1;
        }
        state.care.put_what(id.clone(), What::Appointment(one.clone()));
        state.router.leave_form();
        let text = if in_calendar {
            "Cancelled. Open the file to take it out of your calendar."
        } else {
            "Cancelled"
        };
        state.notices.show_undo(text, move || {
            let mut back = Appointment { is_cancelled: false, ..one.clone() };
            if in_calendar {
                hand_over(state, &id, &back);
                back.calendar_files += 1;
            }
            state.care.put_what(id.clone(), What::Appointment(back));
        });
    }
}

fn say(field: RwSignal<Option<String>>, problem: &str) {
    field.set(Some(problem.to_owned()));
    fields::focus_problem();
}

fn hand_over(state: &'static State, id: &Id, one: &Appointment) {
    let name = ["massage-", &one.at.day().iso(), ".ics"].concat();
    (state.device.hand_over)(&name, &calendar_file::appointment(id, one, (state.device.now)()));
}

/// A field that nothing can be wrong with.
pub(super) fn never() -> Signal<Option<String>> {
    Signal::derive(|| None)
}
