//! Where assessments are kept. Answers are never lost: not by a full or blocked storage, a damaged record, or two tabs.
//!
//! Every change is written at once, as a change to what is stored and not to what this tab believes is stored, so that
//! two tabs can answer different questions of one assessment. What cannot be written waits and is tried again with the
//! next change.

mod active;
mod device;
mod memory;
#[cfg(test)]
mod tests;

use engine::results::assessment::{Assessment, Change};

pub use active::{ActiveAssessment, SHORT_ID, SaveState, short_id};
pub use device::{Arrival, Json, Quarantined, Refused, Storage};
pub use memory::Memory;

use device::{Device, Record};
use memory::Unsaved;

/// What the key begins with, after the site's prefix, under which a tab remembers what it works on.
const CURRENT: &str = "current:";

/// A stored assessment, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedAssessment {
    /// The key to open it by.
    pub key: String,
    /// The assessment.
    pub assessment: Assessment,
}

/// The assessments of one site.
pub struct Store {
    device: Device,
    /// Lives as long as the tab: which assessment it is working on.
    tab: Box<dyn Storage>,
    blocked: bool,
    unsaved: Unsaved,
    /// For each questionnaire, the key of the assessment that was worked on last. Other than what the tab keeps, it
    /// also knows those that are not to be saved.
    last: Memory,
}

impl Store {
    /// A store over two storages. `blocked` says that they are only memory.
    #[must_use]
    pub fn new(device: Box<dyn Storage>, tab: Box<dyn Storage>, json: Json, path: &str, blocked: bool) -> Self {
        Self {
            device: Device::new(device, json, path),
            tab,
            blocked,
            unsaved: Unsaved::default(),
            last: Memory::default(),
        }
    }

    /// The keys of a questionnaire's assessments: those on the device, and those that are only in memory.
    fn keys_of(&self, questionnaire: &str) -> Vec<String> {
        let folder = self.device.assessments(questionnaire);
        let mut keys = self.device.keys_in(&folder);
        let unsaved = self.unsaved.keys_in(&folder, true).into_iter().filter(|key| !keys.contains(key));
        let unsaved: Vec<_> = unsaved.collect();
        keys.extend(unsaved);
        keys
    }

    /// The assessments of a questionnaire, the one changed last first. What cannot be read is moved out of the way.
    #[must_use]
    pub fn list(&self, questionnaire: &str) -> Vec<SavedAssessment> {
        let mut list: Vec<SavedAssessment> = Vec::new();
        for key in self.keys_of(questionnaire) {
            if let Some(assessment) = self.unsaved.get(&key).or_else(|| self.device.read(&key).whole()) {
                let at = list.partition_point(|saved| saved.assessment.changed >= assessment.changed);
                list.insert(at, SavedAssessment { key, assessment });
            }
        }
        list
    }

    /// How many assessments a questionnaire has, `active` among them. Reads none of them.
    #[must_use]
    pub fn count(&self, questionnaire: &str, active: Option<&ActiveAssessment>) -> usize {
        let keys = self.keys_of(questionnaire);
        let also = active
            .is_some_and(|active| active.assessment.questionnaire.id == questionnaire && !keys.contains(&active.key));
        keys.len() + usize::from(also)
    }

    /// The key of the assessment that an address names: [`ActiveAssessment::short_id`].
    #[must_use]
    pub fn find(&self, questionnaire: &str, short_id: &str) -> Option<String> {
        let folder = self.device.assessments(questionnaire);
        let keys = self.device.keys_in(&folder).into_iter().chain(self.unsaved.keys_in(&folder, false));
        keys.into_iter().find(|key| key[folder.len()..].starts_with(short_id))
    }

    /// The records of a questionnaire that could not be read.
    #[must_use]
    pub fn quarantined(&self, questionnaire: &str) -> Vec<Quarantined> {
        self.device.quarantined(questionnaire)
    }

    /// Takes a record away that could not be read.
    pub fn discard(&self, record: &Quarantined) {
        self.device.delete(&record.key);
    }

    /// Opens a stored assessment, and remembers that this tab works on it.
    #[must_use]
    pub fn open(&self, key: &str) -> Option<ActiveAssessment> {
        if let Some(unsaved) = self.unsaved.take(key) {
            return Some(unsaved);
        }
        let active = self.stored(key, self.device.read(key).whole()?);
        self.remember(&active);
        Some(active)
    }

    /// An assessment that is on the device.
    fn stored(&self, key: &str, assessment: Assessment) -> ActiveAssessment {
        ActiveAssessment { key: key.to_owned(), assessment, save_state: self.normally(), waiting: Vec::new() }
    }

    fn normally(&self) -> SaveState {
        if self.blocked { SaveState::Blocked } else { SaveState::Saved }
    }

    /// Remembers that this tab works on an assessment, also before its first change.
    pub fn remember(&self, active: &ActiveAssessment) {
        if !active.save_state.waits_to_be_asked() {
            let folder = self.device.folder(CURRENT, &active.assessment.questionnaire.id);
            // Without it, a reload opens the assessment changed last: no answer hangs on it.
            let _ = self.tab.set(&folder, &active.key);
        }
    }

    /// The assessment this tab works on, or else the one changed last. Nothing if this tab has begun one that holds no
    /// answer yet.
    #[must_use]
    pub fn current(&self, questionnaire: &str) -> Option<ActiveAssessment> {
        let folder = self.device.folder(CURRENT, questionnaire);
        match self.last.get(&folder).or_else(|| self.tab.get(&folder)) {
            Some(key) => self.open(&key),
            None => self.open(&self.list(questionnaire).first()?.key),
        }
    }

    /// A new assessment. It is written with its first change. `key` must be random; `save` is what the respondent asks.
    #[must_use]
    pub fn create(&self, assessment: Assessment, key: &str, save: bool) -> ActiveAssessment {
        let key = format!("{}{key}", self.device.assessments(&assessment.questionnaire.id));
        let save_state = if save { self.normally() } else { SaveState::NotAsked };
        // Everything it already holds has yet to be written.
        let waiting = vec![Change::New(Box::new(assessment.clone()))];
        ActiveAssessment { key, assessment, save_state, waiting }
    }

    /// Holds an assessment in memory that is no longer worked on, if it is nowhere else.
    pub fn hold_unsaved(&self, active: ActiveAssessment) {
        let _ = self.last.set(&self.device.folder(CURRENT, &active.assessment.questionnaire.id), &active.key);
        self.unsaved.put(active);
    }

    /// Whether closing the page would lose something that is unsaved.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        self.unsaved.is_at_risk()
    }

    /// Makes a change and writes it, at a time given as RFC 3339, UTC. Says whether the assessment is still there:
    /// [`Presence::Deleted`] when another tab has deleted it. Then the change is where it was: in `active` alone.
    pub fn change(&self, active: &mut ActiveAssessment, change: Change, now: &str) -> Presence {
        if active.save_state.waits_to_be_asked() {
            active.assessment.apply(&change, now);
            active.waiting.clear();
            return Presence::There;
        }
        active.waiting.retain(|earlier| !change.replaces(earlier));
        active.waiting.push(change);
        self.write(active, now)
    }

    /// Writes what waits. It is applied to what is stored, not to what this tab believes is stored.
    fn write(&self, active: &mut ActiveAssessment, now: &str) -> Presence {
        let is_new = matches!(active.waiting.first(), Some(Change::New(_)));
        let (base, refused) = match self.device.read(&active.key) {
            Record::Whole(stored) => (*stored, None),
            Record::None if !is_new => return Presence::Deleted,
            Record::None | Record::Quarantined => (active.assessment.clone(), None),
            Record::Damaged => (active.assessment.clone(), Some(SaveState::Full)),
            Record::Newer => (active.assessment.clone(), Some(SaveState::Newer)),
        };
        active.assessment = base;
        active.waiting.iter().for_each(|change| active.assessment.apply(change, now));
        active.save_state = match refused {
            Some(refused) => refused,
            None => match self.device.write(&active.key, &active.assessment) {
                Ok(()) => {
                    if is_new {
                        self.remember(active);
                    }
                    active.waiting.clear();
                    self.normally()
                }
                Err(Refused) if self.blocked => SaveState::Blocked,
                Err(Refused) => SaveState::Full,
            },
        };
        Presence::There
    }

    /// Takes in what another tab has written. Says whether the assessment is still there.
    pub fn refresh(&self, active: &mut ActiveAssessment) -> Presence {
        if active.save_state.waits_to_be_asked() {
            return Presence::There;
        }
        match self.device.read(&active.key) {
            Record::Whole(mut stored) => {
                let now = stored.changed.clone();
                active.waiting.iter().for_each(|change| stored.apply(change, &now));
                active.assessment = *stored;
                Presence::There
            }
            Record::None if !matches!(active.waiting.first(), Some(Change::New(_))) => Presence::Deleted,
            Record::None | Record::Quarantined | Record::Damaged | Record::Newer => Presence::There,
        }
    }

    /// Begins a new assessment with what could not be written to one that another tab has deleted: `blank` with the
    /// changes that wait. Nothing if no answer waits. It is not on the device until the respondent asks for it.
    #[must_use]
    pub fn orphan(
        &self,
        deleted: ActiveAssessment,
        blank: Assessment,
        key: &str,
        now: &str,
    ) -> Option<ActiveAssessment> {
        if !deleted.waiting.iter().any(Change::is_answer) {
            return None;
        }
        let mut active = self.create(blank, key, true);
        deleted.waiting.iter().for_each(|change| active.assessment.apply(change, now));
        (active.save_state, active.waiting) = (SaveState::Orphaned, Vec::new());
        Some(active)
    }

    /// The storage has been emptied as a whole, by nobody's wish to delete this assessment: it lives on in memory. It is
    /// not put back unasked, for it may have been emptied on purpose.
    pub fn has_been_emptied(&self, active: &mut ActiveAssessment) {
        (active.save_state, active.waiting) = (SaveState::Emptied, Vec::new());
    }

    /// Puts an assessment on the device that was not to be there, or not yet.
    pub fn save_as_new(&self, active: &mut ActiveAssessment, now: &str) {
        active.waiting = vec![Change::New(Box::new(active.assessment.clone()))];
        active.save_state = self.normally();
        // New, so it cannot have been deleted.
        let _ = self.write(active, now);
    }

    /// Changes an assessment that is not the one being worked on.
    pub fn change_other(&self, key: &str, change: Change, now: &str) {
        let stored = || self.device.read(key).whole().map(|assessment| self.stored(key, assessment));
        let active = self.unsaved.take(key).or_else(stored);
        let Some(mut active) = active else { return };
        // Deleted a moment ago: then there is nothing to change.
        let _ = self.change(&mut active, change, now);
        self.unsaved.put(active);
    }

    /// Whether the browser allows no storage.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// Whether a storage event's key is this site's; without a key, everything has changed.
    #[must_use]
    pub fn owns(&self, key: Option<&str>) -> bool {
        self.device.owns(key)
    }

    /// Every record on the device, to the letter, by its key without what only this site has.
    #[must_use]
    pub fn everything(&self) -> Vec<(String, String)> {
        self.device.everything()
    }

    /// Puts a record on the device that was saved on another one. `fresh` is random: it names the record where another has
    /// its place.
    ///
    /// # Errors
    /// The storage is full or refuses.
    pub fn take_record(&self, key: &str, text: &str, fresh: &str) -> Result<Arrival, Refused> {
        self.device.take_record(key, text, fresh)
    }

    /// Deletes everything on the device for good.
    pub fn delete_everything(&self) {
        self.device.delete_everything();
    }

    /// Deletes an assessment for good.
    pub fn delete(&self, key: &str) {
        self.unsaved.delete(key);
        self.device.delete(key);
    }
}

/// Whether an assessment is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    There,
    /// Another tab has deleted it.
    Deleted,
}
