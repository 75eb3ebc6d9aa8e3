//! A question with points that rests on no source: a respondent cannot see where it comes from.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::warning("missing-source");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for question in draft.questions() {
        if draft.best(question) > 0.0 && question.settings.sources.is_empty() {
            let what = say!("Frågan anger ingen källa.", "The question names no source.");
            let help = say!(
                "Lägg till i frågans block: source = {{ document = \"…\", heading = \"…\" }}",
                "Add to the question's block: source = {{ document = \"…\", heading = \"…\" }}"
            );
            report.add(CODE, question.text.span.clone(), what, help);
        }
    }
}
