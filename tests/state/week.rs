//! What lies between the runs: spots that came up on one, and rest days.

use crate::device::pass;
use crate::diary::{past, recovering, run_and_return, tick};
use crate::{calf, mark, start, start_new};
use leptos::prelude::*;
use tightspot::domain::body::level::Level;
use tightspot::domain::recovery::routine::Step;
use tightspot::domain::run::Moment;
use tightspot::domain::text::Note;
use tightspot::domain::time::instant::HOUR;
use tightspot::storage::memory::{Memory, MemoryMirror};

#[test]
fn what_came_up_goes_to_the_run_that_is_just_over() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    let came_up = || state.diary.marks(Moment::After).get_untracked().len();
    // Without a run there is nothing to mark.
    assert_eq!(state.diary.set_level(Moment::After, calf(), Some(Level::Mild)), None);
    assert_eq!((came_up(), state.diary.count()), (0, 0));

    let run = run_and_return(state);
    state.diary.set_level(Moment::After, calf(), Some(Level::Severe));
    state.diary.edit_spot(Moment::After, calf(), |spot| spot.note = Note::clipped("from km 6"));
    assert_eq!(came_up(), 1);
    // A check-in for the next run does not change it, nor is it tight there.
    mark(state);
    assert_eq!((came_up(), recovering(state).unwrap().came_up.len()), (1, 1));
    let undo = state.diary.set_level(Moment::After, calf(), None).unwrap();
    assert_eq!((came_up(), state.diary.spots().get_untracked().len()), (0, 1));
    state.diary.undo(undo);
    state.diary.close_routine();
    let again = start(&store, &mirror);
    let kept = again.diary.find(&run.id).unwrap();
    assert_eq!(kept.came_up.get(calf()).unwrap().note.as_str(), "from km 6");
    assert_eq!((kept.spots.len(), again.diary.marks(Moment::After).get_untracked().len()), (1, 1));
    // On the next day that run is over for good.
    pass(24 * HOUR);
    assert_eq!(again.diary.set_level(Moment::After, calf(), Some(Level::Mild)), None);
}

#[test]
fn a_rest_day_is_no_run() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    mark(state);
    state.diary.rest();
    let rest = recovering(state).unwrap();
    assert!(rest.is_rest && rest.timing().is_none() && rest.spots.len() == 1);
    assert_eq!(rest.drink_reminder(), None, "there was no finish");
    tick(state, &Step::ALL);
    let again = start(&store, &mirror);
    let kept = &past(again)[0];
    assert!(kept.is_rest && kept.routine().unwrap().is_complete());
    assert_eq!((kept.timing(), kept.day()), (None, rest.day()));
}

#[test]
fn rest_days_follow_the_rhythm_of_runs_alone() {
    let state = start_new();
    // Two weeks of runs on Tuesday, Thursday, Saturday and Sunday, and a rest-day routine on each of the other days.
    for day in 0..14 {
        if (state.clock.day().get_untracked().weekday()) % 2 == 1 || day % 7 == 5 {
            run_and_return(state);
            state.diary.close_routine();
        } else {
            state.diary.rest();
            state.diary.close_routine();
        }
        pass(24 * HOUR);
        state.clock.refresh();
    }
    let rests: Vec<usize> = state.rest_days().iter().map(|day| day.weekday()).collect();
    let runs: Vec<usize> =
        past(state).iter().filter(|run| run.timing().is_some()).map(|run| run.day().weekday()).collect();
    assert!(!rests.is_empty() && rests.iter().all(|day| !runs.contains(day)), "{rests:?} {runs:?}");
}
