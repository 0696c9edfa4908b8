//! Two tabs on the same stores.

use crate::device::{fake, pass};
use crate::{calf, mark, start, start_at};
use leptos::prelude::*;
use std::rc::Rc;
use tightspot::domain::body::level::Level;
use tightspot::domain::body::region::Region;
use tightspot::domain::run::Moment;
use tightspot::domain::time::instant::SECOND;
use tightspot::state::State;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{SCHEMA, seal};

/// Delivers to `tab` what the other tab has announced.
fn deliver(tab: &'static State) {
    for key in fake(|fake| std::mem::take(&mut fake.announced)) {
        tab.vault.on_announcement(key);
    }
}

#[test]
fn a_change_in_one_tab_appears_in_the_other() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (one, two) = (start(&store, &mirror), start(&store, &mirror));
    mark(one);
    deliver(two);
    assert_eq!(two.diary.spots().get_untracked().level(calf()), Some(Level::Moderate));
    two.diary.start_run();
    deliver(one);
    assert!(one.diary.is_running().get_untracked());
    one.diary.discard();
    one.diary.log();
    deliver(two);
    assert_eq!((two.diary.open().get_untracked(), two.diary.count()), (None, 1));
    two.preferences.change(|settings| settings.mirror = true);
    deliver(one);
    assert!(one.preferences.get_untracked().mirror);
    let id = one.diary.past().with_untracked(|past| past[0].id.clone());
    one.diary.delete(&id);
    deliver(two);
    assert_eq!(two.diary.count(), 0);
}

#[test]
fn both_changes_of_one_run_are_kept() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let one = start(&store, &mirror);
    mark(one);
    let two = start(&store, &mirror);
    let neck = Region::from_id("neck").unwrap();
    one.diary.set_level(Moment::Before, calf(), Some(Level::Severe));
    // The second tab does not know of that yet.
    two.diary.set_level(Moment::Before, neck, Some(Level::Mild));
    deliver(one);
    for tab in [one, two] {
        let spots = tab.diary.spots().get_untracked();
        assert_eq!((spots.level(calf()), spots.level(neck)), (Some(Level::Severe), Some(Level::Mild)));
    }
}

#[test]
fn a_second_open_run_waits_among_the_past_ones() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (one, two) = (start(&store, &mirror), start(&store, &mirror));
    mark(one);
    pass(SECOND);
    mark(two);
    let mine = one.diary.open().get_untracked().unwrap().id;
    deliver(one);
    assert_eq!(one.diary.open().get_untracked().unwrap().id, mine);
    assert_eq!(one.diary.count(), 2);
}

#[test]
fn a_newer_build_in_another_tab_makes_this_one_read_only() {
    let store = Memory::default();
    let state = start_at(&store, "#/body");
    state.vault.attach(Ok(Rc::new(MemoryMirror::default())));
    mark(state);
    state.vault.on_storage_event("tightspot:run:b", Some(seal(SCHEMA + 1, 1, "{}")));
    assert!(!state.vault.may_change());
    state.diary.start_run();
    assert!(!state.diary.is_running().get_untracked());
}

#[test]
fn an_erase_in_another_tab_empties_this_one() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (one, two) = (start(&store, &mirror), start(&store, &mirror));
    mark(one);
    deliver(two);
    assert_eq!(two.diary.count(), 1);
    two.vault.erase();
    two.diary.forget();
    deliver(one);
    assert_eq!(one.diary.count(), 0);
}
