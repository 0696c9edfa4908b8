//! Alerts that the runner should notice without looking, by buzz and by sound.

use crate::domain::body::level::Level;
use crate::domain::recovery::guide::Cue;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
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

impl Alert {
    /// Milliseconds on, off, on and so on. Empty if a sound is enough.
    pub const fn buzz(self) -> &'static [u32] {
        match self {
            Alert::Ticked => &[15],
            Alert::Begin | Alert::BreatheIn | Alert::Marked(None) => &[20],
            Alert::Countdown => &[],
            Alert::Switch => &[40, 60, 40],
            Alert::End => &[80, 60, 80],
            Alert::BreatheOut => &[20, 80, 20],
            Alert::Marked(Some(Level::Mild)) => &[10],
            Alert::Marked(Some(Level::Moderate)) => &[10, 40, 10],
            Alert::Marked(Some(Level::Severe)) => &[10, 40, 10, 40, 20],
        }
    }

    /// The tones in order, each in hertz and milliseconds. What the runner taps is silent.
    pub const fn tones(self) -> &'static [(u16, u16)] {
        match self {
            Alert::Ticked | Alert::Marked(_) => &[],
            Alert::Begin => &[(660, 180)],
            Alert::Countdown => &[(880, 60)],
            Alert::Switch => &[(660, 140), (880, 220)],
            Alert::End => &[(660, 160), (830, 160), (990, 320)],
            Alert::BreatheIn => &[(392, 260)],
            Alert::BreatheOut => &[(294, 260)],
        }
    }
}

impl From<Cue> for Alert {
    fn from(cue: Cue) -> Alert {
        match cue {
            Cue::Begin => Alert::Begin,
            Cue::Tick => Alert::Countdown,
            Cue::Switch => Alert::Switch,
            Cue::End => Alert::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_that_must_not_be_confused_differ_in_buzz_and_sound() {
        let distinct = [Alert::Begin, Alert::Switch, Alert::End];
        for (index, alert) in distinct.iter().enumerate() {
            for other in &distinct[index + 1..] {
                assert_ne!(alert.buzz(), other.buzz());
                assert_ne!(alert.tones(), other.tones());
            }
        }
        assert_ne!(Alert::BreatheIn.buzz(), Alert::BreatheOut.buzz());
        assert_ne!(Alert::BreatheIn.tones(), Alert::BreatheOut.tones());
        assert_eq!(Alert::from(Cue::Switch), Alert::Switch);
    }
}
