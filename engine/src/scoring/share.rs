//! The share of points: agreement, percentages, and every index.

use super::figures::{Figure, Reason};
use super::statement::Statement;
use crate::model::answers::AnswerState;

/// Σ weight × share of full points, over Σ weight, of what is applicable and answered (domain B, house rules).
pub(super) fn figure(statements: &[Statement<'_>]) -> Figure {
    let (mut points, mut possible) = (0.0, 0.0);
    for (got, could) in statements.iter().filter_map(Statement::points) {
        points += got;
        possible += could;
    }
    if possible > 0.0 { Figure::Share { share: points / possible, points, possible } } else { Figure::None }
}

/// The answers that gave less than full points. "Vet inte" has a reason of its own.
pub(super) fn reasons(statements: &[Statement<'_>]) -> Vec<Reason> {
    let less = |s: &&Statement<'_>| matches!(s.state, AnswerState::Answered(share) if share < 1.0);
    let questions: Vec<_> = statements.iter().filter(less).map(Statement::id).collect();
    if questions.is_empty() { Vec::new() } else { vec![Reason::NotFull { questions }] }
}
