//! The screens. [`view_of`] has the view of every place.

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

use crate::domain::care::brief::Purpose;
use crate::domain::recovery::routine::Step;
use crate::domain::run::Moment;
use crate::state::route::Route;
use body::{spot_sheet, warm_up};
use leptos::prelude::*;
use player::Session;
use recover::after_run;
use run::{finish, how_far};
use settings::{about, data, restore, set_aside};
use shell::{install, warnings};

/// The view of a page or of a sheet. A part of a page is shown by that page.
fn view_of(route: &Route) -> AnyView {
    match route {
        Route::Body => body::page(),
        Route::Spot(region) => spot_sheet::sheet(Moment::Before, *region),
        Route::StartAsks => body::start::sheet(),
        Route::Finish => finish::finish_sheet(),
        Route::Discard => finish::discard_sheet(),
        Route::Trouble => warnings::sheet(),
        Route::WarmUp => warm_up::page(),

        Route::Recover => recover::page(),
        Route::HowFar => how_far::sheet(),
        Route::AfterRun => after_run::page(),
        Route::CameUp => body::came_up(),
        Route::NewSpot(region) => spot_sheet::sheet(Moment::After, *region),
        Route::Stretch => player::page(Session::Step(Step::Stretch)),
        Route::LegsUpCheck => player::check_sheet(true),
        Route::LegsUp => player::page(Session::Step(Step::LegsUp)),
        Route::LegsUpInfo => player::check_sheet(false),
        Route::Breathe => player::page(Session::Step(Step::Breathe)),

        Route::Journal => journal::page(),
        Route::Patterns => journal::patterns::page(),
        Route::Recurrence(region) => journal::patterns::sheet(*region),
        Route::Week(monday) => journal::week::sheet(*monday),
        Route::RunFile => journal::import::page(),
        Route::SharedFile => journal::import::shared_page(),
        Route::Run(id) => journal::detail::page(id.clone()),
        Route::AddRun | Route::AddRunSpots => journal::form::page(None),
        Route::EditRun(id) | Route::EditRunSpots(id) => journal::form::page(Some(id.clone())),

        Route::Care => care::page(),
        Route::Guides => care::guides::page(),
        Route::Guide(area) => care::guide::page(*area),
        Route::Massage => player::page(Session::Massage),
        Route::Mobility => warm_up::mobility_page(),
        Route::Planner => care::planner::page(),
        Route::AddRace => care::race_form::page(None),
        Route::EditRace(id) => care::race_form::page(Some(id.clone())),
        Route::Appointments => care::appointments::page(),
        Route::AddAppointment => care::appointment_form::page(None),
        Route::EditAppointment(id) => care::appointment_form::page(Some(id.clone())),
        Route::VisitNotes(id) => care::visit_notes::page(id.clone()),
        Route::Phase => care::phase::sheet(),
        Route::Finding => care::finding::sheet(),
        Route::Brief => care::brief::page(Purpose::Massage),
        Route::BriefEdit => care::brief::sheet(),
        Route::HomeworkCheck => care::homework::check_page(),
        Route::Exercises => care::visit_notes::exercises_page(),
        Route::SeeSomeone => see_someone::page(),
        Route::Notes => care::brief::page(Purpose::Notes),

        Route::Settings => settings::page(),
        Route::About => about::page(),
        Route::Erase => data::erase_sheet(),
        Route::Install | Route::InstallInfo => install::sheet(),
        Route::Restore => restore::page(),
        Route::SetAside => set_aside::page(),
    }
}
