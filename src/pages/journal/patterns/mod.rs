//! Patterns: statements about many runs together.

mod evidence;

pub(crate) use evidence::sheet;

use crate::components::{
    Banner, Choice, ChoiceKind, Choices, Empty, Section, Tone, icon, icon_small, level_badge, link_row,
    marked_picture, row_text,
};
use crate::domain::body::level::Level;
use crate::domain::body::map::View;
use crate::domain::body::region::{BodyPart, Region};
use crate::domain::patterns::{
    Direction, Heat, Helped, MIN_RUNS, Range, Recurrence, Tally, Verdict, after_runs, came_up, helped, jump,
    recurrences, sides, telling,
};
use crate::domain::recovery::routine::Step;
use crate::domain::run::Run;
use crate::domain::run::distance::total_text;
use crate::pages::journal::season;
use crate::pages::shell::header::root_header;
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The maximum number of rows in "Left and right".
const SIDES: usize = 4;

/// Runs and Patterns: the two tabs of the journal.
pub(crate) fn tabs(current: usize) -> AnyView {
    let router = &state().router;
    let choice = |icon_name, name| Choice {
        content: view! {
            {icon_small(icon_name)}
            {name}
        }
        .into_any(),
        label: None,
    };
    let on_choose = Callback::new(move |index: usize| {
        router.replace(if index == 0 { Route::Journal } else { Route::Patterns });
    });
    view! {
        <Choices
            kind=ChoiceKind::Tab
            class="segmented"
            label="Journal"
            choices=vec![choice("list", "Runs"), choice("trend", "Patterns")]
            chosen=Signal::derive(move || current)
            on_choose=on_choose
        />
    }
    .into_any()
}

pub(crate) fn page() -> AnyView {
    let state = state();
    let range = Memo::new(move |_| state.journal_filter.with(|filter| filter.range));
    let is_enough = Memo::new(move |_| {
        state.with_entries(|all| all.iter().filter(|run| run.timing().is_some()).count()) >= MIN_RUNS
    });
    let heat = move || with_range(state, range.get(), |runs| heat_card(&Heat::of(runs), runs.len()));
    let fixed_range = move || state.with_entries(|all| fixed_range_cards(state, all));
    let habits = move || {
        with_range(state, range.get(), |runs| {
            view! {
                {sides_card(runs)}
                {after_card(runs)}
            }
            .into_any()
        })
    };
    let inside = move || {
        if is_enough.get() {
            view! {
                {range_chips(state, range)}
                {heat}
                {fixed_range}
                {season::card(state)}
                {habits}
            }
            .into_any()
        } else {
            view! {
                <Empty picture=icon("trend") title="Three runs and patterns start to show.">
                    <button class="btn quiet" on:click=move |_| state.show_example()>
                        "See an example"
                    </button>
                </Empty>
            }
            .into_any()
        }
    };
    view! {
        {root_header("Journal", || None, ().into_any())}
        <main class="view">{tabs(1)} {move || example_note(state)} {inside}</main>
    }
    .into_any()
}

/// The banner above an example journal.
pub(crate) fn example_note(state: &'static State) -> Option<AnyView> {
    state.is_example().then(|| {
        view! {
            <Banner icon="info" title="This is an example" tone=Tone::Calm role="status">
                "Nobody ran these. They aren’t kept, and never get among your runs."
                <div class="button-row">
                    <button class="btn small calm" on:click=move |_| state.end_example()>
                        "Remove the example"
                    </button>
                </div>
            </Banner>
        }
        .into_any()
    })
}

fn range_chips(state: &'static State, range: Memo<Range>) -> AnyView {
    let choices = Range::ALL.map(|range| Choice { content: range.name().into_any(), label: None }).into();
    view! {
        <Choices
            kind=ChoiceKind::Radio
            class="chips wrap"
            each="chip"
            label="Range"
            choices=choices
            chosen=Signal::derive(move || range.get() as usize)
            on_choose=Callback::new(move |index: usize| {
                state.change_journal_filter(|filter| filter.range = Range::ALL[index]);
            })
        />
    }
    .into_any()
}

fn with_range<T>(state: &'static State, range: Range, read: impl FnOnce(&[&Run]) -> T) -> T {
    let today = (state.device.now)().day();
    state.with_entries(|all| read(&range.of(all.iter().copied(), today)))
}

/// The cards that do not depend on the chosen range.
fn fixed_range_cards(state: &'static State, all: &[&Run]) -> AnyView {
    let today = (state.device.now)().day();
    let newest = telling(all.iter().copied(), &state.deep_ends(), today);
    let coming_back = recurrences(&newest);
    let runs = Range::All.of(all.iter().copied(), today);
    let rising = coming_back.iter().find(|recurrence| recurrence.direction() == Direction::Rising);
    let load = rising.zip(jump(&runs, today)).map(|(rising, jump)| {
        let units = state.preferences.units();
        let text = [
            "This week is ",
            &total_text(jump.week, units),
            " so far, your last four were about ",
            &total_text(jump.usual, units),
            " each. Meanwhile: ",
            &rising.region.name(),
            ", getting stronger. An easier day or two?",
        ];
        view! { <p class="text-small">{text.concat()}</p> }
    });
    let rows = coming_back.iter().map(recurrence_row).collect_view();
    let coming_back = (!coming_back.is_empty()).then(|| {
        view! {
            <Section title="Keeps coming back" note="oldest to newest">
                <div class="card flush">{rows}</div>
                {load}
            </Section>
        }
    });
    let came_up = came_up(&newest).into_iter().map(|found| {
        view! { <li class="row">{level_badge(Some(found.level), true)} {row_text(found.region.name(), found.words())}</li> }
    });
    let came_up = came_up.collect::<Vec<_>>();
    let came_up = (!came_up.is_empty()).then(|| {
        view! {
            <Section title="Comes up on the run">
                <ul class="card flush">{came_up}</ul>
            </Section>
        }
    });
    let helped = state.with_massages(|massages| helped(all.iter().copied(), massages));
    view! {
        {coming_back}
        {came_up}
        {helped_card(&helped)}
    }
    .into_any()
}

fn heat_card(heat: &Heat, runs: usize) -> AnyView {
    let is_in = |part: BodyPart| heat.counts().iter().any(|(region, _)| BodyPart::of(region.area()) == part);
    let mark = |region: Region| {
        let (_, count) = heat.counts().iter().find(|(counted, _)| *counted == region)?;
        Some((heat.step(*count) as u8, *count))
    };
    let body = if is_in(BodyPart::UpperBody) { View::Whole } else { View::LEGS };
    let pictures = |view: View| {
        let maps = view.drawings(false).map(|drawing| marked_picture(view, drawing, mark));
        view! { <div class="heat-maps">{maps.collect_view()}</div> }
    };
    let soles = is_in(BodyPart::Soles).then(|| pictures(View::Part(BodyPart::Soles)));
    let headline = match heat.leader() {
        Some((region, count)) => format!("{} leads, {count} of {runs} runs", region.name()),
        None => "Nothing tight in these runs".to_owned(),
    };
    let steps = (1_u8..).zip(heat.legend()).map(|(step, text)| {
        view! {
            <li>
                <svg class="heat-swatch" viewBox="0 0 26 18" aria-hidden="true">
                    <rect x="1" y="1" width="24" height="16" rx="5" data-lv=step />
                </svg>
                {text}
            </li>
        }
    });
    let spoken: Vec<_> =
        heat.counts().iter().map(|(region, count)| format!("{}: {count}", region.name())).collect();
    view! {
        <section class="card heat-card">
            <div role="img" aria-label=text!("Runs by area. ", spoken.join(", "))>
                {pictures(body)}
                {soles}
            </div>
            <div>
                <h2>{headline}</h2>
                <p class="text-note">"Numbers count the runs that started with that spot."</p>
                <ul class="legend" aria-label="Number of runs">
                    {steps.collect_view()}
                </ul>
            </div>
        </section>
    }
    .into_any()
}

fn recurrence_row(recurrence: &Recurrence<'_>) -> AnyView {
    let route = Route::Recurrence(recurrence.region);
    view! {
        {link_row(route.hash(), row_text(recurrence.region.name(), recurrence.sentence()), bars(recurrence))}
    }
    .into_any()
}

/// A bar for each run, oldest first; a dash where nothing was tight.
fn bars(recurrence: &Recurrence<'_>) -> AnyView {
    let bars = recurrence.runs.iter().rev().enumerate().map(|(index, (_, level))| {
        let left = 1 + 15 * index;
        match level.map(Level::number) {
            Some(level) => {
                let height = 10 * level;
                view! { <rect x=left y=34 - height width="11" height=height rx="3" data-lv=level /> }
                    .into_any()
            }
            None => view! { <rect class="none" x=left y="31" width="11" height="3" rx="1.5" /> }.into_any(),
        }
    });
    view! {
        <svg class="spark" viewBox="0 0 150 34" role="img" aria-label=recurrence.spoken()>
            {bars.collect_view()}
        </svg>
    }
    .into_any()
}

fn helped_card(helped: &[Helped]) -> Option<AnyView> {
    let line = |name: &'static str, tally: Tally| {
        let dots = (0..tally.of).map(|index| view! { <i class:yes=index < tally.easier></i> });
        // More than twelve dots cannot be counted at a glance.
        let dots = (tally.of <= 12).then(|| dots.collect_view());
        view! {
            <div class="helped-line">
                <span>{name}</span>
                <span class="dots" aria-hidden="true">
                    {dots}
                </span>
                <b>{format!("{} of {}", tally.easier, tally.of)}</b>
            </div>
        }
    };
    let spots = helped.iter().map(|spot| {
        let verdict = spot.verdict();
        let class = if verdict == Verdict::EasingHelps { "tag calm" } else { "tag" };
        view! {
            <div class="helped">
                <h3>{spot.region.name()} <span class=class>{verdict.text()}</span></h3>
                {line("Eased", spot.treated)}
                {line("Left alone", spot.alone)}
            </div>
        }
    });
    let spots = spots.collect_view();
    (!helped.is_empty()).then(|| {
        view! {
            <Section title="What helped" note="all runs">
                <div class="card">
                    <p class="text-small">"How often a spot was easier at the next run."</p>
                    <div class="helped-list">{spots}</div>
                    <p class="text-note">"From your own notes. Sore spots tend to settle anyway, and hills, sleep and pace play a part too."</p>
                </div>
            </Section>
        }
        .into_any()
    })
}

fn sides_card(runs: &[&Run]) -> Option<AnyView> {
    let pairs = sides(runs);
    let lopsided = pairs.iter().find_map(|pair| Some((pair.kind, pair.lopsided()?)));
    let comment = lopsided.map(|(kind, side)| {
        let name = text!(side.word(), " ", kind.lower());
        let text =
            text!("Your ", name, " speaks up far more often. Worth telling your therapist, if you have one.");
        view! { <p class="text-small">{text}</p> }
    });
    let share = |count: usize| format!("{}%", count * 100 / runs.len().max(1));
    let rows = pairs.iter().take(SIDES).map(|pair| {
        view! {
            <div class="sides">
                <span>{pair.kind.title()}</span>
                <b>{pair.left}<span class="visually-hidden">" left"</span></b>
                <span class="side left">
                    <i style:width=share(pair.left)></i>
                </span>
                <span class="side right">
                    <i style:width=share(pair.right)></i>
                </span>
                <b>{pair.right}<span class="visually-hidden">" right"</span></b>
            </div>
        }
    });
    let rows = rows.collect_view();
    (!pairs.is_empty()).then(|| {
        view! {
            <Section title="Left and right">
                <div class="card">
                    <div class="sides sides-key" aria-hidden="true">
                        <span>"Left"</span>
                        <span>"Right"</span>
                    </div>
                    {rows}
                    {comment}
                </div>
            </Section>
        }
        .into_any()
    })
}

fn after_card(runs: &[&Run]) -> AnyView {
    let total = runs.len();
    let rows = after_runs(runs).into_iter().map(|(step, count)| {
        let (icon_name, name) = match step {
            Step::Rehydrate => ("recover", "Rehydrate"),
            Step::Stretch => ("stretch", "Stretch"),
            Step::LegsUp => ("legs-up", "Legs up"),
            Step::Breathe => ("breath", "Breathe"),
        };
        view! {
            <div class="habit">
                {icon_small(icon_name)} <span>{name}</span> <div class="progress">
                    <i style:width=format!("{}%", count * 100 / total.max(1))></i>
                </div>
                <b>{format!("{count}/{total}")}</b>
            </div>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title="After your runs">
            <div class="card habits">{rows}</div>
        </Section>
    }
    .into_any()
}
