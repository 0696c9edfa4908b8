//! Races, appointments and homework.

use super::device::Device;
use super::vault::Vault;
use crate::domain::care::{Appointment, Entry, EntryKind, Homework, Race};
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::Instant;
use crate::storage::{Key, RecordKind};
use leptos::prelude::*;

pub struct Care {
    device: &'static Device,
    vault: &'static Vault,
    /// Sorted by id, and so by creation time.
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

    /// Reads the races, in no particular order.
    pub fn with_races<T>(&'static self, read: impl FnOnce(&[&Race]) -> T) -> T {
        self.entries.with(|entries| read(&entries.iter().filter_map(Entry::race).collect::<Vec<_>>()))
    }

    pub fn races(&'static self) -> Vec<(Id, Race)> {
        let races = |entries: &Vec<Entry>| {
            let all = entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.race()?.clone())));
            all.collect()
        };
        self.entries.with(races)
    }

    /// The appointment with this id, unless it was cancelled.
    pub fn appointment(&'static self, id: &Id) -> Option<Appointment> {
        self.find(id)?.appointment().filter(|appointment| !appointment.is_cancelled).cloned()
    }

    /// The appointments that were not cancelled, earliest first.
    pub fn appointments(&'static self) -> Vec<(Id, Appointment)> {
        self.entries.with(|entries| {
            let all =
                entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.appointment()?.clone())));
            let mut all: Vec<_> = all.filter(|(_, appointment)| !appointment.is_cancelled).collect();
            order::by_number(&mut all, |(_, appointment)| appointment.at.ms());
            all
        })
    }

    /// The next appointment that is not over.
    pub fn next(&'static self, now: Instant) -> Option<(Id, Appointment)> {
        self.appointments().into_iter().find(|(_, appointment)| appointment.is_coming(now))
    }

    /// The last appointment that is over.
    pub fn last(&'static self, now: Instant) -> Option<(Id, Appointment)> {
        self.appointments().into_iter().rfind(|(_, appointment)| appointment.is_done(now))
    }

    /// The days of deep massages, done or booked.
    pub fn deep_days(&'static self) -> Vec<Day> {
        let all = self.appointments().into_iter();
        all.filter(|(_, appointment)| appointment.technique.is_deep())
            .map(|(_, appointment)| appointment.at.day())
            .collect()
    }

    /// The days of the massages that are done.
    pub fn massage_days(&'static self, now: Instant) -> Vec<Day> {
        let all = self.appointments().into_iter().filter(|(_, appointment)| appointment.is_done(now));
        all.map(|(_, appointment)| appointment.at.day()).collect()
    }

    /// The ends of the deep massages that are done.
    pub fn deep_ends(&'static self, now: Instant) -> Vec<Instant> {
        let is_deep = |appointment: &Appointment| appointment.technique.is_deep() && appointment.is_done(now);
        let all = self.appointments().into_iter().filter(|(_, appointment)| is_deep(appointment));
        all.map(|(_, appointment)| appointment.end()).collect()
    }

    pub fn change_race(&'static self, id: &Id, change: impl FnOnce(&mut Race)) {
        if let Some(Entry { id, kind: EntryKind::Race(mut race) }) = untrack(|| self.find(id)) {
            change(&mut race);
            self.put(id, EntryKind::Race(race));
        }
    }

    /// Today's homework, oldest first.
    pub fn homework(&'static self, today: Day) -> Vec<(Id, Homework)> {
        self.entries.with(|entries| {
            let all = entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.homework()?.clone())));
            all.filter(|(_, homework)| homework.is_open(today)).collect()
        })
    }

    /// The homework to report at the next appointment: today's, and homework that ended since the last
    /// appointment.
    pub fn homework_since_last(&'static self, now: Instant) -> Vec<(Id, Homework)> {
        let today = now.day();
        let last = self.last(now).map(|(_, appointment)| appointment.at.day());
        self.entries.with(|entries| {
            let all = entries.iter().filter_map(|entry| Some((entry.id.clone(), entry.homework()?.clone())));
            all.filter(|(_, homework)| homework.is_for_next_brief(last, today)).collect()
        })
    }

    /// The id for a new record.
    pub fn new_id(&'static self) -> Id {
        Id::new((self.device.now)(), (self.device.random)())
    }

    /// Ids for several new records, in ascending order.
    pub fn new_ids(&'static self) -> impl FnMut() -> Id {
        let mut at = (self.device.now)();
        move || {
            let id = Id::new(at, (self.device.random)());
            at = at.plus(1);
            id
        }
    }

    /// Saves a record. Replaces one with the same id.
    pub fn put(&'static self, id: Id, kind: EntryKind) {
        if self.vault.may_change() {
            let entry = Entry { id, kind };
            // The signal first: saving may merge another tab's change, and then sets it again.
            self.set(&entry.id, Some(entry.clone()));
            self.vault.save(&entry);
        }
    }

    pub fn change_appointment(&'static self, id: &Id, change: impl FnOnce(&mut Appointment)) {
        if let Some(Entry { id, kind: EntryKind::Appointment(mut appointment) }) = untrack(|| self.find(id)) {
            change(&mut appointment);
            self.put(id, EntryKind::Appointment(appointment));
        }
    }

    pub fn change_homework(&'static self, id: &Id, change: impl FnOnce(&mut Homework)) {
        if let Some(Entry { id, kind: EntryKind::Homework(mut homework) }) = untrack(|| self.find(id)) {
            change(&mut homework);
            self.put(id, EntryKind::Homework(homework));
        }
    }

    /// Deletes a record. Returns what [`Care::undelete`] needs.
    pub fn delete(&'static self, id: &Id) -> Option<(Entry, String)> {
        let entry = untrack(|| self.find(id)).filter(|_| self.vault.may_change())?;
        let text = self.vault.remove(&Key::new(RecordKind::Care, id))?;
        self.set(id, None);
        Some((entry, text))
    }

    pub fn undelete(&'static self, entry: Entry, text: String) {
        self.vault.put_back(&Key::of(&entry), text);
        self.set(&entry.id.clone(), Some(entry));
    }

    /// Applies a change from elsewhere; `None` if the record was removed.
    pub fn apply_remote(&'static self, id: &Id, entry: Option<Entry>) {
        self.set(id, entry);
    }

    /// Clears the memory, after everything was erased.
    pub fn forget(&'static self) {
        self.entries.set(vec![]);
    }

    fn set(&'static self, id: &Id, entry: Option<Entry>) {
        self.entries.update(|entries| {
            entries.retain(|entry| entry.id != *id);
            if let Some(entry) = entry {
                let index = entries.partition_point(|other| other.id < entry.id);
                entries.insert(index, entry);
            }
        });
    }
}
