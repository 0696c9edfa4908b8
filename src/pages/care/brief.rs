//! The brief for the therapist: to read, change, share and print.

use crate::components::{Dock, Sheet, check, icon, level_badge, map_thumbs, row_text};
use crate::content::source::Source;
use crate::domain::body::spots::TightSpots;
use crate::domain::care::brief::{Brief, Focus, Pressure, Purpose, Sources, Wishes};
use crate::domain::care::{Homework, Race};
use crate::domain::run::Run;
use crate::domain::text::Text;
use crate::pages::form::fields;
use crate::pages::journal::season;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The current brief.
fn brief(state: &'static State, purpose: Purpose) -> Brief {
    let now = (state.device.now)();
    let today = now.day();
    let settings = state.preferences.get();
    let races = state.care.races();
    let races: Vec<&Race> = races.iter().map(|(_, race)| race).collect();
    let homework = state.care.homework_since_last(now);
    let homework: Vec<&Homework> = homework.iter().map(|(_, homework)| homework).collect();
    let (last, next) = (state.care.last(now), state.care.next(now));
    // What is marked right now belongs to it, too.
    let spared = state.diary.spared();
    let deep = state.care.deep_ends(now);
    let open = state.diary.open().get().filter(|run| !run.spots.is_empty());
    state.massages.done().with(|massages| {
        state.with_own_entries(|entries| {
            let entries: Vec<&Run> = open.iter().chain(entries.iter().copied()).collect();
            Brief::of(&Sources {
                purpose,
                entries: &entries,
                massages,
                races: &races,
                homework: &homework,
                last: last.as_ref().map(|(_, appointment)| appointment),
                next: next.as_ref().map(|(_, appointment)| appointment),
                phase: settings.phase,
                wishes: &settings.brief,
                units: settings.units,
                today,
                spared: &spared,
                deep: &deep,
            })
        })
    })
}

pub(crate) fn page(purpose: Purpose) -> AnyView {
    let state = state();
    let day = state.clock.day();
    let brief = Memo::new(move |_| {
        day.get();
        brief(state, purpose)
    });
    let (title, share_label) = match purpose {
        Purpose::Massage => ("Therapist brief", "Share brief"),
        Purpose::Notes => ("My notes", "Share my notes"),
    };
    let print = view! {
        <button class="icon-btn" aria-label="Print" on:click=move |_| (state.device.print)()>
            {icon("file")}
        </button>
    };
    let share = move |_| {
        let on_copy = Callback::new(move |copied: bool| {
            state.notices.show(if copied {
                "Copied. Paste it into a message."
            } else {
                "This browser can’t share or copy. You can print it."
            });
        });
        (state.device.share)(&brief.with_untracked(Brief::text), on_copy);
    };
    // The notes take the areas and the line of the brief; they are changed there.
    let can_change = move || !state.vault.is_read_only() && purpose == Purpose::Massage;
    let edit_row = move || {
        let line = state.preferences.get().brief.line;
        let (title, text) = if line.is_empty() {
            ("How firm, what to know", "Blood thinners, old injuries, what helped last time".to_owned())
        } else {
            ("Change your line", line.as_str().to_owned())
        };
        can_change().then(|| {
            view! {
                <a class="card card-link" href=Route::BriefEdit.hash()>
                    {icon("plus")}
                    {row_text(title, text)}
                </a>
            }
        })
    };
    let edit = move || {
        can_change().then(|| {
            view! {
                <a class="btn quiet" href=Route::BriefEdit.hash()>
                    {icon("edit")}
                    "Edit"
                </a>
            }
        })
    };
    view! {
        {sub_header(title, BACK, Some(print.into_any()))}
        // The keyboard scrolls it: the notes have no control inside.
        <main class="view brief-view" tabindex="0">
            {move || brief.with(paper)}
            {move || season::printed(state)}
            {edit_row}
            <p class="text-note text-center">"Nothing leaves your phone until you share it."</p>
            <p class="text-note text-center" hidden=purpose == Purpose::Notes>
                {text!("What to say is from ", Source::MassageProGuide.short(), " and ", Source::TopTips.short(), ".")}
            </p>
        </main>
        <Dock>
            {edit} <button class="btn primary grow" on:click=share>
                {icon("share")}
                {share_label}
            </button>
        </Dock>
    }
    .into_any()
}

fn paper(brief: &Brief) -> AnyView {
    let mut spots = TightSpots::default();
    let groups = brief.groups();
    for focus in groups.iter().flat_map(|(_, group)| group) {
        spots.set_level(focus.region, Some(focus.level));
    }
    let focus = |focus: &&Focus| {
        view! {
            <li>
                {level_badge(Some(focus.level), false)} <div>
                    <b>{text!(focus.region.name(), ", ", focus.level.lower())}</b>
                    <span class="text-small" dir="auto">
                        {focus.text()}
                    </span>
                </div>
            </li>
        }
    };
    let list = if groups.is_empty() {
        let nothing = match brief.purpose {
            Purpose::Massage => "Nothing tight lately. Ask for a general check.",
            Purpose::Notes => "Nothing marked lately.",
        };
        view! { <p class="text-small">{nothing}</p> }.into_any()
    } else {
        let group = |(heading, group): &(&'static str, Vec<&Focus>)| {
            view! {
                <h3>{*heading}</h3>
                <ul class="brief-focus">{group.iter().map(focus).collect_view()}</ul>
            }
        };
        groups.iter().map(group).collect_view().into_any()
    };
    let fact = |(about, fact): &(&'static str, String)| {
        // A text of several lines is aligned to the start.
        let is_long = fact.chars().count() > 44;
        view! {
            <div class:told=is_long>
                <dt>{*about}</dt>
                <dd dir="auto">{fact.clone()}</dd>
            </div>
        }
    };
    let first = (!brief.first.is_empty()).then(|| {
        let first = brief.first.iter().map(fact).collect_view();
        view! { <dl class="facts">{first}</dl> }
    });
    let facts = brief.facts.iter().map(fact).collect_view();
    view! {
        <article class="brief-paper">
            <header>
                <div>
                    <h2 class="text-title" dir="auto">
                        {brief.title.clone()}
                    </h2>
                    <p class="text-small">{brief.when.clone()}</p>
                </div>
                {map_thumbs(&spots)}
            </header>
            {first}
            {list}
            <dl class="facts">{facts}</dl>
        </article>
    }
    .into_any()
}

/// The sheet that changes which areas are on the brief, and the runner's own line.
pub(crate) fn sheet() -> AnyView {
    let state = state();
    let line = RwSignal::new(state.preferences.get_untracked().brief.line.as_str().to_owned());
    let set_line = move |text: String| {
        state.preferences.change(|settings| settings.brief.line = Text::clipped(&text));
        line.set(text);
    };
    let health = RwSignal::new(state.preferences.get_untracked().brief.health.as_str().to_owned());
    let set_health = move |text: String| {
        state.preferences.change(|settings| settings.brief.health = Text::clipped(&text));
        health.set(text);
    };
    let firmness: Vec<String> =
        std::iter::once("Any").chain(Pressure::ALL.map(Pressure::title)).map(str::to_owned).collect();
    let firm = Signal::derive(move || {
        let chosen = state.preferences.get().brief.pressure;
        Pressure::ALL.into_iter().position(|pressure| Some(pressure) == chosen).map_or(0, |index| index + 1)
    });
    let choose_firm = Callback::new(move |index: usize| {
        let chosen = index.checked_sub(1).and_then(|index| Pressure::ALL.get(index).copied());
        state.preferences.change(|settings| settings.brief.pressure = chosen);
    });
    // Untracked, so that the row of an area stays when the area is taken off.
    let areas = untrack(|| brief(state, Purpose::Massage)).areas;
    let row = |(focus, is_on): (Focus, bool)| {
        let region = focus.region;
        let is_on = RwSignal::new(is_on);
        let toggle = move || {
            is_on.update(|is_on| *is_on = !*is_on);
            let wanted = is_on.get_untracked();
            state.preferences.change(|settings| put(&mut settings.brief, region, wanted));
        };
        view! {
            <li class="row">
                {check(&region.name(), move || is_on.get(), toggle)} {row_text(region.name(), focus.words)}
            </li>
        }
    };
    let rows = areas.into_iter().map(row).collect_view();
    let close = Callback::new(move |()| state.router.close());
    view! {
        <Sheet title="What’s on the brief" on_close=close>
            <ul class="card flush rows-check">{rows}</ul>
            {fields::chips("How firm?", "", firmness, firm, choose_firm)}
            {fields::words(
                "What should they know?",
                "Blood thinners, clots, pregnancy, new injuries",
                health.into(),
                set_health,
                Text::<200>::LIMIT,
            )}
            {fields::words(
                "Your own line",
                "Old injury, what helped last time",
                line.into(),
                set_line,
                Text::<200>::LIMIT,
            )}
            <button class="btn primary" on:click=move |_| state.router.close()>
                "Done"
            </button>
        </Sheet>
    }
    .into_any()
}

/// Puts an area on the brief, or takes it off.
pub(crate) fn put(wishes: &mut Wishes, region: crate::domain::body::region::Region, wanted: bool) {
    if wishes.asked.contains(region) != wanted {
        wishes.asked = wishes.asked.toggled(region);
    }
    if wishes.left_out.contains(region) == wanted {
        wishes.left_out = wishes.left_out.toggled(region);
    }
}
