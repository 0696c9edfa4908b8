//! "Ease the week", in words.

use super::source::Source;
use crate::domain::care::ease_week::{EaseWeek, Stage};

/// What to do in that week.
pub fn proposal() -> String {
    format!("Flat instead of hills, one easy run less. Look again after {} runs.", EaseWeek::runs())
}

/// The sources of [`proposal`].
pub const SOURCES: &[Source] = &[Source::Castell, Source::TopTips];

/// "Easy week: Left calf. Flat, one run less.", or what came of it.
pub fn words(week: EaseWeek, stage: Stage) -> String {
    let name = week.name();
    match stage {
        Stage::UnderWay => text!("Easy week: ", name, ". Flat, one run less."),
        Stage::LookAgain { tight } => {
            let runs = EaseWeek::runs();
            format!("{name}: tight before {tight} of the {runs} runs since your easy week began.")
        }
    }
}
