//! What a device keeps of one respondent's work.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use crate::encoding::content::Compiled;
use crate::model::answers::{AnswerField, Answers};
use crate::model::questionnaire::Questionnaire;
use crate::results::migration::{Migrated, migrate};
use crate::results::questionnaire_ref::QuestionnaireRef;
use crate::results::status::Status;

/// What the records are called, before their version.
const FORMAT_NAME: &str = "vattenpass-assessment-";
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
    /// When an answer, the unit or the role was last changed, or the status: RFC 3339, UTC.
    pub changed: String,
    /// When an answer was last changed: RFC 3339, UTC. `None` if none has been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<String>,
    /// The question the respondent was last at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Whether the respondent has finished.
    pub status: Status,
    /// The questionnaire that is being answered.
    pub questionnaire: QuestionnaireRef,
    /// The unit the respondent answers for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The id of the role the respondent answers in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The answers so far, also those on paths not taken.
    pub answers: Answers,
    /// The plan, packed ([`crate::results::plan::Plan::pack`]). The part of the site for a first visit carries it without
    /// the code to read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// What became of the answers when their questionnaire changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migrated: Option<Migrated>,
}

/// Why a stored record cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordError {
    /// It is no JSON, or a part of it cannot be read.
    Damaged,
    /// It is of another kind.
    NotOurs,
    /// A newer Vattenpass has written it.
    Newer {
        /// The record's version.
        version: u64,
    },
}

/// One change to an assessment. Each is a function of what is stored, never a copy of what one tab believes. So two tabs
/// can make changes side by side, and none is lost.
#[derive(Debug, Clone)]
pub enum Change {
    /// One field of the answer to a question.
    Answer(String, AnswerField),
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
    /// A change to the plan.
    Plan(PlanEdit),
    /// Another version or language of the questionnaire: the answers migrate to it.
    Migrate(Arc<Compiled<Questionnaire>>),
    /// The respondent has read what became of the answers.
    Read,
    /// Everything: the assessment is new on this device.
    New(Box<Assessment>),
}

/// A change to the packed plan. A later one with the same slot replaces it.
#[derive(Clone)]
pub struct PlanEdit {
    /// What it changes, such as one field of one action.
    pub slot: String,
    /// From the packed plan to the packed plan. A function, so that the part of the site for a first visit needs no code
    /// that reads plans.
    pub edit: Arc<dyn Fn(&str) -> String + Send + Sync>,
}

impl fmt::Debug for PlanEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.slot)
    }
}

impl Change {
    /// Whether this change overwrites an earlier one completely, so that the earlier one need not be kept.
    #[must_use]
    pub fn replaces(&self, earlier: &Change) -> bool {
        match self {
            Change::Answer(question, field) => {
                matches!(earlier, Change::Answer(of, before) if question == of && field.replaces(before))
            }
            Change::Position(_) => matches!(earlier, Change::Position(_)),
            Change::Name(_) => matches!(earlier, Change::Name(_)),
            Change::Unit(_) => matches!(earlier, Change::Unit(_)),
            Change::Role(_) => matches!(earlier, Change::Role(_)),
            Change::Status(_) => matches!(earlier, Change::Status(_)),
            Change::Plan(edit) => matches!(earlier, Change::Plan(before) if edit.slot == before.slot),
            Change::Migrate(_) | Change::Read | Change::New(_) => false,
        }
    }

    /// Whether it changes what is answered, or as whom.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        match self {
            Change::Answer(..) | Change::Unit(_) | Change::Role(_) => true,
            Change::Position(_)
            | Change::Name(_)
            | Change::Status(_)
            | Change::Plan(_)
            | Change::Migrate(_)
            | Change::Read
            | Change::New(_) => false,
        }
    }
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
            answered: None,
            position: None,
            status: Status::Draft,
            questionnaire,
            unit: None,
            role: None,
            answers: Answers::default(),
            plan: String::new(),
            migrated: None,
        }
    }

    /// Reads what was kept. `json` gives the record as a JSON reader has parsed it. Which reader is up to the caller: in
    /// the browser it is the browser's own.
    ///
    /// # Errors
    /// The record is damaged, or a newer version of the site has written it.
    pub fn read_from<'de, D: Deserializer<'de>>(json: impl Fn() -> D) -> Result<Self, RecordError> {
        /// What every version has had and will have.
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        // Most records are of this version: they are read once.
        let read = Self::deserialize(json()).ok();
        let format = match &read {
            Some(kept) => kept.format.clone(),
            None => Head::deserialize(json()).map_err(|_| RecordError::Damaged)?.format,
        };
        if format == FORMAT {
            let mut kept = read.ok_or(RecordError::Damaged)?;
            // Records older than `answered` know only when anything was changed.
            if kept.answered.is_none() && !kept.answers.is_empty() {
                kept.answered = Some(kept.changed.clone());
            }
            return Ok(kept);
        }
        let version = format.strip_prefix(FORMAT_NAME).and_then(|version| version.parse().ok());
        Err(version.map_or(RecordError::NotOurs, |version| RecordError::Newer { version }))
    }

    /// The day of its result: when an answer was last changed, or before that, when it was begun. RFC 3339, UTC.
    #[must_use]
    pub fn dated(&self) -> &str {
        self.answered.as_deref().unwrap_or(&self.changed)
    }

    /// Makes one change, at a time given as RFC 3339, UTC. Only what is answered, and as whom, makes it newer: last
    /// year's result stays last year's when it is opened, read or planned on.
    pub fn apply(&mut self, change: &Change, now: &str) {
        if change.is_answer() || matches!(change, Change::Status(_)) {
            now.clone_into(&mut self.changed);
        }
        if change.is_answer() {
            // The assessment has changed since it was finalised.
            self.status = Status::Draft;
        }
        match change.clone() {
            Change::Answer(question, field) => {
                self.answers.change(&question, field);
                self.answered = Some(now.to_owned());
            }
            Change::Position(question) => self.position = Some(question),
            Change::Name(name) => self.name = name,
            Change::Unit(unit) => self.unit = unit,
            Change::Role(role) => self.role = role,
            Change::Status(status) => self.status = status,
            Change::Plan(PlanEdit { edit, .. }) => self.plan = edit(&self.plan),
            Change::Migrate(questionnaire) => self.migrate(&questionnaire),
            Change::Read => self.migrated.iter_mut().for_each(|migrated| migrated.read = true),
            Change::New(assessment) => *self = *assessment,
        }
    }

    /// Migrates the answers to the questionnaire as it is now, and keeps the report until the respondent has read it.
    fn migrate(&mut self, questionnaire: &Compiled<Questionnaire>) {
        let now = QuestionnaireRef::to(questionnaire);
        if self.questionnaire == now {
            return;
        }
        let (answers, mut report) = migrate(&questionnaire.value, &self.answers);
        (self.questionnaire, self.answers) = (now, answers);
        let before = self.migrated.take().unwrap_or_default();
        // What has been read once is not to be read again at each change of language.
        let is_new = |now: &[String], before: &[String]| now.iter().any(|id| !before.contains(id));
        let read = before.read
            && report.renamed.is_empty()
            // There may be very many of these, in order.
            && report.gone.iter().all(|id| before.report.gone.binary_search(id).is_ok())
            && !is_new(&report.choice_gone, &before.report.choice_gone)
            && !is_new(&report.out_of_range, &before.report.out_of_range);
        report.renamed.splice(..0, before.report.renamed);
        self.migrated = (!report.is_clean()).then_some(Migrated { report, read });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Section};

    fn read(text: &str) -> Result<Assessment, RecordError> {
        let json: serde_json::Value = serde_json::from_str(text).map_err(|_| RecordError::Damaged)?;
        Assessment::read_from(|| &json)
    }

    fn written(assessment: &Assessment) -> String {
        serde_json::to_string(assessment).unwrap()
    }

    fn answer(question: &str, choice: &str) -> Change {
        Change::Answer(question.into(), AnswerField::Choices(vec![choice.into()]))
    }

    #[test]
    fn only_answers_make_it_newer() {
        let mut kept = Assessment::new(QuestionnaireRef::default(), "i".into(), "n".into(), "2025".into());
        let old = kept.clone();
        let edit = PlanEdit { slot: "p".into(), edit: Arc::new(|_| "p".to_owned()) };
        for change in [
            Change::Position("1".into()),
            Change::Name("x".into()),
            Change::Plan(edit),
            Change::Read,
            Change::New(Box::new(old)),
        ] {
            kept.apply(&change, "2026");
            assert_eq!(kept.changed, "2025", "{change:?}");
        }
        kept.apply(&Change::Status(Status::Final), "2026");
        assert_eq!(kept.changed, "2026");
    }

    #[test]
    fn a_result_is_of_the_day_of_its_last_answer() {
        let mut kept = Assessment::new(QuestionnaireRef::default(), "i".into(), "n".into(), "2024".into());
        assert_eq!(kept.dated(), "2024");
        kept.apply(&answer("1", "ja"), "2025");
        for change in [
            Change::Unit(Some("u".into())),
            Change::Role(None),
            Change::Status(Status::Final),
            Change::Name("x".into()),
        ] {
            kept.apply(&change, "2026");
            assert_eq!(kept.dated(), "2025", "{change:?}");
        }
        let older = written(&kept).replace("\"answered\":\"2025\",", "");
        let mut older = read(&older).unwrap();
        assert_eq!(older.dated(), "2026", "it knows no better");
        older.apply(&Change::Status(Status::Draft), "2027");
        assert_eq!(older.dated(), "2026");
    }

    #[test]
    fn what_is_changed_after_it_was_finalised_is_a_draft() {
        let blank = Assessment::new(QuestionnaireRef::default(), "i".into(), "n".into(), "2025".into());
        let after = |change: &Change| {
            let mut kept = Assessment { status: Status::Final, ..blank.clone() };
            kept.apply(change, "2026");
            kept.status
        };
        for change in [answer("1", "ja"), Change::Unit(None), Change::Role(Some("chef".into()))] {
            assert_eq!(after(&change), Status::Draft, "{change:?}");
        }
        for change in [Change::Name("x".into()), Change::Position("1".into()), Change::Read] {
            assert_eq!(after(&change), Status::Final, "{change:?}");
        }
    }

    #[test]
    fn a_later_change_takes_the_place_of_the_one_it_leaves_nothing_of() {
        let note = Change::Answer("1".into(), AnswerField::Note(Some("n".into())));
        let typed = Change::Answer("1".into(), AnswerField::Typed("cirka 2".into()));
        let number = Change::Answer("1".into(), AnswerField::Number(None));
        assert!(answer("1", "ja").replaces(&answer("1", "nej")) && number.replaces(&typed));
        assert!(!answer("1", "ja").replaces(&answer("2", "ja")) && !answer("1", "ja").replaces(&note));
        assert!(!typed.replaces(&number), "the number before stays");
        let plan = |slot: &str| Change::Plan(PlanEdit { slot: slot.into(), edit: Arc::new(str::to_owned) });
        assert!(plan("a").replaces(&plan("a")) && !plan("a").replaces(&plan("b")));
    }

    #[test]
    fn what_a_changed_questionnaire_does_to_the_answers_is_kept_until_it_is_read() {
        let choice = |id: &str| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Plain };
        let questionnaire = |digest: &str, questions: &[(&str, &str)]| {
            let question = |(id, formerly): &(&str, &str)| Question {
                id: (*id).into(),
                formerly: vec![(*formerly).into()],
                kind: QuestionKind::Single(vec![choice("ja"), choice("nej")]),
                ..Question::default()
            };
            let section = Section { questions: questions.iter().map(question).collect(), ..Section::default() };
            let value = Questionnaire { id: "q".into(), sections: vec![section], ..Questionnaire::default() };
            Change::Migrate(Arc::new(Compiled { digest: digest.into(), value }))
        };
        let mut kept = Assessment::new(QuestionnaireRef::default(), "i".into(), "n".into(), "2025".into());
        kept.apply(&answer("a", "ja"), "2025");
        kept.apply(&answer("b", "nej"), "2025");
        kept.apply(&questionnaire("1", &[("a", ""), ("b", "")]), "2026");
        assert_eq!(kept.migrated, None, "nothing to report");
        let changed = questionnaire("2", &[("c", "a")]);
        kept.apply(&changed, "2026");
        let migrated = kept.migrated.clone().unwrap();
        assert_eq!(
            (migrated.read, migrated.report.renamed.len(), migrated.report.gone.as_slice()),
            (false, 1, &["b".to_owned()][..])
        );
        assert_eq!(kept.changed, "2025");
        let again = read(&written(&kept)).unwrap();
        assert_eq!(again, kept, "a reload forgets nothing");
        kept.apply(&Change::Read, "2026");
        kept.apply(&questionnaire("3", &[("c", "a")]), "2026");
        assert!(kept.migrated.as_ref().unwrap().read, "another language reports nothing anew");
        kept.apply(&questionnaire("4", &[("d", "")]), "2026");
        let migrated = kept.migrated.clone().unwrap();
        assert_eq!((migrated.read, migrated.report.gone.len()), (false, 2), "what is lost anew is reported anew");
    }

    #[test]
    fn what_is_kept_reads_back_and_newer_and_damaged_records_are_different_errors() {
        let questionnaire = QuestionnaireRef { id: "q".into(), ..QuestionnaireRef::default() };
        let mut kept = Assessment::new(questionnaire, "i".into(), "Hösten".into(), "t".into());
        kept.apply(&answer("2", "nej"), "2026-11-22T10:00:00Z");
        let text = written(&kept);
        let again = read(&text).unwrap();
        assert_eq!(again, kept);
        assert_eq!(again.changed, "2026-11-22T10:00:00Z");
        let newer = Err(RecordError::Newer { version: 9 });
        assert_eq!(read(&text.replace(FORMAT, "vattenpass-assessment-9")), newer);
        assert_eq!(read(r#"{"format":"vattenpass-assessment-9","other":{}}"#), newer);
        assert_eq!(read(r#"{"format":"annat"}"#), Err(RecordError::NotOurs));
        assert_eq!(read(&text[..40]), Err(RecordError::Damaged));
    }
}
