//! What is only in memory: assessments that are on no device while another is worked on.

use std::cell::RefCell;

use engine::results::assessment::Assessment;

use crate::store::active::ActiveAssessment;
use crate::store::device::{Refused, Storage};

/// A storage in memory: for browsers that allow none, and for tests.
#[derive(Default)]
pub struct Memory(RefCell<Vec<(String, String)>>);

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

/// The assessments that are on no device and not being worked on either: another one took their place.
#[derive(Default)]
pub struct Unsaved(RefCell<Vec<ActiveAssessment>>);

impl Unsaved {
    /// Holds an assessment, if it is nowhere else.
    pub fn put(&self, active: ActiveAssessment) {
        if active.is_nowhere_else() {
            self.0.borrow_mut().push(active);
        }
    }

    /// Gives out the assessment under a key.
    pub fn take(&self, key: &str) -> Option<ActiveAssessment> {
        let mut all = self.0.borrow_mut();
        let at = all.iter().position(|active| active.key() == key)?;
        Some(all.swap_remove(at))
    }

    /// The assessment under a key.
    pub fn get(&self, key: &str) -> Option<Assessment> {
        self.0.borrow().iter().find(|active| active.key() == key).map(|active| active.assessment.clone())
    }

    /// The keys that begin so. `with_answers` leaves out those that would lose nothing.
    pub fn keys_in(&self, folder: &str, with_answers: bool) -> Vec<String> {
        let all = self.0.borrow();
        let own = all.iter().filter(|active| active.key().starts_with(folder));
        let own = own.filter(|active| !with_answers || active.is_at_risk());
        own.map(|active| active.key().to_owned()).collect()
    }

    /// Forgets the assessment under a key.
    pub fn delete(&self, key: &str) {
        self.0.borrow_mut().retain(|active| active.key() != key);
    }

    /// Whether closing the page would lose something.
    pub fn is_at_risk(&self) -> bool {
        self.0.borrow().iter().any(ActiveAssessment::is_at_risk)
    }
}
