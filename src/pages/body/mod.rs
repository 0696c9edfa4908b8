//! Body: where's tight?

mod dock;
mod list;
pub(super) mod map;
mod row;
pub(super) mod spot_sheet;
pub(super) mod start;
pub(super) mod warm_up;

pub(super) use row::{described, note};

use crate::components::{Choice, ChoiceKind, Choices, icon, icon_small, legend};
use crate::content::advice;
use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::map::View;
use crate::domain::body::region::{BodyPart, Region};
use crate::domain::body::regions::Regions;
use crate::domain::body::spots::TightSpots;
use crate::domain::feedback::Feedback;
use crate::domain::run::Moment;
use crate::domain::settings::Settings;
use crate::pages::run::running;
use crate::pages::shell::focus::focus_heading;
use crate::pages::shell::header::gear;
use crate::state::diary::SpotUndo;
use crate::state::route::Route;
use crate::state::vault::Saving;
use crate::state::{Layout, State, state};
use crate::storage::StoreError;
use leptos::prelude::*;

/// The state of the page while it is on the screen.
#[derive(Clone, Copy)]
pub(super) struct BodyPage {
    state: &'static State,
    moment: Moment,
    view: RwSignal<View>,
    spots: Memo<TightSpots>,
    /// Last time's spots, while they are drawn as outlines.
    outlined: Memo<TightSpots>,
    /// What a therapist worked on although it was never marked, drawn as outlines too.
    worked_on: Memo<Regions>,
    /// The id of the toast in which this page offers an undo. The next tap dismisses it.
    undo_toast: StoredValue<Option<u32>>,
    /// The spot of the last tap, if the row asks what it feels like.
    asked: RwSignal<Option<Region>>,
}

pub(super) fn page() -> AnyView {
    let diary = &state().diary;
    let is_running = diary.is_running();
    (move || if is_running.get() { running::page() } else { check_in() }).into_any()
}

fn check_in() -> AnyView {
    screen(Moment::Before, "Where’s tight?", gear())
}

/// What came up on the run.
pub(super) fn came_up() -> AnyView {
    let close = move |_| state().router.close();
    let close = view! {
        <button class="icon-btn" aria-label="Close" on:click=close>
            {icon("close")}
        </button>
    };
    screen(Moment::After, "What came up?", close.into_any())
}

/// `corner` is the last button of the header.
fn screen(moment: Moment, title: &'static str, corner: AnyView) -> AnyView {
    let state = state();
    let body = BodyPage::new(state, moment);
    let is_list = Memo::new(move |_| state.preferences.get().list);
    let main = move || if is_list.get() { list::list(body) } else { map::figures_in(body) };
    let layout = state.layout.get();
    if layout == Layout::Phone {
        return view! {
            <header class="body-head">
                <h1 tabindex="-1">{title}</h1>
                {saved_mark()}
                <span class="body-tools">{list_button(is_list)} {corner}</span>
            </header>
            <main class="contents">
                <div class="body-views">
                    {view_tabs(body.view, body.spots.into(), "segmented slim fit", &phone_views())}
                </div>
                {main}
                {row::row(body, is_list)}
                {dock::buttons(body, "dock body-dock")}
            </main>
        }
        .into_any();
    }
    let views = if layout == Layout::Landscape { all_views() } else { vec![] };
    view! {
        <main class="wide-maps">
            <h1 tabindex="-1">{title}</h1>
            {main}
            {map::soles_tile(body)}
            {(!views.is_empty())
                .then(|| {
                    view! {
                        <div class="wide-views">
                            {view_tabs(body.view, body.spots.into(), "segmented slim upright", &views)}
                        </div>
                    }
                })}
        </main>
        <aside class="wide-side">
            <header>
                <h2>{move || row::count_text(&body.spots.get())}</h2>
                {saved_mark()}
                {list_button(is_list)}
            </header>
            {row::wide_row(body)}
            {row::side_list(body)}
            {legend()}
            {move || body.state.diary.is_new().get().then(row::whom_tips_are_for)}
            {dock::buttons(body, "wide-actions")}
        </aside>
    }
    .into_any()
}

impl BodyPage {
    fn new(state: &'static State, moment: Moment) -> BodyPage {
        let first_view = if state.layout.get_untracked() == Layout::Phone { View::LEGS } else { View::Whole };
        let spots = state.diary.marks(moment);
        let last = state.diary.last_spots();
        let outlined = Memo::new(move |_| match moment {
            Moment::Before => spots.with(|spots| last.with(|last| spots.outlines(last))),
            Moment::After => TightSpots::default(),
        });
        let body = BodyPage {
            state,
            moment,
            view: RwSignal::new(first_view),
            spots,
            outlined,
            worked_on: Memo::new(move |_| match moment {
                Moment::Before => state.worked_on(),
                Moment::After => Regions::default(),
            }),
            undo_toast: StoredValue::new(None),
            asked: RwSignal::new(None),
        };
        Effect::new(move || {
            let marks = if moment == Moment::Before { state.early_marks_due() } else { vec![] };
            if !marks.is_empty() {
                untrack(|| marks.into_iter().for_each(|(region, level)| body.mark(region, level)));
                state.forget_early_taps();
            }
        });
        body
    }

    fn tap(self, region: Region) {
        let current = self.spots.with_untracked(|spots| spots.level(region));
        let last = self.outlined.with_untracked(|spots| spots.level(region));
        self.mark(region, Level::after_tap_on_outline(current, last));
    }

    /// Sets the level that a tap leads to.
    fn mark(self, region: Region, level: Option<Level>) {
        self.set_level(region, level);
        self.state.preferences.change(|settings| {
            settings.taps = settings.taps.saturating_add(1).min(Settings::TAPS_COUNTED);
        });
    }

    fn set_level(self, region: Region, level: Option<Level>) {
        if !self.state.vault.may_change() {
            return;
        }
        let undo = self.state.diary.set_level(self.moment, region, level);
        let cleared = text!(region.name(), " cleared");
        self.withdraw_offer();
        if let Some(undo) = undo {
            self.offer_undo(cleared.clone(), undo);
        }
        self.ask_about(region);
        self.say(match level {
            Some(level) => text!(region.name(), ", ", level.lower()),
            None => cleared,
        });
        if self.asked.get_untracked().is_some() {
            let (_, question, _) = advice::question(region.area());
            self.state.vault.after_saving(move |_| self.state.notices.add(question));
        }
        self.state.give_feedback(Feedback::Marked(level));
    }

    /// Asks what a spot feels like, if it is to be asked about.
    fn ask_about(self, region: Region) {
        self.asked.set(Some(region).filter(|region| untrack(|| self.asks_about(*region))));
    }

    fn asks_about(self, region: Region) -> bool {
        self.spots.with(|spots| spots.get(region).is_some_and(|spot| advice::asks(region.area(), spot)))
    }

    /// "Severe. Sharp, swollen or on the bone?" "Just tight" is kept as a feeling. "Yes" is kept as the first of them, so
    /// that the spot is left alone at once, and opens the sheet, where the runner can say more.
    fn answer(self, region: Region, is_yes: bool) {
        self.asked.set(None);
        if !untrack(|| self.asks_about(region)) {
            return;
        }
        let feeling = if is_yes { Feeling::Sharp } else { Feeling::Tight };
        self.state
            .diary
            .edit_spot(self.moment, region, |spot| spot.feelings = spot.feelings.toggled(feeling));
        if is_yes {
            self.open_sheet(region);
        } else {
            self.say(text!(region.name(), ", tight"));
            request_animation_frame(focus_heading);
        }
    }

    fn repeat_last(self) {
        let undo = self.state.diary.repeat_last(&self.outlined.get_untracked());
        let text = text!(row::count_text(&self.spots.get_untracked()), " marked");
        self.say(text.clone());
        self.offer_undo(text, undo);
        // The strongest comes first.
        let strongest = self.spots.with_untracked(TightSpots::strongest_first);
        if let Some((region, _)) = strongest.first() {
            self.ask_about(*region);
        }
    }

    fn offer_undo(self, text: String, undo: SpotUndo) {
        let undo = move || {
            self.state.diary.undo(undo.clone());
            self.say("Undone".to_owned());
        };
        self.offer(self.state.notices.show_undo_silently(text, undo));
    }

    /// Remembers the id of the toast that offers to undo a change on this page.
    fn offer(self, toast: u32) {
        self.undo_toast.set_value(Some(toast));
    }

    /// Whether that toast is still on the screen.
    fn is_offering_undo(self) -> bool {
        let undo_toast = self.undo_toast.get_value();
        self.state
            .notices
            .toast()
            .with_untracked(|toast| toast.as_ref().is_some_and(|toast| Some(toast.id) == undo_toast))
    }

    fn withdraw_offer(self) {
        if let Some(toast) = self.undo_toast.get_value() {
            self.state.notices.withdraw(toast);
        }
    }

    /// Opens the sheet of a region, unless the app is read only.
    fn open_sheet(self, region: Region) {
        if !self.state.vault.is_read_only() {
            self.state.router.go(match self.moment {
                Moment::Before => Route::Spot(region),
                Moment::After => Route::NewSpot(region),
            });
        }
    }

    /// Announces a change, and whether it is saved.
    fn say(self, text: String) {
        let state = self.state;
        state.vault.after_saving(move |saving| {
            let saved = saving == Saving::Saved;
            state.notices.say(text!(text, if saved { ", saved" } else { ", not saved" }));
        });
    }
}

/// The mark "Saved", only once everything is saved. Screen readers hear it with each change instead.
fn saved_mark() -> AnyView {
    let saving = state().vault.saving();
    (move || match saving.get() {
        Saving::Untouched | Saving::Failing(StoreError::Newer) => ().into_any(),
        Saving::Pending => view! { <p class="saved pending">{icon_small("check")}</p> }.into_any(),
        Saving::Saved => view! { <p class="saved">{icon_small("check")} "Saved"</p> }.into_any(),
        Saving::Failing(_) => {
            view! { <p class="saved failing">{icon_small("warning")} "Not saved"</p> }.into_any()
        }
    })
    .into_any()
}

fn list_button(is_list: Memo<bool>) -> AnyView {
    let preferences = &state().preferences;
    view! {
        <button
            class="icon-btn"
            aria-label=move || if is_list.get() { "Show the body map" } else { "Show as a list" }
            on:click=move |_| preferences.change(|settings| settings.list = !settings.list)
        >
            {move || icon(if is_list.get() { "body" } else { "list" })}
        </button>
    }
    .into_any()
}

pub(super) fn phone_views() -> Vec<View> {
    BodyPart::ALL.map(View::Part).to_vec()
}

fn all_views() -> Vec<View> {
    [View::Whole].into_iter().chain(phone_views()).collect()
}

/// The tabs of the views. A tab shows the number of marks in its view, unless that view is open.
pub(super) fn view_tabs(
    view: RwSignal<View>,
    spots: Signal<TightSpots>,
    class: &'static str,
    views: &[View],
) -> AnyView {
    let upright = views.len() > BodyPart::ALL.len();
    let choices = views
        .iter()
        .map(|&tab| {
            let count = move || match tab {
                View::Part(part) if view.get() != tab && !upright => spots.with(|spots| spots.count_in(part)),
                _ => 0,
            };
            let name = match tab {
                View::Whole => "Whole".into_any(),
                View::Part(BodyPart::Legs) => "Legs".into_any(),
                View::Part(BodyPart::UpperBody) if upright => "Upper".into_any(),
                View::Part(BodyPart::UpperBody) => {
                    view! { <span>"Upper"<span class="optional-word">" body"</span></span> }.into_any()
                }
                View::Part(BodyPart::Soles) => "Soles".into_any(),
            };
            let badge = move || {
                Some(count()).filter(|count| *count > 0).map(|count| {
                    view! { <span class="count">{count}<span class="visually-hidden">" marked"</span></span> }
                })
            };
            Choice {
                content: view! {
                    {name}
                    {badge}
                }
                .into_any(),
                label: None,
            }
        })
        .collect();
    let tabs = StoredValue::new(views.to_vec());
    let chosen = Memo::new(move |_| {
        tabs.with_value(|tabs| tabs.iter().position(|tab| *tab == view.get()).unwrap_or(0))
    });
    let on_choose = Callback::new(move |index: usize| view.set(tabs.with_value(|tabs| tabs[index])));
    view! {
        <Choices
            kind=ChoiceKind::Tab
            class=class
            label="View"
            choices=choices
            chosen=chosen
            on_choose=on_choose
        />
    }
    .into_any()
}

/// None and the three levels, with their words.
pub(super) fn described_level_names() -> [(Option<Level>, &'static str); 4] {
    let [mild, moderate, severe] = Level::ALL.map(|level| (Some(level), level.word()));
    [(None, "None"), mild, moderate, severe]
}
