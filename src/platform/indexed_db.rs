//! The browser's `IndexedDB` as the mirror, the durable second store. Every change is its own transaction
//! with strict durability: once `complete` fires, the data is on disk.

use crate::storage::{Change, Done, Mirror, StoreError, resolve};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

const DATABASE: &str = "tightspot";
/// Version 2 added the snapshots.
const VERSION: u32 = 2;
const RECORDS: &str = "records";
const SNAPSHOTS: &str = "snapshots";

/// The open connection, if any. The browser may close it at any time, and another tab may request that.
type Connection = Rc<RefCell<Option<IdbDatabase>>>;

struct IndexedDb(Connection);

/// Opens the database. Calls back with an error if it is not available.
pub fn open(done: Done<Rc<dyn Mirror>>) {
    let connection = Connection::default();
    connect(
        connection.clone(),
        Box::new(move |result| done(result.map(|_| Rc::new(IndexedDb(connection)) as Rc<dyn Mirror>))),
    );
}

fn connect(connection: Connection, done: Done<IdbDatabase>) {
    let done = once(done);
    if let Err(reason) = try_connect(connection, &done) {
        finish(&done, Err(store_error(&reason)));
    }
}

type Once<T> = Rc<RefCell<Option<Done<T>>>>;

fn once<T>(done: Done<T>) -> Once<T> {
    Rc::new(RefCell::new(Some(done)))
}

/// Calls `done` with the first result. A transaction can fail in several ways: later results are ignored.
fn finish<T>(done: &Once<T>, result: Result<T, StoreError>) {
    if let Some(done) = done.take() {
        done(result);
    }
}

fn try_connect(connection: Connection, done: &Once<IdbDatabase>) -> Result<(), JsValue> {
    let factory = super::window().indexed_db()?.ok_or("no IndexedDB")?;
    let request = factory.open_with_u32(DATABASE, VERSION)?;
    let opened = request.clone();
    on(&request, "upgradeneeded", move || {
        let Ok(database) = opened.result().map(JsCast::unchecked_into::<IdbDatabase>) else { return };
        for store in [RECORDS, SNAPSHOTS] {
            // Fails for a store that version 1 created, which stays as it is.
            let _ = database.create_object_store(store);
        }
    });
    let (opened, callback) = (request.clone(), done.clone());
    on(&request, "success", move || {
        let database = opened.result().map(JsCast::unchecked_into::<IdbDatabase>);
        if let Ok(database) = &database {
            let closed = connection.clone();
            on(database, "close", move || _ = closed.take());
            let (released, closing) = (connection.clone(), database.clone());
            on(database, "versionchange", move || {
                closing.close();
                released.take();
            });
            connection.replace(Some(database.clone()));
        }
        finish(&callback, database.map_err(|reason| store_error(&reason)));
    });
    let (failed, callback) = (request.clone(), done.clone());
    on(&request, "error", move || finish(&callback, Err(reason_of(&failed))));
    let callback = done.clone();
    on(&request, "blocked", move || finish(&callback, Err(StoreError::Blocked)));
    Ok(())
}

/// Begins a transaction, with strict durability where the browser supports it.
fn begin(database: &IdbDatabase, stores: &[&str], mode: &str) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let stores: Array = stores.iter().copied().map(JsValue::from_str).collect();
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    Ok(begin.call3(database, &stores, &mode.into(), &options)?.unchecked_into())
}

fn try_all(database: &IdbDatabase, name: &str, done: &Once<Vec<(String, String)>>) -> Result<(), JsValue> {
    let transaction = begin(database, &[name], "readonly")?;
    let store = transaction.object_store(name)?;
    let (keys, values) = (store.get_all_keys()?, store.get_all()?);
    let callback = done.clone();
    on(&transaction, "complete", move || {
        let text = |value: JsValue| value.as_string().unwrap_or_default();
        let list = |request: &IdbRequest| request.result().map(JsCast::unchecked_into::<Array>);
        let both = list(&keys).and_then(|keys| list(&values).map(|values| (keys, values)));
        let texts = both.map(|(keys, values)| keys.iter().map(text).zip(values.iter().map(text)).collect());
        finish(&callback, texts.map_err(|reason| store_error(&reason)));
    });
    fail_with(&transaction, done);
    Ok(())
}

fn try_get(database: &IdbDatabase, key: &str, done: &Once<Option<String>>) -> Result<(), JsValue> {
    let transaction = begin(database, &[RECORDS], "readonly")?;
    let text = transaction.object_store(RECORDS)?.get(&key.into())?;
    let callback = done.clone();
    on(&transaction, "complete", move || {
        let text = text.result().map(|text| text.as_string());
        finish(&callback, text.map_err(|reason| store_error(&reason)));
    });
    fail_with(&transaction, done);
    Ok(())
}

fn try_put(
    database: &IdbDatabase,
    changes: &[Change],
    done: &Once<Vec<Option<String>>>,
) -> Result<(), JsValue> {
    let transaction = begin(database, &[RECORDS], "readwrite")?;
    let store = transaction.object_store(RECORDS)?;
    let results = Rc::new(RefCell::new(vec![None; changes.len()]));
    for (index, change) in changes.iter().cloned().enumerate() {
        let request = store.get(&change.key.as_str().into())?;
        let (answered, results, store) = (request.clone(), results.clone(), store.clone());
        on(&request, "success", move || {
            let current = answered.result().ok().and_then(|text| text.as_string());
            let resolved = resolve(&change, current.as_deref());
            let key = JsValue::from_str(&change.key);
            // A failed request aborts the transaction, which calls back.
            let _ = match &resolved {
                Some(text) => store.put_with_key(&text.as_str().into(), &key),
                None => store.delete(&key),
            };
            results.borrow_mut()[index] = resolved;
        });
    }
    let callback = done.clone();
    on(&transaction, "complete", move || finish(&callback, Ok(results.take())));
    fail_with(&transaction, done);
    Ok(())
}

fn try_erase(database: &IdbDatabase, rest: &Change, done: &Once<()>) -> Result<(), JsValue> {
    let transaction = begin(database, &[RECORDS, SNAPSHOTS], "readwrite")?;
    let records = transaction.object_store(RECORDS)?;
    records.clear()?;
    transaction.object_store(SNAPSHOTS)?.clear()?;
    if let Some(text) = &rest.text {
        records.put_with_key(&text.as_str().into(), &rest.key.as_str().into())?;
    }
    let callback = done.clone();
    on(&transaction, "complete", move || finish(&callback, Ok(())));
    fail_with(&transaction, done);
    Ok(())
}

fn try_keep(database: &IdbDatabase, name: &str, copy: &str, done: &Once<()>) -> Result<(), JsValue> {
    let transaction = begin(database, &[SNAPSHOTS], "readwrite")?;
    transaction.object_store(SNAPSHOTS)?.put_with_key(&copy.into(), &name.into())?;
    let callback = done.clone();
    on(&transaction, "complete", move || finish(&callback, Ok(())));
    fail_with(&transaction, done);
    Ok(())
}

impl IndexedDb {
    /// Calls `act` with the connection. Reconnects and calls it again if the connection is closed, or is
    /// closing, which shows only when it is used.
    fn with<T: 'static>(
        &self,
        done: Done<T>,
        act: impl Fn(&IdbDatabase, &Once<T>) -> Result<(), JsValue> + 'static,
    ) {
        let done = once(done);
        let database = self.0.borrow().clone();
        if database.is_some_and(|database| act(&database, &done).is_ok()) {
            return;
        }
        let retry = move |database: Result<IdbDatabase, StoreError>| {
            let result =
                database.and_then(|database| act(&database, &done).map_err(|reason| store_error(&reason)));
            if let Err(error) = result {
                finish(&done, Err(error));
            }
        };
        connect(self.0.clone(), Box::new(retry));
    }
}

impl Mirror for IndexedDb {
    fn read(&self, done: Done<Vec<(String, String)>>) {
        self.with(done, |database, done| try_all(database, RECORDS, done));
    }

    fn get(&self, key: &str, done: Done<Option<String>>) {
        let key = key.to_owned();
        self.with(done, move |database, done| try_get(database, &key, done));
    }

    fn put(&self, changes: Vec<Change>, done: Done<Vec<Option<String>>>) {
        self.with(done, move |database, done| try_put(database, &changes, done));
    }

    fn erase(&self, rest: Change, done: Done<()>) {
        self.with(done, move |database, done| try_erase(database, &rest, done));
    }

    fn keep_snapshot(&self, name: &str, copy: String, done: Done<()>) {
        let name = name.to_owned();
        self.with(done, move |database, done| try_keep(database, &name, &copy, done));
    }

    fn snapshots(&self, done: Done<Vec<(String, String)>>) {
        self.with(done, |database, done| try_all(database, SNAPSHOTS, done));
    }
}

fn fail_with<T: 'static>(transaction: &IdbTransaction, done: &Once<T>) {
    for event in ["error", "abort"] {
        let (failed, callback) = (transaction.clone(), done.clone());
        on(transaction, event, move || {
            let reason = failed.error().map_or(JsValue::NULL, JsValue::from);
            finish(&callback, Err(store_error(&reason)));
        });
    }
}

/// Listens for one event. The listener is freed when the event fires, or together with its target.
fn on(target: &web_sys::EventTarget, event: &str, act: impl FnOnce() + 'static) {
    let listener = Closure::once_into_js(act);
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

fn reason_of(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(error)) => store_error(&error),
        _ => StoreError::Failed,
    }
}

fn store_error(reason: &JsValue) -> StoreError {
    let name = reason.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("SecurityError" | "InvalidStateError" | "NotAllowedError") => StoreError::Blocked,
        _ => StoreError::Failed,
    }
}
