//! The table of all places. A new page is a row here, and an arm in `pages::view_of`.

use super::{Facts, Shape, Tab};
use crate::domain::body::region::{Area, Region};
use crate::domain::id::Id;
use crate::domain::time::calendar::Day;

/// An id in a path.
trait Param: Sized {
    /// Whether it is the id of a record, which may have been deleted.
    const IS_RECORD: bool;

    fn parse(text: &str) -> Option<Self>;

    fn text(&self) -> String;
}

impl Param for Region {
    const IS_RECORD: bool = false;

    fn parse(text: &str) -> Option<Region> {
        Region::from_id(text)
    }

    fn text(&self) -> String {
        self.id()
    }
}

impl Param for Area {
    const IS_RECORD: bool = false;

    fn parse(text: &str) -> Option<Area> {
        Area::from_id(text)
    }

    fn text(&self) -> String {
        self.id().to_owned()
    }
}

impl Param for Day {
    const IS_RECORD: bool = false;

    /// Any day of the week.
    fn parse(text: &str) -> Option<Day> {
        Day::parse(text).map(Day::monday)
    }

    fn text(&self) -> String {
        self.iso()
    }
}

impl Param for Id {
    const IS_RECORD: bool = true;

    fn parse(text: &str) -> Option<Id> {
        Id::parse(text)
    }

    fn text(&self) -> String {
        self.as_str().to_owned()
    }
}

/// A row: path, what makes the route of the id in it.
type Row = (&'static str, fn(&str) -> Option<Route>);

macro_rules! make {
    ($name:ident) => {
        |_| Some(Route::$name)
    };
    ($name:ident $param:ty) => {
        |id| <$param as Param>::parse(id).map(Route::$name)
    };
}

macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident$(($param:ty))?, $path:literal, $shape:ident, $parent:literal, $tab:ident;)*) => {
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Route {
            $($(#[$doc])* $name$(($param))?,)*
        }

        impl Route {
            pub(super) const fn facts(&self) -> &'static Facts {
                match self {
                    $(Route::$name { .. } => {
                        &Facts { path: $path, shape: Shape::$shape, parent: $parent, tab: Tab::$tab }
                    })*
                }
            }

            /// The id in the path, empty if there is none.
            pub(super) fn id(&self) -> String {
                match self {
                    $($(Route::$name(id) => <$param as Param>::text(id),)?)*
                    _ => String::new(),
                }
            }

            /// Whether the place is about one record, which may have been deleted.
            pub const fn is_about_record(&self) -> bool {
                match self {
                    $($(Route::$name(_) => <$param as Param>::IS_RECORD,)?)*
                    _ => false,
                }
            }
        }

        pub(super) const ROWS: &[Row] = &[$(($path, make!($name $($param)?)),)*];
    };
}

routes! {
    // Name, path, shape, the path of its parent, tab. A fixed path comes before one with an id in the same position.
    Body, "body", Page, "body", Body;
    /// One area.
    Spot(Region), "body/spot/*", Sheet, "body", Body;
    /// "Left shin is sharp": whether to run.
    StartAsks, "body/start", Sheet, "body", Body;
    /// "When did you finish?"
    Finish, "body/finish", Sheet, "body", Body;
    /// "Discard this run?"
    Discard, "body/discard", Sheet, "body", Body;
    /// Problems with the data.
    Trouble, "body/trouble", Sheet, "body", Body;
    WarmUp, "body/warm-up", Page, "body", Body;

    Recover, "recover", Page, "recover", Recover;
    /// How to add the app to the home screen.
    Install, "recover/install", Sheet, "recover", Recover;
    /// "How far?"
    HowFar, "recover/how-far", Sheet, "recover", Recover;
    /// "And now?": how the spots feel after the run.
    AfterRun, "recover/and-now", Page, "recover", Recover;
    /// "What came up?": on the run.
    CameUp, "recover/came-up", Page, "recover", Recover;
    /// One area of those.
    NewSpot(Region), "recover/came-up/*", Sheet, "recover/came-up", Recover;
    Stretch, "recover/stretch", Player, "recover", Recover;
    /// "First time? Quick check", before legs up.
    LegsUpCheck, "recover/check", Sheet, "recover", Recover;
    LegsUp, "recover/legs-up", Player, "recover", Recover;
    /// The same check, during legs up.
    LegsUpInfo, "recover/legs-up/check", Sheet, "recover/legs-up", Recover;
    Breathe, "recover/breathe", Player, "recover", Recover;

    Journal, "journal", Page, "journal", Journal;
    Patterns, "journal/patterns", Page, "journal", Journal;
    /// The runs of the week that begins on a Monday.
    Week(Day), "journal/week/*", Sheet, "journal/patterns", Journal;
    /// The runs behind a pattern.
    Recurrence(Region), "journal/patterns/*", Sheet, "journal/patterns", Journal;
    /// Importing a run file that the runner chose.
    RunFile, "journal/file", Full, "journal", Journal;
    /// Importing a run file that another app shared.
    SharedFile, "journal/shared", Full, "journal", Journal;
    Run(Id), "journal/run/*", Page, "journal", Journal;
    AddRun, "journal/add", Full, "journal", Journal;
    /// The map of the form.
    AddRunSpots, "journal/add/spots", Part, "journal/add", Journal;
    EditRun(Id), "journal/run/*/edit", Full, "journal/run/*", Journal;
    EditRunSpots(Id), "journal/run/*/edit/spots", Part, "journal/run/*/edit", Journal;

    Care, "care", Page, "care", Care;
    /// Self-massage by area.
    Guides, "care/massage", Page, "care", Care;
    /// The self-massage of one area.
    Guide(Area), "care/massage/*", Page, "care/massage", Care;
    /// The timer of a self-massage.
    Massage, "massage", Player, "care", Care;
    /// Easy moves for a day without a run.
    Mobility, "care/mobility", Page, "care", Care;
    /// Massages around training and races.
    Planner, "care/plan", Page, "care", Care;
    AddRace, "care/race/add", Full, "care/plan", Care;
    EditRace(Id), "care/race/*", Full, "care/plan", Care;
    Appointments, "care/appointments", Page, "care/plan", Care;
    AddAppointment, "care/appointments/add", Full, "care/appointments", Care;
    EditAppointment(Id), "care/appointments/*", Full, "care/appointments", Care;
    /// What the therapist said, and the homework.
    VisitNotes(Id), "care/appointments/*/notes", Full, "care/appointments", Care;
    /// "Where are you in training?"
    Phase, "care/phase", Sheet, "care", Care;
    /// How to find a therapist.
    Finding, "care/finding", Sheet, "care", Care;
    /// The brief for the therapist.
    Brief, "care/brief", Page, "care", Care;
    /// What the brief holds.
    BriefEdit, "care/brief/edit", Sheet, "care/brief", Care;
    /// "How did it go?"
    HomeworkCheck, "care/homework", Page, "care", Care;
    /// Homework of one's own.
    Exercises, "care/exercises", Full, "care", Care;
    SeeSomeone, "care/see-someone", Page, "care", Care;
    /// The brief as the runner's notes for a doctor or a physio.
    Notes, "care/notes", Page, "care/see-someone", Care;

    Settings, "settings", Full, "body", Settings;
    About, "settings/about", Full, "settings", Settings;
    /// "Erase everything?"
    Erase, "settings/erase", Sheet, "settings", Settings;
    /// How to add the app to the home screen.
    InstallInfo, "settings/install", Sheet, "settings", Settings;
    /// "Bring a copy back".
    Restore, "settings/restore", Full, "settings", Settings;
    /// Damaged texts in quarantine.
    SetAside, "settings/set-aside", Full, "settings", Settings;
}

/// The place of a path.
pub(super) fn find(path: &str) -> Option<Route> {
    ROWS.iter().find_map(|(pattern, make)| {
        let mut id = "";
        let mut segments = path.split('/');
        for expected in pattern.split('/') {
            let segment = segments.next()?;
            if expected == "*" {
                id = segment;
            } else if expected != segment {
                return None;
            }
        }
        if segments.next().is_none() { make(id) } else { None }
    })
}
