//! Spots: marked before a run or after it, eased by the warm-up, and answered for after it.

use super::Diary;
use crate::domain::body::level::Level;
use crate::domain::body::region::Region;
use crate::domain::body::spot::{Change, Later, Spot};
use crate::domain::body::spots::TightSpots;
use crate::domain::run::{Life, Moment, Run, RunId};
use leptos::prelude::*;

/// The earlier state of the spots, for "Undo".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpotUndo {
    Cleared(Moment, Region, Spot),
    /// The areas that "Same as last time" has marked.
    Repeated(Vec<Region>),
    /// The spots as they were before the answer to "And now?", days later.
    Answered(Vec<(RunId, Moment, Region, Spot)>),
}

impl Diary {
    /// The spots of the open check-in, or those that came up on the run that is just over.
    pub fn marks(&'static self, moment: Moment) -> Memo<TightSpots> {
        match moment {
            Moment::Before => self.spots,
            Moment::After => self.came_up,
        }
    }

    /// Sets the level of a spot. The first spot before a run opens a check-in. Returns the spot if it was cleared.
    pub fn set_level(
        &'static self,
        moment: Moment,
        region: Region,
        level: Option<Level>,
    ) -> Option<SpotUndo> {
        let before = self.marks(moment).with_untracked(|marks| marks.get(region).cloned());
        let is_new = before.is_none();
        self.change_marks(moment, |marks| {
            marks.set_level(region, level);
            // A tap only sets how tight the spot is: an earlier flag stays.
            if is_new
                && let Some(spot) = untrack(|| self.spared()).get(region).filter(|spot| spot.is_flagged())
            {
                marks.edit(region, |new| new.feelings = spot.feelings);
            }
        });
        before.filter(|_| level.is_none()).map(|spot| SpotUndo::Cleared(moment, region, spot))
    }

    /// Changes the feelings or the note of a marked spot.
    pub fn edit_spot(&'static self, moment: Moment, region: Region, change: impl FnOnce(&mut Spot)) {
        self.change_marks(moment, |marks| marks.edit(region, change));
    }

    fn change_marks(&'static self, moment: Moment, change: impl FnOnce(&mut TightSpots)) {
        match moment {
            Moment::Before => {
                let mut run = self.checked_in();
                change(&mut run.spots);
                self.put_open(run);
            }
            // Without a run that is just over there is nothing to mark.
            Moment::After => {
                if let Some(mut run) = untrack(|| self.just_over()) {
                    change(&mut run.came_up);
                    self.upsert(run);
                }
            }
        }
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
        let has_it = |run: &&Run| run.all_spots().get(region).is_some();
        let open = self.open.get_untracked().filter(|run| has_it(&run));
        let recovering = self.recovering.get_untracked();
        let newest = self
            .past
            .with_untracked(|past| recovering.iter().chain(past).find(has_it).cloned())
            .filter(|run| run.all_spots().get(region).is_some_and(Spot::is_flagged));
        let mut before = vec![];
        for mut run in open.into_iter().chain(newest) {
            let is_open = matches!(run.life(), Life::CheckedIn { .. } | Life::Running { .. });
            for moment in Moment::ALL {
                let id = run.id.clone();
                before.extend(run.marks(moment).get(region).map(|spot| (id, moment, region, spot.clone())));
                run.marks_mut(moment).edit(region, |spot| {
                    spot.later = Some(Later { on, is_gone });
                    if is_gone && is_open {
                        spot.feelings = spot.feelings.without_flags();
                    }
                });
            }
            self.put(&run);
        }
        Some(SpotUndo::Answered(before))
    }

    pub fn undo(&'static self, undo: SpotUndo) {
        match undo {
            SpotUndo::Answered(before) => {
                for (id, moment, region, spot) in before {
                    if let Some(mut run) = untrack(|| self.find(&id)).filter(|_| self.vault.may_change()) {
                        run.marks_mut(moment).edit(region, |now| *now = spot);
                        self.put(&run);
                    }
                }
            }
            SpotUndo::Cleared(moment, region, spot) => {
                self.change_marks(moment, |marks| marks.restore(region, spot));
            }
            SpotUndo::Repeated(regions) => self.change_marks(Moment::Before, |marks| {
                for region in regions {
                    marks.set_level(region, None);
                }
            }),
        }
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
