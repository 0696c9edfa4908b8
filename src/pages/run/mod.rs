//! The run: the page while it is under way, and the sheets at its end.

pub(super) mod finish;
pub(super) mod how_far;
pub(super) mod running;
