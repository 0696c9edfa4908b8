//! Slow breathing: the seconds in and out, and the current phase.

use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Millis, SECOND};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A pace of breathing. Five seconds in and five out are about six breaths a minute, the pace that studies of
/// slow breathing use (Zaccaro et al., Frontiers in Human Neuroscience, 2018).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Breath {
    /// Seconds, 2 to 10.
    inhale: Seconds,
    /// Seconds, 2 to 10.
    exhale: Seconds,
    /// Length of a session in minutes, 1 to 10.
    minutes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    In,
    Out,
}

impl Breath {
    /// The paces that can be chosen: seconds in, seconds out.
    pub const PACES: [(Seconds, Seconds); 4] = [(4, 4), (5, 5), (4, 6), (6, 6)];
    /// The lengths that can be chosen, in minutes.
    pub const MINUTES: [u32; 4] = [1, 2, 3, 5];

    /// `None` if a value is out of range.
    pub fn new(inhale: Seconds, exhale: Seconds, minutes: u32) -> Option<Breath> {
        let fits = (2..=10).contains(&inhale) && (2..=10).contains(&exhale) && (1..=10).contains(&minutes);
        fits.then_some(Breath { inhale, exhale, minutes })
    }

    /// The same with another pace. Unchanged if that is out of range.
    #[must_use]
    pub fn with_pace(self, (inhale, exhale): (Seconds, Seconds)) -> Breath {
        Breath::new(inhale, exhale, self.minutes).unwrap_or(self)
    }

    /// The same with another length in minutes. Unchanged if that is out of range.
    #[must_use]
    pub fn with_minutes(self, minutes: u32) -> Breath {
        Breath::new(self.inhale, self.exhale, minutes).unwrap_or(self)
    }

    pub const fn pace(self) -> (Seconds, Seconds) {
        (self.inhale, self.exhale)
    }

    pub const fn minutes(self) -> u32 {
        self.minutes
    }

    /// Whole length of a session in seconds.
    pub const fn length(self) -> Seconds {
        self.minutes * 60
    }

    /// Milliseconds of one breath.
    pub fn cycle(self) -> Millis {
        Millis::from(self.inhale + self.exhale) * SECOND
    }

    /// The phase after this many milliseconds, and the milliseconds until it changes.
    pub fn phase(self, gone: Millis) -> (Phase, Millis) {
        let within = gone.rem_euclid(self.cycle());
        let turn = Millis::from(self.inhale) * SECOND;
        if within < turn { (Phase::In, turn - within) } else { (Phase::Out, self.cycle() - within) }
    }

    /// The beginnings of all phases, without an end: the milliseconds from the start, and the phase.
    pub fn turns(self) -> impl Iterator<Item = (Millis, Phase)> {
        let mut at = 0;
        std::iter::repeat_with(move || {
            let begin = at;
            let (phase, left) = self.phase(begin);
            at += left;
            (begin, phase)
        })
    }

    /// Breaths a minute, rounded to a whole number.
    pub const fn a_minute(self) -> u32 {
        let cycle = self.inhale + self.exhale;
        (60 + cycle / 2) / cycle
    }
}

impl Default for Breath {
    fn default() -> Self {
        Breath { inhale: 5, exhale: 5, minutes: 2 }
    }
}

impl<'de> Deserialize<'de> for Breath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            inhale: Seconds,
            exhale: Seconds,
            minutes: u32,
        }
        let Raw { inhale, exhale, minutes } = Raw::deserialize(deserializer)?;
        Breath::new(inhale, exhale, minutes).ok_or_else(|| de::Error::custom("breath out of range"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_and_out_alternate() {
        let breath = Breath::new(4, 6, 2).unwrap();
        for (gone, phase, left) in [
            (0, Phase::In, 4_000),
            (3_999, Phase::In, 1),
            (4_000, Phase::Out, 6_000),
            (9_999, Phase::Out, 1),
            (10_000, Phase::In, 4_000),
            (-1, Phase::Out, 1),
        ] {
            assert_eq!(breath.phase(gone), (phase, left), "{gone}");
        }
        assert_eq!(
            (breath.cycle(), breath.length(), breath.pace(), breath.minutes()),
            (10_000, 120, (4, 6), 2)
        );
    }

    #[test]
    fn phases_begin_in_turn() {
        let breath = Breath::new(4, 6, 1).unwrap();
        let expected = [(0, Phase::In), (4_000, Phase::Out), (10_000, Phase::In), (14_000, Phase::Out)];
        assert_eq!(breath.turns().take(4).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn paces_convert_to_breaths_a_minute() {
        for ((inhale, exhale), a_minute) in Breath::PACES.into_iter().zip([8, 6, 6, 5]) {
            assert_eq!(Breath::new(inhale, exhale, 1).unwrap().a_minute(), a_minute);
        }
        assert_eq!(Breath::default().a_minute(), 6);
    }

    #[test]
    fn breaths_out_of_range_are_refused() {
        for (inhale, exhale, minutes) in [(1, 5, 2), (11, 5, 2), (5, 1, 2), (5, 11, 2), (5, 5, 0), (5, 5, 11)]
        {
            assert_eq!(Breath::new(inhale, exhale, minutes), None);
            let text = format!(r#"{{"inhale":{inhale},"exhale":{exhale},"minutes":{minutes}}}"#);
            assert!(serde_json::from_str::<Breath>(&text).is_err());
        }
        assert!(Breath::new(2, 10, 10).is_some() && Breath::new(10, 2, 1).is_some());
    }
}
