//! Instants, days, durations as words, and the detection of a wall clock that was changed.

pub mod calendar;
pub mod clock_watch;
pub mod format;
pub mod instant;
