//! What was guessed or left out in reading a file.

use thiserror::Error;

/// Each is a sentence without its end.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Note {
    #[error("Some points had no time")]
    Untimed,
    #[error("Some points had a wrong time and don’t count")]
    WrongTimes,
    #[error("Some points were far off and don’t count")]
    FarOff,
    #[error("Some of it was in the file twice and counts once")]
    Repeated,
    #[error("The times had no zone, so they count as UTC")]
    NoZone,
    #[error("Gaps in the track count as pauses")]
    Pauses,
    #[error("The file’s own totals were not whole, so its points count")]
    Totals,
    #[error("The file doesn’t say which sport this was")]
    NoSport,
    #[error("Nobody runs this fast for long. Was it a ride?")]
    Fast,
    #[error("The last part of the file is cut off")]
    CutOff,
}
