//! What becomes of answers when their questionnaire changes: to another version or language of it.

use serde::{Deserialize, Serialize};

use crate::model::answers::{Answer, AnswerState, Answers};
use crate::model::questionnaire::{Question, QuestionKind, Questionnaire};
use crate::scoring::flow;

/// What became of the answers when their questionnaire changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Migrated {
    /// What changed.
    pub report: MigrationReport,
    /// Whether the respondent has read it.
    pub read: bool,
}

/// What became of the answers when they met another version of their questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MigrationReport {
    /// How many answers found their question.
    #[serde(skip)]
    pub matched: usize,
    /// Old and new id of questions that have changed theirs.
    pub renamed: Vec<(String, String)>,
    /// Ids of answers whose question is no longer asked, in their order. They are kept but count in nothing.
    pub gone: Vec<String>,
    /// Ids of questions whose chosen choice no longer exists. They count as unanswered.
    pub choice_gone: Vec<String>,
    /// Ids of questions whose number is outside what they allow now. They count as unanswered.
    pub out_of_range: Vec<String>,
    /// Ids of questions that are asked now and were not answered: perhaps new.
    #[serde(skip)]
    pub unanswered: Vec<String>,
}

impl MigrationReport {
    /// How many answers do not mean what they meant.
    #[must_use]
    pub fn count(&self) -> usize {
        self.renamed.len() + self.gone.len() + self.choice_gone.len() + self.out_of_range.len()
    }

    /// Whether every answer means what it meant.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.count() == 0
    }
}

/// Migrates answers to a questionnaire that may have changed since they were given. Nothing is dropped.
#[must_use]
pub fn migrate(questionnaire: &Questionnaire, given: &Answers) -> (Answers, MigrationReport) {
    let mut report = MigrationReport::default();
    let mut answers = Answers::default();
    let successor = |old: &str| questionnaire.questions().find(|q| q.formerly.iter().any(|f| f == old));
    // First those under their own id: a renamed question never overwrites an answer already given to it.
    let (known, unknown): (Vec<_>, Vec<_>) = given.iter().partition(|(id, _)| questionnaire.question(id).is_some());
    for (id, answer) in known {
        answers.set(id, answer.clone());
        report.matched += 1;
    }
    for (id, answer) in unknown {
        match successor(id).filter(|question| answers.get(&question.id).is_none()) {
            Some(question) => {
                answers.set(&question.id, answer.clone());
                report.renamed.push((id.to_owned(), question.id.clone()));
            }
            None => {
                answers.set(id, answer.clone());
                report.gone.push(id.to_owned());
            }
        }
    }
    for question in flow::shown(questionnaire, &answers) {
        if has_lost_choice(question, answers.get(&question.id)) {
            report.choice_gone.push(question.id.clone());
        } else if is_out_of_range(question, answers.get(&question.id)) {
            report.out_of_range.push(question.id.clone());
        } else if answers.state(question) == AnswerState::Unanswered {
            report.unanswered.push(question.id.clone());
        }
    }
    (answers, report)
}

fn is_out_of_range(question: &Question, answer: Option<&Answer>) -> bool {
    match &question.kind {
        QuestionKind::Number(field) => {
            answer.and_then(|answer| answer.number.as_ref()).is_some_and(|number| !field.allows(number))
        }
        QuestionKind::Single(_) | QuestionKind::Several(_) | QuestionKind::Text => false,
    }
}

fn has_lost_choice(question: &Question, answer: Option<&Answer>) -> bool {
    answer.is_some_and(|answer| match &question.kind {
        QuestionKind::Single(_) | QuestionKind::Several(_) => {
            answer.choices.iter().any(|id| question.choice(id).is_none())
        }
        // The question was once of another kind.
        QuestionKind::Text | QuestionKind::Number(_) => !answer.choices.is_empty(),
    })
}
