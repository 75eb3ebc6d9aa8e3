//! A section without questions, or a questionnaire without sections.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("empty-section");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let help = || say!("Skriv minst en fråga: ### Frågan?", "Write at least one question: ### The question?");
    if draft.sections.is_empty() {
        let what = say!("Frågeformuläret har inga frågor.", "The questionnaire has no questions.");
        report.add(CODE, draft.front.span.clone(), what, help());
    }
    for section in draft.sections.iter().filter(|section| section.questions.is_empty()) {
        let title = &section.title.value;
        let what = say!("Avsnittet ”{title}” har inga frågor.", "The section “{title}” has no questions.");
        report.add(CODE, section.title.span.clone(), what, help());
    }
}
