//! Tightspot: tap what feels tight, run, recover. An offline app for runners that keeps its data on the phone.
//!
//! The layers, lowest first. Each imports only from those before it, which `tests/layers` checks.

#[macro_use]
mod macros;

pub mod domain;

pub mod content;
pub mod storage;

pub mod state;

pub mod components;
pub mod pages;

pub mod app;
pub mod platform;
