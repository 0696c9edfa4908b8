//! The run: while it is on, and how it ends.

pub(super) mod finish;
pub(super) mod how_far;
pub(super) mod running;
