//! What the phone does at once, by buzz and by sound, so that the runner notices without looking. The reminder to drink is
//! in `run/reminder.rs`.

use crate::domain::body::level::Level;
use crate::domain::recovery::breath::Phase;
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

    /// The tones in order, each in hertz and milliseconds; less than a second in all. What the runner taps is silent.
    /// Those of a session differ in their number and their course, so that they can be told apart without looking.
    pub const fn tones(self) -> &'static [(u16, u16)] {
        match self {
            Feedback::Ticked | Feedback::Marked(_) => &[],
            // One long high tone.
            Feedback::Begin => &[(880, 320)],
            Feedback::Countdown => &[(587, 60)],
            // High and low, twice: from side to side.
            Feedback::Switch => &[(784, 130), (523, 130), (784, 130), (523, 220)],
            // Three that fall and fade.
            Feedback::End => &[(784, 180), (659, 180), (523, 420)],
            // Rising with the breath, and falling with it.
            Feedback::BreatheIn => &[(294, 130), (392, 200)],
            Feedback::BreatheOut => &[(392, 130), (294, 200)],
        }
    }
}

/// How the sounds of a session share the phone with other apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sounding {
    /// They mix with the runner's music, and are mute while the phone is on silent.
    Mixed,
    /// They stop the music, and are heard on silent too.
    Alone,
    /// They are a track, which goes on with the screen off.
    Track,
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

impl From<Phase> for Feedback {
    fn from(phase: Phase) -> Feedback {
        match phase {
            Phase::In => Feedback::BreatheIn,
            Phase::Out => Feedback::BreatheOut,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUNDING: [Feedback; 6] = [
        Feedback::Begin,
        Feedback::Countdown,
        Feedback::Switch,
        Feedback::End,
        Feedback::BreatheIn,
        Feedback::BreatheOut,
    ];

    /// Each pitch against the one before it.
    fn course(alert: Feedback) -> Vec<std::cmp::Ordering> {
        alert.tones().windows(2).map(|pair| pair[1].0.cmp(&pair[0].0)).collect()
    }

    #[test]
    fn sounds_differ_in_their_course_or_clearly_in_pitch_and_length() {
        for (index, alert) in SOUNDING.iter().enumerate() {
            for other in &SOUNDING[index + 1..] {
                let (first, second) = (alert.tones()[0], other.tones()[0]);
                let is_far = first.0.abs_diff(second.0) > 200 && first.1.abs_diff(second.1) > 200;
                assert!(course(*alert) != course(*other) || is_far, "{alert:?}, {other:?}");
            }
        }
    }

    #[test]
    fn a_sound_is_over_before_the_next_can_come() {
        for alert in SOUNDING {
            assert!(alert.tones().iter().map(|(_, ms)| u32::from(*ms)).sum::<u32>() < 1000, "{alert:?}");
        }
    }

    #[test]
    fn alerts_that_must_not_be_confused_differ_in_buzz() {
        let distinct = [Feedback::Begin, Feedback::Switch, Feedback::End];
        for (index, alert) in distinct.iter().enumerate() {
            assert!(distinct[index + 1..].iter().all(|other| alert.buzz() != other.buzz()));
        }
        assert_ne!(Feedback::BreatheIn.buzz(), Feedback::BreatheOut.buzz());
        assert_eq!(Feedback::from(Cue::Switch), Feedback::Switch);
    }
}
