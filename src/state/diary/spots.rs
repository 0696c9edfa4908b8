//! What the runner says of their body: spots before a run, the warm-up, and how it is after.

use super::Diary;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::body::spots::{Change, Spot, TightSpots};
use crate::domain::run::RunId;
use leptos::prelude::*;

/// How the spots of a check-in were before, for "Undo".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpotUndo {
    Cleared(Region, Spot),
    /// The areas that "Same as last time" marked.
    Repeated(Vec<Region>),
}

impl Diary {
    /// Sets the level of a spot in the open check-in, which begins with the first. Gives what was cleared.
    pub fn set_level(&'static self, region: Region, level: Option<Level>) -> Option<SpotUndo> {
        let mut run = self.checked_in();
        let before = run.spots.get(region).cloned();
        run.spots.set_level(region, level);
        // A tap says how tight it is, not that it is no longer sharp, numb or swollen.
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

    /// Marks what was marked last time, as far as it is not marked yet.
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

    /// Ticks a move of the warm-up, or takes the tick back.
    pub fn toggle_warm_up(&'static self, id: &str) {
        let mut run = self.checked_in();
        match run.warm_up.iter().position(|ticked| ticked == id) {
            Some(place) => {
                run.warm_up.remove(place);
            }
            None => run.warm_up.push(id.to_owned()),
        }
        self.put_open(run);
    }

    /// "And now?": how spots of a finished run feel after it; `None` takes the answer back.
    pub fn tell_after(&'static self, id: &RunId, regions: &[Region], change: Option<Change>) {
        if let Some(mut run) = untrack(|| self.find(id)) {
            for region in regions {
                run.spots.edit(*region, |spot| spot.after = change);
            }
            run.after_run_skipped = false;
            self.upsert(run);
        }
    }

    /// "And now?" is skipped, or asked again.
    pub fn skip_after_run(&'static self, id: &RunId, skip: bool) {
        if let Some(mut run) = untrack(|| self.find(id)) {
            run.after_run_skipped = skip;
            self.upsert(run);
        }
    }
}
