//! Races, appointments and homework.

use super::device::Device;
use super::vault::Vault;
use crate::domain::care::{Appointment, Entry, EntryKind, Homework, Race};
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;
use crate::storage::Key;
use leptos::prelude::*;

pub struct Care {
    device: &'static Device,
    vault: &'static Vault,
    /// By id, and so by when they were made.
    entries: RwSignal<Vec<Entry>>,
}

impl Care {
    pub fn new(device: &'static Device, vault: &'static Vault, mut entries: Vec<Entry>) -> Care {
        order::by_text(&mut entries, |entry| entry.id.as_str());
        Care { device, vault, entries: RwSignal::new(entries) }
    }

    pub fn find(&'static self, id: &Id) -> Option<Entry> {
        self.entries.with(|entries| entries.iter().find(|entry| entry.id == *id).cloned())
    }

    /// Gives the races, in no particular order.
    pub fn with_races<T>(&'static self, look: impl FnOnce(&[&Race]) -> T) -> T {
        self.entries.with(|entries| look(&entries.iter().filter_map(Entry::race).collect::<Vec<_>>()))
    }

    pub fn races(&'static self) -> Vec<(Id, Race)> {
        let races = |entries: &Vec<Entry>| {
            let all = entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.race()?.clone())));
            all.collect()
        };
        self.entries.with(races)
    }

    /// One that was not cancelled.
    pub fn appointment(&'static self, id: &Id) -> Option<Appointment> {
        self.find(id)?.appointment().filter(|one| !one.is_cancelled).cloned()
    }

    /// All that were not cancelled, the earliest first.
    pub fn appointments(&'static self) -> Vec<(Id, Appointment)> {
        self.entries.with(|entries| {
            let all =
                entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.appointment()?.clone())));
            let mut all: Vec<_> = all.filter(|(_, one)| !one.is_cancelled).collect();
            order::by_number(&mut all, |(_, one)| one.at.ms());
            all
        })
    }

    /// The next one that is not over.
    pub fn next(&'static self, now: Instant) -> Option<(Id, Appointment)> {
        self.appointments().into_iter().find(|(_, one)| one.is_coming(now))
    }

    /// The last one that is over.
    pub fn last(&'static self, now: Instant) -> Option<(Id, Appointment)> {
        self.appointments().into_iter().rfind(|(_, one)| one.is_done(now))
    }

    /// The days of deep massages, done or booked.
    pub fn deep_days(&'static self) -> Vec<Day> {
        let all = self.appointments().into_iter();
        all.filter(|(_, one)| one.technique.is_deep()).map(|(_, one)| one.at.day()).collect()
    }

    /// Homework that is neither over nor still to begin, the oldest first.
    pub fn homework(&'static self, today: Day) -> Vec<(Id, Homework)> {
        self.entries.with(|entries| {
            let all = entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.homework()?.clone())));
            all.filter(|(_, one)| one.is_open(today)).collect()
        })
    }

    /// The same with what ended since the last appointment: what there is to tell at the next one.
    pub fn homework_since_last(&'static self, now: Instant) -> Vec<(Id, Homework)> {
        let today = now.day();
        let last = self.last(now).map(|(_, one)| one.at.day());
        self.entries.with(|entries| {
            let all = entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.homework()?.clone())));
            all.filter(|(_, one)| one.is_to_tell(last, today)).collect()
        })
    }

    /// An id for what is to be added.
    pub fn new_id(&'static self) -> Id {
        Id::new((self.device.now)(), (self.device.random)())
    }

    /// Ids for several that are added at once: in this order, whatever else is random in them.
    pub fn new_ids(&'static self) -> impl FnMut() -> Id {
        let mut at = (self.device.now)();
        move || {
            let id = Id::new(at, (self.device.random)());
            at = at.plus(1);
            id
        }
    }

    /// Saves a record, in place of what it was if it was there.
    pub fn put(&'static self, id: Id, kind: EntryKind) {
        if self.vault.may_change() {
            let entry = Entry { id, kind };
            self.vault.save(&Key::Care(entry.id.clone()), &entry);
            self.set(&entry.id.clone(), Some(entry));
        }
    }

    pub fn change_appointment(&'static self, id: &Id, change: impl FnOnce(&mut Appointment)) {
        if let Some(Entry { id, kind: EntryKind::Appointment(mut one) }) = untrack(|| self.find(id)) {
            change(&mut one);
            self.put(id, EntryKind::Appointment(one));
        }
    }

    pub fn change_homework(&'static self, id: &Id, change: impl FnOnce(&mut Homework)) {
        if let Some(Entry { id, kind: EntryKind::Homework(mut one) }) = untrack(|| self.find(id)) {
            change(&mut one);
            self.put(id, EntryKind::Homework(one));
        }
    }

    /// Deletes a record and gives what brings it back.
    pub fn delete(&'static self, id: &Id) -> Option<(Entry, String)> {
        let entry = untrack(|| self.find(id)).filter(|_| self.vault.may_change())?;
        let text = self.vault.remove(&Key::Care(id.clone()))?;
        self.set(id, None);
        Some((entry, text))
    }

    pub fn undelete(&'static self, entry: Entry, text: String) {
        self.vault.put_back(&Key::Care(entry.id.clone()), text);
        self.set(&entry.id.clone(), Some(entry));
    }

    /// Takes over a record that changed by another hand, or is gone.
    pub fn apply_remote(&'static self, id: &Id, entry: Option<Entry>) {
        self.set(id, entry);
    }

    /// Forgets everything in memory, for after it was erased.
    pub fn forget(&'static self) {
        self.entries.set(vec![]);
    }

    fn set(&'static self, id: &Id, entry: Option<Entry>) {
        self.entries.update(|entries| {
            entries.retain(|one| one.id != *id);
            if let Some(entry) = entry {
                let place = entries.partition_point(|one| one.id < entry.id);
                entries.insert(place, entry);
            }
        });
    }
}
