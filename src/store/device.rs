//! What is on the device: records under keys, and what becomes of those that cannot be read.

use engine::model::id::is_id;
use engine::results::assessment::{Assessment, RecordError};

/// The kinds of keys, as they stand after the site's prefix.
const ASSESSMENT: &str = "assessment:";
const QUARANTINED: &str = "set-aside:";

/// A place for texts under keys: the browser's storage, or memory where there is none.
pub trait Storage {
    /// All keys, of whoever uses the same origin.
    fn keys(&self) -> Vec<String>;
    /// The text under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Puts a text under a key.
    ///
    /// # Errors
    /// The storage is full or refuses.
    fn set(&self, key: &str, text: &str) -> Result<(), Refused>;
    /// Takes a key away.
    fn remove(&self, key: &str);
}

/// The storage is full or refuses to keep anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

/// What reads and writes records as JSON. On the site the browser parses them.
#[derive(Clone, Copy)]
pub struct Json {
    /// The assessment that a text holds.
    pub read: fn(&str) -> Result<Assessment, RecordError>,
    /// The text to keep.
    pub write: fn(&Assessment) -> Result<String, Refused>,
}

/// A record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its key.
    pub key: String,
    /// What is stored, to the letter.
    pub text: String,
    /// Whether a newer version of the site has written it. Otherwise it is damaged.
    pub newer: bool,
}

/// What became of a record from another device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is on this device now.
    Added,
    /// It was there already, to the letter.
    There,
    /// Another record had its place: both are on this device now.
    Beside,
    /// It is no record of this kind of site.
    Unknown,
}

/// What is stored under a key.
pub enum Record {
    /// Nothing.
    None,
    /// An assessment.
    Whole(Box<Assessment>),
    /// What was damaged there has been moved out of the way.
    Quarantined,
    /// Something damaged that could not be moved.
    Damaged,
    /// The work of a newer version of the site.
    Newer,
}

impl Record {
    /// The assessment that it holds.
    pub fn whole(self) -> Option<Assessment> {
        if let Record::Whole(assessment) = self { Some(*assessment) } else { None }
    }
}

/// The records of one site.
pub struct Device {
    storage: Box<dyn Storage>,
    json: Json,
    /// The app and the path of the site: several can share an origin.
    prefix: String,
}

impl Device {
    /// The records of the site at a path.
    pub fn new(storage: Box<dyn Storage>, json: Json, path: &str) -> Self {
        Self { storage, json, prefix: format!("vattenpass:{path}:") }
    }

    /// What the keys of one kind begin with, for a questionnaire.
    pub fn folder(&self, kind: &str, questionnaire: &str) -> String {
        format!("{}{kind}{questionnaire}:", self.prefix)
    }

    /// What the keys of a questionnaire's assessments begin with.
    pub fn assessments(&self, questionnaire: &str) -> String {
        self.folder(ASSESSMENT, questionnaire)
    }

    /// The keys that begin so.
    pub fn keys_in(&self, folder: &str) -> Vec<String> {
        self.storage.keys().into_iter().filter(|key| key.starts_with(folder)).collect()
    }

    /// Whether a storage event's key is this site's. Without a key, everything has changed.
    pub fn owns(&self, key: Option<&str>) -> bool {
        key.is_none_or(|key| key.starts_with(&self.prefix))
    }

    /// The record under a key. One that is damaged is moved out of the way, so that nothing overwrites it.
    pub fn read(&self, key: &str) -> Record {
        let Some(text) = self.storage.get(key) else {
            // Moved by an earlier look, and not deleted by anyone.
            let is_moved = self.quarantine(key).is_some_and(|quarantine| !self.keys_in(&quarantine).is_empty());
            return if is_moved { Record::Quarantined } else { Record::None };
        };
        match (self.json.read)(&text) {
            Ok(assessment) => Record::Whole(Box::new(assessment)),
            Err(RecordError::Newer { .. }) => Record::Newer,
            // The old place is emptied only once the new one holds it; a full storage leaves it where it is.
            Err(_) => match self.free_key(key).is_some_and(|free| self.storage.set(&free, &text).is_ok()) {
                true => {
                    self.storage.remove(key);
                    Record::Quarantined
                }
                false => Record::Damaged,
            },
        }
    }

    /// Writes a record.
    ///
    /// # Errors
    /// The storage is full or refuses.
    pub fn write(&self, key: &str, assessment: &Assessment) -> Result<(), Refused> {
        self.storage.set(key, &(self.json.write)(assessment)?)
    }

    /// Deletes a record for good.
    pub fn delete(&self, key: &str) {
        self.storage.remove(key);
    }

    /// The records of a questionnaire that could not be read.
    pub fn quarantined(&self, questionnaire: &str) -> Vec<Quarantined> {
        let record = |key: String, newer| self.storage.get(&key).map(|text| Quarantined { key, text, newer });
        // First those that have not been looked at yet: what is damaged among them is moved.
        let unread = self.keys_in(&self.assessments(questionnaire)).into_iter();
        let unread: Vec<_> = unread
            .filter_map(|key| match self.read(&key) {
                Record::Newer => record(key, true),
                Record::Damaged => record(key, false),
                Record::None | Record::Whole(_) | Record::Quarantined => None,
            })
            .collect();
        let damaged = self.keys_in(&self.folder(QUARANTINED, questionnaire)).into_iter();
        let damaged = damaged.filter_map(|key| record(key, false));
        damaged.chain(unread).collect()
    }

    /// Every record, to the letter, by its key without the prefix.
    pub fn everything(&self) -> Vec<(String, String)> {
        let own = |key: String| Some((key.strip_prefix(&self.prefix)?.to_owned(), self.storage.get(&key)?));
        self.storage.keys().into_iter().filter_map(own).filter(|(key, _)| kind_of(key).is_some()).collect()
    }

    /// Puts a record from another device here. Nothing that is here is overwritten: where its key is taken, it gets the key
    /// `fresh`.
    ///
    /// # Errors
    /// The storage is full or refuses.
    pub fn take_record(&self, key: &str, text: &str, fresh: &str) -> Result<Arrival, Refused> {
        let Some((kind, questionnaire)) = kind_of(key) else { return Ok(Arrival::Unknown) };
        let folder = self.folder(kind, questionnaire);
        if self.keys_in(&folder).iter().any(|key| self.storage.get(key).is_some_and(|there| there == text)) {
            return Ok(Arrival::There);
        }
        let own = format!("{}{key}", self.prefix);
        let (key, arrival) = match self.storage.get(&own) {
            None => (own, Arrival::Added),
            Some(_) => (format!("{folder}{fresh}"), Arrival::Beside),
        };
        self.storage.set(&key, text).map(|()| arrival)
    }

    /// Deletes every record for good.
    pub fn delete_everything(&self) {
        self.keys_in(&self.prefix).iter().for_each(|key| self.storage.remove(key));
    }

    /// What the keys begin with under which a record's damaged states are.
    fn quarantine(&self, key: &str) -> Option<String> {
        let rest = key.strip_prefix(&self.prefix)?.strip_prefix(ASSESSMENT)?;
        Some(format!("{}{QUARANTINED}{rest}:", self.prefix))
    }

    /// A free key for a record that is moved out of the way.
    fn free_key(&self, key: &str) -> Option<String> {
        let quarantine = self.quarantine(key)?;
        (0..).map(|n| format!("{quarantine}{n}")).find(|key| self.storage.get(key).is_none())
    }
}

/// The kind of a record, and the questionnaire it is of, by its key without the prefix. `None` if it is no record's.
fn kind_of(key: &str) -> Option<(&'static str, &str)> {
    let kind = [ASSESSMENT, QUARANTINED].into_iter().find(|kind| key.starts_with(kind))?;
    let (questionnaire, rest) = key[kind.len()..].split_once(':')?;
    (is_id(questionnaire) && !rest.is_empty()).then_some((kind, questionnaire))
}
