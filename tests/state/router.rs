//! The router with its guard and the history, and where addresses without a subject lead.

use crate::device::{fake, pass};
use crate::{mark, start_at, start_new};
use leptos::prelude::*;
use tightspot::domain::time::instant::MINUTE;
use tightspot::state::State;
use tightspot::state::route::Route;
use tightspot::storage::memory::Memory;

fn here(state: &'static State) -> Route {
    state.router.route_untracked()
}

/// The addresses in the history, oldest first.
fn history() -> Vec<String> {
    fake(|fake| fake.history.iter().map(|(hash, _)| hash.clone()).collect())
}

/// The browser carries out the steps back that it was asked for, and reports the arrival.
fn arrive(state: &'static State) {
    let (hash, depth) = fake(|fake| {
        for _ in 0..std::mem::take(&mut fake.backs) {
            fake.history.pop();
        }
        fake.history.last().cloned().expect("an entry of the app")
    });
    state.router.arrived(&hash, Some(depth));
}

/// The runner presses Back.
fn press_back(state: &'static State) {
    fake(|fake| fake.backs += 1);
    arrive(state);
}

#[test]
fn back_returns_through_the_pages() {
    let state = start_new();
    state.router.go(Route::Journal);
    state.router.go(Route::Patterns);
    state.router.go(Route::Patterns);
    assert_eq!(history(), ["#/body", "#/journal", "#/journal/patterns"], "no entry for where we are");
    assert!(!state.router.came_back());
    press_back(state);
    assert_eq!((here(state), state.router.came_back()), (Route::Journal, true));
    state.router.replace(Route::Care);
    assert_eq!(history(), ["#/body", "#/care"]);
}

#[test]
fn close_goes_back_in_the_app_and_else_to_the_parent() {
    let state = start_new();
    state.router.go(Route::Settings);
    state.router.close();
    arrive(state);
    assert_eq!((here(state), history().len()), (Route::Body, 1));
    let state = start_at(&Memory::default(), "#/settings/about");
    state.router.close();
    assert_eq!((here(state), history()), (Route::Settings, vec!["#/settings".to_owned()]));
}

#[test]
fn an_address_that_is_typed_in_is_one_step_further() {
    let state = start_new();
    fake(|fake| fake.history.push(("#/care".to_owned(), 0)));
    state.router.arrived("#/care", None);
    assert_eq!((here(state), state.router.came_back()), (Route::Care, false));
    assert_eq!(fake(|fake| fake.history.last().cloned()), Some(("#/care".to_owned(), 1)));
}

#[test]
fn a_guarded_page_asks_before_it_is_left() {
    let state = start_new();
    state.router.go(Route::AddRun);
    state.router.guard(true);
    state.router.go(Route::AddRunSpots);
    assert_eq!(here(state), Route::AddRunSpots, "a part of the same page");
    state.router.go(Route::Care);
    assert_eq!(here(state), Route::AddRunSpots);
    assert_eq!(state.router.held().get_untracked(), Some(Route::Care));
    state.router.stay();
    assert_eq!((here(state), state.router.held().get_untracked()), (Route::AddRunSpots, None));
    state.router.go(Route::Care);
    state.router.leave();
    assert_eq!((here(state), state.router.is_guarded()), (Route::Care, false));
    assert_eq!(history(), ["#/body", "#/journal/add", "#/care"], "Back does not lead into the form");
}

#[test]
fn back_out_of_a_guarded_page_is_undone_until_the_runner_agrees() {
    let state = start_new();
    state.router.go(Route::Journal);
    state.router.go(Route::AddRun);
    state.router.guard(true);
    press_back(state);
    assert_eq!(here(state), Route::AddRun);
    assert_eq!(history(), ["#/body", "#/journal", "#/journal/add"], "the step back was undone");
    state.router.leave();
    arrive(state);
    assert_eq!((here(state), history()), (Route::Journal, vec!["#/body".to_owned(), "#/journal".to_owned()]));
}

#[test]
fn a_saved_form_is_left_once_and_without_a_question() {
    let state = start_new();
    state.router.go(Route::Care);
    state.router.go(Route::AddRace);
    state.router.guard(true);
    state.router.leave_form();
    state.router.leave_form();
    assert!(state.router.is_leaving());
    state.router.guard(true);
    assert!(!state.router.is_guarded(), "a form that is leaving can't be guarded again");
    assert_eq!(fake(|fake| fake.backs), 1);
    arrive(state);
    assert_eq!((here(state), state.router.is_leaving()), (Route::Care, false));
}

#[test]
fn a_saved_form_leads_to_what_it_saved_once() {
    let state = start_new();
    let id = state.diary.new_id();
    let (run, form) = (Route::Run(id.clone()), Route::EditRun(id));
    // From the run itself, after a look at a sheet of the form: there is no second entry for the run.
    state.router.go(Route::Journal);
    state.router.go(run.clone());
    state.router.go(form.clone());
    state.router.go(Route::Settings);
    press_back(state);
    state.router.guard(true);
    state.router.leave_form_to(run.clone());
    state.router.leave_form_to(run.clone());
    assert!(state.router.is_leaving() && fake(|fake| fake.backs) == 1);
    arrive(state);
    assert_eq!((here(state), history().len()), (run.clone(), 3));
    // From another page: the run takes the place of the form.
    press_back(state);
    state.router.go(form.clone());
    state.router.guard(true);
    state.router.leave_form_to(run.clone());
    assert_eq!((here(state), fake(|fake| fake.backs)), (run.clone(), 0));
    assert!(!state.router.is_guarded() && history().len() == 3);
    press_back(state);
    assert_eq!(here(state), Route::Journal);
    // After a reload it is not known what was before the form.
    let state = start_at(&Memory::default(), &form.hash());
    state.router.leave_form_to(run.clone());
    assert_eq!((here(state), history().len()), (run, 1));
}

#[test]
fn an_address_without_a_subject_leads_to_its_parent() {
    let state = start_new();
    let shown = |route: Route| {
        state.router.go(route);
        state.shown().get_untracked()
    };
    let id = state.diary.new_id();
    assert_eq!(shown(Route::Finish), Route::Body);
    assert_eq!(shown(Route::Run(id.clone())), Route::Journal);
    assert_eq!(shown(Route::EditRunSpots(id.clone())), Route::Journal);
    assert_eq!(shown(Route::EditAppointment(id.clone())), Route::Appointments);
    assert_eq!(shown(Route::EditRace(id)), Route::Planner);
    assert_eq!(shown(Route::LegsUpInfo), Route::Recover);
    assert_eq!(shown(Route::HowFar), Route::Recover);
    assert_eq!(shown(Route::Massage), Route::Care);
    assert_eq!(shown(Route::Trouble), Route::Body);
    assert_eq!(shown(Route::WarmUp), Route::WarmUp);
    mark(state);
    state.diary.start_run();
    assert_eq!(shown(Route::WarmUp), Route::Body, "not during a run");
    assert_eq!(shown(Route::Finish), Route::Finish);
    pass(MINUTE);
    state.diary.finish(None).unwrap();
    assert_eq!(shown(Route::HowFar), Route::HowFar);
    let run = state.diary.recovering().get_untracked().unwrap();
    assert_eq!(shown(Route::EditRun(run.id.clone())), Route::EditRun(run.id.clone()));
    state.router.guard(true);
    state.diary.delete(&run.id);
    assert_eq!(state.shown().get_untracked(), Route::EditRun(run.id), "a form with changes stays");
}
