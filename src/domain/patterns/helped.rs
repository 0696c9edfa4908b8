//! Whether areas were easier at the next run after they were treated. It counts the runner's own notes and
//! never proves anything.
//!
//! Two consecutive check-ins make a pair for each area that was tight at the first. The area was *treated* if
//! it was massaged (on that side) or stretched between the two, otherwise *left alone*. It was *easier* if
//! its level was lower, or gone, at the second. The two shares count as different only if they differ by 35
//! points or more and the 95 % interval of their difference excludes zero: Newcombe's hybrid score interval
//! (R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890, method 10), which is valid for small counts
//! too.

use crate::domain::body::region::Region;
use crate::domain::massage::{Massage, Progress};
use crate::domain::order;
use crate::domain::run::journal::belongs;
use crate::domain::run::{Run, Timing};
use crate::domain::time::instant::{HOUR, MINUTE};

/// Fewer pairs than this, treated or left alone, are too few for a verdict.
const MIN_PAIRS: u32 = 4;
/// After so many treated pairs without a difference, someone else should look ("Top Massage Tips": it may come from elsewhere;
/// how many is our own choice).
const TRIED_OFTEN: u32 = 8;
/// Shares that differ by fewer percentage points than this count as equal.
const POINTS: i64 = 35;
/// The most areas that are returned.
const AREAS: usize = 4;

/// A fraction: `easier` out of `of`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub easier: u32,
    pub of: u32,
}

impl Tally {
    const fn count(&mut self, is_easier: bool) {
        self.of += 1;
        self.easier += is_easier as u32;
    }

    fn share(self) -> f64 {
        f64::from(self.easier) / f64::from(self.of)
    }

    /// Wilson's 95 % score interval of the share.
    fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.959_963_984_540_054;
        let (n, share) = (f64::from(self.of), self.share());
        let middle = share + Z * Z / (2.0 * n);
        let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        ((middle - reach) / scale, (middle + reach) / scale)
    }
}

/// The result of comparing the two shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    TooFew,
    EasingHelps,
    SettlesAlone,
    NoDifference,
}

impl Verdict {
    pub const fn text(self) -> &'static str {
        match self {
            Verdict::TooFew => "Too few runs to tell",
            Verdict::EasingHelps => "Easing seems to help",
            Verdict::SettlesAlone => "Seems to settle on its own",
            Verdict::NoDifference => "No clear difference",
        }
    }
}

/// How often one area was easier at the next run, when treated and when left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helped {
    pub region: Region,
    pub treated: Tally,
    pub alone: Tally,
}

impl Helped {
    /// Whether easing was tried often and made no difference.
    pub fn is_tried_in_vain(&self) -> bool {
        self.treated.of >= TRIED_OFTEN && self.verdict() == Verdict::NoDifference
    }

    pub fn verdict(&self) -> Verdict {
        let (treated, alone) = (self.treated, self.alone);
        if treated.of < MIN_PAIRS || alone.of < MIN_PAIRS {
            return Verdict::TooFew;
        }
        // Both sides are multiplied by 100 times both counts, so that rounding never decides.
        let product = i64::from(treated.of) * i64::from(alone.of);
        let difference =
            i64::from(treated.easier) * i64::from(alone.of) - i64::from(alone.easier) * i64::from(treated.of);
        if 100 * difference >= POINTS * product && lowest_difference(treated, alone) > 0.0 {
            Verdict::EasingHelps
        } else if -100 * difference >= POINTS * product && lowest_difference(alone, treated) > 0.0 {
            Verdict::SettlesAlone
        } else {
            Verdict::NoDifference
        }
    }
}

/// The lower end of Newcombe's interval of `more` minus `less`.
pub(super) fn lowest_difference(more: Tally, less: Tally) -> f64 {
    let (below, above) = (more.share() - more.interval().0, less.interval().1 - less.share());
    more.share() - less.share() - (below * below + above * above).sqrt()
}

/// When a check-in was made, in minutes of local time since 1970. If only the day is known, its beginning.
fn minute_of(run: &Run) -> i64 {
    let began = run.day().epoch_days() * 1440 + i64::from(run.minute_of_day().unwrap_or(0));
    // If the run was started in the app, its check-in was earlier: its id has the time of the check-in.
    let marked_before = run
        .timing()
        .and_then(Timing::started)
        .zip(run.id.made())
        .map(|(started, made)| started.ms() - made)
        .filter(|before| (0..24 * HOUR).contains(before));
    began - marked_before.unwrap_or(0) / MINUTE
}

/// Counts every pair of check-ins, including those without a run. `newest_first` are the entries of the
/// journal; the massages may be in any order. The areas with the most pairs come first.
pub fn helped<'a>(
    newest_first: impl IntoIterator<Item = &'a Run>,
    massages: impl IntoIterator<Item = &'a Massage>,
) -> Vec<Helped> {
    let entries: Vec<&Run> = newest_first.into_iter().filter(|run| belongs(run)).collect();
    let mut treated: Vec<(i64, &Massage)> = massages
        .into_iter()
        .filter_map(|massage| match massage.progress {
            Progress::Done { at, .. } => {
                Some((at.day().epoch_days() * 1440 + i64::from(at.minute_of_day()), massage))
            }
            Progress::UnderWay(_) => None,
        })
        .collect();
    order::by_number(&mut treated, |(minute, _)| *minute);
    let mut tallies = [(Tally::default(), Tally::default()); 64];
    for pair in entries.windows(2) {
        let [newer, older] = pair else { continue };
        let from = treated.partition_point(|(minute, _)| *minute < minute_of(older));
        let to = treated.partition_point(|(minute, _)| *minute <= minute_of(newer));
        let between = treated.get(from..to).unwrap_or_default();
        let stretched = older.routine().map_or(&[][..], |routine| &routine.guided().stretched);
        for (region, spot) in older.spots.iter() {
            let is_massaged = between.iter().any(|(_, massage)| {
                massage.area == region.area() && (massage.side.is_none() || massage.side == region.side())
            });
            let is_easier = newer.spots.level(region) < Some(spot.level);
            let (treated, alone) = &mut tallies[region.slot()];
            let tally = if is_massaged || stretched.contains(&region.area().known_before()) {
                treated
            } else {
                alone
            };
            tally.count(is_easier);
        }
    }
    let mut all: Vec<_> = Region::all()
        .map(|region| (region, tallies[region.slot()]))
        .filter(|(_, (treated, _))| treated.of > 0)
        .map(|(region, (treated, alone))| Helped { region, treated, alone })
        .collect();
    order::by_number(&mut all, |helped| -i64::from(helped.treated.of + helped.alone.of));
    all.truncate(AREAS);
    all
}
