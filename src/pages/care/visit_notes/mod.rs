//! The notes after an appointment: what the therapist said, the areas they worked on, and the homework.

mod draft;

use crate::components::{icon, icon_small};
use crate::content::care;
use crate::domain::body::region::Region;
use crate::domain::body::regions::Regions;
use crate::domain::care::homework::{MOST, Rhythm};
use crate::domain::care::{Appointment, EntryKind, Homework};
use crate::domain::id::Id;
use crate::domain::patterns::{Range, recurrences};
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use crate::pages::form::Form as AnyForm;
use crate::pages::form::fields;
use crate::pages::shell::focus::focus;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use draft::{Draft, Item};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Suggested areas fill up the offered ones to this number. "Other" offers all.
const OFFERED: usize = 6;

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    id: StoredValue<Id>,
    visit: StoredValue<Appointment>,
    all_areas: RwSignal<bool>,
    draft: AnyForm<Draft>,
}

pub(crate) fn page(id: Id) -> AnyView {
    let state = state();
    let today = (state.device.now)().day();
    // If there is no such appointment, the address resolves to another page.
    let Some(visit) = untrack(|| state.care.appointment(&id)) else { return ().into_any() };
    if !state.vault.may_change() {
        return read_only(&visit, today);
    }
    let homework = untrack(|| state.care.homework(today));
    let draft = Draft {
        said: visit.said.as_str().to_owned(),
        areas: visit.areas,
        items: homework.into_iter().map(|(id, homework)| (Some(id), homework)).collect(),
        ended: vec![],
        what: String::new(),
        dose: String::new(),
        until: String::new(),
        rhythm: Rhythm::Daily,
        edited: None,
    };
    let form = Form {
        state,
        id: StoredValue::new(id),
        visit: StoredValue::new(visit),
        all_areas: RwSignal::new(false),
        draft: AnyForm::open(state, draft),
    };
    form.view()
}

fn read_only(visit: &Appointment, today: Day) -> AnyView {
    view! {
        {sub_header(text!("After ", visit.at.day().spoken(today)), CLOSE, None)}
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
        let (title, question) = self.visit.with_value(|visit| {
            let question = visit
                .name()
                .map_or_else(|| "What did they say?".to_owned(), |name| text!("What did ", name, " say?"));
            (text!("After ", visit.at.day().spoken(today)), question)
        });
        // "It didn’t take place" is only offered while there are no notes.
        let is_blank = Memo::new(move |_| {
            self.draft.with(|draft| {
                let has_new = draft.items.iter().any(|(id, _)| id.is_none());
                let is_silent = draft.said.trim().is_empty() && draft.areas == Regions::default();
                is_silent && !has_new && !draft.has_item()
            })
        });
        let edit = Route::EditAppointment(self.id.get_value());
        let edit = view! {
            <a class="icon-btn" aria-label="Edit appointment" href=edit.clone().hash()>
                {icon("edit")}
            </a>
        };
        let items = Memo::new(move |_| self.draft.with(|draft| draft.items.clone()));
        // A memo, so that the fields are not rebuilt while the runner types.
        let has_room = Memo::new(move |_| items.with(Vec::len) < MOST);
        view! {
            {sub_header(title, CLOSE, Some(edit.into_any()))}
            <main class="view">
                {self.draft.note()}
                {fields::words(
                    question,
                    "In your own words",
                    Signal::derive(move || self.draft.with(|draft| draft.said.clone())),
                    move |text| self.draft.change(|draft| draft.said = text),
                    Text::<2000>::LIMIT,
                )}
                {self.areas_field()}
                <section class="section">
                    <header>
                        <h2 id="homework" tabindex="-1">
                            "Homework"
                        </h2>
                    </header>
                    <ul class="homework-items">
                        {move || items.get().into_iter().map(|item| self.item(item)).collect_view()}
                    </ul>
                    {move || self.new_item(has_room.get())}
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

    /// The areas chosen already, the recurring ones and those of the newest entry. "Other" shows all areas.
    fn areas_field(self) -> AnyView {
        let state = self.state;
        let today = (state.device.now)().day();
        let offered: Vec<Region> = untrack(|| {
            state.with_own_entries(|all| {
                let newest = Range::LastTen.of(all.iter().copied(), today);
                let spots = all.first().map(|run| run.spots.strongest_first()).unwrap_or_default();
                let current = spots.into_iter().map(|(region, _)| region);
                let recurring = recurrences(&newest).into_iter().map(|recurrence| recurrence.region);
                let mut regions: Vec<Region> =
                    untrack(|| self.draft.with(|draft| draft.areas)).iter().collect();
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
            let is_worked = move || self.draft.with(|draft| draft.areas.contains(region)).to_string();
            view! {
                <button
                    class="chip"
                    aria-pressed=is_worked
                    on:click=move |_| self.draft.change(|draft| draft.areas = draft.areas.toggled(region))
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
        let (_, homework) = &item;
        let what = homework.what.as_str().to_owned();
        let until = homework.until.map(|day| text!(", until ", day.day_and_month())).unwrap_or_default();
        let rhythm = text!(homework.rhythm.title(), until);
        let dose = homework.dose.as_str().to_owned();
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
                        aria-label=text!("Edit ", what)
                        on:click=move |_| self.edit(item.get_value())
                    >
                        {icon("edit")}
                    </button>
                    <button
                        class="icon-btn"
                        aria-label=text!("Take off ", what)
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

    fn new_item(self, has_room: bool) -> AnyView {
        if !has_room {
            return view! {
                <p class="text-small" role="status">
                    {format!("{MOST} is plenty at a time. Take one off the list first.")}
                </p>
            }
            .into_any();
        }
        let rhythms = Rhythm::ALL.map(|rhythm| rhythm.title().to_owned()).to_vec();
        let index = Signal::derive(move || {
            let chosen = self.draft.with(|draft| draft.rhythm);
            Rhythm::ALL.iter().position(|rhythm| *rhythm == chosen).unwrap_or(0)
        });
        let choose =
            Callback::new(move |index: usize| self.draft.change(|draft| draft.rhythm = Rhythm::ALL[index]));
        let today = (self.state.device.now)().day();
        let what = self.draft.text(
            "What?",
            |draft| &mut draft.what,
            Box::new(|draft| {
                let is_wrong = draft.what.trim().is_empty() && draft.has_item();
                is_wrong.then(|| "Say what to do".to_owned())
            }),
        );
        let dose = self.draft.text("How much?", |draft| &mut draft.dose, Box::new(|_| None));
        let until = self.draft.text(
            "Until",
            |draft| &mut draft.until,
            Box::new(move |draft| draft.until(today).err()),
        );
        let edited = Memo::new(move |_| self.draft.with(|draft| draft.edited.clone()));
        view! {
            <div class="card homework-item">
                {fields::line("What?", "text", "Heel drops off a step", what, Some(80), None)}
                {fields::line("How much?", "text", "3 sets of 12, slow", dose, Some(80), None)}
                {fields::chips("How often?", "", rhythms, index, choose)}
                {fields::line("Until (may stay open)", "date", "", until, None, None)}
                <div class="button-row">
                    {move || {
                        edited
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

    /// Adds the item in the fields to the list. Returns `false` if a field is invalid.
    fn add(self) -> bool {
        let draft = untrack(|| self.draft.get());
        let today = (self.state.device.now)().day();
        let (false, Ok(until)) = (draft.what.trim().is_empty(), draft.until(today)) else {
            self.draft.show_problems();
            return false;
        };
        let (id, old) = draft.edited.map_or((None, None), |(id, homework)| (id, Some(homework)));
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
        let homework = Homework {
            what: Text::clipped(draft.what.trim()),
            dose: Text::clipped(draft.dose.trim()),
            rhythm: draft.rhythm,
            until,
            ..old.unwrap_or(fresh)
        };
        self.draft.change(|draft| {
            draft.items.push((id, homework));
            draft.clear_item();
        });
        let count = untrack(|| self.draft.with(|draft| draft.items.len()));
        self.state.notices.say(format!("Added, {count} on the list"));
        true
    }

    fn has_item(self) -> bool {
        untrack(|| self.draft.with(Draft::has_item))
    }

    /// Moves an item into the fields. The previous item in the fields goes back to the list.
    fn edit(self, item: Item) {
        if self.has_item() && !self.add() {
            return;
        }
        self.draft.change(|draft| {
            draft.remove(&item);
            let (_, homework) = &item;
            homework.what.as_str().clone_into(&mut draft.what);
            homework.dose.as_str().clone_into(&mut draft.dose);
            draft.until = homework.until.map(Day::iso).unwrap_or_default();
            draft.rhythm = homework.rhythm;
            draft.edited = Some(item);
        });
        request_animation_frame(|| focus(".homework-item input"));
    }

    fn take_off(self, item: &Item) {
        let before = untrack(|| self.draft.get());
        self.draft.change(|draft| {
            draft.remove(item);
            draft.ended.extend(item.0.clone());
        });
        self.offer_undo(before);
    }

    /// Takes the item in the fields off the list.
    fn drop_edited(self, item: &Item) {
        let before = untrack(|| self.draft.get());
        self.draft.change(|draft| {
            draft.clear_item();
            draft.ended.extend(item.0.clone());
        });
        self.offer_undo(before);
    }

    /// Offers to restore the list and the fields from `before`. This does nothing if the form was left in the
    /// meantime.
    fn offer_undo(self, before: Draft) {
        self.state.notices.show_undo("Taken off the list", move || {
            let Draft { items, ended, what, dose, until, rhythm, edited, .. } = before.clone();
            self.draft.try_change(|draft| {
                *draft = Draft { items, ended, what, dose, until, rhythm, edited, ..draft.clone() };
            });
        });
        request_animation_frame(|| focus("#homework"));
    }

    fn save(self) {
        // An item that is still in the fields was meant for the list.
        if self.has_item() && !self.add() {
            return;
        }
        let state = self.state;
        let draft = untrack(|| self.draft.get());
        let today = (state.device.now)().day();
        state.care.change_appointment(&self.id.get_value(), |visit| {
            visit.said = Text::clipped(draft.said.trim());
            visit.areas = draft.areas;
        });
        let mut new_ids = state.care.new_ids();
        for (id, homework) in draft.items {
            match id {
                Some(id) => state.care.change_homework(&id, |saved| {
                    (saved.what, saved.dose, saved.rhythm, saved.until) =
                        (homework.what, homework.dose, homework.rhythm, homework.until);
                }),
                None => state.care.put(new_ids(), EntryKind::Homework(homework)),
            }
        }
        let visit_day = self.visit.with_value(|visit| visit.at.day());
        for id in draft.ended {
            state.care.change_homework(&id, |homework| homework.end(visit_day, today));
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
