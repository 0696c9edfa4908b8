//! Navigation, with Back and Forward.

use crate::state::route::Route;
use leptos::prelude::*;

/// The browser's history. Each entry has a number: how many entries of the app come before it.
pub struct History {
    pub push: fn(&str, u32),
    pub replace: fn(&str, u32),
    pub back: fn(),
}

pub struct Router {
    history: History,
    route: RwSignal<Route>,
    page: Memo<Route>,
    depth: StoredValue<u32>,
    /// The current entry and those before it, by their number. Those before a reload are not known.
    trail: StoredValue<Vec<(u32, Route)>>,
    /// The runner came here by Back.
    came_back: StoredValue<bool>,
    /// A form has changes, so leaving it asks first.
    guard: RwSignal<bool>,
    /// The target of the navigation that the guard has stopped.
    held: RwSignal<Option<Route>>,
    /// That navigation was Back.
    held_back: StoredValue<bool>,
    /// Set once a saved form starts to close: the guard is off, and a second tap must not save again.
    is_leaving: StoredValue<bool>,
}

impl Router {
    /// Starts at the address that the app was opened with. `depth` is the number of that entry in the history.
    pub fn new(history: History, hash: &str, depth: u32) -> Router {
        let here = Route::parse(hash);
        let route = RwSignal::new(here.clone());
        Router {
            history,
            route,
            page: Memo::new(move |_| route.with(Route::page)),
            depth: StoredValue::new(depth),
            trail: StoredValue::new(vec![(depth, here)]),
            came_back: StoredValue::new(false),
            guard: RwSignal::new(false),
            held: RwSignal::new(None),
            held_back: StoredValue::new(false),
            is_leaving: StoredValue::new(false),
        }
    }

    /// Writes the first address into the history. Takes browsers some milliseconds.
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
        self.page
    }

    /// Whether the runner came here by Back, and so expects the page as they left it.
    pub fn came_back(&'static self) -> bool {
        self.came_back.get_value()
    }

    /// Goes to a place and adds an entry to the history.
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

    /// Goes to a place and replaces the current entry: Back does not return here.
    pub fn replace(&'static self, route: Route) {
        if !self.is_held(&route) {
            (self.history.replace)(&route.hash(), self.depth.get_value());
            self.set(route);
        }
    }

    /// Leaves a sheet, a player or a page: back in the history if it has an earlier entry of the app, else to the parent.
    pub fn close(&'static self) {
        if self.depth.get_value() > 0 {
            (self.history.back)();
        } else {
            let parent = self.route.with_untracked(Route::parent);
            self.replace(parent);
        }
    }

    /// Leaves a saved form without a question. Further calls do nothing.
    pub fn leave_form(&'static self) {
        if !self.is_leaving.get_value() {
            self.is_leaving.set_value(true);
            self.guard.set(false);
            self.close();
        }
    }

    /// Leaves a saved form for the page that shows what was saved. Back then leads to what was before that page, also if the
    /// runner came from it.
    pub fn leave_form_to(&'static self, shown: Route) {
        let depth = self.depth.get_value();
        let came_from_it = self.trail.with_value(|trail| {
            let before = trail.iter().find(|(earlier, _)| earlier + 1 == depth);
            before.is_some_and(|(_, route)| *route == shown)
        });
        if came_from_it {
            self.leave_form();
        } else {
            self.guard(false);
            self.replace(shown);
        }
    }

    /// Whether [`Router::leave_form`] was called and the next page is not yet shown.
    pub fn is_leaving(&'static self) -> bool {
        self.is_leaving.get_value()
    }

    /// Handles an arrival at an entry of the history: by Back, by Forward, or by an address typed in.
    pub fn arrived(&'static self, hash: &str, depth: Option<u32>) {
        let route = Route::parse(hash);
        if self.is_held(&route) {
            // Undo the step, so that the history stays at the form.
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

    /// Sets whether leaving this page asks first.
    pub fn guard(&'static self, on: bool) {
        let on = on && !self.is_leaving.get_value();
        if on != self.guard.get_untracked() {
            self.guard.set(on);
        }
    }

    /// Whether this page has unsaved changes.
    pub fn is_guarded(&'static self) -> bool {
        self.guard.get()
    }

    /// The target of the stopped navigation, while the question is open.
    pub fn held(&'static self) -> Signal<Option<Route>> {
        self.held.into()
    }

    /// "Keep editing".
    pub fn stay(&'static self) {
        self.held.set(None);
    }

    /// "Leave without saving": goes on to the target.
    pub fn leave(&'static self) {
        self.guard.set(false);
        if let Some(route) = self.held.get_untracked() {
            self.held.set(None);
            if self.held_back.get_value() {
                // Repeat the step that was undone, so that the form leaves no second entry behind.
                (self.history.back)();
            } else {
                self.replace(route);
            }
        }
    }

    fn set(&'static self, route: Route) {
        self.is_leaving.set_value(false);
        let depth = self.depth.get_value();
        self.trail.update_value(|trail| {
            trail.retain(|(earlier, _)| *earlier < depth);
            trail.push((depth, route.clone()));
        });
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
