//! Add a run, or correct one. Only the day is needed.

mod draft;

use super::body::{map, phone_views, view_tabs};
use super::fields;
use super::frame::{CANCEL, focus_heading, sub_header};
use super::run_detail::delete;
use crate::components::{Sheet, check, icon, icon_small, level_badge};
use crate::domain::body_map::View;
use crate::domain::calendar::Day;
use crate::domain::distance::{Distance, Units};
use crate::domain::level::Level;
use crate::domain::note::Note;
use crate::domain::region::Region;
use crate::domain::routine::{Routine, Step};
use crate::domain::run::{Outing, Refusal, Run, RunId};
use crate::domain::spots::TightSpots;
use crate::domain::words;
use crate::state::route::{FormPart, Route};
use crate::state::{State, state};
use draft::Draft;
use leptos::prelude::*;

/// What is wrong, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Problems {
    day: Option<String>,
    started: Option<String>,
    distance: Option<String>,
    took: Option<String>,
}

#[derive(Clone, Copy)]
struct Form {
    state: &'static State,
    units: Units,
    run: StoredValue<Option<Run>>,
    first: StoredValue<Draft>,
    draft: RwSignal<Draft>,
    problems: RwSignal<Problems>,
}

pub(super) fn page(id: Option<RunId>) -> AnyView {
    let state = state();
    if !state.vault.may_change() {
        // What is above says why.
        return id.map_or_else(super::journal::page, super::run_detail::page);
    }
    let run =
        id.as_ref().and_then(|id| untrack(|| state.diary.find(id))).filter(|run| run.outing().is_some());
    if let (Some(id), None) = (id, &run) {
        return super::run_detail::page(id);
    }
    let form = Form::new(state, run);
    on_cleanup(move || state.router.guard(false));
    let is_marking = Memo::new(move |_| {
        matches!(state.router.route(), Route::AddRun(FormPart::Spots) | Route::EditRun(_, FormPart::Spots))
    });
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
        Form {
            state,
            units,
            run: StoredValue::new(run),
            first: StoredValue::new(draft.clone()),
            draft: RwSignal::new(draft),
            problems: RwSignal::new(Problems::default()),
        }
    }

    fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        let changed = self.draft.with_untracked(|draft| self.first.with_value(|first| first != draft));
        self.state.router.guard(changed);
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
        let today = (state.device.now)().day().iso();
        let day = self.input("Day", "date", |draft| &mut draft.day, |problems| &problems.day);
        let started =
            self.input("Started at", "time", |draft| &mut draft.started, |problems| &problems.started);
        let distance =
            self.input("Distance", "decimal", |draft| &mut draft.distance, |problems| &problems.distance);
        let took = self.input("Time", "text", |draft| &mut draft.took, |problems| &problems.took);
        view! {
            {sub_header(title, CANCEL, None)}
            <main class="view" data-today=today>
                {self.file_row()}
                <div class="field-pair">{day} {started}</div>
                <div class="field-pair">{distance} {took}</div>
                <section class="section">
                    <header>
                        <h2>"Tight before the run"</h2>
                    </header>
                    {self.chips()}
                </section>
                <section class="section">
                    <header>
                        <h2>"After the run"</h2>
                    </header>
                    {self.checks()}
                </section>
                {fields::words(
                    "Note",
                    "Route, weather, how it felt",
                    Signal::derive(move || self.draft.with(|draft| draft.note.clone())),
                    move |text| self.change(|draft| draft.note = text),
                    Note::LIMIT,
                )}
                {delete_button}
            </main>
            <div class="dock dock-last">
                <button class="btn quiet" on:click=move |_| state.router.close()>
                    "Cancel"
                </button>
                <button class="btn primary grow" on:click=move |_| self.save()>
                    {icon("check")}
                    "Save run"
                </button>
            </div>
        }
        .into_any()
    }

    fn file_row(self) -> AnyView {
        let state = self.state;
        let choose =
            move |_| state.choose_run_file(self.run.with_value(|run| run.as_ref().map(|run| run.id.clone())));
        view! {
            <button class="card card-link" on:click=choose>
                <span class="icon-tile brand">{icon("file")}</span>
                <span class="row-text">
                    <b>"Fill in from a file"</b>
                    <span>"GPX, TCX or FIT from your watch"</span>
                </span>
                {icon("right")}
            </button>
        }
        .into_any()
    }

    /// One field with its problem under it. `kind` is an input type, or `decimal` for a number with its unit.
    fn input(
        self,
        label: &'static str,
        kind: &'static str,
        field: fn(&mut Draft) -> &mut String,
        problem: fn(&Problems) -> &Option<String>,
    ) -> AnyView {
        let is_distance = kind == "decimal";
        let problem = move || self.problems.with(|problems| problem(problems).clone());
        let value = move || self.draft.with(|draft| field(&mut draft.clone()).clone());
        let write = move |event| {
            let text = event_target_value(&event);
            self.change(|draft| *field(draft) = text);
            self.problems.set(Problems::default());
        };
        let problem_id = ["problem-", label].concat().replace(' ', "-");
        let described = problem_id.clone();
        let input = view! {
            <input
                class="input"
                type=if is_distance { "text" } else { kind }
                inputmode=is_distance.then_some("decimal")
                prop:value=value
                aria-invalid=move || problem().is_some().then_some("true")
                aria-describedby=described
                on:input=write
            />
        };
        let input = if is_distance {
            view! { <span class="input-unit">{input} <span>{self.units.sign()}</span></span> }.into_any()
        } else {
            input.into_any()
        };
        let help = (label == "Time").then(|| view! { <span class="field-help">"h:mm:ss or mm:ss"</span> });
        view! {
            <div class="field">
                <label class="field">
                    <span class="field-label">{label}</span>
                    {input}
                    {help}
                </label>
                <span class="field-error" id=problem_id role="alert">
                    {problem}
                </span>
            </div>
        }
        .into_any()
    }

    fn chips(self) -> AnyView {
        let router = &self.state.router;
        let mark = move |_| {
            router.go(match router.route_untracked() {
                Route::EditRun(id, _) => Route::EditRun(id, FormPart::Spots),
                _ => Route::AddRun(FormPart::Spots),
            });
        };
        let chips = move || {
            let spots = self.draft.with(|draft| draft.spots.strongest_first());
            let chip = |(region, spot): (Region, crate::domain::spots::Spot)| {
                view! {
                    <button class="chip spot" on:click=mark>
                        {level_badge(Some(spot.level), false)}
                        {region.name()}
                        <span class="visually-hidden">{[", ", spot.level.lower()].concat()}</span>
                    </button>
                }
            };
            spots.into_iter().map(chip).collect_view()
        };
        view! {
            <div class="chips wrap">
                {chips}
                <button class="chip offer" on:click=mark>
                    {icon_small("plus")}
                    "Mark spots"
                </button>
            </div>
        }
        .into_any()
    }

    fn checks(self) -> AnyView {
        let row = |(place, step): (usize, Step)| {
            let is_done = move || self.draft.with(|draft| draft.steps[place]);
            let toggle = move || self.change(|draft| draft.steps[place] = !draft.steps[place]);
            view! {
                <li class="row row-low">
                    {check(step.done_name(), is_done, toggle)} <div class="row-text">
                        <b>{step.done_name()}</b>
                    </div>
                </li>
            }
        };
        let rows = Step::ALL.into_iter().enumerate().map(row).collect_view();
        view! { <ul class="card flush inset-68">{rows}</ul> }.into_any()
    }

    /// The map, full screen.
    fn map(self) -> AnyView {
        let view = RwSignal::new(View::LEGS);
        let spots = Signal::derive(move || self.draft.with(|draft| draft.spots.clone()));
        let set = move |region: Region, level: Option<Level>| {
            self.change(|draft| draft.spots.set_level(region, level));
        };
        let on_tap = Callback::new(move |region: Region| {
            let level = Level::after_tap(spots.with_untracked(|spots| spots.level(region)));
            set(region, level);
            let word = level.map_or("cleared", Level::lower);
            self.state.notices.say([region.name().as_str(), ", ", word].concat());
        });
        // Levels are all there is to set here.
        let on_hold = Callback::new(|_: Region| ());
        let never = Signal::derive(|| false);
        let outlined = Signal::derive(TightSpots::default);
        view! {
            {sub_header("Tight before the run", CANCEL, None)}
            <main class="contents">
            <div class="body-views">{view_tabs(view, spots, "segmented slim fit", &phone_views())}</div>
            {map::figures(view, spots, outlined, never, on_tap, on_hold)}
            <div class="dock dock-last">
                <button class="btn primary grow" on:click=move |_| self.state.router.close()>
                    "Done"
                </button>
            </div>
            </main>
        }
        .into_any()
    }

    fn save(self) {
        let draft = self.draft.get_untracked();
        match self.read(&draft) {
            Err(problems) => {
                self.problems.set(problems);
                fields::focus_problem();
            }
            Ok((outing, distance)) => {
                let id = self.keep(draft, outing, distance);
                self.state.router.guard(false);
                self.state.router.replace(Route::Run(id));
            }
        }
    }

    /// The run as it is by now: it may have gone on under the form, or changed in another window.
    fn old(self) -> Option<Run> {
        self.run.get_value().map(|run| untrack(|| self.state.diary.find(&run.id)).unwrap_or(run))
    }

    /// The draft as facts, or what is wrong with it.
    fn read(self, draft: &Draft) -> Result<(Outing, Option<Distance>), Problems> {
        let now = (self.state.device.now)();
        let mut problems = Problems::default();
        // What was not touched keeps its exact metres, seconds and moments.
        let first = self.first.get_value();
        let old = self.old();
        let distance = if first.distance == draft.distance {
            Ok(old.as_ref().and_then(|run| run.distance))
        } else {
            optional(&draft.distance, |text| Distance::parse(text, self.units))
        };
        if distance.is_err() {
            problems.distance = Some("Use numbers, like 8.2".to_owned());
        }
        let took = optional(&draft.took, words::parse_clock);
        if took.is_err() {
            problems.took = Some("Use numbers, like 46:20".to_owned());
        }
        let day = Day::parse(&draft.day);
        if day.is_none() {
            problems.day = Some("Pick a day".to_owned());
        }
        let minute = optional(&draft.started, words::parse_time_of_day);
        if minute.is_err() {
            problems.started = Some("Set a time, like 9:05".to_owned());
        }
        let (Ok(distance), Ok(took), Some(day), Ok(minute)) = (distance, took, day, minute) else {
            return Err(problems);
        };
        let untouched =
            (&first.day, &first.started, &first.took) == (&draft.day, &draft.started, &draft.took);
        if let Some(outing) = old.as_ref().and_then(Run::outing).filter(|_| untouched) {
            return Ok((outing, distance));
        }
        let started = minute.and_then(|minute| (self.state.device.local)(day, minute));
        Outing::told(day, started, took, now).map(|outing| (outing, distance)).map_err(|refusal| {
            let text = Some(refusal.to_string());
            match refusal {
                Refusal::InTheFuture if day > now.day() => problems.day = text,
                Refusal::InTheFuture => problems.started = text,
                _ => problems.took = text,
            }
            problems
        })
    }

    fn keep(self, draft: Draft, outing: Outing, distance: Option<Distance>) -> RunId {
        let diary = &self.state.diary;
        let old = self.old();
        let now = (self.state.device.now)();
        let mut routine = old.as_ref().and_then(Run::routine).cloned().unwrap_or_default();
        // Only what was changed here: the rest may have changed elsewhere meanwhile.
        let first = self.first.get_value();
        let steps = Step::ALL.into_iter().zip(draft.steps).zip(first.steps);
        for ((step, done), _) in steps.filter(|((_, done), first)| done != first) {
            match (done, routine.is_done(step)) {
                (true, false) => routine.tick(step, routine.guide(step).map(|_| now)),
                (false, true) => routine.untick(step),
                _ => {}
            }
        }
        let is_open =
            old.as_ref().is_some_and(|run| matches!(run.life(), crate::domain::run::Life::Back { .. }));
        if !is_open {
            routine.close(now);
        }
        let mut run = old.unwrap_or_else(|| Run::added(diary.new_id(), outing, Routine::default()));
        // Not refused: the run is back or finished.
        let _ = run.retell(outing, routine);
        if draft.spots != first.spots {
            run.spots = draft.spots;
        }
        run.distance = distance;
        if draft.note != first.note {
            run.note = Note::clipped(&draft.note);
        }
        let id = run.id.clone();
        diary.keep(run);
        if is_open {
            diary.settle();
        }
        id
    }
}

/// Nothing typed is nothing known; anything else must be readable.
fn optional<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some).ok_or(()) }
}

/// "Keep your changes?", over a form that is about to be left.
pub(super) fn leave_sheet() -> AnyView {
    let router = &state().router;
    let stay = Callback::new(move |()| router.stay());
    view! {
        <Sheet title="Keep your changes?" alert=true on_close=stay>
            <div class="button-row">
                <button class="btn alert grow" on:click=move |_| router.leave()>
                    "Throw away"
                </button>
                <button class="btn primary grow" on:click=move |_| router.stay()>
                    "Keep"
                </button>
            </div>
        </Sheet>
    }
    .into_any()
}
