//! Tightspot: tap what feels tight, run, recover.

pub mod domain;
pub mod storage;
