//! A group's results as rows, one for each answer: for the coordinator's own desk, and for programs that count by themselves.
//! Nothing that anybody wrote is in them, but they are of single persons: they are not for sharing.

use serde::{Deserialize, Serialize};

use crate::group::entry::Entry;
use crate::group::items::{Item, ItemKind, classes_of};
use crate::model::answers::{Answer, Answers};
use crate::model::decimal::Decimal;
use crate::model::questionnaire::Questionnaire;
use crate::results::status::Status;

/// How many results a workbook of working material holds. Spreadsheet programs take more; a browser has no memory for it.
pub const MOST_IN_WORKBOOK: usize = 20_000;

/// The first line of a file of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Always `vattenpass-rows`.
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// What the file is and is not for, to whoever opens it.
    pub note: String,
}

impl Head {
    /// What `format` says.
    pub const FORMAT: &str = "vattenpass-rows";
    /// What `version` says.
    pub const VERSION: u32 = 1;
}

/// An answer of a result. A question where several choices are chosen has a row for each; one that was shown and not
/// answered has one without a choice and a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The result's random id.
    pub result: String,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The digest of the structure that the answers are to.
    pub version: String,
    /// The day of the result, UTC, such as `2026-11-22`.
    pub day: String,
    /// Whether the respondent has finished.
    pub status: Status,
    /// The unit; empty for those who gave none.
    pub unit: String,
    /// The id of the role; empty for those who gave none.
    pub role: String,
    /// Whether it is the joint answer of a function, and no person's.
    pub joint: bool,
    /// The question's id.
    pub question: String,
    /// The id of the choice.
    #[serde(default)]
    pub choice: Option<String>,
    /// The number.
    #[serde(default)]
    pub number: Option<Decimal>,
}

impl Row {
    /// The names of the columns, in order.
    pub const COLUMNS: [&str; 11] = [
        "result",
        "questionnaire",
        "version",
        "day",
        "status",
        "unit",
        "role",
        "joint",
        "question",
        "choice",
        "number",
    ];

    /// The rows of a result, with its answers to the questionnaire as it is now, whose structure has the digest `version`.
    #[must_use]
    pub fn of(
        questionnaire: &Questionnaire,
        items: &[Item],
        version: &str,
        entry: &Entry,
        answers: &Answers,
        joint: bool,
    ) -> Vec<Self> {
        let mut rows = Vec::new();
        let row = |question: &str, choice: Option<String>, number: Option<Decimal>| Self {
            result: entry.id.clone(),
            questionnaire: questionnaire.id.clone(),
            version: version.to_owned(),
            day: entry.day().to_owned(),
            status: entry.status,
            unit: entry.unit.clone(),
            role: entry.role.clone(),
            joint,
            question: question.to_owned(),
            choice,
            number,
        };
        for (item, classes) in items.iter().zip(classes_of(questionnaire, items, answers)) {
            let (ItemKind::Question, Some(classes)) = (item.kind, classes) else { continue };
            if classes.is_empty() {
                rows.push(row(&item.id, None, None));
            }
            for class in classes {
                let choice = item.classes.get(class).cloned();
                let number = answers.get(&item.id).and_then(|answer| answer.number.clone());
                rows.push(row(&item.id, choice.clone(), number.filter(|_| choice.is_none())));
            }
        }
        rows
    }

    /// The row as JSON, on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Cannot fail: every key is a string.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether the row is of the same result as an entry.
    pub(super) fn is_of(&self, entry: &Entry) -> bool {
        self.result == entry.id && self.questionnaire == entry.questionnaire && self.day == entry.dated
    }

    /// The result that begins with this row.
    pub(super) fn entry(&self) -> Entry {
        Entry {
            id: self.result.clone(),
            dated: self.day.clone(),
            status: self.status,
            questionnaire: self.questionnaire.clone(),
            version: self.version.clone(),
            unit: self.unit.clone(),
            role: self.role.clone(),
            answers: Answers::default(),
        }
    }

    /// Adds the row's answer to those of its result.
    pub(super) fn add_to(self, answers: &mut Answers) {
        let mut answer = answers.get(&self.question).cloned().unwrap_or_default();
        answer.choices.extend(self.choice);
        answers.set(&self.question, Answer { number: self.number.or(answer.number), ..answer });
    }
}
