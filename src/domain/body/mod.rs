//! The body: its areas, how each one feels, the map they are drawn on, and what a touch on the map means.

pub mod level;
pub mod map;
pub mod region;
pub mod regions;
pub mod spots;
pub mod tap;
