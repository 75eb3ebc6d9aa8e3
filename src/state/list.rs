//! The assessments of a questionnaire: what there is, and the acts on it (begin, resume, rename, delete).

use engine::encoding::content::Compiled;
use engine::model::questionnaire::Questionnaire;
use engine::results::assessment::{Assessment, Change};
use engine::results::questionnaire_ref::QuestionnaireRef;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{format, random};
use crate::route::Step;
use crate::state::{AppState, Notice};
use crate::store::{ActiveAssessment, Quarantined, SHORT_ID, SavedAssessment, Store};

impl AppState {
    /// An assessment without answers, with a name and an address that no other has.
    pub(super) fn blank(self, questionnaire: &Compiled<Questionnaire>, keep: bool) -> ActiveAssessment {
        let (assessment, key) = self.nameless(QuestionnaireRef::to(questionnaire));
        self.store.with_value(|store| store.create(assessment, &key, keep))
    }

    /// An assessment that only the site has named, and a key for it.
    pub(super) fn nameless(self, questionnaire: QuestionnaireRef) -> (Assessment, String) {
        let names: Vec<String> =
            untrack(|| self.list(&questionnaire.id)).into_iter().map(|kept| kept.assessment.name).collect();
        let free = |name: &String| !names.contains(name);
        // Of one more number than there are names, one is free.
        let name = (names.len() + 1..).map(|n| Texts(questionnaire.language).default_name(n)).find(free);
        let is_taken =
            |key: &str| self.store.with_value(|store| store.find(&questionnaire.id, &key[..SHORT_ID]).is_some());
        let mut key = random::id();
        while is_taken(&key) {
            key = random::id();
        }
        (Assessment::new(questionnaire, random::id(), name.unwrap_or_default(), format::now()), key)
    }

    /// Makes a new assessment the active one.
    pub fn begin(self, questionnaire: &Compiled<Questionnaire>, keep: bool) {
        let open = self.blank(questionnaire, keep);
        self.store.with_value(|store| store.remember(&open));
        self.put(open);
        self.notice.set(None);
    }

    /// Makes an assessment of the list the active one, unless it is.
    pub fn resume(self, key: &str) {
        if self.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.key() == key)) {
            return;
        }
        if let Some(open) = self.store.with_value(|store| store.open(key)) {
            self.put(open);
            self.notice.set(None);
        }
    }

    fn is_open(self, key: &str) -> bool {
        self.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.key() == key))
    }

    /// Renames an assessment. Which one is being worked on stays as it is.
    pub fn rename(self, key: &str, name: String) {
        if self.is_open(key) {
            self.change(Change::Name(name));
        } else {
            self.store.with_value(|store| store.change_other(key, Change::Name(name), &format::now()));
            self.stored.update(|n| *n += 1);
        }
    }

    /// Deletes an assessment of a questionnaire for good. If it is the one being worked on, the way leads to the front
    /// page.
    pub fn delete(self, questionnaire: &str, key: &str) {
        let was_open = self.is_open(key);
        self.store.with_value(|store| store.delete(key));
        if was_open {
            self.open.set(None);
        }
        self.notice.set(Some(Notice::Deleted { questionnaire: questionnaire.to_owned(), elsewhere: false }));
        self.stored.update(|n| *n += 1);
        if was_open {
            self.go(questionnaire, Step::Front);
        }
    }

    /// The assessments of a questionnaire. What is being worked on but not on the device is the visitor's too, and comes first.
    #[must_use]
    pub fn list(self, questionnaire: &str) -> Vec<SavedAssessment> {
        self.stored.track();
        let mut list = self.store.with_value(|store| store.list(questionnaire));
        self.open.with(|open| {
            let is_own =
                |open: &&ActiveAssessment| open.assessment.questionnaire.id == questionnaire && open.is_at_risk();
            if let Some(open) = open.as_ref().filter(is_own) {
                list.retain(|kept| kept.key != open.key());
                list.insert(0, SavedAssessment { key: open.key().to_owned(), assessment: open.assessment.clone() });
            }
        });
        list
    }

    /// The stored records of a questionnaire that could not be read.
    #[must_use]
    pub fn set_aside(self, questionnaire: &str) -> Vec<Quarantined> {
        self.stored.track();
        self.store.with_value(|store| store.set_aside(questionnaire))
    }

    /// Takes away a record that could not be read.
    pub fn discard(self, record: &Quarantined) {
        self.store.with_value(|store| store.discard(record));
        self.stored.update(|n| *n += 1);
    }

    /// How many assessments a questionnaire has here. Cheap: none of them is read.
    #[must_use]
    pub fn count(self, questionnaire: &str) -> usize {
        self.stored.track();
        self.open.with(|open| self.store.with_value(|store| store.count(questionnaire, open.as_ref())))
    }

    /// Whether the browser allows no storage.
    #[must_use]
    pub fn is_blocked(self) -> bool {
        self.store.with_value(Store::is_blocked)
    }
}
