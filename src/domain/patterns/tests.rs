use super::*;
use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::Region;
use crate::domain::id::Id;
use crate::domain::massage::{Massage, Progress, Tool};
use crate::domain::recovery::guide::{Exercise, Guide, Sides as Worked};
use crate::domain::recovery::routine::Routine;
use crate::domain::run::distance::Distance;
use crate::domain::run::{RunId, Timing};
use crate::domain::time::instant::{HOUR, Instant, MINUTE};

/// Tuesday 16 June 2026, 6:14.
const NOW: i64 = 1_781_590_440_000;
const DAY: i64 = 24 * HOUR;

fn at(ms: i64) -> Instant {
    Instant::new(ms, 0).unwrap()
}

fn region(id: &str) -> Region {
    Region::from_id(id).unwrap()
}

/// A finished run `days_ago` days before [`NOW`], with spots written as "calf-l 2, shin-r 1".
fn run(days_ago: i64, spots: &str) -> Run {
    let start = at(NOW - days_ago * DAY);
    let id = RunId::new(start, u32::try_from(days_ago).unwrap());
    let mut run = Run::check_in(id, start);
    mark(&mut run, spots);
    run.start(start).unwrap();
    run.finish(start.plus(40 * MINUTE)).unwrap();
    run
}

fn mark(run: &mut Run, spots: &str) {
    for spot in spots.split(", ").filter(|spot| !spot.is_empty()) {
        let (id, level) = spot.split_once(' ').unwrap();
        run.spots.set_level(region(id), Level::from_number(level.parse().unwrap()));
    }
}

fn logged(days_ago: i64, spots: &str) -> Run {
    let mut run = Run::check_in(RunId::new(at(NOW), 9), at(NOW - days_ago * DAY));
    mark(&mut run, spots);
    run.log().unwrap();
    run
}

/// One run a day, newest first, with these levels of the left calf: "2 0 3".
fn calf(levels: &str) -> Vec<Run> {
    let spot = |level| if level == "0" { String::new() } else { format!("calf-l {level}") };
    (0..).zip(levels.split(' ')).map(|(ago, level)| run(ago, &spot(level))).collect()
}

fn massage(area: Area, side: Option<Side>, ms: i64) -> Massage {
    Massage {
        id: Id::new(at(ms), 1),
        area,
        side,
        tool: Tool::Roller,
        progress: Progress::Done { at: at(ms), took: 60 },
    }
}

#[test]
fn a_range_contains_runs_but_no_check_ins() {
    let mut all: Vec<_> = (0..40).map(|ago| run(ago, "")).collect();
    all.insert(1, logged(0, "calf-l 1"));
    let today = at(NOW).day();
    let count = |range: Range| range.of(&all, today).len();
    assert_eq!(Range::ALL.map(count), [10, 30, 40]);
    assert_eq!(Range::ThirtyDays.of(&all, today).last().unwrap().day(), today.minus(29));
    assert!(Range::LastTen.of(&[logged(0, "")], today).is_empty());
    assert!(Range::All.of(&[], today).is_empty());
}

#[test]
fn heat_counts_runs_in_three_steps() {
    let all = [run(0, "calf-l 1, neck 3"), run(1, "calf-l 1, shin-r 2"), run(2, "")];
    let heat = Heat::of(&all.iter().collect::<Vec<_>>());
    let counts: Vec<_> = heat.counts().iter().map(|(region, count)| (region.id(), *count)).collect();
    assert_eq!(counts, [("shin-r".to_owned(), 1), ("calf-l".to_owned(), 2), ("neck".to_owned(), 1)]);
    assert_eq!(heat.leader(), Some((region("calf-l"), 2)));
    assert_eq!(Heat::of(&[]).leader(), None);
    for (most, steps, legend) in [
        (6, [1, 1, 2, 2, 3, 3], ["1–2 runs", "3–4 runs", "5 or more"]),
        (7, [1, 1, 2, 2, 3, 3], ["1–2 runs", "3–4 runs", "5 or more"]),
        (9, [1, 1, 1, 2, 2, 2], ["1–3 runs", "4–6 runs", "7 or more"]),
        (8, [1, 1, 2, 2, 2, 3], ["1–2 runs", "3–5 runs", "6 or more"]),
    ] {
        let all: Vec<_> = (0..most).map(|ago| run(ago, "quad-l 1")).collect();
        let heat = Heat::of(&all.iter().collect::<Vec<_>>());
        assert_eq!([1, 2, 3, 4, 5, 6].map(|count| heat.step(count) as u8), steps, "{most}");
        assert_eq!(heat.legend(), legend, "{most}");
    }
}

#[test]
fn the_stronger_area_leads_a_tie_and_then_the_first() {
    for (spots, leader) in
        [("calf-l 1, shin-r 2", "shin-r"), ("calf-l 2, shin-r 1", "calf-l"), ("calf-l 1, shin-r 1", "shin-r")]
    {
        assert_eq!(Heat::of(&[&run(0, spots)]).leader(), Some((region(leader), 1)), "{spots}");
    }
}

#[test]
fn a_recurrence_has_a_sentence() {
    // Newest first.
    for (levels, sentence) in [
        ("1 1", None),
        ("1 1 0", None),
        ("1 1 1", Some("3 of 3, steady")),
        ("1 1 1 1", Some("Tight before 4 of your last 4 runs")),
        ("1 1 1 1 0 0", Some("Tight before 4 of your last 6 runs")),
        ("2 2 0 3 1 1 0 1 0 0", Some("Tight before 5 of your last 6 runs")),
        ("1 1 1 0 0 0", Some("3 of 6, getting stronger")),
        ("0 0 0 1 1 1", Some("3 of 6, easing off")),
        ("1 0 0 0 1 1", Some("3 of 6, steady")),
        // The middle run of an odd number counts for neither half.
        ("1 1 0 3 0 0 0", Some("3 of 7, getting stronger")),
        ("3 0 0 0 0 1 0 0 0 1", Some("3 of 10, steady")),
        ("3 0 0 0 1 1 0 0 0 0", Some("3 of 10, getting stronger")),
        ("3 2 0 0 1 0 0 1 0 0", Some("4 of 10, getting stronger")),
        ("0 0 0 0 1 0 1 0 3 0", Some("3 of 10, easing off")),
        // The eleventh run does not count.
        ("0 0 0 1 0 0 0 1 0 0 1", None),
    ] {
        let runs = calf(levels);
        let found = recurrences(&runs.iter().collect::<Vec<_>>());
        assert_eq!(found.first().map(Recurrence::sentence).as_deref(), sentence, "{levels}");
        assert!(found.len() <= 1);
    }
}

#[test]
fn the_evidence_is_the_runs_that_the_sentence_counts() {
    let runs = calf("2 2 0 3 1 1 0 1 0 0");
    let found = recurrences(&runs.iter().collect::<Vec<_>>());
    let levels = |evidence: Vec<(&Run, Option<Level>)>| -> Vec<u8> {
        evidence.into_iter().map(|(_, level)| level.map_or(0, Level::number)).collect()
    };
    assert_eq!(levels(found[0].evidence()), [2, 2, 0, 3, 1, 1]);
    assert_eq!(found[0].evidence_heading(), "These are the six:");
    assert_eq!(found[0].evidence()[3].0.id, runs[3].id);
    let runs = calf("1 0 0 0 1 1");
    let found = recurrences(&runs.iter().collect::<Vec<_>>());
    assert_eq!(levels(found[0].evidence()), [1, 1, 1]);
    assert_eq!(found[0].evidence_heading(), "These are the three:");
    assert_eq!(found[0].spoken(), "Oldest to newest: mild, mild, none, none, none, mild");
}

#[test]
fn severe_or_sharp_twice_or_climbing_needs_attention() {
    for (levels, needs) in [
        ("1 1 1", false),
        ("3 1 1", false),
        ("3 1 3", true),
        ("3 2 1 0", true),
        ("3 0 3 0", true),
        ("2 1 0 1", true),
        ("2 2 1 0", false),
        ("1 2 3 0", false),
    ] {
        let runs = calf(levels);
        let found = recurrences(&runs.iter().collect::<Vec<_>>());
        assert_eq!(found[0].needs_attention(), needs, "{levels}");
    }
    let mut runs = calf("1 1 1");
    for (count, expected) in [(1, false), (2, true)] {
        runs[count]
            .spots
            .edit(region("calf-l"), |spot| spot.feelings = [Feeling::Numb].into_iter().collect());
        let refs: Vec<_> = runs.iter().collect();
        let found = recurrences(&refs);
        assert_eq!((found[0].flagged_count(), found[0].needs_attention()), (count, expected));
    }
}

#[test]
fn severe_or_sharp_twice_is_enough_to_be_listed() {
    let listed = |runs: &[Run]| recurrences(&runs.iter().collect::<Vec<_>>()).len();
    for (levels, count) in [("2 1 0", 0), ("3 2 0", 0), ("3 0 0 3", 1)] {
        assert_eq!(listed(&calf(levels)), count, "{levels}");
    }
    let mut runs = calf("1 0 0 1");
    for (index, count) in [(0, 0), (3, 1)] {
        runs[index]
            .spots
            .edit(region("calf-l"), |spot| spot.feelings = [Feeling::Sharp].into_iter().collect());
        assert_eq!(listed(&runs), count);
    }
}

#[test]
fn the_area_that_was_tight_most_often_lately_comes_first() {
    let lately = "quad-l 1, shin-l 2, calf-l 1";
    let runs = [
        run(0, lately),
        run(1, lately),
        run(2, lately),
        run(3, "neck 3"),
        run(4, "neck 3"),
        run(5, ""),
        run(6, "quad-l 1, neck 3"),
    ];
    let refs: Vec<_> = runs.iter().collect();
    let order: Vec<_> = recurrences(&refs).iter().map(|found| found.region.id()).collect();
    assert_eq!(order, ["quad-l", "shin-l", "calf-l", "neck"]);
}

#[test]
fn a_side_is_named_only_if_it_clearly_leads() {
    for (left, right, expected) in [
        (0, 0, None),
        (2, 0, None),
        (3, 0, Some(Side::Left)),
        (3, 1, Some(Side::Left)),
        (5, 2, None),
        (6, 2, Some(Side::Left)),
        (0, 3, Some(Side::Right)),
        (3, 3, None),
    ] {
        assert_eq!(Sides { kind: Area::Calf, left, right }.lopsided(), expected, "{left} {right}");
    }
    let runs = [run(0, "calf-l 1, calf-r 1, neck 2"), run(1, "quad-r 1"), run(2, "quad-r 1")];
    let refs: Vec<_> = runs.iter().collect();
    let expected =
        [Sides { kind: Area::Quad, left: 0, right: 2 }, Sides { kind: Area::Calf, left: 1, right: 1 }];
    assert_eq!(sides(&refs), expected);
}

#[test]
fn each_of_the_four_steps_counts_once_a_run() {
    let mut ticked = run(0, "");
    ticked.open_routine().unwrap().tick(Step::Stretch, Some(at(NOW + HOUR)));
    let plain = run(1, "");
    assert_eq!(after_runs(&[&ticked, &plain]).map(|(_, count)| count), [0, 1, 0, 0]);
    assert_eq!(after_runs(&[]).map(|(_, count)| count), [0; 4]);
}

#[test]
fn a_pair_counts_as_treated_only_for_a_massage_between_its_check_ins() {
    let (newer, older) = (NOW, NOW - DAY);
    let cases = [
        (None, Area::Calf, older + HOUR, true),
        (Some(Side::Left), Area::Calf, older, true),
        (Some(Side::Left), Area::Calf, newer, true),
        (Some(Side::Right), Area::Calf, older + HOUR, false),
        (None, Area::Quad, older + HOUR, false),
        (None, Area::Calf, older - MINUTE, false),
        (None, Area::Calf, newer + MINUTE, false),
    ];
    for (index, (side, area, ms, is_treated)) in cases.into_iter().enumerate() {
        // A check-in alone makes a pair as well.
        let entries = [logged(0, "calf-l 1"), run(1, "calf-l 2")];
        let massages = [massage(area, side, ms)];
        let expected = Tally { easier: 1, of: 1 };
        let found = helped(&entries, &massages);
        if is_treated {
            assert_eq!(
                (found[0].region, found[0].treated, found[0].alone.of),
                (region("calf-l"), expected, 0)
            );
        } else {
            assert!(found.is_empty(), "{index}");
        }
    }
}

#[test]
fn a_massage_between_check_in_and_start_counts_for_the_next_run() {
    let at_seven = |days_ago: i64| at(NOW - days_ago * DAY);
    let started = |days_ago: i64, level: &str| {
        let mut run = Run::check_in(RunId::new(at_seven(days_ago), 0), at_seven(days_ago));
        mark(&mut run, level);
        run.start(at_seven(days_ago).plus(10 * MINUTE)).unwrap();
        run.finish(at_seven(days_ago).plus(HOUR)).unwrap();
        run
    };
    let entries = [started(0, "calf-l 1"), started(2, "calf-l 1"), started(4, "calf-l 2")];
    let found = helped(&entries, &[massage(Area::Calf, None, (NOW - 2 * DAY) + 2 * MINUTE)]);
    let tally = |easier, of| Tally { easier, of };
    assert_eq!((found[0].treated, found[0].alone), (tally(0, 1), tally(1, 1)));
    assert_eq!((RunId::new(at(NOW), 0).made(), RunId::parse("ten-2").unwrap().made()), (Some(NOW), None));
}

#[test]
fn easier_means_lower_or_gone_and_a_stretch_counts_as_treatment() {
    for (newer, is_easier) in [("", true), ("calf-l 1", true), ("calf-l 2", false), ("calf-l 3", false)] {
        let mut older = run(1, "calf-l 2");
        let exercise = Exercise::new("calf", Some(Area::Calf), Worked::Left, 0, 30);
        let began = at(NOW - DAY + HOUR);
        let routine = older.open_routine().unwrap();
        routine.begin(Step::Stretch, Guide::start(vec![exercise], began).unwrap());
        routine.close_overdue(began.plus(HOUR));
        let found = helped(&[run(0, newer), older], &[]);
        assert_eq!(found[0].treated, Tally { easier: u32::from(is_easier), of: 1 }, "{newer}");
    }
}

#[test]
fn the_verdict_needs_enough_pairs_a_clear_difference_and_an_interval_without_zero() {
    for (treated, alone, expected) in [
        ((6, 8), (1, 5), Verdict::EasingHelps),
        ((3, 6), (3, 5), Verdict::NoDifference),
        ((3, 7), (3, 5), Verdict::NoDifference),
        ((3, 8), (3, 5), Verdict::NoDifference),
        ((1, 2), (1, 2), Verdict::TooFew),
        ((3, 3), (0, 9), Verdict::TooFew),
        ((9, 9), (0, 3), Verdict::TooFew),
        ((4, 4), (0, 4), Verdict::EasingHelps),
        ((0, 4), (4, 4), Verdict::SettlesAlone),
        // 40 points, but so few pairs that the interval contains zero.
        ((3, 5), (1, 5), Verdict::NoDifference),
        // Exactly 35 points, and one less, with very many pairs.
        ((70, 100), (35, 100), Verdict::EasingHelps),
        ((69, 100), (35, 100), Verdict::NoDifference),
        ((35, 100), (70, 100), Verdict::SettlesAlone),
        ((35, 100), (69, 100), Verdict::NoDifference),
    ] {
        let tally = |(easier, of)| Tally { easier, of };
        let helped = Helped { region: region("calf-l"), treated: tally(treated), alone: tally(alone) };
        assert_eq!(helped.verdict(), expected, "{treated:?} {alone:?}");
        let in_vain = expected == Verdict::NoDifference && treated.1 >= 8;
        assert_eq!(helped.is_tried_in_vain(), in_vain, "{treated:?} {alone:?}");
    }
}

#[test]
fn the_interval_matches_newcombes_table() {
    // Newcombe, table II, example (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
    let (more, less) = (Tally { easier: 56, of: 70 }, Tally { easier: 48, of: 80 });
    assert!((super::helped::lowest_difference(more, less) - 0.0524).abs() < 0.000_05);
}

#[test]
fn a_week_is_compared_with_the_four_before_it() {
    // Kilometres of this week and of the weeks before, the newest first.
    for (weeks, expected) in [
        ([13, 10, 10, 10, 10], Some((13_000, 10_000))),
        ([12, 10, 10, 10, 10], None),
        ([13, 0, 10, 15, 15], Some((13_000, 10_000))),
        ([99, 0, 0, 10, 10], None),
        ([0, 10, 10, 10, 10], None),
    ] {
        let mut runs = vec![];
        for (weeks_ago, km) in (0..).zip(weeks) {
            // The Monday of this week was yesterday. A Sunday belongs to the week that it ends.
            for days_ago in
                if weeks_ago == 0 { vec![1] } else { vec![1 + 7 * weeks_ago, 1 + 7 * weeks_ago - 6] }
            {
                let mut run = run(days_ago, "");
                run.distance = Distance::from_metres(km * if weeks_ago == 0 { 1000 } else { 500 });
                runs.push(run);
            }
        }
        let refs: Vec<_> = runs.iter().collect();
        let found = jump(&refs, at(NOW).day()).map(|jump| (jump.week, jump.usual));
        assert_eq!(found, expected, "{weeks:?}");
    }
    assert_eq!(jump(&[], at(NOW).day()), None);
}

#[test]
fn runs_with_only_a_day_form_pairs_too() {
    let now = at(NOW);
    let added = |id: &str, day: &str, spots: &str| {
        let timing = Timing::entered(Day::parse(day).unwrap(), None, None, now).unwrap();
        let mut run = Run::added(RunId::parse(id).unwrap(), timing, Routine::default());
        mark(&mut run, spots);
        run
    };
    let entries = [added("b", "2026-01-01", ""), added("a", "2025-12-31", "calf-l 1")];
    let eve = Day::parse("2025-12-31").unwrap();
    let found = helped(&entries, &[massage(Area::Calf, None, Instant::on(eve, 1439, 0).unwrap().ms())]);
    assert_eq!(found[0].treated, Tally { easier: 1, of: 1 });
}

mod days_after;
