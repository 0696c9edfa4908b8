//! The state with in-memory stores and a fake device.
#![cfg(not(target_arch = "wasm32"))]

mod clock;
mod device;
mod diary;
mod early_taps;
#[path = "../common/fit.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod fit;
mod hands_free;
mod router;
mod run_files;
mod tabs;
mod vault;
mod visits;
mod week;

use device::{Fake, fake};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use tightspot::domain::body::level::{Feeling, Level};
use tightspot::domain::body::region::Region;
use tightspot::domain::run::Moment;
use tightspot::state::install::InstallMethod;
use tightspot::state::route::router::History;
use tightspot::state::vault::{Saving, Vault};
use tightspot::state::{Layout, Startup, State};
use tightspot::storage::memory::{Memory, MemoryMirror};
use tightspot::storage::{Change, Done, Mirror, Records, StoreError};

/// Starts the app at this address, without a mirror yet.
fn start_at(store: &Memory, hash: &str) -> &'static State {
    // Signals live as long as their owner: as long as the test.
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    let (vault, loaded) = Vault::open(Records::new(store.clone()), &Fake::DEVICE);
    fake(|fake| fake.history = vec![(hash.to_owned(), 0)]);
    let startup = Startup {
        depth: 0,
        hash: hash.to_owned(),
        history: History { push: Fake::push, replace: Fake::replace, back: Fake::back },
        install_method: Some(InstallMethod::ByHand),
        is_online: true,
        layout: Signal::derive(|| Layout::Phone),
    };
    State::new(vault, loaded, &Fake::DEVICE, startup)
}

/// Starts the app with both stores.
fn start(store: &Memory, mirror: &MemoryMirror) -> &'static State {
    let state = start_at(store, "#/body");
    state.vault.attach(Ok(Rc::new(mirror.clone())));
    state
}

/// Starts the app on a new phone.
fn start_new() -> &'static State {
    start(&Memory::default(), &MemoryMirror::default())
}

fn calf() -> Region {
    Region::from_id("calf-l").unwrap()
}

fn mark(state: &'static State) {
    state.diary.set_level(Moment::Before, calf(), Some(Level::Moderate));
}

fn mark_sharp(state: &'static State) {
    mark(state);
    state
        .diary
        .edit_spot(Moment::Before, calf(), |spot| spot.feelings = [Feeling::Sharp].into_iter().collect());
}

fn saving(state: &'static State) -> Saving {
    state.vault.saving().get_untracked()
}

type Request = Box<dyn FnOnce()>;

/// A mirror that answers only when it is told to, as `IndexedDB` does.
#[derive(Clone, Default)]
struct SlowMirror {
    content: MemoryMirror,
    waiting: Rc<RefCell<Vec<Request>>>,
}

impl SlowMirror {
    /// Carries out all requests, those that follow from an answer included.
    fn answer(&self) {
        while !self.waiting.borrow().is_empty() {
            for request in self.waiting.take() {
                request();
            }
        }
    }

    fn later(&self, request: impl FnOnce() + 'static) {
        self.waiting.borrow_mut().push(Box::new(request));
    }
}

impl Mirror for SlowMirror {
    fn read(&self, done: Done<Vec<(String, String)>>) {
        let content = self.content.clone();
        self.later(move || content.read(done));
    }

    fn get(&self, key: &str, done: Done<Option<String>>) {
        let (content, key) = (self.content.clone(), key.to_owned());
        self.later(move || content.get(&key, done));
    }

    fn put(&self, changes: Vec<Change>, done: Done<Vec<Option<String>>>) {
        let content = self.content.clone();
        self.later(move || content.put(changes, done));
    }

    fn erase(&self, rest: Change, done: Done<()>) {
        let content = self.content.clone();
        self.later(move || content.erase(rest, done));
    }

    fn keep_snapshot(&self, name: &str, copy: String, done: Done<()>) {
        let (content, name) = (self.content.clone(), name.to_owned());
        self.later(move || content.keep_snapshot(&name, copy, done));
    }

    fn snapshots(&self, done: Done<Vec<(String, String)>>) {
        let content = self.content.clone();
        self.later(move || content.snapshots(done));
    }
}

/// Attaches a mirror and lets it answer the first request.
fn attach_slow(state: &'static State) -> SlowMirror {
    let mirror = SlowMirror::default();
    state.vault.attach(Ok(Rc::new(mirror.clone())));
    mirror.answer();
    mirror
}

/// Attaches no mirror.
fn attach_none(state: &'static State) {
    state.vault.attach(Err(StoreError::Blocked));
}
