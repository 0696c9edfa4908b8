//! The notes after an appointment: what the therapist said, the areas they worked on, and the homework. The runner's own
//! exercises are the same list without an appointment.

mod draft;
mod list;

use crate::components::{icon, icon_small};
use crate::content::visit;
use crate::domain::body::region::Region;
use crate::domain::body::regions::Regions;
use crate::domain::care::homework::{MOST, Rhythm};
use crate::domain::care::{Appointment, EntryKind};
use crate::domain::id::Id;
use crate::domain::patterns::{recurrences, telling};
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use crate::pages::form::Form as AnyForm;
use crate::pages::form::fields;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use draft::Draft;
use leptos::prelude::*;

/// Suggested areas fill up the offered ones to this number. "Other" offers all.
const OFFERED: usize = 6;

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    /// `None` for the runner's own exercises.
    visit: StoredValue<Option<(Id, Appointment)>>,
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
    open(state, Some((id, visit))).view()
}

/// "My exercises": homework with or without a therapist, where it is asked for.
pub(crate) fn exercises_page() -> AnyView {
    let state = state();
    if !state.vault.may_change() {
        return super::appointments::read_only_page("My exercises", vec![]);
    }
    open(state, None).exercises()
}

fn open(state: &'static State, visit: Option<(Id, Appointment)>) -> Form {
    let today = (state.device.now)().day();
    let homework = untrack(|| state.care.homework(today));
    let text =
        |read: fn(&Appointment) -> &str| visit.as_ref().map_or("", |(_, visit)| read(visit)).to_owned();
    let draft = Draft {
        said: text(|visit| visit.said.as_str()),
        change: text(|visit| visit.change.as_str()),
        areas: visit.as_ref().map_or(Regions::default(), |(_, visit)| visit.areas),
        items: homework.into_iter().map(|(id, homework)| (Some(id), homework)).collect(),
        ended: vec![],
        what: String::new(),
        dose: String::new(),
        until: String::new(),
        rhythm: Rhythm::Daily,
        edited: None,
    };
    Form {
        state,
        visit: StoredValue::new(visit),
        all_areas: RwSignal::new(false),
        draft: AnyForm::open(state, draft),
    }
}

fn read_only(visit: &Appointment, today: Day) -> AnyView {
    view! {
        {sub_header(text!("After ", visit.at.day().spoken(today)), CLOSE, None)}
        <main class="view">
            <div class="card note-text" dir="auto">
                {text!(visit.said.as_str(), "\n", visit.change.as_str()).trim().to_owned()}
            </div>
        </main>
    }
    .into_any()
}

impl Form {
    /// The page of the runner's own exercises.
    fn exercises(self) -> AnyView {
        view! {
            {sub_header("My exercises", CLOSE, None)}
            <main class="view">
                {self.draft.note()}
                <p class="text-small">
                    "Strength, mobility, what a physio gave you. Each shows on Care on its days."
                </p>
                {self.list("On the list")}
            </main>
            {fields::save_dock("Save", Callback::new(move |()| self.save()))}
        }
        .into_any()
    }

    /// The list of homework, with the fields of one item.
    fn list(self, title: &'static str) -> AnyView {
        let items = Memo::new(move |_| self.draft.with(|draft| draft.items.clone()));
        // A memo, so that the fields are not rebuilt while the runner types.
        let has_room = Memo::new(move |_| items.with(Vec::len) < MOST);
        view! {
            <section class="section">
                <header>
                    <h2 id="homework" tabindex="-1">
                        {title}
                    </h2>
                </header>
                <ul class="homework-items">
                    {move || items.get().into_iter().map(|item| self.item(item)).collect_view()}
                </ul>
                {move || self.new_item(has_room.get())}
            </section>
        }
        .into_any()
    }

    fn view(self) -> AnyView {
        let today = (self.state.device.now)().day();
        let Some((id, visit)) = self.visit.get_value() else { return ().into_any() };
        let question = visit
            .name()
            .map_or_else(|| "What did they say?".to_owned(), |name| text!("What did ", name, " say?"));
        let title = text!("After ", visit.at.day().spoken(today));
        // "It didn’t take place" is only offered while there are no notes.
        let is_blank = Memo::new(move |_| {
            self.draft.with(|draft| {
                let has_new = draft.items.iter().any(|(id, _)| id.is_none());
                let is_silent =
                    draft.said.trim().is_empty() && draft.change.trim().is_empty() && draft.areas.is_empty();
                is_silent && !has_new && !draft.has_item()
            })
        });
        let edit = Route::EditAppointment(id);
        let edit = view! {
            <a class="icon-btn" aria-label="Edit appointment" href=edit.clone().hash()>
                {icon("edit")}
            </a>
        };
        let change = self.draft.text("Change in training?", |draft| &mut draft.change, Box::new(|_| None));
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
                <p class="text-small">{text!("To ask next time: ", visit::QUESTIONS.join(" "))}</p>
                {fields::line("Change in training?", "text", "Fewer hills", change, Some(80), None)}
                {self.areas_field()}
                {self.list("Homework")}
                <p class="text-small">
                    "Drink when you’re thirsty. Some soreness tomorrow is normal. "
                    {super::planner::from_sources(visit::AROUND_SOURCES)}
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
        let deep = untrack(|| state.deep_ends());
        let offered: Vec<Region> = untrack(|| {
            state.with_own_entries(|all| {
                let newest = telling(all.iter().copied(), &deep, today);
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

    fn save(self) {
        // An item that is still in the fields was meant for the list.
        if self.has_item() && !self.add() {
            return;
        }
        let state = self.state;
        let draft = untrack(|| self.draft.get());
        let today = (state.device.now)().day();
        let visit = self.visit.get_value();
        if let Some((id, _)) = &visit {
            state.care.change_appointment(id, |visit| {
                visit.said = Text::clipped(draft.said.trim());
                visit.change = Text::clipped(draft.change.trim());
                visit.areas = draft.areas;
            });
        }
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
        let ends = visit.as_ref().map_or(today, |(_, visit)| visit.at.day());
        for id in draft.ended {
            state.care.change_homework(&id, |homework| homework.end(ends, today));
        }
        state.router.leave_form();
        state.notices.say(if visit.is_some() { "Notes saved" } else { "Saved" });
    }

    fn did_not_happen(self) {
        let state = self.state;
        let Some((id, _)) = self.visit.get_value() else { return };
        state.care.change_appointment(&id, |visit| visit.is_cancelled = true);
        state.router.leave_form();
        state.notices.show_undo("Taken out of your appointments", move || {
            state.care.change_appointment(&id, |visit| visit.is_cancelled = false);
        });
    }
}
