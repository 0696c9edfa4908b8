//! Tightspot: tap what feels tight, run, recover. An offline app for runners that keeps its data on the phone.
//!
//! The layers, lowest first; each knows only those before it. `tests/layers.rs` holds them to it.

pub mod domain;

pub mod content;
pub mod storage;

pub mod state;

pub mod components;
pub mod pages;

pub mod app;
pub mod platform;
