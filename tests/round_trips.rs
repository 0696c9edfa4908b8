//! Every record reads back as it was written, and no text makes the readers panic.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::*;
use proptest::collection::vec;
use proptest::prelude::*;
use tightspot::content::massage;
use tightspot::content::plan::Ease;
use tightspot::content::recovery::Recovery;
use tightspot::domain::body::level::{Feeling, Level};
use tightspot::domain::body::region::{Area, Region, Side};
use tightspot::domain::body::regions::Regions;
use tightspot::domain::body::spot::{Change, Later};
use tightspot::domain::care::brief::{Pressure, Wishes};
use tightspot::domain::care::ease_week::EaseWeek;
use tightspot::domain::care::race::Legs;
use tightspot::domain::care::{Appointment, Entry, EntryKind, Phase, Technique};
use tightspot::domain::massage::{Massage, Progress, Tool};
use tightspot::domain::recovery::breath::Breath;
use tightspot::domain::recovery::guide::Guide;
use tightspot::domain::recovery::routine::{Routine, Step};
use tightspot::domain::run::distance::{Distance, Units};
use tightspot::domain::run::{Run, RunId, Timing};
use tightspot::domain::settings::LegsUp;
use tightspot::domain::settings::{Settings, Theme};
use tightspot::domain::text::{Note, Text};
use tightspot::domain::time::calendar::Day;
use tightspot::storage::{Reading, encode, read};

/// Any run that the app can make: any spots, then any actions, of which those that are out of turn do nothing.
fn any_run() -> impl Strategy<Value = Run> {
    let spot = (0..44_usize, 0..=3_u8, vec(0..Feeling::ALL.len(), 0..4), ".{0,200}");
    (vec(spot, 0..12), vec((0..12_u8, 0..100_000_000_i64), 0..12), any::<u32>(), ".{0,200}", 0..2_000_000_u32)
        .prop_map(|(spots, actions, unique, note, metres)| {
            let regions: Vec<_> = Region::all().collect();
            let mut run = Run::check_in(RunId::new(at(NOW), unique), at(NOW));
            for (index, level, feelings, note) in spots {
                run.spots.set_level(regions[index], Level::from_number(level));
                run.spots.edit(regions[index], |spot| {
                    spot.feelings = feelings.into_iter().map(|feeling| Feeling::ALL[feeling]).collect();
                    spot.note = Note::clipped(&note);
                    spot.after = [None, Some(Change::Better), Some(Change::Worse)][note.len() % 3];
                    let answer = |is_gone| Some(Later { on: at(NOW).day(), is_gone });
                    spot.later = [None, answer(true), answer(false)][note.len() / 3 % 3];
                });
            }
            run.note = Note::clipped(&note);
            run.is_walk = metres % 2 == 1;
            run.distance = Distance::from_metres(metres);
            if run.distance.is_some_and(|distance| distance.metres() % 3 == 0) {
                run.came_up = run.spots.clone();
            }
            let spots = run.spots.clone();
            run.warm_up.extend(spots.is_empty().then(|| "leg-swing".to_owned()));
            for (action, later) in actions {
                let now = at(NOW + later);
                let step = Step::ALL[usize::from(action) % 4];
                let _ = match action {
                    0 => run.start(now),
                    1 => run.log(),
                    2 => run.unlog(),
                    3 => run.finish(now),
                    4 => run.finish_after(u32::try_from(later / 1000).unwrap(), now),
                    5 => run.recover_without_start(now),
                    6 => run.discard(),
                    7 => run.close(now),
                    8 => run
                        .retell(Timing::entered(now.day(), None, Some(60), now).unwrap(), Routine::default()),
                    _ => Ok(()),
                };
                if let Some(routine) = run.open_routine() {
                    routine.tick(step, Some(now));
                    // There is no guide if every stretch is forbidden.
                    if let Some(guide) = Guide::start(Recovery::new(spots.clone(), 0).stretches(), now) {
                        routine.begin(Step::ALL[(usize::from(action) + 1) % 4], guide);
                    }
                    routine.change_guide(Step::Breathe, |guide| guide.next(now));
                    routine.change_guide(Step::Breathe, |guide| guide.toggle_pause(now));
                    routine.clock_jumped(later);
                    routine.drink(action, now);
                }
            }
            run
        })
}

/// Returns those of the 46 regions whose bit is set.
fn regions(bits: u64) -> Regions {
    let all = Region::all().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
    all.fold(Regions::default(), |set, (_, region)| set.toggled(region))
}

fn any_settings() -> impl Strategy<Value = Settings> {
    (0..3_usize, any::<[bool; 8]>(), any::<u8>()).prop_map(
        |(theme, [miles, buzz, mirror, list, sounds, remind, no_install_hint, offline_told], taps)| {
            Settings {
                theme: [Theme::Auto, Theme::Light, Theme::Dark][theme],
                units: if miles { Units::Miles } else { Units::Kilometres },
                buzz,
                mirror,
                list,
                sounds,
                screen_off: buzz,
                on_silent: mirror,
                remind,
                legs_up: [None, Some(LegsUp::Wall), Some(LegsUp::Chair)][theme],
                breath: Breath::new(u32::from(taps % 9) + 2, 10, u32::from(taps % 10) + 1).unwrap(),
                copied: u32::from(taps),
                brief: Wishes {
                    asked: regions(u64::from(taps) << theme),
                    left_out: regions(u64::from(taps) << 30),
                    pressure: [None, Some(Pressure::Light), Some(Pressure::Firm)][theme],
                    health: Text::clipped(&"ü ".repeat(usize::from(taps))),
                    line: Text::clipped(&"é ".repeat(usize::from(taps))),
                },
                phase: [None, Some(Phase::Building), Some(Phase::Maintaining)][theme],
                no_massages: list,
                ease_week: mirror.then(|| EaseWeek {
                    area: Area::ALL[theme + 7],
                    side: list.then_some(Side::Left),
                    since: at(NOW).day(),
                }),
                lacks: Tool::ALL[theme..].to_vec(),
                massage_checked: miles,
                start_asked: remind.then(|| (at(NOW).day(), Region::all().nth(theme).unwrap())),
                start_asked_newer: list.then(|| (at(NOW).day(), Region::all().nth(theme + 15).unwrap())),
                no_install_hint,
                offline_told,
                taps,
            }
        },
    )
}

// Together these are over a hundred thousand round trips.
proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// The same goes for the run after each of forty more changes.
    #[test]
    fn every_run_reads_back_as_written(run in any_run(), changes in vec((0..46_usize, 0..=3_u8), 40)) {
        let regions: Vec<_> = Region::all().collect();
        let (mut run, mut text) = (run, None);
        for (rev, (index, level)) in (1..).zip(changes) {
            text = Some(encode(&run, text.as_deref()));
            let back = read::<Run>(text.as_deref().unwrap_or_default());
            prop_assert_eq!(back, Reading::Found { rev, data: run.clone() });
            run.spots.set_level(regions[index], Level::from_number(level));
            run.note = Note::clipped(&[run.note.as_str(), &regions[index].id()].concat());
        }
    }

    #[test]
    fn no_text_at_all_makes_the_reader_panic(text in ".{0,300}") {
        prop_assert_eq!(read::<Run>(&text), Reading::Damaged);
    }

    #[test]
    fn any_truncated_record_is_damaged(run in any_run(), cut in any::<prop::sample::Index>()) {
        let text = encode(&run, None);
        let mut end = cut.index(text.len());
        while !text.is_char_boundary(end) { end -= 1; }
        prop_assert_eq!(read::<Run>(&text[..end]), Reading::Damaged);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 33_000, ..ProptestConfig::default() })]

    #[test]
    fn every_massage_reads_back_as_written(index in 0..massage::ALL.len(), later in 0_i64..500_000, ends in any::<bool>()) {
        let guide = &massage::ALL[index];
        let progress = Progress::UnderWay(Guide::start(Ease::whole(guide, guide.tools[0], None, None).exercises(), at(NOW)).unwrap());
        let id = RunId::new(at(NOW), 1);
        let mut record = Massage { id, area: guide.area, side: None, tool: guide.tools[0], progress };
        record.change_guide(|guide| guide.pause(at(NOW + later)));
        if ends {
            record.finish(at(NOW + later));
        }
        prop_assert_eq!(read::<Massage>(&encode(&record, None)), Reading::Found { rev: 1, data: record });
    }

    #[test]
    fn every_entry_of_care_reads_back_as_written(
        index in 0..3_usize, words in ".{0,60}", said in "(.|\n){0,300}", later in 0_i64..100_000_000_000, bits in any::<u64>(),
    ) {
        let mut entry = care()[index].clone();
        match &mut entry.kind {
            EntryKind::Race(race) => {
                race.name = Text::clipped(&words);
                race.is_for_fun = bits % 2 == 0;
                race.legs = [None, Some(Legs::Heavy), Some(Legs::Unsaid)][usize::try_from(bits % 3).unwrap()];
                race.is_followed_up = bits % 5 == 0;
            }
            EntryKind::Appointment(visit) => *visit = Appointment {
                with: Text::clipped(&words),
                said: Text::clipped(&said),
                at: at(NOW + later),
                is_cancelled: bits % 2 == 0,
                technique: Technique::ALL[usize::try_from(bits % 7).unwrap()],
                is_for_injury: bits % 3 == 0,
                change: Text::clipped(&words),
                areas: regions(bits),
                ..visit.clone()
            },
            EntryKind::Homework(homework) => {
                homework.what = Text::clipped(&words);
                for days in 0..bits % 40 {
                    homework.toggle(homework.given.plus(days * 3));
                }
                homework.until = None;
            }
        }
        prop_assert_eq!(read::<Entry>(&encode(&entry, None)), Reading::Found { rev: 1, data: entry });
    }

    #[test]
    fn all_settings_read_back_as_written(settings in any_settings()) {
        prop_assert_eq!(read::<Settings>(&encode(&settings, None)), Reading::Found { rev: 1, data: settings });
    }

    #[test]
    fn every_day_of_four_centuries_reads_back(days in 0..157_000_i64) {
        let day = at(0).plus(days * 86_400_000).day();
        prop_assert_eq!(Day::parse(&day.iso()), Some(day));
        prop_assert!((0..7).contains(&day.days_since(day.monday())));
    }
}
