//! What a score is made of: parts, each with its figure and the reasons for it.

use serde::{Deserialize, Serialize};

use super::figure::Figure;

/// The score of an assessment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Score {
    /// The whole questionnaire.
    pub whole: Part,
    /// The sections that hold scored questions, in order.
    pub sections: Vec<Part>,
    /// The figures of their own, such as satisfaction, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indices: Vec<Part>,
}

/// One figure with what it rests on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// The id of the questionnaire, the section or the index it is about.
    pub id: String,
    /// The figure.
    pub figure: Figure,
    /// Whether scored questions remain unanswered, so that the figure may change.
    pub preliminary: bool,
    /// How the scored questions stand.
    pub counts: Counts,
    /// The highest level that anything applicable states; 0 where nothing does. Never in a file.
    #[serde(skip)]
    pub applicable_level: u8,
    /// Why the figure is what it is. Never read from a file: what is shown is always computed anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty", skip_deserializing)]
    pub reasons: Vec<Reason>,
}

/// How the scored questions of a part stand; each is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Answered with a choice that has points.
    pub answered: u32,
    /// "Ej tillämpligt".
    pub not_applicable: u32,
    /// "Vet inte".
    pub dont_know: u32,
    /// "Kan inte bedömas".
    #[serde(default)]
    pub cannot_assess: u32,
    /// Not answered.
    pub unanswered: u32,
}

impl Counts {
    /// Whether anything that is counted is applicable.
    #[must_use]
    pub fn any_applicable(&self) -> bool {
        Self { not_applicable: 0, ..*self } != Self::default()
    }

    /// The share of "vet inte" among the questions that count, 0 to 1; nothing where none counts.
    #[must_use]
    pub fn dont_know_share(&self) -> Option<f64> {
        let counting = self.answered + self.dont_know;
        (counting > 0).then(|| f64::from(self.dont_know) / f64::from(counting))
    }
}

/// Why a figure is what it is. Ids are question ids, but for those of sections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// These statements stand between the level reached and the next one.
    Capped {
        /// The level that was not reached.
        level: u8,
        /// The statements missing for it.
        questions: Vec<String>,
    },
    /// These statements cannot be assessed or are not answered, so no level is confirmed.
    NotConfirmed {
        /// For the whole: the ids of the sections they stand in.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        sections: Vec<String>,
        /// The statements in the way of the lowest level that may hold.
        questions: Vec<String>,
    },
    /// These requirements of the baseline are not met.
    Gaps {
        /// The requirements.
        questions: Vec<String>,
    },
    /// These answers gave less than full points.
    NotFull {
        /// The questions.
        questions: Vec<String>,
    },
    /// The whole is at the level of these sections, the lowest.
    LowestSection {
        /// The sections' ids.
        sections: Vec<String>,
    },
    /// These are not applicable and left out.
    NotApplicable {
        /// The questions.
        questions: Vec<String>,
    },
    /// These cannot be assessed: left out of the share, and no level or baseline that asks for them is confirmed.
    CannotAssess {
        /// The questions.
        questions: Vec<String>,
    },
    /// These were answered "vet inte" and count 0.
    DontKnow {
        /// The questions.
        questions: Vec<String>,
    },
    /// These have not been answered, so the figure is preliminary.
    Unanswered {
        /// The questions.
        questions: Vec<String>,
    },
}

impl Reason {
    /// The questions the reason is about.
    #[must_use]
    pub fn questions(&self) -> &[String] {
        match self {
            Reason::Capped { questions, .. }
            | Reason::NotConfirmed { questions, .. }
            | Reason::Gaps { questions }
            | Reason::NotFull { questions }
            | Reason::NotApplicable { questions }
            | Reason::CannotAssess { questions }
            | Reason::DontKnow { questions }
            | Reason::Unanswered { questions } => questions,
            Reason::LowestSection { .. } => &[],
        }
    }
}

impl Part {
    /// The statements for want of which no level is confirmed, if that is so.
    pub(super) fn not_confirmed(&self) -> Option<&[String]> {
        let reason = self.reasons.iter().find(|reason| matches!(reason, Reason::NotConfirmed { .. }));
        reason.map(Reason::questions)
    }
}
