//! A scored statement without a level, in a questionnaire that is scored by levels.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-level");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    if !draft.scoring_kind().has_levels() {
        return;
    }
    for question in draft.questions() {
        let settings = &question.settings;
        if draft.best(question) > 0.0 && settings.index.is_none() && settings.level.is_none() {
            let what = say!(
                "Frågan säger inte vilken nivå den hör till.",
                "The question does not say which level it belongs to."
            );
            let help = say!("Lägg till i frågans block: level = 1", "Add to the question's block: level = 1");
            report.add(CODE, question.text.span.clone(), what, help);
        }
    }
}
