//! Going from place to place, with Back and Forward.

use crate::state::route::Route;
use leptos::prelude::*;

/// The browser's history, as functions. The number is how many steps lie before an entry within the app.
pub struct History {
    pub push: fn(&str, u32),
    pub replace: fn(&str, u32),
    pub back: fn(),
}

pub struct Router {
    history: History,
    route: RwSignal<Route>,
    depth: StoredValue<u32>,
    /// The runner came here by going back.
    came_back: StoredValue<bool>,
    /// Set by a form with changes: leaving it asks first.
    guard: RwSignal<bool>,
    /// Where the runner wanted to go when the guard held them.
    held: RwSignal<Option<Route>>,
    /// They wanted to go back there.
    held_back: StoredValue<bool>,
    /// A form is done and the way out of it begun: nothing holds any more, and nothing is to be saved twice.
    is_leaving: StoredValue<bool>,
}

impl Router {
    /// Begins at the address the app was opened with; `depth` is what the history knows of that entry.
    pub fn new(history: History, hash: &str, depth: u32) -> Router {
        Router {
            history,
            route: RwSignal::new(Route::parse(hash)),
            depth: StoredValue::new(depth),
            came_back: StoredValue::new(false),
            guard: RwSignal::new(false),
            held: RwSignal::new(None),
            held_back: StoredValue::new(false),
            is_leaving: StoredValue::new(false),
        }
    }

    /// Writes where the app began into the history, which takes browsers some milliseconds.
    pub fn begin(&'static self) {
        self.replace(self.route_untracked());
    }

    pub fn route(&'static self) -> Route {
        self.route.get()
    }

    pub fn route_untracked(&'static self) -> Route {
        self.route.get_untracked()
    }

    /// The page under any sheet.
    pub fn page(&'static self) -> Memo<Route> {
        Memo::new(move |_| self.route.with(Route::page))
    }

    /// Whether the runner came here by going back, and so expects the page where they left it.
    pub fn came_back(&'static self) -> bool {
        self.came_back.get_value()
    }

    /// Goes somewhere, one step further in the history.
    pub fn go(&'static self, route: Route) {
        if self.is_held(&route) || self.route.with_untracked(|here| *here == route) {
            return;
        }
        let depth = self.depth.get_value() + 1;
        self.depth.set_value(depth);
        self.came_back.set_value(false);
        (self.history.push)(&route.hash(), depth);
        self.set(route);
    }

    /// Goes somewhere in place of here: Back will not return.
    pub fn replace(&'static self, route: Route) {
        if !self.is_held(&route) {
            (self.history.replace)(&route.hash(), self.depth.get_value());
            self.set(route);
        }
    }

    /// Leaves a sheet, a player or a page: one step back if the app was left there, else to the parent.
    pub fn close(&'static self) {
        if self.depth.get_value() > 0 {
            (self.history.back)();
        } else {
            let parent = self.route.with_untracked(Route::parent);
            self.replace(parent);
        }
    }

    /// Leaves a form that is done: without a question, and only once however often it is asked for.
    pub fn leave_form(&'static self) {
        if !self.is_leaving.get_value() {
            self.is_leaving.set_value(true);
            self.guard.set(false);
            self.close();
        }
    }

    /// Whether [`Router::leave_form`] was called and the next page is not there yet.
    pub fn is_leaving(&'static self) -> bool {
        self.is_leaving.get_value()
    }

    /// The history arrived at an entry: by Back, by Forward, or by an address typed in.
    pub fn arrived(&'static self, hash: &str, depth: Option<u32>) {
        let route = Route::parse(hash);
        if self.is_held(&route) {
            // Take the step back, so that the form is still where the history says.
            self.held_back.set_value(depth.is_some_and(|depth| depth < self.depth.get_value()));
            let here = self.route.get_untracked();
            let depth = depth.unwrap_or(self.depth.get_value()) + 1;
            self.depth.set_value(depth);
            (self.history.push)(&here.hash(), depth);
            return;
        }
        let depth = depth.unwrap_or_else(|| self.depth.get_value() + 1);
        self.came_back.set_value(depth < self.depth.get_value());
        self.depth.set_value(depth);
        (self.history.replace)(&route.hash(), depth);
        if self.route.with_untracked(|here| *here != route) {
            self.set(route);
        }
    }

    /// Holds the runner on this page until they say that changes may go.
    pub fn guard(&'static self, on: bool) {
        let on = on && !self.is_leaving.get_value();
        if on != self.guard.get_untracked() {
            self.guard.set(on);
        }
    }

    /// Whether there is something typed that only this page has.
    pub fn is_guarded(&'static self) -> bool {
        self.guard.get()
    }

    /// Where the runner wanted to go, while the question is open.
    pub fn held(&'static self) -> Signal<Option<Route>> {
        self.held.into()
    }

    /// "Keep": stays.
    pub fn stay(&'static self) {
        self.held.set(None);
    }

    /// "Throw away": goes on to where the runner wanted to go.
    pub fn leave(&'static self) {
        self.guard.set(false);
        if let Some(route) = self.held.get_untracked() {
            self.held.set(None);
            if self.held_back.get_value() {
                // The step that was taken back is taken again, so that the form leaves no second entry behind.
                (self.history.back)();
            } else {
                self.replace(route);
            }
        }
    }

    fn set(&'static self, route: Route) {
        self.is_leaving.set_value(false);
        self.route.set(route);
    }

    fn is_held(&'static self, route: &Route) -> bool {
        let leaves = self.route.with_untracked(|here| here.page() != route.page());
        let held = self.guard.get_untracked() && leaves;
        if held {
            self.held_back.set_value(false);
            self.held.set(Some(route.clone()));
        }
        held
    }
}
