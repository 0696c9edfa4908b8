//! Several files: shows their runs, and imports those that are chosen.

use super::one::{moment, notes_of};
use crate::components::{Banner, Dock, Section, check, icon, row_text, sentences};
use crate::domain::run::{Life, Run, Timing};
use crate::domain::run_file::BadFile;
use crate::domain::time::format::{self, Seconds};
use crate::domain::time::instant::SECOND;
use crate::pages::journal::near::more_button;
use crate::state::State;
use crate::state::run_files::{Candidate, Fate, Stage};
use leptos::prelude::*;

/// How many runs are built at once. The others are built when they come near the viewport.
const PAGE: usize = 40;

/// How many of the files with the same fault are named.
const NAMED: usize = 3;

/// How far the reading or the saving is.
pub(super) fn progress(state: &'static State) -> AnyView {
    let progress = state.run_files.stage();
    let parts = Memo::new(move |_| match progress.get() {
        Stage::Reading(done, of) => (true, done, of),
        Stage::Saving(done, of) => (false, done, of),
        Stage::Nothing | Stage::Read => (false, 1, 1),
    });
    let percent = move || parts.with(|(_, done, of)| done * 100 / (*of).max(1));
    let text = move || {
        let (is_reading, done, of) = parts.get();
        let (verb, noun) = if is_reading { ("Reading", "files") } else { ("Saving", "runs") };
        text!(verb, " ", done.to_string(), " of ", of.to_string(), " ", noun)
    };
    let stop = move || {
        parts.get().0.then(|| {
            view! {
                <Dock last=true>
                    <button class="btn quiet" on:click=move |_| state.stop_reading()>
                        "Stop here"
                    </button>
                </Dock>
            }
        })
    };
    view! {
        <main class="view">
            <div class="card reading">
                <b>{text}</b>
                <div
                    class="progress"
                    role="progressbar"
                    aria-label="Progress"
                    aria-valuenow=move || percent().to_string()
                    aria-valuetext=text
                >
                    <i style:width=move || text!(percent().to_string(), "%")></i>
                </div>
            </div>
        </main>
        {stop}
    }
    .into_any()
}

pub(super) fn list(state: &'static State) -> AnyView {
    let candidates = state.run_files.candidates();
    // Untracked: a tick must not build the list again.
    let (count, wanted) = candidates
        .with_untracked(|all| (all.len(), all.iter().filter(|candidate| candidate.is_wanted()).count()));
    let chosen = Memo::new(move |_| candidates.with(|all| all.iter().filter(|one| one.is_chosen).count()));
    let choose = move |_| {
        let chooses_none = chosen.get_untracked() >= wanted;
        candidates.update(|all| {
            for candidate in all {
                candidate.is_chosen = !chooses_none && candidate.is_wanted();
            }
        });
    };
    let all_or_none = move || if chosen.get() < wanted { "Choose all" } else { "Choose none" };
    let save_text = move || match chosen.get() {
        0 => "Add runs".to_owned(),
        chosen => text!("Add ", format::count(chosen, "run", "runs")),
    };
    let tools = (wanted > 1).then(|| {
        view! {
            <button class="btn plain small" on:click=choose>
                {all_or_none}
            </button>
        }
        .into_any()
    });
    let runs = (count > 0).then(|| {
        view! {
            <Section title=format::count(count, "run", "runs") tools=tools.into_any()>
                {page(state, 0)}
            </Section>
        }
    });
    view! {
        <main class="view">{stopped(state)} {runs} {refused(state)} {left_out(state)}</main>
        <Dock last=true>
            <button class="btn quiet" on:click=move |_| state.choose_run_files(None)>
                "Other files"
            </button>
            <button
                class="btn primary grow"
                disabled=move || chosen.get() == 0
                on:click=move |_| state.save_run_files()
            >
                {icon("check")}
                {save_text}
            </button>
        </Dock>
    }
    .into_any()
}

/// Says that not all files were read.
fn stopped(state: &'static State) -> Option<AnyView> {
    let all = state.run_files.stopped_of().get_untracked()?;
    let read = state.run_files.files().with_untracked(Vec::len);
    let title = text!("Stopped after ", read.to_string(), " of ", all.to_string(), " files");
    Some(
        view! {
            <Banner icon="info" title=title>
                "The others were not read."
            </Banner>
        }
        .into_any(),
    )
}

/// The rows of one page, and those of the next once the runner comes near them.
fn page(state: &'static State, from: usize) -> AnyView {
    let candidates = state.run_files.candidates();
    let count = candidates.with_untracked(Vec::len);
    let to = count.min(from + PAGE);
    let rows = (from..to).map(|index| row(state, index)).collect_view();
    let is_open = RwSignal::new(false);
    let open = move || _ = is_open.try_set(true);
    let next = move || {
        if is_open.get() {
            return page(state, to);
        }
        more_button("Show more", open)
    };
    view! {
        <ul class="card flush rows-check">{rows}</ul>
        {(to < count).then_some(next)}
    }
    .into_any()
}

fn row(state: &'static State, index: usize) -> AnyView {
    let candidates = state.run_files.candidates();
    let Some(candidate) = candidates.with_untracked(|all| all.get(index).cloned()) else {
        return ().into_any();
    };
    let today = (state.device.now)().day();
    let title = moment((state.device.at)(candidate.started), today);
    let text = about(state, &candidate);
    let lead = if candidate.can_be_chosen() {
        let is_chosen = move || candidates.with(|all| all.get(index).is_some_and(|one| one.is_chosen));
        let toggle = move || {
            candidates.update(|all| {
                if let Some(one) = all.get_mut(index) {
                    one.is_chosen = !one.is_chosen;
                }
            });
        };
        check(&text!(title, ", ", text), is_chosen, toggle)
    } else {
        view! { <span class="check-none"></span> }.into_any()
    };
    view! { <li class="row row-low">{lead} {row_text(title, text)}</li> }.into_any()
}

/// "8.2 km, 46:20", what becomes of the run, and what was guessed.
fn about(state: &'static State, candidate: &Candidate) -> String {
    let units = state.preferences.get_untracked().units;
    let mut parts = vec![];
    parts.extend(candidate.distance.map(|distance| distance.text(units)));
    parts.push(format::clock(Seconds::try_from(candidate.moving / SECOND).unwrap_or(Seconds::MAX)));
    let out_for = candidate.timing.ok().and_then(Timing::out_for);
    parts.extend(out_for.map(|out| text!("out for ", format::clock(out))));
    let mut sentences = vec![text!(parts.join(", "), ".")];
    match &candidate.fate {
        Fate::New => {}
        Fate::Fills(id) => {
            let is_run = |run: &Run| run.timing().is_some() || matches!(run.life(), Life::Running { .. });
            let is_run = untrack(|| state.diary.find(id)).is_some_and(|run| is_run(&run));
            sentences.push(if is_run { "Fills in your run." } else { "Fills in your check-in." }.to_owned());
        }
        Fate::SameDay => {
            sentences.push("You have a run on that day without a time. Is it this one?".to_owned());
        }
        Fate::InJournal => sentences.push("Already in your journal.".to_owned()),
        Fate::Twice => sentences.push("These files have this run twice.".to_owned()),
        Fate::Refused(refusal) => sentences.push(text!(refusal.to_string().trim_end_matches('.'), ".")),
    }
    sentences.extend(notes_of(&candidate.notes, &[]));
    sentences.join(" ")
}

/// The files that have no run, by the reason.
fn refused(state: &'static State) -> Option<AnyView> {
    let mut reasons: Vec<(BadFile, Vec<String>)> = vec![];
    let mut count = 0;
    state.run_files.files().with_untracked(|files| {
        for (name, bad) in files.iter().filter_map(|file| Some((&file.name, file.found.as_ref().err()?))) {
            count += 1;
            let name = text!("“", name, "”");
            match reasons.iter_mut().find(|(known, _)| known == bad) {
                Some((_, names)) => names.push(name),
                None => reasons.push((*bad, vec![name])),
            }
        }
    });
    let line = |(bad, names): (BadFile, Vec<String>)| {
        let all = match names.as_slice() {
            [name] => name.clone(),
            names if names.len() <= NAMED => text!("Each of ", names.join(", ")),
            names => {
                let first = names[..NAMED].join(", ");
                text!("Each of ", names.len().to_string(), " files (", first, " and so on)")
            }
        };
        text!(all, " ", bad.to_string(), ".")
    };
    (count > 0).then(|| {
        let title = text!(format::count(count, "file", "files"), " without a run");
        view! { <Section title=title>{sentences(reasons.into_iter().map(line))}</Section> }.into_any()
    })
}

/// The other sports in the files.
fn left_out(state: &'static State) -> Option<AnyView> {
    let sports = state.run_files.files().with_untracked(|files| {
        let mut sports = vec![];
        for sport in files.iter().filter_map(|file| file.found.as_ref().ok()).flat_map(|file| &file.left_out)
        {
            if !sports.contains(sport) {
                sports.push(*sport);
            }
        }
        sports
    });
    let lines = notes_of(&[], &sports);
    (!lines.is_empty()).then(|| sentences(lines))
}
