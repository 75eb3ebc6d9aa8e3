//! The assessments of a questionnaire: what there is, and the acts on it (begin, resume, rename, delete).

use std::sync::Arc;

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
    pub(super) fn blank(self, questionnaire: &Compiled<Questionnaire>, save: bool) -> ActiveAssessment {
        let (assessment, key) = self.nameless(QuestionnaireRef::to(questionnaire));
        self.store.with_value(|store| store.create(assessment, &key, save))
    }

    /// An assessment that only the site has named, and a key for it.
    pub(super) fn nameless(self, questionnaire: QuestionnaireRef) -> (Assessment, String) {
        let names: Vec<String> =
            untrack(|| self.list(&questionnaire.id)).into_iter().map(|saved| saved.assessment.name).collect();
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
    pub fn begin(self, questionnaire: &Compiled<Questionnaire>, save: bool) {
        let active = self.blank(questionnaire, save);
        self.store.with_value(|store| store.remember(&active));
        self.put(active);
        self.notice.set(None);
    }

    /// Makes the assessment with a name the active one. Begins it if there is none.
    pub fn enter_named(self, questionnaire: &Arc<Compiled<Questionnaire>>, name: &str) {
        let id = &questionnaire.value.id;
        let found = untrack(|| self.list(id)).into_iter().find(|saved| saved.assessment.name == name);
        match found {
            Some(saved) => self.resume(&saved.key),
            None => {
                self.begin(questionnaire, true);
                self.change(Change::Name(name.to_owned()));
            }
        }
        // Its answers migrate if the questionnaire has changed. It is there: no address names another.
        let _ = self.enter(questionnaire);
    }

    /// Makes an assessment of the list the active one, unless it is.
    pub fn resume(self, key: &str) {
        if self.active.with_untracked(|active| active.as_ref().is_some_and(|active| active.key() == key)) {
            return;
        }
        if let Some(active) = self.store.with_value(|store| store.open(key)) {
            self.put(active);
            self.notice.set(None);
        }
    }

    fn is_active(self, key: &str) -> bool {
        self.active.with_untracked(|active| active.as_ref().is_some_and(|active| active.key() == key))
    }

    /// Renames an assessment. Which one is being worked on stays as it is.
    pub fn rename(self, key: &str, name: String) {
        if self.is_active(key) {
            self.change(Change::Name(name));
        } else {
            self.store.with_value(|store| store.change_other(key, Change::Name(name), &format::now()));
            self.stored.update(|n| *n += 1);
        }
    }

    /// Deletes an assessment of a questionnaire for good. If it is the one being worked on, the way leads to the front
    /// page.
    pub fn delete(self, questionnaire: &str, key: &str) {
        let was_active = self.is_active(key);
        self.store.with_value(|store| store.delete(key));
        if was_active {
            self.active.set(None);
        }
        self.notice.set(Some(Notice::Deleted { questionnaire: questionnaire.to_owned(), elsewhere: false }));
        self.stored.update(|n| *n += 1);
        if was_active {
            self.go(questionnaire, Step::Front);
        }
    }

    /// The assessments of a questionnaire. What is being worked on but not on the device is the visitor's too, and comes first.
    #[must_use]
    pub fn list(self, questionnaire: &str) -> Vec<SavedAssessment> {
        self.stored.track();
        let mut list = self.store.with_value(|store| store.list(questionnaire));
        self.active.with(|active| {
            let is_own =
                |active: &&ActiveAssessment| active.assessment.questionnaire.id == questionnaire && active.is_at_risk();
            if let Some(active) = active.as_ref().filter(is_own) {
                list.retain(|saved| saved.key != active.key());
                list.insert(0, SavedAssessment { key: active.key().to_owned(), assessment: active.assessment.clone() });
            }
        });
        list
    }

    /// The assessment of a questionnaire that was answered last.
    #[must_use]
    pub fn newest(self, questionnaire: &str) -> Option<Assessment> {
        let later = |a: Assessment, b: Assessment| if a.dated() < b.dated() { b } else { a };
        self.list(questionnaire).into_iter().map(|saved| saved.assessment).reduce(later)
    }

    /// The stored records of a questionnaire that could not be read.
    #[must_use]
    pub fn quarantined(self, questionnaire: &str) -> Vec<Quarantined> {
        self.stored.track();
        self.store.with_value(|store| store.quarantined(questionnaire))
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
        self.active.with(|active| self.store.with_value(|store| store.count(questionnaire, active.as_ref())))
    }

    /// Whether the browser allows no storage.
    #[must_use]
    pub fn is_blocked(self) -> bool {
        self.store.with_value(Store::is_blocked)
    }
}
