//! What to do for each area of the body: moves before a run, stretches after it, self-massage between runs.
//! Each has its dose and the dose's sources. The texts use everyday words, and never diagnose or promise
//! anything.

pub mod advice;
pub mod care;
pub mod easing;
pub mod hands;
pub mod massage;
pub mod next_door;
pub mod offer;
pub mod plan;
pub mod race;
pub mod recovery;
pub mod source;
pub mod stretch;
pub mod suggestion;
pub mod visit;
pub mod warm_up;

#[cfg(test)]
mod tests;
