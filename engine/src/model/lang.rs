//! The two languages of the product.

use serde::{Deserialize, Serialize};

/// A language that a reader can choose. Swedish is the original, English its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Swedish, `sv`.
    #[default]
    Sv,
    /// English, `en`.
    En,
}

impl Lang {
    /// Both languages, the original first.
    pub const ALL: [Lang; 2] = [Lang::Sv, Lang::En];

    /// The language's code as in `content/<code>/` and `#/<code>/`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.pick("sv", "en")
    }

    /// The language with the code, if we have it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Lang> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The other language: where the language switch leads.
    #[must_use]
    pub fn other(self) -> Lang {
        self.pick(Lang::En, Lang::Sv)
    }

    /// The value that belongs to this language.
    #[must_use]
    pub fn pick<T>(self, sv: T, en: T) -> T {
        match self {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }
}

/// A text in both languages, for sentences that do not come from Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bilingual {
    /// The Swedish original.
    pub sv: String,
    /// The English translation.
    pub en: String,
}

impl Bilingual {
    /// Both texts.
    pub fn new(sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self { sv: sv.into(), en: en.into() }
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.sv, &self.en)
    }
}
