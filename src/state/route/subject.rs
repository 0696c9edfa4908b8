//! Whether the subject of a place exists. An address may come from the history, from before a restart, or from another tab that
//! has deleted the run in the meantime.

use super::Route;
use crate::domain::recovery::routine::Step;
use crate::domain::run::{Run, recent};
use crate::state::State;
use leptos::prelude::*;

impl State {
    /// Where an address leads: to itself, or to the nearest parent whose subject exists. Tracked.
    pub fn resolved(&'static self, route: Route) -> Route {
        let mut route = route;
        while !self.has_subject(&route) {
            route = route.parent();
        }
        route
    }

    fn has_subject(&'static self, route: &Route) -> bool {
        let now = || (self.device.now)();
        match route {
            Route::Spot(_) | Route::WarmUp => !self.diary.is_running().get(),
            Route::Finish | Route::Discard => self.diary.is_running().get(),
            Route::Trouble => self.vault.has_trouble(),
            Route::Install | Route::InstallInfo => self.install.method().is_some(),
            Route::HowFar => self.has_run_just_over(),
            Route::CameUp | Route::NewSpot(_) => !self.vault.is_read_only() && self.has_run_just_over(),
            Route::AfterRun => self.todays_run().is_some(),
            Route::LegsUpCheck => self.diary.recovering().with(Option::is_some),
            Route::Stretch => self.is_guided(Step::Stretch, route),
            Route::LegsUp | Route::LegsUpInfo => self.is_guided(Step::LegsUp, route),
            Route::Breathe => self.is_guided(Step::Breathe, route),
            Route::Massage => {
                self.massages.under_way().with(Option::is_some)
                    || self.massages.prepared().is_some()
                    || self.has_just_ended(route)
            }
            Route::StartAsks => {
                !self.vault.is_read_only()
                    && !self.diary.is_running().get()
                    && self.diary.advised().against_running().is_some()
            }
            Route::Run(id) => self.entry(id).is_some(),
            Route::EditRun(id) | Route::EditRunSpots(id) => {
                self.diary.find(id).is_some_and(|run| run.timing().is_some())
            }
            Route::Recurrence(region) => {
                self.with_entries(|all| all.iter().any(|run| run.all_spots().get(*region).is_some()))
            }
            Route::EditAppointment(id) => self.care.appointment(id).is_some(),
            Route::VisitNotes(id) => {
                self.care.appointment(id).is_some_and(|appointment| appointment.at.since(now()) <= 0)
            }
            Route::EditRace(id) => self.care.find(id).is_some_and(|entry| entry.race().is_some()),
            _ => true,
        }
    }

    fn is_guided(&'static self, step: Step, route: &Route) -> bool {
        let has_guide = |run: &Option<Run>| {
            run.as_ref().and_then(Run::routine).is_some_and(|routine| routine.guide(step).is_some())
        };
        self.diary.recovering().with(has_guide) || self.has_just_ended(route)
    }

    /// Whether this player still shows the end of its session.
    fn has_just_ended(&'static self, route: &Route) -> bool {
        self.ended.get().as_ref() == Some(&route.page())
    }

    /// Whether that is a run, and not a rest day.
    fn has_run_just_over(&'static self) -> bool {
        self.just_over().is_some_and(|run| run.timing().is_some())
    }

    /// The run with the open routine, else today's.
    pub fn just_over(&'static self) -> Option<Run> {
        self.clock.day().track();
        self.diary.just_over()
    }

    /// The newest run, if it ended or its routine was closed today.
    pub fn todays_run(&'static self) -> Option<Run> {
        let today = self.clock.day().get();
        self.diary.past().with(|past| recent::closed_today(past, today).cloned())
    }
}
