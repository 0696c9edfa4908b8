//! Self-massages: the current one, and the log of past ones.

use super::device::Device;
use super::vault::Vault;
use crate::content::plan::Ease;
use crate::domain::body::region::{Area, Side};
use crate::domain::id::Id;
use crate::domain::massage::{Massage, Progress, Tool};
use crate::domain::order;
use crate::domain::recovery::guide::Guide;
use crate::domain::time::format::Seconds;
use crate::domain::time::instant::{Instant, Millis};
use crate::storage::{Key, RecordKind};
use leptos::prelude::*;

pub struct Massages {
    device: &'static Device,
    vault: &'static Vault,
    under_way: RwSignal<Option<Massage>>,
    /// What the runner wants to ease, or eased last. Not stored.
    prepared: RwSignal<Option<Ease>>,
    /// Newest last.
    done: RwSignal<Vec<Massage>>,
}

impl Massages {
    /// Two tabs can leave several massages under way. The newest continues; the others end.
    pub fn new(device: &'static Device, vault: &'static Vault, mut massages: Vec<Massage>) -> Massages {
        order::by_text(&mut massages, |massage| massage.id.as_str());
        let newest = massages.iter().rposition(|massage| massage.guide().is_some());
        let under_way = newest.map(|index| massages.remove(index));
        for massage in &mut massages {
            massage.finish((device.now)());
        }
        Massages {
            device,
            vault,
            under_way: RwSignal::new(under_way),
            prepared: RwSignal::new(None),
            done: RwSignal::new(massages),
        }
    }

    pub fn under_way(&'static self) -> Signal<Option<Massage>> {
        self.under_way.into()
    }

    /// The massages that are done, newest last.
    pub fn done(&'static self) -> Signal<Vec<Massage>> {
        self.done.into()
    }

    /// What the runner wants to ease, or eased last.
    pub fn prepared(&'static self) -> Option<Ease> {
        self.prepared.get()
    }

    pub fn prepare(&'static self, ease: Option<Ease>) {
        self.prepared.set(ease);
    }

    /// Starts the prepared massage, after ending the current one.
    pub fn begin(&'static self) {
        let now = (self.device.now)();
        let Some(ease) = self.prepared.get_untracked().filter(|_| self.vault.may_change()) else { return };
        self.finish();
        if let Some(guide) = Guide::start(ease.exercises(), now) {
            let id = Id::new(now, (self.device.random)());
            let Ease { side, tool, .. } = ease;
            self.put(Massage { id, area: ease.guide.area, side, tool, progress: Progress::UnderWay(guide) });
        }
    }

    /// Logs a massage that was done without the timer. `length` is the length of its guide, in seconds.
    /// Returns its id.
    pub fn log(&'static self, area: Area, side: Option<Side>, tool: Tool, length: Seconds) -> Option<Id> {
        if !self.vault.may_change() {
            return None;
        }
        let at = (self.device.now)();
        let id = Id::new(at, (self.device.random)());
        let massage =
            Massage { id: id.clone(), area, side, tool, progress: Progress::Done { at, took: length } };
        self.vault.save(&massage);
        self.done.update(|done| done.push(massage));
        Some(id)
    }

    /// Removes a massage from the log. Returns what [`Massages::restore`] needs.
    pub fn remove(&'static self, id: &Id) -> Option<(Massage, String)> {
        let massage = self.done.with_untracked(|done| done.iter().find(|massage| massage.id == *id).cloned());
        let massage = massage.filter(|_| self.vault.may_change())?;
        let text = self.vault.remove(&Key::new(RecordKind::Massage, id))?;
        self.done.update(|done| done.retain(|massage| massage.id != *id));
        Some((massage, text))
    }

    pub fn restore(&'static self, massage: Massage, text: String) {
        let key = Key::of(&massage);
        self.done.update(|done| {
            let index = done.partition_point(|other| other.id < massage.id);
            done.insert(index, massage);
        });
        self.vault.put_back(&key, text);
    }

    /// Changes the guide of the current massage.
    pub fn change_guide(&'static self, change: impl FnOnce(&mut Guide)) {
        if let Some(mut massage) = self.under_way.get_untracked().filter(|_| self.vault.may_change()) {
            massage.change_guide(change);
            self.put(massage);
        }
    }

    /// Ends the current massage. Returns its id if it was long enough to be logged.
    pub fn finish(&'static self) -> Option<Id> {
        let now = (self.device.now)();
        let mut massage = self.under_way.get_untracked().filter(|_| self.vault.may_change())?;
        let id = massage.id.clone();
        self.under_way.set(None);
        if massage.finish(now) {
            self.done.update(|done| done.push(massage.clone()));
            self.vault.save(&massage);
            Some(id)
        } else {
            self.vault.remove(&Key::new(RecordKind::Massage, &id));
            None
        }
    }

    /// Ends the current massage if its time has run out, or if it began on an earlier day.
    pub fn close_overdue(&'static self) {
        let now: Instant = (self.device.now)();
        let is_over = |massage: &Massage| {
            let began = massage.id.made().map(|made| (self.device.at)(made).day());
            massage.has_ended(now) || began.is_some_and(|day| day < now.day())
        };
        if self.under_way.with_untracked(|massage| massage.as_ref().is_some_and(is_over)) {
            self.finish();
        }
    }

    /// Corrects the timer after the wall clock was changed.
    pub fn clock_jumped(&'static self, jump: Millis) {
        self.change_guide(|guide| guide.clock_jumped(jump));
    }

    /// Applies a change from elsewhere; `None` if the massage was removed.
    pub fn apply_remote(&'static self, id: &Id, massage: Option<Massage>) {
        if self.under_way.with_untracked(|slot| slot.as_ref().is_some_and(|current| current.id == *id)) {
            self.under_way.set(None);
        }
        self.done.update(|done| done.retain(|massage| massage.id != *id));
        match massage {
            Some(massage) if massage.guide().is_some() && self.under_way.with_untracked(Option::is_none) => {
                self.under_way.set(Some(massage));
            }
            Some(massage) => self.done.update(|done| {
                let index = done.partition_point(|other| other.id < massage.id);
                done.insert(index, massage);
            }),
            None => {}
        }
    }

    /// Clears the memory, after everything was erased.
    pub fn forget(&'static self) {
        self.under_way.set(None);
        self.done.set(vec![]);
    }

    fn put(&'static self, massage: Massage) {
        self.under_way.set(Some(massage.clone()));
        self.vault.save(&massage);
    }
}
