//! The spots of a run in its form: as chips, and on the map.

use super::Form;
use crate::components::{Dock, icon_small, level_badge};
use crate::domain::body::level::Level;
use crate::domain::body::map::View;
use crate::domain::body::region::Region;
use crate::domain::body::regions::Regions;
use crate::domain::body::spot::Spot;
use crate::domain::body::spots::TightSpots;
use crate::pages::body::{map, phone_views, view_tabs};
use crate::pages::shell::header::sub_header;
use crate::state::route::Route;
use leptos::prelude::*;

impl Form {
    pub(super) fn chips(self) -> AnyView {
        let route = match self.state.router.route_untracked().page() {
            Route::EditRun(id) => Route::EditRunSpots(id),
            _ => Route::AddRunSpots,
        };
        let href = StoredValue::new(route.hash());
        let chips = move || {
            let spots = self.draft.with(|draft| draft.spots.strongest_first());
            let chip = |(region, spot): (Region, Spot)| {
                view! {
                    <a class="chip spot" href=href.get_value()>
                        {level_badge(Some(spot.level), false)}
                        {region.name()}
                        <span class="visually-hidden">{text!(", ", spot.level.lower())}</span>
                    </a>
                }
            };
            spots.into_iter().map(chip).collect_view()
        };
        view! {
            <div class="chips wrap">
                {chips} <a class="chip offer" href=href.get_value()>
                    {icon_small("plus")}
                    "Mark spots"
                </a>
            </div>
        }
        .into_any()
    }

    /// The map, full screen.
    pub(super) fn map(self) -> AnyView {
        let view = RwSignal::new(View::LEGS);
        let spots = Signal::derive(move || self.draft.with(|draft| draft.spots.clone()));
        let set = move |region: Region, level: Option<Level>| {
            // Only levels can be set here. What a spot felt like stays, and so does a flag of an earlier day.
            let before = self.draft.first().spots.get(region).cloned();
            let flagged =
                untrack(|| self.state.diary.spared().get(region).filter(|spot| spot.is_flagged()).cloned());
            self.draft.change(|draft| {
                let is_new = draft.spots.get(region).is_none();
                draft.spots.set_level(region, level);
                if let Some(known) = before.or(flagged).filter(|_| is_new) {
                    draft.spots.edit(region, |spot| {
                        (spot.feelings, spot.note, spot.later) = (known.feelings, known.note, known.later);
                    });
                }
            });
        };
        let on_tap = Callback::new(move |region: Region| {
            let level = Level::after_tap(spots.with_untracked(|spots| spots.level(region)));
            set(region, level);
            let word = level.map_or("cleared", Level::lower);
            self.state.notices.say(text!(region.name(), ", ", word));
        });
        let on_hold = Callback::new(|_: Region| ());
        let never = Signal::derive(|| false);
        let (outlined, worked_on) = (Signal::derive(TightSpots::default), Signal::derive(Regions::default));
        view! {
            {sub_header("Tight before the run", ("left", "Back to the form"), None)}
            <main class="contents">
                <div class="body-views">{view_tabs(view, spots, "segmented slim fit", &phone_views())}</div>
                {map::figures(view, spots, outlined, worked_on, never, on_tap, on_hold)}
                <Dock last=true>
                    <button class="btn primary grow" on:click=move |_| self.state.router.close()>
                        "Done"
                    </button>
                </Dock>
            </main>
        }
        .into_any()
    }
}
