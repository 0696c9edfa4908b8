use super::massage::Pressure;
use super::plan::{Ease, WarmUpPlan};
use super::recovery::{Amount, LEGS_UP, Recovery, both_at_once};
use super::source::Source;
use super::{massage, plan, stretch, warm_up};
use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::{Area, Region};
use crate::domain::body::spots::TightSpots;
use crate::domain::care::race::Class;
use crate::domain::massage::Tool;
use crate::domain::recovery::guide::Guide;
use crate::domain::recovery::routine::Step;
use crate::domain::settings::{LegsUp, Settings};
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;

const FIGURES: &str = include_str!("../../public/figures.svg");

fn spots(marked: &[(&str, u8, Option<Feeling>)]) -> TightSpots {
    let mut spots = TightSpots::default();
    for &(id, level, feeling) in marked {
        let region = Region::from_id(id).unwrap();
        spots.set_level(region, Level::from_number(level));
        spots.edit(region, |spot| spot.feelings = feeling.into_iter().collect());
    }
    spots
}

fn stretch_ids(spots: &TightSpots) -> Vec<String> {
    ids_on(0, spots)
}

fn recovery(turn: usize, spots: &TightSpots) -> Recovery {
    Recovery::new(spots.clone(), turn)
}

fn ids_on(turn: usize, spots: &TightSpots) -> Vec<String> {
    recovery(turn, spots).stretches().into_iter().map(|exercise| exercise.id).collect()
}

fn warm_up_ids(spots: &TightSpots) -> Vec<&'static str> {
    plan::warm_up(spots).into_iter().map(|planned| planned.warm_up.id).collect()
}

#[test]
fn every_area_has_exercises_or_a_reason_for_none() {
    for kind in Area::ALL {
        let moved = warm_up::ALL.iter().any(|warm_up| warm_up.areas.contains(&kind));
        assert_eq!(moved, kind != Area::Chest, "{kind:?}: the chest drives no move");
        let stretched = stretch::ALL.iter().any(|stretch| stretch.areas.contains(&kind));
        let no_stretch = stretch::NONE.iter().any(|(none, reason)| *none == kind && !reason.is_empty());
        assert!(stretched != no_stretch, "{kind:?}: a stretch or a reason");
        let reason = massage::reason_for_none(kind);
        assert!(
            massage::find(kind).is_some() != reason.is_some_and(|reason| !reason.is_empty()),
            "{kind:?}: ease"
        );
    }
}

#[test]
fn doses_are_within_the_ranges_of_their_sources() {
    assert!((10..=30).contains(&stretch::HOLD));
    assert!((30..=120).contains(&massage::EASE));
    assert!((30..=45).contains(&massage::EASE_SEVERE));
    for guide in &massage::ALL {
        assert!((30..=120).contains(&guide.hold), "{:?}", guide.area);
        let Pressure { aim: (from, to), stop } = guide.pressure;
        assert!(from < to && to <= 4 && to < stop && stop <= 6, "{:?}", guide.area);
        assert!(!guide.tools.is_empty());
    }
    for warm_up in &warm_up::ALL {
        assert!((20..=60).contains(&warm_up.takes), "{}", warm_up.id);
    }
}

#[test]
fn no_bone_joint_neck_or_sole_gets_a_roller() {
    let tender = [
        Area::Shin,
        Area::Knee,
        Area::KneeBack,
        Area::Achilles,
        Area::Ankle,
        Area::Foot,
        Area::Heel,
        Area::Toes,
        Area::Arch,
        Area::Neck,
        Area::Ribs,
        Area::Abdomen,
        Area::LowerBack,
        Area::UpperBack,
    ];
    for kind in tender {
        assert!(massage::find(kind).is_none_or(|guide| !guide.tools.contains(&Tool::Roller)), "{kind:?}");
    }
    for kind in [Area::Neck, Area::Ribs, Area::Shoulder] {
        assert_eq!(massage::find(kind).unwrap().tools, [Tool::Fingers]);
    }
}

#[test]
fn every_figure_exists_and_every_source_is_told() {
    let has = |figure: &str| FIGURES.contains(&format!("<symbol id=\"{figure}\""));
    for warm_up in &warm_up::ALL {
        assert!(has(warm_up.figure), "{}", warm_up.id);
    }
    for stretch in &stretch::ALL {
        assert!(has(stretch.figure), "{}", stretch.id);
    }
    for guide in &massage::ALL {
        let figures = guide.tools.iter().filter_map(|tool| massage::figure(guide.area, *tool));
        assert!(figures.into_iter().all(has), "{:?}", guide.area);
    }
    for figure in ["legs-up", "legs-chair"] {
        assert!(has(figure));
    }
    for source in Source::ARTICLES.into_iter().chain(Source::STUDIES) {
        assert!(!source.title().is_empty() && !source.place().is_empty() && !source.short().is_empty());
        assert!(
            source.link().is_none_or(|link| !link.starts_with("http") && link.contains('/')),
            "{source:?}"
        );
    }
    // A study has a year and an address.
    for study in Source::STUDIES {
        assert!(study.place().contains(", 20") && study.link().is_some(), "{study:?}");
    }
}

#[test]
fn ids_are_unique_and_valid_in_records() {
    let ids: Vec<&str> = warm_up::ALL
        .iter()
        .map(|warm_up| warm_up.id)
        .chain(stretch::ALL.iter().map(|stretch| stretch.id))
        .collect();
    for id in &ids {
        assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{id}");
        assert!(
            id.len() <= 40
                && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'4')
        );
    }
    assert!(stretch::find("calf-wall").is_some() && stretch::find("nothing").is_none());
    assert!(warm_up::find("lunge").is_some() && warm_up::find("nothing").is_none());
}

#[test]
fn every_tool_has_its_own_instructions() {
    for guide in &massage::ALL {
        assert_eq!(massage::how(guide, guide.tools[0]), guide.how);
        for tool in &guide.tools[1..] {
            assert_ne!(massage::how(guide, *tool), guide.how);
        }
    }
}

#[test]
fn stretches_are_in_the_order_of_the_spots_strength() {
    let marked =
        spots(&[("it-band-r", 3, None), ("calf-l", 2, None), ("hip-flexor-l", 2, None), ("quad-r", 1, None)]);
    // Equally strong spots are in reading order.
    assert_eq!(stretch_ids(&marked), ["quad", "hip-flexor", "calf-wall", "figure-4"]);
    let first = &recovery(0, &marked).stretches()[0];
    assert_eq!((first.region().unwrap().id(), first.length()), ("it-band-r".to_owned(), 70));
    // Without spots there are the general four. One spot is filled up to four, without duplicates.
    assert_eq!(stretch_ids(&TightSpots::default()), ["calf-wall", "figure-4", "hamstring", "hip-flexor"]);
    assert_eq!(stretch_ids(&spots(&[("quad-l", 1, None)])), ["quad", "calf-wall", "figure-4", "hamstring"]);
    // Both sides of one area share a stretch. So do the IT band and the quad, and the quad adds none.
    let both =
        spots(&[("calf-l", 1, None), ("calf-r", 3, None), ("it-band-l", 2, None), ("quad-l", 1, None)]);
    assert_eq!(stretch_ids(&both), ["calf-wall", "quad", "figure-4", "hamstring"]);
    assert_eq!(recovery(0, &both).stretches()[0].region().unwrap().id(), "calf-r");
    // Never more than six.
    let all = Region::all().map(|region| (region.id(), 1, None)).collect::<Vec<_>>();
    let all: Vec<_> = all.iter().map(|(id, level, feeling)| (id.as_str(), *level, *feeling)).collect();
    assert_eq!(stretch_ids(&spots(&all)).len(), 6);
}

#[test]
fn what_came_up_on_the_run_is_stretched_first() {
    let marked = spots(&[("quad-r", 3, None), ("calf-l", 1, None)]);
    assert_eq!(stretch_ids(&marked)[..2], ["quad", "calf-wall"]);
    let mut both = recovery(0, &marked);
    both.came_up = spots(&[("calf-l", 1, None)]);
    let ids: Vec<String> = both.stretches().into_iter().map(|exercise| exercise.id).collect();
    assert_eq!(ids[..2], ["calf-wall", "quad"]);
    // What must be left alone stays left alone, wherever it came up.
    both.came_up = spots(&[("calf-l", 1, Some(Feeling::Sharp))]);
    both.advised = both.advised.with_later(&both.came_up);
    assert!(both.stretches().iter().all(|exercise| exercise.area() != Some(Area::Calf)));
}

#[test]
fn stretches_take_turns_and_the_glute_is_always_there() {
    let none = TightSpots::default();
    assert_eq!(ids_on(0, &none), ["calf-wall", "figure-4", "hamstring", "hip-flexor"]);
    assert_eq!(ids_on(1, &none), ["hamstring-strap", "figure-4", "hip-flexor", "quad"]);
    assert_eq!(ids_on(2, &none), ["hip-flexor", "figure-4", "quad", "calf-wall"]);
    assert_eq!(ids_on(3, &none), ["quad", "figure-4", "calf-wall", "hamstring-strap"]);
    assert_eq!(ids_on(4, &none), ids_on(0, &none));
    let back = spots(&[("lower-back-l", 1, None)]);
    assert_eq!((&*ids_on(0, &back)[0], &*ids_on(1, &back)[0]), ("child", "lower-twist"));
}

#[test]
fn a_short_routine_has_two_stretches_and_a_mild_one_short_holds() {
    let marked = spots(&[("shin-r", 1, None), ("hamstring-l", 2, None)]);
    let minutes = |amount: Amount| {
        let recovery = Recovery { amount, ..recovery(0, &marked) };
        (recovery.stretches(), recovery.minutes(Step::Stretch, &Settings::default()))
    };
    let (full, five) = minutes(Amount::Full);
    let (short, three) = minutes(Amount::Short);
    assert_eq!((full.len(), five, short.len(), three), (4, 5, 2, 2));
    assert_eq!(short[..], full[..2], "those for the spots");
    let (mild, _) = minutes(Amount::Mild);
    assert!(mild.len() <= 3 && mild.iter().all(|exercise| exercise.hold == stretch::HOLD_MILD));
    assert!(mild.iter().all(|exercise| exercise.area() != Some(Area::Shin)), "for no spot");
    let two = recovery(0, &marked);
    for (step, minutes) in [(Step::Rehydrate, 0), (Step::LegsUp, 2), (Step::Breathe, 2)] {
        assert_eq!(two.minutes(step, &Settings::default()), minutes, "{step:?}");
    }
}

#[test]
fn exercises_spare_what_must_be_spared() {
    // The other side of a sharp area is spared as well.
    let marked = spots(&[("calf-l", 1, Some(Feeling::Sharp)), ("calf-r", 3, Some(Feeling::Tight))]);
    assert_eq!(stretch_ids(&marked), ["figure-4", "hip-flexor", "quad"]);
    // Exercises that stand, kneel or hop on what hurts are left out, too.
    let knee = spots(&[("knee-l", 3, Some(Feeling::Swollen))]);
    assert_eq!(warm_up_ids(&knee), Vec::<&str>::new(), "no day for a run");
    assert_eq!(stretch_ids(&knee), ["calf-wall"]);
    // A severe joint is spared like a sharp one. A moderate one is only not strained.
    assert_eq!(stretch_ids(&spots(&[("knee-l", 3, None)])), ["calf-wall"]);
    assert_eq!(warm_up_ids(&spots(&[("knee-l", 3, None)])), ["ankle-circle", "arm-circle", "twist"]);
    assert_eq!(
        stretch_ids(&spots(&[("knee-l", 2, None)])),
        ["hamstring-strap", "calf-wall", "hamstring"],
        "no bend, no kneeling"
    );
    assert_eq!(
        warm_up_ids(&spots(&[("knee-l", 2, None)])),
        ["leg-swing", "hip-circle", "calf-raise", "ankle-circle", "side-swing"],
        "no lunge, no jog"
    );
    let heel = spots(&[("heel-r", 2, Some(Feeling::Sharp))]);
    assert_eq!(stretch_ids(&heel), ["figure-4", "hamstring", "hip-flexor", "quad"]);
    assert_eq!(
        warm_up_ids(&spots(&[("heel-r", 2, Some(Feeling::Sharp)), ("neck", 1, None)])),
        ["arm-circle"]
    );
    // The chest chooses no move, and an alarming one ends them all.
    let chest = |level| spots(&[("chest-l", level, None), ("calf-l", 1, None)]);
    assert!(
        plan::warm_up(&chest(2)).iter().all(|planned| planned.spot.map(Region::area) != Some(Area::Chest))
    );
    assert_eq!((warm_up_ids(&chest(3)).len(), stretch_ids(&chest(3)).len()), (0, 0));
}

#[test]
fn warm_ups_are_four_to_six_with_the_strongest_spot_first() {
    let marked = spots(&[
        ("it-band-r", 3, None),
        ("calf-l", 2, None),
        ("hip-flexor-l", 2, None),
        ("hamstring-r", 1, None),
    ]);
    assert_eq!(warm_up_ids(&marked), ["leg-swing", "hip-circle", "calf-raise", "lunge", "high-knee"]);
    let planned = plan::warm_up(&marked);
    assert_eq!(planned[0].spot.unwrap().id(), "it-band-r");
    assert_eq!(planned[4].spot, None);
    assert_eq!(plan::minutes(&planned), 4);
    assert_eq!(warm_up_ids(&TightSpots::default()).len(), 5);
    for first in Region::all() {
        for second in Region::all() {
            let (a, b) = (first.id(), second.id());
            let count = plan::warm_up(&spots(&[(&a, 1, None), (&b, 2, None)])).len();
            assert!((4..=6).contains(&count), "{a}, {b}: {count}");
        }
    }
}

#[test]
fn a_warm_up_begins_easily_and_ends_loose_and_a_race_has_its_own() {
    let parts = |spots: &TightSpots, race: Option<Class>| {
        let plan = WarmUpPlan::of(spots, race);
        let after: Vec<&str> = plan.after.iter().map(|part| part.id).collect();
        (plan.before.map_or("", |part| part.id), plan.moves.len(), after.join(" "), plan.minutes())
    };
    let (none, calf) = (TightSpots::default(), spots(&[("calf-l", 2, None)]));
    assert_eq!(parts(&none, None), ("easy-start", 5, "let-go".to_owned(), 7));
    assert_eq!(parts(&none, Some(Class::TenK)), ("race-jog", 5, "strides let-go".to_owned(), 16));
    assert_eq!(parts(&none, Some(Class::Marathon)), ("race-walk", 5, "let-go".to_owned(), 9));
    assert_eq!(parts(&calf, Some(Class::TenK)).2, "let-go", "no strides on a spot that bothers");
    // What must be left alone ends it: there is nothing to run up to.
    let sharp = spots(&[("calf-l", 1, Some(Feeling::Sharp))]);
    assert_eq!((parts(&sharp, None).0, parts(&sharp, None).2), ("", "let-go".to_owned()));
    assert_eq!(parts(&spots(&[("knee-l", 3, None)]), None).0, "", "a severe joint does not jog either");
    assert_eq!(parts(&spots(&[("chest-l", 3, None)]), None), ("", 0, String::new(), 0));
    assert_eq!(parts(&spots(&[("shoulder-l", 1, Some(Feeling::Numb))]), None).2, "");
}

#[test]
fn mobility_is_slow_for_recent_spots_and_takes_turns() {
    let ids = |days_later: u64, spots: &TightSpots| -> Vec<&str> {
        let moves = plan::mobility(spots, Day::parse("1970-01-01").unwrap().plus(days_later));
        moves.into_iter().map(|planned| planned.warm_up.id).collect()
    };
    let none = TightSpots::default();
    assert_eq!(ids(0, &none), ["leg-swing", "hip-circle", "calf-raise", "ankle-circle"]);
    let mut seen: Vec<&str> = (0..9).flat_map(|day| ids(day, &none)).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 7, "every slow move has its turn: {seen:?}");
    // None is there on more than three days running, where something else fits.
    for warm_up in &warm_up::ALL {
        let is_there = |day: u64| ids(day, &none).contains(&warm_up.id);
        let longest = (0..21).map(|first| (first..first + 9).take_while(|day| is_there(*day)).count()).max();
        assert!(longest <= Some(3), "{}: {longest:?}", warm_up.id);
    }
    assert_eq!(ids(0, &spots(&[("neck", 2, None)]))[0], "arm-circle");
    let sharp = ids(0, &spots(&[("calf-l", 1, Some(Feeling::Sharp))]));
    assert!(sharp.iter().all(|id| !["calf-raise", "leg-swing", "side-swing"].contains(id)), "{sharp:?}");
    assert!(ids(0, &spots(&[("chest-l", 3, None)])).is_empty());
}

#[test]
fn every_plan_starts_a_valid_session() {
    let now = Instant::new(1_000_000_000, 0).unwrap();
    for region in Region::all() {
        for turn in 0..12 {
            let spots = spots(&[(&region.id(), 1, None)]);
            assert!(Guide::start(recovery(turn, &spots).stretches(), now).is_some());
        }
        for (level, left) in [(Level::Mild, 65_000), (Level::Severe, 45_000)] {
            let Some(ease) = Ease::now(region, Some(level), &[]) else { continue };
            assert_eq!((ease.guide.area, ease.is_severe), (region.area(), level == Level::Severe));
            assert!(ease.guide.tools.contains(&ease.tool));
            assert_eq!(Guide::start(ease.exercises(), now).unwrap().left(now), left);
        }
    }
    for guide in &massage::ALL {
        let both = Ease::whole(guide, guide.tools[0], None, None);
        assert!(Guide::start(both.exercises(), now).unwrap().left(now) > i64::from(guide.hold) * 1000);
    }
    for how in [LegsUp::Wall, LegsUp::Chair] {
        let settings = Settings { legs_up: Some(how), ..Settings::default() };
        let legs_up = recovery(0, &TightSpots::default()).session(Step::LegsUp, &settings);
        assert_eq!(Guide::start(legs_up, now).unwrap().left(now), 130_000);
    }
    let both = Guide::start(both_at_once(&Settings::default()), now).unwrap();
    assert_eq!(both.left(now), i64::from(LEGS_UP) * 1000);
}

#[test]
fn sides_are_named_in_the_text() {
    use crate::domain::body::region::Side;
    let bend = stretch::find("side-bend").unwrap();
    assert_eq!(
        stretch::how(bend, Some(Side::Right)),
        "Right arm overhead, lean to the left. Breathe slowly into the open side."
    );
    for stretch in &stretch::ALL {
        assert!(!stretch::how(stretch, Some(Side::Left)).contains('{'), "{}", stretch.id);
        assert_eq!(stretch.each_side, stretch.how.contains('{'), "{}: the text names the side", stretch.id);
    }
}
