use super::source::Source;
use super::{massage, plan, stretch, warm_up};
use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::{Area, Region};
use crate::domain::body::spots::TightSpots;
use crate::domain::massage::Tool;
use crate::domain::recovery::guide::Guide;
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
    plan::stretches(spots).into_iter().map(|exercise| exercise.id).collect()
}

fn warm_up_ids(spots: &TightSpots) -> Vec<&'static str> {
    plan::warm_up(spots).into_iter().map(|planned| planned.warm_up.id).collect()
}

#[test]
fn every_area_has_exercises_or_a_reason_for_none() {
    for kind in Area::ALL {
        assert!(warm_up::ALL.iter().any(|warm_up| warm_up.areas.contains(&kind)), "{kind:?} has no warm-up");
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
    assert!((30..=60).contains(&massage::EASE));
    for guide in &massage::ALL {
        assert!((30..=90).contains(&guide.hold), "{:?}", guide.area);
        assert!(guide.pressure.0 < guide.pressure.1 && guide.pressure.1 <= 6, "{:?}", guide.area);
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
fn every_figure_exists_and_every_item_names_its_source() {
    let has = |figure: &str| FIGURES.contains(&format!("<symbol id=\"{figure}\""));
    for warm_up in &warm_up::ALL {
        assert!(has(warm_up.figure) && !warm_up.sources.is_empty(), "{}", warm_up.id);
    }
    for stretch in &stretch::ALL {
        assert!(has(stretch.figure) && !stretch.sources.is_empty(), "{}", stretch.id);
    }
    for guide in &massage::ALL {
        assert!(guide.tools.iter().all(|tool| has(massage::figure(guide.area, *tool))), "{:?}", guide.area);
        assert!(!guide.sources.is_empty());
    }
    for figure in ["legs-up", "legs-chair"] {
        assert!(has(figure));
    }
    for source in Source::ALL {
        assert!(!source.title().is_empty() && !source.place().is_empty() && !source.short().is_empty());
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
fn no_text_claims_more_than_the_evidence() {
    let sources = [
        include_str!("massage.rs"),
        include_str!("stretch.rs"),
        include_str!("warm_up.rs"),
        include_str!("plan.rs"),
    ];
    for text in sources {
        let text = text.to_lowercase();
        for claim in [
            "lactic",
            "lactate",
            "toxin",
            "flush",
            "detox",
            "cure",
            "heal ",
            "heals",
            "prevents",
            "guarantee",
            "diagnos",
            "litre",
            " ml",
        ] {
            let lines =
                text.lines().filter(|line| line.contains(claim) && !line.trim_start().starts_with("//"));
            assert_eq!(lines.collect::<Vec<_>>(), Vec::<&str>::new(), "{claim}");
        }
    }
}

#[test]
fn stretches_are_in_the_order_of_the_spots_strength() {
    let marked =
        spots(&[("it-band-r", 3, None), ("calf-l", 2, None), ("hip-flexor-l", 2, None), ("quad-r", 1, None)]);
    // Equally strong spots are in reading order.
    assert_eq!(stretch_ids(&marked), ["itb-cross", "hip-flexor", "calf-wall", "quad"]);
    let first = &plan::stretches(&marked)[0];
    assert_eq!((first.region().unwrap().id(), first.length()), ("it-band-r".to_owned(), 70));
    // Without spots there are the general four. One spot is filled up to four, without duplicates.
    assert_eq!(stretch_ids(&TightSpots::default()), ["calf-wall", "hamstring", "hip-flexor", "quad"]);
    assert_eq!(stretch_ids(&spots(&[("quad-l", 1, None)])), ["quad", "calf-wall", "hamstring", "hip-flexor"]);
    // Both sides of one area share a stretch. So do the knee and the quad, and the knee adds none.
    let both = spots(&[("calf-l", 1, None), ("calf-r", 3, None), ("quad-l", 2, None), ("knee-l", 1, None)]);
    assert_eq!(stretch_ids(&both), ["calf-wall", "quad", "hamstring", "hip-flexor"]);
    assert_eq!(plan::stretches(&both)[0].region().unwrap().id(), "calf-r");
    // Never more than six.
    let all = Region::all().map(|region| (region.id(), 1, None)).collect::<Vec<_>>();
    let all: Vec<_> = all.iter().map(|(id, level, feeling)| (id.as_str(), *level, *feeling)).collect();
    assert_eq!(stretch_ids(&spots(&all)).len(), 6);
}

#[test]
fn sharp_numb_and_swollen_spots_get_no_exercise() {
    for feeling in [Feeling::Sharp, Feeling::Numb, Feeling::Swollen] {
        for kind in Area::ALL {
            let region = Region::all().find(|region| region.area() == kind).unwrap();
            let id = region.id();
            let marked = spots(&[("glute-l", 1, None), ("shoulder-r", 1, None), (&id, 3, Some(feeling))]);
            for planned in plan::warm_up(&marked) {
                let warm_up = planned.warm_up;
                assert!(
                    !warm_up.areas.contains(&kind) && !warm_up.loads.contains(&kind),
                    "{kind:?}: {}",
                    warm_up.id
                );
            }
            for exercise in plan::stretches(&marked) {
                let stretch = stretch::find(&exercise.id).unwrap();
                assert!(
                    !stretch.areas.contains(&kind) && !stretch.loads.contains(&kind),
                    "{kind:?}: {}",
                    stretch.id
                );
            }
        }
    }
    // The other side of a sharp area is spared as well.
    let marked = spots(&[("calf-l", 1, Some(Feeling::Sharp)), ("calf-r", 3, Some(Feeling::Tight))]);
    assert_eq!(stretch_ids(&marked), ["hip-flexor", "quad"]);
    // Exercises that stand, kneel or hop on what hurts are left out, too.
    let knee = spots(&[("knee-l", 3, Some(Feeling::Swollen))]);
    assert_eq!(warm_up_ids(&knee), ["ankle-circle"]);
    assert_eq!(stretch_ids(&knee), ["calf-wall"]);
    let heel = spots(&[("heel-r", 2, Some(Feeling::Sharp))]);
    assert_eq!(stretch_ids(&heel), ["hamstring", "hip-flexor", "quad"]);
    assert_eq!(warm_up_ids(&heel), ["ankle-circle"]);
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
fn every_plan_starts_a_valid_session() {
    let now = Instant::new(1_000_000_000, 0).unwrap();
    for region in Region::all() {
        assert!(Guide::start(plan::stretches(&spots(&[(&region.id(), 1, None)])), now).is_some());
        let Some((tool, exercises)) = plan::ease(region) else { continue };
        assert!(massage::find(region.area()).unwrap().tools.contains(&tool));
        assert_eq!(Guide::start(exercises, now).unwrap().left(now), 65_000);
    }
    for guide in &massage::ALL {
        assert!(Guide::start(plan::self_massage(guide, None), now).is_some());
    }
    for how in [crate::domain::settings::LegsUp::Wall, crate::domain::settings::LegsUp::Chair] {
        assert_eq!(Guide::start(plan::legs_up(how), now).unwrap().left(now), 130_000);
    }
}

#[test]
fn sides_are_named_in_the_text() {
    use crate::domain::body::region::Side;
    let lean = stretch::find("itb-cross").unwrap();
    assert_eq!(
        stretch::how(lean, Some(Side::Right)),
        "Right foot behind the other. Lean to the left until you feel the outside of the hip."
    );
    for stretch in &stretch::ALL {
        assert!(!stretch::how(stretch, Some(Side::Left)).contains('{'), "{}", stretch.id);
        assert_eq!(stretch.each_side, stretch.how.contains('{'), "{}: the text names the side", stretch.id);
    }
}
