//! Where assessments are kept. Answers are never lost: not by a full or blocked storage, a damaged record, or two tabs.
//!
//! Every change is written at once, as a change to what is stored and not to what this tab believes is stored, so that
//! two tabs can answer different questions of one assessment. What cannot be written waits and is tried again with the
//! next change.

use std::cell::RefCell;

use engine::results::assessment::{Assessment, Change, RecordError};

/// The kinds of keys, as they stand after the site's prefix.
const ASSESSMENT: &str = "assessment:";
const SET_ASIDE: &str = "set-aside:";
const CURRENT: &str = "current:";

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

/// How safe the answers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// They are on the device.
    Saved,
    /// The respondent has asked that they be not.
    NotAsked,
    /// The browser allows no storage.
    Blocked,
    /// The storage is full, or what stands in the record's place can neither be read nor moved.
    Full,
    /// The assessment they belong to was deleted in another tab. They are the beginning of a new one, if the respondent
    /// wants it.
    Orphaned,
    /// The browser's storage has been emptied as a whole. The answers are in memory, if the respondent still wants them.
    Emptied,
    /// A newer version of the site has written the record. It stays as it is.
    Newer,
}

impl SaveState {
    /// Whether nothing is to be written until the respondent asks for it.
    #[must_use]
    pub fn waits_to_be_asked(self) -> bool {
        matches!(self, Self::NotAsked | Self::Orphaned | Self::Emptied)
    }
}

/// An assessment that is being worked on.
#[derive(Debug, Clone)]
pub struct ActiveAssessment {
    /// The key it is stored under.
    key: String,
    /// The assessment as it is now.
    pub assessment: Assessment,
    /// How safe it is.
    pub keeping: SaveState,
    /// Changes that are not on the device yet.
    waiting: Vec<Change>,
}

/// A stored assessment, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedAssessment {
    /// The key to open it by.
    pub key: String,
    /// The assessment.
    pub assessment: Assessment,
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

/// What lies under a key.
enum Record {
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
    fn whole(self) -> Option<Assessment> {
        if let Record::Whole(assessment) = self { Some(*assessment) } else { None }
    }
}

/// The assessments of one site.
pub struct Store {
    device: Box<dyn Storage>,
    /// Lives as long as the tab: which assessment it is working on.
    tab: Box<dyn Storage>,
    json: Json,
    /// The app and the path of the site: several can share an origin.
    prefix: String,
    blocked: bool,
    /// What is not on the device and not being worked on either: another assessment took its place.
    unsaved: RefCell<Vec<ActiveAssessment>>,
    /// For each questionnaire, the key of the assessment that was worked on last. Other than what the tab keeps, it
    /// also knows those that are not to be kept.
    last: Memory,
}

impl Store {
    /// A store over two storages. `blocked` says that they are only memory.
    #[must_use]
    pub fn new(device: Box<dyn Storage>, tab: Box<dyn Storage>, json: Json, path: &str, blocked: bool) -> Self {
        Self {
            device,
            tab,
            json,
            prefix: format!("vattenpass:{path}:"),
            blocked,
            unsaved: RefCell::default(),
            last: Memory::default(),
        }
    }

    fn folder(&self, kind: &str, questionnaire: &str) -> String {
        format!("{}{kind}{questionnaire}:", self.prefix)
    }

    fn keys_in(&self, folder: &str) -> Vec<String> {
        self.device.keys().into_iter().filter(|key| key.starts_with(folder)).collect()
    }

    /// The keys of a questionnaire's assessments: those on the device, and those that are only in memory.
    fn keys_of(&self, questionnaire: &str) -> Vec<String> {
        let folder = self.folder(ASSESSMENT, questionnaire);
        let mut keys = self.keys_in(&folder);
        let unsaved = self.unsaved.borrow();
        let is_own =
            |open: &&ActiveAssessment| open.key.starts_with(&folder) && open.is_at_risk() && !keys.contains(&open.key);
        let more: Vec<_> = unsaved.iter().filter(is_own).map(|open| open.key.clone()).collect();
        keys.extend(more);
        keys
    }

    /// The assessments of a questionnaire, the one changed last first. What cannot be read is set aside.
    #[must_use]
    pub fn list(&self, questionnaire: &str) -> Vec<SavedAssessment> {
        let mut list: Vec<SavedAssessment> = Vec::new();
        for key in self.keys_of(questionnaire) {
            let unsaved = self.unsaved.borrow().iter().find(|open| open.key == key).map(|open| open.assessment.clone());
            if let Some(assessment) = unsaved.or_else(|| self.read(&key).whole()) {
                let at = list.partition_point(|kept| kept.assessment.changed >= assessment.changed);
                list.insert(at, SavedAssessment { key, assessment });
            }
        }
        list
    }

    /// How many assessments a questionnaire has, `open` among them. Reads none of them.
    #[must_use]
    pub fn count(&self, questionnaire: &str, open: Option<&ActiveAssessment>) -> usize {
        let keys = self.keys_of(questionnaire);
        let also =
            open.is_some_and(|open| open.assessment.questionnaire.id == questionnaire && !keys.contains(&open.key));
        keys.len() + usize::from(also)
    }

    /// The key of the assessment that an address names: [`ActiveAssessment::short_id`].
    #[must_use]
    pub fn find(&self, questionnaire: &str, short_id: &str) -> Option<String> {
        let folder = self.folder(ASSESSMENT, questionnaire);
        let named = |key: &String| key[folder.len()..].starts_with(short_id);
        let unsaved = self.unsaved.borrow();
        let unsaved = unsaved.iter().map(|open| open.key.clone()).filter(|key| key.starts_with(&folder));
        let mut keys = self.keys_in(&folder).into_iter().chain(unsaved).filter(named);
        keys.next()
    }

    /// The records of a questionnaire that could not be read.
    #[must_use]
    pub fn set_aside(&self, questionnaire: &str) -> Vec<Quarantined> {
        let record = |key: String, newer| self.device.get(&key).map(|text| Quarantined { key, text, newer });
        // First those that have not been looked at yet: what is damaged among them is moved.
        let unread = self.keys_in(&self.folder(ASSESSMENT, questionnaire)).into_iter();
        let unread: Vec<_> = unread
            .filter_map(|key| match self.read(&key) {
                Record::Newer => record(key, true),
                Record::Damaged => record(key, false),
                Record::None | Record::Whole(_) | Record::Quarantined => None,
            })
            .collect();
        let damaged = self.keys_in(&self.folder(SET_ASIDE, questionnaire)).into_iter();
        let damaged = damaged.filter_map(|key| record(key, false));
        damaged.chain(unread).collect()
    }

    /// Takes a record away that could not be read.
    pub fn discard(&self, record: &Quarantined) {
        self.device.remove(&record.key);
    }

    /// The record under a key. One that is damaged is moved out of the way, so that nothing overwrites it.
    fn read(&self, key: &str) -> Record {
        let Some(text) = self.device.get(key) else {
            // Moved by an earlier look, and not deleted by anyone.
            let is_aside = self.aside(key).is_some_and(|aside| !self.keys_in(&aside).is_empty());
            return if is_aside { Record::Quarantined } else { Record::None };
        };
        match (self.json.read)(&text) {
            Ok(assessment) => Record::Whole(Box::new(assessment)),
            Err(RecordError::Newer { .. }) => Record::Newer,
            // The old place is emptied only once the new one holds it; a full storage leaves it where it is.
            Err(_) => match self.place_aside(key).is_some_and(|aside| self.device.set(&aside, &text).is_ok()) {
                true => {
                    self.device.remove(key);
                    Record::Quarantined
                }
                false => Record::Damaged,
            },
        }
    }

    /// What the keys begin with under which a record's damaged states lie.
    fn aside(&self, key: &str) -> Option<String> {
        let rest = key.strip_prefix(&self.prefix)?.strip_prefix(ASSESSMENT)?;
        Some(format!("{}{SET_ASIDE}{rest}:", self.prefix))
    }

    /// A free key for a record that is moved out of the way.
    fn place_aside(&self, key: &str) -> Option<String> {
        let aside = self.aside(key)?;
        (0..).map(|n| format!("{aside}{n}")).find(|key| self.device.get(key).is_none())
    }

    /// Opens a stored assessment, and remembers that this tab works on it.
    #[must_use]
    pub fn open(&self, key: &str) -> Option<ActiveAssessment> {
        let unsaved = self.unsaved.borrow().iter().position(|open| open.key == key);
        if let Some(at) = unsaved {
            return Some(self.unsaved.borrow_mut().swap_remove(at));
        }
        let assessment = self.read(key).whole()?;
        let open = self.stored(key, assessment);
        self.remember(&open);
        Some(open)
    }

    /// An assessment that is on the device.
    fn stored(&self, key: &str, assessment: Assessment) -> ActiveAssessment {
        ActiveAssessment { key: key.to_owned(), assessment, keeping: self.normally(), waiting: Vec::new() }
    }

    fn normally(&self) -> SaveState {
        if self.blocked { SaveState::Blocked } else { SaveState::Saved }
    }

    /// Remembers that this tab works on an assessment, also before its first change.
    pub fn remember(&self, open: &ActiveAssessment) {
        if !open.keeping.waits_to_be_asked() {
            let folder = self.folder(CURRENT, &open.assessment.questionnaire.id);
            // Without it, a reload opens the assessment changed last: no answer hangs on it.
            let _ = self.tab.set(&folder, &open.key);
        }
    }

    /// The assessment this tab works on, or else the one changed last. Nothing if this tab has begun one that holds no
    /// answer yet.
    #[must_use]
    pub fn current(&self, questionnaire: &str) -> Option<ActiveAssessment> {
        let folder = self.folder(CURRENT, questionnaire);
        match self.last.get(&folder).or_else(|| self.tab.get(&folder)) {
            Some(key) => self.open(&key),
            None => self.open(&self.list(questionnaire).first()?.key),
        }
    }

    /// A new assessment. It is written with its first change. `key` must be random; `keep` is what the respondent asks.
    #[must_use]
    pub fn create(&self, assessment: Assessment, key: &str, keep: bool) -> ActiveAssessment {
        let key = format!("{}{key}", self.folder(ASSESSMENT, &assessment.questionnaire.id));
        let keeping = if keep { self.normally() } else { SaveState::NotAsked };
        // Everything it already holds has yet to be written.
        let waiting = vec![Change::New(Box::new(assessment.clone()))];
        ActiveAssessment { key, assessment, keeping, waiting }
    }

    /// Keeps an assessment in memory that is no longer worked on, if it is nowhere else.
    pub fn keep_unsaved(&self, open: ActiveAssessment) {
        let _ = self.last.set(&self.folder(CURRENT, &open.assessment.questionnaire.id), &open.key);
        if open.is_nowhere_else() {
            self.unsaved.borrow_mut().push(open);
        }
    }

    /// Whether closing the page would lose something that is unsaved.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        self.unsaved.borrow().iter().any(ActiveAssessment::is_at_risk)
    }

    /// Makes a change and writes it, at a time given as RFC 3339, UTC. Says whether the assessment is still there:
    /// [`Presence::Deleted`] when another tab has deleted it. Then the change is where it was: in `open` alone.
    pub fn change(&self, open: &mut ActiveAssessment, change: Change, now: &str) -> Presence {
        if open.keeping.waits_to_be_asked() {
            open.assessment.apply(&change, now);
            open.waiting.clear();
            return Presence::There;
        }
        open.waiting.retain(|earlier| !change.replaces(earlier));
        open.waiting.push(change);
        self.write(open, now)
    }

    /// Writes what waits. It is applied to what is stored, not to what this tab believes is stored.
    fn write(&self, open: &mut ActiveAssessment, now: &str) -> Presence {
        let is_new = matches!(open.waiting.first(), Some(Change::New(_)));
        let (base, refused) = match self.read(&open.key) {
            Record::Whole(stored) => (*stored, None),
            Record::None if !is_new => return Presence::Deleted,
            Record::None | Record::Quarantined => (open.assessment.clone(), None),
            Record::Damaged => (open.assessment.clone(), Some(SaveState::Full)),
            Record::Newer => (open.assessment.clone(), Some(SaveState::Newer)),
        };
        open.assessment = base;
        open.waiting.iter().for_each(|change| open.assessment.apply(change, now));
        open.keeping = match refused {
            Some(refused) => refused,
            None => match (self.json.write)(&open.assessment).and_then(|text| self.device.set(&open.key, &text)) {
                Ok(()) => {
                    if is_new {
                        self.remember(open);
                    }
                    open.waiting.clear();
                    self.normally()
                }
                Err(Refused) if self.blocked => SaveState::Blocked,
                Err(Refused) => SaveState::Full,
            },
        };
        Presence::There
    }

    /// Takes in what another tab has written. Says whether the assessment is still there.
    pub fn refresh(&self, open: &mut ActiveAssessment) -> Presence {
        if open.keeping.waits_to_be_asked() {
            return Presence::There;
        }
        match self.read(&open.key) {
            Record::Whole(mut stored) => {
                let now = stored.changed.clone();
                open.waiting.iter().for_each(|change| stored.apply(change, &now));
                open.assessment = *stored;
                Presence::There
            }
            Record::None if !matches!(open.waiting.first(), Some(Change::New(_))) => Presence::Deleted,
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
        let mut open = self.create(blank, key, true);
        deleted.waiting.iter().for_each(|change| open.assessment.apply(change, now));
        (open.keeping, open.waiting) = (SaveState::Orphaned, Vec::new());
        Some(open)
    }

    /// The storage has been emptied as a whole, by nobody's wish to delete this assessment: it lives on in memory. It is
    /// not put back unasked, for it may have been emptied on purpose.
    pub fn has_been_emptied(&self, open: &mut ActiveAssessment) {
        (open.keeping, open.waiting) = (SaveState::Emptied, Vec::new());
    }

    /// Puts an assessment on the device that was not to be there, or not yet.
    pub fn keep(&self, open: &mut ActiveAssessment, now: &str) {
        open.waiting = vec![Change::New(Box::new(open.assessment.clone()))];
        open.keeping = self.normally();
        // New, so it cannot have been deleted.
        let _ = self.write(open, now);
    }

    /// Changes an assessment that is not the one being worked on.
    pub fn change_other(&self, key: &str, change: Change, now: &str) {
        let unsaved = self.unsaved.borrow().iter().position(|open| open.key == key);
        let open = match unsaved {
            Some(at) => Some(self.unsaved.borrow_mut().swap_remove(at)),
            None => self.read(key).whole().map(|assessment| self.stored(key, assessment)),
        };
        let Some(mut open) = open else { return };
        // Deleted a moment ago: then there is nothing to change.
        let _ = self.change(&mut open, change, now);
        if open.is_nowhere_else() {
            self.unsaved.borrow_mut().push(open);
        }
    }

    /// Whether the browser allows no storage.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// Whether a storage event's key is this site's; without a key, everything has changed.
    #[must_use]
    pub fn owns(&self, key: Option<&str>) -> bool {
        key.is_none_or(|key| key.starts_with(&self.prefix))
    }

    /// Deletes an assessment for good.
    pub fn delete(&self, key: &str) {
        self.unsaved.borrow_mut().retain(|open| open.key != key);
        self.device.remove(key);
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

/// How many hexadecimal digits of its key an address names an assessment by.
pub const SHORT_ID: usize = 8;

/// The part of a key that an address names its assessment by.
#[must_use]
pub fn short_id(key: &str) -> &str {
    let random = key.rsplit(':').next().unwrap_or_default();
    random.get(..SHORT_ID).unwrap_or(random)
}

impl ActiveAssessment {
    /// The digits that an address names it by.
    #[must_use]
    pub fn short_id(&self) -> &str {
        short_id(&self.key)
    }

    /// The key to delete or open it by.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether no device has it, or is to have it: an empty one too, which tells that its answers are not to be kept.
    fn is_nowhere_else(&self) -> bool {
        self.keeping == SaveState::NotAsked || self.is_at_risk()
    }

    /// Whether closing the page would lose answers.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        (self.keeping != SaveState::Saved || !self.waiting.is_empty()) && !self.assessment.answers.is_empty()
    }
}

/// A storage in memory: for browsers that allow none, and for tests.
#[derive(Default)]
pub struct Memory(std::cell::RefCell<Vec<(String, String)>>);

impl Storage for Memory {
    fn keys(&self) -> Vec<String> {
        self.0.borrow().iter().map(|(key, _)| key.clone()).collect()
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.borrow().iter().find(|(of, _)| of == key).map(|(_, text)| text.clone())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Refused> {
        self.remove(key);
        self.0.borrow_mut().push((key.to_owned(), text.to_owned()));
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.0.borrow_mut().retain(|(of, _)| of != key);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use engine::model::answers::AnswerField;
    use engine::results::questionnaire_ref::QuestionnaireRef;

    use super::*;

    /// A storage that two tabs share, and that can be full.
    #[derive(Default, Clone)]
    struct Shared {
        memory: Rc<Memory>,
        full: Rc<Cell<bool>>,
    }

    impl Storage for Shared {
        fn keys(&self) -> Vec<String> {
            self.memory.keys()
        }
        fn get(&self, key: &str) -> Option<String> {
            self.memory.get(key)
        }
        fn set(&self, key: &str, text: &str) -> Result<(), Refused> {
            if self.full.get() { Err(Refused) } else { self.memory.set(key, text) }
        }
        fn remove(&self, key: &str) {
            self.memory.remove(key);
        }
    }

    const JSON: Json = Json {
        read: |text| {
            let json: serde_json::Value = serde_json::from_str(text).map_err(|_| RecordError::Damaged)?;
            Assessment::read_from(|| &json)
        },
        write: |assessment| serde_json::to_string(assessment).map_err(|_| Refused),
    };

    fn tab(device: &Shared) -> Store {
        Store::new(Box::new(device.clone()), Box::new(Memory::default()), JSON, "/", false)
    }

    fn assessment(name: &str) -> Assessment {
        let questionnaire = QuestionnaireRef { id: "q".into(), ..QuestionnaireRef::default() };
        Assessment::new(questionnaire, "i".into(), name.into(), "1".into())
    }

    /// A tab with an assessment whose first question is answered.
    fn begun(device: &Shared) -> (Store, ActiveAssessment) {
        let store = tab(device);
        let mut open = store.create(assessment("a"), "k", true);
        store.change(&mut open, answer("1", "ja"), "2");
        (store, open)
    }

    fn answer(question: &str, choice: &str) -> Change {
        Change::Answer(question.into(), AnswerField::Choices(vec![choice.into()]))
    }

    fn chosen(open: &ActiveAssessment, question: &str) -> Option<String> {
        open.assessment.answers.get(question).map(|answer| answer.choices.join(","))
    }

    #[test]
    fn a_change_is_there_after_a_reload() {
        let device = Shared::default();
        let store = tab(&device);
        let mut open = store.create(assessment("Hösten"), "k", true);
        assert!(device.keys().is_empty(), "nothing is stored before the first change");
        store.change(&mut open, answer("1", "ja"), "2");
        let again = tab(&device).current("q").unwrap();
        assert_eq!(chosen(&again, "1").as_deref(), Some("ja"));
        assert_eq!(again.assessment.name, "Hösten");
        assert_eq!(again.keeping, SaveState::Saved);
    }

    #[test]
    fn two_tabs_answer_without_losing_each_others_answers() {
        let device = Shared::default();
        let (one, two) = (tab(&device), tab(&device));
        let mut first = one.create(assessment("a"), "k", true);
        one.change(&mut first, answer("1", "ja"), "2");
        let mut second = two.current("q").unwrap();
        one.change(&mut first, answer("2", "nej"), "3");
        two.change(&mut second, answer("3", "ja"), "4");
        assert_eq!(one.refresh(&mut first), Presence::There);
        for open in [&first, &second] {
            assert_eq!(["1", "2", "3"].map(|q| chosen(open, q).unwrap()), ["ja", "nej", "ja"]);
        }
    }

    #[test]
    fn what_is_on_no_device_is_laid_aside_and_found_again() {
        let store = tab(&Shared::default());
        let mut open = store.create(assessment("a"), "k", false);
        store.change(&mut open, answer("1", "ja"), "2");
        let key = open.key().to_owned();
        store.keep_unsaved(open);
        // An empty one tells that nothing is to be kept.
        store.keep_unsaved(store.create(assessment("tom"), "l", false));
        assert!(store.is_at_risk());
        assert_eq!(store.list("q").iter().map(|kept| kept.key.as_str()).collect::<Vec<_>>(), [key.as_str()]);
        let empty = store.current("q").unwrap();
        assert_eq!((empty.keeping, empty.assessment.answers.is_empty()), (SaveState::NotAsked, true), "the last one");
        let open = store.open(&key).unwrap();
        assert_eq!((chosen(&open, "1").as_deref(), open.keeping), (Some("ja"), SaveState::NotAsked));
        assert!(!store.is_at_risk());
        store.keep_unsaved(open);
        store.delete(&key);
        assert!(store.list("q").is_empty());
    }

    #[test]
    fn a_full_storage_keeps_the_answers_here_and_writes_them_when_it_can() {
        let device = Shared::default();
        let (store, mut open) = begun(&device);
        device.full.set(true);
        store.change(&mut open, answer("2", "nej"), "3");
        assert_eq!(open.keeping, SaveState::Full);
        assert!(open.is_at_risk());
        assert_eq!(chosen(&open, "2").as_deref(), Some("nej"));
        assert_eq!(store.refresh(&mut open), Presence::There, "another tab's event loses nothing");
        assert_eq!(chosen(&open, "2").as_deref(), Some("nej"));
        device.full.set(false);
        store.change(&mut open, answer("3", "ja"), "4");
        assert_eq!(open.keeping, SaveState::Saved);
        let again = tab(&device).current("q").unwrap();
        assert_eq!(["1", "2", "3"].map(|q| chosen(&again, q).unwrap()), ["ja", "nej", "ja"]);
    }

    #[test]
    fn a_damaged_record_is_set_aside_and_never_overwritten() {
        let device = Shared::default();
        let (store, mut open) = begun(&device);
        for damage in ["{\"name\": \"a\", \"cha", "annan skada"] {
            device.memory.set(open.key(), damage).unwrap();
            store.change(&mut open, answer("2", "nej"), "3");
            assert_eq!(chosen(&open, "1").as_deref(), Some("ja"), "what this tab knows is written anew");
        }
        let aside: Vec<_> = store.set_aside("q").into_iter().map(|record| record.text).collect();
        assert_eq!(aside, ["{\"name\": \"a\", \"cha", "annan skada"]);
        assert_eq!(store.list("q").len(), 1);
        store.discard(&store.set_aside("q")[0]);
        assert_eq!(store.set_aside("q").len(), 1);
    }

    #[test]
    fn a_damaged_record_is_found_by_the_first_look() {
        let device = Shared::default();
        device.memory.set("vattenpass:/:assessment:q:k", "skada").unwrap();
        assert_eq!(tab(&device).set_aside("q").len(), 1);
    }

    #[test]
    fn a_damaged_record_stays_where_it_is_when_there_is_no_room_to_move_it() {
        let device = Shared::default();
        device.memory.set("vattenpass:/:assessment:q:k", "skada").unwrap();
        device.full.set(true);
        assert!(tab(&device).list("q").is_empty());
        assert_eq!(device.get("vattenpass:/:assessment:q:k").as_deref(), Some("skada"));
    }

    #[test]
    fn several_assessments_lie_side_by_side_and_each_tab_keeps_to_its_own() {
        let device = Shared::default();
        let store = tab(&device);
        let mut spring = store.create(assessment("Våren"), "k1", true);
        store.change(&mut spring, answer("1", "ja"), "2");
        let mut autumn = store.create(assessment("Hösten"), "k2", true);
        store.change(&mut autumn, answer("1", "nej"), "3");
        let names: Vec<_> = store.list("q").into_iter().map(|kept| kept.assessment.name).collect();
        assert_eq!(names, ["Hösten", "Våren"], "the one changed last first");
        let opened = store.open(spring.key()).unwrap();
        assert_eq!(opened.assessment.name, "Våren");
        assert_eq!(store.current("q").unwrap().assessment.name, "Våren");
        assert_eq!(tab(&device).current("q").unwrap().assessment.name, "Hösten");
    }

    #[test]
    fn a_tab_that_has_begun_a_new_one_does_not_fall_back_on_an_older() {
        let device = Shared::default();
        let store = tab(&device);
        let mut old = store.create(assessment("Våren"), "k1", true);
        store.change(&mut old, answer("1", "ja"), "2");
        let new = store.create(assessment("Hösten"), "k2", true);
        store.remember(&new);
        assert!(store.current("q").is_none(), "a reload before the first answer begins anew");
        assert_eq!(tab(&device).current("q").unwrap().assessment.name, "Våren");
    }

    #[test]
    fn not_asked_to_keep_means_that_nothing_is_written() {
        let device = Shared::default();
        let store = tab(&device);
        let mut open = store.create(assessment("a"), "k", false);
        store.change(&mut open, answer("1", "ja"), "2");
        assert!(device.keys().is_empty());
        assert_eq!(chosen(&open, "1").as_deref(), Some("ja"));
        assert!(store.refresh(&mut open) == Presence::There && open.is_at_risk());
    }

    #[test]
    fn what_another_tab_has_deleted_is_not_brought_back() {
        let device = Shared::default();
        let (store, mut open) = begun(&device);
        tab(&device).delete(open.key());
        assert_eq!(store.refresh(&mut open), Presence::Deleted);
        // The event may be missed, and something answered before it comes.
        assert_eq!(store.change(&mut open, answer("2", "nej"), "3"), Presence::Deleted);
        assert!(device.keys().is_empty(), "nothing is written");
        let mut new = store.orphan(open, assessment("b"), "l", "3").expect("an answer waits");
        assert_eq!((chosen(&new, "1"), chosen(&new, "2").as_deref()), (None, Some("nej")), "only what came after");
        store.change(&mut new, answer("3", "ja"), "4");
        assert!(device.keys().is_empty() && new.is_at_risk(), "not before the respondent asks for it");
        store.keep(&mut new, "5");
        assert_eq!(new.keeping, SaveState::Saved);
        let again = tab(&device).current("q").unwrap();
        assert_eq!(["2", "3"].map(|q| chosen(&again, q).unwrap()), ["nej", "ja"]);
    }

    #[test]
    fn an_emptied_storage_takes_no_answers_and_gets_none_back_unasked() {
        let device = Shared::default();
        let (store, mut open) = begun(&device);
        device.remove(open.key());
        store.has_been_emptied(&mut open);
        assert_eq!(store.refresh(&mut open), Presence::There);
        store.change(&mut open, answer("2", "nej"), "3");
        assert!(device.keys().is_empty() && open.is_at_risk());
        store.keep(&mut open, "4");
        let again = tab(&device).current("q").unwrap();
        assert_eq!(["1", "2"].map(|q| chosen(&again, q).unwrap()), ["ja", "nej"]);
    }

    #[test]
    fn nothing_typed_means_nothing_to_begin_with() {
        let store = tab(&Shared::default());
        let mut open = store.create(assessment("a"), "k", true);
        store.change(&mut open, answer("1", "ja"), "2");
        store.delete(open.key());
        assert_eq!(store.change(&mut open, Change::Position("2".into()), "3"), Presence::Deleted);
        assert!(store.orphan(open, assessment("b"), "l", "3").is_none());
    }

    #[test]
    fn what_waits_is_one_change_for_each_thing_that_was_changed() {
        let device = Shared::default();
        let (store, mut open) = begun(&device);
        device.full.set(true);
        for n in 0..100 {
            let note = AnswerField::Note(Some("x".repeat(n)));
            store.change(&mut open, Change::Answer("1".into(), note), "3");
            store.change(&mut open, answer("2", if n % 2 == 0 { "ja" } else { "nej" }), "3");
        }
        assert_eq!(open.waiting.len(), 2, "{:?}", open.waiting);
        // Meanwhile another tab has answered: both are there when there is room again.
        device.full.set(false);
        let other = tab(&device);
        other.change(&mut other.current("q").unwrap(), answer("3", "ja"), "4");
        store.change(&mut open, answer("4", "ja"), "5");
        assert_eq!(["1", "2", "3", "4"].map(|q| chosen(&open, q).unwrap()), ["ja", "nej", "ja", "ja"]);
        assert_eq!(open.assessment.answers.get("1").unwrap().note.as_ref().map(String::len), Some(99));
        assert!(open.waiting.is_empty());
    }

    #[test]
    fn a_field_of_an_answer_that_another_tab_has_changed_is_not_overwritten() {
        let device = Shared::default();
        let (one, two) = (tab(&device), tab(&device));
        let mut first = one.create(assessment("a"), "k", true);
        one.change(&mut first, answer("1", "ja"), "2");
        let mut second = two.current("q").unwrap();
        one.change(&mut first, answer("1", "nej"), "3");
        two.change(&mut second, Change::Answer("1".into(), AnswerField::Note(Some("n".into()))), "4");
        assert_eq!(chosen(&second, "1").as_deref(), Some("nej"), "the event was missed");
    }

    #[test]
    fn answers_migrate_as_they_are_stored_and_not_as_a_tab_remembers_them() {
        let device = Shared::default();
        let (one, two) = (tab(&device), tab(&device));
        let mut first = one.create(assessment("a"), "k", true);
        one.change(&mut first, answer("1", "ja"), "2");
        let mut second = two.current("q").unwrap();
        one.change(&mut first, answer("2", "nej"), "3");
        let value = engine::model::questionnaire::Questionnaire { id: "q".into(), ..Default::default() };
        let newer = std::sync::Arc::new(engine::encoding::content::Compiled { digest: "ny".into(), value });
        two.change(&mut second, Change::Migrate(newer), "4");
        assert_eq!(chosen(&second, "2").as_deref(), Some("nej"));
        assert_eq!(second.assessment.migrated.as_ref().unwrap().report.gone, ["1", "2"]);
    }

    #[test]
    fn what_a_newer_site_has_written_is_neither_damaged_nor_overwritten() {
        let device = Shared::default();
        let (store, mut open) = begun(&device);
        let newer = r#"{"format":"vattenpass-assessment-2","annat":1}"#;
        device.memory.set(open.key(), newer).unwrap();
        store.change(&mut open, answer("2", "nej"), "3");
        assert_eq!((open.keeping, chosen(&open, "2").as_deref()), (SaveState::Newer, Some("nej")));
        assert!(open.is_at_risk() && store.list("q").is_empty());
        let unread = store.set_aside("q");
        assert_eq!((unread.len(), unread[0].newer, unread[0].text.as_str()), (1, true, newer));
        assert_eq!(device.get(open.key()).as_deref(), Some(newer));
    }

    #[test]
    fn a_damaged_record_that_cannot_be_moved_is_not_overwritten() {
        let device = Shared::default();
        let (store, mut open) = begun(&device);
        device.memory.set(open.key(), "skada").unwrap();
        device.full.set(true);
        store.change(&mut open, answer("2", "nej"), "3");
        assert_eq!((open.keeping, device.get(open.key()).as_deref()), (SaveState::Full, Some("skada")));
        assert_eq!(store.set_aside("q").len(), 1, "it is offered as a file all the same");
        device.full.set(false);
        store.change(&mut open, answer("3", "ja"), "4");
        assert_eq!(open.keeping, SaveState::Saved);
        assert_eq!(["1", "2", "3"].map(|q| chosen(&open, q).unwrap()), ["ja", "nej", "ja"]);
    }

    #[test]
    fn a_change_to_another_assessment_leaves_the_one_being_worked_on() {
        let device = Shared::default();
        let store = tab(&device);
        let mut spring = store.create(assessment("Våren"), "k1", true);
        store.change(&mut spring, answer("1", "ja"), "2");
        let mut autumn = store.create(assessment("Hösten"), "k2", true);
        store.change(&mut autumn, answer("1", "nej"), "3");
        store.change_other(spring.key(), Change::Name("Vår".into()), "4");
        assert_eq!(store.current("q").unwrap().assessment.name, "Hösten");
        let names: Vec<_> = store.list("q").into_iter().map(|kept| kept.assessment.name).collect();
        assert_eq!(names, ["Hösten", "Vår"]);
        let unsaved = store.create(assessment("c"), "k3", false);
        let key = unsaved.key().to_owned();
        store.keep_unsaved(unsaved);
        store.change_other(&key, Change::Name("d".into()), "5");
        assert_eq!(store.open(&key).unwrap().assessment.name, "d");
        assert_eq!(device.keys().len(), 2, "what is not to be kept is not written");
    }

    #[test]
    fn an_address_names_an_assessment_by_the_first_digits_of_its_key() {
        let device = Shared::default();
        let store = tab(&device);
        let mut open = store.create(assessment("a"), "1a2b3c4d5e6f", true);
        store.change(&mut open, answer("1", "ja"), "2");
        assert_eq!(open.short_id(), "1a2b3c4d");
        assert_eq!(store.find("q", "1a2b3c4d").as_deref(), Some(open.key()));
        assert_eq!((store.find("q", "ffffffff"), store.find("annat", "1a2b3c4d")), (None, None));
        assert_eq!((store.count("q", Some(&open)), store.count("q", None)), (1, 1));
        let memory = store.create(assessment("b"), "99999999", false);
        assert_eq!(store.count("q", Some(&memory)), 2);
        store.keep_unsaved(memory);
        assert!(store.find("q", "99999999").is_some());
    }

    #[test]
    fn other_applications_on_the_origin_are_none_of_ours() {
        let store = tab(&Shared::default());
        assert!(store.owns(None) && store.owns(Some("vattenpass:/:assessment:q:k")));
        assert!(!store.owns(Some("annat")) && !store.owns(Some("vattenpass:/annan/:assessment:q:k")));
    }

    #[test]
    fn two_sites_on_one_origin_do_not_see_each_other() {
        let device = Shared::default();
        let here = tab(&device);
        let mut open = here.create(assessment("a"), "k", true);
        here.change(&mut open, answer("1", "ja"), "2");
        let there = Store::new(Box::new(device), Box::new(Memory::default()), JSON, "/annan/", false);
        assert!(there.list("q").is_empty());
    }
}
