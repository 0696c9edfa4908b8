//! In-memory stores that fail on demand, for tests.

use super::change::Change;
use super::key_value::{KeyValue, StoreError};
use super::merge::resolve;
use super::mirror::{Done, Mirror};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A key-value store. Clones share their content, like two tabs.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    content: Rc<RefCell<BTreeMap<String, String>>>,
    /// The most bytes of keys and values; `None` for no limit.
    capacity: Rc<Cell<Option<usize>>>,
    blocked: Rc<Cell<bool>>,
    /// Every n-th write fails; 0 for none.
    fails_every: Rc<Cell<usize>>,
    writes: Rc<Cell<usize>>,
}

impl Memory {
    /// Makes every `k`-th write from now on fail; 0 for none.
    pub fn fail_every(&self, k: usize) {
        self.fails_every.set(k);
        self.writes.set(0);
    }

    pub fn limit_to(&self, bytes: Option<usize>) {
        self.capacity.set(bytes);
    }

    pub fn block(&self, blocked: bool) {
        self.blocked.set(blocked);
    }

    pub fn used(&self) -> usize {
        self.content.borrow().iter().map(|(key, value)| key.len() + value.len()).sum()
    }

    pub fn content(&self) -> BTreeMap<String, String> {
        self.content.borrow().clone()
    }

    fn write(&self) -> Result<(), StoreError> {
        self.writes.set(self.writes.get() + 1);
        let k = self.fails_every.get();
        if k > 0 && self.writes.get().is_multiple_of(k) { Err(StoreError::Failed) } else { self.reachable() }
    }

    fn reachable(&self) -> Result<(), StoreError> {
        if self.blocked.get() { Err(StoreError::Blocked) } else { Ok(()) }
    }
}

impl KeyValue for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.reachable()?;
        Ok(self.content.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write()?;
        let freed = self.content.borrow().get(key).map_or(0, |old| key.len() + old.len());
        let needed = self.used() - freed + key.len() + value.len();
        if self.capacity.get().is_some_and(|capacity| needed > capacity) {
            return Err(StoreError::Full);
        }
        self.content.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.write()?;
        self.content.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.reachable()?;
        Ok(self.content.borrow().keys().cloned().collect())
    }
}

/// A mirror in memory. Clones share their content.
#[derive(Clone, Debug, Default)]
pub struct MemoryMirror {
    content: Rc<RefCell<BTreeMap<String, String>>>,
    snapshots: Rc<RefCell<BTreeMap<String, String>>>,
    /// Every n-th call fails; `None` for no failures.
    fails_after: Rc<Cell<Option<usize>>>,
    calls: Rc<Cell<usize>>,
}

impl MemoryMirror {
    /// Makes every `k`-th call from now on fail; 0 for none.
    pub fn fail_every(&self, k: usize) {
        self.fails_after.set(Some(k).filter(|k| *k > 0));
        self.calls.set(0);
    }

    pub fn content(&self) -> BTreeMap<String, String> {
        self.content.borrow().clone()
    }

    /// Stores a text as another tab would.
    pub fn set(&self, key: &str, text: &str) {
        self.content.borrow_mut().insert(key.to_owned(), text.to_owned());
    }

    fn answer<T>(&self, value: impl FnOnce() -> T, done: Done<T>) {
        self.calls.set(self.calls.get() + 1);
        let fails = self.fails_after.get().is_some_and(|k| self.calls.get().is_multiple_of(k));
        done(if fails { Err(StoreError::Failed) } else { Ok(value()) });
    }
}

impl Mirror for MemoryMirror {
    fn read(&self, done: Done<Vec<(String, String)>>) {
        self.answer(|| self.content().into_iter().collect(), done);
    }

    fn get(&self, key: &str, done: Done<Option<String>>) {
        self.answer(|| self.content.borrow().get(key).cloned(), done);
    }

    fn put(&self, changes: Vec<Change>, done: Done<Vec<Option<String>>>) {
        let put = || {
            let mut content = self.content.borrow_mut();
            let put_one = |change: Change| {
                let resolved = resolve(&change, content.get(&change.key).map(String::as_str));
                match &resolved {
                    Some(text) => content.insert(change.key, text.clone()),
                    None => content.remove(&change.key),
                };
                resolved
            };
            changes.into_iter().map(put_one).collect()
        };
        self.answer(put, done);
    }

    fn erase(&self, rest: Change, done: Done<()>) {
        let erase = || {
            let mut content = self.content.borrow_mut();
            content.clear();
            content.extend(rest.text.map(|text| (rest.key, text)));
            self.snapshots.borrow_mut().clear();
        };
        self.answer(erase, done);
    }

    fn keep_snapshot(&self, name: &str, copy: String, done: Done<()>) {
        self.answer(|| _ = self.snapshots.borrow_mut().insert(name.to_owned(), copy), done);
    }

    fn snapshots(&self, done: Done<Vec<(String, String)>>) {
        self.answer(|| self.snapshots.borrow().clone().into_iter().collect(), done);
    }
}
