//! The questionnaire or the page has no title.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-title");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    if draft.title.as_ref().is_none_or(|title| title.value.is_empty()) {
        let what = say!("Frågeformuläret har ingen titel.", "The questionnaire has no title.");
        let help = say!(
            "Sätt titeln som rubrik här, direkt efter inställningarna: # Titeln",
            "Put the title as a heading here, right after the settings: # The title"
        );
        let before = draft.sections.first().map_or(&draft.front.span, |section| &section.title.span);
        report.add(CODE, before.clone(), what, help);
    }
}

pub(crate) fn add_page(report: &mut Report<'_>) {
    let what = say!("Sidan har ingen titel.", "The page has no title.");
    let help = say!(
        "Sätt titeln som rubrik allra först: # Titeln",
        "Put the title as a heading at the very start: # The title"
    );
    report.add(CODE, 0..0, what, help);
}
