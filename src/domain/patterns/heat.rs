//! How often each area was tight, as the map shows it.

use crate::domain::body::region::Region;
use crate::domain::run::Run;
use std::cmp::Reverse;

/// How often, in three steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Seldom = 1,
    Often,
    Most,
}

/// In how many runs each area was tight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heat {
    /// In reading order, without zeros.
    counts: Vec<(Region, usize)>,
    /// The sum of the levels of each, in the same order.
    strengths: Vec<u32>,
    /// The highest counts of the first two steps.
    limits: (usize, usize),
}

impl Heat {
    /// Up to this maximum the steps are 1–2, 3–4 and 5 or more; above it they are thirds of the maximum.
    const FEW: usize = 6;

    pub fn of(runs: &[&Run]) -> Heat {
        // Indexed by `Region::slot`, which is below 64.
        let (mut counts, mut strengths) = ([0; 64], [0; 64]);
        for (region, spot) in runs.iter().flat_map(|run| run.spots.iter()) {
            counts[region.slot()] += 1;
            strengths[region.slot()] += u32::from(spot.level.number());
        }
        let tight: Vec<_> = Region::all().filter(|region| counts[region.slot()] > 0).collect();
        let most = counts.into_iter().max().unwrap_or(0);
        Heat {
            limits: if most <= Heat::FEW { (2, 4) } else { (most / 3, 2 * most / 3) },
            strengths: tight.iter().map(|region| strengths[region.slot()]).collect(),
            counts: tight.into_iter().map(|region| (region, counts[region.slot()])).collect(),
        }
    }

    pub fn counts(&self) -> &[(Region, usize)] {
        &self.counts
    }

    pub const fn step(&self, count: usize) -> Step {
        if count <= self.limits.0 {
            Step::Seldom
        } else if count <= self.limits.1 {
            Step::Often
        } else {
            Step::Most
        }
    }

    /// The area that was tight most often. The stronger area wins a tie, then the first in reading order.
    pub fn leader(&self) -> Option<(Region, usize)> {
        let all = self.counts.iter().zip(&self.strengths);
        all.min_by_key(|((_, count), strength)| (Reverse(*count), Reverse(**strength))).map(|(area, _)| *area)
    }

    /// What the three steps mean: "1–2 runs", "3–4 runs", "5 or more".
    pub fn legend(&self) -> [String; 3] {
        let (first, second) = self.limits;
        let span = |from: usize, to: usize| match (from == to, to) {
            (true, 1) => "1 run".to_owned(),
            (true, _) => format!("{to} runs"),
            (false, _) => format!("{from}–{to} runs"),
        };
        [span(1, first), span(first + 1, second), format!("{} or more", second + 1)]
    }
}
