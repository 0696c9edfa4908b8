//! Spots: marked before a run, eased by the warm-up, and answered for after it.

use super::Diary;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::body::spot::{Change, Spot};
use crate::domain::body::spots::TightSpots;
use crate::domain::run::RunId;
use leptos::prelude::*;

/// The earlier state of the spots, for "Undo".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpotUndo {
    Cleared(Region, Spot),
    /// The areas that "Same as last time" has marked.
    Repeated(Vec<Region>),
}

impl Diary {
    /// Sets the level of a spot. The first spot opens a check-in. Returns the spot if it was cleared.
    pub fn set_level(&'static self, region: Region, level: Option<Level>) -> Option<SpotUndo> {
        let mut run = self.checked_in();
        let before = run.spots.get(region).cloned();
        run.spots.set_level(region, level);
        // A tap only sets how tight the spot is: an earlier flag stays.
        if before.is_none()
            && let Some(spot) = untrack(|| self.flagged()).get(region)
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
                run.spots.edit(region, |new| new.feelings = spot.feelings);
            }
        }
        self.put_open(run);
        SpotUndo::Repeated(new)
    }

    pub fn undo(&'static self, undo: SpotUndo) {
        let mut run = self.checked_in();
        match undo {
            SpotUndo::Cleared(region, spot) => run.spots.restore(region, spot),
            SpotUndo::Repeated(regions) => {
                for region in regions {
                    run.spots.set_level(region, None);
                }
            }
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
