//! A full store: at every step of a morning, and the reserve.
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

/// A whole morning: spots, a note, a run, the routine. Calls back with the run after each step.
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
    for (index, routine_step) in Step::ALL.into_iter().enumerate() {
        let now = at(NOW + 3_700_000 + 60_000 * i64::try_from(index).unwrap());
        step(&|run| run.open_routine().unwrap().tick(routine_step, Some(now)));
    }
    step(&|run| run.close(at(NOW + 4_200_000)).unwrap());
}

#[test]
fn a_store_that_gets_full_at_any_step_of_a_morning_saves_that_step_and_warns() {
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
    // At each step in turn, the store has no room beyond what it holds.
    for full_at in 0..steps.len() {
        let (store, mirror) = (Memory::default(), MemoryMirror::default());
        let (mut records, ..) = start(&store, &mirror);
        records.keep_reserve();
        let mut index = 0;
        morning(|run| {
            if index == full_at {
                store.limit_to(Some(store.used()));
            }
            assert_eq!(records.save(run, at(NOW)), Ok(()), "step {index}, full at {full_at}");
            let grows = index > 0 && steps[index] > steps[index - 1] || index == 0;
            assert!(records.is_low() || index < full_at || !grows, "no warning at step {index}");
            let Reading::Found { data, .. } = read::<Run>(&store.content()["tightspot:run:morning"]) else {
                panic!("torn")
            };
            assert_eq!(&data, run);
            index += 1;
        });
        assert!(records.is_low());
        // Without any room, not even that of the reserve, saving fails, and the record is only in the mirror.
        store.limit_to(Some(0));
        let late = run("late");
        assert_eq!(records.save(&late, at(NOW)), Err(StoreError::Full));
        send(&mut records, &mirror);
        assert_eq!(start(&Memory::default(), &mirror).1.len(), 2);
        // Once there is room, everything is written, and there is a reserve again.
        store.limit_to(None);
        records.retry().unwrap();
        records.keep_reserve();
        assert!(!records.is_low() && store.used() > reserve);
    }
}

#[test]
fn the_reserve_does_not_count_as_a_record() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.keep_reserve();
    assert_eq!(store.content().len(), 1);
    let (records, runs, damaged) = start(&store, &mirror);
    assert_eq!((runs.len(), damaged, records.bytes()), (0, 0, 0));
    assert!(mirror.content().is_empty() && !records.copy(at(NOW)).contains("reserve"));
    // A store that is full from the start is reported at once.
    let full = Memory::default();
    full.limit_to(Some(100));
    let (mut records, ..) = start(&full, &mirror);
    records.keep_reserve();
    assert!(records.is_low());
}
