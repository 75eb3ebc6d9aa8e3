//! The share of points: agreement, percentages, and every index.

use super::{Figure, Statement};

/// Σ weight × share of full points, over Σ weight, of what is applicable and answered (domain B, house rules).
pub(super) fn figure(statements: &[Statement<'_>]) -> Figure {
    let (mut points, mut possible) = (0.0, 0.0);
    for (got, could) in statements.iter().filter_map(Statement::points) {
        points += got;
        possible += could;
    }
    if possible > 0.0 { Figure::Share { share: points / possible, points, possible } } else { Figure::None }
}
