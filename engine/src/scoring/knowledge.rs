//! Knowledge: how many answers were right.

use super::figures::Figure;
use super::statement::{Statement, count};

/// Right answers of those given. "Vet inte" is an answer that was not right.
pub(super) fn figure(statements: &[Statement<'_>]) -> Figure {
    let given: Vec<_> = statements.iter().filter_map(Statement::points).collect();
    if given.is_empty() {
        return Figure::None;
    }
    // A knowledge question is right or not: its share is exactly 1 or 0 (see `AnswerState`).
    let right = given.iter().filter(|(got, could)| got >= could).count();
    let share = f64::from(count(right)) / f64::from(count(given.len()));
    Figure::Right { right: count(right), of: count(given.len()), share }
}
