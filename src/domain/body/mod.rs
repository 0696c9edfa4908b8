//! The body: its areas, how each one feels, the map that shows them, and touches on the map.

pub mod level;
pub mod map;
pub mod region;
pub mod regions;
pub mod spot;
pub mod spots;
pub mod tap;
