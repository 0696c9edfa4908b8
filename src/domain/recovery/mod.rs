//! After the run: the routine with its four steps, and the sessions that guide the runner through them.

pub mod breath;
pub mod guide;
pub mod hold;
pub mod routine;
pub mod track;
