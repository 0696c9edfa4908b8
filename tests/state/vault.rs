//! The vault: when something counts as saved, and what happens if a store fails.

use crate::device::{NOON, fake};
use crate::{attach_none, attach_slow, mark, saving, start, start_at, start_new};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use tightspot::domain::run::Run;
use tightspot::domain::time::instant::Instant;
use tightspot::state::vault::Saving;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{KeyValue, Mirror, Prefer, SCHEMA, StoreError, seal};

const RUN: &str = "tightspot:run:";

fn has_run(content: &std::collections::BTreeMap<String, String>) -> bool {
    content.keys().any(|key| key.starts_with(RUN))
}

#[test]
fn a_change_is_saved_once_both_stores_have_it() {
    let store = Memory::default();
    let state = start_at(&store, "#/body");
    let mirror = attach_slow(state);
    assert_eq!(saving(state), Saving::Untouched);
    mark(state);
    assert_eq!(saving(state), Saving::Pending);
    assert!(has_run(&store.content()) && !has_run(&mirror.content.content()));
    mirror.answer();
    assert_eq!(saving(state), Saving::Saved);
    assert!(has_run(&mirror.content.content()));
}

#[test]
fn a_change_before_the_mirror_opens_waits_for_it() {
    let store = Memory::default();
    let state = start_at(&store, "#/body");
    mark(state);
    assert_eq!(saving(state), Saving::Pending);
    let mirror = attach_slow(state);
    mirror.answer();
    assert_eq!(saving(state), Saving::Saved);
    assert!(has_run(&mirror.content.content()));
}

#[test]
fn housekeeping_at_startup_is_no_change_of_the_runner() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    mark(start(&store, &mirror));
    // The next start finds an empty mirror and refills it.
    let empty = MemoryMirror::default();
    let state = start(&store, &empty);
    assert!(has_run(&empty.content()));
    assert_eq!(saving(state), Saving::Untouched);
}

#[test]
fn what_a_full_store_refuses_is_in_every_copy_and_is_saved_later() {
    let store = Memory::default();
    let state = start_at(&store, "#/body");
    attach_none(state);
    store.limit_to(Some(store.used()));
    mark(state);
    // The first change takes the reserve.
    assert_eq!((saving(state), state.vault.is_low()), (Saving::Saved, true));
    store.limit_to(Some(0));
    state.diary.start_run();
    assert_eq!(saving(state), Saving::Failing(StoreError::Full));
    assert!(state.vault.has_trouble());
    assert!(state.vault.copy().contains(r#""running""#));
    store.limit_to(None);
    state.vault.retry();
    assert_eq!((saving(state), state.vault.is_low()), (Saving::Saved, false));
    assert!(store.content().values().any(|text| text.contains(r#""running""#)));
}

#[test]
fn one_store_is_enough_where_the_other_is_blocked() {
    let store = Memory::default();
    store.block(true);
    let state = start_at(&store, "#/body");
    assert_eq!(saving(state), Saving::Failing(StoreError::Blocked));
    let mirror = attach_slow(state);
    mark(state);
    mirror.answer();
    assert_eq!(saving(state), Saving::Saved);

    let state = start_at(&Memory::default(), "#/body");
    attach_none(state);
    mark(state);
    assert_eq!(saving(state), Saving::Saved);

    let state = start_at(&store, "#/body");
    attach_none(state);
    mark(state);
    assert_eq!(saving(state), Saving::Failing(StoreError::Blocked));
}

#[test]
fn what_the_mirror_refuses_is_sent_again_with_the_next_change() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start(&store, &mirror);
    mirror.fail_every(1);
    mark(state);
    assert_eq!(saving(state), Saving::Failing(StoreError::Failed));
    mirror.fail_every(0);
    state.vault.retry();
    assert_eq!(saving(state), Saving::Saved);
    assert!(has_run(&mirror.content()));
}

#[test]
fn records_of_a_newer_build_make_the_app_read_only() {
    let store = Memory::default();
    store.set("tightspot:run:a", &seal(SCHEMA + 1, 1, "{}")).unwrap();
    let state = start_at(&store, "#/body");
    assert!(!state.vault.may_change());
    let before = store.content();
    mark(state);
    state.diary.start_run();
    state.preferences.change(|settings| settings.sounds = !settings.sounds);
    state.save_copy();
    assert_eq!((state.diary.count(), store.content()), (0, before));
    assert_eq!(fake(|fake| fake.files.len()), 1, "a copy can be saved even then");
}

#[test]
fn a_damaged_record_is_reported_only_if_the_mirror_has_no_whole_one() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    mark(start(&store, &mirror));
    let key = store.content().into_keys().find(|key| key.starts_with(RUN)).unwrap();
    store.set(&key, "{torn").unwrap();
    let state = start(&store, &mirror);
    assert_eq!((state.vault.damaged().get_untracked(), state.diary.count()), (0, 1));
    store.set(&key, "{torn").unwrap();
    let state = start(&store, &MemoryMirror::default());
    assert_eq!((state.vault.damaged().get_untracked(), state.diary.count()), (1, 0));
    assert_eq!(state.vault.quarantined().len(), 1, "the same bytes are kept once");
}

#[test]
fn a_mirror_that_does_not_answer_is_no_longer_waited_for() {
    let state = start_at(&Memory::default(), "#/body");
    mark(state);
    assert_eq!(state.vault.has_mirror(), None);
    state.vault.stop_waiting();
    assert_eq!((state.vault.has_mirror(), saving(state)), (Some(false), Saving::Saved));
    let mirror = attach_slow(state);
    state.diary.start_run();
    mirror.answer();
    assert_eq!((state.vault.has_mirror(), saving(state)), (Some(true), Saving::Saved));
    assert!(mirror.content.content().values().any(|text| text.contains(r#""running""#)));
}

#[test]
fn after_saving_waits_for_the_stores() {
    let state = start_at(&Memory::default(), "#/body");
    let mirror = attach_slow(state);
    mark(state);
    let result = Rc::new(Cell::new(None));
    let on_saved = result.clone();
    state.vault.after_saving(move |saving| on_saved.set(Some(saving)));
    assert_eq!(result.get(), None);
    mirror.answer();
    assert_eq!(result.get(), Some(Saving::Saved));
}

#[test]
fn erasing_empties_both_stores_and_drops_what_was_on_its_way() {
    let store = Memory::default();
    let state = start_at(&store, "#/body");
    let mirror = attach_slow(state);
    mark(state);
    assert!(state.vault.erase());
    assert_eq!(saving(state), Saving::Pending);
    mirror.answer();
    assert_eq!(saving(state), Saving::Saved);
    assert!(!has_run(&store.content()) && !has_run(&mirror.content.content()));
    assert_eq!(fake(|fake| fake.announced.last().cloned()).as_deref(), Some("tightspot:erased"));
}

#[test]
fn a_restore_is_kept_out_if_no_snapshot_can_be_made() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let state = start_new();
    mark(state);
    let copy = state.vault.copy();
    let state = start(&store, &mirror);
    let plan = state.vault.plan_restore(&copy, Prefer::Newer).unwrap();
    mirror.fail_every(1);
    state.vault.restore(plan.clone(), |_| panic!("nothing was restored"));
    assert_eq!((state.diary.count(), saving(state)), (0, Saving::Failing(StoreError::Failed)));
    mirror.fail_every(0);
    let undo = Rc::new(Cell::new(None));
    let on_restored = undo.clone();
    state.vault.restore(plan, move |undo| on_restored.set(Some(undo)));
    assert_eq!((state.diary.count(), saving(state)), (1, Saving::Saved));
    let kept = Rc::new(Cell::new(0));
    let on_snapshots = kept.clone();
    state.vault.snapshots(move |snapshots| on_snapshots.set(snapshots.len()));
    assert_eq!(kept.get(), 1, "the state from before");
    state.vault.undo_restore(&undo.take().unwrap());
    assert_eq!(state.diary.count(), 0);
}

#[test]
fn a_snapshot_is_kept_from_before_the_format_changed() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let at = Instant::new(NOON, 120).unwrap();
    let run = Run::check_in(tightspot::domain::run::RunId::parse("a").unwrap(), at);
    let data = serde_json::to_string(&run).unwrap();
    store.set("tightspot:run:a", &format!(r#"{{"schema":1,"rev":1,"data":{data}}}"#)).unwrap();
    for _ in 0..2 {
        let state = start(&store, &mirror);
        state.vault.snapshots(|snapshots| {
            assert_eq!(snapshots.iter().map(|kept| kept.is_before_update).collect::<Vec<_>>(), [true]);
        });
    }
    mirror.read(Box::new(|texts| assert_eq!(texts.unwrap().len(), 1, "the snapshot is no record")));
}
