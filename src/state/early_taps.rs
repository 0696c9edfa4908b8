//! The marks made in the frame, before the program had loaded. `frame.js` writes them down.

use super::State;
use super::route::Route;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::run::{Moment, Run, RunId};
use crate::domain::time::instant::Instant;
use leptos::prelude::*;

/// The name under which they are remembered until the program has them.
pub const EARLY_TAPS: &str = "early-taps";

/// A region and the level that the runner saw after a tap on it.
pub type Mark = (Region, Option<Level>);

impl State {
    /// Takes the marks in the order in which they were made. Today's go to Body, which calls [`State::early_marks_due`], if it is
    /// on the screen. Those of an earlier day, left over because the program could not start, go to that day. While nothing may
    /// be changed, all stay where they are.
    pub fn take_early_taps(&'static self, text: &str) {
        if !self.vault.may_change() {
            return;
        }
        let today = (self.device.now)().day();
        let (todays, earlier): (Vec<_>, Vec<_>) =
            parse(text, self.device.at).into_iter().partition(|(at, _)| at.day() >= today);
        let mut rest = earlier.as_slice();
        while let Some(&(first, _)) = rest.first() {
            let of_that_day = rest.iter().take_while(|(at, _)| at.day() == first.day()).count();
            let (marks, later) = rest.split_at(of_that_day);
            self.set_on(first, marks);
            rest = later;
        }
        let marks: Vec<Mark> = todays.into_iter().map(|(_, mark)| mark).collect();
        let is_check_in = !self.diary.is_running().get_untracked()
            && self.shown().with_untracked(|shown| shown.page() == Route::Body);
        if is_check_in && !marks.is_empty() {
            self.early_marks.set(marks);
            return;
        }
        for (region, level) in marks {
            self.diary.set_level(Moment::Before, region, level);
        }
        self.forget_early_taps();
    }

    /// Today's marks that Body has not taken yet. While an earlier day's check-in is still open, they are not due.
    pub fn early_marks_due(&'static self) -> Vec<Mark> {
        let marks = self.early_marks.get();
        if marks.is_empty() || !self.waits_for_overdue() { marks } else { vec![] }
    }

    /// Body has taken them, or everything is erased.
    pub fn forget_early_taps(&'static self) {
        self.early_marks.set(vec![]);
        (self.device.remember)(EARLY_TAPS, None);
    }

    /// Whether an earlier day's check-in is still open. It is closed once the stores were compared.
    pub fn waits_for_overdue(&'static self) -> bool {
        self.vault.may_change() && self.diary.is_open_overdue()
    }

    /// Sets marks of an earlier day: in the check-in of that day if it is still open, else in a log.
    fn set_on(&'static self, at: Instant, marks: &[(Instant, Mark)]) {
        let is_open = |run: &Option<Run>| run.as_ref().is_some_and(|run| run.day() == at.day());
        if self.diary.open().with_untracked(is_open) {
            for (_, (region, level)) in marks {
                self.diary.set_level(Moment::Before, *region, *level);
            }
            return;
        }
        let mut run = Run::check_in(RunId::new(at, (self.device.random)()), at);
        for (_, (region, level)) in marks {
            run.spots.set_level(*region, *level);
        }
        if !run.spots.is_empty() && run.log().is_ok() {
            self.diary.upsert(run);
        }
    }
}

/// Parses `calf-l=2@1764115200000`, separated by spaces: the region, its level (0 for none), and the time in milliseconds since
/// 1970 UTC. Leaves out what is damaged.
fn parse(text: &str, at: fn(i64) -> Instant) -> Vec<(Instant, Mark)> {
    let mark = |mark: &str| {
        let (region, rest) = mark.split_once('=')?;
        let (level, ms) = rest.split_once('@')?;
        let level = level.parse().ok().filter(|level| *level <= 3)?;
        Some((at(ms.parse().ok()?), (Region::from_id(region)?, Level::from_number(level))))
    };
    text.split(' ').filter_map(mark).collect()
}
