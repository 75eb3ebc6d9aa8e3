//! A part of a question with nothing in it.

use crate::draft::{Draft, PartKind};
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("empty-part");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for part in draft.questions().flat_map(|question| &question.parts) {
        let recommendation = part.kind == PartKind::Recommendation;
        let help = if recommendation {
            say!(
                "Skriv en lista med en rad för varje svagt svar: - `nej: Systemägaren` Gör så här.",
                "Write a list with a line for each weak answer: - `nej: The system owner` Do this."
            )
        } else {
            say!(
                "Skriv texten under rubriken, eller ta bort rubriken.",
                "Write the text under the heading, or remove the heading."
            )
        };
        if part.tagged.is_empty() && (part.blocks.is_empty() || recommendation) {
            let what = say!("Delen är tom.", "The part is empty.");
            report.add(CODE, part.heading.clone(), what, help);
        }
    }
}
