//! The baseline gate: met only if every applicable requirement is fully met (domain A3 and B).

use super::figures::{Figure, Reason};
use super::statement::{Statement, count};
use crate::model::answers::AnswerState;

/// Partly met is not met. A requirement that is unanswered or cannot be assessed keeps the baseline from being met, but is
/// no gap: it is not known yet.
pub(super) fn figure(statements: &[Statement<'_>]) -> (Figure, Vec<Reason>) {
    let required = || statements.iter().filter(|statement| statement.question.required);
    let applicable = required().filter(|s| s.points().is_some()).count();
    if applicable == 0 {
        return (Figure::None, Vec::new());
    }
    let unmet = |s: &&Statement<'_>| match s.state {
        AnswerState::Answered(share) => share < 1.0,
        AnswerState::DontKnow => true,
        AnswerState::NotApplicable | AnswerState::CannotAssess | AnswerState::Unanswered => false,
    };
    let gaps: Vec<_> = required().filter(unmet).map(Statement::id).collect();
    let fulfilled = applicable - gaps.len();
    let met = gaps.is_empty() && !required().any(Statement::is_open);
    let share = f64::from(count(fulfilled)) / f64::from(count(applicable));
    let figure = Figure::Baseline { met, fulfilled: count(fulfilled), applicable: count(applicable), share };
    let reasons = if gaps.is_empty() { Vec::new() } else { vec![Reason::Gaps { questions: gaps }] };
    (figure, reasons)
}
