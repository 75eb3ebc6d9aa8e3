//! From answers to a score that explains itself.
//!
//! House rules (all kinds): a question that is not shown does not exist; "ej tillämpligt" leaves the denominator; "vet
//! inte" counts 0 and is told apart; "kan inte bedömas" leaves the denominator too, but confirms no level and no baseline;
//! unanswered is none of them, confirms as little, and makes the score preliminary; where nothing applicable has been
//! answered there is no figure, never 0. Nothing is rounded here.
//!
//! A score carries its explanation as data ([`Reason`]); whoever shows it makes the sentences.

mod baseline;
mod knowledge;
mod levels;
mod rating;
mod share;

pub use rating::Rating;

use serde::{Deserialize, Deserializer, Serialize};

use crate::answers::{Answers, Standing};
use crate::flow;
use crate::questionnaire::{Question, Questionnaire, ScoringKind, Section};

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
    /// A kind that is not known is no figure: then the file's score disagrees with ours, and that is told.
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

    /// How far up its own scale the figure is, from 0 to 1, if there is a figure: a level of the highest there is, or the
    /// share. A level that is not confirmed stands nowhere.
    #[must_use]
    pub fn height(&self) -> Option<f64> {
        match *self {
            Figure::Level { unconfirmed: true, .. } => None,
            Figure::Level { level, highest, .. } => Some(f64::from(level) / f64::from(highest.max(1))),
            _ => self.share(),
        }
    }

    /// The highest level there is to reach, if it is a level.
    fn highest(&self) -> Option<u8> {
        if let Figure::Level { highest, .. } = *self { Some(highest) } else { None }
    }

    /// Whether two figures say the same, but for the last digits of a division. Files older than `unconfirmed` call such
    /// a level 0.
    #[must_use]
    pub fn agrees_with(&self, other: &Figure) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        match (*self, *other) {
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
            (Figure::None, Figure::None) => true,
            _ => false,
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
    fn not_confirmed(&self) -> Option<&[String]> {
        let reason = self.reasons.iter().find(|reason| matches!(reason, Reason::NotConfirmed { .. }));
        reason.map(Reason::questions)
    }
}

/// A scored question that is shown, and how it stands.
#[derive(Debug, Clone, Copy)]
struct Statement<'q> {
    question: &'q Question,
    standing: Standing,
}

impl Statement<'_> {
    /// What it gives and could give, in points of its weight; nothing if it does not count.
    fn points(&self) -> Option<(f64, f64)> {
        let weight = self.question.weight;
        match self.standing {
            Standing::Answered(share) => Some((share * weight, weight)),
            Standing::DontKnow => Some((0.0, weight)),
            Standing::NotApplicable | Standing::CannotAssess | Standing::Unanswered => None,
        }
    }

    /// How far it is fulfilled; nothing if it is not applicable. What is not known fulfils nothing.
    fn rating(&self) -> Option<Rating> {
        match self.standing {
            Standing::Answered(share) => Some(Rating::from_share(share)),
            Standing::DontKnow | Standing::CannotAssess | Standing::Unanswered => Some(Rating::Not),
            Standing::NotApplicable => None,
        }
    }

    /// Whether nobody has said yet how far it is fulfilled.
    fn is_open(&self) -> bool {
        matches!(self.standing, Standing::CannotAssess | Standing::Unanswered)
    }

    fn id(&self) -> String {
        self.question.id.clone()
    }
}

/// The score of the answers. The same answers give the same score, whatever order they were given in.
#[must_use]
pub fn score(questionnaire: &Questionnaire, answers: &Answers) -> Score {
    let shown = flow::shown(questionnaire, answers);
    let statements = |wanted: &dyn Fn(&Question) -> bool| -> Vec<Statement<'_>> {
        let wanted = shown.iter().filter(|question| question.is_scored() && wanted(question));
        wanted.map(|question| Statement { question, standing: answers.standing(question) }).collect()
    };
    let in_section = |section: &Section, question: &Question| section.questions.iter().any(|q| q.id == question.id);

    let all = statements(&|question| question.index.is_none());
    let sections = questionnaire.sections.iter().filter_map(|section| {
        let own = statements(&|question| question.index.is_none() && in_section(section, question));
        (!own.is_empty()).then(|| part(&section.id, questionnaire, &own))
    });
    let sections: Vec<Part> = sections.collect();
    let indices = questionnaire.indices.iter().map(|index| {
        let own = statements(&|question| question.index.as_ref() == Some(&index.id));
        finished(&index.id, &own, share::figure(&own), share::reasons(&own))
    });
    let whole = match questionnaire.scoring.kind {
        ScoringKind::Levels => {
            let (figure, reasons) = levels::whole(&sections, &all);
            finished(&questionnaire.id, &all, figure, reasons)
        }
        ScoringKind::Percentages => finished(&questionnaire.id, &all, Figure::None, Vec::new()),
        _ => part(&questionnaire.id, questionnaire, &all),
    };
    Score { whole, indices: indices.collect(), sections }
}

/// The part that some statements make up, by the questionnaire's rule.
fn part(id: &str, questionnaire: &Questionnaire, statements: &[Statement<'_>]) -> Part {
    let (figure, reasons) = match questionnaire.scoring.kind {
        ScoringKind::Agreement | ScoringKind::Percentages => (share::figure(statements), share::reasons(statements)),
        ScoringKind::Baseline => baseline::figure(statements),
        ScoringKind::Levels => levels::figure(statements, questionnaire.scoring.gate),
        ScoringKind::Knowledge => (knowledge::figure(statements), share::reasons(statements)),
    };
    finished(id, statements, figure, reasons)
}

/// Adds what every kind tells: the counts, and the statements that were left out, not known or not answered.
fn finished(id: &str, statements: &[Statement<'_>], figure: Figure, mut reasons: Vec<Reason>) -> Part {
    let standing = |wanted: fn(Standing) -> bool| -> Vec<String> {
        statements.iter().filter(|s| wanted(s.standing)).map(Statement::id).collect()
    };
    let not_applicable = standing(|s| s == Standing::NotApplicable);
    let cannot_assess = standing(|s| s == Standing::CannotAssess);
    let dont_know = standing(|s| s == Standing::DontKnow);
    let unanswered = standing(|s| s == Standing::Unanswered);
    let counts = Counts {
        answered: count(standing(|s| matches!(s, Standing::Answered(_))).len()),
        not_applicable: count(not_applicable.len()),
        dont_know: count(dont_know.len()),
        cannot_assess: count(cannot_assess.len()),
        unanswered: count(unanswered.len()),
    };
    let preliminary = counts.unanswered > 0;
    let applicable = statements.iter().filter(|s| s.standing != Standing::NotApplicable);
    let applicable_level = applicable.filter_map(|s| s.question.level).max().unwrap_or(0);
    let tell =
        |questions: Vec<String>, reason: fn(Vec<String>) -> Reason| (!questions.is_empty()).then(|| reason(questions));
    reasons.extend(tell(not_applicable, |questions| Reason::NotApplicable { questions }));
    reasons.extend(tell(cannot_assess, |questions| Reason::CannotAssess { questions }));
    reasons.extend(tell(dont_know, |questions| Reason::DontKnow { questions }));
    reasons.extend(tell(unanswered, |questions| Reason::Unanswered { questions }));
    Part { id: id.to_owned(), figure, preliminary, counts, applicable_level, reasons }
}

/// A part of a whole as it is to be shown, where `step` is the smallest difference that is: only what is nothing is shown
/// as nothing, and only what is whole as the whole. 0.998 of 1 in steps of 0.01 is 0.99, which no rounding makes 1.
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

/// A count that fits the result file: no questionnaire comes near its limit.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
