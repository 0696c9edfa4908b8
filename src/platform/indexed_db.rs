//! The browser's `IndexedDB` as the durable second store. Every change is a transaction of its own with strict
//! durability: when it is told to be complete, it is on the disk.

use crate::storage::{Change, Done, Mirror, StoreError, kept};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

const DATABASE: &str = "tightspot";
const STORE: &str = "records";

struct IndexedDb(IdbDatabase);

/// Opens it, or tells that there is none.
pub fn open(done: Done<Rc<dyn Mirror>>) {
    let done = once(done);
    if let Err(reason) = try_open(&done) {
        finish(&done, Err(meaning(&reason)));
    }
}

type Once<T> = Rc<RefCell<Option<Done<T>>>>;

fn once<T>(done: Done<T>) -> Once<T> {
    Rc::new(RefCell::new(Some(done)))
}

/// A transaction can fail in more than one way at once: the first answer counts.
fn finish<T>(done: &Once<T>, result: Result<T, StoreError>) {
    if let Some(done) = done.take() {
        done(result);
    }
}

fn try_open(done: &Once<Rc<dyn Mirror>>) -> Result<(), JsValue> {
    let factory = super::window().indexed_db()?.ok_or("no IndexedDB")?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opened = request.clone();
    on(&request, "upgradeneeded", move || {
        let _ = opened
            .result()
            .map(|database| database.unchecked_into::<IdbDatabase>().create_object_store(STORE));
    });
    let (opened, told) = (request.clone(), done.clone());
    on(&request, "success", move || {
        let result = opened.result().map_err(|reason| meaning(&reason));
        finish(&told, result.map(|database| Rc::new(IndexedDb(database.unchecked_into())) as Rc<dyn Mirror>));
    });
    let (failed, told) = (request.clone(), done.clone());
    on(&request, "error", move || finish(&told, Err(reason_of(&failed))));
    let told = done.clone();
    on(&request, "blocked", move || finish(&told, Err(StoreError::Blocked)));
    Ok(())
}

impl IndexedDb {
    /// A transaction with strict durability, where the browser knows the word.
    fn begin(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let transaction: IdbTransaction =
            begin.call3(&self.0, &STORE.into(), &mode.into(), &options)?.unchecked_into();
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }

    fn try_read(&self, done: &Once<Vec<(String, String)>>) -> Result<(), JsValue> {
        let (transaction, store) = self.begin("readonly")?;
        let (keys, values) = (store.get_all_keys()?, store.get_all()?);
        let told = done.clone();
        on(&transaction, "complete", move || {
            let text = |value: JsValue| value.as_string().unwrap_or_default();
            let list = |request: &IdbRequest| request.result().map(JsCast::unchecked_into::<Array>);
            let both = list(&keys).and_then(|keys| list(&values).map(|values| (keys, values)));
            let texts =
                both.map(|(keys, values)| keys.iter().map(text).zip(values.iter().map(text)).collect());
            finish(&told, texts.map_err(|reason| meaning(&reason)));
        });
        fail_with(&transaction, done);
        Ok(())
    }

    fn try_get(&self, key: &str, done: &Once<Option<String>>) -> Result<(), JsValue> {
        let (transaction, store) = self.begin("readonly")?;
        let text = store.get(&key.into())?;
        let told = done.clone();
        on(&transaction, "complete", move || {
            let text = text.result().map(|text| text.as_string());
            finish(&told, text.map_err(|reason| meaning(&reason)));
        });
        fail_with(&transaction, done);
        Ok(())
    }

    fn try_put(&self, change: Change, done: &Once<Option<String>>) -> Result<(), JsValue> {
        let (transaction, store) = self.begin("readwrite")?;
        let result = Rc::new(RefCell::new(None));
        let there = store.get(&change.key.as_str().into())?;
        let (answer, told) = (there.clone(), result.clone());
        on(&there, "success", move || {
            let there = answer.result().ok().and_then(|text| text.as_string());
            let kept = kept(&change, there.as_deref());
            let key = JsValue::from_str(&change.key);
            // A refusal aborts the transaction, which tells.
            let _ = match &kept {
                Some(text) => store.put_with_key(&text.as_str().into(), &key),
                None => store.delete(&key),
            };
            *told.borrow_mut() = kept;
        });
        let told = done.clone();
        on(&transaction, "complete", move || finish(&told, Ok(result.take())));
        fail_with(&transaction, done);
        Ok(())
    }

    fn try_erase(&self, rest: Change, done: &Once<()>) -> Result<(), JsValue> {
        let (transaction, store) = self.begin("readwrite")?;
        store.clear()?;
        if let Some(text) = rest.text {
            store.put_with_key(&text.as_str().into(), &rest.key.as_str().into())?;
        }
        let told = done.clone();
        on(&transaction, "complete", move || finish(&told, Ok(())));
        fail_with(&transaction, done);
        Ok(())
    }
}

impl Mirror for IndexedDb {
    fn read(&self, done: Done<Vec<(String, String)>>) {
        let done = once(done);
        if let Err(reason) = self.try_read(&done) {
            finish(&done, Err(meaning(&reason)));
        }
    }

    fn get(&self, key: &str, done: Done<Option<String>>) {
        let done = once(done);
        if let Err(reason) = self.try_get(key, &done) {
            finish(&done, Err(meaning(&reason)));
        }
    }

    fn put(&self, change: Change, done: Done<Option<String>>) {
        let done = once(done);
        if let Err(reason) = self.try_put(change, &done) {
            finish(&done, Err(meaning(&reason)));
        }
    }

    fn erase(&self, rest: Change, done: Done<()>) {
        let done = once(done);
        if let Err(reason) = self.try_erase(rest, &done) {
            finish(&done, Err(meaning(&reason)));
        }
    }
}

fn fail_with<T: 'static>(transaction: &IdbTransaction, done: &Once<T>) {
    for event in ["error", "abort"] {
        let (failed, told) = (transaction.clone(), done.clone());
        on(transaction, event, move || {
            let reason = failed.error().map_or(JsValue::NULL, JsValue::from);
            finish(&told, Err(meaning(&reason)));
        });
    }
}

/// Listens once. What listens goes when the event comes, or with the request.
fn on(target: &web_sys::EventTarget, event: &str, act: impl FnOnce() + 'static) {
    let listener = Closure::once_into_js(act);
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

fn reason_of(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(error)) => meaning(&error),
        _ => StoreError::Failed,
    }
}

fn meaning(reason: &JsValue) -> StoreError {
    let name = reason.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("SecurityError" | "InvalidStateError" | "NotAllowedError") => StoreError::Blocked,
        _ => StoreError::Failed,
    }
}
