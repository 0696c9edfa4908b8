//! How strong a tight spot is, and what it feels like.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Tightness, 1 to 3. An area without a level is not tight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Mild = 1,
    Moderate,
    Severe,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Mild, Level::Moderate, Level::Severe];

    pub const fn from_number(number: u8) -> Option<Level> {
        match number {
            1 => Some(Level::Mild),
            2 => Some(Level::Moderate),
            3 => Some(Level::Severe),
            _ => None,
        }
    }

    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        self as u8
    }

    pub const fn word(self) -> &'static str {
        match self {
            Level::Mild => "Mild",
            Level::Moderate => "Moderate",
            Level::Severe => "Severe",
        }
    }

    /// The word within a sentence.
    pub const fn lower(self) -> &'static str {
        match self {
            Level::Mild => "mild",
            Level::Moderate => "moderate",
            Level::Severe => "severe",
        }
    }

    /// What it means, in the words of the runner.
    pub const fn sentence(self) -> &'static str {
        match self {
            Level::Mild => "Mild: I notice it",
            Level::Moderate => "Moderate: it bothers me",
            Level::Severe => "Severe: it changes how I move",
        }
    }

    /// The level after a tap on an area that is outlined with last time's level. The first tap repeats that level.
    pub const fn after_tap_on_outline(level: Option<Level>, last: Option<Level>) -> Option<Level> {
        match (level, last) {
            (None, Some(last)) => Some(last),
            (level, _) => Level::after_tap(level),
        }
    }

    /// The level after one more tap: none, mild, moderate, severe, none.
    pub const fn after_tap(level: Option<Level>) -> Option<Level> {
        match level {
            None => Some(Level::Mild),
            Some(Level::Mild) => Some(Level::Moderate),
            Some(Level::Moderate) => Some(Level::Severe),
            Some(Level::Severe) => None,
        }
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(deserializer)?;
        Level::from_number(number).ok_or_else(|| de::Error::custom("a level is 1, 2 or 3"))
    }
}

/// One way a spot can feel. The ids in records are never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feeling {
    Tight,
    Sore,
    Sharp,
    Numb,
    Swollen,
    /// Sore on one spot of a bone. [`Spot`](super::spot::Spot) stores it in a field of its own.
    #[serde(skip)]
    OnBone,
}

impl Feeling {
    pub const ALL: [Feeling; 6] =
        [Feeling::Tight, Feeling::Sore, Feeling::Sharp, Feeling::OnBone, Feeling::Numb, Feeling::Swollen];

    /// The label of its chip.
    pub const fn word(self) -> &'static str {
        match self {
            Feeling::Tight => "Tight",
            Feeling::Sore => "Sore",
            Feeling::Sharp => "Sharp",
            Feeling::Numb => "Numb, tingling",
            Feeling::Swollen => "Swollen, hot",
            Feeling::OnBone => "On the bone",
        }
    }

    /// The word within a sentence.
    pub const fn lower(self) -> &'static str {
        match self {
            Feeling::Tight => "tight",
            Feeling::Sore => "sore",
            Feeling::Sharp => "sharp",
            Feeling::Numb => "numb",
            Feeling::Swollen => "swollen",
            Feeling::OnBone => "sore on the bone",
        }
    }

    /// Whether a spot that feels like this must be left alone.
    pub const fn is_flag(self) -> bool {
        !matches!(self, Feeling::Tight | Feeling::Sore)
    }
}

/// A set of feelings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Feelings(u8);

impl Feelings {
    pub const fn contains(self, feeling: Feeling) -> bool {
        self.0 & 1 << feeling as u8 != 0
    }

    #[must_use]
    pub const fn toggled(self, feeling: Feeling) -> Feelings {
        Feelings(self.0 ^ 1 << feeling as u8)
    }

    /// Whether the list in a record is empty: "on the bone" is not in it.
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference.
    pub const fn is_stored_empty(&self) -> bool {
        self.0 & !(1 << Feeling::OnBone as u8) == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Feeling> {
        Feeling::ALL.into_iter().filter(move |&feeling| self.contains(feeling))
    }

    /// The feelings that make a spot one to leave alone, the most urgent first.
    pub fn flags(self) -> impl Iterator<Item = Feeling> {
        [Feeling::Swollen, Feeling::Numb, Feeling::OnBone, Feeling::Sharp]
            .into_iter()
            .filter(move |flag| self.contains(*flag))
    }

    /// Whether any of them is a flag: no roller, no massage, no stretch, no run.
    pub fn are_flagged(self) -> bool {
        self.flags().next().is_some()
    }

    /// These feelings without the flags.
    #[must_use]
    pub fn without_flags(self) -> Feelings {
        self.iter().filter(|feeling| !feeling.is_flag()).collect()
    }
}

impl FromIterator<Feeling> for Feelings {
    fn from_iter<I: IntoIterator<Item = Feeling>>(feelings: I) -> Self {
        feelings.into_iter().fold(Feelings::default(), |all, feeling| Feelings(all.0 | 1 << feeling as u8))
    }
}

impl Serialize for Feelings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().filter(|feeling| *feeling != Feeling::OnBone))
    }
}

impl<'de> Deserialize<'de> for Feelings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Feeling>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_taps_lead_back_to_none() {
        let mut seen = vec![];
        let mut level = None;
        for _ in 0..4 {
            level = Level::after_tap(level);
            seen.push(level.map_or(0, Level::number));
        }
        assert_eq!(seen, [1, 2, 3, 0]);
    }

    #[test]
    fn the_first_tap_on_an_outline_repeats_the_last_level() {
        use Level::{Mild, Moderate, Severe};
        for (level, last, expected) in [
            (None, None, Some(Mild)),
            (None, Some(Severe), Some(Severe)),
            (Some(Mild), Some(Severe), Some(Moderate)),
            (Some(Severe), Some(Mild), None),
        ] {
            assert_eq!(Level::after_tap_on_outline(level, last), expected);
        }
    }

    #[test]
    fn only_1_2_and_3_are_levels() {
        for number in 0..=u8::MAX {
            assert_eq!(
                Level::from_number(number).map(Level::number),
                (1..=3).contains(&number).then_some(number)
            );
        }
        assert!(serde_json::from_str::<Level>("0").is_err());
        assert!(serde_json::from_str::<Level>("4").is_err());
    }

    #[test]
    fn feelings_toggle_independently() {
        for chosen in Feeling::ALL {
            let feelings = Feelings::default().toggled(chosen);
            for feeling in Feeling::ALL {
                assert_eq!(feelings.contains(feeling), feeling == chosen);
            }
            assert_ne!(feelings, Feelings::default());
            assert_eq!(feelings.toggled(chosen), Feelings::default());
            assert_eq!(feelings.are_flagged(), chosen.is_flag());
            assert_eq!(
                feelings.without_flags(),
                if chosen.is_flag() { Feelings::default() } else { feelings }
            );
        }
    }

    #[test]
    fn a_feeling_named_twice_counts_once() {
        let feelings: Feelings = serde_json::from_str(r#"["sore","tight","sore"]"#).unwrap();
        assert_eq!(serde_json::to_string(&feelings).unwrap(), r#"["tight","sore"]"#);
        assert!(serde_json::from_str::<Feelings>(r#"["itchy"]"#).is_err());
    }
}
