//! The state that the app shares while it runs. Each part is a struct of signals. Its methods change the signals and save in the
//! same turn, so that no change can be lost between an effect and the store.

pub mod care;
pub mod clock;
pub mod connection;
pub mod device;
pub mod diary;
pub mod early_taps;
pub mod hands_free;
pub mod install;
pub mod journal;
pub mod massages;
pub mod notices;
pub mod preferences;
pub mod restore;
pub mod route;
pub mod run_files;
pub mod updates;
pub mod vault;

use crate::domain::care::Homework;
use crate::domain::feedback::Feedback;
use crate::domain::settings::Settings;
use crate::domain::time::calendar::Day;
use crate::storage::{AnyRecord, Changed, Loaded, RecordKind};
use leptos::prelude::*;
use route::router::{History, Router};
use std::sync::OnceLock;

/// The layout for the size of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Phone,
    /// At least 900 px wide: a rail instead of the tab bar, whole bodies. A tablet held upright is narrower, and shows the
    /// legs like a phone.
    Wide,
    /// At least 700 px wide and at most 480 px high: a phone on its side.
    Landscape,
}

/// Everything that a page can ask for.
///
/// It lives as long as the page, so it is leaked once and passed as a `&'static` reference. A closure then captures one pointer
/// instead of dozens of signals, which halves the program.
pub struct State {
    pub care: care::Care,
    pub clock: clock::Clock,
    pub connection: connection::Connection,
    /// The copy that the runner is deciding about.
    pub copy_offer: RwSignal<Option<restore::Offer>>,
    pub device: &'static device::Device,
    pub diary: diary::Diary,
    early_marks: RwSignal<Vec<early_taps::Mark>>,
    /// The player that still shows the end of its session.
    pub ended: RwSignal<Option<route::Route>>,
    /// The runner chose the short routine: two stretches, then breathe.
    pub is_short_on_time: RwSignal<bool>,
    /// Shown instead of the runner's own journal.
    pub example: RwSignal<Option<journal::Example>>,
    pub hands_free: hands_free::HandsFree,
    pub install: install::Install,
    pub journal_filter: RwSignal<journal::JournalFilter>,
    pub layout: Signal<Layout>,
    pub massages: massages::Massages,
    /// How often a page moved its controls under the finger: see [`State::page_moved`].
    pub moves: RwSignal<u32>,
    pub notices: notices::Notices,
    pub preferences: &'static preferences::Preferences,
    pub router: Router,
    pub run_files: run_files::RunFiles,
    pub updates: updates::Updates,
    pub vault: &'static vault::Vault,
    shown: OnceLock<Memo<route::Route>>,
}

/// What the browser knows at startup.
pub struct Startup {
    /// The number of the current entry in the history, 0 for the first.
    pub depth: u32,
    /// The part of the address after `#`.
    pub hash: String,
    pub history: History,
    pub install_method: Option<install::InstallMethod>,
    pub is_online: bool,
    pub layout: Signal<Layout>,
}

impl State {
    /// Builds the state from the records in the vault.
    pub fn new(
        vault: vault::Vault,
        loaded: Loaded,
        device: &'static device::Device,
        startup: Startup,
    ) -> &'static State {
        let vault: &'static vault::Vault = Box::leak(Box::new(vault));
        let preferences: &'static preferences::Preferences =
            Box::leak(Box::new(preferences::Preferences::new(vault, loaded.settings)));
        let state = State {
            care: care::Care::new(device, vault, loaded.care),
            clock: clock::Clock::new(device),
            connection: connection::Connection::new(preferences, startup.is_online),
            copy_offer: RwSignal::new(None),
            device,
            diary: diary::Diary::new(device, vault, loaded.runs),
            early_marks: RwSignal::new(vec![]),
            is_short_on_time: RwSignal::new(false),
            ended: RwSignal::new(None),
            example: RwSignal::new(None),
            hands_free: hands_free::HandsFree::new(device, preferences),
            install: install::Install::new(device, preferences, startup.install_method),
            journal_filter: RwSignal::new(journal::JournalFilter::recalled(device)),
            layout: startup.layout,
            massages: massages::Massages::new(device, vault, loaded.massages),
            moves: RwSignal::new(0),
            notices: notices::Notices::new(),
            preferences,
            router: Router::new(startup.history, &startup.hash, startup.depth),
            run_files: run_files::RunFiles::new(),
            updates: updates::Updates::new(device),
            vault,
            shown: OnceLock::new(),
        };
        let state: &'static State = Box::leak(Box::new(state));
        state.clock.on_jump(move |jump| {
            state.diary.clock_jumped(jump);
            state.massages.clock_jumped(jump);
        });
        vault.on_changed(move |changed| state.apply_remote(changed));
        // Created here, the memo lives as long as the state.
        state.shown();
        state
    }

    /// Gives a signal by touch and sound, as the settings allow. While a track plays, it is the sound.
    pub fn give_feedback(&'static self, alert: Feedback) {
        let settings = self.preferences.get_untracked();
        if settings.buzz && !alert.buzz().is_empty() {
            (self.device.buzz)(alert.buzz());
        }
        if settings.sounds && !alert.tones().is_empty() && !self.hands_free.is_on() {
            (self.device.play)(alert);
        }
    }

    /// A press has removed a part of the page, and other controls are where it was. The second of two quick taps must not press
    /// them.
    pub fn page_moved(&'static self) {
        self.moves.update(|moves| *moves = moves.wrapping_add(1));
    }

    /// "Save a copy".
    pub fn save_copy(&'static self) {
        self.vault.download_copy();
        self.reset_copy_reminder();
    }

    pub fn reset_copy_reminder(&'static self) {
        let runs = u32::try_from(untrack(|| self.diary.count())).unwrap_or(u32::MAX);
        if self.vault.may_change() {
            self.preferences.change(|settings| settings.copied = runs);
        }
    }

    /// Whether many runs are in no copy.
    pub fn wants_copy(&'static self) -> bool {
        let runs = u32::try_from(self.diary.count()).unwrap_or(u32::MAX);
        runs.saturating_sub(self.preferences.get().copied) >= Settings::COPY_AFTER
    }

    /// Applies a change from another tab or from the mirror.
    fn apply_remote(&'static self, changed: Changed) {
        match changed {
            Changed::Put(AnyRecord::Run(run)) => self.diary.apply_remote(&run.id.clone(), Some(*run)),
            Changed::Put(AnyRecord::Massage(massage)) => {
                self.massages.apply_remote(&massage.id.clone(), Some(*massage));
            }
            Changed::Put(AnyRecord::Care(entry)) => self.care.apply_remote(&entry.id.clone(), Some(*entry)),
            Changed::Put(AnyRecord::Settings(settings)) => self.preferences.apply_remote(*settings),
            Changed::Removed(RecordKind::Run, id) => self.diary.apply_remote(&id, None),
            Changed::Removed(RecordKind::Massage, id) => self.massages.apply_remote(&id, None),
            Changed::Removed(RecordKind::Care, id) => self.care.apply_remote(&id, None),
            // Settings have no id.
            Changed::Removed(RecordKind::Settings, _) => {}
        }
    }

    /// The place on the screen: that of the router, or its nearest parent whose subject exists. A form with changes stays.
    pub fn shown(&'static self) -> Memo<route::Route> {
        *self.shown.get_or_init(|| {
            Memo::new(move |_| {
                let route = self.router.route();
                if self.router.is_guarded() { route } else { self.resolved(route) }
            })
        })
    }

    /// Whether to offer a new build now.
    pub fn is_update_offered(&'static self) -> bool {
        self.updates.is_waiting() && !self.is_busy() && self.notices.toast().with(Option::is_none)
    }

    /// Whether homework for today is open on Care.
    pub fn has_homework(&'static self, today: Day) -> bool {
        let is_open = |homework: &Homework| {
            homework.is_due(today) && !homework.is_ticked(today) && !homework.after_runs
        };
        self.care.homework(today).iter().any(|(_, homework)| is_open(homework))
    }

    /// Whether the runner is running, guided by a player, filling in a form or importing runs, and must not be interrupted.
    pub fn is_busy(&'static self) -> bool {
        let is_importing = matches!(self.router.route(), route::Route::RunFile | route::Route::SharedFile);
        self.diary.is_running().get()
            || self.router.page().get().is_player()
            || self.router.is_guarded()
            || self.run_files.is_busy()
            || (is_importing && self.run_files.stage().get() == run_files::Stage::Read)
    }

    /// Closes what is overdue. Waits until both stores were compared: the newest changes may be in the mirror alone.
    pub fn close_overdue(&'static self) {
        self.clock.refresh();
        if untrack(|| self.vault.has_mirror()).is_some() {
            self.diary.close_overdue();
            self.massages.close_overdue();
        }
    }
}

/// The state of the app, from the context.
pub fn state() -> &'static State {
    expect_context::<&'static State>()
}
