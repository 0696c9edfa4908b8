//! The screens.

mod body;
mod care;
pub mod form;
mod journal;
mod player;
mod recover;
mod run;
mod see_someone;
mod settings;
pub mod shell;

use crate::domain::recovery::routine::Step;
use crate::state::route::Route;
use crate::state::state;
use body::{spot_sheet, warm_up};
use leptos::prelude::*;
use player::Session;
use recover::after_run;
use run::{finish, how_far};
use settings::{about, data, restore, set_aside};
use shell::{install, warnings};

fn page_view(page: &Route) -> AnyView {
    match page {
        Route::Recover => recover::page(),
        Route::WarmUp => warm_up::page(),
        Route::AfterRun => after_run::page(),
        Route::Stretch => player::page(Session::Step(Step::Stretch)),
        Route::LegsUp => player::page(Session::Step(Step::LegsUp)),
        Route::Breathe => player::page(Session::Step(Step::Breathe)),
        Route::Massage => player::page(Session::Massage),
        Route::Journal => journal::page(),
        Route::Patterns => journal::patterns::page(),
        Route::RunFile => journal::import::page(),
        Route::SharedFile => journal::import::shared_page(),
        Route::Run(id) => journal::detail::page(id.clone()),
        Route::AddRun => journal::form::page(None),
        Route::EditRun(id) => journal::form::page(Some(id.clone())),
        Route::Care => care::page(),
        Route::Guides => care::guides::page(),
        Route::Guide(area) => care::guide::page(*area),
        Route::Mobility => warm_up::mobility_page(),
        Route::Planner => care::planner::page(),
        Route::Appointments => care::appointments::page(),
        Route::AddAppointment => care::appointment_form::page(None),
        Route::EditAppointment(id) => care::appointment_form::page(Some(id.clone())),
        Route::VisitNotes(id) => care::visit_notes::page(id.clone()),
        Route::AddRace => care::race_form::page(None),
        Route::EditRace(id) => care::race_form::page(Some(id.clone())),
        Route::Brief => care::brief::page(),
        Route::HomeworkCheck => care::homework::check_page(),
        Route::SeeSomeone => see_someone::page(),
        Route::Settings => settings::page(),
        Route::About => about::page(),
        Route::Restore => restore::page(),
        Route::SetAside => set_aside::page(),
        _ => body::page(),
    }
}

fn sheet_view(shown: Memo<Route>) -> AnyView {
    let state = state();
    let sheet = Memo::new(move |_| Some(shown.get()).filter(Route::is_sheet));
    let is_held = Memo::new(move |_| state.router.held().with(Option::is_some));
    (move || {
        if is_held.get() {
            return Some(form::leave::sheet());
        }
        Some(match sheet.get()? {
            Route::Spot(region) => spot_sheet::sheet(region),
            Route::Finish => finish::finish_sheet(),
            Route::Discard => finish::discard_sheet(),
            Route::Trouble => warnings::sheet(),
            Route::HowFar => how_far::sheet(),
            Route::LegsUpCheck => player::check_sheet(true),
            Route::LegsUpInfo => player::check_sheet(false),
            Route::Recurrence(region) => journal::patterns::sheet(region),
            Route::Phase => care::phase::sheet(),
            Route::BriefEdit => care::brief::sheet(),
            Route::Erase => data::erase_sheet(),
            Route::Install | Route::InstallInfo => install::sheet(),
            _ => return None,
        })
    })
    .into_any()
}
