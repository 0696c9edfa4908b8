//! Spots: marked before a run, eased by the warm-up, and answered for after it.

use super::Diary;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::body::spot::{Change, Later, Spot};
use crate::domain::body::spots::TightSpots;
use crate::domain::run::{Life, Run, RunId};
use leptos::prelude::*;

/// The earlier state of the spots, for "Undo".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpotUndo {
    Cleared(Region, Spot),
    /// The areas that "Same as last time" has marked.
    Repeated(Vec<Region>),
    /// The spots as they were before the answer to "And now?", days later.
    Answered(Vec<(RunId, Region, Spot)>),
}

impl Diary {
    /// Sets the level of a spot. The first spot opens a check-in. Returns the spot if it was cleared.
    pub fn set_level(&'static self, region: Region, level: Option<Level>) -> Option<SpotUndo> {
        let mut run = self.checked_in();
        let before = run.spots.get(region).cloned();
        run.spots.set_level(region, level);
        // A tap only sets how tight the spot is: an earlier flag stays.
        if before.is_none()
            && let Some(spot) = untrack(|| self.spared()).get(region).filter(|spot| spot.is_flagged())
        {
            run.spots.edit(region, |new| new.feelings = spot.feelings);
        }
        self.put_open(run);
        before.filter(|_| level.is_none()).map(|spot| SpotUndo::Cleared(region, spot))
    }

    /// Changes the feelings or the note of a marked spot.
    pub fn edit_spot(&'static self, region: Region, change: impl FnOnce(&mut Spot)) {
        let mut run = self.checked_in();
        run.spots.edit(region, change);
        self.put_open(run);
    }

    /// Marks last time's spots that are not marked yet.
    pub fn repeat_last(&'static self, last: &TightSpots) -> SpotUndo {
        let mut run = self.checked_in();
        let new: Vec<Region> = last.regions().filter(|region| run.spots.get(*region).is_none()).collect();
        for &region in &new {
            if let Some(spot) = last.get(region) {
                run.spots.set_level(region, Some(spot.level));
                // What is gone stays gone.
                let feelings = if spot.is_flagged() { spot.feelings } else { spot.feelings.without_flags() };
                run.spots.edit(region, |new| new.feelings = feelings);
            }
        }
        self.put_open(run);
        SpotUndo::Repeated(new)
    }

    /// The answer to "Left shin was sharp on Monday. And now?". It stays with the newest mark of an earlier day. Today's own
    /// mark loses its flags if they are gone.
    pub fn answer(&'static self, region: Region, is_gone: bool) -> Option<SpotUndo> {
        if !self.vault.may_change() {
            return None;
        }
        let on = (self.device.now)().day();
        let has_it = |run: &&Run| run.spots.get(region).is_some();
        let open = self.open.get_untracked().filter(|run| has_it(&run));
        let recovering = self.recovering.get_untracked();
        let newest = self
            .past
            .with_untracked(|past| recovering.iter().chain(past).find(has_it).cloned())
            .filter(|run| run.spots.get(region).is_some_and(Spot::is_flagged));
        let mut before = vec![];
        for mut run in open.into_iter().chain(newest) {
            let is_open = matches!(run.life(), Life::CheckedIn { .. } | Life::Running { .. });
            before.extend(run.spots.get(region).map(|spot| (run.id.clone(), region, spot.clone())));
            run.spots.edit(region, |spot| {
                spot.later = Some(Later { on, is_gone });
                if is_gone && is_open {
                    spot.feelings = spot.feelings.without_flags();
                }
            });
            self.put(&run);
        }
        Some(SpotUndo::Answered(before))
    }

    pub fn undo(&'static self, undo: SpotUndo) {
        if let SpotUndo::Answered(before) = undo {
            for (id, region, spot) in before {
                if let Some(mut run) = untrack(|| self.find(&id)).filter(|_| self.vault.may_change()) {
                    run.spots.edit(region, |now| *now = spot);
                    self.put(&run);
                }
            }
            return;
        }
        let mut run = self.checked_in();
        match undo {
            SpotUndo::Cleared(region, spot) => run.spots.restore(region, spot),
            SpotUndo::Repeated(regions) => {
                for region in regions {
                    run.spots.set_level(region, None);
                }
            }
            SpotUndo::Answered(_) => {}
        }
        self.put_open(run);
    }

    /// Ticks or unticks a warm-up move.
    pub fn toggle_warm_up(&'static self, id: &str) {
        let mut run = self.checked_in();
        match run.warm_up.iter().position(|ticked| ticked == id) {
            Some(index) => {
                run.warm_up.remove(index);
            }
            None => run.warm_up.push(id.to_owned()),
        }
        self.put_open(run);
    }

    /// "And now?": sets how spots feel after the run; `None` clears the answer.
    pub fn set_after(&'static self, id: &RunId, regions: &[Region], change: Option<Change>) {
        if let Some(mut run) = untrack(|| self.find(id)) {
            for region in regions {
                run.spots.edit(*region, |spot| spot.after = change);
            }
            run.after_run_skipped = false;
            self.upsert(run);
        }
    }

    /// Skips "And now?", or asks it again.
    pub fn skip_after_run(&'static self, id: &RunId, skip: bool) {
        if let Some(mut run) = untrack(|| self.find(id)) {
            run.after_run_skipped = skip;
            self.upsert(run);
        }
    }
}
