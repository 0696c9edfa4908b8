//! Copies: saved, restored whole or not at all, undone; and files that are not copies.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::*;
use proptest::prelude::*;
use tightspot::domain::run::Run;
use tightspot::domain::run::distance::Units;
use tightspot::domain::settings::{Settings, Theme};
use tightspot::domain::text::Note;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{BadCopy, LARGEST_COPY, Prefer, Records, StoreError, made};

/// Returns a copy of these runs and of changed settings.
fn copy_of(runs: &[Run]) -> String {
    let mut records = Records::new(Memory::default());
    records.load(at(NOW));
    for run in runs {
        records.save(run, at(NOW)).unwrap();
    }
    records.save(&Settings { mirror: true, ..Settings::default() }, at(NOW)).unwrap();
    records.copy(at(NOW))
}

#[test]
fn a_copy_restores_what_is_missing_or_newer_and_undo_reverts_it() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    let mut later = run("b");
    later.note = Note::clipped("from the copy");
    let copy = {
        let mut records = Records::new(Memory::default());
        records.load(at(NOW));
        for run in [&run("a"), &run("b"), &later, &run("c")] {
            records.save(run, at(NOW)).unwrap();
        }
        records.copy(at(NOW))
    };
    // On this phone b is older, c is the same, and d is not in the copy.
    for run in [run("b"), run("c"), run("d")] {
        records.save(&run, at(NOW)).unwrap();
    }
    send(&mut records, &mirror);
    let before = store.content();
    let plan = records.plan_restore(&copy, Prefer::Newer).unwrap();
    assert_eq!(
        (plan.runs, plan.added, plan.replaced.len(), plan.kept, plan.others, plan.unreadable),
        (3, 1, 1, 2, 0, 0)
    );
    assert_eq!(store.content(), before, "the plan changed something");
    let undo = records.restore(&plan, at(NOW)).unwrap();
    let mut runs = vec![run("b"), run("c"), run("d")];
    follow(&mut records, &mut runs);
    assert_eq!(runs, [run("a"), later.clone(), run("c"), run("d")]);
    send(&mut records, &mirror);
    assert_eq!(start(&Memory::default(), &mirror).1, [run("a"), later, run("c"), run("d")]);
    assert!(
        records.plan_restore(&copy, Prefer::Newer).unwrap().is_empty(),
        "there is something to restore twice"
    );
    records.undo_restore(&undo, at(NOW)).unwrap();
    follow(&mut records, &mut runs);
    assert_eq!(runs, [run("b"), run("c"), run("d")]);
    send(&mut records, &mirror);
    assert_eq!(start(&Memory::default(), &mirror).1, [run("b"), run("c"), run("d")]);
    // If not all of it fits, nothing changes.
    let before = start(&store, &mirror).1;
    store.limit_to(Some(store.used() + 20));
    let plan = records.plan_restore(&copy_of(&[run("x"), run("y")]), Prefer::Newer).unwrap();
    assert_eq!(records.restore(&plan, at(NOW)), Err(StoreError::Full));
    let mut runs = before.clone();
    follow(&mut records, &mut runs);
    assert_eq!(runs, before);
    assert!(!store.content().keys().any(|key| key.ends_with(":x") || key.ends_with(":y")));
    // A deleted run that is in the copy comes back, although it has a tombstone.
    store.limit_to(None);
    records.remove(&key(&run("c")), at(NOW)).1.unwrap();
    send(&mut records, &mirror);
    let plan = records.plan_restore(&copy, Prefer::Newer).unwrap();
    records.restore(&plan, at(NOW)).unwrap();
    send(&mut records, &mirror);
    assert!(start(&Memory::default(), &mirror).1.contains(&run("c")));
}

#[test]
fn foreign_cut_off_hostile_and_newer_files_change_nothing_and_say_why() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (records, ..) = start(&store, &mirror);
    let copy = copy_of(&[run("a")]);
    let deep = [r#"{"app":"tightspot","records":"#, &"[".repeat(40_000)].concat();
    for (text, bad) in [
        (String::new(), BadCopy::Foreign),
        ("{}".to_owned(), BadCopy::Foreign),
        ("\u{feff}run,distance\n".to_owned(), BadCopy::Foreign),
        (r#"{"app":"another"}"#.to_owned(), BadCopy::Foreign),
        (deep, BadCopy::Foreign),
        (copy[..copy.len() - 3].to_owned(), BadCopy::Damaged),
        (copy.replace("\"records\":{", "\"records\":[{"), BadCopy::Damaged),
        (copy.replace("\"copy\":1", "\"copy\":2"), BadCopy::Newer),
        (copy.replace("\"copy\":1,\"schema\":2", "\"copy\":1,\"schema\":3"), BadCopy::Newer),
        (" ".repeat(LARGEST_COPY + 1), BadCopy::TooLarge),
    ] {
        assert_eq!(records.plan_restore(&text, Prefer::Newer), Err(bad), "{}", &text[..text.len().min(60)]);
    }
    // Entries that are not records are skipped and counted.
    let odd = copy
        .replace("\"level\":2", "\"level\":3")
        .replace("\"run:a\"", "\"run:a\":{\"schema\":1},\"constructor\":1,\"run:a\"");
    let plan = records.plan_restore(&odd, Prefer::Newer);
    assert!(
        matches!(plan, Err(BadCopy::Damaged))
            || plan.is_ok_and(|plan| plan.added == 0 && plan.unreadable > 0)
    );
    assert!(store.content().is_empty());
}

proptest! {
    #[test]
    fn any_truncated_copy_is_refused(cut in any::<prop::sample::Index>()) {
        let copy = copy_of(&[run("a"), run("b")]);
        let mut end = cut.index(copy.len());
        while !copy.is_char_boundary(end) { end -= 1; }
        let records = Records::new(Memory::default());
        prop_assert!(records.plan_restore(&copy[..end], Prefer::Newer).is_err());
    }

    #[test]
    fn a_copy_with_any_flipped_bit_restores_nothing_wrong(at_byte in any::<prop::sample::Index>(), bit in 0_u8..7) {
        let copy = copy_of(&[run("a"), run("b")]);
        let mut bytes = copy.clone().into_bytes();
        let index = at_byte.index(bytes.len());
        bytes[index] ^= 1 << bit;
        let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
        let store = Memory::default();
        let mut records = Records::new(store.clone());
        records.load(at(NOW));
        if let Ok(plan) = records.plan_restore(&text, Prefer::Newer) {
            records.restore(&plan, at(NOW)).unwrap();
            let loaded = Records::new(store).load(at(NOW));
            prop_assert_eq!(loaded.damaged, 0);
            for found in loaded.runs {
                prop_assert_eq!(&found, &run(found.id.as_str()));
            }
        }
    }
}

#[test]
fn a_snapshot_restores_everything_in_it_as_it_was() {
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    let (mut records, ..) = start(&store, &mirror);
    for run in [run("a"), run("b"), run("c")] {
        records.save(&run, at(NOW)).unwrap();
    }
    send(&mut records, &mirror);
    let snapshot = records.copy(at(NOW));
    assert_eq!(made(&snapshot), Some(at(NOW)));
    let mut later = run("a");
    for note in ["one", "two", "three"] {
        later.note = Note::clipped(note);
        records.save(&later, at(NOW)).unwrap();
    }
    records.remove(&key(&run("b")), at(NOW)).1.unwrap();
    records.save(&run("d"), at(NOW)).unwrap();
    send(&mut records, &mirror);
    // As a copy it adds only the deleted run, because nothing in it is newer.
    let plan = records.plan_restore(&snapshot, Prefer::Newer).unwrap();
    assert_eq!((plan.added, plan.replaced.len(), plan.kept), (1, 0, 3));
    let plan = records.plan_restore(&snapshot, Prefer::Copy).unwrap();
    assert_eq!((plan.added, plan.replaced.len(), plan.kept), (1, 1, 2));
    let undo = records.restore(&plan, at(NOW)).unwrap();
    send(&mut records, &mirror);
    let restored = [run("a"), run("b"), run("c"), run("d")];
    for (store, mirror) in [(store.clone(), MemoryMirror::default()), (Memory::default(), mirror.clone())] {
        assert_eq!(start(&store, &mirror).1, restored);
    }
    assert_eq!(start(&store, &mirror).1, restored);
    assert!(records.plan_restore(&snapshot, Prefer::Copy).unwrap().is_empty());
    records.undo_restore(&undo, at(NOW)).unwrap();
    send(&mut records, &mirror);
    assert_eq!(start(&store, &mirror).1, [later, run("c"), run("d")]);
    assert_eq!(made("{}"), None);
}

/// Checks the settings after a copy is restored, and the kinds of records that the plan names as replaced and as kept.
#[track_caller]
fn settings_after(copy: &Settings, here: &[Settings], expected: &Settings, replaced: &[&str], kept: &[&str]) {
    let copy = {
        let mut records = Records::new(Memory::default());
        records.load(at(NOW));
        records.save(copy, at(NOW)).unwrap();
        records.copy(at(NOW))
    };
    let mut records = Records::new(Memory::default());
    records.load(at(NOW));
    for here in here {
        records.save(here, at(NOW)).unwrap();
    }
    let plan = records.plan_restore(&copy, Prefer::Newer).unwrap();
    assert_eq!((plan.other_kinds.as_slice(), plan.kept_kinds.as_slice()), (replaced, kept));
    records.restore(&plan, at(NOW)).unwrap();
    assert_eq!(records.load(at(NOW)).settings.as_ref(), Some(expected));
}

#[test]
fn a_new_phone_takes_over_the_settings_however_many_taps_it_counted() {
    let new = Settings::default();
    let old_phone = Settings { units: Units::Miles, theme: Theme::Dark, taps: 4, ..new.clone() };
    let taps = [1, 2, 3, 4].map(|taps| Settings { taps, ..new.clone() });
    settings_after(&old_phone, &taps, &old_phone, &["Settings"], &[]);
    // What was changed on this phone stays, and the rest comes from the copy.
    let here = Settings { theme: Theme::Light, taps: 1, ..new.clone() };
    let both = Settings { units: Units::Miles, theme: Theme::Light, taps: 1, ..new.clone() };
    settings_after(&old_phone, std::slice::from_ref(&here), &both, &["Settings"], &[]);
    // Nothing in the copy was ever changed.
    settings_after(&new, std::slice::from_ref(&here), &here, &[], &["Settings"]);
    settings_after(&here, std::slice::from_ref(&here), &here, &[], &["Settings"]);
}
