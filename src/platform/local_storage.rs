//! The browser's localStorage.

use crate::storage::{KeyValue, StoreError};
use gloo_storage::Storage;
use wasm_bindgen::{JsCast, JsValue};

/// localStorage of this origin. It may be blocked at any time, so every call checks again.
pub struct LocalStorage;

impl LocalStorage {
    /// Returns localStorage. Checks first, because gloo panics where it is blocked.
    fn reach() -> Result<web_sys::Storage, StoreError> {
        match super::window().local_storage() {
            Ok(Some(_)) => Ok(gloo_storage::LocalStorage::raw()),
            _ => Err(StoreError::Blocked),
        }
    }
}

impl KeyValue for LocalStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        LocalStorage::reach()?.get_item(key).map_err(|reason| store_error(&reason))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        LocalStorage::reach()?.set_item(key, value).map_err(|reason| store_error(&reason))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        LocalStorage::reach()?.remove_item(key).map_err(|reason| store_error(&reason))
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = LocalStorage::reach()?;
        let length = storage.length().map_err(|reason| store_error(&reason))?;
        Ok((0..length).filter_map(|index| storage.key(index).ok().flatten()).collect())
    }
}

fn store_error(reason: &JsValue) -> StoreError {
    let name = reason.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::Full,
        Some("SecurityError") => StoreError::Blocked,
        _ => StoreError::Failed,
    }
}
