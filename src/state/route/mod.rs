//! Every place in the app, as the part of the address after `#`: [`table`] lists them. Sheets and players have addresses too, so
//! that Back works as in any app on a phone.

pub mod router;
mod subject;
mod table;

pub use table::Route;

/// One of the places in the tab bar, or in the rail of a wide screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Body,
    Recover,
    Journal,
    Care,
    /// Only the rail has it. On a phone the gear in the header leads there.
    Settings,
}

impl Tab {
    /// The tabs of the tab bar.
    pub const BAR: [Tab; 4] = [Tab::Body, Tab::Recover, Tab::Journal, Tab::Care];

    pub const fn root(self) -> Route {
        match self {
            Tab::Body => Route::Body,
            Tab::Recover => Route::Recover,
            Tab::Journal => Route::Journal,
            Tab::Care => Route::Care,
            Tab::Settings => Route::Settings,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Tab::Body => "Body",
            Tab::Recover => "Recover",
            Tab::Journal => "Journal",
            Tab::Care => "Care",
            Tab::Settings => "Settings",
        }
    }

    pub const fn icon(self) -> &'static str {
        match self {
            Tab::Body => "body",
            Tab::Recover => "recover",
            Tab::Journal => "journal",
            Tab::Care => "care",
            Tab::Settings => "gear",
        }
    }
}

/// How a place is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A page with the tab bar.
    Page,
    /// A page without the tab bar: a form, or a part of Settings.
    Full,
    /// A full page with a timer that guides the runner.
    Player,
    /// A part of its parent, shown in place of it.
    Part,
    /// A sheet over its parent.
    Sheet,
}

/// The facts of a place. In paths `*` stands for an id.
struct Facts {
    path: &'static str,
    shape: Shape,
    /// The path of the place that "Close" leads to when the history has none.
    parent: &'static str,
    /// The tab that is lit.
    tab: Tab,
}

impl Route {
    /// Parses the part of the address after `#`. Unknown paths fall back to Body.
    pub fn parse(hash: &str) -> Route {
        table::find(hash.trim_start_matches('#').trim_matches('/')).unwrap_or(Route::Body)
    }

    /// The address, starting with `#`.
    pub fn hash(&self) -> String {
        text!("#/", self.with_id(self.facts().path))
    }

    fn with_id(&self, path: &str) -> String {
        path.replace('*', &self.id())
    }

    /// The page under a sheet, else the page itself. A page is rebuilt only when this changes.
    #[must_use]
    pub fn page(&self) -> Route {
        match self.facts().shape {
            Shape::Sheet | Shape::Part => self.parent(),
            Shape::Page | Shape::Full | Shape::Player => self.clone(),
        }
    }

    pub fn is_sheet(&self) -> bool {
        self.facts().shape == Shape::Sheet
    }

    /// Where "Close" leads when there is nothing to go back to. Body is its own parent.
    #[must_use]
    pub fn parent(&self) -> Route {
        Route::parse(&self.with_id(self.facts().parent))
    }

    /// The tab that is lit.
    pub fn tab(&self) -> Tab {
        self.facts().tab
    }

    /// Whether a timer guides the runner there.
    pub fn is_player(&self) -> bool {
        self.page().facts().shape == Shape::Player
    }

    /// Whether the tab bar is hidden.
    pub fn hides_tabs(&self) -> bool {
        matches!(self.page().facts().shape, Shape::Full | Shape::Player)
    }
}

#[cfg(test)]
mod tests;
