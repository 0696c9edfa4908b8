//! What is shared while the app runs: one struct of signals for each thing. Its verbs change it and
//! save in the same turn, so that no effect can lose a change.

pub mod care;
pub mod clock;
pub mod connection;
pub mod device;
pub mod diary;
pub mod install;
pub mod journal;
pub mod massages;
pub mod notices;
pub mod preferences;
pub mod route;
pub mod run_file;
pub mod updates;
pub mod vault;

use crate::domain::alert::Alert;
use crate::domain::care::Homework;
use crate::domain::settings::Settings;
use crate::domain::time::calendar::Day;
use crate::storage::Changed;
use leptos::prelude::*;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Phone,
    /// At least 900 px wide: a rail instead of the tab bar, whole bodies. A tablet held upright is narrower, and shows the
    /// legs as a phone does.
    Wide,
    /// At least 700 px wide and at most 480 px high: a phone on its side.
    Landscape,
}

/// How far the first screen is built: in turns of tens of milliseconds, so that the browser can answer in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What the screens show, read from the stores.
    #[default]
    State,
    /// What the state hears of the browser.
    Wires,
    Shell,
    Page,
    /// What lies below the map.
    Dock,
    FirstFigure,
    BothFigures,
    /// In place of the frame.
    Shown,
}

impl Stage {
    /// What is built after the state, each in a turn.
    pub const LATER: [Stage; 6] =
        [Stage::Wires, Stage::Shell, Stage::Page, Stage::Dock, Stage::FirstFigure, Stage::BothFigures];
}

/// Everything a page can ask for.
///
/// It lives as long as the app, which is as long as the page, and so it is leaked once and passed as a
/// reference: a closure then captures one pointer instead of dozens of signals. That halves the program.
pub struct State {
    /// Which of the screen's parts are built.
    pub built: Signal<Stage>,
    pub care: care::Care,
    pub clock: clock::Clock,
    pub connection: connection::Connection,
    pub device: &'static device::Device,
    pub diary: diary::Diary,
    /// The player that still shows that its session has ended.
    pub ended: RwSignal<Option<route::Route>>,
    /// Shown in place of the runner's own journal.
    pub example: RwSignal<Option<journal::Example>>,
    pub install: install::Install,
    pub layout: Signal<Layout>,
    /// How the journal is looked at.
    pub journal_filter: RwSignal<journal::JournalFilter>,
    pub massages: massages::Massages,
    pub notices: notices::Notices,
    pub preferences: &'static preferences::Preferences,
    pub router: route::router::Router,
    /// The run file that was chosen last.
    pub run_file: RwSignal<Option<run_file::Opened>>,
    pub updates: updates::Updates,
    pub vault: &'static vault::Vault,
}

impl State {
    /// Tells the runner something by touch and by ear, as far as they want that.
    pub fn alert(&'static self, alert: Alert) {
        let settings = self.preferences.get_untracked();
        if settings.buzz && !alert.buzz().is_empty() {
            (self.device.buzz)(alert.buzz());
        }
        if settings.sounds {
            (self.device.play)(alert);
        }
    }

    /// "Save a copy".
    pub fn save_copy(&'static self) {
        self.vault.download_copy();
        self.reset_copy_reminder();
    }

    /// The reminder of a copy starts to count anew.
    pub fn reset_copy_reminder(&'static self) {
        let runs = u32::try_from(untrack(|| self.diary.count())).unwrap_or(u32::MAX);
        if self.vault.may_change() {
            self.preferences.change(|settings| settings.copied = runs);
        }
    }

    /// Whether there are many runs that no copy has.
    pub fn wants_copy(&'static self) -> bool {
        let runs = u32::try_from(self.diary.count()).unwrap_or(u32::MAX);
        runs.saturating_sub(self.preferences.get().copied) >= Settings::COPY_AFTER
    }

    /// Follows a record that changed by another hand: another tab, or the better of two stores.
    pub fn apply_remote(&'static self, changed: Changed) {
        match changed {
            Changed::Run(id, run) => self.diary.apply_remote(&id, run.map(|run| *run)),
            Changed::Massage(id, massage) => self.massages.apply_remote(&id, massage.map(|massage| *massage)),
            Changed::Care(id, entry) => self.care.apply_remote(&id, entry.map(|entry| *entry)),
            Changed::Settings(settings) => self.preferences.apply_remote(*settings),
        }
    }

    /// What is on the screen: where the router is, or the parent of that if what it is about is gone. A form that is being
    /// filled in stays.
    pub fn shown(&'static self) -> Memo<route::Route> {
        Memo::new(move |_| {
            let route = self.router.route();
            if self.router.is_guarded() { route } else { self.resolved(route) }
        })
    }

    /// Whether to ask the runner about a new build now.
    pub fn is_update_offered(&'static self) -> bool {
        self.updates.is_offered() && !self.is_busy() && self.notices.toast().with(Option::is_none)
    }

    /// Whether homework for today waits on Care.
    pub fn has_homework(&'static self, today: Day) -> bool {
        let is_open = |one: &Homework| one.is_due(today) && !one.is_ticked(today) && !one.after_runs;
        self.care.homework(today).iter().any(|(_, one)| is_open(one))
    }

    /// Whether the runner is running, guided by a player or filling in a form: nothing may come between.
    pub fn is_busy(&'static self) -> bool {
        self.diary.is_running().get() || self.router.page().get().is_player() || self.router.is_guarded()
    }

    /// Ends what has run out, and what a new day leaves behind. Not before both stores were compared: what was done last
    /// may be in the mirror alone.
    pub fn close_overdue(&'static self) {
        self.clock.refresh();
        if untrack(|| self.vault.has_mirror()).is_some() {
            self.diary.close_overdue();
            self.massages.close_overdue();
        }
    }
}

/// The state of the app that this component is in.
pub fn state() -> &'static State {
    expect_context::<&'static State>()
}
