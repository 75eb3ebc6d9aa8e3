//! Cumulative levels: C2M2's rule, with ISO/IEC 33020's and NCSC CAF's as other gates (domain B).

use std::collections::BTreeSet;

use super::{Figure, Part, Rating, Reason, Statement, share};
use crate::questionnaire::Gate;

/// The level of one section.
///
/// A level is reached only if something applicable is stated at it: a level whose statements are all "ej tillämpligt"
/// neither stops nor lifts.
pub(super) fn figure(statements: &[Statement<'_>], gate: Gate) -> (Figure, Vec<Reason>) {
    let Some(share) = share::figure(statements).share() else {
        return (Figure::None, Vec::new());
    };
    let highest = statements.iter().map(level_of).max().unwrap_or(0);
    let applicable: BTreeSet<u8> =
        statements.iter().filter(|s| s.rating().is_some()).map(level_of).filter(|level| *level > 0).collect();
    let missing = |level: u8| -> Vec<String> {
        statements.iter().filter(|s| stands_in_the_way(s, level, gate)).map(Statement::id).collect()
    };
    let level = applicable.iter().copied().filter(|level| missing(*level).is_empty()).max().unwrap_or(0);
    let next = applicable.iter().copied().find(|next| *next > level);
    let reasons = next.map(|next| Reason::Capped { level: next, questions: missing(next) });
    (Figure::Level { level, highest, share }, reasons.into_iter().collect())
}

/// The whole is at the lowest level of its sections (CMMI); its share is over all statements.
pub(super) fn whole(sections: &[Part], statements: &[Statement<'_>]) -> (Figure, Vec<Reason>) {
    let levels = || {
        sections.iter().filter_map(|section| match section.figure {
            Figure::Level { level, highest, .. } => Some((section, level, highest)),
            _ => None,
        })
    };
    let (Some(level), Some(share)) = (levels().map(|l| l.1).min(), share::figure(statements).share()) else {
        return (Figure::None, Vec::new());
    };
    let highest = levels().map(|l| l.2).max().unwrap_or(level);
    let lowest = levels().filter(|l| l.1 == level && level < highest).map(|l| l.0.id.clone());
    let lowest: Vec<_> = lowest.collect();
    let reasons = if lowest.is_empty() { Vec::new() } else { vec![Reason::LowestSection { sections: lowest }] };
    (Figure::Level { level, highest, share }, reasons)
}

fn level_of(statement: &Statement<'_>) -> u8 {
    // The reader reports a statement without a level; until it is mended it counts at the first.
    statement.question.level.unwrap_or(1)
}

/// Whether the statement keeps `level` from being reached. Level 0 stands below every level, whatever the gate.
fn stands_in_the_way(statement: &Statement<'_>, level: u8, gate: Gate) -> bool {
    let own = level_of(statement);
    let needed = match gate {
        Gate::Largely if own <= level => Rating::Largely,
        Gate::Fully if own == level => Rating::Largely,
        Gate::Fully if own < level => Rating::Fully,
        Gate::Own if own == level || own == 0 => Rating::Largely,
        _ => return false,
    };
    statement.rating().is_some_and(|rating| rating < needed)
}
