//! The form to add or edit a run. Only the day is required.

mod draft;
mod spots;

use crate::components::{Choice, ChoiceKind, Choices, Section, check, icon, icon_tile, row_text, row_title};
use crate::domain::recovery::routine::{Routine, Step};
use crate::domain::run::distance::{Distance, Units};
use crate::domain::run::typed::{Reading, pace};
use crate::domain::run::{Refusal, Run, RunId, Timing};
use crate::domain::text::Note;
use crate::domain::time::calendar::Day;
use crate::domain::time::format::{self, Seconds};
use crate::pages::form::Form as AnyForm;
use crate::pages::form::fields::{self, Number};
use crate::pages::journal::detail::delete;
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::header::{CLOSE, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use draft::Draft;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    units: Units,
    run: StoredValue<Option<Run>>,
    draft: AnyForm<Draft>,
    /// The open question, if what was typed needs one.
    asked: RwSignal<Option<Asked>>,
    /// Why the run refused the last attempt to save.
    refused: RwSignal<Option<Refusal>>,
}

/// A question about a typed distance or time, with the possible meanings.
#[derive(Clone, PartialEq)]
enum Asked {
    Distance(Vec<Distance>),
    Took(Vec<Seconds>),
}

pub(crate) fn page(id: Option<RunId>) -> AnyView {
    let state = state();
    if !state.vault.may_change() {
        // A banner says why.
        return id.map_or_else(crate::pages::journal::page, crate::pages::journal::detail::page);
    }
    let run = id.as_ref().and_then(|id| untrack(|| state.diary.find(id)));
    let form = Form::new(state, run);
    let is_marking =
        Memo::new(move |_| matches!(state.router.route(), Route::AddRunSpots | Route::EditRunSpots(_)));
    (move || {
        request_animation_frame(focus_heading);
        if is_marking.get() { form.map() } else { form.fields() }
    })
    .into_any()
}

impl Form {
    fn new(state: &'static State, run: Option<Run>) -> Form {
        let units = state.preferences.get_untracked().units;
        let draft = Draft::of(run.as_ref(), (state.device.now)().day(), units);
        let form = Form {
            state,
            units,
            run: StoredValue::new(run),
            draft: AnyForm::open(state, draft),
            asked: RwSignal::new(None),
            refused: RwSignal::new(None),
        };
        // Both refer to the previous contents of the fields.
        Effect::new(move || {
            form.draft.with(|_| ());
            form.asked.set(None);
            form.refused.set(None);
        });
        form
    }

    fn fields(self) -> AnyView {
        let state = self.state;
        let is_new = self.run.with_value(Option::is_none);
        let title = if is_new { "Add a run" } else { "Edit run" };
        let delete_button = self.run.with_value(|run| run.as_ref().map(|run| run.id.clone())).map(|id| {
            view! {
                <button
                    class="btn alert"
                    on:click=move |_| {
                        state.router.guard(false);
                        delete(state, &id);
                    }
                >
                    {icon("trash")}
                    "Delete this run"
                </button>
            }
        });
        let today = (state.device.now)().day();
        let day = self.draft.text(
            "Day",
            |draft| &mut draft.day,
            Box::new(move |draft| {
                let day = Day::parse(&draft.day);
                let refused = self.refusal_if(|refusal| refusal == Refusal::InTheFuture && day > Some(today));
                refused.or(day.is_none().then(|| "Pick a day".to_owned()))
            }),
        );
        let started = self.draft.text(
            "Started at",
            |draft| &mut draft.started,
            Box::new(move |draft| {
                let is_today = Day::parse(&draft.day) <= Some(today);
                let refused = self.refusal_if(|refusal| refusal == Refusal::InTheFuture && is_today);
                refused.or(draft.minute().err().map(|()| "Set a time, like 9:05".to_owned()))
            }),
        );
        let distance = self.draft.text(
            "Distance",
            |draft| &mut draft.distance,
            Box::new(move |draft| {
                draft.read_distance(self.units).err().map(|()| "Use numbers, like 8.2".to_owned())
            }),
        );
        let took = self.draft.text(
            "Time",
            |draft| &mut draft.took,
            Box::new(move |draft| {
                let refused = self.refusal_if(|refusal| refusal != Refusal::InTheFuture);
                refused.or(draft.read_time(self.units).err().map(|()| "Use numbers, like 46:20".to_owned()))
            }),
        );
        let out_for = self.draft.text(
            "Out for",
            |draft| &mut draft.out_for,
            Box::new(move |draft| {
                draft.read_out_for().err().map(|()| "Use numbers, like 1:50:00".to_owned())
            }),
        );
        let has_pauses = !self.draft.first().out_for.is_empty();
        let how_far = move || self.draft.with(|draft| self.distance_help(draft));
        let how_long = move || Some(self.draft.with(|draft| self.time_help(draft)));
        view! {
            {sub_header(title, CLOSE, None)}
            <main class="view" on:keydown=fields::on_enter(move || self.save())>
                {self.draft.note()}
                {self.file_row()}
                {is_new.then(|| self.days(today))}
                <div class="field-pair">
                    {fields::line("Day", "date", "", day, None, Some(today.iso()))}
                    {fields::line("Started at", "time", "", started, None, None)}
                </div>
                <div class="field-pair">
                    {fields::number("Distance", Number::Distance(self.units), distance, how_far)}
                    {fields::number("Time", Number::Length, took, how_long)}
                </div>
                {has_pauses
                    .then(|| {
                        fields::number(
                            "Out for",
                            Number::Length,
                            out_for,
                            || Some("From start to finish, pauses included".to_owned()),
                        )
                    })}
                {move || self.question()}
                <Section title="Tight before the run">{self.chips()}</Section>
                <Section title="After the run">{self.checks()}</Section>
                {fields::words(
                    "Note",
                    "Route, weather, how it felt",
                    Signal::derive(move || self.draft.with(|draft| draft.note.clone())),
                    move |text| self.draft.change(|draft| draft.note = text),
                    Note::LIMIT,
                )}
                {delete_button}
            </main>
            {fields::save_dock("Save run", Callback::new(move |()| self.save()))}
        }
        .into_any()
    }

    /// Buttons for the most common days: most runs that are added took place today or yesterday.
    fn days(self, today: Day) -> AnyView {
        let days = [today, today.minus(1)].map(Day::iso);
        let chosen = {
            let days = days.clone();
            Signal::derive(move || {
                let index = self.draft.with(|draft| days.iter().position(|day| *day == draft.day));
                index.unwrap_or(usize::MAX)
            })
        };
        let choices =
            ["Today", "Yesterday"].map(|name| Choice { content: name.into_any(), label: None }).into();
        let choose = move |index: usize| self.draft.change(|draft| draft.day.clone_from(&days[index]));
        view! {
            <Choices
                kind=ChoiceKind::Radio
                class="chips wrap"
                each="chip"
                label="Which day?"
                choices=choices
                chosen=chosen
                on_choose=Callback::new(choose)
            />
        }
        .into_any()
    }

    fn refusal_if(self, matches: impl FnOnce(Refusal) -> bool) -> Option<String> {
        self.refused.get().filter(|refusal| matches(*refusal)).map(|refusal| refusal.to_string())
    }

    /// How the typed distance is read, unless it is typed exactly like that.
    fn distance_help(self, draft: &Draft) -> Option<String> {
        let distance = draft.first_distance(self.units)?;
        let is_plain = draft.distance.trim().replace(',', ".").trim_end_matches(".0")
            == distance.number(self.units).trim_end_matches(".0");
        (!is_plain).then(|| fields::distance_name(distance, self.units))
    }

    /// The pace. Without a distance, how the typed time is read. Without a time, how to type one.
    fn time_help(self, draft: &Draft) -> String {
        let took = draft.read_time(self.units).ok().flatten().and_then(|reading| reading.first().copied());
        let Some(took) = took else { return "h:mm:ss or mm:ss".to_owned() };
        let pace = draft.first_distance(self.units).and_then(|distance| pace(took, distance, self.units));
        pace.unwrap_or_else(|| fields::length_name(took))
    }

    /// Asks what was meant, if a typed text has several meanings or an implausible one.
    fn question(self) -> Option<AnyView> {
        let asked = self.asked.get()?;
        let names = match &asked {
            Asked::Distance(all) => {
                all.iter().map(|distance| fields::distance_name(*distance, self.units)).collect()
            }
            Asked::Took(all) => all.iter().map(|took| fields::length_name(*took)).collect(),
        };
        let asked = StoredValue::new(asked);
        let answer = move |index: usize| {
            let answered = asked.get_value();
            self.draft.change(|draft| match &answered {
                Asked::Distance(all) => draft.distance = fields::distance_name(all[index], self.units),
                Asked::Took(all) => draft.took = format::clock(all[index]),
            });
            self.save_answered(Some(answered));
        };
        Some(fields::question(names, answer))
    }

    fn file_row(self) -> AnyView {
        let state = self.state;
        let edited = self.run.with_value(|run| run.as_ref().map(|run| run.id.clone()));
        let (title, note) = match edited {
            Some(_) => ("Fill in from a file", "GPX, TCX or FIT from your watch"),
            None => ("Import from files", "One or many, from your watch or its app"),
        };
        view! {
            <button class="card card-link" on:click=move |_| state.choose_run_files(edited.clone())>
                {icon_tile("file", "brand")}
                {row_text(title, note)}
                {icon("right")}
            </button>
        }
        .into_any()
    }

    fn checks(self) -> AnyView {
        let row = |(index, step): (usize, Step)| {
            let is_done = move || self.draft.with(|draft| draft.steps[index]);
            let toggle = move || self.draft.change(|draft| draft.steps[index] = !draft.steps[index]);
            view! {
                <li class="row row-low">
                    {check(step.done_name(), is_done, toggle)} {row_title(step.done_name())}
                </li>
            }
        };
        let rows = Step::ALL.into_iter().enumerate().map(row).collect_view();
        view! { <ul class="card flush rows-check">{rows}</ul> }.into_any()
    }

    fn save(self) {
        self.save_answered(None);
    }

    /// Saves the draft, unless a field is invalid or the form has to ask something. `answered` is the
    /// question that was answered already.
    fn save_answered(self, answered: Option<Asked>) {
        let draft = untrack(|| self.draft.get());
        match self.read(&draft, answered) {
            Err(Stop::Problem(refused)) => {
                self.refused.set(refused);
                self.draft.show_problems();
            }
            Err(Stop::Ask(asked)) => self.asked.set(Some(asked)),
            Ok((timing, distance)) => {
                let id = self.save_run(draft, timing, distance);
                self.state.router.leave_form_to(Route::Run(id));
            }
        }
    }

    /// The run in its current state. It may have changed while the form was open, here or in another window.
    fn current_run(self) -> Option<Run> {
        self.run.get_value().map(|run| untrack(|| self.state.diary.find(&run.id)).unwrap_or(run))
    }

    /// Reads the timing and the distance from the draft.
    fn read(self, draft: &Draft, answered: Option<Asked>) -> Result<(Timing, Option<Distance>), Stop> {
        let now = (self.state.device.now)();
        // Untouched fields keep their exact metres, seconds and instants.
        let first = self.draft.first();
        let old = self.current_run();
        let problem = |()| Stop::Problem(None);
        let distance = if first.distance == draft.distance {
            old.as_ref().and_then(|run| run.distance)
        } else {
            match (draft.read_distance(self.units).map_err(problem)?, &answered) {
                (Some(Reading::Ask(all)), None | Some(Asked::Took(_))) => {
                    return Err(Stop::Ask(Asked::Distance(all)));
                }
                (reading, _) => reading.and_then(|reading| reading.first().copied()),
            }
        };
        let day = Day::parse(&draft.day).ok_or(Stop::Problem(None))?;
        let minute = draft.minute().map_err(problem)?;
        let untouched = (&first.day, &first.started, &first.took, &first.out_for)
            == (&draft.day, &draft.started, &draft.took, &draft.out_for);
        if let Some(timing) = old.as_ref().and_then(Run::timing).filter(|_| untouched) {
            return Ok((timing, distance));
        }
        let took = match (draft.read_time(self.units).map_err(problem)?, &answered) {
            (Some(Reading::Ask(all)), None | Some(Asked::Distance(_))) if first.took != draft.took => {
                return Err(Stop::Ask(Asked::Took(all)));
            }
            (reading, _) => reading.and_then(|reading| reading.first().copied()),
        };
        let started = minute.and_then(|minute| (self.state.device.local)(day, minute));
        // Untouched lengths keep their pauses. Nobody is out for less time than they run.
        let is_same_length = (&first.took, &first.out_for) == (&draft.took, &draft.out_for);
        let kept = old.as_ref().and_then(Run::timing).filter(|_| is_same_length).and_then(Timing::elapsed);
        let elapsed = kept.or(took.and(took.max(draft.read_out_for().map_err(problem)?)));
        let timing =
            Timing::entered(day, started, elapsed, now).map_err(|refusal| Stop::Problem(Some(refusal)))?;
        Ok((timing.with_moving(took), distance))
    }

    fn save_run(self, draft: Draft, timing: Timing, distance: Option<Distance>) -> RunId {
        let diary = &self.state.diary;
        let old = self.current_run();
        let now = (self.state.device.now)();
        let mut routine = old.as_ref().and_then(Run::routine).cloned().unwrap_or_default();
        // Only the steps that were changed here: the others may have changed elsewhere in the meantime.
        let first = self.draft.first();
        let steps = Step::ALL.into_iter().zip(draft.steps).zip(first.steps);
        let changed = steps.filter(|((_, is_done), first)| is_done != first).map(|(step, _)| step);
        routine.correct(changed, now);
        let is_open =
            old.as_ref().is_some_and(|run| matches!(run.life(), crate::domain::run::Life::Recovering { .. }));
        if !is_open {
            routine.close(now);
        }
        let mut run = old.unwrap_or_else(|| Run::added(diary.new_id(), timing, Routine::default()));
        // Never refused, because the run is back or finished.
        let _ = run.retell(timing, routine);
        if draft.spots != first.spots {
            run.spots = draft.spots;
        }
        run.distance = distance;
        if draft.note != first.note {
            run.note = Note::clipped(&draft.note);
        }
        let id = run.id.clone();
        diary.upsert(run);
        if is_open {
            diary.close_overdue();
        }
        id
    }
}

/// Why a draft cannot be saved yet.
enum Stop {
    /// A field is invalid, or the run refuses the values together.
    Problem(Option<Refusal>),
    Ask(Asked),
}
