//! What a runner's body, run and routine are. No clock, no browser, no storage: "now" and "today" are
//! always arguments.

pub mod body_map;
pub mod calendar;
pub mod distance;
pub mod hold;
pub mod instant;
pub mod journal;
pub mod level;
pub mod note;
pub mod region;
pub mod routine;
pub mod run;
pub mod settings;
pub mod spots;
pub mod tap;
pub mod words;
