//! Cumulative levels: C2M2's rule, with ISO/IEC 33020's and NCSC CAF's as other gates (domain B).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::figures::{Figure, Part, Reason};
use super::rating::Rating;
use super::share;
use super::statement::Statement;
use crate::model::questionnaire::Gate;

/// The level of one section.
///
/// A level is reached only if something applicable is stated at it: a level whose statements are all "ej tillämpligt"
/// neither stops nor lifts. A section that reaches no level is not at level 0 if nothing that has been assessed keeps it
/// from one: then no level is confirmed.
pub(super) fn figure(statements: &[Statement<'_>], gate: Gate) -> (Figure, Vec<Reason>) {
    let highest = statements.iter().map(level_of).max().unwrap_or(0);
    let applicable: BTreeSet<u8> =
        statements.iter().filter(|s| s.rating().is_some()).map(level_of).filter(|level| *level > 0).collect();
    let in_the_way = |level: u8| statements.iter().filter(move |s| stands_in_the_way(s, level, gate));
    let missing = |level: u8| -> Vec<String> { in_the_way(level).map(Statement::id).collect() };
    let level = applicable.iter().copied().filter(|level| in_the_way(*level).next().is_none()).max().unwrap_or(0);
    let may_hold = |level: &u8| in_the_way(*level).all(Statement::is_open);
    let open = applicable.iter().copied().find(may_hold).filter(|_| level == 0);
    let next = applicable.iter().copied().find(|next| *next > level);
    let reason = match open {
        Some(open) => Some(Reason::NotConfirmed { sections: Vec::new(), questions: missing(open) }),
        None => next.map(|next| Reason::Capped { level: next, questions: missing(next) }),
    };
    let figure = match share::figure(statements).share() {
        Some(share) => Figure::Level { level, highest, share, unconfirmed: open.is_some() },
        None => Figure::None,
    };
    (figure, reason.into_iter().collect())
}

/// The whole is at the lowest level of its sections (CMMI); its share is over all statements.
///
/// A section that confirms no level leaves the whole without one too, unless another is known to be at level 0: then the
/// whole is. Only a section that is all "ej tillämpligt" is left out.
pub(super) fn whole(sections: &[Part], statements: &[Statement<'_>]) -> (Figure, Vec<Reason>) {
    let known = || {
        sections.iter().filter_map(|section| match section.figure {
            Figure::Level { level, unconfirmed, .. } => (!unconfirmed).then_some((section, level)),
            Figure::None | Figure::Share { .. } | Figure::Baseline { .. } | Figure::Right { .. } => None,
        })
    };
    let lowest = known().map(|(_, level)| level).min();
    let open = sections.iter().filter_map(|section| Some((section, section.not_confirmed()?)));
    let open: Vec<_> = open.filter(|_| lowest != Some(0)).collect();
    let level = lowest.filter(|_| open.is_empty()).unwrap_or(0);
    let highest = sections.iter().filter_map(|section| section.figure.highest()).max().unwrap_or(level);
    let at_lowest = known().filter(|(_, of)| *of == level && level < highest).map(|(section, _)| section.id.clone());
    let at_lowest: Vec<_> = at_lowest.collect();
    let reason = match (open.is_empty(), at_lowest.is_empty()) {
        (false, _) => Some(Reason::NotConfirmed {
            sections: open.iter().map(|(section, _)| section.id.clone()).collect(),
            questions: open.iter().flat_map(|(_, questions)| questions.iter().cloned()).collect(),
        }),
        (true, false) => Some(Reason::LowestSection { sections: at_lowest }),
        (true, true) => None,
    };
    let figure = match share::figure(statements).share() {
        Some(share) => Figure::Level { level, highest, share, unconfirmed: !open.is_empty() },
        None => Figure::None,
    };
    (figure, reason.into_iter().collect())
}

fn level_of(statement: &Statement<'_>) -> u8 {
    // The reader reports a statement without a level. Until the author fixes it, it counts at the first.
    statement.question.level.unwrap_or(1)
}

/// Whether the statement keeps `level` from being reached. Level 0 is below every level, whatever the gate.
fn stands_in_the_way(statement: &Statement<'_>, level: u8, gate: Gate) -> bool {
    let own = level_of(statement);
    let needed = match gate {
        Gate::Largely => (own <= level).then_some(Rating::Largely),
        Gate::Fully => match own.cmp(&level) {
            Ordering::Less => Some(Rating::Fully),
            Ordering::Equal => Some(Rating::Largely),
            Ordering::Greater => None,
        },
        Gate::Own => (own == level || own == 0).then_some(Rating::Largely),
    };
    statement.rating().is_some_and(|rating| needed.is_some_and(|needed| rating < needed))
}
