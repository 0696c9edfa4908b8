//! The brief for the runner's massage therapist: which areas are tight, how strongly and how often, how much
//! they run, the next race, and how the homework went (`MassageProGuide`: name the focus areas and the
//! distance you run at present; `Top Massage Tips`: report honestly on the homework).
//!
//! It is built from the journal each time; only the runner's wishes are stored. It leaves the phone only if
//! they send it.

mod wishes;

pub use wishes::{Pressure, Wishes};

use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::Region;
use crate::domain::body::spot::Handling;
use crate::domain::body::spots::TightSpots;
use crate::domain::care::homework::summary;
use crate::domain::care::planner::next_race;
use crate::domain::care::race;
use crate::domain::care::{Appointment, Homework, Phase, Race};
use crate::domain::massage::{Massage, Progress};
use crate::domain::patterns::{self, Range, Recurrence};
use crate::domain::run::Run;
use crate::domain::run::distance::{Units, total_text};
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;

/// The most areas that fit in an hour's massage.
const MAX_AREAS: usize = 5;
/// For this many days, areas that were tight in the newest entry count as tight now.
const CURRENT_DAYS: i64 = 7;
/// The most characters to quote of what the therapist said last time.
const QUOTE_LIMIT: usize = 240;
/// The period in which self-massages are counted, in days and in weeks.
const DAYS: i64 = 28;
const WEEKS: usize = 4;

/// An area to work on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    pub region: Region,
    /// The level when it was last tight.
    pub level: Level,
    /// How often it is tight, and the trend: "Tight before 5 of 6 runs", "4 of 10 runs, getting stronger".
    pub words: String,
    /// The runner's last note on it.
    pub note: String,
    /// "Still there 3 days after Riverside Half", if it was marked then.
    pub still_there: Option<String>,
    /// Sharp, numb, swollen or on the bone in one of the last ten runs, or when it was last tight.
    pub flags: Vec<Feeling>,
    /// It must be looked at before any work: it has flags, or it must be spared.
    pub is_check: bool,
}

impl Focus {
    /// The text under its name.
    pub fn text(&self) -> String {
        let note = self.note.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = if note.is_empty() || note.ends_with(['.', '!', '?']) { "" } else { "." };
        let gap = if note.is_empty() { "" } else { " " };
        let flags = self.flags.iter().map(|flag| flag.lower()).collect::<Vec<_>>().join(", ");
        let felt = if flags.is_empty() { String::new() } else { text!(" Felt ", flags, ".") };
        let still_there = self.still_there.as_ref().map(|words| text!(" ", words, ".")).unwrap_or_default();
        text!(self.words, ".", still_there, felt, gap, note, end)
    }
}

/// Whom the brief is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A massage therapist.
    Massage,
    /// A doctor or a physio, from "When to see someone".
    Notes,
}

impl Purpose {
    /// The heading of the areas to work on.
    pub const fn focus_heading(self) -> &'static str {
        match self {
            Purpose::Massage => "Please focus on",
            Purpose::Notes => "Tight lately",
        }
    }

    /// The heading of the areas that need a look first.
    pub const fn check_heading(self) -> &'static str {
        match self {
            Purpose::Massage => "Please check before any work",
            Purpose::Notes => "Not just tight",
        }
    }
}

/// The data that a brief is built from.
pub struct Sources<'a> {
    pub purpose: Purpose,
    /// The entries of the journal, newest first.
    pub entries: &'a [&'a Run],
    /// In any order.
    pub massages: &'a [Massage],
    /// In any order.
    pub races: &'a [&'a Race],
    /// Homework that is open or ended after the last appointment.
    pub homework: &'a [&'a Homework],
    /// The previous appointment, with its notes.
    pub last: Option<&'a Appointment>,
    /// The appointment that the brief is for.
    pub next: Option<&'a Appointment>,
    pub phase: Option<Phase>,
    pub wishes: &'a Wishes,
    pub units: Units,
    pub today: Day,
    /// The spots that must be spared now.
    pub spared: &'a TightSpots,
    /// The ends of the deep massages that are done.
    pub deep: &'a [Instant],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    pub purpose: Purpose,
    /// "For Maya".
    pub title: String,
    /// "Mon 22 June, deep work".
    pub when: String,
    /// Every candidate area, those that the runner added first, and whether it is included.
    pub areas: Vec<(Focus, bool)>,
    /// What comes before them: what a therapist has to know, and how firm the runner likes it. Each a label and a text.
    pub first: Vec<(&'static str, String)>,
    /// Further facts.
    pub facts: Vec<(&'static str, String)>,
}

impl Brief {
    pub fn of(from: &Sources<'_>) -> Brief {
        let Sources { entries, today, wishes, .. } = *from;
        let newest = patterns::telling(entries.iter().copied(), from.deep, today);
        let current = entries.first().filter(|run| (0..CURRENT_DAYS).contains(&today.days_since(run.day())));
        let current = current.into_iter().flat_map(|run| run.all_spots().strongest_first());
        let recurring: Vec<Region> =
            patterns::recurrences(&newest).into_iter().map(|recurrence| recurrence.region).collect();
        let came_up: Vec<Region> =
            patterns::came_up(&newest).into_iter().map(|came_up| came_up.region).collect();
        // A mild spot that comes and goes is included only if the runner adds it.
        let matters = |focus: &Focus| {
            wishes.asked.contains(focus.region)
                || focus.level > Level::Mild
                || focus.is_check
                || recurring.contains(&focus.region)
                || focus.still_there.is_some()
                || came_up.contains(&focus.region)
        };
        // What is flagged belongs to the brief, whatever was marked since.
        let flagged = |run: &&Run| {
            let spots = run.all_spots();
            let flagged = spots.iter().filter(|(_, spot)| spot.is_flagged());
            flagged.map(|(region, _)| region).collect::<Vec<_>>()
        };
        let regions = wishes
            .asked
            .iter()
            .chain(from.spared.regions())
            .chain(newest.iter().flat_map(flagged))
            .chain(recurring.iter().copied())
            .chain(came_up.iter().copied())
            .chain(entries.iter().flat_map(|run| left_after_race(from, run)))
            .chain(current.map(|(region, _)| region));
        let mut areas: Vec<(Focus, bool)> = vec![];
        for region in regions {
            if areas.iter().any(|(focus, _)| focus.region == region) {
                continue;
            }
            // What must be looked at takes no room from what must be worked on.
            let to_work_on = areas.iter().filter(|(focus, included)| *included && !focus.is_check);
            let has_room = to_work_on.count() < MAX_AREAS;
            let allowed = !wishes.left_out.contains(region);
            areas.extend(focus(from, &newest, region).map(|focus| {
                let included = allowed && (has_room || focus.is_check) && matters(&focus);
                (focus, included)
            }));
        }
        let (title, when) = match from.next {
            _ if from.purpose == Purpose::Notes => ("My notes".to_owned(), today.spoken(today)),
            Some(next) => (
                next.name().map_or_else(|| "For my massage".to_owned(), |name| text!("For ", name)),
                text!(next.at.day().spoken(today), ", ", next.technique.phrase().to_ascii_lowercase()),
            ),
            None => ("For my massage".to_owned(), today.spoken(today)),
        };
        Brief { purpose: from.purpose, title, when, areas, first: first(from), facts: facts(from) }
    }

    /// The included areas, in two groups with their headings: those to check come first. Neither group is empty.
    pub fn groups(&self) -> Vec<(&'static str, Vec<&Focus>)> {
        let group = |is_check: bool| {
            let included =
                self.areas.iter().filter(|(focus, included)| *included && focus.is_check == is_check);
            included.map(|(focus, _)| focus).collect::<Vec<_>>()
        };
        let groups =
            [(self.purpose.check_heading(), group(true)), (self.purpose.focus_heading(), group(false))];
        groups.into_iter().filter(|(_, group)| !group.is_empty()).collect()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.groups().is_empty() && self.facts.is_empty()
    }

    /// The whole brief as a message.
    pub fn text(&self) -> String {
        let mut text = text!(self.title, "\n", self.when, "\n");
        for (about, fact) in &self.first {
            text.extend(["\n", about, ": ", fact, "\n"]);
        }
        for (heading, group) in self.groups() {
            text.extend(["\n", heading, ":\n"]);
            for focus in group {
                text.extend([
                    "- ",
                    &focus.region.name(),
                    ", ",
                    focus.level.lower(),
                    ". ",
                    &focus.text(),
                    "\n",
                ]);
            }
        }
        for (about, fact) in &self.facts {
            text.extend(["\n", about, ": ", fact]);
        }
        text
    }
}

/// What was marked some days after a race, for a week.
fn left_after_race(from: &Sources<'_>, run: &Run) -> Vec<Region> {
    let is_current = (0..CURRENT_DAYS).contains(&from.today.days_since(run.day()));
    if is_current && race::still_there_after(from.races, run.day()).is_some() {
        run.all_spots().regions().collect()
    } else {
        vec![]
    }
}

fn focus(from: &Sources<'_>, newest: &[&Run], region: Region) -> Option<Focus> {
    let Sources { entries, today, .. } = *from;
    let recurrence = Recurrence::of(region, newest);
    // The last time it was tight, in a run or a check-in.
    let (day, spot) =
        entries.iter().find_map(|run| run.all_spots().get(region).map(|spot| (run.day(), spot.clone())))?;
    let came_up = patterns::came_up(newest).into_iter().find(|came_up| came_up.region == region);
    let words = match recurrence.count() {
        0 if let Some(came_up) = came_up => came_up.words(),
        0 if today.days_since(day) < CURRENT_DAYS => "Tight now".to_owned(),
        0 => text!("Last tight ", day.spoken(today)),
        count if count < patterns::TIMES => format!("{count} of {} runs", recurrence.runs.len()),
        _ => recurrence.brief_words(),
    };
    let mut felt = recurrence.flags();
    felt.extend(spot.feelings.flags());
    let still_there = entries.iter().find(|run| left_after_race(from, run).contains(&region));
    let still_there = still_there.and_then(|run| race::still_there_after(from.races, run.day()));
    let still_there =
        still_there.map(|(race, days)| format!("Still there {days} days after {}", race.title()));
    let flags: Vec<Feeling> = Feeling::ALL.into_iter().filter(|flag| felt.contains(flag)).collect();
    Some(Focus {
        region,
        level: spot.level,
        words,
        note: spot.note.as_str().trim().to_owned(),
        still_there,
        is_check: !flags.is_empty() || spot.handling(region.area()) > Handling::Ease,
        flags,
    })
}

fn facts(from: &Sources<'_>) -> Vec<(&'static str, String)> {
    let today = from.today;
    let runs = Range::All.of(from.entries.iter().copied(), today);
    let phase = from.phase.map(|phase| phase.title().to_ascii_lowercase());
    let running = match (patterns::usual_week(&runs, today), phase) {
        (Some(metres), Some(phase)) => Some(text!(total_text(metres, from.units), " a week, ", phase)),
        (Some(metres), None) => Some(text!(total_text(metres, from.units), " a week")),
        (None, Some(phase)) => Some(text!(phase[..1].to_ascii_uppercase(), phase[1..])),
        (None, None) => None,
    };
    let race = next_race(from.races, today)
        .map(|race| text!(race.title(), ", ", race.day.spoken(today), race.class.phrase()));
    // Counted by days, as Care does.
    let days_ago = |massage: &Massage| match massage.progress {
        Progress::Done { at, .. } => Some(today.days_since(at.day())),
        Progress::UnderWay(_) => None,
    };
    let had_massage = |ago: &i64| from.massages.iter().any(|massage| days_ago(massage) == Some(*ago));
    let times = ((0..DAYS).filter(had_massage).count() + WEEKS / 2) / WEEKS;
    let self_massage = (times > 0).then(|| format!("Self-massage {times}× a week"));
    let last = from.last.filter(|last| last.has_notes()).map(|last| last_time(last, today));
    let homework = summary(from.homework.iter().copied(), today);
    let all = [
        ("Running now", running),
        ("Race", race),
        ("At home", self_massage),
        ("Last time", last),
        ("Homework", homework),
        ("Also", own(&from.wishes.line)),
    ];
    all.into_iter().filter_map(|(about, fact)| fact.map(|fact| (about, fact))).collect()
}

/// The runner's own words, if there are any.
fn own(text: &Text<200>) -> Option<String> {
    Some(text.as_str().trim().to_owned()).filter(|text| !text.is_empty())
}

fn first(from: &Sources<'_>) -> Vec<(&'static str, String)> {
    let pressure = from.wishes.pressure.filter(|_| from.purpose == Purpose::Massage);
    let all = [
        ("Please know", own(&from.wishes.health)),
        ("Pressure", pressure.map(|pressure| pressure.title().to_owned())),
    ];
    all.into_iter().filter_map(|(about, fact)| fact.map(|fact| (about, fact))).collect()
}

/// "Wed 4 November: left calf. “Much looser.”": the day, the areas, and the beginning of what the therapist
/// said.
fn last_time(last: &Appointment, today: Day) -> String {
    let areas: Vec<String> = last.areas.iter().map(Region::name).collect();
    let areas = if areas.is_empty() { String::new() } else { text!(": ", areas.join(", ")) };
    let said = last.said.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = if said.is_empty() {
        String::new()
    } else {
        let more = if said.chars().nth(QUOTE_LIMIT).is_some() { "…" } else { "" };
        let said: String = said.chars().take(QUOTE_LIMIT).collect();
        text!(" “", said, more, "”")
    };
    let change = last.change.as_str().trim();
    let change = if change.is_empty() { String::new() } else { text!(" In training: ", change, ".") };
    text!(last.at.day().spoken(today), areas, ".", quote, change)
}

#[cfg(test)]
mod tests;
