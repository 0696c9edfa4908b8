//! The screens.

mod about;
mod and_now;
mod body;
mod care;
mod done;
mod finish;
mod frame;
mod guide;
mod journal;
mod player;
mod recover;
mod run_detail;
mod run_form;
mod running;
mod see_someone;
mod settings;
mod spot_sheet;
mod warm_up;
mod warnings;

use crate::components::ToastView;
use crate::domain::routine::Step;
use crate::state::route::{FormPart, Route};
use crate::state::{Layout, state};
use leptos::prelude::*;
use player::Session;

/// The whole app: the page, the tabs, and what lies over them.
#[component]
pub fn Shell() -> impl IntoView {
    let state = state();
    let page = state.router.page();
    let has_sheet =
        Memo::new(move |_| state.router.route().is_sheet() || state.router.held().get().is_some());
    let damaged = state.vault.damaged();
    let covered = move || has_sheet.get() || damaged.get() > 0;
    let is_phone = Memo::new(move |_| state.layout.get() == Layout::Phone);
    let tabs = move || {
        if !is_phone.get() {
            frame::rail()
        } else if page.get().hides_tabs() {
            ().into_any()
        } else {
            frame::tab_bar()
        }
    };
    // A new page is announced by its heading.
    Effect::new(move |before: Option<Route>| {
        let page = page.get();
        if before.is_some_and(|before| before != page) {
            request_animation_frame(frame::focus_heading);
        }
        page
    });
    let is_room = move || page.get() == Route::LegsUp;
    let is_running = state.diary.is_running();
    let has_map = Memo::new(move |_| page.get() == Route::Body && !is_running.get());
    let framed = move || {
        if is_phone.get() {
            view! { <div class="app" class:room-screen=is_room inert=covered>{move || page_view(&page.get())} {tabs}</div> }.into_any()
        } else if has_map.get() {
            view! { <div class="wide" inert=covered>{tabs} {move || page_view(&page.get())}</div> }.into_any()
        } else {
            view! {
                <div class="wide wide-page" inert=covered>
                    {tabs} <div class="app" class:room-screen=is_room>{move || page_view(&page.get())}</div>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <div class="shell">
            {framed}
            <div class="toasts">
                {move || {
                    state
                        .notices
                        .toast()
                        .get()
                        .map(|toast| {
                            let on_dismiss = Callback::new(move |()| state.notices.dismiss());
                            view! { <ToastView text=toast.text undo=toast.undo on_dismiss=on_dismiss /> }
                        })
                }}
            </div>
            {sheet_view}
            {warnings::damaged_sheet}
            <p class="visually-hidden" role="status" aria-live="polite">
                {state.notices.spoken()}
            </p>
        </div>
    }
}

fn page_view(page: &Route) -> AnyView {
    match page {
        Route::Recover => recover::page(),
        Route::WarmUp => warm_up::page(),
        Route::AndNow => and_now::page(),
        Route::Stretch => player::page(Session::Step(Step::Stretch)),
        Route::LegsUp => player::page(Session::Step(Step::LegsUp)),
        Route::Breathe => player::page(Session::Step(Step::Breathe)),
        Route::Massage => player::page(Session::Massage),
        Route::Journal => journal::page(),
        Route::Run(id) => run_detail::page(id.clone()),
        Route::AddRun(FormPart::Fields | FormPart::Spots) => run_form::page(None),
        Route::EditRun(id, _) => run_form::page(Some(id.clone())),
        Route::Care => care::page(),
        Route::Guide(area) => guide::page(*area),
        Route::SeeSomeone => see_someone::page(),
        Route::Settings => settings::page(),
        Route::About => about::page(),
        Route::SetAside => settings::set_aside_page(),
        _ => body::page(),
    }
}

fn sheet_view() -> AnyView {
    let state = state();
    let sheet = Memo::new(move |_| Some(state.router.route()).filter(Route::is_sheet));
    let is_held = Memo::new(move |_| state.router.held().with(Option::is_some));
    (move || {
        if is_held.get() {
            return Some(run_form::leave_sheet());
        }
        Some(match sheet.get()? {
            Route::Spot(region) => spot_sheet::sheet(region),
            Route::Finish => finish::finish_sheet(),
            Route::Discard => finish::discard_sheet(),
            Route::HowFar => finish::how_far_sheet(),
            Route::LegsUpCheck => player::check_sheet(true),
            Route::LegsUpInfo => player::check_sheet(false),
            Route::Erase => settings::erase_sheet(),
            _ => return None,
        })
    })
    .into_any()
}
