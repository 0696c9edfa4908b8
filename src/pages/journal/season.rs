//! The season in one picture: bars for the weeks, strips for the areas that keep coming back, flags, hands and dots. A tap on a
//! week opens its runs. A table says the same.

use crate::components::{Choice, ChoiceKind, Choices, Section};
use crate::domain::body::level::Level;
use crate::domain::care::Race;
use crate::domain::patterns::season::{Season, Sources, Span, Strip, Week};
use crate::domain::run::distance::{Units, total_text};
use crate::domain::time::calendar::Day;
use crate::state::route::Route;
use crate::state::{Layout, State, state};
use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The height of a strip and of the bars, and the least width of a week, in the units of the drawing: CSS px at the usual size
/// of text.
const STRIP: u32 = 14;
const BARS: u32 = 72;
const NARROWEST: usize = 6;
/// A picture of few weeks is about as wide as the page, so that its signs keep their shape.
const ROOM: usize = 324;
const ROOM_ON_WIDE: usize = 600;

/// The width of a week in the units of the drawing.
fn week_width(weeks: usize, room: usize) -> usize {
    (room / weeks).max(NARROWEST)
}

/// Reads the season of the runner's own journal.
fn with_own_season<T>(state: &'static State, span: Span, read: impl FnOnce(&Season) -> T) -> T {
    let now = (state.device.now)();
    let (visits, deep) = (state.care.massage_days(now), state.care.deep_ends(now));
    let races = state.care.races();
    let races: Vec<&Race> = races.iter().map(|(_, race)| race).collect();
    let today = now.day();
    state.massages.done().with(|massages| {
        state.with_own_entries(|entries| {
            read(&Season::of(
                span,
                &Sources { entries, massages, races: &races, visits: &visits, deep: &deep, today },
            ))
        })
    })
}

/// The same, or the season of the example while that is shown.
fn with_season<T>(state: &'static State, span: Span, read: impl FnOnce(&Season) -> T) -> T {
    if !state.is_example() {
        return with_own_season(state, span, read);
    }
    let today = (state.device.now)().day();
    state.with_massages(|massages| {
        state.with_entries(|entries| {
            read(&Season::of(span, &Sources { entries, massages, races: &[], visits: &[], deep: &[], today }))
        })
    })
}

/// The part of Patterns.
pub(super) fn card(state: &'static State) -> AnyView {
    let span = RwSignal::new(Span::TwelveWeeks);
    let choices = Span::ALL.map(|span| Choice { content: span.name().into_any(), label: None }).into();
    let is_open = RwSignal::new(false);
    view! {
        <Section title="The season">
            <Choices
                kind=ChoiceKind::Radio
                class="chips wrap"
                each="chip"
                label="How far back"
                choices=choices
                chosen=Signal::derive(move || span.get() as usize)
                on_choose=Callback::new(move |index: usize| span.set(Span::ALL[index]))
            />
            <div class="card season">
                {move || with_season(state, span.get(), |season| picture(season, true))}
                <p class="text-note">
                    "Side by side, not cause and effect. Tap a week to see its runs."
                </p>
                <details on:toggle=move |event| {
                    let details: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
                    is_open.set(details.is_some_and(|details| details.has_attribute("open")));
                }>
                    <summary>"As a table"</summary>
                    // A table of ten years is built only for those who want it.
                    {move || is_open.get().then(|| with_season(state, span.get(), |season| table(state, season)))}
                </details>
            </div>
        </Section>
    }
    .into_any()
}

/// For the printed brief: never the example.
pub(crate) fn printed(state: &'static State) -> AnyView {
    with_own_season(state, Span::TwelveWeeks, |season| {
        let has_runs = season.weeks.iter().any(|week| week.runs > 0);
        has_runs
            .then(|| {
                view! {
                    <section class="season print-only">
                        <h3>"The last weeks"</h3>
                        {picture(season, false)}
                        <p class="text-note">"Side by side, not cause and effect."</p>
                    </section>
                }
            })
            .into_any()
    })
}

/// The drawing. `opens` is whether a tap on a week opens it.
fn picture(season: &Season, opens: bool) -> AnyView {
    let count = season.weeks.len();
    let is_phone = state().layout.get_untracked() == Layout::Phone;
    let week = week_width(count, if is_phone { ROOM } else { ROOM_ON_WIDE });
    let width = week * count;
    let drawing = |class: &'static str, height: u32, content: AnyView| {
        view! {
            <svg class=class viewBox=format!("0 0 {width} {height}") preserveAspectRatio="none">
                {content}
            </svg>
        }
        .into_any()
    };
    let row = |name: String, content: AnyView| {
        view! {
            <div class="season-row">
                <span>{name}</span>
                {content}
            </div>
        }
        .into_any()
    };
    // One path draws all signs of a row, with a marker at each of its points.
    let signs = |name: &str, class: &'static str, has: fn(&Week) -> bool| {
        let path = signs(season, week, has);
        (!path.is_empty()).then(|| {
            let path = view! { <path class=class d=path /> }.into_any();
            row(name.to_owned(), drawing("season-line", STRIP, path))
        })
    };
    let strips = season.strips.iter().map(|strip| {
        let paths = Level::ALL.map(|level| {
            view! { <path data-lv=level.number() d=cells(strip, week, level) /> }
        });
        row(strip.region.name(), drawing("season-line", STRIP, paths.collect_view().into_any()))
    });
    let strips = strips.collect_view();
    let bars = view! { <path class="season-bars" d=bars(season, week) /> }.into_any();
    let rows = NodeRef::<Div>::new();
    let scroller = NodeRef::<Div>::new();
    // The newest week is on the right.
    Effect::new(move || {
        if let Some(scroller) = scroller.get() {
            request_animation_frame(move || scroller.set_scroll_left(scroller.scroll_width()));
        }
    });
    let mondays: Vec<Day> = season.weeks.iter().map(|week| week.monday).collect();
    let open = move |event: MouseEvent| {
        let Some(rows) = rows.get_untracked().filter(|_| opens) else { return };
        let place = Element::get_bounding_client_rect(&rows);
        let share = (f64::from(event.client_x()) - place.left()) / place.width();
        let place = share * f64::from(u32::try_from(mondays.len()).unwrap_or(u32::MAX));
        let tapped =
            (1_u32..).zip(&mondays).find(|(end, _)| place < f64::from(*end)).map(|(_, monday)| monday);
        // At the right edge, none is.
        if let Some(monday) = tapped.or(mondays.last()) {
            state().router.go(Route::Week(*monday));
        }
    };
    view! {
        <div class="season-scroll" role="group" aria-label="The season as a picture. The table says the same." tabindex="0" node_ref=scroller>
            <div
                class="season-rows"
                aria-hidden="true"
                style:min-width=format!("{}rem", NARROWEST * count / 16)
                node_ref=rows
                on:click=open
            >
                <svg class="season-markers">
                    {marker("season-flag", "#i-flag")}
                    {marker("season-hand", "#i-fingers")}
                    <marker id="season-dot" markerWidth="8" markerHeight="8" refX="4" refY="4" markerUnits="userSpaceOnUse">
                        <circle cx="4" cy="4" r="4" />
                    </marker>
                </svg>
                {signs("Races", "season-flags", |week| week.races > 0)}
                {signs("Massages", "season-hands", |week| week.massages > 0)}
                {signs("Self-massage", "season-dots", |week| week.self_massages > 0)}
                {strips}
                {row("Distance".to_owned(), drawing("season-line season-tall", BARS, bars))}
                <div class="season-months">{months(season)}</div>
            </div>
        </div>
    }
    .into_any()
}

/// The bars of the distances, as a path. Whole numbers only: the program has no code that writes fractions.
fn bars(season: &Season, width: usize) -> String {
    let longest = season.longest().max(1);
    let weeks = season.weeks.iter().enumerate().filter(|(_, week)| week.metres > 0);
    let bar = |(index, week): (usize, &Week)| {
        // A short week is still a bar.
        let height = u32::try_from(week.metres * u64::from(BARS) / longest).unwrap_or(BARS).max(2);
        rectangle(width, index, BARS, height)
    };
    weeks.map(bar).collect()
}

/// The weeks of a strip in which the area had this level, as a path. The stronger the level, the higher.
fn cells(strip: &Strip, width: usize, level: Level) -> String {
    let height = [8, 11, STRIP][usize::from(level.number()) - 1];
    let weeks = strip.levels.iter().enumerate().filter(|(_, of_week)| **of_week == Some(level));
    weeks.map(|(index, _)| rectangle(width, index, STRIP, height)).collect()
}

/// A line through the middle of each week that has something.
fn signs(season: &Season, width: usize, has: fn(&Week) -> bool) -> String {
    let weeks = season.weeks.iter().enumerate().filter(|(_, week)| has(week));
    let points = weeks.map(|(index, _)| format!("{} {}", index * width + width / 2, STRIP / 2));
    let path = points.collect::<Vec<_>>().join("L");
    if path.is_empty() { path } else { text!("M", path) }
}

/// A marker with an icon of the page.
fn marker(id: &'static str, icon: &'static str) -> AnyView {
    view! {
        <marker id=id viewBox="0 0 24 24" markerWidth="16" markerHeight="16" refX="12" refY="12" markerUnits="userSpaceOnUse">
            <use href=icon />
        </marker>
    }
    .into_any()
}

/// A rectangle of a week that stands on the lower edge, with a little room to the next.
fn rectangle(width: usize, index: usize, edge: u32, height: u32) -> String {
    let room = 1 + width / 10;
    let (x, y, width) = (index * width + room / 2, edge - height, width - room);
    format!("M{x} {y}h{width}v{height}h-{width}z")
}

/// The names of months, or of years if there are many weeks.
fn months(season: &Season) -> AnyView {
    let count = season.weeks.len();
    let is_long = count > 52;
    let mut last = None;
    let mut names = vec![];
    for (index, week) in season.weeks.iter().enumerate() {
        let sunday = week.monday.plus(6);
        let name = if is_long { sunday.month().year().to_string() } else { sunday.short_month().to_owned() };
        if last.as_ref() != Some(&name) {
            // The first one may be cut off by the second.
            let left = format!("calc({index} * 100% / {count})");
            names.push((index, view! { <span style:left=left>{name.clone()}</span> }));
            last = Some(name);
        }
    }
    if let [(_, _), (second, _), ..] = &names[..]
        && *second * 12 < count
    {
        names.remove(0);
    }
    names.into_iter().map(|(_, name)| name).collect_view().into_any()
}

/// A row of the table for each week with something in it, the newest first.
fn table(state: &'static State, season: &Season) -> AnyView {
    let (units, today) = (state.preferences.get_untracked().units, (state.device.now)().day());
    let areas = season.strips.iter().map(|strip| view! { <th scope="col">{strip.region.name()}</th> });
    let areas = areas.collect_view();
    let rows = (0..season.weeks.len()).rev().filter(|index| has_something(season, *index)).map(|index| {
        let monday = season.weeks[index].monday;
        let facts = facts(season, index, units).into_iter().map(|fact| view! { <td>{fact}</td> });
        view! {
            <tr>
                <th scope="row">
                    <a href=Route::Week(monday).hash()>{short_name(monday, today)}</a>
                </th>
                {facts.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="season-table" role="group" aria-label="The season as a table" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Week"</th>
                        <th scope="col">"Distance"</th>
                        {areas}
                        <th scope="col">"Races"</th>
                        <th scope="col">"Massages"</th>
                        <th scope="col">"Self-massage"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// "16–22 Nov", with the year unless it is this one.
fn short_name(monday: Day, today: Day) -> String {
    let sunday = monday.plus(6);
    let year = sunday.month().year();
    let days = monday.short_to(sunday);
    if year == today.month().year() { days } else { text!(days, " ", year.to_string()) }
}

fn has_something(season: &Season, index: usize) -> bool {
    let week = season.weeks[index];
    week.runs + week.races + week.massages + week.self_massages > 0
}

/// What the table says about a week: distance, the levels of the areas, races, massages, days with a self-massage.
fn facts(season: &Season, index: usize, units: Units) -> Vec<String> {
    let week = season.weeks[index];
    let distance = if week.metres > 0 { total_text(week.metres, units) } else { "–".to_owned() };
    let levels = season.strips.iter().map(|strip| strip.levels[index].map_or("–", Level::word).to_owned());
    let counts = [week.races, week.massages, week.self_massages];
    std::iter::once(distance).chain(levels).chain(counts.map(|count| count.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::region::Region;

    /// The weeks in which a path draws something, and how high.
    fn drawn(path: &str, width: usize) -> Vec<(usize, u32)> {
        let parts = path.split('M').filter(|part| !part.is_empty()).map(|part| {
            let (x, rest) = part.split_once(' ').unwrap();
            let height =
                rest.split('v').nth(1).map_or(0, |rest| rest.split('h').next().unwrap().parse().unwrap());
            (x.parse::<usize>().unwrap() / width, height)
        });
        parts.collect()
    }

    #[test]
    fn the_table_agrees_with_the_picture() {
        for count in [1, 12, 26, 60, 522] {
            let first = Day::parse("2017-01-02").unwrap();
            let week = |index: usize| Week {
                monday: first.plus(7 * index as u64),
                metres: [0, 12_000, 48_000, 500][index % 4],
                runs: [0, 1, 1, 1][index % 4],
                races: [0, 0, 0, 0, 1][index % 5],
                massages: [0, 0, 1][index % 3],
                self_massages: [0, 1, 2, 3][index % 4],
            };
            let level = |index: usize| Level::from_number([0, 3, 2, 1][index % 4]);
            let strip = Strip {
                region: Region::from_id("knee-back-l").unwrap(),
                levels: (0..count).map(level).collect(),
            };
            let season = Season { weeks: (0..count).map(week).collect(), strips: vec![strip] };
            let rows: Vec<Vec<String>> =
                (0..count).map(|index| facts(&season, index, Units::Kilometres)).collect();
            let width = week_width(count, ROOM);
            let bars = drawn(&bars(&season, width), width);
            let dots = signs(&season, width, |week| week.self_massages > 0).replace('L', "M");
            let dots = drawn(&dots, width);
            for (index, row) in rows.iter().enumerate() {
                let [distance, level, _, _, days] = &row[..] else { panic!("{row:?}") };
                assert_eq!(bars.iter().any(|(week, _)| *week == index), distance != "–", "{count}: {index}");
                assert_eq!(dots.iter().any(|(week, _)| *week == index), days != "0", "{count}: {index}");
                for shown in Level::ALL {
                    let cells = drawn(&cells(&season.strips[0], width, shown), width);
                    let is_drawn = cells.iter().any(|(week, _)| *week == index);
                    assert_eq!(is_drawn, level == shown.word(), "{count}: {index}");
                }
            }
            // A longer week has a higher bar.
            let height =
                |index: usize| bars.iter().find(|(week, _)| *week == index).map(|(_, height)| *height);
            if count > 4 {
                assert!(height(2) > height(1) && height(1) > height(3) && height(3) > Some(1));
                assert_eq!(height(2), Some(BARS));
            }
        }
    }
}
