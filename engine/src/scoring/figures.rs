//! What a score is made of: parts, each with its figure, its counts and the reasons for the figure.

use serde::{Deserialize, Deserializer, Serialize};

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
    /// Why the figure is what it is. Never read from a file: it is always computed again.
    #[serde(default, skip_serializing_if = "Vec::is_empty", skip_deserializing)]
    pub reasons: Vec<Reason>,
}

/// The figure of a part. Shares are 0 to 1, unrounded.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Figure {
    /// No result: nothing applicable has been answered, or this whole has no figure of its own.
    #[default]
    None,
    /// A share of the points.
    Share {
        /// `points / possible`.
        share: f64,
        /// The points given: each question's share of its full points, times its weight.
        points: f64,
        /// The points that could have been given: the sum of the weights.
        possible: f64,
    },
    /// The baseline gate.
    Baseline {
        /// Whether every applicable requirement is met.
        met: bool,
        /// How many requirements are fully met.
        fulfilled: u32,
        /// How many requirements are applicable and answered.
        applicable: u32,
        /// `fulfilled / applicable`.
        share: f64,
    },
    /// A cumulative level.
    Level {
        /// The level that the answers confirm; 0 is none.
        level: u8,
        /// The highest level there is to reach.
        highest: u8,
        /// The share of the points over all levels.
        share: f64,
        /// Whether the level is 0 only because something cannot be assessed or is not answered: no level is confirmed, and
        /// nothing has been said against one. [`Reason::NotConfirmed`] tells what.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unconfirmed: bool,
    },
    /// Right answers.
    Right {
        /// How many were right.
        right: u32,
        /// How many were answered.
        of: u32,
        /// `right / of`.
        share: f64,
    },
}

/// A figure as it stands in a file, all kinds in one. Serde's own way of reading tagged enums would cost the first visit
/// several kilobytes.
#[derive(Default, Deserialize)]
#[serde(default)]
struct FlatFigure {
    kind: String,
    share: f64,
    points: f64,
    possible: f64,
    met: bool,
    fulfilled: u32,
    applicable: u32,
    level: u8,
    highest: u8,
    unconfirmed: bool,
    right: u32,
    of: u32,
}

impl<'de> Deserialize<'de> for Figure {
    /// An unknown kind is no figure. The file's score then disagrees with ours, and that is reported.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let flat = FlatFigure::deserialize(deserializer)?;
        let FlatFigure { share, points, possible, met, fulfilled, applicable, .. } = flat;
        let FlatFigure { level, highest, unconfirmed, right, of, .. } = flat;
        Ok(match flat.kind.as_str() {
            "share" => Figure::Share { share, points, possible },
            "baseline" => Figure::Baseline { met, fulfilled, applicable, share },
            "level" => Figure::Level { level, highest, share, unconfirmed },
            "right" => Figure::Right { right, of, share },
            _ => Figure::None,
        })
    }
}

impl Figure {
    /// The figure as a share from 0 to 1, if there is a figure.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        match *self {
            Figure::None => None,
            Figure::Share { share, .. }
            | Figure::Baseline { share, .. }
            | Figure::Level { share, .. }
            | Figure::Right { share, .. } => Some(share),
        }
    }

    /// How far up its own scale the figure is, from 0 to 1: its level of the highest level, or its share. `None` if there
    /// is no figure, or a level that is not confirmed.
    #[must_use]
    pub fn fraction(&self) -> Option<f64> {
        match *self {
            Figure::Level { unconfirmed: true, .. } => None,
            Figure::Level { level, highest, .. } => Some(f64::from(level) / f64::from(highest.max(1))),
            Figure::None | Figure::Share { .. } | Figure::Baseline { .. } | Figure::Right { .. } => self.share(),
        }
    }

    /// The highest level there is to reach, if it is a level.
    #[must_use]
    pub fn highest(&self) -> Option<u8> {
        match *self {
            Figure::Level { highest, .. } => Some(highest),
            Figure::None | Figure::Share { .. } | Figure::Baseline { .. } | Figure::Right { .. } => None,
        }
    }

    /// Whether two figures are the same, but for the last digits of a division. `unconfirmed` is not compared: older files
    /// lack it.
    #[must_use]
    pub fn agrees_with(&self, other: &Figure) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        match (*self, *other) {
            (Figure::None, Figure::None) => true,
            (
                Figure::Share { share: a, points: p, possible: m },
                Figure::Share { share: b, points: q, possible: n },
            ) => near(a, b) && near(p, q) && near(m, n),
            (
                Figure::Baseline { met: a, fulfilled: f, applicable: m, .. },
                Figure::Baseline { met: b, fulfilled: g, applicable: n, .. },
            ) => a == b && f == g && m == n,
            (
                Figure::Level { level: a, highest: m, share: s, .. },
                Figure::Level { level: b, highest: n, share: t, .. },
            ) => a == b && m == n && near(s, t),
            (Figure::Right { right: a, of: m, .. }, Figure::Right { right: b, of: n, .. }) => a == b && m == n,
            (
                Figure::None
                | Figure::Share { .. }
                | Figure::Baseline { .. }
                | Figure::Level { .. }
                | Figure::Right { .. },
                _,
            ) => false,
        }
    }
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

    /// The share of "vet inte" among the questions that count, 0 to 1. `None` if none counts.
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
    /// The statements that keep every level from being confirmed. `None` if a level is confirmed, or known not to be reached.
    pub(super) fn not_confirmed(&self) -> Option<&[String]> {
        let reason = self.reasons.iter().find(|reason| matches!(reason, Reason::NotConfirmed { .. }));
        reason.map(Reason::questions)
    }
}

/// A part of a whole as it is to be shown, where `step` is the smallest difference that is shown. Only nothing is shown as
/// nothing, and only the whole as the whole: 0.998 of 1 in steps of 0.01 is 0.99, which no rounding makes 1.
///
/// Rounding itself is left to whoever writes the number.
#[must_use]
pub fn to_show(part: f64, whole: f64, step: f64) -> f64 {
    // What a sum of shares may be off by.
    let noise = 1e-9 * whole.max(1.0);
    if part <= noise {
        0.0
    } else if part >= whole - noise {
        whole
    } else {
        part.min(whole - step).max(step)
    }
}
