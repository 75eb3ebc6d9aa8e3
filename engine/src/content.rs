//! The compiled forms of content: what the build writes beside each Markdown file so that the first visit need not read
//! Markdown. A compiled form counts only while its digest is that of the file beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::questionnaire::Questionnaire;
use crate::rich_text::plain_text;
use crate::site::Site;

/// Something read from a content file, with the digest of the file it was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compiled<T> {
    /// The SHA-256 of the file.
    pub digest: String,
    /// What was read from it.
    pub value: T,
}

/// The compiled form of `site.toml`, with what the start page tells of each questionnaire.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Index {
    /// The site's settings.
    pub site: Site,
    /// The questionnaires that were there when the site was built, by language code and id.
    pub summaries: BTreeMap<String, BTreeMap<String, Compiled<Summary>>>,
}

impl Index {
    /// What was known of a questionnaire when the site was built.
    #[must_use]
    pub fn summary(&self, lang: Lang, id: &str) -> Option<&Compiled<Summary>> {
        self.summaries.get(lang.code())?.get(id)
    }
}

/// What the start page tells of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What it is called.
    pub title: String,
    /// The text under its title, without formatting.
    pub about: String,
    /// Who answers it.
    pub audience: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
}

impl From<&Questionnaire> for Summary {
    fn from(questionnaire: &Questionnaire) -> Self {
        Self {
            title: questionnaire.title.clone(),
            about: plain_text(&questionnaire.intro),
            audience: questionnaire.audience.clone(),
            minutes: questionnaire.minutes,
        }
    }
}
