//! The rules of the advice, apart from the tables.

use crate::case::Case;
use tightspot::content::recovery::Recovery;
use tightspot::content::{advice, offer, plan, stretch};
use tightspot::domain::body::level::{Feeling, Level};
use tightspot::domain::body::region::{Area, Region};
use tightspot::domain::body::spot::Spot;
use tightspot::domain::care::hands::Hands;
use tightspot::domain::recovery::routine::Step;
use tightspot::domain::settings::Settings;

/// After so many runs, every stretch had its turn.
const TURNS: usize = 12;

#[test]
fn what_is_off_limits_is_left_alone_everywhere() {
    for case in Case::all().into_iter().filter(|case| case.is_off_limits()) {
        let area = case.area();
        for planned in plan::warm_up(&case.spots()) {
            let move_ = planned.warm_up;
            assert!(!move_.areas.contains(&area) && !move_.loads.contains(&area), "{case:?}: {}", move_.id);
        }
        let stretches = (0..TURNS).flat_map(|turn| case.recovery(turn).stretches());
        for exercise in stretches {
            let stretch = stretch::find(&exercise.id).unwrap();
            assert!(
                !stretch.areas.contains(&area) && !stretch.loads.contains(&area),
                "{case:?}: {}",
                stretch.id
            );
        }
        assert!(case.spots().forbids_massage(area) && !case.patterns().starts_with("ease"), "{case:?}");
        assert_ne!(case.suggestion(), area.id(), "{case:?}");
        assert!(advice::caution(area, &case.spot()).is_some(), "{case:?}: the sheet says why");
        assert!(advice::left_out(&case.spots()).is_some(), "{case:?}: so do the lists");
        assert_eq!(case.start_run(), "asks", "{case:?}");
        let sheet = offer::sheet(case.region, &case.spots(), &[], Hands::Usual);
        assert_eq!(sheet.ease, None, "{case:?}");
        assert_eq!(case.brief(), "Please check before any work", "{case:?}");
    }
    for case in Case::all().into_iter().filter(|case| case.is_flagged()) {
        let words = advice::caution(case.area(), &case.spot()).unwrap();
        assert!(words.text.contains(advice::LEAVE_ALONE), "{case:?}: one rule in one wording");
    }
    for case in Case::all().into_iter().filter(|case| !case.is_off_limits()) {
        assert_eq!((case.start_run(), case.spots().off_limits().count()), ("starts", 0), "{case:?}");
        assert_eq!(
            advice::caution(case.area(), &case.spot()).is_some(),
            case.area() == Area::Chest,
            "{case:?}"
        );
    }
}

/// Two spots at once: what one forbids, the other does not bring back.
#[test]
fn a_second_spot_brings_nothing_back() {
    let quad = Region::from_id("quad-r").unwrap();
    for case in Case::all().into_iter().filter(|case| case.is_off_limits()) {
        let mut both = case.spots();
        both.set_level(quad, both.level(quad).or(Some(Level::Moderate)));
        let closed = |area: Area| both.off_limits().any(|closed| closed == area);
        for planned in plan::warm_up(&both) {
            let touched = planned.warm_up.areas.iter().chain(planned.warm_up.loads);
            assert!(!touched.copied().any(closed), "{case:?}: {}", planned.warm_up.id);
        }
        for exercise in (0..TURNS).flat_map(|turn| Recovery::new(both.clone(), turn).stretches()) {
            let stretch = stretch::find(&exercise.id).unwrap();
            assert!(
                !stretch.areas.iter().chain(stretch.loads).copied().any(closed),
                "{case:?}: {}",
                stretch.id
            );
        }
        let is_chest = case.area() == Area::Chest;
        assert_eq!(
            Recovery::new(both.clone(), 0).stretches().is_empty() && plan::warm_up(&both).is_empty(),
            is_chest,
            "{case:?}"
        );
        let swollen_leg = case.feeling == Some(Feeling::Swollen) && case.area().is_of_leg();
        let eases_quad = offer::sheet(quad, &both, &[], Hands::Usual).ease.is_some();
        assert_eq!(eases_quad, !is_chest && !swollen_leg && case.area() != Area::Quad, "{case:?}");
        let is_calf =
            case.feeling == Some(Feeling::Swollen) && matches!(case.area(), Area::Calf | Area::KneeBack);
        assert_eq!(advice::no_legs_up(&both).is_some(), is_chest || is_calf, "{case:?}");
        let legs_up = Recovery::new(both.clone(), 0).session(Step::LegsUp, &Settings::default());
        assert_eq!(legs_up.is_empty(), is_chest || is_calf, "{case:?}");
        let worst = both.against_running().map(|(region, _)| region.area());
        assert_eq!(worst, Some(case.area()), "{case:?}");
    }
}

/// What is said never stands beside an offer that it contradicts.
#[test]
fn a_severe_spot_with_a_danger_of_its_own_is_eased_only_if_it_is_just_tight() {
    for case in Case::all().into_iter().filter(|case| case.is_severe()) {
        let sheet = offer::sheet(case.region, &case.spots(), &[], Hands::Usual);
        if sheet.severe.is_some() && case.feeling != Some(Feeling::Tight) {
            assert_eq!(sheet.ease, None, "{case:?}");
            assert!(["closed", "none"].contains(&case.guide().as_str()), "{case:?}");
            assert!(case.patterns().starts_with("no ease"), "{case:?}");
            assert_ne!(case.suggestion(), case.area().id(), "{case:?}");
        }
        let asks = advice::asks(case.area(), &case.spot());
        assert_eq!(asks, matches!(case.feeling, None | Some(Feeling::Sore)), "{case:?}");
    }
}

#[test]
fn the_chest_names_the_emergency_and_drives_no_move() {
    for case in Case::all().into_iter().filter(|case| case.area() == Area::Chest) {
        let words = advice::caution(Area::Chest, &case.spot()).unwrap();
        assert!(words.is_urgent && words.text.contains("Call your emergency number"), "{case:?}");
        assert!(case.warm_up().iter().all(|id| !id.ends_with('*')), "{case:?}");
        if case.is_off_limits() {
            assert!(case.warm_up().is_empty() && case.stretches().is_empty(), "{case:?}");
            assert_eq!(case.next().map(|next| next.guide.area), None);
        }
    }
}

#[test]
fn the_areas_with_their_own_danger_say_so() {
    let says = |area: &str, level: u8, feeling: Option<Feeling>, expected: &str| {
        let area = Area::from_id(area).unwrap();
        let spot = Spot {
            feelings: feeling.into_iter().collect(),
            ..Spot::tapped(Level::from_number(level).unwrap(), 1)
        };
        let caution = advice::caution(area, &spot).map(|words| [words.title, " ", &words.text].concat());
        let said = caution.or(advice::severe_line(area, &spot).map(str::to_owned)).unwrap_or_default();
        assert!(said.contains(expected), "{area:?} {level} {feeling:?}: {said}");
    };
    says("calf", 1, Some(Feeling::Swollen), "blood clot");
    says("calf", 1, Some(Feeling::Swollen), "emergency number");
    says("calf", 3, None, "don’t rub it, see a doctor today.");
    says("shin", 3, Some(Feeling::Tight), "Don’t run on it.");
    // With two feelings, each says what to watch for.
    let both = [Feeling::Numb, Feeling::OnBone].into_iter().collect();
    let both = Spot { feelings: both, ..Spot::tapped(Level::Mild, 1) };
    let words = advice::caution(Area::HipFlexor, &both).unwrap();
    assert_eq!(words.title, "Numb could be a nerve");
    for expected in ["or weak: a doctor", "No running until", "Deep in the groin", advice::LEAVE_ALONE] {
        assert_eq!(words.text.matches(expected).count(), 1, "{}", words.text);
    }
    // A sharp calf may be a clot as well, if it is severe.
    let sharp = Spot { feelings: [Feeling::Sharp].into_iter().collect(), ..Spot::tapped(Level::Severe, 1) };
    assert!(advice::severe_line(Area::Calf, &sharp).is_some_and(|line| line.contains("doctor today")));
    says("shin", 1, Some(Feeling::OnBone), "No running until");
    says("ribs", 1, Some(Feeling::Sharp), "Pain with each breath: a doctor today.");
    says("abdomen", 1, Some(Feeling::Sharp), "belly pain: a doctor today.");
    says("hip-flexor", 3, None, "with each step, or when you hop: a doctor today.");
    says("outer-hip", 3, None, "a doctor today.");
    says("abdomen", 3, None, "belly pain");
    says("ribs", 3, None, "each breath");
    says("lower-back", 3, None, "emergency number");
    says("shin", 1, Some(Feeling::Swollen), "The whole leg");
    says("knee", 1, Some(Feeling::Swollen), "with a fever: a doctor today.");
    says("foot", 1, Some(Feeling::Numb), "weak: a doctor today.");
    says("lower-back", 1, Some(Feeling::Numb), "Numb between the legs");
    says("lower-back", 1, Some(Feeling::Sharp), "emergency number");
    says("neck", 1, Some(Feeling::Sharp), "emergency number");
}

#[test]
fn each_area_gets_the_moves_that_suit_it() {
    let first_move = |area: &str| {
        let case = Case {
            region: Region::all().find(|region| region.area().id() == area).unwrap(),
            level: Level::Mild,
            feeling: None,
        };
        case.warm_up().into_iter().find(|id| id.ends_with('*'))
    };
    for (area, expected) in [
        ("adductor", Some("side-swing*")),
        ("neck", Some("arm-circle*")),
        ("shoulder", Some("arm-circle*")),
        ("upper-back", Some("arm-circle*")),
        ("ribs", Some("twist*")),
        ("abdomen", Some("twist*")),
        ("chest", None),
    ] {
        assert_eq!(first_move(area).as_deref(), expected, "{area}");
    }
    // A hip that is sore at its side gets nothing that pulls it across the body.
    for area in [Area::OuterHip, Area::ItBand] {
        assert!(
            stretch::ALL
                .iter()
                .filter(|stretch| stretch.areas.contains(&area))
                .all(|stretch| stretch.id == "quad")
        );
    }
}
