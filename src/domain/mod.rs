//! The model of the runner's body, runs, routine and care. It uses no clock, browser or storage: "now" and
//! "today" are always arguments.

pub mod body;
pub mod care;
pub mod example;
pub mod feedback;
pub mod id;
pub mod massage;
pub mod order;
pub mod patterns;
pub mod recovery;
pub mod run;
pub mod run_file;
pub mod settings;
pub mod text;
pub mod time;
