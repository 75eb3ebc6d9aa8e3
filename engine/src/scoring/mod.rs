//! From answers to a score that explains itself.
//!
//! These rules hold for every kind of scoring:
//!
//! - A question that is not shown does not exist.
//! - "Ej tillämpligt" leaves the denominator.
//! - "Vet inte" counts 0 and is shown separately.
//! - "Kan inte bedömas" leaves the denominator too, but confirms no level and no baseline.
//! - An unanswered question is none of these. It confirms no level and no baseline, and makes the score preliminary.
//! - If nothing applicable has been answered, there is no figure. It is never 0.
//! - Nothing is rounded here.
//!
//! A score carries its explanation as data ([`Reason`]). Whoever shows it makes the sentences.

pub mod flow;
pub mod recommendations;

mod baseline;
mod figures;
mod knowledge;
mod levels;
mod rating;
mod share;
mod statement;

pub use figures::{Counts, Figure, Part, Reason, Score, to_show};
pub use rating::Rating;

use std::ptr;

use statement::{Statement, count};

use crate::model::answers::{AnswerState, Answers};
use crate::model::questionnaire::{Question, Questionnaire, ScoringKind, Section};

/// The score of the answers. The same answers give the same score, whatever order they were given in.
#[must_use]
pub fn score(questionnaire: &Questionnaire, answers: &Answers) -> Score {
    let shown = flow::shown(questionnaire, answers).into_iter().filter(|question| question.is_scored());
    // Each answer is read once, whatever it is a part of.
    let stated: Vec<Statement<'_>> =
        shown.map(|question| Statement { question, state: answers.state(question) }).collect();
    let statements = |wanted: &dyn Fn(&Question) -> bool| -> Vec<Statement<'_>> {
        stated.iter().filter(|statement| wanted(statement.question)).copied().collect()
    };
    let in_section = |section: &Section, question: &Question| section.questions.iter().any(|q| ptr::eq(q, question));

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
        ScoringKind::Agreement | ScoringKind::Baseline | ScoringKind::Knowledge => {
            part(&questionnaire.id, questionnaire, &all)
        }
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

/// Adds what every kind has: the counts, and reasons for what was left out, not known or not answered.
fn finished(id: &str, statements: &[Statement<'_>], figure: Figure, mut reasons: Vec<Reason>) -> Part {
    let (mut answered, mut not_applicable, mut cannot_assess) = (0, Vec::new(), Vec::new());
    let (mut dont_know, mut unanswered) = (Vec::new(), Vec::new());
    for statement in statements {
        match statement.state {
            AnswerState::Answered(_) => answered += 1,
            AnswerState::NotApplicable => not_applicable.push(statement.id()),
            AnswerState::CannotAssess => cannot_assess.push(statement.id()),
            AnswerState::DontKnow => dont_know.push(statement.id()),
            AnswerState::Unanswered => unanswered.push(statement.id()),
        }
    }
    let counts = Counts {
        answered,
        not_applicable: count(not_applicable.len()),
        dont_know: count(dont_know.len()),
        cannot_assess: count(cannot_assess.len()),
        unanswered: count(unanswered.len()),
    };
    let preliminary = counts.unanswered > 0;
    let applicable = statements.iter().filter(|s| s.state != AnswerState::NotApplicable);
    let applicable_level = applicable.filter_map(|s| s.question.level).max().unwrap_or(0);
    let reason_if_any =
        |questions: Vec<String>, reason: fn(Vec<String>) -> Reason| (!questions.is_empty()).then(|| reason(questions));
    reasons.extend(reason_if_any(not_applicable, |questions| Reason::NotApplicable { questions }));
    reasons.extend(reason_if_any(cannot_assess, |questions| Reason::CannotAssess { questions }));
    reasons.extend(reason_if_any(dont_know, |questions| Reason::DontKnow { questions }));
    reasons.extend(reason_if_any(unanswered, |questions| Reason::Unanswered { questions }));
    Part { id: id.to_owned(), figure, preliminary, counts, applicable_level, reasons }
}

#[cfg(test)]
mod tests;
