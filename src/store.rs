//! Where assessments are kept. Answers are never lost: not by a full or blocked storage, a damaged record, or two tabs.
//!
//! Every change is written at once, as a change to what is stored and not to what this tab believes is stored, so that
//! two tabs can answer different questions of one assessment. What cannot be written waits and is tried again with the
//! next change.

use std::cell::RefCell;

use engine::assessment::{Assessment, Change};

/// The kinds of keys, as they stand after the site's prefix.
const ASSESSMENT: &str = "assessment:";
const SET_ASIDE: &str = "set-aside:";
const CURRENT: &str = "current:";
/// What stands before a parked assessment that the respondent wants on the device.
const KEEP: char = '+';

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

/// How safe the answers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// They are on the device.
    Kept,
    /// The respondent has asked that they be not.
    NotAsked,
    /// The browser allows no storage.
    Blocked,
    /// The storage is full.
    Full,
}

/// An assessment that is being worked on.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// The key it is stored under.
    key: String,
    /// The assessment as it is now.
    pub assessment: Assessment,
    /// How safe it is.
    pub keeping: Keeping,
    /// Changes that are not on the device yet.
    waiting: Vec<Change>,
}

/// A stored assessment, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The key to open it by.
    pub key: String,
    /// The assessment.
    pub assessment: Assessment,
}

/// A record that could not be read and was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Its key.
    pub key: String,
    /// What was stored, to the letter.
    pub text: String,
}

/// The assessments of one site.
pub struct Store {
    device: Box<dyn Storage>,
    /// Lives as long as the tab: which assessment it is working on.
    tab: Box<dyn Storage>,
    /// The app and the path of the site: several can share an origin.
    prefix: String,
    blocked: bool,
    /// What is not on the device and not on the desk either: another assessment took its place.
    parked: RefCell<Vec<Open>>,
    /// For each questionnaire, the key of the assessment that was on the desk last. Other than what the tab keeps, it
    /// also knows those that are not to be kept.
    last: Memory,
}

impl Store {
    /// A store over two storages. `blocked` says that they are only memory.
    #[must_use]
    pub fn new(device: Box<dyn Storage>, tab: Box<dyn Storage>, path: &str, blocked: bool) -> Self {
        Self {
            device,
            tab,
            prefix: format!("vattenpass:{path}:"),
            blocked,
            parked: RefCell::default(),
            last: Memory::default(),
        }
    }

    fn folder(&self, kind: &str, questionnaire: &str) -> String {
        format!("{}{kind}{questionnaire}:", self.prefix)
    }

    fn keys_in(&self, folder: &str) -> Vec<String> {
        self.device.keys().into_iter().filter(|key| key.starts_with(folder)).collect()
    }

    /// The stored assessments of a questionnaire, the one changed last first. What cannot be read is set aside.
    #[must_use]
    pub fn list(&self, questionnaire: &str) -> Vec<Kept> {
        let mut list: Vec<Kept> = Vec::new();
        let folder = self.folder(ASSESSMENT, questionnaire);
        let mut keys = self.keys_in(&folder);
        let parked = self.parked.borrow();
        let parked = |key: &str| parked.iter().find(|open| open.key == key);
        keys.retain(|key| parked(key).is_none());
        let is_own = |open: &&Open| open.key.starts_with(&folder) && open.is_at_risk();
        keys.extend(self.parked.borrow().iter().filter(is_own).map(|open| open.key.clone()));
        for key in keys {
            let assessment = parked(&key).map(|open| open.assessment.clone()).or_else(|| self.read(&key));
            if let Some(assessment) = assessment {
                let at = list.partition_point(|kept| kept.assessment.changed >= assessment.changed);
                list.insert(at, Kept { key, assessment });
            }
        }
        list
    }

    /// The records of a questionnaire that could not be read.
    #[must_use]
    pub fn set_aside(&self, questionnaire: &str) -> Vec<SetAside> {
        let keys = self.keys_in(&self.folder(SET_ASIDE, questionnaire));
        keys.into_iter().filter_map(|key| self.device.get(&key).map(|text| SetAside { key, text })).collect()
    }

    /// Takes a record away that was set aside.
    pub fn discard(&self, record: &SetAside) {
        self.device.remove(&record.key);
    }

    /// The record under a key. One that cannot be read is moved out of the way, so that nothing overwrites it.
    fn read(&self, key: &str) -> Option<Assessment> {
        let text = self.device.get(key)?;
        match Assessment::read(&text) {
            Ok(assessment) => Some(assessment),
            Err(_) => {
                let rest = key.strip_prefix(&self.prefix)?.strip_prefix(ASSESSMENT)?;
                let aside = format!("{}{SET_ASIDE}{rest}", self.prefix);
                let free = (0..).map(|n| format!("{aside}:{n}")).find(|key| self.device.get(key).is_none())?;
                // The old place is emptied only once the new one holds it; a full storage leaves it where it is.
                if self.device.set(&free, &text).is_ok() {
                    self.device.remove(key);
                }
                None
            }
        }
    }

    /// Opens a stored assessment, and remembers that this tab works on it.
    #[must_use]
    pub fn open(&self, key: &str) -> Option<Open> {
        let parked = self.parked.borrow().iter().position(|open| open.key == key);
        if let Some(at) = parked {
            return Some(self.parked.borrow_mut().swap_remove(at));
        }
        let assessment = self.read(key)?;
        let open = Open { key: key.to_owned(), assessment, keeping: self.normally(), waiting: Vec::new() };
        self.remember(&open);
        Some(open)
    }

    fn normally(&self) -> Keeping {
        if self.blocked { Keeping::Blocked } else { Keeping::Kept }
    }

    /// Remembers that this tab works on an assessment, also before its first change.
    pub fn remember(&self, open: &Open) {
        if open.keeping != Keeping::NotAsked {
            let folder = self.folder(CURRENT, &open.assessment.questionnaire.id);
            // Without it, a reload opens the assessment changed last: no answer hangs on it.
            let _ = self.tab.set(&folder, &open.key);
        }
    }

    /// The assessment this tab works on, or else the one changed last. Nothing if this tab has begun one that holds no
    /// answer yet.
    #[must_use]
    pub fn current(&self, questionnaire: &str) -> Option<Open> {
        let folder = self.folder(CURRENT, questionnaire);
        match self.last.get(&folder).or_else(|| self.tab.get(&folder)) {
            Some(key) => self.open(&key),
            None => self.open(&self.list(questionnaire).first()?.key),
        }
    }

    /// A new assessment. It is written with its first change. `key` must be random; `keep` is what the respondent asks.
    #[must_use]
    pub fn create(&self, assessment: Assessment, key: &str, keep: bool) -> Open {
        let key = format!("{}{key}", self.folder(ASSESSMENT, &assessment.questionnaire.id));
        self.adopt(key, assessment, keep)
    }

    /// An assessment that is not on the device: a new one, or one that was laid aside.
    fn adopt(&self, key: String, assessment: Assessment, keep: bool) -> Open {
        let keeping = if keep { self.normally() } else { Keeping::NotAsked };
        // Everything it already holds has yet to be written.
        let waiting = vec![Change::New(Box::new(assessment.clone()))];
        Open { key, assessment, keeping, waiting }
    }

    /// Lays an assessment aside that leaves the desk, if it is nowhere else.
    pub fn park(&self, open: Open) {
        let _ = self.last.set(&self.folder(CURRENT, &open.assessment.questionnaire.id), &open.key);
        if open.is_nowhere_else() {
            self.parked.borrow_mut().push(open);
        }
    }

    /// Whether closing the page would lose something that is laid aside.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        self.parked.borrow().iter().any(Open::is_at_risk)
    }

    /// What is laid aside, for the whole site.
    #[cfg(any(test, not(feature = "whole")))]
    #[must_use]
    pub fn parked(&self) -> Vec<(String, String)> {
        self.parked.borrow().iter().filter_map(Open::to_hand_over).collect()
    }

    /// Takes over what another part of the site has laid aside.
    pub fn take_over(&self, key: String, text: &str) {
        if let Ok(assessment) = Assessment::read(text.trim_start_matches(KEEP)) {
            let mut open = self.adopt(key, assessment, text.starts_with(KEEP));
            // It would not have been laid aside if there were room.
            if open.keeping == Keeping::Kept {
                open.keeping = Keeping::Full;
            }
            self.parked.borrow_mut().push(open);
        }
    }

    /// Makes a change and writes it, at a time given as RFC 3339, UTC.
    pub fn change(&self, open: &mut Open, change: Change, now: &str) {
        open.assessment.apply(&change, now);
        if open.keeping == Keeping::NotAsked {
            return;
        }
        open.waiting.push(change);
        let mut stored = self.read(&open.key).unwrap_or_else(|| open.assessment.clone());
        open.waiting.iter().for_each(|change| stored.apply(change, now));
        match self.device.set(&open.key, &stored.to_json()) {
            Ok(()) => {
                if matches!(open.waiting.first(), Some(Change::New(_))) {
                    self.remember(open);
                }
                open.assessment = stored;
                open.waiting.clear();
                open.keeping = self.normally();
            }
            Err(Refused) => open.keeping = if self.blocked { Keeping::Blocked } else { Keeping::Full },
        }
    }

    /// Takes in what another tab has written. Says whether the assessment is still there: `false` when it was deleted.
    pub fn refresh(&self, open: &mut Open) -> bool {
        if open.keeping == Keeping::NotAsked {
            return true;
        }
        match self.read(&open.key) {
            Some(mut stored) => {
                let now = stored.changed.clone();
                open.waiting.iter().for_each(|change| stored.apply(change, &now));
                open.assessment = stored;
                true
            }
            // Nothing of it has been stored yet, or what waits could not be: it lives on here.
            None => !open.waiting.is_empty(),
        }
    }

    /// Whether a storage event's key is this assessment's.
    #[must_use]
    pub fn concerns(open: &Open, key: &str) -> bool {
        open.key == key
    }

    /// Deletes an assessment for good.
    pub fn delete(&self, key: &str) {
        self.parked.borrow_mut().retain(|open| open.key != key);
        self.device.remove(key);
    }
}

impl Open {
    /// The key to delete or open it by.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Its key and text for another part of the site, if it is nowhere else. [`KEEP`] stands before the text of what the
    /// respondent wants on the device.
    #[cfg(any(test, not(feature = "whole")))]
    #[must_use]
    pub fn to_hand_over(&self) -> Option<(String, String)> {
        let keep = if self.keeping == Keeping::NotAsked { String::new() } else { KEEP.to_string() };
        self.is_nowhere_else().then(|| (self.key.clone(), keep + &self.assessment.to_json()))
    }

    /// Whether no device has it, or is to have it: an empty one too, which tells that its answers are not to be kept.
    fn is_nowhere_else(&self) -> bool {
        self.keeping == Keeping::NotAsked || self.is_at_risk()
    }

    /// Whether closing the page would lose answers.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        (self.keeping != Keeping::Kept || !self.waiting.is_empty()) && !self.assessment.answers.is_empty()
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

    use engine::answers::Answer;
    use engine::result::QuestionnaireRef;

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

    fn tab(device: &Shared) -> Store {
        Store::new(Box::new(device.clone()), Box::new(Memory::default()), "/", false)
    }

    fn assessment(name: &str) -> Assessment {
        let questionnaire = QuestionnaireRef { id: "q".into(), ..QuestionnaireRef::default() };
        Assessment::new(questionnaire, "i".into(), name.into(), "1".into())
    }

    fn answer(question: &str, choice: &str) -> Change {
        Change::Answer(question.into(), Answer::choosing([choice]))
    }

    fn chosen(open: &Open, question: &str) -> Option<String> {
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
        assert_eq!(again.keeping, Keeping::Kept);
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
        assert!(one.refresh(&mut first));
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
        store.park(open);
        store.park(store.create(assessment("tom"), "l", false));
        assert_eq!(store.parked().len(), 2, "an empty one tells that nothing is to be kept");
        assert!(store.is_at_risk());
        assert_eq!(store.list("q").iter().map(|kept| kept.key.as_str()).collect::<Vec<_>>(), [key.as_str()]);
        let empty = store.current("q").unwrap();
        assert_eq!((empty.keeping, empty.assessment.answers.is_empty()), (Keeping::NotAsked, true), "the last one");
        let open = store.open(&key).unwrap();
        assert_eq!((chosen(&open, "1").as_deref(), open.keeping), (Some("ja"), Keeping::NotAsked));
        assert!(!store.is_at_risk());
        store.park(open);
        store.delete(&key);
        assert!(store.list("q").is_empty());
    }

    #[test]
    fn a_full_storage_keeps_the_answers_here_and_writes_them_when_it_can() {
        let device = Shared::default();
        let store = tab(&device);
        let mut open = store.create(assessment("a"), "k", true);
        store.change(&mut open, answer("1", "ja"), "2");
        device.full.set(true);
        store.change(&mut open, answer("2", "nej"), "3");
        assert_eq!(open.keeping, Keeping::Full);
        assert!(open.is_at_risk());
        assert_eq!(chosen(&open, "2").as_deref(), Some("nej"));
        assert!(store.refresh(&mut open), "another tab's event loses nothing");
        assert_eq!(chosen(&open, "2").as_deref(), Some("nej"));
        device.full.set(false);
        store.change(&mut open, answer("3", "ja"), "4");
        assert_eq!(open.keeping, Keeping::Kept);
        let again = tab(&device).current("q").unwrap();
        assert_eq!(["1", "2", "3"].map(|q| chosen(&again, q).unwrap()), ["ja", "nej", "ja"]);
    }

    #[test]
    fn a_damaged_record_is_set_aside_and_never_overwritten() {
        let device = Shared::default();
        let store = tab(&device);
        let mut open = store.create(assessment("a"), "k", true);
        store.change(&mut open, answer("1", "ja"), "2");
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
        assert!(store.refresh(&mut open) && open.is_at_risk());
    }

    #[test]
    fn deleted_in_another_tab_is_told() {
        let device = Shared::default();
        let store = tab(&device);
        let mut open = store.create(assessment("a"), "k", true);
        store.change(&mut open, answer("1", "ja"), "2");
        tab(&device).delete(open.key());
        assert!(!store.refresh(&mut open));
    }

    #[test]
    fn two_sites_on_one_origin_do_not_see_each_other() {
        let device = Shared::default();
        let here = tab(&device);
        let mut open = here.create(assessment("a"), "k", true);
        here.change(&mut open, answer("1", "ja"), "2");
        let there = Store::new(Box::new(device), Box::new(Memory::default()), "/annan/", false);
        assert!(there.list("q").is_empty());
    }
}
