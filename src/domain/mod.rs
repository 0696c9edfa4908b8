//! What a runner's body, run and routine are. No clock, no browser, no storage: "now" and "today" are
//! always arguments.

pub mod alert;
pub mod body_map;
pub mod breath;
pub mod calendar;
pub mod distance;
pub mod guide;
pub mod hold;
pub mod id;
pub mod instant;
pub mod journal;
pub mod level;
pub mod massage;
pub mod note;
pub mod patterns;
pub mod region;
pub mod routine;
pub mod run;
pub mod settings;
pub mod spots;
pub mod steady;
pub mod table;
pub mod tap;
pub mod words;
