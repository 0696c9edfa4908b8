//! Homework: the checklist of today, and the review before the next appointment.

use crate::components::{Banner, Dock, Empty, Tone, check, icon, icon_small, row_text, switch};
use crate::domain::care::Homework;
use crate::domain::care::homework::{Help, Obstacle, Went, asks_how_it_went};
use crate::domain::feedback::Feedback;
use crate::domain::id::Id;
use crate::domain::time::calendar::Day;
use crate::pages::form::fields;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

/// The homework that is due today. Care shows it, or with `after_runs` Recover.
pub(crate) fn today(state: &'static State, after_runs: bool) -> AnyView {
    // A memo, so that the rows are not rebuilt when one of them is ticked.
    let day = state.clock.day();
    let due = Memo::new(move |_| {
        let today = day.get();
        let all = state.care.homework(today).into_iter();
        let due = all.filter(|(_, homework)| homework.is_due(today) && homework.after_runs == after_runs);
        due.map(|(id, homework)| (id, homework.what, homework.dose, homework.from)).collect::<Vec<_>>()
    });
    let count = move || {
        let today = day.get();
        let done = due.with(|due| due.iter().filter(|(id, ..)| is_ticked(state, id, today)).count());
        format!("{done} of {} today", due.with(Vec::len))
    };
    let asks = Memo::new(move |_| {
        day.get();
        !after_runs && asks(state)
    });
    let can_add = !after_runs && !untrack(|| state.vault.is_read_only());
    (move || {
        let rows = due.get();
        if rows.is_empty() && !asks.get() {
            return if can_add { add_row() } else { ().into_any() };
        }
        let is_own = !rows.is_empty() && rows.iter().all(|(.., from)| from.as_str().trim().is_empty());
        // The therapist is named only if all rows are from the same one.
        let from = rows.first().map(|(.., from)| from.as_str().trim().to_owned());
        let from = from.filter(|name| {
            !name.is_empty() && rows.iter().all(|(.., from)| from.as_str().trim() == name.as_str())
        });
        let title = if is_own { "My exercises" } else { "Homework" };
        let title = from.map_or_else(|| title.to_owned(), |name| text!("Homework from ", name));
        let has_rows = !rows.is_empty();
        let rows =
            rows.into_iter().map(|(id, what, dose, _)| row(state, day, id, what.as_str(), dose.as_str()));
        view! {
            <section class="section">
                <header>
                    <h2 dir="auto">{title}</h2>
                    {has_rows.then(|| view! { <span class="text-note">{count}</span> })}
                    {can_add
                        .then(|| {
                            view! {
                                <a class="btn plain small" aria-label="Change the exercises" href=Route::Exercises.hash()>
                                    "Change"
                                </a>
                            }
                        })}
                </header>
                <ul class="card flush rows-check">
                    {rows.collect_view()} {move || asks.get().then(|| how_row(state))}
                </ul>
            </section>
        }
        .into_any()
    })
    .into_any()
}

/// The way to exercises of one's own, while nothing is due.
fn add_row() -> AnyView {
    let text = row_text("My exercises", "Strength, mobility, what a physio gave you");
    view! {
        <div class="card flush rows-icon">{crate::components::link_row(Route::Exercises.hash(), icon("plus"), text)}</div>
    }
    .into_any()
}

fn is_ticked(state: &'static State, id: &Id, today: Day) -> bool {
    state
        .care
        .find(id)
        .is_some_and(|entry| entry.homework().is_some_and(|homework| homework.is_ticked(today)))
}

fn row(state: &'static State, day: Memo<Day>, id: Id, what: &str, dose: &str) -> AnyView {
    let id = StoredValue::new(id);
    let ticked = move || id.with_value(|id| is_ticked(state, id, day.get()));
    // Ticks the day that is shown, even in the minute after midnight.
    let toggle = move || {
        let today = day.get_untracked();
        if !untrack(ticked) {
            state.give_feedback(Feedback::Ticked);
        }
        id.with_value(|id| state.care.change_homework(id, |homework| homework.toggle(today)));
    };
    view! {
        <li class="row" class:row-done=ticked inert=move || state.vault.is_read_only()>
            {check(what, ticked, toggle)}
            {row_text(what.to_owned(), dose.to_owned())}
        </li>
    }
    .into_any()
}

/// Whether to ask how the homework went.
fn asks(state: &'static State) -> bool {
    let now = (state.device.now)();
    let Some((_, next)) = state.care.next(now).filter(|_| !state.vault.is_read_only()) else { return false };
    let homework = state.care.homework_since_last(now);
    asks_how_it_went(homework.iter().map(|(_, homework)| homework), next.at.day(), now.day())
}

fn how_row(state: &'static State) -> AnyView {
    let name = state
        .care
        .next((state.device.now)())
        .and_then(|(_, appointment)| appointment.name().map(str::to_owned));
    let text = name.map_or_else(
        || "One minute, before your massage".to_owned(),
        |name| text!("One minute, before you see ", name),
    );
    let route = Route::HomeworkCheck;
    view! {
        <li>
            <a class="row row-link" href=route.hash()>
                {icon("edit")}
                {row_text("How did it go?", text)}
                {icon_small("right")}
            </a>
        </li>
    }
    .into_any()
}

/// The answers about one homework so far.
#[derive(Clone, Copy)]
struct Answer {
    did: RwSignal<bool>,
    help: RwSignal<Option<Help>>,
    obstacle: RwSignal<Option<Obstacle>>,
    after_runs: RwSignal<bool>,
}

impl Answer {
    fn new(homework: &Homework, today: Day) -> Answer {
        let (did, help, obstacle) = match homework.presumed(today) {
            Went::Did(help) => (true, help, None),
            Went::Didnt(obstacle) => (false, None, obstacle),
        };
        Answer {
            did: RwSignal::new(did),
            help: RwSignal::new(help),
            obstacle: RwSignal::new(obstacle),
            after_runs: RwSignal::new(homework.after_runs),
        }
    }

    fn went(self) -> Went {
        if self.did.get_untracked() {
            Went::Did(self.help.get_untracked())
        } else {
            Went::Didnt(self.obstacle.get_untracked())
        }
    }

    /// Whether the homework may move to after runs. That helps if it was forgotten or there was no time for
    /// it, because a run is a fixed occasion.
    fn may_move(self) -> bool {
        !self.did.get() && matches!(self.obstacle.get(), Some(Obstacle::Forgot | Obstacle::NoTime))
    }
}

pub(crate) fn check_page() -> AnyView {
    let state = state();
    let now = (state.device.now)();
    let today = now.day();
    let mut all = untrack(|| state.care.homework_since_last(now));
    all.retain(|(_, homework)| homework.given < today);
    let name =
        untrack(|| state.care.next(now)).and_then(|(_, appointment)| appointment.name().map(str::to_owned));
    if !state.vault.may_change() {
        return super::appointments::read_only_page("How did it go?", vec![]);
    }
    if all.is_empty() {
        return view! {
            {sub_header("How did it go?", BACK, None)}
            <Empty page=true picture=icon("clipboard") title="No homework now">
                <p>"What a therapist asks of you goes into the notes after an appointment."</p>
                <button class="btn quiet" on:click=move |_| state.router.close()>
                    "Done"
                </button>
            </Empty>
        }
        .into_any();
    }
    let since =
        all.iter().map(|(_, homework)| homework.review.map_or(homework.given, |review| review.on)).min();
    let title = since.map(|since| text!("Homework since ", since.day_and_month()));
    let who = name.clone().unwrap_or_else(|| "your therapist".to_owned());
    let answers: Vec<_> =
        all.iter().map(|(id, homework)| (id.clone(), Answer::new(homework, today))).collect();
    let cards =
        all.iter().zip(&answers).map(|((_, homework), (_, answer))| card(homework, *answer, today, &who));
    let cards = cards.collect_view();
    let save = move |_| {
        for (id, answer) in &answers {
            state.care.change_homework(id, |homework| {
                homework.answer(answer.went(), answer.after_runs.get_untracked(), today);
            });
        }
        state.router.close();
        state.notices.say("Noted for the brief");
    };
    let save_name = name.map_or_else(|| "Save for the brief".to_owned(), |name| text!("Save for ", name));
    view! {
        {sub_header("How did it go?", BACK, None)}
        <main class="view">
            <div>
                <h2 class="text-title">{title}</h2>
                <p class="text-small" dir="auto">
                    {text!("A quick look back. It goes into the brief, so ", who, " can adjust.")}
                </p>
            </div>
            {cards}
        </main>
        <Dock>
            <button class="btn quiet" on:click=move |_| state.router.close()>
                "Skip"
            </button>
            <button class="btn primary grow" on:click=save>
                {icon("check")}
                {save_name}
            </button>
        </Dock>
    }
    .into_any()
}

fn card(homework: &Homework, answer: Answer, today: Day, who: &str) -> AnyView {
    let what = homework.what.as_str().to_owned();
    let choices =
        ["Did it", "Didn’t"].map(|word| crate::components::Choice { content: word.into_any(), label: None });
    let choose = Callback::new(move |index: usize| answer.did.set(index == 0));
    let (who, about) = (who.to_owned(), what.clone());
    let more = move || {
        if answer.did.get() {
            let index = move || {
                let chosen = answer.help.get();
                Help::ALL.into_iter().position(|help| Some(help) == chosen).unwrap_or(usize::MAX)
            };
            let choose = Callback::new(move |index: usize| answer.help.set(Help::ALL.get(index).copied()));
            let names = Help::ALL.map(|help| help.title().to_owned()).to_vec();
            return fields::chips("Did it help?", &about, names, Signal::derive(index), choose);
        }
        let index = move || {
            let chosen = answer.obstacle.get();
            Obstacle::ALL.into_iter().position(|obstacle| Some(obstacle) == chosen).unwrap_or(usize::MAX)
        };
        let choose =
            Callback::new(move |index: usize| answer.obstacle.set(Obstacle::ALL.get(index).copied()));
        let names = Obstacle::ALL.map(|obstacle| obstacle.title().to_owned()).to_vec();
        let who = who.clone();
        view! {
            {fields::chips("What got in the way?", &about, names, Signal::derive(index), choose)}
            {move || consequence(answer, &who)}
        }
        .into_any()
    };
    view! {
        <section class="card homework-item">
            <header>
                <div class="row-text">
                    <h3 dir="auto">{what.clone()}</h3>
                    <span>{homework.kept_words(today)}</span>
                </div>
            </header>
            <crate::components::Choices
                kind=crate::components::ChoiceKind::Radio
                class="segmented"
                label=what
                choices=choices.into()
                chosen=Signal::derive(move || usize::from(!answer.did.get()))
                on_choose=choose
            />
            {more}
        </section>
    }
    .into_any()
}

/// The consequence of an obstacle.
fn consequence(answer: Answer, who: &str) -> AnyView {
    if answer.may_move() {
        let toggle = move || answer.after_runs.update(|on| *on = !*on);
        return view! {
            <div class="card flush">
                <div class="row">
                    {icon("clock")} {row_text("Move it to after runs", "Shows up in Recover instead")}
                    {switch("Move it to after runs", move || answer.after_runs.get(), toggle)}
                </div>
            </div>
        }
        .into_any();
    }
    match answer.obstacle.get() {
        Some(Obstacle::Unclear) => {
            let text = text!("Noted. Ask ", who, " to show you again.");
            view! {
                <p class="text-small" dir="auto">
                    {text}
                </p>
            }
            .into_any()
        }
        Some(Obstacle::Hurt) => {
            let text =
                text!("It’s paused and noted for ", who, ". Sharp or lasting pain? See someone sooner.");
            view! {
                <Banner icon="shield" title="Leave it out for now" tone=Tone::Calm role="status">
                    {text}
                    {crate::pages::see_someone::link()}
                </Banner>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}
