//! 200 random runners over a year: whatever they mark, run and book, the advice of a day never contradicts itself, and nothing
//! is repeated for long where something else fits. Prints how often each piece of advice was given.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::at;
use std::collections::BTreeMap;
use tightspot::content::hands::suits_light_massage;
use tightspot::content::plan::{self, WarmUpPlan};
use tightspot::content::recovery::{Amount, Recovery};
use tightspot::content::suggestion::{self, Suggestion, Today};
use tightspot::content::{advice, next_door, stretch};
use tightspot::domain::body::level::{Feeling, Level};
use tightspot::domain::body::region::{Area, Region};
use tightspot::domain::body::spot::Later;
use tightspot::domain::body::spots::TightSpots;
use tightspot::domain::care::Phase;
use tightspot::domain::care::hands::Hands;
use tightspot::domain::care::planner::{Fit, RestDays, propose, verdict};
use tightspot::domain::care::race::{Class, Race, asks_about_legs, asks_whats_left, class_on, was_marathon};
use tightspot::domain::massage::{Massage, Progress};
use tightspot::domain::patterns;
use tightspot::domain::recovery::routine::{Routine, Step};
use tightspot::domain::run::distance::Distance;
use tightspot::domain::run::{Moment, Run, RunId, recent};
use tightspot::domain::settings::Settings;
use tightspot::domain::text::Text;
use tightspot::domain::time::calendar::Day;
use tightspot::domain::time::instant::{HOUR, Instant, MINUTE};

const RUNNERS: u64 = 200;
const DAYS: i64 = 365;
/// Longer than this, nothing is repeated where something else fits.
const REPEATED: usize = 3;

/// A small generator of random numbers (xorshift64*), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    fn is_one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn spots(&mut self, favourites: &[Region]) -> TightSpots {
        let regions: Vec<Region> = Region::all().collect();
        let mut spots = TightSpots::default();
        for _ in 0..self.below(4) {
            let region = if self.is_one_in(3) {
                regions[usize::try_from(self.below(regions.len() as u64)).unwrap()]
            } else {
                favourites[usize::try_from(self.below(favourites.len() as u64)).unwrap()]
            };
            let level = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3][usize::try_from(self.below(10)).unwrap()];
            spots.set_level(region, Level::from_number(level));
            let feeling = match self.below(60) {
                0 => Some(Feeling::ALL[usize::try_from(self.below(Feeling::ALL.len() as u64)).unwrap()]),
                1..=20 => Some(Feeling::Tight),
                _ => None,
            };
            spots.edit(region, |spot| spot.feelings = feeling.into_iter().collect());
        }
        spots
    }
}

/// How often in a row something was there, for everything that is there today.
#[derive(Default)]
struct Streaks(BTreeMap<String, usize>);

impl Streaks {
    /// Returns the longest streak of what is there now.
    fn note(&mut self, today: &[String]) -> usize {
        self.0 = today.iter().map(|what| (what.clone(), self.0.get(what).unwrap_or(&0) + 1)).collect();
        self.0.values().copied().max().unwrap_or(0)
    }
}

#[derive(Default)]
struct Counts(BTreeMap<&'static str, u32>);

impl Counts {
    fn add(&mut self, what: &'static str, is_given: bool) {
        *self.0.entry(what).or_default() += u32::from(is_given);
    }
}

struct Runner {
    random: Random,
    favourites: Vec<Region>,
    /// The weekdays without a run, Monday first.
    rests: [bool; 7],
    races: Vec<Race>,
    deep: Vec<Day>,
    /// Newest first.
    entries: Vec<Run>,
    /// The last day.
    seen: Option<Day>,
    mobility: Streaks,
    basics: Streaks,
    /// Eases what is suggested, every day.
    is_watched: bool,
    massages: Vec<Massage>,
}

impl Runner {
    fn new(seed: u64, first: Day) -> Runner {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let regions: Vec<Region> = Region::all().collect();
        let favourites = (0..3).map(|_| regions[usize::try_from(random.below(46)).unwrap()]).collect();
        let rests = std::array::from_fn(|_| random.is_one_in(3));
        let races = (0..random.below(5)).map(|_| Race {
            name: Text::clipped("Race"),
            is_for_fun: random.is_one_in(5),
            ..Race::new(
                first.plus(random.below(u64::try_from(DAYS).unwrap())),
                Class::ALL[usize::try_from(random.below(6)).unwrap()],
            )
        });
        let races = races.collect();
        let (mobility, basics) = Default::default();
        let (is_watched, massages) = (seed.is_multiple_of(20), vec![]);
        Runner {
            random,
            favourites,
            rests,
            races,
            deep: vec![],
            entries: vec![],
            seen: None,
            mobility,
            basics,
            is_watched,
            massages,
        }
    }

    /// Lives one day: checks the advice before, runs or rests, and checks it after.
    fn day(&mut self, now: Instant, counts: &mut Counts) {
        let today = now.day();
        let races: Vec<Race> = self.races.clone();
        let races: Vec<&Race> = races.iter().collect();
        let open = self.random.spots(&self.favourites);
        let mut run = Run::check_in(RunId::new(now, u32::try_from(self.random.below(1000)).unwrap()), now);
        run.spots = open;
        if let Some(question) = recent::question([&run], &self.entries, today) {
            counts.add("asked about days later", true);
            let is_gone = !self.random.is_one_in(3);
            for run in &mut self.entries {
                for moment in Moment::ALL {
                    let answer = Later { on: today, is_gone };
                    run.marks_mut(moment).edit(question.region, |spot| spot.later = Some(answer));
                }
            }
        }
        let spared = recent::spared([&run], &self.entries, today);
        let advised = run.spots.clone().with_spared(&spared);
        self.before(&advised, today, &races, counts);

        let is_rest = self.rests[today.weekday()] && !self.random.is_one_in(10);
        let rests_for_pain = advised.against_running().is_some() && self.random.is_one_in(2);
        if is_rest || rests_for_pain || self.random.is_one_in(15) {
            if self.random.is_one_in(4) {
                run.rest(now).unwrap();
                assert!(run.timing().is_none());
                self.entries.insert(0, run);
            } else if !run.spots.is_empty() {
                run.log().unwrap();
                self.entries.insert(0, run);
            }
            return;
        }
        run.start(now).unwrap();
        run.finish(now.plus(i64::try_from(20 + self.random.below(90)).unwrap() * MINUTE)).unwrap();
        if self.random.is_one_in(2) {
            run.distance = Distance::from_metres(u32::try_from(3000 + self.random.below(42_000)).unwrap());
        }
        if self.random.is_one_in(4) {
            run.came_up = self.random.spots(&self.favourites);
        }
        self.after(&run, today, &races, counts);
        run.close(now.plus(3 * HOUR)).unwrap();
        self.entries.insert(0, run);
        if self.random.is_one_in(25) {
            self.deep.push(today);
        }
    }

    fn before(&mut self, advised: &TightSpots, today: Day, races: &[&Race], counts: &mut Counts) {
        let closed = |area: Area| advised.off_limits().any(|closed| closed == area);
        let plan = WarmUpPlan::of(advised, class_on(races, today));
        for planned in &plan.moves {
            let touched = planned.warm_up.areas.iter().chain(planned.warm_up.loads).copied();
            assert!(touched.into_iter().all(|area| !closed(area)), "{today:?}: warm-up on a closed area");
        }
        let says_no_run = advised.against_running().is_some();
        counts.add("better no run", says_no_run);
        let is_leg_closed = advised.off_limits().any(Area::is_of_leg);
        assert!(!(is_leg_closed && plan.before.is_some()), "{today:?}: rest it, and jog");
        counts.add("warm-up with an easy start", plan.before.is_some());
        counts.add("strides before a race", plan.after.len() > 1);
        assert!(!(advised.has_chest_alarm() && (plan.before.is_some() || !plan.moves.is_empty())));

        // Rest and mobility.
        let all: Vec<&Run> = self.entries.iter().collect();
        let rhythm = RestDays::of(&all, today);
        let mobility = plan::mobility(advised, today);
        for planned in &mobility {
            let touched = planned.warm_up.areas.iter().chain(planned.warm_up.loads).copied();
            assert!(planned.warm_up.is_slow && touched.into_iter().all(|area| !closed(area)));
        }
        counts.add("rest day by rhythm", rhythm.is_rest(today));
        // A journey to the west brings a day twice.
        if self.seen == Some(today) {
            return;
        }
        self.seen = Some(today);
        if advised.is_empty() {
            let ids: Vec<String> = mobility.iter().map(|planned| planned.warm_up.id.to_owned()).collect();
            let longest = self.mobility.note(&ids);
            assert!(longest <= REPEATED, "{today:?}: mobility {ids:?} for {longest} days");
        } else {
            self.mobility = Streaks::default();
        }

        // These take long, and change little from one day to the next.
        if self.is_watched || today.epoch_days() % 3 == 0 {
            let next = self.ease_and_plan(advised, today, races, rhythm, counts);
            if let (true, Some(next), Some(at)) = (self.is_watched, next, Instant::on(today, 1200, 0)) {
                let (area, side) = (next.guide.area, next.region.and_then(Region::side));
                let progress = Progress::Done { at, took: 60 };
                self.massages.push(Massage { id: RunId::new(at, 1), area, side, tool: next.tool, progress });
                let old = self.massages.len().saturating_sub(5);
                self.massages.drain(..old);
            }
        }
    }

    fn ease_and_plan(
        &self,
        advised: &TightSpots,
        today: Day,
        races: &[&Race],
        rhythm: RestDays,
        counts: &mut Counts,
    ) -> Option<Suggestion> {
        let closed = |area: Area| advised.off_limits().any(|closed| closed == area);
        let all: Vec<&Run> = self.entries.iter().collect();
        // Self-massage: what is eased is not left alone, and no neighbour of it either.
        let now = Instant::on(today, 600, 0).unwrap();
        let ends: Vec<Instant> = self.deep.iter().filter_map(|day| Instant::on(*day, 1080, 0)).collect();
        let newest = patterns::telling(all.iter().copied(), &ends, today);
        let recurring = patterns::recurrences(&newest);
        let hands = Hands::of(now, races, &self.deep, all.iter().copied());
        counts.add("self-massage gentle", matches!(hands, Hands::Gentle(_)));
        counts.add("self-massage left for today", matches!(hands, Hands::Leave(_)));
        let fit = verdict(today, races).fit;
        assert!(fit != Fit::Race || matches!(hands, Hands::Leave(_)), "{today:?}: race and self-massage");
        assert!(
            fit != Fit::Light || hands != Hands::Usual,
            "{today:?}: light work only, and a firm self-massage"
        );
        let context =
            Today { day: today, spots: advised, recurring: &recurring, massages: &self.massages, lacks: &[] };
        let next = suggestion::suggest(&context).filter(|_| !matches!(hands, Hands::Leave(_)));
        counts.add("self-massage suggested", next.is_some());
        let others = |area: Area| {
            // Without this area, would there be another?
            let (_, spots) = advised.clone().split(|region| region.area() == area);
            let mut recurring = recurring.clone();
            recurring.retain(|found| found.region.area() != area);
            let without = Today { spots: &spots, recurring: &recurring, massages: &[], ..context };
            suggestion::suggest(&without).filter(|other| other.guide.area != area)
        };
        if let Some(next) = next {
            let area = next.guide.area;
            let was_eased = self.massages.iter().any(|massage| {
                massage.area == area
                    && (next.region.is_none() || massage.side == next.region.and_then(Region::side))
                    && matches!(massage.progress, Progress::Done { at, .. } if today.days_since(at.day()) == 1)
            });
            assert!(!was_eased || others(area).is_none(), "{today:?}: {area:?} again");
            counts.add("self-massage of the same area again", was_eased);
            assert!(!closed(next.guide.area) && !advised.forbids_massage(next.guide.area), "{today:?}");
            assert!(advice::no_massage_now(advised, next.guide.area).is_none());
            counts.add("look next door", next_door::find(next.guide.area).is_some());
        }
        counts.add("keeps coming back", !recurring.is_empty());
        counts.add("comes up on the run", !patterns::came_up(&newest).is_empty());

        // Deep and light.
        let proposals = propose(today, Phase::Building, &self.deep, races, rhythm, 3);
        for proposal in &proposals {
            let fit = verdict(proposal.day, races).fit;
            assert!(proposal.day > today && fit.allows_deep(), "{today:?}: deep on a day that is {fit:?}");
        }
        counts.add("deep work proposed", !proposals.is_empty());
        counts.add("light work only", fit == Fit::Light);
        counts.add("race today", fit == Fit::Race);
        let is_long = patterns::much_longer(&all, today).is_some();
        let is_light = is_long && suits_light_massage(hands, advised);
        counts.add("light massage after a long run", is_light);
        assert!(!is_light || !matches!(fit, Fit::Race | Fit::Light), "{today:?}: a massage by a race");
        let has_closed_leg = advised.off_limits().any(Area::is_of_leg);
        assert!(!is_light || !has_closed_leg, "{today:?}: leave a leg alone, and have it massaged");
        counts.add("legs on the day?", asks_about_legs(races, today).is_some());
        counts.add("what’s still there?", asks_whats_left(races, today).is_some());
        next
    }

    fn after(&mut self, run: &Run, today: Day, races: &[&Race], counts: &mut Counts) {
        let spared = recent::spared([run], &self.entries, today);
        let advised = run.all_spots().into_owned().with_spared(&spared);
        let is_mild = was_marathon(run, races);
        let amount = if is_mild { Amount::Mild } else { Amount::Full };
        let turn = self.entries.iter().filter(|run| run.timing().is_some()).count();
        let recovery = Recovery { advised, came_up: run.came_up.clone(), turn, amount };
        let closed = |area: Area| recovery.advised.off_limits().any(|closed| closed == area);
        let stretches = recovery.stretches();
        for exercise in &stretches {
            let stretch = stretch::find(&exercise.id).unwrap();
            let touched = stretch.areas.iter().chain(stretch.loads).copied();
            assert!(touched.into_iter().all(|area| !closed(area)), "{today:?}: {}", stretch.id);
            let is_for_it = run.came_up.iter().any(|(region, _)| Some(region.area()) == exercise.area());
            counts.add("stretched first, because it came up", is_for_it);
        }
        let is_routine = run.routine() == Some(&Routine::default());
        counts.add("routine", is_routine);
        counts.add("stretches after a marathon", is_mild);
        let legs_up = recovery.session(Step::LegsUp, &Settings::default());
        assert_eq!(legs_up.is_empty(), advice::no_legs_up(&recovery.advised).is_some());
        counts.add("legs up closed", legs_up.is_empty());
        // The glute is the one that is always there.
        if recovery.advised.is_empty() && !is_mild {
            let general = stretches.iter().map(|exercise| exercise.id.clone());
            let general: Vec<String> = general.filter(|id| id != "figure-4").collect();
            let longest = self.basics.note(&general);
            assert!(longest <= REPEATED, "{today:?}: {general:?} after {longest} runs");
        } else {
            self.basics = Streaks::default();
        }
    }
}

#[test]
fn a_year_of_200_runners_meets_no_advice_that_contradicts_another() {
    let mut counts = Counts::default();
    let first = at(common::NOW);
    for seed in 1..=RUNNERS {
        let mut runner = Runner::new(seed, first.day());
        for day in 0..DAYS {
            // Half a year later the clocks go back, and some runners travel.
            let offset = if day > 130 { 60 } else { 120 };
            let offset = if seed % 7 == 0 && day % 50 > 40 { -300 } else { offset };
            let now = Instant::new(first.ms() + day * 24 * HOUR, offset).unwrap();
            runner.day(now, &mut counts);
        }
    }
    for (what, count) in &counts.0 {
        println!("{count:>7}  {what}");
        assert!(*count > 0, "never given: {what}");
    }
}
