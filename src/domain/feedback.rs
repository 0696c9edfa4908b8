//! What the phone does at once, by buzz and by sound, so that the runner notices without looking. The reminder to drink is
//! in `run/reminder.rs`.

use crate::domain::body::level::Level;
use crate::domain::recovery::guide::Cue;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// The runner ticked something by hand.
    Ticked,
    /// A hold begins.
    Begin,
    /// Three, two, one.
    Countdown,
    /// Change sides.
    Switch,
    /// The time is up.
    End,
    BreatheIn,
    BreatheOut,
    /// A tap on the map set this level, or cleared the area.
    Marked(Option<Level>),
}

impl Feedback {
    /// Milliseconds on, off, on and so on. Empty if a sound is enough.
    pub const fn buzz(self) -> &'static [u32] {
        match self {
            Feedback::Ticked => &[15],
            Feedback::Begin | Feedback::BreatheIn | Feedback::Marked(None) => &[20],
            Feedback::Countdown => &[],
            Feedback::Switch => &[40, 60, 40],
            Feedback::End => &[80, 60, 80],
            Feedback::BreatheOut => &[20, 80, 20],
            Feedback::Marked(Some(Level::Mild)) => &[10],
            Feedback::Marked(Some(Level::Moderate)) => &[10, 40, 10],
            Feedback::Marked(Some(Level::Severe)) => &[10, 40, 10, 40, 20],
        }
    }

    /// The tones in order, each in hertz and milliseconds. What the runner taps is silent.
    pub const fn tones(self) -> &'static [(u16, u16)] {
        match self {
            Feedback::Ticked | Feedback::Marked(_) => &[],
            Feedback::Begin => &[(660, 180)],
            Feedback::Countdown => &[(880, 60)],
            Feedback::Switch => &[(660, 140), (880, 220)],
            Feedback::End => &[(660, 160), (830, 160), (990, 320)],
            Feedback::BreatheIn => &[(392, 260)],
            Feedback::BreatheOut => &[(294, 260)],
        }
    }
}

impl From<Cue> for Feedback {
    fn from(cue: Cue) -> Feedback {
        match cue {
            Cue::Begin => Feedback::Begin,
            Cue::Tick => Feedback::Countdown,
            Cue::Switch => Feedback::Switch,
            Cue::End => Feedback::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_that_must_not_be_confused_differ_in_buzz_and_sound() {
        let distinct = [Feedback::Begin, Feedback::Switch, Feedback::End];
        for (index, alert) in distinct.iter().enumerate() {
            for other in &distinct[index + 1..] {
                assert_ne!(alert.buzz(), other.buzz());
                assert_ne!(alert.tones(), other.tones());
            }
        }
        assert_ne!(Feedback::BreatheIn.buzz(), Feedback::BreatheOut.buzz());
        assert_ne!(Feedback::BreatheIn.tones(), Feedback::BreatheOut.tones());
        assert_eq!(Feedback::from(Cue::Switch), Feedback::Switch);
    }
}
