//! Records: every way a store or a text can fail.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::*;
use serde_json::{Value, json};
use tightspot::domain::body::level::Level;
use tightspot::domain::body::region::Region;
use tightspot::domain::run::Run;
use tightspot::domain::settings::Settings;
use tightspot::domain::text::Note;
use tightspot::storage::memory::Memory;
use tightspot::storage::{Key, Reading, Records, SCHEMA, StoreError, encode, read, seal};

/// Returns a record with a part of its data replaced, and a checksum that fits.
fn resealed(text: &str, from: &str, to: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap();
    let data = text.split_once("\"data\":").unwrap().1;
    assert!(data.contains(from), "{from} is not in {data}");
    seal(SCHEMA, value["rev"].as_u64().unwrap(), &data[..data.len() - 1].replace(from, to))
}

#[test]
fn found_damaged_and_newer_records_are_distinguished() {
    let whole = encode(&run("a"), None);
    assert!(matches!(read::<Run>(&whole), Reading::Found { rev: 1, .. }));
    for damaged in
        ["", "null", "{}", "[]", &whole[..whole.len() - 1], &whole.replace("\"rev\":1", "\"rev\":-1")]
    {
        assert_eq!(read::<Run>(damaged), Reading::Damaged, "{damaged}");
    }
    for schema in [0, 1, 3] {
        let other = whole.replace("\"schema\":2", &format!("\"schema\":{schema}"));
        assert_eq!(read::<Run>(&other), Reading::Damaged, "the checksum is of another schema");
    }
    assert_eq!(read::<Run>(&seal(9, 1, "\"anything\"")), Reading::Newer(9));
    assert_eq!(read::<Run>(r#"{"schema":9,"rev":1,"data":"anything"}"#), Reading::Damaged, "no checksum");
    // Impossible states do not load: a run of three days, a level 4.
    let mut back = run("a");
    back.start(at(NOW)).unwrap();
    back.finish(at(NOW + 60_000)).unwrap();
    let three_days = resealed(&encode(&back, None), "\"took\":60", "\"took\":259200");
    assert_eq!(read::<Run>(&three_days), Reading::Damaged);
    assert_eq!(read::<Run>(&resealed(&whole, "\"level\":2", "\"level\":4")), Reading::Damaged);
}

#[test]
fn fields_of_a_newer_build_survive_a_change_of_the_others() {
    let mut old: Value = serde_json::from_str(&encode(&run("a"), None)).unwrap();
    old["data"]["weather"] = json!({"wind": 3});
    old["data"]["spots"]["calf-l"]["pressure"] = json!(4);
    let old = seal(SCHEMA, 1, &old["data"].to_string());
    let Reading::Found { data: mut changed, .. } = read::<Run>(&old) else { panic!("not read") };
    changed.spots.set_level(Region::from_id("calf-l").unwrap(), Some(Level::Severe));
    let new: Value = serde_json::from_str(&encode(&changed, Some(&old))).unwrap();
    assert_eq!(new["data"]["weather"], json!({"wind": 3}));
    assert_eq!(new["data"]["spots"]["calf-l"]["pressure"], json!(4));
    assert_eq!(new["data"]["spots"]["calf-l"]["level"], json!(3));
    assert_eq!(new["rev"], json!(2));
    // Unknown fields of a spot are removed with the spot.
    changed.spots.set_level(Region::from_id("calf-l").unwrap(), None);
    let new: Value = serde_json::from_str(&encode(&changed, Some(&old))).unwrap();
    assert_eq!(new["data"]["spots"], Value::Null);
}

#[test]
fn saved_records_load_again() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.save(&run("a"), at(NOW)).unwrap();
    records.save(&Settings { mirror: true, ..Settings::default() }, at(NOW)).unwrap();
    let loaded = Records::new(store).load(at(NOW));
    assert_eq!(loaded.runs, [run("a")]);
    assert!(loaded.settings.unwrap().mirror);
    assert_eq!((loaded.damaged, loaded.problem), (0, None));
}

#[test]
fn a_removed_run_comes_back_byte_for_byte() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.save(&run("a"), at(NOW)).unwrap();
    let before = store.content();
    let (text, result) = records.remove(&key(&run("a")), at(NOW));
    assert_eq!(result, Ok(()));
    // Until a mirror knows of the deletion, there is a tombstone.
    assert_eq!(store.content().into_keys().collect::<Vec<_>>(), ["tightspot:gone:run:a"]);
    records.put_back(&key(&run("a")), text.unwrap()).unwrap();
    assert_eq!(store.content(), before);
}

#[test]
fn one_damaged_record_among_a_hundred_is_quarantined_verbatim() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    for number in 0..100 {
        let run = run(&format!("run-{number}"));
        records.save(&run, at(NOW)).unwrap();
    }
    let torn = r#"{"schema":1,"rev":2,"data":{"id":"run-42","#;
    store.set("tightspot:run:run-42", torn).unwrap();
    let mut records = Records::new(store.clone());
    let loaded = records.load(at(NOW));
    assert_eq!((loaded.runs.len(), loaded.damaged, loaded.problem), (99, 1, None));
    let quarantined = records.quarantined();
    assert_eq!(
        (quarantined[0].name.as_str(), quarantined[0].text.as_str()),
        ("run:run-42:1781583240000", torn)
    );
    assert_eq!(store.get("tightspot:run:run-42"), Ok(None));
    // The next start finds no damage, and the text is still in quarantine and part of a copy.
    let mut records = Records::new(store);
    assert_eq!(records.load(at(NOW + 5)).damaged, 0);
    assert_eq!(records.quarantined().len(), 1);
    let copy: Value = serde_json::from_str(&records.copy(at(NOW))).unwrap();
    assert_eq!(copy["set_aside"]["run:run-42:1781583240000"], json!(torn));
    assert_eq!(copy["records"].as_object().unwrap().len(), 99);
}

#[test]
fn a_damaged_record_stays_in_place_if_there_is_no_room_to_quarantine_it() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    store.set("tightspot:run:x", "torn").unwrap();
    store.limit_to(Some(store.used()));
    let loaded = Records::new(store.clone()).load(at(NOW));
    assert_eq!((loaded.damaged, loaded.problem), (1, Some(StoreError::Full)));
    assert_eq!(store.get("tightspot:run:x"), Ok(Some("torn".to_owned())));
}

#[test]
fn a_record_under_the_wrong_key_is_damaged() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    store.set("tightspot:run:b", &encode(&run("a"), None)).unwrap();
    let loaded = Records::new(store).load(at(NOW));
    assert_eq!((loaded.runs.len(), loaded.damaged), (0, 1));
}

#[test]
fn damaged_settings_are_quarantined_before_they_are_overwritten() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.load(at(NOW));
    // Something else damages them while the app is open.
    store.set("tightspot:settings", "{torn").unwrap();
    records.save(&Settings::default(), at(NOW)).unwrap();
    assert_eq!(records.quarantined()[0].text, "{torn");
    assert!(store.get("tightspot:settings").unwrap().unwrap().contains("\"rev\":1"));
}

#[test]
fn data_of_a_newer_build_is_left_alone() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let newer = seal(SCHEMA + 1, 1, r#"{"id":"n","mood":"fine"}"#);
    store.set("tightspot:run:n", &newer).unwrap();
    store.set("tightspot:run:torn", "torn").unwrap();
    let before = store.content();
    let mut records = Records::new(store.clone());
    assert_eq!(records.load(at(NOW)).problem, Some(StoreError::Newer));
    assert_eq!(records.save(&run("a"), at(NOW)), Err(StoreError::Newer));
    assert_eq!(records.remove(&Key::of(&Settings::default()), at(NOW)), (None, Err(StoreError::Newer)));
    assert_eq!(records.put_back(&Key::of(&Settings::default()), String::new()), Err(StoreError::Newer));
    assert_eq!(records.retry(), Ok(()));
    assert_eq!(store.content(), before);
    let copy: Value = serde_json::from_str(&records.copy(at(NOW))).unwrap();
    assert_eq!(copy["records"]["run:n"]["data"]["mood"], json!("fine"));
    assert_eq!(copy["set_aside"]["run:torn"], json!("torn"));
}

#[test]
fn a_newer_build_in_another_tab_stops_the_writes_of_this_one() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.save(&Settings::default(), at(NOW)).unwrap();
    let newer = &seal(SCHEMA + 1, 2, "{}");
    store.set("tightspot:settings", newer).unwrap();
    assert_eq!(records.save(&Settings::default(), at(NOW)), Err(StoreError::Newer));
    assert_eq!(records.save(&run("a"), at(NOW)), Err(StoreError::Newer));
    assert_eq!(&store.get("tightspot:settings").unwrap().unwrap(), newer);
}

#[test]
fn a_full_store_keeps_the_session_in_memory_and_in_copies() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.save(&run("a"), at(NOW)).unwrap();
    store.limit_to(Some(store.used()));
    let mut bigger = run("a");
    bigger.note = Note::clipped("hills");
    assert_eq!(records.save(&bigger, at(NOW)), Err(StoreError::Full));
    assert_eq!(records.save(&run("b"), at(NOW)), Err(StoreError::Full));
    let copy: Value = serde_json::from_str(&records.copy(at(NOW))).unwrap();
    assert_eq!(copy["records"]["run:a"]["data"]["note"], json!("hills"));
    assert_eq!(copy["records"]["run:b"]["rev"], json!(1));
    assert_eq!(records.retry(), Err(StoreError::Full));
    // The store still has the last version that fitted.
    assert_eq!(Records::new(store.clone()).load(at(NOW)).runs, [run("a")]);
    store.limit_to(None);
    assert_eq!(records.retry(), Ok(()));
    assert_eq!(Records::new(store).load(at(NOW)).runs, [bigger, run("b")]);
}

#[test]
fn one_success_writes_everything_that_was_pending() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    store.block(true);
    assert_eq!(records.load(at(NOW)).problem, Some(StoreError::Blocked));
    assert_eq!(records.save(&run("a"), at(NOW)), Err(StoreError::Blocked));
    let (text, removed) = records.remove(&key(&run("a")), at(NOW));
    assert_eq!((text.is_some(), removed), (true, Err(StoreError::Blocked)));
    assert_eq!(records.save(&run("b"), at(NOW)), Err(StoreError::Blocked));
    assert!(records.copy(at(NOW)).contains("run:b"));
    assert!(!records.copy(at(NOW)).contains("run:a"));
    store.block(false);
    assert_eq!(records.save(&run("c"), at(NOW)), Ok(()));
    assert_eq!(Records::new(store).load(at(NOW)).runs, [run("b"), run("c")]);
}

#[test]
fn erasing_leaves_other_apps_alone() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    store.set("other-app", "keep").unwrap();
    store.set("tightspotlight:x", "keep").unwrap();
    store.set("tightspot:run:torn", "torn").unwrap();
    store.set("tightspot:unknown:1", "{}").unwrap();
    let mut records = Records::new(store.clone());
    records.load(at(NOW));
    records.save(&run("a"), at(NOW)).unwrap();
    assert!(records.bytes() > 200);
    records.erase(at(NOW)).unwrap();
    assert_eq!(
        store.content().into_keys().collect::<Vec<_>>(),
        ["other-app", "tightspot:erased", "tightspotlight:x"]
    );
    assert_eq!(records.bytes(), 0);
    store.block(true);
    assert_eq!(records.erase(at(NOW)), Err(StoreError::Blocked));
}

#[test]
fn a_change_of_a_damaged_record_is_kept_even_without_room_to_quarantine_it() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.load(at(NOW));
    store.set("tightspot:settings", "{torn").unwrap();
    store.limit_to(Some(store.used()));
    let flipped = Settings { mirror: true, ..Settings::default() };
    assert_eq!(records.save(&flipped, at(NOW)), Err(StoreError::Full));
    // Neither is lost: the damaged text is in place, and the change is in memory and in copies.
    assert_eq!(store.get("tightspot:settings").unwrap().unwrap(), "{torn");
    let copy: Value = serde_json::from_str(&records.copy(at(NOW))).unwrap();
    assert_eq!(copy["records"]["settings"]["data"]["mirror"], json!(true));
    assert_eq!(copy["set_aside"]["settings:1781583240000"], json!("{torn"));
    store.limit_to(None);
    assert_eq!(records.retry(), Ok(()));
    assert_eq!(records.quarantined()[0].text, "{torn");
    assert_eq!(Records::new(store).load(at(NOW)).settings, Some(flipped));
}

#[test]
fn a_text_that_does_not_fit_does_not_block_one_that_does() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    let mut long = run("a");
    long.note = Note::clipped(&"x".repeat(Note::LIMIT));
    let short = run("b");
    store.limit_to(Some(encode(&short, None).len() + 40));
    assert_eq!(records.save(&long, at(NOW)), Err(StoreError::Full));
    // The error says that not everything is saved, but what fits is in the store.
    assert_eq!(records.save(&short, at(NOW)), Err(StoreError::Full));
    assert_eq!(Records::new(store).load(at(NOW)).runs, [short]);
}

#[test]
fn a_newer_record_of_an_unknown_kind_makes_the_app_read_only_too() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    store.set("tightspot:race:x", &seal(SCHEMA + 1, 1, "{}")).unwrap();
    assert_eq!(Records::new(store.clone()).load(at(NOW)).problem, Some(StoreError::Newer));
    // A record of this schema is left alone, and does not count as damaged.
    store.set("tightspot:race:x", &seal(SCHEMA, 1, "{}")).unwrap();
    let loaded = Records::new(store).load(at(NOW));
    assert_eq!((loaded.problem, loaded.damaged), (None, 0));
}

#[test]
fn a_failed_erase_loses_nothing() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    store.block(true);
    assert_eq!(records.save(&run("a"), at(NOW)), Err(StoreError::Blocked));
    assert_eq!(records.erase(at(NOW)), Err(StoreError::Blocked));
    assert!(records.copy(at(NOW)).contains("run:a"));
}
