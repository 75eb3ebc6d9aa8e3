//! The result file: what a respondent downloads, sends, and opens again.
//!
//! `dist/schema/result-1.json` is made from these types. Reading never trusts the file: the score is computed anew.
//! Answers that the questionnaire no longer asks for are kept and reported.

use std::mem;

use serde::{Deserialize, Serialize};

use crate::encoding::digest::sha256;
use crate::model::answers::{Answer, Answers};
use crate::model::diagnostic::line_and_column;
use crate::model::id::is_id;
use crate::model::questionnaire::Questionnaire;
use crate::results::assessment::Assessment;
use crate::results::migration::{Migrated, MigrationReport, migrate};
use crate::results::open_error::{MAX_ANSWERS, MAX_BYTES, MAX_LIST, OpenError, VERSION};
use crate::results::plan::Plan;
use crate::results::questionnaire_ref::QuestionnaireRef;
use crate::results::status::Status;
use crate::results::structure::Structure;
use crate::scoring::flow;
use crate::scoring::{self, Part, Score};

/// The `format` of every result file.
pub const FORMAT: &str = "vattenpass-result";

/// A result file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Vattenpass result file, version 1"))]
pub struct ResultFile {
    /// Always `vattenpass-result`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = FORMAT)))]
    pub format: String,
    /// The version of the format: 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = VERSION)))]
    pub version: u32,
    /// A random id of its own, so that the same result is not counted twice: 32 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
    pub id: String,
    /// Whether the respondent has finished.
    pub status: Status,
    /// When the file was made: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub time: String,
    /// When an answer was last changed: RFC 3339, UTC. The result is of this day, whenever the file was made; where it is
    /// missing, `time` stands for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub answered: Option<String>,
    /// What was answered.
    pub questionnaire: QuestionnaireRef,
    /// The SHA-256 of the questionnaire's structure ([`Structure::digest`]), as 64 hexadecimal digits: the same in every
    /// language, and while only words change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub structure: Option<String>,
    /// The unit the respondent answered for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The id of the role the respondent answered in. Never a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The answers, keyed by question id.
    pub answers: Answers,
    /// Where the respondent wants to be, and what is to be done.
    #[serde(default, skip_serializing_if = "Plan::is_empty")]
    pub plan: Plan,
    /// The score of the answers.
    pub score: Score,
}

impl ResultFile {
    /// Reads a file, whatever it holds.
    ///
    /// # Errors
    /// Why the file cannot be opened. Then nothing of it has been used.
    pub fn read(bytes: &[u8]) -> Result<Self, OpenError> {
        if bytes.len() > MAX_BYTES {
            return Err(OpenError::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let (line, column) = line_and_column(&String::from_utf8_lossy(bytes), error.valid_up_to());
            OpenError::NotJson { line, column }
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: serde_json::Result<Self> = serde_json::from_str(text);
        // Looked at only if it may be none of ours: a group reads a hundred thousand that are.
        if !file.as_ref().is_ok_and(|file| file.format == FORMAT && file.version <= VERSION) {
            check_head(text)?;
        }
        let mut file = file.map_err(|error| OpenError::damaged(&error))?;
        // The site fetches the questionnaire by this id. It fetches nothing by question ids: they may be of any version.
        if !is_id(&file.questionnaire.id) {
            return Err(OpenError::NoQuestionnaire);
        }
        if file.has_too_many() {
            return Err(OpenError::TooMany);
        }
        let plan = mem::take(&mut file.plan).tidy().identified(&file.id, &file.questionnaire.id);
        Ok(Self { plan, ..file })
    }

    fn has_too_many(&self) -> bool {
        let Self { answers, plan, score, .. } = self;
        let lists = [plan.targets.len(), plan.actions.len(), score.sections.len(), score.indices.len()];
        let choices = answers.iter().map(|(_, answer)| answer.choices.len());
        answers.len() > MAX_ANSWERS || lists.into_iter().chain(choices).any(|n| n > MAX_LIST)
    }

    /// The file's text.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Cannot fail: every key is a string, and numbers are finite (`NumberField::allows`). If one were not, reading
        // would refuse the empty text.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The file that a respondent gets, at a time given as RFC 3339, UTC: the answers to what is shown and to what is no
    /// longer asked, the plan of the assessment ([`Plan::of`]), and the score.
    ///
    /// An answer on a path not taken stays in the browser: the respondent has taken it back.
    #[must_use]
    pub fn of(assessment: &Assessment, plan: Plan, questionnaire: &Questionnaire, time: String) -> Self {
        let Assessment { id, answered, status, questionnaire: of, unit, role, answers, .. } = assessment.clone();
        let shown = flow::shown(questionnaire, &answers);
        let keeps = |id: &str| questionnaire.question(id).is_none() || shown.iter().any(|q| q.id == id);
        let sent = answers.iter().filter(|(id, _)| keeps(id)).map(|(id, a)| (id, a.clone())).collect();
        let score = scoring::score(questionnaire, &answers);
        let (format, version) = (FORMAT.to_owned(), VERSION);
        Self {
            format,
            version,
            id,
            status,
            time,
            answered,
            questionnaire: of,
            structure: Some(Structure::of(questionnaire).digest()),
            // The assessment keeps it as it was typed. A blank one is no unit.
            unit: unit.map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty()),
            role,
            answers: sent,
            plan,
            score,
        }
    }

    /// The day of the result, RFC 3339, UTC: when an answer was last changed.
    #[must_use]
    pub fn dated(&self) -> &str {
        self.answered.as_deref().unwrap_or(&self.time)
    }

    /// Whether two files are of the same result: one assessment, with the same answers. One may have been opened and saved
    /// again.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.id == other.id && self.dated() == other.dated()
    }

    /// The name to save the file under, with the day of the result ([`ResultFile::dated`]), such as `2026-11-22`.
    #[must_use]
    pub fn file_name(&self, date: &str) -> String {
        format!("vattenpass-{}-{date}.json", self.questionnaire.id)
    }

    /// The file that can be shared: without anything that the respondent wrote, and with the unit only if `with_unit`.
    ///
    /// Its id is another one, but the same each time. So the two files cannot be matched by a glance at their ids, and
    /// whoever gets the same share twice sees that it is the same. Its times are days: `day` gives the day of a time where
    /// the reader is, such as `2026-11-22`.
    #[must_use]
    pub fn shared(mut self, with_unit: bool, day: impl Fn(&str) -> String) -> Self {
        self.id = shared_id(&self.id);
        for time in std::iter::once(&mut self.time).chain(&mut self.answered) {
            *time = format!("{}T00:00:00Z", day(time));
        }
        self.unit = self.unit.filter(|_| with_unit);
        self.plan = Plan::default();
        let wordless = |answer: &Answer| Answer { text: None, typed: None, note: None, ..answer.clone() };
        self.answers = self.answers.iter().map(|(id, answer)| (id, wordless(answer))).collect();
        self
    }
}

/// Whether a text is a result file of a version that can be read, by what every version has had and will have.
fn check_head(text: &str) -> Result<(), OpenError> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u64,
    }
    let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => OpenError::NotOurs,
        _ => OpenError::NotJson { line: error.line(), column: error.column() },
    })?;
    if head.format != FORMAT {
        return Err(OpenError::NotOurs);
    }
    if head.version > u64::from(VERSION) {
        return Err(OpenError::Newer { version: head.version });
    }
    Ok(())
}

/// The id of the file to share that is made of the file with this id: 32 hexadecimal digits.
#[must_use]
pub fn shared_id(id: &str) -> String {
    sha256(format!("share {id}").as_bytes())[..32].to_owned()
}

/// A result file, opened with the questionnaire as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The file as an assessment, with its answers migrated to the questionnaire. It has no name yet.
    pub assessment: Assessment,
    /// What whoever opened it has to know.
    pub report: OpenReport,
}

/// What whoever opens a file has to know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenReport {
    /// Whether the file was made with a version of the questionnaire that asks something else, by the structure. Files of
    /// before 0.3 do not have it: there, whether the Markdown was another one.
    pub other_version: bool,
    /// What became of the answers.
    pub answers: MigrationReport,
    /// The parts where the file's score is not what its answers give now: the file's, then ours.
    pub disagreements: Vec<(Part, Part)>,
}

impl Opened {
    /// Migrates a file to the questionnaire, which `reference` names, and computes its score anew. `digests` are those of the
    /// questionnaire in every language: the language a file was answered in makes no other version of it.
    #[must_use]
    pub fn new(
        file: ResultFile,
        questionnaire: &Questionnaire,
        reference: QuestionnaireRef,
        digests: &[String],
    ) -> Self {
        let (answers, report) = migrate(questionnaire, &file.answers);
        let ours = scoring::score(questionnaire, &answers);
        let report = OpenReport {
            other_version: match &file.structure {
                Some(structure) => *structure != Structure::of(questionnaire).digest(),
                None => !digests.contains(&file.questionnaire.digest),
            },
            answers: report,
            disagreements: disagreements(&file.score, &ours),
        };
        let ResultFile { id, status, time, answered, unit, role, plan, .. } = file;
        let answered = answered.or_else(|| (!answers.is_empty()).then(|| time.clone()));
        let blank = Assessment { answered, ..Assessment::new(reference, id, String::new(), time) };
        let migrated = Migrated { report: report.answers.clone(), read: report.answers.is_clean() };
        let migrated = Some(migrated).filter(|migrated| !migrated.read);
        Self { assessment: Assessment { status, unit, role, answers, plan: plan.pack(), migrated, ..blank }, report }
    }
}

/// Only for parts that the questionnaire has: a file may hold any number of others.
fn disagreements(theirs: &Score, ours: &Score) -> Vec<(Part, Part)> {
    let pairs = |theirs: &[Part], ours: &[Part]| -> Vec<(Part, Part)> {
        let of = |id: &str| theirs.iter().find(|part| part.id == id);
        ours.iter().filter_map(|part| Some((of(&part.id)?.clone(), part.clone()))).collect()
    };
    let mut all = vec![(theirs.whole.clone(), ours.whole.clone())];
    all.extend(pairs(&theirs.sections, &ours.sections));
    all.extend(pairs(&theirs.indices, &ours.indices));
    all.retain(|(theirs, ours)| !theirs.figure.agrees_with(&ours.figure));
    all
}

/// The JSON Schema of the result file: `dist/schema/result-1.json`.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    crate::encoding::schema::schema_of::<ResultFile>()
}

#[cfg(test)]
mod tests;
