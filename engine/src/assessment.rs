//! What a device keeps of one respondent's work: a result file that is still being made.

use serde::{Deserialize, Serialize};

use crate::answers::Answer;
use crate::result::{OpenError, ResultFile};

/// One assessment as it is kept on a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// What the respondent calls it. Stays on the device: it may be a person's name.
    pub name: String,
    /// When it was last changed: RFC 3339, UTC.
    pub changed: String,
    /// The question the respondent was last at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// The result so far, without its score.
    pub file: ResultFile,
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
    Status(crate::result::Status),
    /// The whole file: its answers were fitted to a new version of the questionnaire.
    File(Box<ResultFile>),
}

impl Assessment {
    /// Reads what was kept.
    ///
    /// # Errors
    /// As [`ResultFile::read`]: the record is damaged, or a newer version of the site has written it.
    pub fn read(text: &str) -> Result<Self, OpenError> {
        let kept: Self = serde_json::from_str(text).map_err(|error| OpenError::damaged(&error))?;
        if kept.file.version > crate::result::VERSION {
            return Err(OpenError::Newer { version: kept.file.version.into() });
        }
        Ok(kept)
    }

    /// The text to keep.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Cannot fail, as in `ResultFile::to_json`.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Makes one change, at a time given as RFC 3339, UTC.
    pub fn apply(&mut self, change: &Change, now: &str) {
        match change.clone() {
            Change::Answer(question, answer) => self.file.answers.set(&question, answer),
            Change::Position(question) => self.position = Some(question),
            Change::Name(name) => self.name = name,
            Change::Unit(unit) => self.file.unit = unit,
            Change::Role(role) => self.file.role = role,
            Change::Status(status) => self.file.status = status,
            Change::File(file) => self.file = *file,
        }
        now.clone_into(&mut self.changed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{FORMAT, VERSION};

    #[test]
    fn what_is_kept_reads_back_and_what_is_newer_is_refused() {
        let file = format!(
            r#"{{"format":"{FORMAT}","version":{VERSION},"id":"x","status":"draft","time":"t","questionnaire":{{"id":"q","version":"1","language":"sv","digest":"d"}},"answers":{{"1":{{"choices":["ja"]}}}}}}"#
        );
        let text = format!(r#"{{"name":"Hösten","changed":"t","file":{file}}}"#);
        let mut kept = Assessment::read(&text).unwrap();
        kept.apply(&Change::Answer("2".into(), Answer::choosing(["nej"])), "2026-11-22T10:00:00Z");
        let again = Assessment::read(&kept.to_json()).unwrap();
        assert_eq!(again, kept);
        assert_eq!(again.changed, "2026-11-22T10:00:00Z");
        let newer = text.replace(r#""version":1,"id""#, r#""version":9,"id""#);
        assert_eq!(Assessment::read(&newer), Err(OpenError::Newer { version: 9 }));
        assert!(matches!(Assessment::read(&text[..40]), Err(OpenError::Damaged { .. })));
    }
}
