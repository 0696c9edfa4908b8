//! What to do for each area of the body: moves before a run, stretches after it, self-massage between runs. Each
//! with its dose and where that comes from. Texts in people's words; nothing here diagnoses or promises.

pub mod care;
pub mod massage;
pub mod plan;
pub mod source;
pub mod stretch;
pub mod warm_up;

#[cfg(test)]
mod tests;
