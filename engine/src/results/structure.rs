//! What of a questionnaire decides which answers it can hold: its ids, without a word of its texts.

use serde::{Deserialize, Serialize};

use crate::encoding::digest::sha256;
use crate::encoding::packing::pack;
use crate::model::questionnaire::{Question, QuestionKind, Questionnaire};

/// The ids of a questionnaire. They are the same in every language, and stay the same while only words change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structure {
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The ids of its roles, sorted.
    pub roles: Vec<String>,
    /// Its questions, sorted by id: their order in the questionnaire makes no difference.
    pub questions: Vec<Slot>,
}

/// A question, as far as its answer goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The question's id.
    pub id: String,
    /// What can be answered.
    pub kind: SlotKind,
}

/// What can be answered to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlotKind {
    /// One of the choices with these ids, sorted.
    Single(Vec<String>),
    /// Any number of the choices with these ids, sorted.
    Several(Vec<String>),
    /// Free text.
    Text,
    /// A number.
    Number,
}

impl Structure {
    /// The structure of a questionnaire.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire) -> Self {
        let mut questions: Vec<Slot> = questionnaire.questions().map(Slot::of).collect();
        questions.sort_by(|a, b| a.id.cmp(&b.id));
        let roles = sorted(questionnaire.roles.iter().map(|role| &role.id));
        Self { questionnaire: questionnaire.id.clone(), roles, questions }
    }

    /// Its SHA-256, as 64 hexadecimal digits: the same for every language, and for every version that asks the same.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(&pack(self))
    }
}

impl Slot {
    fn of(question: &Question) -> Self {
        let ids = || sorted(question.choices().iter().map(|choice| &choice.id));
        let kind = match &question.kind {
            QuestionKind::Single(_) => SlotKind::Single(ids()),
            QuestionKind::Several(_) => SlotKind::Several(ids()),
            QuestionKind::Text => SlotKind::Text,
            QuestionKind::Number(_) => SlotKind::Number,
        };
        Self { id: question.id.clone(), kind }
    }
}

fn sorted<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.cloned().collect();
    ids.sort();
    ids
}
