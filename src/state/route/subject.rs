//! Whether what an address is about is there. An address may come from the history, from a browser that threw the page
//! away, or from another tab that has deleted the run meanwhile.

use crate::domain::recovery::routine::{Routine, Step};
use crate::domain::run::{Life, Run, Timing};
use crate::state::State;
use crate::state::route::Route;
use leptos::prelude::*;

impl State {
    /// Where an address leads: to itself, or to the nearest parent whose subject is there.
    pub fn resolved(&'static self, route: Route) -> Route {
        let mut route = route;
        while !self.has_subject(&route) {
            route = route.parent();
        }
        route
    }

    /// Follows what it depends on.
    fn has_subject(&'static self, route: &Route) -> bool {
        let now = || (self.device.now)();
        match route {
            Route::Spot(_) | Route::WarmUp => !self.diary.is_under_way(),
            Route::Finish | Route::Discard => self.diary.is_under_way(),
            Route::Trouble => self.vault.has_trouble(),
            Route::Install | Route::InstallInfo => self.install.method().is_some(),
            Route::HowFar => self.run_to_tell().is_some(),
            Route::AfterRun => self.todays_run().is_some(),
            Route::LegsUpCheck => self.diary.recovering().with(Option::is_some),
            Route::Stretch => self.is_guided(Step::Stretch, route),
            Route::LegsUp | Route::LegsUpInfo => self.is_guided(Step::LegsUp, route),
            Route::Breathe => self.is_guided(Step::Breathe, route),
            Route::Massage => self.massages.under_way().with(Option::is_some) || self.has_just_ended(route),
            Route::Run(id) => self.entry(id).is_some(),
            Route::EditRun(id, _) => self.diary.find(id).is_some_and(|run| run.timing().is_some()),
            Route::Recurrence(region) => {
                self.with_entries(|all| all.iter().any(|run| run.spots.get(*region).is_some()))
            }
            Route::EditAppointment(id) => self.care.appointment(id).is_some(),
            Route::VisitNotes(id) => self.care.appointment(id).is_some_and(|one| one.at.since(now()) <= 0),
            Route::EditRace(id) => self.care.find(id).is_some_and(|entry| entry.race().is_some()),
            _ => true,
        }
    }

    fn is_guided(&'static self, step: Step, route: &Route) -> bool {
        let routine = |run: &Option<Run>| {
            run.as_ref().and_then(Run::routine).is_some_and(|one| one.guide(step).is_some())
        };
        self.diary.recovering().with(routine) || self.has_just_ended(route)
    }

    /// Whether this player still shows that its session has ended.
    fn has_just_ended(&'static self, route: &Route) -> bool {
        self.ended.get().as_ref() == Some(&route.page())
    }

    /// The run whose distance is asked for: the one that is being recovered from, or else today's.
    pub fn run_to_tell(&'static self) -> Option<Run> {
        self.diary.recovering().get().or_else(|| self.todays_run())
    }

    /// The newest run, if its routine was closed today.
    pub fn todays_run(&'static self) -> Option<Run> {
        let today = self.clock.now().day();
        self.diary.past().with(|past| {
            past.iter()
                // A run that went on past midnight belongs to the day before.
                .take_while(|run| run.day() >= today.minus(1))
                .find(|run| {
                    let finish = run.timing().and_then(Timing::finished);
                    let last = run.routine().and_then(Routine::last_done);
                    let finished_today = finish.into_iter().chain(last).any(|at| at.day() == today);
                    matches!(run.life(), Life::Finished { .. }) && finished_today
                })
                .cloned()
        })
    }
}
