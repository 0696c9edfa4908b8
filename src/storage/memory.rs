//! A store in memory that fails on demand, for tests and benchmarks.

use super::key_value::{KeyValue, StoreError};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Clones share their content, as two tabs do.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    content: Rc<RefCell<BTreeMap<String, String>>>,
    /// Bytes of keys and values that fit; `None` for no limit.
    capacity: Rc<Cell<Option<usize>>>,
    blocked: Rc<Cell<bool>>,
}

impl Memory {
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
        self.reachable()?;
        let freed = self.content.borrow().get(key).map_or(0, |old| key.len() + old.len());
        let needed = self.used() - freed + key.len() + value.len();
        if self.capacity.get().is_some_and(|capacity| needed > capacity) {
            return Err(StoreError::Full);
        }
        self.content.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.reachable()?;
        self.content.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.reachable()?;
        Ok(self.content.borrow().keys().cloned().collect())
    }
}
