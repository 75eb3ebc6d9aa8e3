//! One result as a group counts it: nothing that anybody wrote.

use serde::{Deserialize, Serialize};

use crate::model::answers::{Answer, Answers};
use crate::results::code::ResultCode;
use crate::results::result_file::ResultFile;
use crate::results::status::Status;
use crate::results::structure::Structure;

/// A result without its texts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// The result's random id: 32 hexadecimal digits, or the first eight of them, from a code.
    pub id: String,
    /// When an answer was last changed: RFC 3339, UTC; from a code, the day alone.
    pub dated: String,
    /// Whether the respondent has finished. A code says nothing of it: it comes after the last question.
    pub status: Status,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The digest of the structure it was answered with, or of its Markdown in files of before 0.3.
    pub version: String,
    /// The unit; empty if there is none.
    pub unit: String,
    /// The id of the role; empty if there is none.
    pub role: String,
    /// The answers: choices and numbers.
    pub answers: Answers,
}

impl Entry {
    /// A result file without its texts.
    #[must_use]
    pub fn of_file(file: &ResultFile) -> Self {
        let wordless = |answer: &Answer| Answer { text: None, typed: None, note: None, ..answer.clone() };
        Self {
            id: file.id.clone(),
            dated: file.dated().to_owned(),
            status: file.status,
            questionnaire: file.questionnaire.id.clone(),
            version: file.structure.clone().unwrap_or_else(|| file.questionnaire.digest.clone()),
            unit: file.unit.clone().unwrap_or_default().trim().to_owned(),
            role: file.role.clone().unwrap_or_default(),
            answers: file.answers.iter().map(|(id, answer)| (id, wordless(answer))).collect(),
        }
    }

    /// What a code holds. `structures` are those that are known, and `units` is the municipality's list. `None` if it was
    /// answered with none of the structures.
    #[must_use]
    pub fn of_code(code: &ResultCode, structures: &[Structure], units: &[String]) -> Option<Self> {
        let structure = structures.iter().find(|structure| code.is_of(structure))?;
        Some(Self {
            id: format!("{:08x}", code.nonce),
            dated: code.day.to_string(),
            status: Status::Final,
            questionnaire: code.questionnaire.clone(),
            version: structure.digest(),
            unit: code.unit(units).unwrap_or_default().to_owned(),
            role: code.role(structure).unwrap_or_default().to_owned(),
            answers: code.answers(structure)?,
        })
    }

    /// The year it was answered in; 0 if it says none.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.dated.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default()
    }

    /// The day it was answered, UTC, such as `2026-11-22`.
    #[must_use]
    pub fn day(&self) -> &str {
        self.dated.get(..10).unwrap_or(&self.dated)
    }

    /// Whether it is from a code.
    #[must_use]
    pub fn is_of_code(&self) -> bool {
        self.id.len() == 8
    }
}
