//! A run in a record.
//!
//! A build takes a record that names an area it does not know for damaged, but keeps a field that it does not know. So the
//! spots of areas that came later than others ([`Region::is_newer`]) are in fields of their own.

use super::{Life, Run, RunId, Timing};
use crate::domain::body::region::Region;
use crate::domain::body::spots::TightSpots;
use crate::domain::run::distance::Distance;
use crate::domain::text::Note;
use crate::domain::time::format::Seconds;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct StoredRun {
    id: RunId,
    life: Life,
    #[serde(default, skip_serializing_if = "TightSpots::is_empty")]
    spots: TightSpots,
    #[serde(default, skip_serializing_if = "TightSpots::is_empty")]
    more_spots: TightSpots,
    #[serde(default, skip_serializing_if = "TightSpots::is_empty")]
    came_up: TightSpots,
    #[serde(default, skip_serializing_if = "TightSpots::is_empty")]
    more_came_up: TightSpots,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    distance: Option<Distance>,
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    note: Note,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    walk: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    rest: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    warm_up: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    and_now_skipped: bool,
    /// The time without pauses, in seconds, if there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moving: Option<Seconds>,
}

impl From<StoredRun> for Run {
    fn from(stored: StoredRun) -> Run {
        let mut life = stored.life;
        if let Life::Recovering { timing, .. } | Life::Closed { timing, .. } = &mut life {
            *timing = timing.with_moving(stored.moving);
        }
        Run {
            id: stored.id,
            life,
            spots: stored.spots.with_spared(&stored.more_spots),
            came_up: stored.came_up.with_spared(&stored.more_came_up),
            distance: stored.distance,
            note: stored.note,
            is_walk: stored.walk,
            is_rest: stored.rest,
            warm_up: stored.warm_up,
            after_run_skipped: stored.and_now_skipped,
        }
    }
}

impl From<Run> for StoredRun {
    fn from(run: Run) -> StoredRun {
        let moving = run.timing().and_then(Timing::moving);
        let (more_spots, spots) = run.spots.split(Region::is_newer);
        let (more_came_up, came_up) = run.came_up.split(Region::is_newer);
        StoredRun {
            moving,
            id: run.id,
            life: run.life,
            spots,
            more_spots,
            came_up,
            more_came_up,
            distance: run.distance,
            note: run.note,
            walk: run.is_walk,
            rest: run.is_rest,
            warm_up: run.warm_up,
            and_now_skipped: run.after_run_skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::Level;
    use crate::domain::time::instant::Instant;

    #[test]
    fn older_builds_read_every_area_that_they_know() {
        let at = Instant::new(1_781_583_240_000, 120).unwrap();
        let mut run = Run::check_in(RunId::new(at, 1), at);
        for region in Region::all() {
            run.spots.set_level(region, Some(Level::Mild));
            run.came_up.set_level(region, Some(Level::Severe));
        }
        let text = serde_json::to_string(&run).unwrap();
        assert_eq!(serde_json::from_str::<Run>(&text).unwrap(), run);
        let stored: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (old, new) in [("spots", "more_spots"), ("came_up", "more_came_up")] {
            let ids = |field: &str| stored[field].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            assert_eq!(ids(new), ["knee-back-l", "knee-back-r"]);
            assert_eq!(ids(old).len(), 44);
        }
    }
}
