//! Where in the app the runner is, as the part of the address after `#`.

use crate::domain::region::Region;
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
    Recover,
    /// "How far?", over Recover.
    HowFar,
    LegsUp,
    Breathe,
    Journal,
    Run(RunId),
    AddRun(FormPart),
    EditRun(RunId, FormPart),
    Care,
    SeeSomeone,
    Settings,
    /// "Erase everything?", over Settings.
    Erase,
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
            ["recover"] => Some(Route::Recover),
            ["recover", "how-far"] => Some(Route::HowFar),
            ["recover", "legs-up"] => Some(Route::LegsUp),
            ["recover", "breathe"] => Some(Route::Breathe),
            ["journal"] => Some(Route::Journal),
            ["journal", "add"] => Some(Route::AddRun(FormPart::Fields)),
            ["journal", "add", "spots"] => Some(Route::AddRun(FormPart::Spots)),
            ["journal", "run", id] => run(id).map(Route::Run),
            ["journal", "run", id, "edit"] => run(id).map(|id| Route::EditRun(id, FormPart::Fields)),
            ["journal", "run", id, "edit", "spots"] => run(id).map(|id| Route::EditRun(id, FormPart::Spots)),
            ["care"] => Some(Route::Care),
            ["care", "see-someone"] => Some(Route::SeeSomeone),
            ["settings"] => Some(Route::Settings),
            ["settings", "erase"] => Some(Route::Erase),
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
            Route::Recover => "#/recover".to_owned(),
            Route::HowFar => "#/recover/how-far".to_owned(),
            Route::LegsUp => "#/recover/legs-up".to_owned(),
            Route::Breathe => "#/recover/breathe".to_owned(),
            Route::Journal => "#/journal".to_owned(),
            Route::Run(id) => ["#/journal/run/", id.as_str()].concat(),
            Route::AddRun(part) => ["#/journal/add", part.suffix()].concat(),
            Route::EditRun(id, part) => ["#/journal/run/", id.as_str(), "/edit", part.suffix()].concat(),
            Route::Care => "#/care".to_owned(),
            Route::SeeSomeone => "#/care/see-someone".to_owned(),
            Route::Settings => "#/settings".to_owned(),
            Route::Erase => "#/settings/erase".to_owned(),
            Route::SetAside => "#/settings/set-aside".to_owned(),
        }
    }

    /// The page under a sheet, else the page itself. A page is built anew only when this changes.
    #[must_use]
    pub fn page(&self) -> Route {
        match self {
            Route::Spot(_) | Route::Finish | Route::Discard => Route::Body,
            Route::HowFar => Route::Recover,
            Route::Erase => Route::Settings,
            Route::AddRun(_) => Route::AddRun(FormPart::Fields),
            Route::EditRun(id, _) => Route::EditRun(id.clone(), FormPart::Fields),
            page => page.clone(),
        }
    }

    /// Whether a sheet lies over the page.
    pub fn is_sheet(&self) -> bool {
        matches!(self, Route::Spot(_) | Route::Finish | Route::Discard | Route::HowFar | Route::Erase)
    }

    /// Where "Close" leads when there is nothing to go back to.
    #[must_use]
    pub fn parent(&self) -> Route {
        match self {
            Route::LegsUp | Route::Breathe => Route::Recover,
            Route::Run(_) | Route::AddRun(FormPart::Fields) => Route::Journal,
            Route::EditRun(id, FormPart::Fields) => Route::Run(id.clone()),
            Route::SeeSomeone => Route::Care,
            Route::SetAside => Route::Settings,
            Route::Settings => Route::Body,
            other => other.page(),
        }
    }

    /// The tab that is lit.
    pub fn tab(&self) -> Option<Tab> {
        match self.page() {
            Route::Body => Some(Tab::Body),
            Route::Recover | Route::LegsUp | Route::Breathe => Some(Tab::Recover),
            Route::Journal | Route::Run(_) | Route::AddRun(_) | Route::EditRun(..) => Some(Tab::Journal),
            Route::Care | Route::SeeSomeone => Some(Tab::Care),
            _ => None,
        }
    }

    /// Players, forms and settings take the whole screen.
    pub fn hides_tabs(&self) -> bool {
        matches!(
            self.page(),
            Route::LegsUp
                | Route::Breathe
                | Route::AddRun(_)
                | Route::EditRun(..)
                | Route::Settings
                | Route::SetAside
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
mod tests {
    use super::*;

    fn all() -> Vec<Route> {
        let id = RunId::parse("19ecea2db40-00000007").unwrap();
        let spots = Region::all().map(Route::Spot);
        spots
            .chain([
                Route::Body,
                Route::Finish,
                Route::Discard,
                Route::Recover,
                Route::HowFar,
                Route::LegsUp,
                Route::Breathe,
                Route::Journal,
                Route::Run(id.clone()),
                Route::AddRun(FormPart::Fields),
                Route::AddRun(FormPart::Spots),
                Route::EditRun(id.clone(), FormPart::Fields),
                Route::EditRun(id, FormPart::Spots),
                Route::Care,
                Route::SeeSomeone,
                Route::Settings,
                Route::Erase,
                Route::SetAside,
            ])
            .collect()
    }

    #[test]
    fn every_place_has_an_address_of_its_own() {
        for route in all() {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn what_is_no_place_leads_to_body() {
        for hash in
            ["", "#", "#/", "#/nowhere", "#/body/spot/tail", "#/journal/run/a:b", "#/recover/x", "#body"]
        {
            assert_eq!(Route::parse(hash), Route::Body, "{hash}");
        }
    }

    #[test]
    fn every_parent_leads_to_a_root_in_a_few_steps() {
        for route in all() {
            let mut at = route.clone();
            for _ in 0..3 {
                at = at.parent();
            }
            assert!(Tab::ALL.iter().any(|tab| tab.root() == at), "{route:?} leads to {at:?}");
            assert!(!route.page().is_sheet(), "a page is under every sheet");
            assert_eq!(route.page(), route.page().page());
        }
    }
}
