//! One tight spot, and what may be done with it.

use super::level::{Feeling, Feelings, Level};
use super::region::Area;
use crate::domain::text::Note;
use crate::domain::time::calendar::Day;
use serde::{Deserialize, Serialize};

/// One marked area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredSpot", into = "StoredSpot")]
pub struct Spot {
    pub level: Level,
    pub feelings: Feelings,
    pub note: Note,
    /// The position in the order of marking: the newest spot has the highest number.
    pub order: u32,
    /// How it felt after the run, if the runner entered it.
    pub after: Option<Change>,
    /// What became of a flagged spot, if the runner was asked days later.
    pub later: Option<Later>,
}

/// The answer to "Left shin was sharp on Monday. And now?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Later {
    pub on: Day,
    #[serde(rename = "gone")]
    pub is_gone: bool,
}

/// What may be done with a spot today, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handling {
    /// Moves, stretches and self-massage.
    Ease,
    /// A severe joint or tendon: no move that needs it, no massage.
    Spare,
    /// Sharp, numb, swollen or on the bone, or a severe chest: nothing at all, and no run.
    LeaveAlone,
}

impl Spot {
    /// A spot that has only been tapped.
    pub fn tapped(level: Level, order: u32) -> Spot {
        Spot { level, feelings: Feelings::default(), note: Note::default(), order, after: None, later: None }
    }

    /// Whether it is sharp, numb, swollen or on the bone, and the runner has not said that this is gone.
    pub fn is_flagged(&self) -> bool {
        self.feelings.are_flagged() && !self.later.is_some_and(|later| later.is_gone)
    }

    /// What may be done with it, in this area.
    pub fn handling(&self, area: Area) -> Handling {
        match self.level {
            _ if self.is_flagged() => Handling::LeaveAlone,
            Level::Severe if area == Area::Chest => Handling::LeaveAlone,
            Level::Severe if area.is_joint_or_tendon() => Handling::Spare,
            _ => Handling::Ease,
        }
    }
}

/// How a spot feels after the run, compared with before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Better,
    Same,
    Worse,
}

impl Change {
    pub const ALL: [Change; 3] = [Change::Better, Change::Same, Change::Worse];

    pub const fn word(self) -> &'static str {
        match self {
            Change::Better => "Better",
            Change::Same => "Same",
            Change::Worse => "Worse",
        }
    }
}

/// A spot in a record. A build that does not know a feeling takes the record for damaged, but keeps a field that it does
/// not know. So "on the bone", which came later than the others, is a field of its own.
#[derive(Clone, Serialize, Deserialize)]
struct StoredSpot {
    level: Level,
    #[serde(default, skip_serializing_if = "Feelings::is_stored_empty")]
    feelings: Feelings,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    on_bone: bool,
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    note: Note,
    #[serde(default)]
    order: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Change>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    later: Option<Later>,
}

impl From<StoredSpot> for Spot {
    fn from(stored: StoredSpot) -> Spot {
        let StoredSpot { level, feelings, on_bone, note, order, after, later } = stored;
        let on_bone = on_bone.then_some(Feeling::OnBone);
        Spot { level, feelings: feelings.iter().chain(on_bone).collect(), note, order, after, later }
    }
}

impl From<Spot> for StoredSpot {
    fn from(spot: Spot) -> StoredSpot {
        let Spot { level, feelings, note, order, after, later } = spot;
        StoredSpot { level, feelings, on_bone: feelings.contains(Feeling::OnBone), note, order, after, later }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_handling_follows_from_level_feelings_area_and_answer() {
        let gone = Some(Later { on: Day::parse("2026-06-18").unwrap(), is_gone: true });
        let stays = Some(Later { on: Day::parse("2026-06-18").unwrap(), is_gone: false });
        for (area, level, feeling, later, expected) in [
            (Area::Calf, Level::Severe, None, None, Handling::Ease),
            (Area::Calf, Level::Severe, Some(Feeling::Tight), None, Handling::Ease),
            (Area::Calf, Level::Mild, Some(Feeling::Sharp), None, Handling::LeaveAlone),
            (Area::Shin, Level::Mild, Some(Feeling::OnBone), stays, Handling::LeaveAlone),
            (Area::Shin, Level::Mild, Some(Feeling::OnBone), gone, Handling::Ease),
            (Area::Knee, Level::Moderate, Some(Feeling::Sore), None, Handling::Ease),
            (Area::Knee, Level::Severe, None, None, Handling::Spare),
            (Area::Knee, Level::Severe, Some(Feeling::Numb), None, Handling::LeaveAlone),
            (Area::Knee, Level::Severe, Some(Feeling::Numb), gone, Handling::Spare),
            (Area::Chest, Level::Moderate, None, None, Handling::Ease),
            (Area::Chest, Level::Severe, Some(Feeling::Tight), None, Handling::LeaveAlone),
        ] {
            let spot = Spot { feelings: feeling.into_iter().collect(), later, ..Spot::tapped(level, 1) };
            assert_eq!(spot.handling(area), expected, "{area:?} {level:?} {feeling:?} {later:?}");
        }
    }

    #[test]
    fn on_the_bone_is_a_field_of_its_own_in_records() {
        let text = r#"{"level":3,"feelings":["sore"],"on_bone":true,"order":2,"later":{"on":"2026-06-18","gone":false}}"#;
        let spot: Spot = serde_json::from_str(text).unwrap();
        assert!(spot.feelings.contains(Feeling::OnBone) && spot.feelings.contains(Feeling::Sore));
        assert_eq!(serde_json::to_string(&spot).unwrap(), text);
        let alone = r#"{"level":3,"on_bone":true,"order":2}"#;
        let spot: Spot = serde_json::from_str(alone).unwrap();
        assert_eq!(spot.feelings.iter().collect::<Vec<_>>(), [Feeling::OnBone]);
        assert_eq!(serde_json::to_string(&spot).unwrap(), alone);
    }
}
