//! Where in the app the runner is, as the part of the address after `#`.

pub mod router;
mod subject;

use crate::domain::body::region::{Kind, Region};
use crate::domain::id::Id;
use crate::domain::run::RunId;

/// Every place, sheets and players included, so that Back works as on any phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Body,
    /// The sheet of one area, over Body.
    Spot(Region),
    /// "When did you finish?", over Body.
    Finish,
    /// "Discard this run?", over Body.
    Discard,
    /// What is wrong with the data, over Body.
    Trouble,
    /// How to put the app onto the home screen, over Recover.
    Install,
    WarmUp,
    Recover,
    /// "How far?", over Recover.
    HowFar,
    /// How the spots feel after the run.
    AfterRun,
    Stretch,
    /// "First time? Quick check", over Recover.
    LegsUpCheck,
    LegsUp,
    /// The same check, over the player.
    LegsUpInfo,
    Breathe,
    /// The timer of a self-massage.
    Massage,
    Journal,
    /// What the runs say together.
    Patterns,
    /// The runs behind what keeps coming back, over Patterns.
    Recurrence(Region),
    /// A run from a file.
    RunFile,
    /// The same, with a file that another app shared.
    SharedFile,
    Run(RunId),
    AddRun(FormPart),
    EditRun(RunId, FormPart),
    Care,
    /// The areas to choose a self-massage from.
    Guides,
    /// The self-massage of one area.
    Guide(Kind),
    /// Easy moves for a day without a run.
    Mobility,
    /// Massages around training and races.
    Planner,
    Appointments,
    AddAppointment,
    EditAppointment(Id),
    /// What the therapist said, and the homework.
    VisitNotes(Id),
    AddRace,
    EditRace(Id),
    /// "Where are you in training?", over Care.
    Phase,
    /// What to tell the therapist.
    Brief,
    /// What is on it, over the brief.
    BriefEdit,
    /// "How did it go?"
    HomeworkCheck,
    SeeSomeone,
    Settings,
    About,
    /// "Erase everything?", over Settings.
    Erase,
    /// How to put the app onto the home screen, over Settings.
    InstallInfo,
    /// "Bring a copy back".
    Restore,
    /// What was found damaged.
    SetAside,
}

/// Which part of the run form is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormPart {
    Fields,
    /// The map, full screen.
    Spots,
}

/// One of the four roots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Body,
    Recover,
    Journal,
    Care,
}

impl Tab {
    pub const ALL: [Tab; 4] = [Tab::Body, Tab::Recover, Tab::Journal, Tab::Care];

    pub const fn root(self) -> Route {
        match self {
            Tab::Body => Route::Body,
            Tab::Recover => Route::Recover,
            Tab::Journal => Route::Journal,
            Tab::Care => Route::Care,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Tab::Body => "Body",
            Tab::Recover => "Recover",
            Tab::Journal => "Journal",
            Tab::Care => "Care",
        }
    }
}

impl Route {
    /// Reads the part of the address after `#`. What is no place leads to Body.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        let run = |id| RunId::parse(id);
        let found = match parts[..] {
            ["body", "spot", id] => Region::from_id(id).map(Route::Spot),
            ["body", "finish"] => Some(Route::Finish),
            ["body", "discard"] => Some(Route::Discard),
            ["body", "trouble"] => Some(Route::Trouble),
            ["recover", "install"] => Some(Route::Install),
            ["body", "warm-up"] => Some(Route::WarmUp),
            ["recover"] => Some(Route::Recover),
            ["recover", "how-far"] => Some(Route::HowFar),
            ["recover", "and-now"] => Some(Route::AfterRun),
            ["recover", "stretch"] => Some(Route::Stretch),
            ["recover", "check"] => Some(Route::LegsUpCheck),
            ["recover", "legs-up"] => Some(Route::LegsUp),
            ["recover", "legs-up", "check"] => Some(Route::LegsUpInfo),
            ["recover", "breathe"] => Some(Route::Breathe),
            ["massage"] => Some(Route::Massage),
            ["journal"] => Some(Route::Journal),
            ["journal", "patterns"] => Some(Route::Patterns),
            ["journal", "patterns", id] => Region::from_id(id).map(Route::Recurrence),
            ["journal", "file"] => Some(Route::RunFile),
            ["journal", "shared"] => Some(Route::SharedFile),
            ["journal", "add"] => Some(Route::AddRun(FormPart::Fields)),
            ["journal", "add", "spots"] => Some(Route::AddRun(FormPart::Spots)),
            ["journal", "run", id] => run(id).map(Route::Run),
            ["journal", "run", id, "edit"] => run(id).map(|id| Route::EditRun(id, FormPart::Fields)),
            ["journal", "run", id, "edit", "spots"] => run(id).map(|id| Route::EditRun(id, FormPart::Spots)),
            ["care"] => Some(Route::Care),
            ["care", "massage"] => Some(Route::Guides),
            ["care", "mobility"] => Some(Route::Mobility),
            ["care", "plan"] => Some(Route::Planner),
            ["care", "appointments"] => Some(Route::Appointments),
            ["care", "appointments", "add"] => Some(Route::AddAppointment),
            ["care", "appointments", id] => Id::parse(id).map(Route::EditAppointment),
            ["care", "appointments", id, "notes"] => Id::parse(id).map(Route::VisitNotes),
            ["care", "race", "add"] => Some(Route::AddRace),
            ["care", "race", id] => Id::parse(id).map(Route::EditRace),
            ["care", "phase"] => Some(Route::Phase),
            ["care", "brief"] => Some(Route::Brief),
            ["care", "brief", "edit"] => Some(Route::BriefEdit),
            ["care", "homework"] => Some(Route::HomeworkCheck),
            ["care", "massage", id] => Kind::from_id(id).map(Route::Guide),
            ["care", "see-someone"] => Some(Route::SeeSomeone),
            ["settings"] => Some(Route::Settings),
            ["settings", "about"] => Some(Route::About),
            ["settings", "erase"] => Some(Route::Erase),
            ["settings", "install"] => Some(Route::InstallInfo),
            ["settings", "restore"] => Some(Route::Restore),
            ["settings", "set-aside"] => Some(Route::SetAside),
            _ => None,
        };
        found.unwrap_or(Route::Body)
    }

    /// The address, beginning with `#`.
    pub fn hash(&self) -> String {
        match self {
            Route::Body => "#/body".to_owned(),
            Route::Spot(region) => ["#/body/spot/", &region.id()].concat(),
            Route::Finish => "#/body/finish".to_owned(),
            Route::Discard => "#/body/discard".to_owned(),
            Route::Trouble => "#/body/trouble".to_owned(),
            Route::Install => "#/recover/install".to_owned(),
            Route::WarmUp => "#/body/warm-up".to_owned(),
            Route::Recover => "#/recover".to_owned(),
            Route::HowFar => "#/recover/how-far".to_owned(),
            Route::AfterRun => "#/recover/and-now".to_owned(),
            Route::Stretch => "#/recover/stretch".to_owned(),
            Route::LegsUpCheck => "#/recover/check".to_owned(),
            Route::LegsUp => "#/recover/legs-up".to_owned(),
            Route::LegsUpInfo => "#/recover/legs-up/check".to_owned(),
            Route::Breathe => "#/recover/breathe".to_owned(),
            Route::Massage => "#/massage".to_owned(),
            Route::Journal => "#/journal".to_owned(),
            Route::Patterns => "#/journal/patterns".to_owned(),
            Route::Recurrence(region) => ["#/journal/patterns/", &region.id()].concat(),
            Route::RunFile => "#/journal/file".to_owned(),
            Route::SharedFile => "#/journal/shared".to_owned(),
            Route::Run(id) => ["#/journal/run/", id.as_str()].concat(),
            Route::AddRun(part) => ["#/journal/add", part.suffix()].concat(),
            Route::EditRun(id, part) => ["#/journal/run/", id.as_str(), "/edit", part.suffix()].concat(),
            Route::Care => "#/care".to_owned(),
            Route::Guides => "#/care/massage".to_owned(),
            Route::Mobility => "#/care/mobility".to_owned(),
            Route::Planner => "#/care/plan".to_owned(),
            Route::Appointments => "#/care/appointments".to_owned(),
            Route::AddAppointment => "#/care/appointments/add".to_owned(),
            Route::EditAppointment(id) => ["#/care/appointments/", id.as_str()].concat(),
            Route::VisitNotes(id) => ["#/care/appointments/", id.as_str(), "/notes"].concat(),
            Route::AddRace => "#/care/race/add".to_owned(),
            Route::EditRace(id) => ["#/care/race/", id.as_str()].concat(),
            Route::Phase => "#/care/phase".to_owned(),
            Route::Brief => "#/care/brief".to_owned(),
            Route::BriefEdit => "#/care/brief/edit".to_owned(),
            Route::HomeworkCheck => "#/care/homework".to_owned(),
            Route::Guide(area) => ["#/care/massage/", area.id()].concat(),
            Route::SeeSomeone => "#/care/see-someone".to_owned(),
            Route::Settings => "#/settings".to_owned(),
            Route::About => "#/settings/about".to_owned(),
            Route::Erase => "#/settings/erase".to_owned(),
            Route::InstallInfo => "#/settings/install".to_owned(),
            Route::Restore => "#/settings/restore".to_owned(),
            Route::SetAside => "#/settings/set-aside".to_owned(),
        }
    }

    /// The page under a sheet, else the page itself. A page is built anew only when this changes.
    #[must_use]
    pub fn page(&self) -> Route {
        match self {
            Route::Spot(_) | Route::Finish | Route::Discard | Route::Trouble => Route::Body,
            Route::HowFar | Route::LegsUpCheck | Route::Install => Route::Recover,
            Route::LegsUpInfo => Route::LegsUp,
            Route::Recurrence(_) => Route::Patterns,
            Route::Phase => Route::Care,
            Route::BriefEdit => Route::Brief,
            Route::Erase | Route::InstallInfo => Route::Settings,
            Route::AddRun(_) => Route::AddRun(FormPart::Fields),
            Route::EditRun(id, _) => Route::EditRun(id.clone(), FormPart::Fields),
            page => page.clone(),
        }
    }

    /// Whether the address names one record, which may have been deleted.
    pub fn is_about_record(&self) -> bool {
        matches!(
            self,
            Route::Run(_)
                | Route::EditRun(..)
                | Route::EditAppointment(_)
                | Route::VisitNotes(_)
                | Route::EditRace(_)
        )
    }

    /// Whether a sheet lies over the page.
    pub fn is_sheet(&self) -> bool {
        matches!(
            self,
            Route::Spot(_)
                | Route::Finish
                | Route::Discard
                | Route::Trouble
                | Route::HowFar
                | Route::LegsUpCheck
                | Route::LegsUpInfo
                | Route::Recurrence(_)
                | Route::Phase
                | Route::BriefEdit
                | Route::Erase
                | Route::Install
                | Route::InstallInfo
        )
    }

    /// Where "Close" leads when there is nothing to go back to.
    #[must_use]
    pub fn parent(&self) -> Route {
        match self {
            Route::Stretch | Route::LegsUp | Route::Breathe | Route::AfterRun => Route::Recover,
            Route::Run(_)
            | Route::Patterns
            | Route::RunFile
            | Route::SharedFile
            | Route::AddRun(FormPart::Fields) => Route::Journal,
            Route::EditRun(id, FormPart::Fields) => Route::Run(id.clone()),
            Route::Guide(_) => Route::Guides,
            Route::Appointments | Route::AddRace | Route::EditRace(_) => Route::Planner,
            Route::AddAppointment | Route::EditAppointment(_) | Route::VisitNotes(_) => Route::Appointments,
            Route::SeeSomeone
            | Route::Guides
            | Route::Mobility
            | Route::Planner
            | Route::Brief
            | Route::HomeworkCheck => Route::Care,
            Route::SetAside | Route::Restore | Route::About => Route::Settings,
            Route::Settings | Route::WarmUp | Route::Massage => Route::Body,
            other => other.page(),
        }
    }

    /// The tab that is lit.
    pub fn tab(&self) -> Option<Tab> {
        match self.page() {
            Route::Body | Route::WarmUp => Some(Tab::Body),
            Route::Recover | Route::AfterRun | Route::Stretch | Route::LegsUp | Route::Breathe => {
                Some(Tab::Recover)
            }
            Route::Journal
            | Route::Patterns
            | Route::RunFile
            | Route::SharedFile
            | Route::Run(_)
            | Route::AddRun(_)
            | Route::EditRun(..) => Some(Tab::Journal),
            Route::Care
            | Route::Guides
            | Route::Guide(_)
            | Route::Mobility
            | Route::Planner
            | Route::Appointments
            | Route::AddAppointment
            | Route::EditAppointment(_)
            | Route::VisitNotes(_)
            | Route::AddRace
            | Route::EditRace(_)
            | Route::Brief
            | Route::HomeworkCheck
            | Route::SeeSomeone => Some(Tab::Care),
            _ => None,
        }
    }

    /// Whether a timer guides the runner there.
    pub fn is_player(&self) -> bool {
        matches!(self.page(), Route::Stretch | Route::LegsUp | Route::Breathe | Route::Massage)
    }

    /// Players, forms and settings take the whole screen.
    pub fn hides_tabs(&self) -> bool {
        let page = self.page();
        page.is_player()
            || matches!(
                page,
                Route::RunFile
                    | Route::SharedFile
                    | Route::AddRun(_)
                    | Route::EditRun(..)
                    | Route::AddAppointment
                    | Route::EditAppointment(_)
                    | Route::VisitNotes(_)
                    | Route::AddRace
                    | Route::EditRace(_)
                    | Route::Settings
                    | Route::SetAside
                    | Route::Restore
                    | Route::About
            )
    }
}

impl FormPart {
    const fn suffix(self) -> &'static str {
        match self {
            FormPart::Fields => "",
            FormPart::Spots => "/spots",
        }
    }
}

#[cfg(test)]
mod tests;
