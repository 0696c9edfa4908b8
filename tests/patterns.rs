//! Checks the patterns against a second implementation that is slow, plain and independent of the first: it counts what
//! each rule says run by run, on ten thousand random journals.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use tightspot::domain::body::level::{Feeling, Level};
use tightspot::domain::body::region::{Area, Region, Side};
use tightspot::domain::id::Id;
use tightspot::domain::massage::{Massage, Progress, Tool};
use tightspot::domain::patterns::{self, Heat, Range, Sides};
use tightspot::domain::recovery::routine::Step;
use tightspot::domain::run::{Life, Run, RunId};
use tightspot::domain::time::instant::{HOUR, Instant, MINUTE};

/// Sunday 27 December 2026, so that journals reach across the end of a year.
const BEGIN: i64 = 1_798_329_600_000;
const REGIONS: [&str; 6] = ["calf-l", "calf-r", "it-band-l", "quad-r", "neck", "hip-flexor-l"];

fn regions() -> Vec<Region> {
    REGIONS.into_iter().filter_map(Region::from_id).collect()
}

/// A random check-in: the hours since the last one, 0 if there was no run after it, the spots (the index of the region, the
/// level, whether it is flagged), and a bit for each ticked step.
type CheckIn = (i64, u8, Vec<(usize, u8, bool)>, u8);

fn entries(check_ins: &[CheckIn]) -> Vec<Run> {
    let mut now = BEGIN;
    let mut oldest_first = vec![];
    for (unique, (hours, kind, spots, ticks)) in (0..).zip(check_ins) {
        now += hours * HOUR;
        let start = Instant::new(now, 60).unwrap();
        let mut run = Run::check_in(RunId::new(start, unique), start);
        for (region, level, is_flagged) in spots {
            let region = regions()[*region];
            run.spots.set_level(region, Level::from_number(*level));
            if *is_flagged {
                run.spots.edit(region, |spot| spot.feelings = [Feeling::Sharp].into_iter().collect());
            }
        }
        if *kind == 0 {
            run.log().unwrap();
        } else {
            run.start(start.plus(8 * MINUTE)).unwrap();
            run.finish(start.plus(38 * MINUTE)).unwrap();
            for (bit, step) in Step::ALL.into_iter().enumerate() {
                if ticks >> bit & 1 == 1 {
                    run.open_routine().unwrap().tick(step, Some(start.plus(HOUR)));
                }
            }
        }
        oldest_first.push(run);
    }
    oldest_first.reverse();
    oldest_first
}

fn massages(treatments: &[(i64, usize, u8)]) -> Vec<Massage> {
    let massage = |(hours, region, side): &(i64, usize, u8)| {
        let at = Instant::new(BEGIN + hours * HOUR + 4 * MINUTE, 60).unwrap();
        let side = [None, Some(Side::Left), Some(Side::Right)][usize::from(*side)];
        let area = regions()[*region].area();
        Massage {
            id: Id::new(at, 1),
            area,
            side,
            tool: Tool::Ball,
            progress: Progress::Done { at, took: 60 },
        }
    };
    treatments.iter().map(massage).collect()
}

fn level(run: &Run, region: Region) -> u8 {
    run.spots.level(region).map_or(0, Level::number)
}

fn is_run(run: &Run) -> bool {
    !matches!(run.life(), Life::Logged { .. })
}

/// Returns the sentence for the levels of a region, the newest first, in the words of the rules.
fn naive_sentence(levels: &[u8]) -> String {
    let tight = |levels: &[u8]| levels.iter().filter(|level| **level > 0).count();
    let lately: Vec<u8> = levels.iter().copied().take(6).collect();
    if tight(&lately) >= 4 {
        return format!("Tight before {} of your last {} runs", tight(&lately), lately.len());
    }
    let mut trend = "steady";
    if levels.len() >= 6 {
        let half = u8::try_from(levels.len() / 2).unwrap();
        let mean = |part: &[u8]| part.iter().map(|level| f64::from(*level)).sum::<f64>() / f64::from(half);
        let newer = mean(&levels[..usize::from(half)]);
        let older = mean(&levels[levels.len() - usize::from(half)..]);
        if newer - older > 0.499_999 {
            trend = "getting stronger";
        }
        if older - newer > 0.499_999 {
            trend = "easing off";
        }
    }
    format!("{} of {}, {trend}", tight(levels), levels.len())
}

fn check_recurrences(runs: &[&Run]) {
    let last_ten: Vec<&Run> = runs.iter().copied().take(10).collect();
    let mut expected = BTreeMap::new();
    for region in Region::all() {
        let levels: Vec<u8> = last_ten.iter().map(|run| level(run, region)).collect();
        let sharp = last_ten
            .iter()
            .filter(|run| run.spots.get(region).is_some_and(|spot| spot.feelings.contains(Feeling::Sharp)));
        let severe = last_ten.iter().filter(|run| level(run, region) == 3).count();
        let is_grave = severe > 1 || sharp.count() > 1;
        let climbs = matches!(levels[..], [a, b, c, ..] if a > b && b > c);
        let is_back = is_grave || levels.iter().filter(|level| **level > 0).count() > 2;
        if runs.len() > 2 && is_back {
            expected.insert(region, (naive_sentence(&levels), is_grave || climbs));
        }
    }
    let found = patterns::recurrences(runs);
    let as_map: BTreeMap<_, _> =
        found.iter().map(|spot| (spot.region, (spot.sentence(), spot.needs_attention()))).collect();
    assert_eq!(as_map, expected);
    let lately = |spot: &patterns::Recurrence<'_>| {
        last_ten.iter().take(6).filter(|run| level(run, spot.region) > 0).count()
    };
    assert!(
        found.is_sorted_by(|a, b| lately(a) >= lately(b)),
        "the spot that was tight most often lately comes first"
    );
    for spot in &found {
        let mut tight = 0;
        for (run, level) in spot.evidence() {
            assert_eq!(run.spots.level(spot.region), level);
            tight += usize::from(level.is_some());
        }
        assert!(spot.sentence().contains(&tight.to_string()), "{} for {tight}", spot.sentence());
    }
}

fn check_helped(entries: &[Run], massages: &[Massage]) {
    let mut expected: BTreeMap<Region, [u32; 4]> = BTreeMap::new();
    for index in 1..entries.len() {
        let (newer, older) = (&entries[index - 1], &entries[index]);
        let began = |run: &Run| match run.life() {
            Life::Logged { at } => at.ms(),
            _ => run.timing().and_then(tightspot::domain::run::Timing::started).unwrap().ms() - 8 * MINUTE,
        };
        for region in Region::all().filter(|region| level(older, *region) > 0) {
            let treated = massages.iter().any(|massage| {
                let Progress::Done { at, .. } = massage.progress else { return false };
                massage.area == region.area()
                    && (massage.side.is_none() || massage.side == region.side())
                    && at.ms() >= began(older)
                    && at.ms() <= began(newer)
            });
            let easier = level(newer, region) < level(older, region);
            let counts = expected.entry(region).or_default();
            let offset = if treated { 0 } else { 2 };
            counts[offset] += u32::from(easier);
            counts[offset + 1] += 1;
        }
    }
    expected.retain(|_, counts| counts[1] > 0);
    let found = patterns::helped(entries, massages);
    assert_eq!(found.len(), expected.len().min(4));
    let mut least = u32::MAX;
    for area in &found {
        let [easier, of, alone_easier, alone_of] = expected.remove(&area.region).unwrap();
        assert_eq!((area.treated.easier, area.treated.of), (easier, of));
        assert_eq!((area.alone.easier, area.alone.of), (alone_easier, alone_of));
        assert!(of + alone_of <= least, "those with the most pairs come first");
        least = of + alone_of;
    }
    assert!(
        expected.values().all(|counts| counts[1] + counts[3] <= least),
        "an area with more pairs was left out"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_plain_implementation_agrees(
        check_ins in vec((1..90_i64, 0..6_u8, vec((0..6_usize, 1..=3_u8, prop::bool::weighted(0.15)), 0..5), 0..16_u8), 0..24),
        treatments in vec((0..1500_i64, 0..6_usize, 0..3_u8), 0..30),
    ) {
        let (entries, massages) = (entries(&check_ins), massages(&treatments));
        let today = entries.first().map_or(Instant::new(BEGIN, 60).unwrap().day(), Run::day);
        for range in Range::ALL {
            let runs = range.of(&entries, today);
            let expected: Vec<&Run> = entries.iter().filter(|run| is_run(run)).enumerate()
                .filter(|(index, run)| match range {
                    Range::LastTen => *index < 10,
                    Range::ThirtyDays => run.day() > today.minus(30),
                    Range::All => true,
                })
                .map(|(_, run)| run)
                .collect();
            prop_assert_eq!(&runs, &expected);

            let mut counts: BTreeMap<Region, usize> = BTreeMap::new();
            for run in &runs {
                for region in run.spots.regions() {
                    *counts.entry(region).or_default() += 1;
                }
            }
            let heat = Heat::of(&runs);
            prop_assert_eq!(heat.counts().iter().copied().collect::<BTreeMap<_, _>>(), counts.clone());
            let most = counts.values().copied().max().unwrap_or(0);
            prop_assert_eq!(heat.leader().map_or(0, |(_, count)| count), most);
            for count in 1..=most {
                let step = if most <= 6 { 1 + usize::from(count > 2) + usize::from(count > 4) }
                    else { 1 + usize::from(count * 3 > most - most % 3) + usize::from(count > 2 * most / 3) };
                prop_assert_eq!(heat.step(count) as usize, step, "{} of {}", count, most);
            }

            check_recurrences(&runs);

            for sides in patterns::sides(&runs) {
                let of = |side| Region::new(sides.kind, Some(side)).map_or(0, |region| counts.remove(&region).unwrap_or(0));
                let mut of = of;
                prop_assert_eq!(sides, Sides { kind: sides.kind, left: of(Side::Left), right: of(Side::Right) });
            }
            prop_assert!(counts.keys().all(|region| region.area() == Area::Neck), "a paired area was left out");

            for (step, count) in patterns::after_runs(&runs) {
                let done = runs.iter().filter(|run| run.routine().is_some_and(|routine| routine.is_done(step)));
                prop_assert_eq!(count, done.count());
            }
        }
        check_helped(&entries, &massages);
    }
}
