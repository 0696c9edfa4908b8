//! The import of a run file into the journal.

use super::State;
use super::route::Route;
use crate::domain::run::RunId;
use crate::domain::run_file::{self, BadFile, LARGEST, RunFile};
use leptos::prelude::*;

/// A file that the runner chose or another app shared, and the result of reading it.
#[derive(Clone)]
pub struct Opened {
    pub name: String,
    /// In bytes.
    pub size: usize,
    pub found: Result<RunFile, BadFile>,
    /// The run that was being edited when the runner chose the file.
    pub into: Option<RunId>,
}

impl State {
    /// Lets the runner choose a run file and shows it. Must be called from a user gesture.
    pub fn choose_run_file(&'static self, into: Option<RunId>) {
        // Accepts any type, because phones do not know the types of run files well enough to filter by them.
        let on_picked = move |name, size, bytes| {
            self.open_run_file(name, size, bytes, into);
            self.router.go(Route::RunFile);
        };
        (self.device.pick)("", LARGEST, Box::new(on_picked));
    }

    /// Opens the file that another app shared, if there is one.
    pub fn take_shared_file(&'static self) {
        (self.device.take_shared)(
            LARGEST,
            Box::new(|name, size, bytes| self.open_run_file(name, size, bytes, None)),
        );
    }

    fn open_run_file(&'static self, name: String, size: usize, bytes: Option<Vec<u8>>, into: Option<RunId>) {
        let found = match bytes {
            Some(bytes) => run_file::read(&bytes),
            None if size > LARGEST => Err(BadFile::TooLarge),
            None => Err(BadFile::Unreadable),
        };
        self.run_file.set(Some(Opened { name, size, found, into }));
    }
}
