//! A section that leaves out a level between two others: nothing says what it would take.

use std::collections::BTreeSet;

use engine::model::questionnaire::Gate;

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("level-gap");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let own = draft.front.scoring.gate.as_ref().is_some_and(|gate| gate.value == Gate::Own);
    // If each level stands on its own, a section may have only some of them.
    if !draft.scoring_kind().has_levels() || own {
        return;
    }
    for section in &draft.sections {
        let stated: BTreeSet<u32> =
            section.questions.iter().filter_map(|q| q.settings.level.as_ref()).map(|l| l.value).collect();
        let highest = stated.last().copied().unwrap_or(0);
        if let Some(gap) = (1..highest).find(|level| !stated.contains(level)) {
            let what = say!(
                "Avsnittet har påståenden på nivå {highest} men inga på nivå {gap}.",
                "The section has statements at level {highest} but none at level {gap}."
            );
            let help = say!(
                "Lägg till en fråga med level = {gap}, eller sänk de högre nivåerna.",
                "Add a question with level = {gap}, or lower the higher levels."
            );
            report.add(CODE, section.title.span.clone(), what, help);
        }
    }
}
