//! A condition names a question that does not exist.

use crate::draft::Draft;
use crate::report::{Code, Report, nearest, say};

pub(crate) const CODE: Code = Code::error("unknown-question");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let known: Vec<_> = draft.questions().filter_map(|question| question.id()).collect();
    for asked in draft.questions().flat_map(|question| &question.settings.show_if).map(|condition| &condition.question)
    {
        if known.contains(&asked.value.as_str()) {
            continue;
        }
        let written = &asked.value;
        let what = say!("Det finns ingen fråga `{written}`.", "There is no question `{written}`.");
        let help = match nearest(written, known.iter().copied()) {
            Some(near) => say!("Menade du `{near}`?", "Did you mean `{near}`?"),
            None => {
                say!("Skriv id:t för en fråga som står tidigare.", "Write the id of a question that stands earlier.")
            }
        };
        report.add(CODE, asked.span.clone(), what, help);
    }
}
