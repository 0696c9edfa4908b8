//! The month strip of the journal: the days of a month, or the months of a year.

use crate::components::{icon, level_badge};
use crate::domain::body::level::Level;
use crate::domain::run::journal::{self, DayMark};
use crate::domain::time::calendar::{Day, Month};
use crate::domain::time::format;
use crate::state::State;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// One month in a row, with a mark for each day that has entries. A tap on a day shows the entries up to that
/// day.
pub(super) fn month_strip(state: &'static State) -> AnyView {
    let today = (state.device.now)().day();
    let newest = state.with_entries(|all| all.first().map_or(today, |run| run.day()));
    let month =
        Memo::new(move |_| state.journal_filter.with(|filter| filter.until).unwrap_or(newest).month());
    let jump = move |until: Option<Day>| {
        state.change_journal_filter(|filter| {
            (filter.until, filter.pages) = (until.filter(|day| *day < newest), 0);
        });
    };
    let oldest = state.with_entries(|all| all.last().map_or(today, |run| run.day()));
    let is_year = RwSignal::new(false);
    // Moves by one month, or by twelve while a year is shown, but never past the oldest and the newest entry.
    let turn = |icon_name, names: [&'static str; 2], is_back: bool| {
        let target = move |month: Month| {
            let steps = if is_year.get() { 12 } else { 1 };
            (0..steps).fold(month, |month, _| if is_back { month.before() } else { month.after() })
        };
        let is_at_end = move || {
            let month = month.get();
            if is_year.get() {
                let end = if is_back { oldest } else { newest };
                month.months().contains(&end.month())
            } else if is_back {
                month <= oldest.month()
            } else {
                month >= newest.month()
            }
        };
        let turn = move |_| {
            if !untrack(is_at_end) {
                jump(Some(untrack(|| target(month.get())).last().clamp(oldest, newest)));
            }
        };
        view! {
            <button
                class="icon-btn"
                aria-label=move || names[usize::from(is_year.get())]
                aria-disabled=move || is_at_end().then_some("true")
                on:click=turn
            >
                {icon(icon_name)}
            </button>
        }
    };
    let name = move || if is_year.get() { month.get().year().to_string() } else { month.get().name(today) };
    let days = move || {
        let marks = state.with_entries(|all| journal::month(all.iter().copied(), month.get()));
        let until = state.journal_filter.with(|filter| filter.until);
        let here = until.or_else(|| marks.iter().rev().find(|mark| mark.entries > 0).map(|mark| mark.day));
        request_animation_frame(|| show_middle(".month-days", "[data-here]"));
        let mark = |mark: &DayMark| day_mark(mark, today, until, here == Some(mark.day), jump);
        view! { <div class="month-days">{marks.iter().map(mark).collect_view()}</div> }.into_any()
    };
    let months = move || {
        let open = move |month: Month| {
            is_year.set(false);
            jump(Some(month.last()));
        };
        let count = |month: Month| {
            state.with_entries(|all| all.iter().filter(|run| run.day().month() == month).count())
        };
        let months = month.get().months().map(|month| month_button(month, count(month), open));
        view! { <div class="year-months">{months.collect_view()}</div> }.into_any()
    };
    view! {
        <section class="card month" aria-label="Month">
            <header>
                {turn("left", ["Month before", "Year before"], true)} <h2>
                    <button
                        class="btn plain small"
                        aria-expanded=move || is_year.get().to_string()
                        on:click=move |_| is_year.update(|is_year| *is_year = !*is_year)
                    >
                        {name}
                    </button>
                </h2>
                {turn("right", ["Month after", "Year after"], false)}
            </header>
            {move || if is_year.get() { months() } else { days() }}
        </section>
    }
    .into_any()
}

fn month_button(month: Month, count: usize, open: impl Fn(Month) + Copy + Send + Sync + 'static) -> AnyView {
    let entries = format::count(count, "entry", "entries");
    view! {
        <button class="month-of-year" disabled=count == 0 on:click=move |_| open(month)>
            {month.first().short_month()}
            <small>{count}</small>
            <span class="visually-hidden">{text!(", ", entries)}</span>
        </button>
    }
    .into_any()
}

/// Scrolls a row sideways so that `target` is in its middle. Both are CSS selectors.
fn show_middle(row: &str, target: &str) {
    let find = |selector| document().query_selector(selector).ok().flatten()?.dyn_into::<HtmlElement>().ok();
    if let (Some(row), Some(target)) = (find(row), find(target)) {
        row.set_scroll_left(target.offset_left() - (row.client_width() - target.offset_width()) / 2);
    }
}

fn day_mark(
    mark: &DayMark,
    today: Day,
    until: Option<Day>,
    is_here: bool,
    jump: impl Fn(Option<Day>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let DayMark { day, entries, strongest } = *mark;
    if entries == 0 {
        let initial = view! { <small aria-hidden="true">{day.initial()}</small> };
        return view! {
            <span class="month-day" class:today=day == today aria-hidden="true">
                {initial}
                <b>{day.of_month()}</b>
            </span>
        }
        .into_any();
    }
    let worst = strongest.map_or("nothing tight", Level::lower);
    let label = text!(day.spoken(today), ", ", format::count(entries, "entry", "entries"), ", ", worst);
    let is_chosen = until == Some(day);
    view! {
        <button
            class="month-day"
            class:today=day == today
            data-here=is_here
            aria-pressed=is_chosen.to_string()
            on:click=move |_| jump(if is_chosen { None } else { Some(day) })
        >
            <small aria-hidden="true">{day.initial()}</small>
            <b aria-hidden="true">{day.of_month()}</b>
            {level_badge(strongest, true)}
            <span class="visually-hidden">{label}</span>
        </button>
    }
    .into_any()
}
