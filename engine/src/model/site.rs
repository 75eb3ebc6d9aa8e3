//! What the municipality decides about its own site: `content/site.toml`.

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::model::lang::Bilingual;
use crate::model::rich_text::Block;

/// The site as the municipality has set it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The municipality's name, in the page's head.
    pub name: Bilingual,
    /// The logo's file beside `site.toml`; empty for the spirit level.
    pub logo: String,
    /// The accent colour on light ground, `#rrggbb`; empty for the product's own.
    pub accent: String,
    /// The accent colour on dark ground, `#rrggbb`; empty for the product's own.
    pub accent_dark: String,
    /// Whom to ask: what stands in the page's foot.
    pub contact: Contact,
    /// The languages, the first one for those who come without having chosen.
    pub languages: Vec<Lang>,
    /// The questionnaires' ids, in the order of the start page.
    pub questionnaires: Vec<String>,
    /// How the start page groups them; those in no group come last.
    pub groups: Vec<QuestionnaireGroup>,
    /// The ids of the source documents that have a page of their own, `content/<language>/om/<id>.md`.
    pub sources: Vec<String>,
    /// The ids of the documents that results fill, `content/<language>/dokument/<id>.md`, in order.
    pub documents: Vec<String>,
    /// The units a respondent can choose between; empty for a free field.
    pub units: Vec<String>,
    /// From how many people on a group, and its medians, may be shown; at least 3.
    pub group_threshold: u32,
    /// From how many people on it may be shown how their answers are spread; at least 3.
    pub group_spread_threshold: u32,
    /// Where a significant incident is reported. The NIS2 questionnaires name it.
    pub incident_recipient: Bilingual,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: Bilingual::default(),
            logo: String::new(),
            accent: String::new(),
            accent_dark: String::new(),
            contact: Contact::default(),
            languages: Lang::ALL.into(),
            questionnaires: Vec::new(),
            groups: Vec::new(),
            sources: Vec::new(),
            documents: Vec::new(),
            units: Vec::new(),
            group_threshold: 5,
            group_spread_threshold: 8,
            incident_recipient: Bilingual::default(),
        }
    }
}

/// Questionnaires that belong together on the start page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QuestionnaireGroup {
    /// What stands above them, such as who answers them.
    pub name: Bilingual,
    /// Their ids, in order.
    pub questionnaires: Vec<String>,
}

/// Whom to ask about the site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// The function, not a person: "Informationssäkerhetssamordnaren".
    pub name: Bilingual,
    /// An e-mail address; may be empty.
    pub email: String,
    /// A telephone number; may be empty.
    pub phone: String,
}

/// A page of text: `content/<language>/om/<page>.md`, or a document's template: `content/<language>/dokument/<id>.md`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Page {
    /// The page's heading.
    pub title: String,
    /// The text.
    pub blocks: Vec<Block>,
}
