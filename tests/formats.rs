//! The formats of records: each released schema can be read.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::*;
use tightspot::domain::run::Run;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{KeyValue, Reading, Records, read};

#[test]
fn records_of_the_first_schema_are_read_and_written_as_the_second() {
    let fixtures = [
        ("tightspot:run:19ecea2db40-00000007", include_str!("fixtures/schema-1/run.json")),
        ("tightspot:settings", include_str!("fixtures/schema-1/settings.json")),
    ];
    let (store, mirror) = (Memory::default(), MemoryMirror::default());
    for (key, text) in fixtures {
        store.set(key, text.trim_end()).unwrap();
    }
    let (mut records, runs, damaged) = start(&store, &mirror);
    assert_eq!((runs.len(), damaged), (1, 0));
    assert_eq!(runs[0].spots.len(), 2);
    records.save(&runs[0], at(NOW)).unwrap();
    let text = store.content()["tightspot:run:19ecea2db40-00000007"].clone();
    assert!(text.starts_with(r#"{"schema":2,"rev":6,"sum":""#), "{text}");
    assert_eq!(read::<Run>(&text), Reading::Found { rev: 6, data: runs[0].clone() });
    assert!(text.contains(r#""weather":{"wind":3}"#), "unknown fields are lost");
}

/// Every type, as it was first released in the second schema.
#[test]
fn records_of_the_second_schema_are_read_as_they_are() {
    let fixtures = [
        ("run:19ecea2db40-00000007", include_str!("fixtures/schema-2/run.json")),
        ("massage:19ecea2db40-0000000a", include_str!("fixtures/schema-2/massage.json")),
        ("care:19ecea2db40-0000000b", include_str!("fixtures/schema-2/race.json")),
        ("care:19ecea2db40-0000000c", include_str!("fixtures/schema-2/appointment.json")),
        ("care:19ecea2db40-0000000d", include_str!("fixtures/schema-2/homework.json")),
        ("settings", include_str!("fixtures/schema-2/settings.json")),
    ];
    let store = Memory::default();
    for (name, text) in fixtures {
        store.set(&["tightspot:", name].concat(), text.trim_end()).unwrap();
    }
    let before = store.content();
    let mut loaded = Records::new(store.clone()).load(at(NOW));
    loaded.care.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!((loaded.runs.len(), loaded.massages.len(), loaded.care.len(), loaded.damaged), (1, 1, 3, 0));
    assert_eq!(loaded.runs[0].distance.unwrap().metres(), 8200);
    let [race, appointment, homework] = &loaded.care[..] else { panic!() };
    assert_eq!(race.race().unwrap().day.iso(), "2026-06-27");
    assert_eq!(appointment.appointment().unwrap().said.as_str(), "Left calf much looser.");
    assert!(homework.homework().unwrap().is_paused);
    assert_eq!(loaded.settings.unwrap().brief.line.as_str(), "Old ankle sprain.");
    // Reading changes nothing.
    assert_eq!(store.content(), before);
}
