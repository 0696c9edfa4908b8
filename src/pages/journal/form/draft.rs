//! The draft of the form, and how its texts are read.

use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::Step;
use crate::domain::run::distance::{Distance, Units};
use crate::domain::run::typed::{Reading, read_distance, read_time};
use crate::domain::run::{Run, Timing};
use crate::domain::time::calendar::Day;
use crate::domain::time::format::{self, Seconds};
use crate::pages::form;

/// The contents of the fields and checkboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) day: String,
    pub(crate) started: String,
    pub(crate) distance: String,
    pub(crate) took: String,
    /// From start to finish, where that is much longer than the time of the run.
    pub(crate) out_for: String,
    pub(crate) spots: TightSpots,
    pub(crate) steps: [bool; 4],
    pub(crate) note: String,
}

impl Draft {
    /// The draft of an existing run, or of a new run today.
    pub(crate) fn of(run: Option<&Run>, today: Day, units: Units) -> Draft {
        let timing = run.and_then(Run::timing);
        Draft {
            day: timing.map_or(today, Timing::day).iso(),
            started: timing
                .and_then(Timing::started)
                .map(|at| format::time_field(at.minute_of_day()))
                .unwrap_or_default(),
            distance: run
                .and_then(|run| run.distance)
                .map(|distance| distance.number(units))
                .unwrap_or_default(),
            took: timing.and_then(Timing::took).map(format::clock).unwrap_or_default(),
            out_for: timing.and_then(Timing::out_for).map(format::clock).unwrap_or_default(),
            spots: run.map(|run| run.spots.clone()).unwrap_or_default(),
            steps: Step::ALL
                .map(|step| run.and_then(Run::routine).is_some_and(|routine| routine.is_done(step))),
            note: run.map(|run| run.note.as_str().to_owned()).unwrap_or_default(),
        }
    }

    /// `Ok(None)` if nothing is typed, `Err` if the text cannot be read.
    pub(crate) fn read_distance(&self, units: Units) -> Result<Option<Reading<Distance>>, ()> {
        optional(&self.distance, |text| read_distance(text, units))
    }

    pub(crate) fn read_time(&self, units: Units) -> Result<Option<Reading<Seconds>>, ()> {
        let distance = self.first_distance(units);
        optional(&self.took, |text| read_time(text, distance))
    }

    /// The time from start to finish, if it was typed.
    pub(crate) fn read_out_for(&self) -> Result<Option<Seconds>, ()> {
        let reading = optional(&self.out_for, |text| read_time(text, None))?;
        Ok(reading.and_then(|reading| reading.first().copied()))
    }

    /// The literal meaning of the typed distance.
    pub(crate) fn first_distance(&self, units: Units) -> Option<Distance> {
        self.read_distance(units).ok().flatten().and_then(|reading| reading.first().copied())
    }

    pub(crate) fn minute(&self) -> Result<Option<u16>, ()> {
        optional(&self.started, format::parse_time_of_day)
    }
}

impl form::Draft for Draft {
    fn texts(&self) -> Vec<String> {
        let steps = self.steps.map(|done| if done { '1' } else { '0' }).into_iter().collect();
        let spots = serde_json::to_string(&self.spots).unwrap_or_default();
        let [day, started, distance, took, note] =
            [&self.day, &self.started, &self.distance, &self.took, &self.note].map(String::clone);
        vec![day, started, distance, took, note, steps, spots, self.out_for.clone()]
    }

    fn from_texts(mut texts: Vec<String>) -> Option<Draft> {
        // Older builds kept seven texts.
        let out_for = if texts.len() == 8 { texts.pop()? } else { String::new() };
        let [day, started, distance, took, note, steps, spots] = texts.try_into().ok()?;
        let spots = serde_json::from_str(&spots).ok()?;
        let mut done = steps.chars().map(|done| done == '1');
        let steps = [(); 4].map(|()| done.next().unwrap_or(false));
        Some(Draft { day, started, distance, took, out_for, spots, steps, note })
    }
}

/// Reads the text, unless it is blank. A blank text is `Ok(None)`, an unreadable one `Err`.
fn optional<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some).ok_or(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::Level;
    use crate::domain::body::region::Region;
    use crate::pages::form::Draft as _;

    #[test]
    fn a_draft_is_read_back_from_its_texts() {
        let mut draft = Draft::of(None, Day::parse("2026-06-14").unwrap(), Units::Miles);
        assert_eq!(Draft::from_texts(draft.texts()), Some(draft.clone()));
        draft.spots.set_level(Region::from_id("calf-l").unwrap(), Some(Level::Severe));
        draft.steps = [true, false, true, false];
        draft.note = "on the \"beach\"\n".to_owned();
        assert_eq!(Draft::from_texts(draft.texts()), Some(draft.clone()));
        draft.out_for = "1:50:34".to_owned();
        assert_eq!(Draft::from_texts(draft.texts()), Some(draft.clone()));
        assert_eq!(Draft::from_texts(vec![]), None);
        assert_eq!(Draft::from_texts(draft.texts().into_iter().take(6).collect()), None);
        let older = Draft::from_texts(draft.texts().into_iter().take(7).collect());
        assert_eq!(older, Some(Draft { out_for: String::new(), ..draft }));
    }
}
