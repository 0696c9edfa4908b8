//! The draft of the notes about an appointment.

use crate::domain::body::region::Region;
use crate::domain::body::regions::Regions;
use crate::domain::care::homework::Rhythm;
use crate::domain::care::{Entry, EntryKind, Homework};
use crate::domain::id::Id;
use crate::domain::time::calendar::Day;
use crate::pages::form;

/// A homework on the list. A new one has no id yet.
pub(super) type Item = (Option<Id>, Homework);

/// The contents of the form.
#[derive(Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) said: String,
    pub(super) change: String,
    pub(super) areas: Regions,
    pub(super) items: Vec<Item>,
    /// Saved homework that was taken off the list.
    pub(super) ended: Vec<Id>,
    pub(super) what: String,
    pub(super) dose: String,
    pub(super) until: String,
    pub(super) rhythm: Rhythm,
    /// The item in the fields, if it was on the list before.
    pub(super) edited: Option<Item>,
}

impl Draft {
    /// Whether the fields of an item contain anything.
    pub(super) fn has_item(&self) -> bool {
        let fields = [&self.what, &self.dose, &self.until];
        fields.iter().any(|text| !text.trim().is_empty()) || self.edited.is_some()
    }

    pub(super) fn until(&self, today: Day) -> Result<Option<Day>, String> {
        if self.until.is_empty() {
            return Ok(None);
        }
        match Day::parse(&self.until).ok_or("Pick a day")? {
            day if day < today => Err("That’s in the past".to_owned()),
            day => Ok(Some(day)),
        }
    }

    pub(super) fn clear_item(&mut self) {
        self.edited = None;
        self.what.clear();
        self.dose.clear();
        self.until.clear();
        self.rhythm = Rhythm::Daily;
    }

    /// Removes an item from the list. Of two equal items, one stays.
    pub(super) fn remove(&mut self, item: &Item) {
        if let Some(index) = self.items.iter().position(|listed| listed == item) {
            self.items.remove(index);
        }
    }
}

impl form::Draft for Draft {
    fn texts(&self) -> Vec<String> {
        let [said, change, what, dose, until] =
            [&self.said, &self.change, &self.what, &self.dose, &self.until].map(String::clone);
        let rhythm = Rhythm::ALL.iter().position(|rhythm| *rhythm == self.rhythm).unwrap_or_default();
        let areas: Vec<String> = self.areas.iter().map(Region::id).collect();
        let ended: Vec<&str> = self.ended.iter().map(Id::as_str).collect();
        let edited = self.edited.as_ref().map(item_text).unwrap_or_default();
        let texts =
            [said, change, what, dose, until, rhythm.to_string(), areas.join(" "), ended.join(" "), edited];
        texts.into_iter().chain(self.items.iter().map(item_text)).collect()
    }

    fn from_texts(mut texts: Vec<String>) -> Option<Draft> {
        let items = texts.split_off(texts.len().min(9));
        let [said, change, what, dose, until, rhythm, areas, ended, edited] = texts.try_into().ok()?;
        let mut regions = Regions::default();
        for area in areas.split_whitespace() {
            regions = regions.toggled(Region::from_id(area)?);
        }
        Some(Draft {
            said,
            change,
            areas: regions,
            items: items.iter().map(|text| item(text)).collect::<Option<_>>()?,
            ended: ended.split_whitespace().map(Id::parse).collect::<Option<_>>()?,
            what,
            dose,
            until,
            rhythm: *Rhythm::ALL.get(rhythm.parse::<usize>().ok()?)?,
            edited: if edited.is_empty() { None } else { Some(item(&edited)?) },
        })
    }
}

/// The placeholder id of a new homework in a draft.
const NEW: &str = "new";

/// An item as a text, in the format of its record.
fn item_text((id, homework): &Item) -> String {
    let id = id.clone().or_else(|| Id::parse(NEW));
    let entry = id.map(|id| Entry { id, kind: EntryKind::Homework(homework.clone()) });
    entry.and_then(|entry| serde_json::to_string(&entry).ok()).unwrap_or_default()
}

fn item(text: &str) -> Option<Item> {
    let Entry { id, kind } = serde_json::from_str(text).ok()?;
    let EntryKind::Homework(homework) = kind else { return None };
    Some((Some(id).filter(|id| id.as_str() != NEW), homework))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Text;
    use crate::pages::form::Draft as _;
    use std::collections::BTreeSet;

    #[test]
    fn a_draft_is_read_back_from_its_texts() {
        let given = Day::parse("2026-06-14").unwrap();
        let homework = |what: &str| Homework {
            what: Text::clipped(what),
            dose: Text::clipped("3 × 12, \"slow\""),
            rhythm: Rhythm::Daily,
            from: Text::clipped("Maya"),
            given,
            until: Some(given.plus(9)),
            ticks: BTreeSet::new(),
            is_paused: false,
            after_runs: true,
            review: None,
        };
        let saved = (Id::parse("care-4"), homework("Heel drops"));
        let mut draft = Draft {
            said: "Looser,\nleft".to_owned(),
            change: "Fewer hills".to_owned(),
            areas: Regions::default().toggled(Region::from_id("calf-l").unwrap()),
            items: vec![saved.clone(), (None, homework("Side planks"))],
            ended: vec![Id::parse("care-5").unwrap(), Id::parse("care-6").unwrap()],
            what: "Ball".to_owned(),
            dose: String::new(),
            until: "2026-06-20".to_owned(),
            rhythm: Rhythm::ALL[1],
            edited: Some(saved),
        };
        assert!(Draft::from_texts(draft.texts()) == Some(draft.clone()));
        draft.clear_item();
        (draft.items, draft.ended, draft.areas) = (vec![], vec![], Regions::default());
        assert!(Draft::from_texts(draft.texts()) == Some(draft.clone()));
        assert!(Draft::from_texts(vec![]).is_none());
        assert!(Draft::from_texts(draft.texts().into_iter().chain(["torn".to_owned()]).collect()).is_none());
    }
}
