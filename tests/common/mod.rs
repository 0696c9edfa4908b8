//! Helpers for the tests of storage.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod fit;

use std::cell::RefCell;
use std::rc::Rc;
use tightspot::domain::body::level::Level;
use tightspot::domain::body::region::{Area, Region};
use tightspot::domain::body::regions::Regions;
use tightspot::domain::care::appointment::{Appointment, Minutes, Technique};
use tightspot::domain::care::homework::{Homework, Obstacle, Rhythm, Went};
use tightspot::domain::care::race::{Class, Race};
use tightspot::domain::care::{Entry, EntryKind};
use tightspot::domain::massage::{Massage, Progress, Tool};
use tightspot::domain::run::{Run, RunId};
use tightspot::domain::text::Text;
use tightspot::domain::time::calendar::Day;
use tightspot::domain::time::instant::Instant;
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{AnyRecord, Change, Changed, Key, Mirror, RecordKind, Records, StoreError, encode};

pub(crate) const NOW: i64 = 1_781_583_240_000;

pub(crate) fn at(ms: i64) -> Instant {
    Instant::new(ms, 120).unwrap()
}

pub(crate) fn run(id: &str) -> Run {
    let mut run = Run::check_in(RunId::parse(id).unwrap(), at(NOW));
    run.spots.set_level(Region::from_id("calf-l").unwrap(), Some(Level::Moderate));
    run
}

pub(crate) fn massage(id: &str) -> Massage {
    let progress = Progress::Done { at: at(NOW), took: 60 };
    Massage { id: RunId::parse(id).unwrap(), area: Area::Calf, side: None, tool: Tool::Ball, progress }
}

pub(crate) fn appointment() -> Appointment {
    Appointment {
        with: Text::clipped("Maya"),
        note: Text::clipped("Bring the shoes"),
        wants_brief: true,
        calendar_files: 1,
        said: Text::clipped("Left calf much looser."),
        areas: Regions::default().toggled(Region::from_id("calf-l").unwrap()),
        ..Appointment::new(at(NOW), Minutes::new(60).unwrap(), Technique::Deep)
    }
}

/// Returns a race, an appointment and a homework.
pub(crate) fn care() -> [Entry; 3] {
    let race = Race {
        name: Text::clipped("Riverside Half"),
        ..Race::new(Day::parse("2026-06-27").unwrap(), Class::Half)
    };
    let mut homework = Homework {
        what: Text::clipped("Side planks"),
        dose: Text::clipped("3 × 30 s each side"),
        rhythm: Rhythm::EveryOtherDay,
        from: Text::clipped("Maya"),
        given: Day::parse("2026-05-25").unwrap(),
        until: Some(Day::parse("2026-06-30").unwrap()),
        ticks: [Day::parse("2026-06-01").unwrap()].into(),
        is_paused: false,
        after_runs: false,
        review: None,
    };
    homework.answer(Went::Didnt(Some(Obstacle::Hurt)), false, Day::parse("2026-06-15").unwrap());
    let entry = |id, kind| Entry { id: RunId::parse(id).unwrap(), kind };
    [
        entry("race", EntryKind::Race(race)),
        entry("appointment", EntryKind::Appointment(appointment())),
        entry("homework", EntryKind::Homework(homework)),
    ]
}

pub(crate) fn key(run: &Run) -> Key {
    Key::of(run)
}

pub(crate) fn store_text(run: &Run) -> String {
    encode(run, None)
}

/// Sends the pending changes to the mirror and handles its answer. Returns whether all of them arrived.
pub(crate) fn send(records: &mut Records, mirror: &MemoryMirror) -> bool {
    let changes = records.take_outbox();
    if changes.is_empty() {
        return true;
    }
    let kept = put(mirror, changes.clone());
    let arrived = kept.is_ok();
    match kept {
        Ok(kept) => _ = records.confirm_mirrored(&changes, kept),
        Err(_) => records.requeue(changes),
    }
    arrived
}

pub(crate) fn put(mirror: &MemoryMirror, changes: Vec<Change>) -> Result<Vec<Option<String>>, StoreError> {
    let answer = Rc::new(RefCell::new(None));
    let on_answer = answer.clone();
    mirror.put(changes, Box::new(move |kept| *on_answer.borrow_mut() = Some(kept)));
    answer.take().expect("answers at once")
}

/// Starts the app: reads localStorage, then compares it with the mirror. Returns the records, the runs, and the number of
/// damaged records that the mirror could not repair.
pub(crate) fn start(store: &Memory, mirror: &MemoryMirror) -> (Records, Vec<Run>, usize) {
    let mut records = Records::new(store.clone());
    let loaded = records.load(at(NOW));
    let mut runs = loaded.runs;
    let repaired = records.compare(mirror.content().into_iter().collect(), at(NOW));
    follow(&mut records, &mut runs);
    send(&mut records, mirror);
    (records, runs, loaded.damaged.saturating_sub(repaired))
}

/// Applies the changes that came from elsewhere to these runs.
pub(crate) fn follow(records: &mut Records, runs: &mut Vec<Run>) {
    for changed in records.take_changed() {
        let (id, run) = match changed {
            Changed::Put(AnyRecord::Run(run)) => (run.id.clone(), Some(*run)),
            Changed::Removed(RecordKind::Run, id) => (id, None),
            _ => continue,
        };
        runs.retain(|other| other.id != id);
        runs.extend(run);
    }
    runs.sort_by(|a, b| a.id.cmp(&b.id));
}
