//! A store without room: every step of a morning, and the reserve.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::*;
use tightspot::domain::body::level::Level;
use tightspot::domain::body::region::Region;
use tightspot::domain::recovery::routine::Step;
use tightspot::domain::run::{Run, RunId};
use tightspot::domain::text::Note;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{Reading, StoreError, read};

/// A whole morning: spots, a note, a run, the routine. Gives the run as it was after each step.
fn morning(mut each: impl FnMut(&Run)) {
    let mut run = Run::check_in(RunId::parse("morning").unwrap(), at(NOW));
    let mut step = |change: &dyn Fn(&mut Run)| {
        change(&mut run);
        each(&run);
    };
    for area in ["calf-l", "it-band-r", "neck", "arch-r"] {
        step(&|run| run.spots.set_level(Region::from_id(area).unwrap(), Some(Level::Severe)));
    }
    step(&|run| run.note = Note::clipped("hills, then the long way round the lake"));
    step(&|run| run.start(at(NOW + 600_000)).unwrap());
    step(&|run| run.finish(at(NOW + 3_600_000)).unwrap());
    for (place, routine_step) in Step::ALL.into_iter().enumerate() {
        let now = at(NOW + 3_700_000 + 60_000 * i64::try_from(place).unwrap());
        step(&|run| run.open_routine().unwrap().tick(routine_step, Some(now)));
    }
    step(&|run| run.close(at(NOW + 4_200_000)).unwrap());
}

#[test]
fn a_store_that_is_full_at_any_step_of_a_morning_takes_that_step_and_warns() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.keep_reserve();
    let reserve = store.used();
    let mut steps = vec![];
    morning(|run| {
        records.save(run, at(NOW)).unwrap();
        steps.push(store.used());
    });
    assert!(!records.is_low());
    // At each step in turn the store has room for nothing more than what it holds.
    for full_at in 0..steps.len() {
        let (store, mirror) = (Memory::default(), MemoryMirror::default());
        let (mut records, ..) = start(&store, &mirror);
        records.keep_reserve();
        let mut place = 0;
        morning(|run| {
            if place == full_at {
                store.limit_to(Some(store.used()));
            }
            assert_eq!(records.save(run, at(NOW)), Ok(()), "step {place}, full at {full_at}");
            let grows = place > 0 && steps[place] > steps[place - 1] || place == 0;
            assert!(records.is_low() || place < full_at || !grows, "no warning at step {place}");
            let Reading::Found { data, .. } = read::<Run>(&store.content()["tightspot:run:morning"]) else {
                panic!("torn")
            };
            assert_eq!(&data, run);
            place += 1;
        });
        assert!(records.is_low());
        // With no room at all, not even the reserve's, the last state is told as unsaved, and is in the mirror.
        store.limit_to(Some(0));
        let late = run("late");
        assert_eq!(records.save(&late, at(NOW)), Err(StoreError::Full));
        send(&mut records, &mirror);
        assert_eq!(start(&Memory::default(), &mirror).1.len(), 2);
        // Once there is room, all is written, and a reserve is kept again.
        store.limit_to(None);
        records.retry().unwrap();
        records.keep_reserve();
        assert!(!records.is_low() && store.used() > reserve);
    }
}

#[test]
fn the_reserve_is_no_record() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.keep_reserve();
    assert_eq!(store.content().len(), 1);
    let (records, runs, damaged) = start(&store, &mirror);
    assert_eq!((runs.len(), damaged, records.bytes()), (0, 0, 0));
    assert!(mirror.content().is_empty() && !records.copy(at(NOW)).contains("reserve"));
    // A store that was full all along is told of at once.
    let full = Memory::default();
    full.limit_to(Some(100));
    let (mut records, ..) = start(&full, &mirror);
    records.keep_reserve();
    assert!(records.is_low());
}
