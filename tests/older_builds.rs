//! Builds from before the back of the knee, the technique "active" and the answers after a race: they read the records of this
//! build, and what they do not know survives their changes. Each `Old…` type is a record as those builds know it.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{NOW, appointment, at, care, run};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use tightspot::domain::body::level::Level;
use tightspot::domain::body::region::{Area, Region, Side};
use tightspot::domain::body::regions::Regions;
use tightspot::domain::care::brief::{Pressure, Wishes};
use tightspot::domain::care::ease_week::EaseWeek;
use tightspot::domain::care::race::Legs;
use tightspot::domain::care::{Appointment, Entry, EntryKind, Race, Technique};
use tightspot::domain::recovery::guide::Guide;
use tightspot::domain::run::{Run, RunId, Timing};
use tightspot::domain::settings::Settings;
use tightspot::domain::text::Text;
use tightspot::storage::{Reading, encode, read};

/// The areas of those builds.
const AREAS: &str = "hip-flexor outer-hip glute it-band quad adductor hamstring knee shin calf achilles ankle foot heel neck \
    shoulder chest ribs abdomen upper-back lower-back toes arch";

/// The id of an area or of a region, if those builds know it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct OldArea(String);

impl<'de> Deserialize<'de> for OldArea {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        let area = id.strip_suffix("-l").or(id.strip_suffix("-r")).unwrap_or(&id);
        let is_known = AREAS.split_whitespace().any(|known| known == area);
        if is_known { Ok(OldArea(id)) } else { Err(D::Error::custom("no such area of the body")) }
    }
}

#[derive(Serialize, Deserialize)]
struct OldRun {
    id: String,
    life: Value,
    #[serde(default)]
    spots: BTreeMap<OldArea, Value>,
    #[serde(default)]
    came_up: BTreeMap<OldArea, Value>,
    #[serde(default)]
    note: String,
}

#[derive(Serialize, Deserialize)]
struct OldExercise {
    area: OldArea,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OldTechnique {
    Deep,
    Light,
    Sports,
    TriggerPoint,
    Myofascial,
    Cupping,
}

#[derive(Serialize, Deserialize)]
struct OldAppointment {
    with: String,
    at: Value,
    length: u16,
    technique: OldTechnique,
    said: String,
    areas: Vec<OldArea>,
}

#[derive(Serialize, Deserialize)]
struct OldRace {
    name: String,
    day: String,
    class: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OldKind {
    Race(OldRace),
    Appointment(OldAppointment),
}

#[derive(Serialize, Deserialize)]
struct OldEntry {
    id: String,
    what: OldKind,
}

#[derive(Serialize, Deserialize)]
struct OldWishes {
    asked: Vec<OldArea>,
    left_out: Vec<OldArea>,
    line: String,
}

#[derive(Serialize, Deserialize)]
struct OldSettings {
    mirror: bool,
    brief: OldWishes,
    start_asked: Option<(String, OldArea)>,
}

/// Lets an older build read a record and change it, and returns it as this build reads it then.
fn changed<Old: Serialize + DeserializeOwned, New>(new: &New, change: impl FnOnce(&mut Old)) -> New
where
    New: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let text = encode(new, None);
    let Reading::Found { data: mut old, .. } = read::<Old>(&text) else { panic!("damaged: {text}") };
    change(&mut old);
    let Reading::Found { data, .. } = read::<New>(&encode(&old, Some(&text))) else { panic!("not read") };
    data
}

fn all_regions() -> Regions {
    Region::all().fold(Regions::default(), Regions::toggled)
}

#[test]
fn a_run_with_every_area_is_read_and_changed() {
    let mut new = run("a");
    for region in Region::all() {
        new.spots.set_level(region, Some(Level::Moderate));
        new.came_up.set_level(region, Some(Level::Mild));
    }
    let back = changed::<OldRun, Run>(&new, |old| old.note = "Hilly".to_owned());
    let mut expected = new.clone();
    expected.note = Text::clipped("Hilly");
    assert_eq!(back, expected);
    // What they clear is cleared, and the rest stays.
    let back = changed::<OldRun, Run>(&new, |old| old.spots.clear());
    let left: Vec<String> = back.spots.regions().map(Region::id).collect();
    assert_eq!(left, ["knee-back-l", "knee-back-r"]);
}

#[test]
fn the_time_without_pauses_survives_what_older_builds_change() {
    let start = at(NOW);
    let timing = Timing::entered(start.day(), Some(start), Some(6634), start.plus(7_000_000)).unwrap();
    let new = Run::recorded(RunId::parse("a").unwrap(), timing.with_moving(Some(1829)));
    let back = changed::<OldRun, Run>(&new, |old| old.note = "Hilly".to_owned());
    assert_eq!(back.timing(), new.timing());
    // They close the routine, which moves the timing to another part of the record.
    let closed = changed::<OldRun, Run>(&new, |old| {
        let back = old.life["back"].clone();
        old.life = serde_json::json!({ "finished": back });
    });
    assert_eq!(closed.timing(), new.timing());
    // A time that they correct to less than that counts.
    let shorter = changed::<OldRun, Run>(&new, |old| old.life["back"]["outing"]["took"] = 1200.into());
    assert_eq!(shorter.timing().and_then(Timing::took), Some(1200));
}

#[test]
fn a_stretch_for_the_back_of_the_knee_is_one_for_the_knee() {
    let mut new = run("a");
    let region = Region::from_id("knee-back-l").unwrap();
    new.spots.set_level(region, Some(Level::Moderate));
    let recovery = tightspot::content::recovery::Recovery::new(new.spots.clone(), 0);
    let stretches = recovery.stretches();
    assert_eq!(stretches[0].area(), Some(Area::KneeBack));
    let text = serde_json::to_string(&stretches[0]).unwrap();
    assert_eq!(serde_json::from_str::<OldExercise>(&text).unwrap().area.0, "knee");
    let guide = Guide::start(stretches, at(NOW)).unwrap();
    let text = serde_json::to_string(&guide).unwrap();
    assert_eq!(serde_json::from_str::<Guide>(&text).unwrap(), guide);
}

#[test]
fn an_appointment_with_every_area_and_each_technique_is_read_and_changed() {
    for technique in Technique::ALL {
        let new = Appointment {
            technique,
            areas: all_regions(),
            is_for_injury: true,
            change: Text::clipped("Fewer hills"),
            ..appointment()
        };
        let entry = Entry { kind: EntryKind::Appointment(new.clone()), ..care()[1].clone() };
        let back = changed::<OldEntry, Entry>(&entry, |old| {
            if let OldKind::Appointment(old) = &mut old.what {
                old.said = "Looser".to_owned();
            }
        });
        let expected = Appointment { said: Text::clipped("Looser"), ..new };
        assert_eq!(back.appointment(), Some(&expected));
    }
}

#[test]
fn an_older_build_may_change_the_technique() {
    let new = Appointment { technique: Technique::Active, ..appointment() };
    let entry = Entry { kind: EntryKind::Appointment(new), ..care()[1].clone() };
    let back = changed::<OldEntry, Entry>(&entry, |old| {
        if let OldKind::Appointment(old) = &mut old.what {
            old.technique = OldTechnique::Light;
        }
    });
    assert_eq!(back.appointment().map(|visit| visit.technique), Some(Technique::Light));
}

#[test]
fn the_answers_after_a_race_survive() {
    let mut entry = care()[0].clone();
    let race = Race { legs: Some(Legs::Light), is_followed_up: true, ..entry.race().unwrap().clone() };
    entry.kind = EntryKind::Race(race.clone());
    let back = changed::<OldEntry, Entry>(&entry, |old| {
        if let OldKind::Race(old) = &mut old.what {
            old.name = "City Half".to_owned();
        }
    });
    assert_eq!(back.race(), Some(&Race { name: Text::clipped("City Half"), ..race }));
}

#[test]
fn the_settings_are_read_and_changed() {
    let new = Settings {
        brief: Wishes {
            asked: all_regions(),
            left_out: all_regions(),
            pressure: Some(Pressure::Medium),
            health: Text::clipped("Blood thinners"),
            line: Text::clipped("Old sprain"),
        },
        no_massages: true,
        ease_week: Some(EaseWeek { area: Area::KneeBack, side: Some(Side::Left), since: at(NOW).day() }),
        start_asked_newer: Some((at(NOW).day(), Region::from_id("knee-back-l").unwrap())),
        ..Settings::default()
    };
    let back = changed::<OldSettings, Settings>(&new, |old| old.mirror = true);
    assert_eq!(back, Settings { mirror: true, ..new });
}
