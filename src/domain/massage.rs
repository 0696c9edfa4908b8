//! Self-massage: an area, a tool, a timer, and then a line in the log.

use super::id::Id;
use crate::domain::body::region::{Area, Side};
use crate::domain::recovery::guide::Guide;
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::Instant;
use serde::{Deserialize, Serialize};

/// What the runner presses or rolls with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tool {
    Roller,
    Stick,
    Ball,
    Fingers,
}

impl Tool {
    pub const ALL: [Tool; 4] = [Tool::Roller, Tool::Stick, Tool::Ball, Tool::Fingers];

    pub const fn name(self) -> &'static str {
        match self {
            Tool::Roller => "Roller",
            Tool::Stick => "Stick",
            Tool::Ball => "Ball",
            Tool::Fingers => "Fingers",
        }
    }

    /// What is done with it: "Roll for 60 s".
    pub const fn verb(self) -> &'static str {
        match self {
            Tool::Roller | Tool::Stick => "Roll",
            Tool::Ball | Tool::Fingers => "Press",
        }
    }
}

/// The state of a self-massage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    UnderWay(Guide),
    /// Over, with the seconds that it took.
    Done {
        at: Instant,
        took: Seconds,
    },
}

/// A self-massage of one area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Massage {
    pub id: Id,
    pub area: Area,
    /// The side, if the runner massaged only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    pub tool: Tool,
    pub progress: Progress,
}

impl Massage {
    /// Less than this many seconds is not worth a line in the log.
    pub const SHORTEST: Seconds = 10;

    pub const fn guide(&self) -> Option<&Guide> {
        match &self.progress {
            Progress::UnderWay(guide) => Some(guide),
            Progress::Done { .. } => None,
        }
    }

    /// Changes the session while it is under way.
    pub fn change_guide(&mut self, change: impl FnOnce(&mut Guide)) {
        if let Progress::UnderWay(guide) = &mut self.progress {
            change(guide);
        }
    }

    /// Ends it now, or at the time it ran out if that was earlier. Returns whether it is worth keeping.
    pub fn finish(&mut self, now: Instant) -> bool {
        if let Progress::UnderWay(guide) = &self.progress {
            let at = guide.ended(now).unwrap_or(now);
            self.progress = Progress::Done { at, took: guide.held(at) };
        }
        matches!(self.progress, Progress::Done { took, .. } if took >= Massage::SHORTEST)
    }

    /// Whether its time has run out but it has not been finished.
    pub fn has_ended(&self, now: Instant) -> bool {
        self.guide().is_some_and(|guide| guide.ended(now).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::recovery::guide::{Exercise, Sides};
    use crate::domain::time::instant::HOUR;

    fn at(ms: i64) -> Instant {
        Instant::new(1_000_000_000 + ms, 0).unwrap()
    }

    fn calf() -> Massage {
        let exercise = Exercise::new("calf", Some(Area::Calf), Sides::Left, 5, 60);
        let guide = Guide::start(vec![exercise], at(0)).unwrap();
        let id = Id::new(at(0), 1);
        Massage {
            id,
            area: Area::Calf,
            side: Some(Side::Left),
            tool: Tool::Roller,
            progress: Progress::UnderWay(guide),
        }
    }

    #[test]
    fn it_is_logged_with_the_time_that_was_spent() {
        for (now, keep, end, took) in [
            (14_999, false, 14_999, 9),
            (15_000, true, 15_000, 10),
            (65_000, true, 65_000, 60),
            (8 * HOUR, true, 65_000, 60),
        ] {
            let mut massage = calf();
            assert_eq!(massage.has_ended(at(now)), now >= 65_000);
            assert_eq!(massage.finish(at(now)), keep, "{now}");
            assert_eq!(massage.progress, Progress::Done { at: at(end), took });
            assert_eq!(massage.finish(at(now + 1)), keep, "finishing again changes nothing");
            assert!(massage.guide().is_none() && !massage.has_ended(at(9 * HOUR)));
        }
    }

    #[test]
    fn it_can_be_written_and_read_back() {
        let mut massage = calf();
        massage.change_guide(|guide| guide.toggle_pause(at(6_000)));
        assert!(massage.guide().unwrap().is_paused());
        for _ in 0..2 {
            let text = serde_json::to_string(&massage).unwrap();
            assert_eq!(serde_json::from_str::<Massage>(&text).unwrap(), massage);
            massage.finish(at(HOUR));
        }
    }
}
