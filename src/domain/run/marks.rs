//! The spots of a run: those that were tight before it, and those that came up on it.

use super::Run;
use crate::domain::body::spots::TightSpots;
use std::borrow::Cow;

/// When a spot was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// In the check-in before the run.
    Before,
    /// After it, because it came up on the run.
    After,
}

impl Moment {
    pub const ALL: [Moment; 2] = [Moment::Before, Moment::After];
}

impl Run {
    pub const fn marks(&self, moment: Moment) -> &TightSpots {
        match moment {
            Moment::Before => &self.spots,
            Moment::After => &self.came_up,
        }
    }

    pub const fn marks_mut(&mut self, moment: Moment) -> &mut TightSpots {
        match moment {
            Moment::Before => &mut self.spots,
            Moment::After => &mut self.came_up,
        }
    }

    /// Every spot, of before the run and after it.
    pub fn all_spots(&self) -> Cow<'_, TightSpots> {
        if self.came_up.is_empty() {
            Cow::Borrowed(&self.spots)
        } else {
            Cow::Owned(self.spots.clone().with_later(&self.came_up))
        }
    }
}
