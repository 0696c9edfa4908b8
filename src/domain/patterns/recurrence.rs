//! Areas that are tight again and again, and whether they get worse.

use super::MIN_RUNS;
use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::Region;
use crate::domain::order;
use crate::domain::run::Run;

/// How many of the newest runs count.
pub(super) const MAX_RUNS: usize = 10;
/// An area that was tight in fewer of these runs does not count as recurring, unless it was severe twice or flagged
/// twice: sharp, numb, swollen or on the bone.
pub const TIMES: usize = 3;
/// An area has a streak if it was tight in at least `STREAK_TIMES` of the newest `STREAK` runs.
const STREAK: usize = 6;
const STREAK_TIMES: usize = 4;
/// With fewer runs than this there is no direction.
const DIRECTED: usize = 6;

/// The trend of an area's level. It compares the newer half of the runs with the older half; the middle run
/// of an odd number counts for neither. The level rises or eases if the means differ by half a level or more,
/// where "none" is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Steady,
    Rising,
    Easing,
}

/// An area that is tight again and again, and the runs that show it.
#[derive(Clone, Debug)]
pub struct Recurrence<'a> {
    pub region: Region,
    /// The runs that count, newest first, with the level in each.
    pub runs: Vec<(&'a Run, Option<Level>)>,
}

impl<'a> Recurrence<'a> {
    /// The levels of one area in the newest of these runs, which are sorted newest first.
    pub fn of(region: Region, runs: &[&'a Run]) -> Recurrence<'a> {
        let newest = runs.iter().take(MAX_RUNS);
        Recurrence { region, runs: newest.map(|run| (*run, run.spots.level(region))).collect() }
    }

    /// The number of runs in which it was tight.
    pub fn count(&self) -> usize {
        tight_in(&self.runs)
    }

    fn newest(&self, count: usize) -> &[(&'a Run, Option<Level>)] {
        &self.runs[..count.min(self.runs.len())]
    }

    /// Whether it was tight before most of the last few runs.
    pub fn is_streak(&self) -> bool {
        tight_in(self.newest(STREAK)) >= STREAK_TIMES
    }

    pub fn direction(&self) -> Direction {
        if self.runs.len() < DIRECTED {
            return Direction::Steady;
        }
        let half = self.runs.len() / 2;
        let sum =
            |runs: &[(&Run, Option<Level>)]| runs.iter().map(|(_, level)| number(*level)).sum::<usize>();
        let newer = 2 * sum(&self.runs[..half]);
        let older = 2 * sum(&self.runs[self.runs.len() - half..]);
        if newer >= older + half {
            Direction::Rising
        } else if older >= newer + half {
            Direction::Easing
        } else {
            Direction::Steady
        }
    }

    /// Worth showing someone: severe twice, flagged twice, or stronger with each of the last three runs.
    pub fn needs_attention(&self) -> bool {
        let climbs = matches!(self.newest(3), [(_, a), (_, b), (_, c)] if a > b && b > c);
        self.is_serious() || climbs
    }

    /// Severe twice, or flagged twice: that counts as a recurrence, however rare it is.
    fn is_serious(&self) -> bool {
        let severe = self.runs.iter().filter(|(_, level)| *level == Some(Level::Severe)).count();
        severe >= 2 || self.flagged_count() >= 2
    }

    /// The number of runs in which it was flagged. Even one means that it must not be treated.
    pub fn flagged_count(&self) -> usize {
        // "Gone" ends a flag, but the run still had it.
        let is_flagged =
            |run: &Run| run.all_spots().get(self.region).is_some_and(|spot| spot.feelings.are_flagged());
        self.runs.iter().filter(|(run, _)| is_flagged(run)).count()
    }

    /// The flags of all its runs, some of them more than once.
    pub fn flags(&self) -> Vec<Feeling> {
        let spots = self.runs.iter().filter_map(|(run, _)| run.all_spots().get(self.region).cloned());
        spots.flat_map(|spot| spot.feelings.flags().collect::<Vec<_>>()).collect()
    }

    /// "Tight before 5 of your last 6 runs", "4 of 10, getting stronger".
    pub fn sentence(&self) -> String {
        if self.is_streak() {
            let newest = self.newest(STREAK);
            return format!("Tight before {} of your last {} runs", tight_in(newest), newest.len());
        }
        let direction = match self.direction() {
            Direction::Rising => "getting stronger",
            Direction::Easing => "easing off",
            Direction::Steady => "steady",
        };
        format!("{} of {}, {direction}", self.count(), self.runs.len())
    }

    /// The same sentence for someone else: "Tight before 5 of 6 runs", "4 of 10 runs, getting stronger".
    pub fn brief_words(&self) -> String {
        let sentence = self.sentence();
        match sentence.split_once("your last ") {
            Some((before, after)) => text!(before, after),
            None => sentence.replacen(',', " runs,", 1),
        }
    }

    /// The runs that the sentence is about, newest first: those of the streak, otherwise those in which it
    /// was tight.
    pub fn evidence(&self) -> Vec<(&'a Run, Option<Level>)> {
        if self.is_streak() {
            return self.newest(STREAK).to_vec();
        }
        self.runs.iter().filter(|(_, level)| level.is_some()).copied().collect()
    }

    /// The bars in words: "Oldest to newest: none, mild, none".
    pub fn spoken(&self) -> String {
        let levels: Vec<_> =
            self.runs.iter().rev().map(|(_, level)| level.map_or("none", Level::lower)).collect();
        text!("Oldest to newest: ", levels.join(", "))
    }

    /// "These are the six:".
    pub fn evidence_heading(&self) -> String {
        const NUMBERS: [&str; MAX_RUNS + 1] =
            ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        text!("These are the ", NUMBERS[self.evidence().len()], ":")
    }
}

fn number(level: Option<Level>) -> usize {
    level.map_or(0, |level| usize::from(level.number()))
}

fn tight_in(runs: &[(&Run, Option<Level>)]) -> usize {
    runs.iter().filter(|(_, level)| level.is_some()).count()
}

/// The recurrences in the newest of these runs, sorted by how often the area was tight lately, then how often
/// in all, then by strength.
pub fn recurrences<'a>(runs: &[&'a Run]) -> Vec<Recurrence<'a>> {
    if runs.len() < MIN_RUNS {
        return vec![];
    }
    let mut all: Vec<_> = Region::all()
        .map(|region| Recurrence::of(region, runs))
        .filter(|recurrence| recurrence.count() >= TIMES || recurrence.is_serious())
        .collect();
    // By how often lately, then how often, then how strong. Each is below a hundred, because there are ten
    // runs at most.
    order::by_number(&mut all, |recurrence| {
        let strength: usize = recurrence.runs.iter().map(|(_, level)| number(*level)).sum();
        let lately = tight_in(recurrence.newest(STREAK));
        order::falling((lately * 100 + recurrence.count()) * 100 + strength)
    });
    all
}
