//! A worked example: a small questionnaire with answers, so that a page about the method can show what the engine itself
//! computes.

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::model::answers::{Answer, Answers};
use crate::model::questionnaire::{
    Choice, ChoiceValue, Gate, Question, QuestionKind, Questionnaire, Scoring, ScoringKind, Section,
};

/// What is scored, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Example {
    /// The rule.
    pub kind: ScoringKind,
    /// With levels: what a level asks of those below it.
    pub gate: Gate,
    /// The sections, each a list of statements.
    pub sections: Vec<Vec<Statement>>,
}

/// A statement of an example with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// With levels: the level it states.
    pub level: Option<u8>,
    /// The id of the answer in [`CHOICES`]. `None` if it is not answered.
    pub answer: Option<String>,
}

/// The choices of every example: id and value.
pub const CHOICES: [(&str, ChoiceValue); 6] = [
    ("ja", ChoiceValue::Score(1.0)),
    ("delvis", ChoiceValue::Score(0.5)),
    ("nej", ChoiceValue::Score(0.0)),
    ("vet-inte", ChoiceValue::DontKnow),
    ("kan-inte-bedomas", ChoiceValue::CannotAssess),
    ("ej-tillampligt", ChoiceValue::NotApplicable),
];

/// How an unanswered statement is written.
pub const UNANSWERED: &str = "obesvarad";

impl Statement {
    /// Reads a statement: `ja`, or with levels `1 ja`. `None` if the answer is none of [`CHOICES`].
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (level, answer) = match text.split_once(' ') {
            Some((level, answer)) => (Some(level.parse().ok()?), answer.trim()),
            None => (None, text),
        };
        if answer == UNANSWERED {
            return Some(Self { level, answer: None });
        }
        let known = CHOICES.iter().any(|(id, ..)| *id == answer);
        known.then(|| Self { level, answer: Some(answer.to_owned()) })
    }
}

impl Example {
    /// The example as a questionnaire with answers. Sections are called A, B, C … Choices have no
    /// text: the page shows what each statement is answered with instead.
    #[must_use]
    pub fn worked(&self, lang: Lang) -> (Questionnaire, Answers) {
        let mut answers = Answers::default();
        let sections = self.sections.iter().zip('A'..='Z').map(|(statements, name)| {
            let questions = statements.iter().enumerate().map(|(n, statement)| {
                let id = format!("{name}{n}");
                answers.set(&id, Answer::choosing(&statement.answer));
                Question { id, level: statement.level, kind: self.question_kind(), ..Question::default() }
            });
            Section {
                id: name.to_lowercase().to_string(),
                title: name.to_string(),
                questions: questions.collect(),
                ..Section::default()
            }
        });
        let sections = sections.collect();
        let scoring = Scoring { kind: self.kind, gate: self.gate, ..Scoring::default() };
        (Questionnaire { language: lang, scoring, sections, ..Questionnaire::default() }, answers)
    }

    /// With knowledge, "ja" is the right answer and the other answers with points are wrong.
    fn question_kind(&self) -> QuestionKind {
        let choices = CHOICES.iter().map(|(id, value)| {
            let value = match value.points() {
                Some(points) if self.kind.has_right_answers() => {
                    if points >= 1.0 {
                        ChoiceValue::Right
                    } else {
                        ChoiceValue::Plain
                    }
                }
                Some(_) | None => *value,
            };
            Choice { id: (*id).to_owned(), text: String::new(), value }
        });
        QuestionKind::Single(choices.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::{Figure, score};

    fn example(kind: ScoringKind, sections: &[&[&str]]) -> Figure {
        let sections = sections
            .iter()
            .map(|section| section.iter().map(|text| Statement::read(text).unwrap()).collect())
            .collect();
        let (questionnaire, answers) = Example { kind, gate: Gate::Largely, sections }.worked(Lang::Sv);
        score(&questionnaire, &answers).whole.figure
    }

    #[test]
    fn an_example_is_scored_as_any_questionnaire() {
        let levels = example(ScoringKind::Levels, &[&["1 ja", "2 ja", "3 delvis"], &["1 ja", "2 nej"]]);
        assert_eq!(levels, Figure::Level { level: 1, highest: 3, share: 0.7, unconfirmed: false });
        let baseline = example(ScoringKind::Baseline, &[&["ja", "ja", "ej-tillampligt"]]);
        assert_eq!(baseline, Figure::Baseline { met: true, fulfilled: 2, applicable: 2, share: 1.0 });
        let knowledge = example(ScoringKind::Knowledge, &[&["ja", "nej", "obesvarad"]]);
        assert_eq!(knowledge, Figure::Right { right: 1, of: 2, share: 0.5 });
    }

    #[test]
    fn what_is_no_statement_is_refused() {
        for text in ["", "kanske", "1", "ja 1", "300 ja", "-1 ja"] {
            assert_eq!(Statement::read(text), None, "{text}");
        }
        assert_eq!(Statement::read("2 delvis"), Some(Statement { level: Some(2), answer: Some("delvis".into()) }));
        assert_eq!(Statement::read("obesvarad"), Some(Statement { level: None, answer: None }));
    }
}
