//! Records: round trips of every type, and every way a store or a text can fail.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tightspot::content::{massage, plan};
use tightspot::domain::breath::Breath;
use tightspot::domain::calendar::Day;
use tightspot::domain::distance::{Distance, Units};
use tightspot::domain::guide::Guide;
use tightspot::domain::instant::Instant;
use tightspot::domain::level::{Feeling, Level};
use tightspot::domain::massage::{Massage, Progress};
use tightspot::domain::note::Note;
use tightspot::domain::region::Region;
use tightspot::domain::routine::{Routine, Step};
use tightspot::domain::run::{Outing, Run, RunId};
use tightspot::domain::settings::LegsUp;
use tightspot::domain::settings::{Settings, Theme};
use tightspot::domain::spots::Change;
use tightspot::storage::memory::Memory;
use tightspot::storage::{Key, Reading, Records, SCHEMA, StoreError, encode, read, seal};

fn at(ms: i64) -> Instant {
    Instant::new(ms, 120).unwrap()
}

const NOW: i64 = 1_781_583_240_000;

fn run(id: &str) -> Run {
    let mut run = Run::check_in(RunId::parse(id).unwrap(), at(NOW));
    run.spots.set_level(Region::from_id("calf-l").unwrap(), Some(Level::Moderate));
    run
}

fn key(run: &Run) -> Key {
    Key::Run(run.id.clone())
}

/// Any run that the app can make: any spots, then any verbs, of which those that are out of turn do nothing.
fn any_run() -> impl Strategy<Value = Run> {
    let spot = (0..44_usize, 0..=3_u8, vec(0..4_usize, 0..4), ".{0,200}");
    (vec(spot, 0..12), vec((0..12_u8, 0..100_000_000_i64), 0..12), any::<u32>(), ".{0,200}", 0..2_000_000_u32)
        .prop_map(|(spots, verbs, unique, note, metres)| {
            let regions: Vec<_> = Region::all().collect();
            let mut run = Run::check_in(RunId::new(at(NOW), unique), at(NOW));
            for (place, level, feelings, note) in spots {
                run.spots.set_level(regions[place], Level::from_number(level));
                run.spots.edit(regions[place], |spot| {
                    spot.feelings = feelings.into_iter().map(|feeling| Feeling::ALL[feeling]).collect();
                    spot.note = Note::clipped(&note);
                    spot.after = [None, Some(Change::Better), Some(Change::Worse)][note.len() % 3];
                });
            }
            run.note = Note::clipped(&note);
            run.distance = Distance::from_metres(metres);
            let spots = run.spots.clone();
            run.warm_up.extend(spots.is_empty().then(|| "leg-swing".to_owned()));
            for (verb, later) in verbs {
                let now = at(NOW + later);
                let step = Step::ALL[usize::from(verb) % 4];
                let _ = match verb {
                    0 => run.start(now),
                    1 => run.log(),
                    2 => run.unlog(),
                    3 => run.finish(now),
                    4 => run.finish_after(u32::try_from(later / 1000).unwrap(), now),
                    5 => run.recover_without_start(now),
                    6 => run.discard(),
                    7 => run.close(now),
                    8 => {
                        run.retell(Outing::told(now.day(), None, Some(60), now).unwrap(), Routine::default())
                    }
                    _ => Ok(()),
                };
                if let Some(routine) = run.open_routine() {
                    routine.tick(step, Some(now));
                    // None where every stretch is forbidden.
                    if let Some(guide) = Guide::start(plan::stretches(&spots), now) {
                        routine.begin(Step::ALL[(usize::from(verb) + 1) % 4], guide);
                    }
                    routine.change_guide(Step::Breathe, |guide| guide.next(now));
                    routine.change_guide(Step::Breathe, |guide| guide.toggle_pause(now));
                    routine.clock_jumped(later);
                    routine.drink(verb, now);
                }
            }
            run
        })
}

fn any_settings() -> impl Strategy<Value = Settings> {
    (0..3_usize, any::<[bool; 6]>(), any::<u8>()).prop_map(
        |(theme, [miles, buzz, mirror, list, sounds, remind], taps)| Settings {
            theme: [Theme::Auto, Theme::Light, Theme::Dark][theme],
            units: if miles { Units::Miles } else { Units::Kilometres },
            buzz,
            mirror,
            list,
            sounds,
            remind,
            legs_up: [None, Some(LegsUp::Wall), Some(LegsUp::Chair)][theme],
            breath: Breath::new(u32::from(taps % 9) + 2, 10, u32::from(taps % 10) + 1).unwrap(),
            copied: u32::from(taps),
            taps,
        },
    )
}

proptest! {
    #[test]
    fn every_run_comes_back_as_it_went(run in any_run()) {
        let text = encode(&run, None);
        prop_assert_eq!(read::<Run>(&text), Reading::Found { rev: 1, data: run.clone() });
        let again = encode(&run, Some(&text));
        prop_assert_eq!(read::<Run>(&again), Reading::Found { rev: 2, data: run });
    }

    #[test]
    fn every_massage_comes_back_as_it_went(place in 0..massage::ALL.len(), later in 0_i64..500_000, ends in any::<bool>()) {
        let guide = &massage::ALL[place];
        let progress = Progress::UnderWay(Guide::start(plan::self_massage(guide), at(NOW)).unwrap());
        let id = RunId::new(at(NOW), 1);
        let mut one = Massage { id, area: guide.area, side: None, tool: guide.tools[0], progress };
        one.change_guide(|guide| guide.pause(at(NOW + later)));
        if ends {
            one.finish(at(NOW + later));
        }
        prop_assert_eq!(read::<Massage>(&encode(&one, None)), Reading::Found { rev: 1, data: one });
    }

    #[test]
    fn all_settings_come_back_as_they_went(settings in any_settings()) {
        prop_assert_eq!(read::<Settings>(&encode(&settings, None)), Reading::Found { rev: 1, data: settings });
    }

    #[test]
    fn no_text_at_all_makes_the_reader_panic(text in ".{0,300}") {
        prop_assert_eq!(read::<Run>(&text), Reading::Damaged);
    }

    #[test]
    fn any_cut_of_a_record_is_damaged(run in any_run(), cut in any::<prop::sample::Index>()) {
        let text = encode(&run, None);
        let mut end = cut.index(text.len());
        while !text.is_char_boundary(end) { end -= 1; }
        prop_assert_eq!(read::<Run>(&text[..end]), Reading::Damaged);
    }

    #[test]
    fn every_day_of_four_centuries_comes_back(days in 0..157_000_i64) {
        let day = at(0).plus(days * 86_400_000).day();
        prop_assert_eq!(Day::parse(&day.iso()), Some(day));
        prop_assert!((0..7).contains(&day.days_since(day.monday())));
    }
}

/// The record with something else in its data, and a sum that fits.
fn resealed(text: &str, from: &str, to: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap();
    let data = text.split_once("\"data\":").unwrap().1;
    assert!(data.contains(from), "{from} is not in {data}");
    seal(SCHEMA, value["rev"].as_u64().unwrap(), &data[..data.len() - 1].replace(from, to))
}

#[test]
fn absent_found_damaged_and_newer_are_told_apart() {
    let whole = encode(&run("a"), None);
    assert!(matches!(read::<Run>(&whole), Reading::Found { rev: 1, .. }));
    for damaged in
        ["", "null", "{}", "[]", &whole[..whole.len() - 1], &whole.replace("\"rev\":1", "\"rev\":-1")]
    {
        assert_eq!(read::<Run>(damaged), Reading::Damaged, "{damaged}");
    }
    for schema in [0, 1, 3] {
        let other = whole.replace("\"schema\":2", &format!("\"schema\":{schema}"));
        assert_eq!(read::<Run>(&other), Reading::Damaged, "the sum is of another schema");
    }
    assert_eq!(read::<Run>(&seal(9, 1, "\"anything\"")), Reading::Newer(9));
    assert_eq!(read::<Run>(r#"{"schema":9,"rev":1,"data":"anything"}"#), Reading::Damaged, "no sum");
    // Nonsense states do not load: a run of three days, a level 4.
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
    // What belonged to a spot goes with it.
    changed.spots.set_level(Region::from_id("calf-l").unwrap(), None);
    let new: Value = serde_json::from_str(&encode(&changed, Some(&old))).unwrap();
    assert_eq!(new["data"]["spots"], Value::Null);
}

#[test]
fn what_is_saved_is_found_again() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.save(&key(&run("a")), &run("a"), at(NOW)).unwrap();
    records.save(&Key::Settings, &Settings { mirror: true, ..Settings::default() }, at(NOW)).unwrap();
    let loaded = Records::new(store).load(at(NOW));
    assert_eq!(loaded.runs, [run("a")]);
    assert!(loaded.settings.unwrap().mirror);
    assert_eq!((loaded.damaged, loaded.problem), (0, None));
}

#[test]
fn a_removed_run_comes_back_byte_for_byte() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.save(&key(&run("a")), &run("a"), at(NOW)).unwrap();
    let before = store.content();
    let (text, result) = records.remove(&key(&run("a")), at(NOW));
    assert_eq!(result, Ok(()));
    // Until a mirror knows of it, only the deletion is remembered.
    assert_eq!(store.content().into_keys().collect::<Vec<_>>(), ["tightspot:gone:run:a"]);
    records.put_back(&key(&run("a")), text.unwrap()).unwrap();
    assert_eq!(store.content(), before);
}

#[test]
fn one_damaged_record_among_a_hundred_is_set_aside_verbatim() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    for number in 0..100 {
        let run = run(&format!("run-{number}"));
        records.save(&key(&run), &run, at(NOW)).unwrap();
    }
    let torn = r#"{"schema":1,"rev":2,"data":{"id":"run-42","#;
    store.set("tightspot:run:run-42", torn).unwrap();
    let mut records = Records::new(store.clone());
    let loaded = records.load(at(NOW));
    assert_eq!((loaded.runs.len(), loaded.damaged, loaded.problem), (99, 1, None));
    let aside = records.aside();
    assert_eq!((aside[0].name.as_str(), aside[0].text.as_str()), ("run:run-42:1781583240000", torn));
    assert_eq!(store.get("tightspot:run:run-42"), Ok(None));
    // The next start finds nothing wrong, and the text is still there and part of a copy.
    let mut records = Records::new(store);
    assert_eq!(records.load(at(NOW + 5)).damaged, 0);
    assert_eq!(records.aside().len(), 1);
    let copy: Value = serde_json::from_str(&records.copy(at(NOW))).unwrap();
    assert_eq!(copy["set_aside"]["run:run-42:1781583240000"], json!(torn));
    assert_eq!(copy["records"].as_object().unwrap().len(), 99);
}

#[test]
fn a_damaged_record_stays_where_it_is_if_there_is_no_room_to_set_it_aside() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    store.set("tightspot:run:x", "torn").unwrap();
    store.limit_to(Some(store.used()));
    let loaded = Records::new(store.clone()).load(at(NOW));
    assert_eq!((loaded.damaged, loaded.problem), (1, Some(StoreError::Full)));
    assert_eq!(store.get("tightspot:run:x"), Ok(Some("torn".to_owned())));
}

#[test]
fn a_record_under_the_wrong_key_is_no_record() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    store.set("tightspot:run:b", &encode(&run("a"), None)).unwrap();
    let loaded = Records::new(store).load(at(NOW));
    assert_eq!((loaded.runs.len(), loaded.damaged), (0, 1));
}

#[test]
fn damaged_settings_are_set_aside_before_they_are_written_over() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.load(at(NOW));
    // Damaged by another hand while the app is open.
    store.set("tightspot:settings", "{torn").unwrap();
    records.save(&Key::Settings, &Settings::default(), at(NOW)).unwrap();
    assert_eq!(records.aside()[0].text, "{torn");
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
    assert_eq!(records.save(&key(&run("a")), &run("a"), at(NOW)), Err(StoreError::Newer));
    assert_eq!(records.remove(&Key::Settings, at(NOW)), (None, Err(StoreError::Newer)));
    assert_eq!(records.put_back(&Key::Settings, String::new()), Err(StoreError::Newer));
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
    records.save(&Key::Settings, &Settings::default(), at(NOW)).unwrap();
    let newer = &seal(SCHEMA + 1, 2, "{}");
    store.set("tightspot:settings", newer).unwrap();
    assert_eq!(records.save(&Key::Settings, &Settings::default(), at(NOW)), Err(StoreError::Newer));
    assert_eq!(records.save(&key(&run("a")), &run("a"), at(NOW)), Err(StoreError::Newer));
    assert_eq!(&store.get("tightspot:settings").unwrap().unwrap(), newer);
}

#[test]
fn a_full_store_keeps_the_session_in_memory_and_in_copies() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.save(&key(&run("a")), &run("a"), at(NOW)).unwrap();
    store.limit_to(Some(store.used()));
    let mut bigger = run("a");
    bigger.note = Note::clipped("hills");
    assert_eq!(records.save(&key(&bigger), &bigger, at(NOW)), Err(StoreError::Full));
    assert_eq!(records.save(&key(&run("b")), &run("b"), at(NOW)), Err(StoreError::Full));
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
fn one_success_writes_all_that_waited_and_only_then_is_it_saved() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    store.block(true);
    assert_eq!(records.load(at(NOW)).problem, Some(StoreError::Blocked));
    assert_eq!(records.save(&key(&run("a")), &run("a"), at(NOW)), Err(StoreError::Blocked));
    let (text, removed) = records.remove(&key(&run("a")), at(NOW));
    assert_eq!((text.is_some(), removed), (true, Err(StoreError::Blocked)));
    assert_eq!(records.save(&key(&run("b")), &run("b"), at(NOW)), Err(StoreError::Blocked));
    assert!(records.copy(at(NOW)).contains("run:b"));
    assert!(!records.copy(at(NOW)).contains("run:a"));
    store.block(false);
    assert_eq!(records.save(&key(&run("c")), &run("c"), at(NOW)), Ok(()));
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
    records.save(&key(&run("a")), &run("a"), at(NOW)).unwrap();
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
fn what_is_changed_over_a_damaged_record_is_kept_even_without_room_to_set_it_aside() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    records.load(at(NOW));
    store.set("tightspot:settings", "{torn").unwrap();
    store.limit_to(Some(store.used()));
    let mirrored = Settings { mirror: true, ..Settings::default() };
    assert_eq!(records.save(&Key::Settings, &mirrored, at(NOW)), Err(StoreError::Full));
    // Neither is lost: the damaged text is where it was, the change is in memory and in copies.
    assert_eq!(store.get("tightspot:settings").unwrap().unwrap(), "{torn");
    let copy: Value = serde_json::from_str(&records.copy(at(NOW))).unwrap();
    assert_eq!(copy["records"]["settings"]["data"]["mirror"], json!(true));
    assert_eq!(copy["set_aside"]["settings:1781583240000"], json!("{torn"));
    store.limit_to(None);
    assert_eq!(records.retry(), Ok(()));
    assert_eq!(records.aside()[0].text, "{torn");
    assert_eq!(Records::new(store).load(at(NOW)).settings, Some(mirrored));
}

#[test]
fn a_text_that_does_not_fit_does_not_hold_up_one_that_does() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    let mut long = run("a");
    long.note = Note::clipped(&"x".repeat(Note::LIMIT));
    let short = run("b");
    store.limit_to(Some(encode(&short, None).len() + 40));
    assert_eq!(records.save(&key(&long), &long, at(NOW)), Err(StoreError::Full));
    // Not all is saved, and it is said; but what fits is in the store.
    assert_eq!(records.save(&key(&short), &short, at(NOW)), Err(StoreError::Full));
    assert_eq!(Records::new(store).load(at(NOW)).runs, [short]);
}

#[test]
fn a_newer_record_of_an_unknown_kind_makes_the_app_read_only_too() {
    use tightspot::storage::KeyValue;
    let store = Memory::default();
    store.set("tightspot:race:x", &seal(SCHEMA + 1, 1, "{}")).unwrap();
    assert_eq!(Records::new(store.clone()).load(at(NOW)).problem, Some(StoreError::Newer));
    // One of this schema is left alone, and is no damage.
    store.set("tightspot:race:x", &seal(SCHEMA, 1, "{}")).unwrap();
    let loaded = Records::new(store).load(at(NOW));
    assert_eq!((loaded.problem, loaded.damaged), (None, 0));
}

#[test]
fn erasing_what_cannot_be_reached_loses_nothing() {
    let store = Memory::default();
    let mut records = Records::new(store.clone());
    store.block(true);
    assert_eq!(records.save(&key(&run("a")), &run("a"), at(NOW)), Err(StoreError::Blocked));
    assert_eq!(records.erase(at(NOW)), Err(StoreError::Blocked));
    assert!(records.copy(at(NOW)).contains("run:a"));
}
