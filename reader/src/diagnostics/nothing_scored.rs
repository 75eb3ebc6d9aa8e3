//! No question can give points: there would be no result.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("nothing-scored");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let scored = draft
        .questions()
        .any(|question| draft.lacks_scale(question) || question.settings.index.is_none() && draft.best(question) > 0.0);
    if draft.questions().next().is_some() && !scored {
        let what = say!(
            "Ingen fråga ger poäng, så det blir inget resultat.",
            "No question gives points, so there will be no result."
        );
        let help = say!("Ge valen poäng: - `ja: 1` Ja", "Give the choices points: - `yes: 1` Yes");
        let kind = draft.front.scoring.kind.as_ref();
        report.add(CODE, kind.map_or(draft.front.span.clone(), |kind| kind.span.clone()), what, help);
    }
}
