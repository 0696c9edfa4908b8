//! Two stores: nothing is lost, whatever fails.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::*;
use tightspot::domain::body::level::Level;
use tightspot::domain::body::region::Region;
use tightspot::domain::run::Run;
use tightspot::domain::settings::Settings;
use tightspot::domain::text::Note;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{KeyValue, Mirror, Prefer, Records, SCHEMA, StoreError, seal};

#[test]
fn each_store_is_refilled_from_the_other() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    for run in [run("a"), run("b")] {
        records.save(&run, at(NOW)).unwrap();
    }
    assert!(!records.is_mirrored());
    assert!(send(&mut records, &mirror) && records.is_mirrored());
    assert_eq!(store.content(), mirror.content());
    let before = store.content();
    let empty = Memory::default();
    assert_eq!(start(&empty, &mirror).1, [run("a"), run("b")]);
    assert_eq!(empty.content(), before);
    let none = MemoryMirror::default();
    assert_eq!(start(&store, &none).1, [run("a"), run("b")]);
    assert_eq!(none.content(), before);
}

#[test]
fn a_kill_that_drops_the_last_writes_of_local_storage_loses_nothing() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    let flushed = Memory::default();
    for (key, text) in store.content() {
        flushed.set(&key, &text).unwrap();
    }
    let mut later = run("a");
    later.note = Note::clipped("hills");
    records.save(&later, at(NOW)).unwrap();
    records.save(&run("b"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    let (_, runs, damaged) = start(&flushed, &mirror);
    assert_eq!((runs, damaged), (vec![later, run("b")], 0));
    assert_eq!(flushed.content(), mirror.content());
}

#[test]
fn a_deleted_run_stays_deleted_and_undo_restores_it() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    let lost = Memory::default();
    lost.set("tightspot:run:a", &store.content()["tightspot:run:a"]).unwrap();
    let (text, _) = records.remove(&key(&run("a")), at(NOW));
    send(&mut records, &mirror);
    // localStorage still has the record: its removal was not on the disk yet.
    let (_, runs, _) = start(&lost, &mirror);
    assert!(runs.is_empty() && lost.content().is_empty());
    records.put_back(&key(&run("a")), text.unwrap()).unwrap();
    send(&mut records, &mirror);
    assert_eq!(start(&Memory::default(), &mirror).1, [run("a")]);
    assert_eq!(start(&store, &mirror).1, [run("a")]);
    // After a month the tombstone is removed.
    records.remove(&key(&run("a")), at(NOW)).1.unwrap();
    send(&mut records, &mirror);
    assert_eq!(mirror.content().len(), 1);
    let mut records = Records::new(Memory::default());
    records.load(at(NOW));
    let later = at(NOW + 31 * 24 * 3_600_000);
    records.compare(mirror.content().into_iter().collect(), later);
    send(&mut records, &mirror);
    assert!(mirror.content().is_empty());
}

#[test]
fn a_run_that_is_deleted_without_the_mirror_stays_deleted() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    // The mirror refuses the deletion, or takes it; then the app is closed.
    for refuses in [true, false] {
        mirror.fail_every(usize::from(refuses));
        let mut records = Records::new(store.clone());
        records.load(at(NOW));
        records.remove(&key(&run("a")), at(NOW)).1.unwrap();
        assert!(!send(&mut records, &mirror) || !refuses);
        mirror.fail_every(0);
        let (_, runs, _) = start(&store, &mirror);
        assert!(runs.is_empty(), "it came back");
        assert_eq!(start(&Memory::default(), &mirror).1, []);
        let mut records = Records::new(store.clone());
        records.load(at(NOW));
        records.save(&run("a"), at(NOW)).unwrap();
        send(&mut records, &mirror);
        assert_eq!(start(&store, &mirror).1, [run("a")]);
    }
}

#[test]
fn an_undone_deletion_leaves_no_tombstone() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    let copy = records.copy(at(NOW));
    mirror.fail_every(1);
    records.remove(&key(&run("a")), at(NOW)).1.unwrap();
    send(&mut records, &mirror);
    mirror.fail_every(0);
    // The next start restores it from a copy before the mirror knows of the deletion.
    let mut records = Records::new(store.clone());
    records.load(at(NOW));
    let plan = records.plan_restore(&copy, Prefer::Newer).unwrap();
    records.restore(&plan, at(NOW)).unwrap();
    send(&mut records, &mirror);
    assert!(!store.content().keys().any(|key| key.starts_with("tightspot:gone:")));
    for _ in 0..2 {
        assert_eq!(start(&store, &mirror).1, [run("a")]);
        assert_eq!(start(&Memory::default(), &mirror).1, [run("a")]);
    }
}

#[test]
fn a_run_that_is_deleted_before_the_mirror_answers_stays_deleted() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    let mut records = Records::new(store.clone());
    records.load(at(NOW));
    records.remove(&key(&run("a")), at(NOW)).1.unwrap();
    records.save(&run("b"), at(NOW)).unwrap();
    records.compare(mirror.content().into_iter().collect(), at(NOW));
    assert_eq!(records.take_changed(), []);
    send(&mut records, &mirror);
    assert_eq!(start(&store, &mirror).1, [run("b")]);
    assert_eq!(start(&Memory::default(), &mirror).1, [run("b")]);
}

#[test]
fn a_run_that_is_deleted_before_a_late_mirror_opens_stays_deleted() {
    for is_restored in [false, true] {
        let (store, mirror) = (Memory::default(), MemoryMirror::default());
        let (mut records, ..) = start(&store, &mirror);
        records.save(&run("a"), at(NOW)).unwrap();
        send(&mut records, &mirror);
        let copy = records.copy(at(NOW));
        // The app has stopped waiting for the mirror when it opens.
        let mut records = Records::new(store.clone());
        records.load(at(NOW));
        records.remove(&key(&run("a")), at(NOW)).1.unwrap();
        if is_restored {
            let plan = records.plan_restore(&copy, Prefer::Newer).unwrap();
            records.restore(&plan, at(NOW)).unwrap();
        }
        records.drop_outbox();
        records.compare(mirror.content().into_iter().collect(), at(NOW));
        send(&mut records, &mirror);
        let expected: &[Run] = if is_restored { &[run("a")] } else { &[] };
        for _ in 0..3 {
            assert_eq!(start(&store, &mirror).1, expected);
            assert_eq!(start(&Memory::default(), &mirror).1, expected);
        }
    }
}

#[test]
fn a_tombstone_stays_until_the_mirror_knows_of_the_deletion() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    let sent = records.take_outbox();
    records.remove(&key(&run("a")), at(NOW)).1.unwrap();
    // The mirror has the record, and the app is killed before the deletion reaches the mirror.
    let kept: Vec<_> = sent.iter().map(|change| change.text.clone()).collect();
    for change in &sent {
        mirror.set(&change.key, change.text.as_ref().unwrap());
    }
    records.confirm_mirrored(&sent, kept).unwrap();
    assert!(start(&store, &mirror).1.is_empty());
}

#[test]
fn changes_of_one_record_that_the_mirror_refused_arrive_in_order() {
    for refused in 1..6 {
        let (store, mirror) = (Memory::default(), MemoryMirror::default());
        let (mut records, ..) = start(&store, &mirror);
        let mut run = run("a");
        records.save(&run, at(NOW)).unwrap();
        send(&mut records, &mirror);
        let steps: [fn(&mut Run); 4] = [
            |run| run.spots.set_level(Region::from_id("calf-l").unwrap(), Some(Level::Severe)),
            |run| run.start(at(NOW)).unwrap(),
            |run| run.finish(at(NOW + 60_000)).unwrap(),
            |run| run.close(at(NOW + 70_000)).unwrap(),
        ];
        mirror.fail_every(1);
        for (index, step) in steps.into_iter().enumerate() {
            step(&mut run);
            records.save(&run, at(NOW)).unwrap();
            // Every two changes go to the mirror together.
            if index % 2 == 1 {
                mirror.fail_every(usize::from(index < refused));
                send(&mut records, &mirror);
            }
        }
        mirror.fail_every(0);
        for _ in 0..3 {
            send(&mut records, &mirror);
        }
        assert!(records.is_mirrored());
        assert_eq!(start(&Memory::default(), &mirror).1, [run.clone()]);
        assert_eq!(start(&store, &MemoryMirror::default()).1, [run]);
    }
}

#[test]
fn erased_records_do_not_come_back() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    let lost = Memory::default();
    for (key, text) in store.content() {
        lost.set(&key, &text).unwrap();
    }
    let rest = records.erase(at(NOW + 5)).unwrap();
    mirror.erase(rest, Box::new(|result| result.unwrap()));
    let (mut records, runs, _) = start(&lost, &mirror);
    assert!(runs.is_empty());
    assert_eq!(lost.content().into_keys().collect::<Vec<_>>(), ["tightspot:erased"]);
    // The mirror was not available during the erase: it is erased at the next start.
    let (stale, behind) = (Memory::default(), MemoryMirror::default());
    stale.set("tightspot:erased", &(NOW + 5).to_string()).unwrap();
    behind.set("tightspot:run:a", &store_text(&run("a")));
    assert!(start(&stale, &behind).1.is_empty());
    assert_eq!(behind.content().into_keys().collect::<Vec<_>>(), ["tightspot:erased"]);
    // A change after the erase wins over what was erased.
    let (stale, behind) = (Memory::default(), MemoryMirror::default());
    stale.set("tightspot:erased", &(NOW + 5).to_string()).unwrap();
    behind.set("tightspot:run:a", &store_text(&run("a")));
    let mut after = Records::new(stale.clone());
    after.load(at(NOW));
    let mut noted = run("a");
    noted.note = Note::clipped("new");
    after.save(&noted, at(NOW)).unwrap();
    after.compare(behind.content().into_iter().collect(), at(NOW));
    send(&mut after, &behind);
    assert_eq!(start(&stale, &behind).1, [noted]);
    // Erased once more, by a clock that was set back.
    let mut again = Records::new(stale);
    again.load(at(NOW));
    assert_eq!(again.erase(at(NOW - 9)).unwrap().text, Some((NOW + 6).to_string()));
    // Records from after the erase are kept.
    records.save(&run("b"), at(NOW + 9)).unwrap();
    send(&mut records, &mirror);
    assert_eq!(start(&lost, &mirror).1, [run("b")]);
}

#[test]
fn every_flipped_bit_and_every_cut_of_every_kind_is_repaired_from_the_other_store() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    records.save(&run("a"), at(NOW)).unwrap();
    records.save(&massage("m"), at(NOW)).unwrap();
    for entry in care() {
        records.save(&entry, at(NOW)).unwrap();
    }
    records.save(&Settings::default(), at(NOW)).unwrap();
    send(&mut records, &mirror);
    let whole = store.content();
    for (damaged_key, text) in &whole {
        let cuts = (0..text.len()).filter_map(|end| text.get(..end).map(str::to_owned));
        let flipped = (0..text.len()).flat_map(|byte| {
            [1_u8, 0x20, 0x80].into_iter().filter_map(move |bit| {
                let mut bytes = text.clone().into_bytes();
                bytes[byte] ^= bit;
                String::from_utf8(bytes).ok()
            })
        });
        for damaged in cuts.chain(flipped) {
            for in_the_mirror in [false, true] {
                let (store, mirror) = (Memory::default(), MemoryMirror::default());
                for (key, text) in &whole {
                    store
                        .set(key, if key == damaged_key && !in_the_mirror { &damaged } else { text })
                        .unwrap();
                    mirror.set(key, if key == damaged_key && in_the_mirror { &damaged } else { text });
                }
                let (records, runs, unrepaired) = start(&store, &mirror);
                assert_eq!((runs, unrepaired), (vec![run("a")], 0), "{damaged}");
                for (key, text) in &whole {
                    assert_eq!((&store.content()[key], &mirror.content()[key]), (text, text), "{damaged}");
                }
                let quarantined: Vec<String> =
                    records.quarantined().into_iter().map(|entry| entry.text).collect();
                assert_eq!(quarantined, [damaged.as_str()]);
            }
        }
    }
}

#[test]
fn failing_calls_of_either_store_lose_nothing_and_are_noticed_at_once() {
    for k in 1..=200 {
        for fails in [(k, 0), (0, k), (k, k)] {
            let (store, mirror) = (Memory::default(), MemoryMirror::default());
            let (mut records, ..) = start(&store, &mirror);
            store.fail_every(fails.0);
            mirror.fail_every(fails.1);
            let mut expected = vec![];
            for number in 0..12 {
                let run = run(&format!("run-{number:02}"));
                let saved = records.save(&run, at(NOW));
                let is_confirmed = send(&mut records, &mirror);
                // A failure is reported by the call in which it happens.
                assert_eq!(records.is_mirrored(), is_confirmed);
                let is_stored = store.content().contains_key(&format!("tightspot:run:{}", run.id.as_str()));
                assert!(is_stored || saved.is_err(), "reported as saved, but not stored");
                expected.push(run);
            }
            store.fail_every(0);
            mirror.fail_every(0);
            records.retry().unwrap();
            assert!(send(&mut records, &mirror) && records.is_mirrored());
            assert_eq!(start(&store, &MemoryMirror::default()).1, expected);
            assert_eq!(start(&Memory::default(), &mirror).1, expected);
        }
    }
}

#[test]
fn a_newer_build_in_the_mirror_makes_this_one_read_only() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    mirror.set("tightspot:run:n", &seal(SCHEMA + 1, 4, "{}"));
    let (mut records, ..) = start(&store, &mirror);
    assert_eq!(records.save(&run("a"), at(NOW)), Err(StoreError::Newer));
    let (mut records, ..) = start(&Memory::default(), &MemoryMirror::default());
    let newer = seal(SCHEMA + 1, 4, "{}");
    assert_eq!(records.on_storage_event("tightspot:run:a", Some(newer.clone())), Err(StoreError::Newer));
    assert_eq!(records.save(&run("a"), at(NOW)), Err(StoreError::Newer));
    let (mut records, ..) = start(&Memory::default(), &MemoryMirror::default());
    assert_eq!(records.on_mirror_change("tightspot:run:a", Some(newer)), Err(StoreError::Newer));
    assert_eq!(records.save(&run("a"), at(NOW)), Err(StoreError::Newer));
}

#[test]
fn the_changes_of_one_action_reach_the_mirror_all_or_none() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    let mut others = Records::new(Memory::default());
    others.load(at(NOW));
    for number in 0..50 {
        let run = run(&format!("run-{number}"));
        others.save(&run, at(NOW)).unwrap();
    }
    let plan = records.plan_restore(&others.copy(at(NOW)), Prefer::Newer).unwrap();
    records.restore(&plan, at(NOW)).unwrap();
    mirror.fail_every(1);
    assert!(!send(&mut records, &mirror) && mirror.content().is_empty());
    mirror.fail_every(0);
    let changes = records.take_outbox();
    assert_eq!(changes.len(), 50);
    // While they are in flight, nothing else is sent.
    records.save(&run("late"), at(NOW)).unwrap();
    assert_eq!(records.take_outbox(), []);
    let kept = put(&mirror, changes.clone()).unwrap();
    records.confirm_mirrored(&changes, kept).unwrap();
    assert!(send(&mut records, &mirror));
    assert_eq!(mirror.content(), store.content());
}
