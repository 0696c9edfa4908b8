//! Reads any bytes as a record in either store, as the other side of a merge, and as a copy to restore.
//! Nothing may panic, and every record that was read must be the same after it is written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tightspot::domain::care::Entry;
use tightspot::domain::time::instant::Instant;
use tightspot::domain::massage::Massage;
use tightspot::domain::run::Run;
use tightspot::domain::settings::Settings;
use tightspot::storage::memory::Memory;
use tightspot::storage::{Change, KeyValue, Prefer, Reading, Records, SCHEMA, encode, resolve, read, seal};

const RUN: &str = "tightspot:run:a";

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let now = Instant::new(1_781_583_240_000, 120).unwrap();
    // As a whole record, and as the data of a record with a valid checksum, which fuzzing would not find.
    for text in [text, &seal(SCHEMA, 1, text)] {
        round_trips::<Run>(text);
        round_trips::<Massage>(text);
        round_trips::<Entry>(text);
        round_trips::<Settings>(text);
        let change = Change { key: RUN.to_owned(), base: None, text: Some(text.to_owned()) };
        let theirs = seal(SCHEMA, 2, r#"{"id":"a"}"#);
        resolve(&change, Some(&theirs));
        let store = Memory::default();
        store.set(RUN, text).unwrap();
        let mut records = Records::new(store.clone());
        let loaded = records.load(now);
        records.compare(vec![(RUN.to_owned(), theirs), ("tightspot:settings".to_owned(), text.to_owned())], now);
        assert!(loaded.runs.len() + loaded.damaged <= 1);
    }
    let copy = [r#"{"app":"tightspot","copy":1,"schema":2,"made":{"ms":0,"offset":0},"records":"#, text, "}"].concat();
    for copy in [text, &copy] {
        let store = Memory::default();
        let mut records = Records::new(store.clone());
        if let Ok(plan) = records.plan_restore(copy, Prefer::Newer) {
            records.restore(&plan, now).unwrap();
            let loaded = Records::new(store).load(now);
            assert_eq!((loaded.damaged, loaded.runs.len()), (0, plan.added));
        }
    }
});

fn round_trips<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    if let Reading::Found { rev, data } = read::<T>(text) {
        let written = encode(&data, Some(text));
        assert_eq!(read::<T>(&written), Reading::Found { rev: rev.saturating_add(1), data });
    }
}
