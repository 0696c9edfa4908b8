//! Several tabs on one journal, with a mirror and without.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::*;
use proptest::prelude::*;
use tightspot::domain::body::level::Level;
use tightspot::domain::body::region::Region;
use tightspot::domain::run::{Run, RunId};
use tightspot::domain::text::Note;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{AnyRecord, Change, Changed, KeyValue, Reading, RecordKind, Records, encode, read};

#[test]
fn without_a_mirror_tabs_sync_through_local_storage() {
    let store = Memory::default();
    let (mut first, mut second) = (Records::new(store.clone()), Records::new(store.clone()));
    first.load(at(NOW));
    second.load(at(NOW));
    first.save(&run("a"), at(NOW)).unwrap();
    let text = store.get("tightspot:run:a").unwrap();
    second.on_storage_event("tightspot:run:a", text).unwrap();
    assert_eq!(second.take_changed(), [Changed::Put(AnyRecord::Run(Box::new(run("a"))))]);
    // Both change it before either change reaches the other tab: the second save keeps both.
    let (mut mine, mut theirs) = (run("a"), run("a"));
    mine.spots.set_level(Region::from_id("neck").unwrap(), Some(Level::Mild));
    theirs.note = Note::clipped("hills");
    first.save(&mine, at(NOW)).unwrap();
    second.save(&theirs, at(NOW)).unwrap();
    let Reading::Found { data, .. } = read::<Run>(&store.get("tightspot:run:a").unwrap().unwrap()) else {
        panic!()
    };
    assert_eq!((data.spots.len(), data.note.as_str()), (2, "hills"));
    second.on_storage_event("tightspot:run:a", None).unwrap();
    assert!(matches!(second.take_changed().last(), Some(Changed::Removed(RecordKind::Run, _))));
    second.on_storage_event("another:app", Some("x".to_owned())).unwrap();
}

/// A tab and the run that it shows.
struct Tab {
    records: Records,
    run: Run,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Three tabs change the same run in any order, each its own spots. The changes reach the other tabs late, or only at
    /// the end: all tabs end with the same run, and no change is lost.
    #[test]
    fn tabs_that_change_the_same_run_lose_nothing(steps in proptest::collection::vec((0_usize..3, 0_usize..4, 0_u8..3), 1..300)) {
        let areas = ["calf-l", "calf-r", "quad-l", "quad-r", "shin-l", "shin-r", "knee-l", "knee-r", "heel-l", "heel-r", "arch-l", "arch-r"];
        let (store, mirror) = (Memory::default(), MemoryMirror::default());
        let (mut first, ..) = start(&store, &mirror);
        let blank = Run::check_in(RunId::parse("a").unwrap(), at(NOW));
        first.save(&blank, at(NOW)).unwrap();
        send(&mut first, &mirror);
        let mut tabs: Vec<Tab> = (0..3).map(|_| { let (records, mut runs, _) = start(&store, &mirror); Tab { records, run: runs.remove(0) } }).collect();
        let mut expected = blank;
        for (tab, area, action) in steps {
            let region = Region::from_id(areas[tab * 4 + area]).unwrap();
            let Tab { records, run } = &mut tabs[tab];
            match action {
                0 => {
                    let level = Level::after_tap(run.spots.level(region));
                    run.spots.set_level(region, level);
                    expected.spots.set_level(region, level);
                    records.save(run, at(NOW)).unwrap();
                }
                1 => _ = send(records, &mirror),
                _ => _ = records.on_mirror_change("tightspot:run:a", mirror.content().get("tightspot:run:a").cloned()),
            }
            adopt(&mut tabs[tab]);
        }
        for _ in 0..2 {
            for tab in &mut tabs {
                send(&mut tab.records, &mirror);
                tab.records.on_mirror_change("tightspot:run:a", mirror.content().get("tightspot:run:a").cloned()).unwrap();
                adopt(tab);
            }
        }
        let levels = |run: &Run| run.spots.regions().map(|region| (region, run.spots.level(region))).collect::<Vec<_>>();
        for tab in &tabs {
            prop_assert_eq!(levels(&tab.run), levels(&expected));
        }
        prop_assert_eq!(store.content(), mirror.content());
    }

    #[test]
    fn no_text_makes_a_merge_or_a_comparison_panic(texts in proptest::collection::vec(".{0,80}", 3)) {
        let (store, mirror) = (Memory::default(), MemoryMirror::default());
        store.set("tightspot:run:a", &texts[0]).unwrap();
        mirror.set("tightspot:run:a", &texts[1]);
        mirror.set("tightspot:odd", &texts[2]);
        start(&store, &mirror);
        let mine = encode(&run("a"), None);
        let change = Change { key: "tightspot:run:a".to_owned(), base: Some(texts[0].clone()), text: Some(mine) };
        put(&mirror, vec![change]).unwrap();
    }
}

fn adopt(tab: &mut Tab) {
    for changed in tab.records.take_changed() {
        if let Changed::Put(AnyRecord::Run(run)) = changed {
            tab.run = *run;
        }
    }
}
