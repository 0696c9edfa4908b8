//! After an appointment: what they said, where they worked, and the homework.

use super::appointment_form::never;
use super::appointments::{find, gone};
use crate::components::{icon, icon_small};
use crate::content::care;
use crate::domain::calendar::Day;
use crate::domain::care::homework::{MOST, Rhythm};
use crate::domain::care::{Appointment, Homework, What};
use crate::domain::id::Id;
use crate::domain::note::Text;
use crate::domain::patterns::{Range, recurrences};
use crate::domain::region::Region;
use crate::domain::regions::Regions;
use crate::pages::fields;
use crate::pages::frame::{CANCEL, focus, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Areas that are offered before all of them are.
const OFFERED: usize = 6;

/// A homework of the list: one that is kept already, or one that is new.
type Item = (Option<Id>, Homework);

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    id: StoredValue<Id>,
    visit: StoredValue<Appointment>,
    said: RwSignal<String>,
    areas: RwSignal<Regions>,
    all_areas: RwSignal<bool>,
    items: RwSignal<Vec<Item>>,
    /// Kept ones that were taken off the list.
    ended: RwSignal<Vec<Id>>,
    what: RwSignal<String>,
    dose: RwSignal<String>,
    until: RwSignal<String>,
    rhythm: RwSignal<Rhythm>,
    /// The one that is in the fields, if it was on the list before.
    edited: RwSignal<Option<Item>>,
    bad_what: RwSignal<Option<String>>,
    bad_until: RwSignal<Option<String>>,
}

pub(in crate::pages) fn page(id: Id) -> AnyView {
    let state = state();
    let now = (state.device.now)();
    let Some(visit) = find(state, &id).filter(|one| one.at.since(now) <= 0 && !one.is_cancelled) else {
        return gone("Notes");
    };
    if !state.vault.may_change() {
        return read_only(&visit, now.day());
    }
    let kept = untrack(|| state.care.homework(now.day()));
    let form = Form {
        state,
        id: StoredValue::new(id),
        said: RwSignal::new(visit.said.as_str().to_owned()),
        areas: RwSignal::new(visit.areas),
        all_areas: RwSignal::new(false),
        items: RwSignal::new(kept.into_iter().map(|(id, one)| (Some(id), one)).collect()),
        visit: StoredValue::new(visit),
        ended: RwSignal::new(vec![]),
        what: RwSignal::new(String::new()),
        dose: RwSignal::new(String::new()),
        until: RwSignal::new(String::new()),
        rhythm: RwSignal::new(Rhythm::Daily),
        edited: RwSignal::new(None),
        bad_what: RwSignal::new(None),
        bad_until: RwSignal::new(None),
    };
    on_cleanup(move || state.router.guard(false));
    Effect::new(move |before: Option<()>| {
        let _ = (form.said.get(), form.areas.get(), form.what.get(), form.dose.get(), form.until.get());
        form.items.track();
        if before.is_some() {
            state.router.guard(true);
            form.bad_what.set(None);
            form.bad_until.set(None);
        }
    });
    form.view()
}

fn read_only(visit: &Appointment, today: Day) -> AnyView {
    view! {
        {sub_header(["After ", &visit.at.day().spoken(today)].concat(), CANCEL, None)}
        <main class="view">
            <div class="card note-text" dir="auto">
                {visit.said.as_str().to_owned()}
            </div>
        </main>
    }
    .into_any()
}

impl Form {
    fn view(self) -> AnyView {
        let today = (self.state.device.now)().day();
        let (title, asks) = self.visit.with_value(|visit| {
            let asks = visit.name().map_or_else(
                || "What did they say?".to_owned(),
                |name| ["What did ", name, " say?"].concat(),
            );
            (["After ", &visit.at.day().spoken(today)].concat(), asks)
        });
        // What has notes took place.
        let is_blank = Memo::new(move |_| {
            let is_silent = self.said.with(|said| said.trim().is_empty());
            let has_new = self.items.with(|items| items.iter().any(|(id, _)| id.is_none()));
            is_silent && self.areas.get() == Regions::default() && !has_new && !self.has_item()
        });
        let edit = Route::EditAppointment(self.id.get_value());
        let edit = view! {
            <button class="icon-btn" aria-label="Edit appointment" on:click=move |_| self.state.router.go(edit.clone())>
                {icon("edit")}
            </button>
        };
        view! {
            {sub_header(title, CANCEL, Some(edit.into_any()))}
            <main class="view">
                {fields::words(asks, "In your own words", self.said.into(), move |text| self.said.set(text), Text::<2000>::LIMIT)}
                {self.areas_field()}
                <section class="section">
                    <header>
                        <h2 id="homework" tabindex="-1">
                            "Homework"
                        </h2>
                    </header>
                    <ul class="homework-items">
                        {move || self.items.get().into_iter().map(|item| self.item(item)).collect_view()}
                    </ul>
                    {move || self.new_item()}
                </section>
                <p class="text-small">
                    "Drink to thirst, and don’t wonder if you’re sore tomorrow. "
                    {super::planner::from_sources(care::AROUND)}
                </p>
                {move || {
                    is_blank
                        .get()
                        .then(|| {
                            view! {
                                <button class="btn alert" on:click=move |_| self.did_not_happen()>
                                    {icon("trash")}
                                    "It didn’t take place"
                                </button>
                            }
                        })
                }}
            </main>
            {fields::save_dock("Save notes", Callback::new(move |()| self.save()))}
        }
        .into_any()
    }

    /// What was on the brief and what is tight of late; all areas on demand.
    fn areas_field(self) -> AnyView {
        let state = self.state;
        let today = (state.device.now)().day();
        let offered: Vec<Region> = untrack(|| {
            state.with_own_entries(|all| {
                let newest = Range::LastTen.of(all.iter().copied(), today);
                let spots = all.first().map(|run| run.spots.strongest_first()).unwrap_or_default();
                let current = spots.into_iter().map(|(region, _)| region);
                let recurring = recurrences(&newest).into_iter().map(|one| one.region);
                let mut regions: Vec<Region> = self.areas.get_untracked().iter().collect();
                for region in recurring.chain(current) {
                    if !regions.contains(&region) && regions.len() < OFFERED {
                        regions.push(region);
                    }
                }
                regions
            })
        });
        let offered = StoredValue::new(offered);
        let chip = move |region: Region| {
            let worked = move || self.areas.with(|areas| areas.contains(region)).to_string();
            view! {
                <button
                    class="chip"
                    aria-pressed=worked
                    on:click=move |_| self.areas.update(|areas| *areas = areas.toggled(region))
                >
                    {region.name()}
                </button>
            }
        };
        let chips = move || {
            let all = self.all_areas.get();
            let regions = if all { Region::all().collect() } else { offered.get_value() };
            let more = (!all).then(|| {
                view! {
                    <button class="chip offer" on:click=move |_| self.all_areas.set(true)>
                        {icon_small("plus")}
                        "Other"
                    </button>
                }
            });
            view! {
                {regions.into_iter().map(chip).collect_view()}
                {more}
            }
        };
        view! {
            <div class="field">
                <span class="field-label" id="areas-worked">
                    "Areas they worked on"
                </span>
                <div class="chips wrap" role="group" aria-labelledby="areas-worked">
                    {chips}
                </div>
            </div>
        }
        .into_any()
    }

    fn item(self, item: Item) -> AnyView {
        let (_, one) = &item;
        let what = one.what.as_str().to_owned();
        let until = one.until.map(|day| [", until ", &day.day_and_month()].concat()).unwrap_or_default();
        let rhythm = [one.rhythm.title(), &until].concat();
        let dose = one.dose.as_str().to_owned();
        let item = StoredValue::new(item);
        view! {
            <li class="card homework-item">
                <header>
                    <div class="row-text">
                        <b dir="auto">{what.clone()}</b>
                        <span dir="auto">{dose}</span>
                        <span class="visually-hidden">{rhythm.clone()}</span>
                    </div>
                    <button
                        class="icon-btn"
                        aria-label=["Edit ", &what].concat()
                        on:click=move |_| self.edit(item.get_value())
                    >
                        {icon("edit")}
                    </button>
                    <button
                        class="icon-btn"
                        aria-label=["Take off ", &what].concat()
                        on:click=move |_| self.take_off(&item.get_value())
                    >
                        {icon("trash")}
                    </button>
                </header>
                <div aria-hidden="true">
                    <span class="tag brand">{icon_small("calendar")} {rhythm}</span>
                </div>
            </li>
        }
        .into_any()
    }

    fn new_item(self) -> AnyView {
        if self.items.with(Vec::len) >= MOST {
            return view! {
                <p class="text-small" role="status">
                    {format!("{MOST} is plenty at a time. Take one off the list first.")}
                </p>
            }
            .into_any();
        }
        let rhythms = Rhythm::ALL.map(|one| one.title().to_owned()).to_vec();
        let place = Signal::derive(move || {
            let rhythm = self.rhythm.get();
            Rhythm::ALL.iter().position(|one| *one == rhythm).unwrap_or(0)
        });
        let choose = Callback::new(move |place: usize| self.rhythm.set(Rhythm::ALL[place]));
        view! {
            <div class="card homework-item">
                {fields::line("What?", "text", "Heel drops off a step", self.what, self.bad_what.into(), Some(80))}
                {fields::line("How much?", "text", "3 sets of 12, slow", self.dose, never(), Some(80))}
                {fields::chips("How often?", "", rhythms, place, choose)}
                {fields::line("Until (may stay open)", "date", "", self.until, self.bad_until.into(), None)}
                <div class="button-row">
                    {move || {
                        self.edited
                            .get()
                            .map(|item| {
                                view! {
                                    <button class="btn quiet small" on:click=move |_| self.drop_edited(&item)>
                                        {icon_small("trash")}
                                        "Take it off"
                                    </button>
                                }
                            })
                    }}
                    <button class="btn soft small" on:click=move |_| _ = self.add()>
                        {icon_small("plus")}
                        "Add to the list"
                    </button>
                </div>
            </div>
        }
        .into_any()
    }

    /// Puts what is in the fields onto the list; `false` where something is wrong with it.
    fn add(self) -> bool {
        let what = self.what.get_untracked();
        if what.trim().is_empty() {
            self.bad_what.set(Some("Say what to do".to_owned()));
            fields::focus_problem();
            return false;
        }
        let today = (self.state.device.now)().day();
        let until = self.until.get_untracked();
        let until =
            if until.is_empty() { Ok(None) } else { Day::parse(&until).map(Some).ok_or("Pick a day") };
        let until = match until {
            Ok(Some(day)) if day < today => Err("That’s in the past"),
            other => other,
        };
        let until = match until {
            Ok(until) => until,
            Err(problem) => {
                self.bad_until.set(Some(problem.to_owned()));
                fields::focus_problem();
                return false;
            }
        };
        let (id, old) = self.edited.get_untracked().map_or((None, None), |(id, one)| (id, Some(one)));
        let from = self.visit.with_value(|visit| visit.with.clone());
        let fresh = Homework {
            what: Text::default(),
            dose: Text::default(),
            rhythm: Rhythm::Daily,
            from,
            given: today,
            until: None,
            ticks: BTreeSet::new(),
            is_paused: false,
            after_runs: false,
            review: None,
        };
        let one = Homework {
            what: Text::clipped(what.trim()),
            dose: Text::clipped(self.dose.get_untracked().trim()),
            rhythm: self.rhythm.get_untracked(),
            until,
            ..old.unwrap_or(fresh)
        };
        self.items.update(|items| items.push((id, one)));
        self.state.notices.say(format!("Added, {} on the list", self.items.with_untracked(Vec::len)));
        self.clear();
        true
    }

    /// Whether anything is in the fields of an item.
    fn has_item(self) -> bool {
        let is_empty = |field: RwSignal<String>| field.with(|text| text.trim().is_empty());
        !is_empty(self.what)
            || !is_empty(self.dose)
            || !is_empty(self.until)
            || self.edited.with(Option::is_some)
    }

    fn clear(self) {
        self.edited.set(None);
        self.what.set(String::new());
        self.dose.set(String::new());
        self.until.set(String::new());
        self.rhythm.set(Rhythm::Daily);
    }

    /// Takes an item into the fields. What was in them goes back onto the list.
    fn edit(self, item: Item) {
        if untrack(|| self.has_item()) && !self.add() {
            return;
        }
        self.remove(&item);
        let (_, one) = &item;
        self.what.set(one.what.as_str().to_owned());
        self.dose.set(one.dose.as_str().to_owned());
        self.until.set(one.until.map(Day::iso).unwrap_or_default());
        self.rhythm.set(one.rhythm);
        self.edited.set(Some(item));
        request_animation_frame(|| focus(".homework-item input"));
    }

    fn take_off(self, item: &Item) {
        self.remove(item);
        self.ended.update(|ended| ended.extend(item.0.clone()));
        self.state.notices.say("Taken off the list");
        request_animation_frame(|| focus("#homework"));
    }

    /// Takes the one that is in the fields off the list.
    fn drop_edited(self, item: &Item) {
        self.clear();
        self.take_off(item);
    }

    /// Of two that are the same, one.
    fn remove(self, item: &Item) {
        self.items.update(|items| {
            if let Some(place) = items.iter().position(|other| other == item) {
                items.remove(place);
            }
        });
    }

    fn save(self) {
        // What is still in the fields was meant to be on the list.
        if untrack(|| self.has_item()) && !self.add() {
            return;
        }
        let state = self.state;
        let today = (state.device.now)().day();
        state.care.change_appointment(&self.id.get_value(), |visit| {
            visit.said = Text::clipped(self.said.get_untracked().trim());
            visit.areas = self.areas.get_untracked();
        });
        let mut new_ids = state.care.new_ids();
        for (id, one) in self.items.get_untracked() {
            match id {
                Some(id) => state.care.change_homework(&id, |kept| {
                    (kept.what, kept.dose, kept.rhythm, kept.until) =
                        (one.what, one.dose, one.rhythm, one.until);
                }),
                None => state.care.put_what(new_ids(), What::Homework(one)),
            }
        }
        let visit = self.visit.with_value(|visit| visit.at.day());
        for id in self.ended.get_untracked() {
            state.care.change_homework(&id, |one| one.end(visit, today));
        }
        state.router.leave_form();
        state.notices.say("Notes saved");
    }

    fn did_not_happen(self) {
        let state = self.state;
        let id = self.id.get_value();
        state.care.change_appointment(&id, |visit| visit.is_cancelled = true);
        state.router.leave_form();
        state.notices.show_undo("Taken out of your appointments", move || {
            state.care.change_appointment(&id, |visit| visit.is_cancelled = false);
        });
    }
}
