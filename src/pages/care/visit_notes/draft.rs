//! What is typed and chosen in the notes of an appointment.

use crate::domain::body::region::Region;
use crate::domain::body::regions::Regions;
use crate::domain::care::homework::Rhythm;
use crate::domain::care::{Entry, EntryKind, Homework};
use crate::domain::id::Id;
use crate::domain::time::calendar::Day;
use crate::pages::form;

/// A homework of the list: one that is kept already, or one that is new.
pub(super) type Item = (Option<Id>, Homework);

/// What is typed and chosen.
#[derive(Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) said: String,
    pub(super) areas: Regions,
    pub(super) items: Vec<Item>,
    /// Kept ones that were taken off the list.
    pub(super) ended: Vec<Id>,
    pub(super) what: String,
    pub(super) dose: String,
    pub(super) until: String,
    pub(super) rhythm: Rhythm,
    /// The one that is in the fields, if it was on the list before.
    pub(super) edited: Option<Item>,
}

impl Draft {
    /// Whether anything is in the fields of an item.
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

    /// Of two that are the same, one.
    pub(super) fn remove(&mut self, item: &Item) {
        if let Some(place) = self.items.iter().position(|other| other == item) {
            self.items.remove(place);
        }
    }
}

impl form::Draft for Draft {
    fn texts(&self) -> Vec<String> {
        let [said, what, dose, until] = [&self.said, &self.what, &self.dose, &self.until].map(String::clone);
        let rhythm = Rhythm::ALL.iter().position(|one| *one == self.rhythm).unwrap_or_default();
        let areas: Vec<String> = self.areas.iter().map(Region::id).collect();
        let ended: Vec<&str> = self.ended.iter().map(Id::as_str).collect();
        let edited = self.edited.as_ref().map(item_text).unwrap_or_default();
        let texts = [said, what, dose, until, rhythm.to_string(), areas.join(" "), ended.join(" "), edited];
        texts.into_iter().chain(self.items.iter().map(item_text)).collect()
    }

    fn from_texts(mut texts: Vec<String>) -> Option<Draft> {
        let items = texts.split_off(texts.len().min(8));
        let [said, what, dose, until, rhythm, areas, ended, edited] = texts.try_into().ok()?;
        let mut worked = Regions::default();
        for area in areas.split_whitespace() {
            worked = worked.toggled(Region::from_id(area)?);
        }
        Some(Draft {
            said,
            areas: worked,
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

/// The id that a new homework has in a draft.
const NEW: &str = "new";

/// A homework of the list as a text, like its record.
fn item_text((id, one): &Item) -> String {
    let id = id.clone().or_else(|| Id::parse(NEW));
    let entry = id.map(|id| Entry { id, kind: EntryKind::Homework(one.clone()) });
    entry.and_then(|entry| serde_json::to_string(&entry).ok()).unwrap_or_default()
}

fn item(text: &str) -> Option<Item> {
    let Entry { id, kind } = serde_json::from_str(text).ok()?;
    let EntryKind::Homework(one) = kind else { return None };
    Some((Some(id).filter(|id| id.as_str() != NEW), one))
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
        let one = |what: &str| Homework {
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
        let kept = (Id::parse("care-4"), one("Heel drops"));
        let mut draft = Draft {
            said: "Looser,\nleft".to_owned(),
            areas: Regions::default().toggled(Region::from_id("calf-l").unwrap()),
            items: vec![kept.clone(), (None, one("Side planks"))],
            ended: vec![Id::parse("care-5").unwrap(), Id::parse("care-6").unwrap()],
            what: "Ball".to_owned(),
            dose: String::new(),
            until: "2026-06-20".to_owned(),
            rhythm: Rhythm::ALL[1],
            edited: Some(kept),
        };
        assert!(Draft::from_texts(draft.texts()) == Some(draft.clone()));
        draft.clear_item();
        (draft.items, draft.ended, draft.areas) = (vec![], vec![], Regions::default());
        assert!(Draft::from_texts(draft.texts()) == Some(draft.clone()));
        assert!(Draft::from_texts(vec![]).is_none());
        assert!(Draft::from_texts(draft.texts().into_iter().chain(["torn".to_owned()]).collect()).is_none());
    }
}
