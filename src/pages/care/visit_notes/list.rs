//! The homework in the notes: the list, and the fields of one item.

use super::Form;
use super::draft::{Draft, Item};
use crate::components::{icon, icon_small};
use crate::domain::care::Homework;
use crate::domain::care::homework::{MOST, Rhythm};
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use crate::pages::form::fields;
use crate::pages::shell::focus::focus;
use leptos::prelude::*;

impl Form {
    pub(super) fn item(self, item: Item) -> AnyView {
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

    pub(super) fn new_item(self, has_room: bool) -> AnyView {
        if !has_room {
            return view! {
                <p class="text-small" role="status">
                    {format!("{MOST} at most, and more than three rarely get done. Take one off the list first.")}
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
                {fields::line("Until (optional)", "date", "", until, None, None)}
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
    pub(super) fn add(self) -> bool {
        let draft = untrack(|| self.draft.get());
        let today = (self.state.device.now)().day();
        let (false, Ok(until)) = (draft.what.trim().is_empty(), draft.until(today)) else {
            self.draft.show_problems();
            return false;
        };
        let (id, old) = draft.edited.map_or((None, None), |(id, homework)| (id, Some(homework)));
        let from = || {
            self.visit.with_value(|visit| {
                visit.as_ref().map_or_else(Text::default, |(_, visit)| visit.with.clone())
            })
        };
        let fresh = || Homework::new(from(), today);
        let homework = Homework {
            what: Text::clipped(draft.what.trim()),
            dose: Text::clipped(draft.dose.trim()),
            rhythm: draft.rhythm,
            until,
            ..old.unwrap_or_else(fresh)
        };
        self.draft.change(|draft| {
            draft.items.push((id, homework));
            draft.clear_item();
        });
        let count = untrack(|| self.draft.with(|draft| draft.items.len()));
        self.state.notices.say(format!("Added, {count} on the list"));
        true
    }

    pub(super) fn has_item(self) -> bool {
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
        self.state.page_moved();
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
}
