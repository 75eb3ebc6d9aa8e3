//! What a device keeps of one respondent's work.

use serde::{Deserialize, Serialize};

use crate::answers::{Answer, Answers};
use crate::result::{OpenError, QuestionnaireRef, Status};

/// What the records are called that this program writes, with their version.
pub const FORMAT: &str = "vattenpass-assessment-1";

/// One assessment as it is kept on a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// What kind of record it is: [`FORMAT`].
    pub format: String,
    /// The random id its result files carry: 32 hexadecimal digits.
    pub id: String,
    /// What the respondent calls it. Stays on the device: it may be a person's name.
    pub name: String,
    /// When an answer, or what it says of the respondent, was last changed: RFC 3339, UTC.
    pub changed: String,
    /// The question the respondent was last at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Whether the respondent has finished.
    pub status: Status,
    /// What is being answered.
    pub questionnaire: QuestionnaireRef,
    /// The unit the respondent answers for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The id of the role the respondent answers in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The answers so far, also those on paths not taken.
    pub answers: Answers,
    /// The plan, packed ([`crate::plan::Plan::pack`]): the part of the site for a first visit carries it along unread.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
}

/// One change to an assessment: what two tabs can make side by side without losing each other's.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The answer to a question.
    Answer(String, Answer),
    /// Which question is being read.
    Position(String),
    /// What the assessment is called.
    Name(String),
    /// The unit answered for.
    Unit(Option<String>),
    /// The role answered in.
    Role(Option<String>),
    /// Whether it is finished.
    Status(Status),
    /// The plan, packed.
    Plan(String),
    /// The answers as they fit another version or language of the questionnaire.
    Fitted(QuestionnaireRef, Answers),
    /// Everything: the assessment is new on this device.
    New(Box<Assessment>),
}

impl Assessment {
    /// An assessment without answers. `id` must be random, `now` is RFC 3339, UTC.
    #[must_use]
    pub fn new(questionnaire: QuestionnaireRef, id: String, name: String, now: String) -> Self {
        Self {
            format: FORMAT.to_owned(),
            id,
            name,
            changed: now,
            position: None,
            status: Status::Draft,
            questionnaire,
            unit: None,
            role: None,
            answers: Answers::default(),
            plan: String::new(),
        }
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// The record is damaged, or a newer version of the site has written it.
    pub fn read(text: &str) -> Result<Self, OpenError> {
        let kept: Self = serde_json::from_str(text).map_err(|error| OpenError::damaged(&error))?;
        if kept.format == FORMAT { Ok(kept) } else { Err(OpenError::NotOurs) }
    }

    /// The text to keep.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Cannot fail, as in `ResultFile::to_json`.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Makes one change, at a time given as RFC 3339, UTC. Only what is answered, and as whom, makes it newer: last
    /// year's result stays last year's when it is opened, read or planned on.
    pub fn apply(&mut self, change: &Change, now: &str) {
        if matches!(change, Change::Answer(..) | Change::Unit(_) | Change::Role(_) | Change::Status(_)) {
            now.clone_into(&mut self.changed);
        }
        match change.clone() {
            Change::Answer(question, answer) => self.answers.set(&question, answer),
            Change::Position(question) => self.position = Some(question),
            Change::Name(name) => self.name = name,
            Change::Unit(unit) => self.unit = unit,
            Change::Role(role) => self.role = role,
            Change::Status(status) => self.status = status,
            Change::Plan(plan) => self.plan = plan,
            Change::Fitted(questionnaire, answers) => {
                self.questionnaire = questionnaire;
                self.answers = answers;
            }
            Change::New(assessment) => *self = *assessment,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_answers_make_it_newer() {
        let mut kept = Assessment::new(QuestionnaireRef::default(), "i".into(), "n".into(), "2025".into());
        let old = kept.clone();
        for change in [
            Change::Position("1".into()),
            Change::Name("x".into()),
            Change::Plan("p".into()),
            Change::New(Box::new(old)),
        ] {
            kept.apply(&change, "2026");
            assert_eq!(kept.changed, "2025", "{change:?}");
        }
        kept.apply(&Change::Status(Status::Final), "2026");
        assert_eq!(kept.changed, "2026");
    }

    #[test]
    fn what_is_kept_reads_back_and_what_is_newer_is_refused() {
        let questionnaire = QuestionnaireRef { id: "q".into(), ..QuestionnaireRef::default() };
        let mut kept = Assessment::new(questionnaire, "i".into(), "Hösten".into(), "t".into());
        kept.apply(&Change::Answer("2".into(), Answer::choosing(["nej"])), "2026-11-22T10:00:00Z");
        let text = kept.to_json();
        let again = Assessment::read(&text).unwrap();
        assert_eq!(again, kept);
        assert_eq!(again.changed, "2026-11-22T10:00:00Z");
        assert_eq!(Assessment::read(&text.replace(FORMAT, "vattenpass-assessment-9")), Err(OpenError::NotOurs));
        assert!(matches!(Assessment::read(&text[..40]), Err(OpenError::Damaged { .. })));
    }
}
