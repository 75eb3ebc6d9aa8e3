//! Which questionnaire, version and language an assessment or a result file belongs to.

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::encoding::content::Compiled;
use crate::model::questionnaire::Questionnaire;

/// Which questionnaire was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionnaireRef {
    /// The questionnaire's id: as the author's file is named.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")))]
    pub id: String,
    /// The author's version.
    pub version: String,
    /// The language it was answered in.
    pub language: Lang,
    /// The SHA-256 of its Markdown, as 64 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub digest: String,
}

impl QuestionnaireRef {
    /// How a result file names this questionnaire.
    #[must_use]
    pub fn to(questionnaire: &Compiled<Questionnaire>) -> Self {
        let Questionnaire { id, version, language, .. } = &questionnaire.value;
        let digest = questionnaire.digest.clone();
        Self { id: id.clone(), version: version.clone(), language: *language, digest }
    }
}
